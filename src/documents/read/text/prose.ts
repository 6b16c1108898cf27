/** Lines of running text → paragraphs, headings and list items. */
import type { Paragraph } from '../../neutral-document.ts'
import { bulletMarks, paragraphsOfMarkedUpText, runsOf } from './marked-up-text.ts'
import { isBlank, type SourceLine } from './source-line.ts'

const listMark = new RegExp(`^(\\s*)([${bulletMarks}*–—-]|o(?=\\t)|§)(?:\\s+|(?<=[${bulletMarks}])(?=\\S))`)

interface Draft {
  text: string
  line: number
  isFirst: boolean
  isAlone: boolean
}

/** `isStart` where no words come before: the first short line is then the document's title. */
export function readProse(lines: readonly SourceLine[], isStart: boolean): Paragraph[] {
  const drafts = joinWrapped(lines)
  const paragraphs: Paragraph[] = []
  const indents: number[] = []
  drafts.forEach((draft, index) => {
    const at = { line: draft.line }
    const mark = listMark.exec(draft.text)
    if (mark !== null && !/^\s*\*\S/.test(draft.text)) {
      const words = draft.text.slice(mark[0].length).replace(/\t+/g, ' ')
      if (words.trim() === '') return
      const indent = (mark[1] ?? '').replace(/\t/g, '    ').length
      while (indents.length > 0 && (indents.at(-1) ?? 0) > indent) indents.pop()
      if (indents.at(-1) !== indent) indents.push(indent)
      paragraphs.push({
        kind: 'paragraph',
        headingLevel: null,
        runs: runsOf(words),
        list: { label: mark[2] ?? '-', level: Math.min(indents.length - 1, 8), isOrdered: false },
        at,
      })
      return
    }
    indents.length = 0
    const headed = /^(#{1,6})\s+(\S.*?)\s*#*$/.exec(draft.text.trim())
    if (headed !== null) {
      paragraphs.push({
        kind: 'paragraph',
        headingLevel: headed[1]?.length ?? 1,
        runs: runsOf(headed[2] ?? ''),
        list: null,
        at,
      })
      return
    }
    const level = headingLevel(draft, isStart && index === 0, drafts[index + 1])
    for (const paragraph of paragraphsOfMarkedUpText(draft.text.replace(/\t+/g, ' '), at))
      paragraphs.push(level === null ? paragraph : { ...paragraph, headingLevel: level })
  })
  return paragraphs
}

/** A line of a text that a person would take for a heading, and how high it stands; null for body text. */
function headingLevel(draft: Draft, isTitle: boolean, next: Draft | undefined): number | null {
  const text = draft.text.trim()
  const plain = text.replaceAll('**', '').trim()
  const words = plain.split(/\s+/)
  if (
    /^(?:area|priority|recommendation|outcome|aim|theme|goal|section|part|domain|standard|workstream|chapter|objective)\b[^:.]{0,40}?\s(?:\d+(?:\.\d+)*|[IVX]+)\s*[:.–-]/i.test(
      plain,
    ) &&
    plain.length <= 400 &&
    draft.isAlone
  )
    return 2
  if (/^\*\*[^*]+\*\*:?$/.test(text) && words.length <= 20) return 3
  const letters = plain.replace(/[^\p{L}]/gu, '')
  const capitals = plain.replace(/[^\p{Lu}]/gu, '')
  const isShouted = letters.length >= 4 && capitals.length / letters.length > 0.85 && plain.length <= 140
  if (plain.endsWith(':') && words.length <= 6 && (isShouted || draft.isFirst)) return 3
  if (isTitle && plain.length <= 120 && !/[.;,:]$/.test(plain)) return 0
  if (isShouted && !/[.;,]$/.test(plain)) return 2
  const isBeforeList = next !== undefined && listMark.test(next.text)
  if (draft.isAlone && isBeforeList && words.length <= 8 && /^[\p{Lu}\d]/u.test(plain) && !/[.;,:]$/.test(plain))
    return 2
  return null
}

/** Lines of one paragraph that a program broke at its margin are put together again. */
function joinWrapped(lines: readonly SourceLine[]): Draft[] {
  const width = wrapWidth(lines)
  const drafts: Draft[] = []
  let last: Draft | null = null
  lines.forEach((line, index) => {
    if (isBlank(line)) {
      last = null
      return
    }
    if (/^\s*([=_*~-])\1{2,}\s*$/.test(line.text)) {
      // A ruled line under words makes them a heading; alone it parts paragraphs.
      if (last !== null && /[=-]/.test(line.text) && !last.text.startsWith('#') && !listMark.test(last.text))
        last.text = `${line.text.includes('=') ? '#' : '##'} ${last.text.trim()}`
      last = null
      return
    }
    const isAfterBlank = isBlank(lines[index - 1])
    if (last !== null && goesOn(last.text, line.text, width)) {
      last.text = `${last.text.trimEnd()} ${line.text.trim()}`
      last.isAlone = isBlank(lines[index + 1])
      return
    }
    const pieces = unglued(line.text)
    pieces.forEach((text, piece) => {
      last = {
        text,
        line: line.number,
        isFirst: isAfterBlank || piece > 0,
        isAlone: (isAfterBlank && isBlank(lines[index + 1])) || pieces.length > 1 || /^\s*[A-Z][A-Z ]+\d+:/.test(text),
      }
      drafts.push(last)
    })
  })
  return drafts
}

function goesOn(above: string, line: string, width: number | null): boolean {
  if (listMark.test(line) || startsNumbered(line)) return false
  const isOpenBold = (above.split('**').length - 1) % 2 === 1
  if (isOpenBold && (line.split('**').length - 1) % 2 === 1) return true
  const before = above.trimEnd()
  if (/^\s*\p{Ll}/u.test(line) && !/[.!?:]$/.test(before)) return true
  if (/(?:\b(?:and|or|of|the|for|to|in|with|by|a|an|our|their)|[,&])$/i.test(before)) return true
  return width !== null && before.length >= width * 0.78 && !/:$/.test(before)
}

const startsNumbered = (text: string): boolean =>
  /^\s*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+\S|\(?[a-z][.)]\s|\(?[ivx]+[.)]\s)/i.test(text)

/** The width a text was wrapped at: most lines in the middle of paragraphs end near one length. Null for one line a paragraph. */
function wrapWidth(lines: readonly SourceLine[]): number | null {
  const inside = lines
    .filter((line, index) => !isBlank(line) && !isBlank(lines[index + 1]))
    .map((line) => line.text.trimEnd().length)
  if (inside.length < 3) return null
  const longest = Math.max(...inside)
  if (longest > 110 || longest < 45) return null
  return inside.filter((length) => length >= longest * 0.75).length / inside.length > 0.6 ? longest : null
}

/** "…the plan**AREA 1: Name****OBJECTIVES:**": headings that lost their line breaks but kept their bold marks. */
function unglued(text: string): string[] {
  if (!/\S\*\*\S/.test(text)) return [text]
  const pieces: string[] = []
  let open = ''
  for (const piece of text.split(/(\*\*[^*]+\*\*)/)) {
    const inside = /^\*\*([^*]+)\*\*$/.exec(piece)?.[1]
    const isHeading = inside !== undefined && /^(?:\p{Lu}[\p{Lu}\d ’'()/&-]{3,}|.*:$)/u.test(inside.trim())
    if (!isHeading || (open !== '' && /\s$/.test(open))) {
      open += piece
      continue
    }
    if (open.trim() !== '') pieces.push(open)
    pieces.push(piece)
    open = ''
  }
  if (open.trim() !== '') pieces.push(open)
  return pieces
}
