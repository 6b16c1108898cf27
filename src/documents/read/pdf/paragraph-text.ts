import type { Paragraph, Place, Run } from '../../neutral-document.ts'
import { around } from './box.ts'
import type { Word } from './page-drawing.ts'
import type { ParagraphDraft } from './paragraph-draft.ts'
import type { Spelling } from './spelling.ts'
import { hasSpaceBetween, type Line } from './text-lines.ts'

/** A draft as a paragraph: wraps become spaces, broken words are joined, the set-off list mark becomes the label. */
export function writeParagraph(draft: ParagraphDraft, spelling: Spelling, level: number, at: Place): Paragraph {
  return {
    kind: 'paragraph',
    headingLevel: null,
    runs: runsOf(draft, spelling),
    list: draft.mark ? { label: draft.mark.label, level, isOrdered: draft.mark.isOrdered } : null,
    at: { ...at, page: draft.page, box: placeBox(draft.lines) },
  }
}

export function placeBox(lines: readonly Line[]): { x: number; y: number; width: number; height: number } {
  const box = around(lines)
  const round = (value: number) => Math.round(value * 10) / 10
  return { x: round(box.x0), y: round(box.y0), width: round(box.x1 - box.x0), height: round(box.y1 - box.y0) }
}

function runsOf(draft: ParagraphDraft, spelling: Spelling): Run[] {
  const runs: Run[] = []
  draft.lines.forEach((line, i) => {
    const words = i === 0 && draft.mark ? line.words.slice(1) : line.words
    let previous: Word | null = null
    words.forEach((word, k) => {
      let before = previous && hasSpaceBetween(previous, word) ? ' ' : ''
      if (k === 0 && i > 0) before = joint(runs, draft, i, spelling)
      append(runs, before, word, line)
      previous = word
    })
  })
  return runs
}

/** What goes between a line and the one before. Takes a hyphen away that only the line's end put there. */
function joint(runs: Run[], draft: ParagraphDraft, i: number, spelling: Spelling): string {
  const last = runs.at(-1)
  const above = draft.lines[i - 1]
  const word = draft.lines[i]?.words[0]
  const written = runs.map((run) => run.text).join('')
  if (!last || !above || !word || written === '') return ''
  const { space, drop } = spelling.between(written, word.text)
  if (drop) last.text = last.text.slice(0, -1)
  const letter = (word.x1 - word.x0) / word.text.length
  const isFilled = above.words.length === 1 && above.x1 + letter > draft.right
  if (space === ' ' && isFilled && spelling.isOneWord(written, word.text)) return ''
  return space
}

function append(runs: Run[], before: string, word: Word, line: Line): void {
  const look = lookOf(word, line)
  const last = runs.at(-1)
  if (last && sameLook(last, look)) {
    last.text += before + word.text
    return
  }
  if (last) last.text += before
  runs.push({ text: word.text, ...look })
}

type Look = Omit<Run, 'text'>

function lookOf(word: Word, line: Line): Look {
  const look: Look = {}
  if (word.style.isBold) look.isBold = true
  if (word.style.isItalic) look.isItalic = true
  if (word.isUnderlined) look.isUnderlined = true
  if (word.isStruck) look.isStruck = true
  if (word.link !== undefined) look.link = word.link
  if (word.style.colour !== '000000') look.colour = word.style.colour
  if (word.size < 0.8 * line.size && word.baseline < line.baseline - 0.15 * line.size) look.superscript = true
  return look
}

const LOOKS = ['isBold', 'isItalic', 'isUnderlined', 'isStruck', 'colour', 'superscript', 'link'] as const

function sameLook(run: Run, look: Look): boolean {
  return LOOKS.every((key) => run[key] === look[key])
}
