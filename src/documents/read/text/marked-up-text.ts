/**
 * Text that came out of another program with some of its markup left in: `**bold**`, html tags, bullets in the middle of a
 * line. Markup becomes structure; every word stays. What only looks like markup ("<18 years", "5 * 4") is left alone.
 */
import type { Paragraph, Place, Run } from '../../neutral-document.ts'

/** Tags that text dumps leave behind. Others are words between angle brackets and stay. */
const tag =
  /<(\/?)(p|ul|ol|li|br|div|span|b|strong|i|em|u|s|del|strike|sup|sub|font|h[1-6]|table|tbody|tr|td|th|a)\b[^<>]*>/gi
export const bulletMarks = '•▪▫◦●○■□‣⁃∙·\uF0B7\uF0A7\uF0D8➢➤►❖'
/** Marks that begin an item also in the middle of a line; a middle dot there parts words. */
const marksBetween = '•▪▫◦●○■□‣⁃\uF0B7\uF0A7\uF0D8➢➤►❖'
const bulletBetween = new RegExp(`(?:^[${bulletMarks}]|\\s[${marksBetween}])`)
const dashBetween = /(?:^|\s)[-–o](?=\s)/

interface Piece {
  text: string
  list: { kind: 'ul' | 'ol'; item: number | null } | null
}

/** The paragraphs of a cell or line. List marks that are only marks (•, ▪, -) become `list`; numbers stay in the text. */
export function paragraphsOfMarkedUpText(text: string, at: Place): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const piece of pieces(text))
    for (const line of piece.text.split('\n')) {
      const items = itemsOf(line, piece.list?.kind ?? null)
      items.forEach(({ label, words }, index) => {
        const runs = runsOf(words)
        if (!runs.some((run) => run.text.trim() !== '')) return
        const numbered = index === 0 && piece.list !== null && piece.list.item !== null ? piece.list : null
        const shown = label ?? (numbered === null ? null : numbered.kind === 'ul' ? '•' : `${numbered.item}.`)
        paragraphs.push({
          kind: 'paragraph',
          headingLevel: null,
          runs,
          list:
            shown === null ? null : { label: shown, level: 0, isOrdered: numbered?.kind === 'ol' && label === null },
          at,
        })
      })
    }
  return paragraphs
}

/** Runs of a line with `**bold**`, `*italic*` and `~~struck~~` taken as looks, and the common entities as characters. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  const mark = /\*\*([^*]+)\*\*|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|~~([^~]+)~~/g
  let from = 0
  for (const match of text.matchAll(mark)) {
    push(runs, text.slice(from, match.index))
    if (match[1] !== undefined) push(runs, match[1], { isBold: true })
    else if (match[2] !== undefined) push(runs, match[2], { isItalic: true })
    else push(runs, match[3] ?? '', { isStruck: true })
    from = match.index + match[0].length
  }
  push(runs, text.slice(from))
  trimEnds(runs)
  return runs
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#160': ' ',
  ndash: '–',
  mdash: '—',
  bull: '•',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
}

export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(amp|lt|gt|quot|apos|nbsp|#39|#160|ndash|mdash|bull|hellip|rsquo|lsquo);/g,
        (_, name: string) => entities[name] ?? '',
      )
    : text

function push(runs: Run[], text: string, look: Partial<Run> = {}): void {
  // A lone pair of stars marks nothing that could be told: the words matter.
  const words = withoutEntities(text).replaceAll('**', '')
  if (words !== '') runs.push({ text: words, ...look })
}

function trimEnds(runs: Run[]): void {
  const first = runs[0]
  const last = runs.at(-1)
  if (first !== undefined) first.text = first.text.trimStart()
  if (last !== undefined) last.text = last.text.trimEnd()
}

/** The text cut at block tags, each piece knowing the list it stands in. Lists that are never closed end with the text. */
function pieces(text: string): Piece[] {
  if (!text.includes('<')) return [{ text, list: null }]
  const found: Piece[] = []
  const lists: { kind: 'ul' | 'ol'; items: number }[] = []
  let item: number | null = null
  let from = 0
  let open = ''
  const close = () => {
    const list = lists.at(-1)
    if (open.trim() !== '') found.push({ text: open, list: list === undefined ? null : { kind: list.kind, item } })
    open = ''
    item = null
  }
  for (const match of text.matchAll(tag)) {
    open += text.slice(from, match.index)
    from = match.index + match[0].length
    const isEnd = match[1] === '/'
    const name = (match[2] ?? '').toLowerCase()
    if (name === 'ul' || name === 'ol') {
      close()
      if (isEnd) lists.pop()
      else if (lists.length < 20) lists.push({ kind: name, items: 0 })
    } else if (name === 'li') {
      close()
      const list = lists.at(-1)
      if (!isEnd && list !== undefined) item = ++list.items
    } else if (name === 'b' || name === 'strong') open += '**'
    else if (name === 's' || name === 'del' || name === 'strike') open += '~~'
    else if (/^(p|br|div|h[1-6]|tr|table|tbody)$/.test(name)) close()
    else if (name === 'td' || name === 'th') open += ' '
  }
  open += text.slice(from)
  close()
  return found
}

/** A line cut at the bullets inside it; inside a list also at dashes and at numbers that count up. */
function itemsOf(line: string, list: 'ul' | 'ol' | null): { label: string | null; words: string }[] {
  const trimmed = line.trim()
  if (bulletBetween.test(trimmed))
    return cutAt(trimmed, new RegExp(`(?:^([${bulletMarks}])|\\s([${marksBetween}]))\\s*`, 'g'))
  if (list === 'ul' && dashBetween.test(trimmed)) return cutAt(trimmed, /(?:^|\s)([-–o])\s+/g)
  if (list === 'ol') return cutAtNumbers(trimmed)
  const dashed = /^([-–])\s+(\S.*)$/s.exec(trimmed)
  if (dashed !== null) return [{ label: dashed[1] ?? '-', words: dashed[2] ?? '' }]
  return [{ label: null, words: trimmed }]
}

function cutAt(text: string, mark: RegExp): { label: string | null; words: string }[] {
  const items: { label: string | null; words: string }[] = []
  let from = 0
  let label: string | null = null
  for (const match of text.matchAll(mark)) {
    if (match.index > from) items.push({ label, words: text.slice(from, match.index) })
    label = match[1] ?? match[2] ?? null
    from = match.index + match[0].length
  }
  const words = text.slice(from)
  // A mark alone is no list: "●" in a rating column is the rating.
  items.push(words.trim() === '' && items.length === 0 ? { label: null, words: label ?? '' } : { label, words })
  return items
}

function cutAtNumbers(text: string): { label: null; words: string }[] {
  const items: { label: null; words: string }[] = []
  let from = 0
  let expected = 0
  for (const match of text.matchAll(/(?:^|\s)(\d{1,3})[.)]\s/g)) {
    const number = Number(match[1])
    if (expected !== 0 && number !== expected) continue
    expected = number + 1
    if (match.index > from) items.push({ label: null, words: text.slice(from, match.index).trim() })
    from = match.index
  }
  items.push({ label: null, words: text.slice(from).trim() })
  return items
}
