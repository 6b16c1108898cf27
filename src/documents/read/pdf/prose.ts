import type { Box } from './box.ts'
import type { Word } from './page-drawing.ts'
import { draftParagraphs, type ParagraphDraft, usualLeading } from './paragraph-draft.ts'
import { type Line, linesOf } from './text-lines.ts'

/** Words outside tables, in one stretch of a page, as paragraphs in reading order. */
export function proseOf(words: readonly Word[], page: number): ParagraphDraft[] {
  const lines = linesOf(words)
  if (lines.length === 0) return []
  const leading = usualLeading([lines])
  const left = Math.min(...lines.map((line) => line.x0))
  const right = Math.max(...lines.map((line) => line.x1))
  return draftParagraphs(lines, { left, right, leading }, page)
}

export interface Look {
  size: number
  isBold: boolean
}

/** The size and weight of most of a paragraph's letters. */
export function lookOf(lines: readonly Line[]): Look {
  const sizes = new Map<number, number>()
  let bold = 0
  let all = 0
  for (const word of lines.flatMap((line) => line.words)) {
    const count = word.text.length
    const size = Math.round(word.size * 2) / 2
    sizes.set(size, (sizes.get(size) ?? 0) + count)
    all += count
    if (word.style.isBold) bold += count
  }
  const [size = 0] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? []
  return { size, isBold: all > 0 && bold > 0.9 * all }
}

/** Words grouped by the tables they stand above, between and below. */
export function stretches(words: readonly Word[], tables: readonly Box[]): Word[][] {
  const groups: Word[][] = Array.from({ length: tables.length + 1 }, () => [])
  for (const word of words) {
    const before = tables.filter((table) => (table.y0 + table.y1) / 2 < word.baseline).length
    groups[before]?.push(word)
  }
  return groups
}
