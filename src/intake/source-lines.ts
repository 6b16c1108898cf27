import type { Block, Paragraph, Place, Run } from '../documents/neutral-document.ts'

/** One line as a person sees it: a paragraph, or a part of one between line breaks. */
export interface SourceLine {
  /** Without the list mark, struck, hidden and deleted words; white space is single spaces. */
  text: string
  /** The list mark, made by the word processor or typed as a bullet; null for a plain line. */
  label: string | null
  isOrdered: boolean
  level: number
  headingLevel: number | null
  isBold: boolean
  isItalic: boolean
  /** Words struck through: out of force, but kept. */
  struck: string
  /** Words a tracked change deleted, and words set to be hidden. */
  deleted: string
  hidden: string
  /** An entry of the document's own contents list: says nothing that its heading does not say. */
  isContents?: boolean
  at: Place
}

/** The lines of a cell or a stretch of paragraphs; a nested table gives a line a row. */
export function linesOf(blocks: readonly Block[]): SourceLine[] {
  const [only] = blocks
  if (blocks.length === 1 && only?.kind === 'paragraph') return linesOfParagraph(only)
  return blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? linesOfParagraph(block)
      : block.rows.flatMap((row) => {
          const cells = row.cells.map((cell) => linesOf(cell.blocks))
          return cells.length === 2 || cells.every((lines) => lines.length < 2) ? joinInOne(cells) : cells.flat()
        }),
  )
}

/** The lines as one text: a line each, with the marks of lists that the word processor numbered. */
export function textOf(lines: readonly SourceLine[]): string {
  return lines
    .map((line) => (line.label === null || line.text === '' ? line.text : `${line.label} ${line.text}`))
    .filter((text) => text !== '')
    .join('\n')
}

/** White space to single spaces, markup left by web editors out, invisible characters out. Line breaks stay. */
export function cleanText(text: string): string {
  if (!isUnclean.test(text)) return text
  return withoutMarkup(text)
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

/** Most cells: words with one space between them and nothing to clean. */
const isUnclean = /[<\u00ad\u200b-\u200d\u2060\ufeff]|[^\S ]|^ | $| {2}/

export function linesOfParagraph(paragraph: Paragraph): SourceLine[] {
  const [only] = paragraph.runs
  if (paragraph.runs.length === 1 && only !== undefined && isPlainRun(only)) return lineOfRun(paragraph, only)
  const kept = paragraph.runs.filter((run) => run.change !== 'deleted' && !run.isHidden)
  const visible = kept.filter((run) => !run.isStruck)
  const words = visible.filter((run) => run.text.trim() !== '')
  const aside = {
    struck: said(kept.filter((run) => run.isStruck)),
    deleted: said(paragraph.runs.filter((run) => run.change === 'deleted')),
    hidden: said(paragraph.runs.filter((run) => run.isHidden && run.change !== 'deleted')),
  }
  const isContents = words.length > 0 && endsInPageNumber(visible.map((run) => run.text).join(''))
  const shape = {
    ...(isContents ? { isContents } : {}),
    headingLevel: paragraph.headingLevel,
    isItalic: words.length > 0 && words.every((run) => run.isItalic),
    at: paragraph.at,
  }
  const texts = boldLines(visible)
  if (texts.length === 0) {
    if (aside.struck === '' && aside.deleted === '' && aside.hidden === '') return []
    texts.push({ text: '', isBold: false })
  }
  return texts.map(({ text, isBold }, index) => {
    const typed = typedBullet.exec(text)
    const list = index === 0 ? paragraph.list : null
    return {
      ...shape,
      text: typed === null ? text : text.slice(typed[0].length),
      label: list?.label ?? (typed === null ? null : '•'),
      isOrdered: list?.isOrdered ?? false,
      level: list?.level ?? 0,
      isBold,
      struck: index === 0 ? aside.struck : '',
      deleted: index === 0 ? aside.deleted : '',
      hidden: index === 0 ? aside.hidden : '',
    }
  })
}

/** A tab and a page's number at the end, as lines of a contents list have. */
function endsInPageNumber(text: string): boolean {
  const end = text.trimEnd()
  const digits = /\d{1,4}$/.exec(end.slice(-4))?.[0] ?? ''
  const before = end.slice(0, end.length - digits.length)
  return digits !== '' && before.slice(before.trimEnd().length).includes('\t')
}

/** Most paragraphs: one run with nothing in it that breaks the line, ends a contents line or makes it bold half way. */
function isPlainRun(run: Run): boolean {
  return !run.isStruck && !run.isHidden && run.change !== 'deleted' && !/[\n\t*<]/.test(run.text)
}

function lineOfRun(paragraph: Paragraph, run: Run): SourceLine[] {
  const text = cleanText(run.text)
  if (text === '') return []
  const typed = typedBullet.exec(text)
  const { list } = paragraph
  return [
    {
      headingLevel: paragraph.headingLevel,
      isItalic: run.isItalic === true,
      at: paragraph.at,
      text: typed === null ? text : text.slice(typed[0].length),
      label: list?.label ?? (typed === null ? null : '•'),
      isOrdered: list?.isOrdered ?? false,
      level: list?.level ?? 0,
      isBold: run.isBold === true,
      struck: '',
      deleted: '',
      hidden: '',
    },
  ]
}

const typedBullet = /^(?:[•▪●◦‣■□➢➤✓\uf0a7\uf0b7·*–—-]|o(?=\s))\s+/

/** Splits the visible runs at line breaks, and where a text file's ** closes one thing and opens the next. */
function boldLines(runs: readonly Run[]): { text: string; isBold: boolean }[] {
  const lines: { text: string; bold: number; all: number }[] = [{ text: '', bold: 0, all: 0 }]
  let starred = false
  for (const run of runs) {
    for (const piece of withoutMarkup(run.text).split(/(\n|\*\*)/)) {
      const line = lines.at(-1)
      if (line === undefined) continue
      if (piece === '\n') lines.push({ text: '', bold: 0, all: 0 })
      else if (piece === '**') {
        starred = !starred
        if (line.text.trim() !== '' && starred) lines.push({ text: '', bold: 0, all: 0 })
      } else {
        line.text += piece
        const size = piece.trim().length
        line.all += size
        if (run.isBold || starred) line.bold += size
      }
    }
  }
  return lines
    .map((line) => ({ text: cleanText(line.text), isBold: line.all > 0 && line.bold >= line.all * 0.9 }))
    .filter((line) => line.text !== '')
}

const blockTag = /<\/?(?:ol|ul|li|p|div|br|tr|table|h[1-6])\b[^<>]{0,120}\/?>/gi
const inlineTag = /<\/?(?:b|i|u|em|strong|span|font|sup|sub|td|a)\b[^<>]{0,120}>/gi

/** Tags that a web editor left in the words. They are no words of the plan. */
function withoutMarkup(text: string): string {
  return text.includes('<') ? text.replace(blockTag, '\n').replace(inlineTag, '') : text
}

function said(runs: readonly Run[]): string {
  return cleanText(runs.map((run) => run.text).join(''))
}

function joinInOne(cells: SourceLine[][]): SourceLine[] {
  const lines = cells.flat()
  const first = lines[0]
  if (first === undefined) return []
  const joined = (pick: (line: SourceLine) => string) =>
    lines
      .map(pick)
      .filter((text) => text !== '')
      .join(' ')
  return [
    {
      ...first,
      label: null,
      text: joined((line) => line.text),
      struck: joined((line) => line.struck),
      deleted: joined((line) => line.deleted),
      hidden: joined((line) => line.hidden),
    },
  ]
}

/** Plain lines of a text that stands at a place. */
export function linesFromText(text: string, at: Place): SourceLine[] {
  return text
    .split('\n')
    .filter((part) => part.trim() !== '')
    .map((part) => ({
      text: part.trim(),
      label: null,
      isOrdered: false,
      level: 0,
      headingLevel: null,
      isBold: false,
      isItalic: false,
      struck: '',
      deleted: '',
      hidden: '',
      at,
    }))
}
