import { type ListMark, readListMark } from './list-mark.ts'
import type { Line } from './text-lines.ts'
import { lineText } from './text-lines.ts'

/** Lines that belong together, before they become text. */
export interface ParagraphDraft {
  page: number
  lines: Line[]
  mark: ListMark | null
  /** Where its lines wrap. */
  right: number
}

/** Where text of a cell or column may stand, and how far apart its lines are for their size. */
export interface Measure {
  left: number
  right: number
  leading: number
}

/** Lines of one cell or column, top to bottom, grouped into paragraphs; wrapped lines stay together. */
export function draftParagraphs(lines: readonly Line[], measure: Measure, page: number): ParagraphDraft[] {
  const drafts: ParagraphDraft[] = []
  let previousTyped: string | null = null
  for (const line of lines) {
    const draft = drafts.at(-1)
    const last = draft?.lines.at(-1)
    const mark = readListMark(line)
    const isMarked = mark !== null && (mark.isSetOff || followsMark(previousTyped, mark.label, last))
    if (draft && last && !isMarked && isTypedMark(draft, last, line, measure)) draft.mark = null
    const startsNew =
      !draft ||
      !last ||
      isMarked ||
      isTaggedApart(last, line) ||
      isApart(last, line, measure) ||
      endsList(draft, line) ||
      fitsBefore(last, line, measure)
    if (isMarked) previousTyped = mark.label
    if (startsNew) drafts.push({ page, lines: [line], mark: mark?.isSetOff ? mark : null, right: measure.right })
    else draft.lines.push(line)
  }
  return drafts
}

/**
 * The usual distance of lines for their size, from lines that stand under one another: the `share` of them that stand closest;
 * 1.2 where there are too few to tell.
 */
export function usualLeading(columns: readonly (readonly Line[])[], share = 0.2): number {
  const ratios: number[] = []
  for (const lines of columns) {
    for (let i = 1; i < lines.length; i++) {
      const [above, below] = [lines[i - 1], lines[i]]
      if (!above || !below || Math.abs(above.size - below.size) > 0.05 * above.size) continue
      const ratio = (below.baseline - above.baseline) / Math.max(above.size, below.size)
      if (ratio > 0.8 && ratio < 2.6) ratios.push(ratio)
    }
  }
  if (ratios.length < 4) return 1.2
  ratios.sort((a, b) => a - b)
  return Math.max(1, ratios[Math.floor(ratios.length * share)] ?? 1.2)
}

/** A typed mark ("ii.") opens a paragraph only where it follows the one before, so that "… in 2023." at a line's start does not. */
function followsMark(previous: string | null, label: string, above: Line | undefined): boolean {
  if (!above) return true
  const value = label.replace(/[().]/g, '').toLowerCase()
  if (previous === null) return ['i', 'a', '1'].includes(value) && /[.:;!?]$/.test(lineText(above))
  const before = previous.replace(/[().]/g, '').toLowerCase()
  return successors(before).includes(value)
}

const ROMAN = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
  'xv',
  'xvi',
  'xvii',
  'xviii',
  'xix',
  'xx',
]

function successors(value: string): string[] {
  const next = ['i', 'a', '1']
  const roman = ROMAN.indexOf(value)
  const afterRoman = ROMAN[roman + 1]
  if (roman >= 0 && afterRoman) next.push(afterRoman)
  if (/^\d+$/.test(value)) next.push(String(Number(value) + 1))
  const deeper = /^(.*\.)(\d+)$/.exec(value)
  if (deeper) next.push(`${deeper[1]}${Number(deeper[2]) + 1}`)
  if (/^[a-y]$/.test(value)) next.push(String.fromCharCode(value.charCodeAt(0) + 1))
  return next
}

/** The tags of both lines name different paragraphs. */
function isTaggedApart(above: Line, below: Line): boolean {
  const [last, first] = [above.words.at(-1)?.tag, below.words[0]?.tag]
  return last !== undefined && first !== undefined && last.paragraph !== first.paragraph
}

/** More white between two lines than wrapping leaves, or a change of letter size. */
function isApart(above: Line, below: Line, measure: Measure): boolean {
  const size = Math.max(above.size, below.size)
  if (Math.abs(above.size - below.size) > 0.12 * size) return true
  return below.baseline - above.baseline > size * measure.leading * 1.2 + 0.6 || below.baseline < above.baseline - size
}

/** In justified text the space after a typed "a)" is stretched; but the next line begins under the mark, not under the text. */
function isTypedMark(draft: ParagraphDraft, above: Line, line: Line, measure: Measure): boolean {
  if (!draft.mark?.isOrdered || draft.lines.length > 1 || Math.abs(line.x0 - draft.mark.x) > 2) return false
  return !isApart(above, line, measure) && !fitsBefore(above, line, measure)
}

/** A line that goes back to the left of a list item's text is no longer the item. */
function endsList(draft: ParagraphDraft, line: Line): boolean {
  return draft.mark !== null && line.x0 < draft.mark.bodyX - Math.max(3, line.size * 0.4)
}

/** The next line's first word had room on the line before: the writer, not the wrap, began a new line. */
function fitsBefore(above: Line, below: Line, measure: Measure): boolean {
  const first = below.words[0]
  if (!first) return false
  const end = lineText(above)
  if (/[\p{L}\d][-‐]$/u.test(end)) return false
  if (/^\p{Ll}/u.test(first.text) && MID_SENTENCE.test(end)) return false
  const piece = /^[^-‐–]*[-‐–]/.exec(first.text)?.[0] ?? first.text
  const width = ((first.x1 - first.x0) * piece.length) / first.text.length
  const space = /[-‐–/]$/.test(end) ? 0 : 0.28 * below.size
  // A line that begins small rarely begins a paragraph: it needs more room to spare before it is taken for one.
  const goesOn = /^\p{Ll}/u.test(first.text) && !/[.:;!?]$/.test(end) ? 1.2 * below.size : 0
  return above.x1 + space + width + goesOn < measure.right - 0.02 * below.size - 0.5
}

/** A sentence does not end like this, however much room is left. */
const MID_SENTENCE = /(?:,|&|\b(?:and|or|of|the|to|in|for|with|by|a|an|on|that|from|at|as))$/i
