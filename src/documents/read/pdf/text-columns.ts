import { readListMark } from './list-mark.ts'
import type { Line } from './text-lines.ts'

/** A stretch of a line without a wide gap: what one column may hold of it. */
export interface Segment {
  x0: number
  x1: number
  line: Line
}

/** A gap wider than this many letter sizes may be the gap between columns; justified text stays below it. */
const COLUMN_GAP = 0.7

export function segmentsOf(line: Line): Segment[] {
  const segments: Segment[] = []
  for (const word of line.words) {
    const last = segments.at(-1)
    if (last && word.x0 - last.x1 <= COLUMN_GAP * line.size) last.x1 = Math.max(last.x1, word.x1)
    else segments.push({ x0: word.x0, x1: word.x1, line })
  }
  return withListMarks(line, segments)
}

/** A list mark belongs to the text after it, however far that is set in. */
function withListMarks(line: Line, segments: Segment[]): Segment[] {
  const mark = readListMark(line)
  const [first, second] = segments
  if (!mark || !first || !second || first.x1 > mark.bodyX) return segments
  if (mark.isOrdered && segments.length > 2) return segments
  if (second.x0 - first.x1 > 3.5 * line.size) return segments
  return [{ x0: first.x0, x1: second.x1, line }, ...segments.slice(2)]
}

/** A column of text: where its words begin and end. */
export interface TextColumn {
  x0: number
  x1: number
}

/**
 * The columns that lines with several segments agree on: stretches of x that (nearly) no line crosses part them, and most of
 * what stands in a column lines up at its left, right or middle.
 */
export function columnsOf(lines: readonly Segment[][], size: number): TextColumn[] {
  const all = lines.flat()
  if (all.length === 0) return []
  const mayCross = Math.floor(lines.length * 0.05)
  const left = Math.min(...all.map((segment) => segment.x0))
  const right = Math.max(...all.map((segment) => segment.x1))
  const step = 0.5
  const counts = new Int32Array(Math.ceil((right - left) / step) + 2)
  for (const segment of all) {
    const from = Math.floor((segment.x0 - left) / step)
    const to = Math.ceil((segment.x1 - left) / step)
    for (let i = from; i < to; i++) counts[i] = (counts[i] ?? 0) + 1
  }
  const columns: TextColumn[] = []
  let open: TextColumn | null = null
  for (let i = 0; i < counts.length; i++) {
    const x = left + i * step
    const isCovered = (counts[i] ?? 0) > mayCross
    if (isCovered) {
      const last = columns.at(-1)
      if (!open) {
        if (last && x - last.x1 < 0.5 * size) open = last
        else {
          open = { x0: x, x1: x }
          columns.push(open)
        }
      }
      open.x1 = x + step
    } else open = null
  }
  return joinRagged(columns, all)
}

/** Columns whose text lines up nowhere are no columns: a chance gap in prose. They join their left neighbour. */
function joinRagged(columns: readonly TextColumn[], segments: readonly Segment[]): TextColumn[] {
  const kept: TextColumn[] = []
  for (const column of columns) {
    const inside = segments.filter((segment) => segment.x0 >= column.x0 - 1 && segment.x0 <= column.x1)
    const last = kept.at(-1)
    const isAligned = [
      inside.map((segment) => segment.x0),
      inside.map((segment) => segment.x1),
      inside.map((segment) => (segment.x0 + segment.x1) / 2),
    ].some((values) => mostCommonShare(values) >= 0.5)
    if (last && !isAligned) last.x1 = column.x1
    else kept.push({ ...column })
  }
  return kept
}

/** Share of values within 2.5 points of the most common one. */
function mostCommonShare(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  let best = 0
  let from = 0
  for (let to = 0; to < sorted.length; to++) {
    while ((sorted[to] ?? 0) - (sorted[from] ?? 0) > 2.5) from++
    best = Math.max(best, to - from + 1)
  }
  return best / values.length
}

export function columnAt(columns: readonly TextColumn[], x: number): number {
  let best = 0
  columns.forEach((column, i) => {
    if (x >= column.x0 - 2) best = i
  })
  return best
}

/** A segment that reaches over the gap into the next column: a heading band or a merged cell. */
export function crossesColumns(columns: readonly TextColumn[], segment: Segment): boolean {
  const next = columns[columnAt(columns, segment.x0) + 1]
  return next !== undefined && segment.x1 > next.x0 + 1
}
