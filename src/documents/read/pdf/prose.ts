import type { Box } from './box.ts'
import type { Word } from './page-drawing.ts'
import { draftParagraphs, type ParagraphDraft, usualLeading } from './paragraph-draft.ts'
import { type Line, linesOf } from './text-lines.ts'

/** Words outside tables, in one stretch of a page, as paragraphs in reading order: newspaper columns one after another. */
export function proseOf(words: readonly Word[], newspapers: readonly Newspaper[], page: number): ParagraphDraft[] {
  const columnOf = new Map<Word, Word[]>()
  for (const { columns } of newspapers)
    for (const column of columns) for (const word of column) columnOf.set(word, column)
  const loose = words.filter((word) => !columnOf.has(word))
  const here = newspapers.filter(({ columns }) => columns.some((column) => column.some((word) => words.includes(word))))
  if (here.length === 0) return columnProse(loose, page)
  const drafts: ParagraphDraft[] = []
  let rest = loose
  for (const { box, columns } of here) {
    drafts.push(
      ...columnProse(
        rest.filter((word) => word.baseline < box.y0 + 1),
        page,
      ),
    )
    rest = rest.filter((word) => word.baseline >= box.y0 + 1)
    for (const column of columns) drafts.push(...columnProse(column, page))
  }
  return [...drafts, ...columnProse(rest, page)]
}

interface Newspaper {
  box: Box
  columns: Word[][]
}

function columnProse(words: readonly Word[], page: number): ParagraphDraft[] {
  const lines = linesOf(words)
  if (lines.length === 0) return []
  const left = Math.min(...lines.map((line) => line.x0))
  const right = Math.max(...lines.map((line) => line.x1))
  return draftParagraphs(lines, { left, right, leading: usualLeading([lines]) }, page)
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
