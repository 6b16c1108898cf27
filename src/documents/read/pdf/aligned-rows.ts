import type { Fill } from './page-drawing.ts'
import { usualLeading } from './paragraph-draft.ts'
import { columnAt, crossesColumns, type Segment, segmentsIn, type TextColumn } from './text-columns.ts'
import type { Line } from './text-lines.ts'

/**
 * The heights at which rows begin: at white wider than between a cell's lines. Where all lines are set evenly, a row begins when a
 * column speaks that was silent in the line before, or when what follows had room in the line before in most columns.
 */
export function rowStarts(rows: readonly Line[], columns: readonly TextColumn[], fills: readonly Fill[]): number[] {
  const leading = leadingOf(rows, columns)
  const apart = rows.filter((line, i) => i > 0 && isApart(rows[i - 1] ?? line, line, leading)).length
  const isEven = apart < Math.max(2, rows.length * 0.1)
  const starts: number[] = []
  rows.forEach((line, i) => {
    const above = rows[i - 1]
    const painted = above && fillEdgeBetween(above, line, fills)
    if (!above) starts.push(line.y0)
    else if (painted !== undefined) starts.push(painted)
    else if (
      isApart(above, line, leading) ||
      isBandEdge(above, line, columns) ||
      isHeadOf(above, line, columns) ||
      (isEven && beginsRow(above, line, columns))
    )
      starts.push((above.y1 + line.y0) / 2)
  })
  return starts
}

/** More white between two lines than one cell's lines leave. */
export function isApart(above: Line, below: Line, leading: number): boolean {
  return below.baseline - above.baseline > Math.max(above.size, below.size) * leading * 1.12 + 0.4
}

/** One of two lines is a heading band over the columns, the other is not. */
export function isBandEdge(above: Line, below: Line, columns: readonly TextColumn[]): boolean {
  return isBand(above, columns) !== isBand(below, columns)
}

/** Column heads in bold over a row that is not. */
export function isHeadOf(above: Line, line: Line, columns: readonly TextColumn[]): boolean {
  const isBold = (each: Line) => each.words.every((word) => word.style.isBold)
  return isBold(above) && !line.words.some((word) => word.style.isBold) && segmentsIn(above, columns).length > 2
}

/** A cell's fill that begins between two lines begins a row. */
export function fillEdgeBetween(above: Line, line: Line, fills: readonly Fill[]): number | undefined {
  return fills.find(
    (fill) =>
      fill.y1 - fill.y0 > line.size &&
      fill.y0 > above.baseline - 0.3 * above.size &&
      fill.y0 < line.baseline - 0.3 * line.size,
  )?.y0
}

function beginsRow(above: Line, line: Line, columns: readonly TextColumn[]): boolean {
  const before = new Map(segmentsIn(above, columns).map((segment) => [columnAt(columns, segment.x0), segment]))
  const now = segmentsIn(line, columns).map((segment) => ({ segment, column: columnAt(columns, segment.x0) }))
  if (now.some(({ column }) => !before.has(column))) return true
  const roomy = now.filter(({ segment, column }) => {
    const upper = before.get(column)
    const extent = columns[column]
    return upper && extent && hadRoom(upper, segment, extent)
  })
  return now.length > 1 && roomy.length > 0.5 * now.length
}

/** The first word of a line had room at the end of the line above, in the same column. */
export function hadRoom(above: Segment, below: Segment, column: TextColumn): boolean {
  const [first] = below.words
  return first !== undefined && above.x1 + 0.28 * below.line.size + (first.x1 - first.x0) < column.x1 - 0.5
}

export function segmentText(segment: Segment): string {
  return segment.words.map((word) => word.text).join(' ')
}

function isBand(line: Line, columns: readonly TextColumn[]): boolean {
  const segments = segmentsIn(line, columns)
  return segments.length === 1 && segments.some((segment) => crossesColumns(columns, segment))
}

/**
 * How far apart the lines of one cell are. Most neighbours may be rows, so the closest tenth tells; if even they stand far apart, they
 * are lines of a cell only where the words read on from one to the next.
 */
export function leadingOf(rows: readonly Line[], columns: readonly TextColumn[]): number {
  const byColumn = columns.map((_, i) =>
    rows.filter((line) => segmentsIn(line, columns).some((segment) => columnAt(columns, segment.x0) === i)),
  )
  const closest = usualLeading(byColumn, 0.1)
  if (closest <= 1.45) return closest
  const readOn = rows.filter((line, i) => {
    const above = rows[i - 1]
    return above !== undefined && segmentsIn(line, columns).some((segment) => readsOnFrom(above, segment, columns))
  })
  return readOn.length >= 2 ? closest : 1.3
}

function readsOnFrom(above: Line, segment: Segment, columns: readonly TextColumn[]): boolean {
  const column = columnAt(columns, segment.x0)
  const upper = segmentsIn(above, columns).find((each) => columnAt(columns, each.x0) === column)
  const extent = columns[column]
  if (!upper || !extent || hadRoom(upper, segment, extent)) return false
  return /^\p{Ll}/u.test(segmentText(segment)) && !/[.!?:;]$/.test(segmentText(upper))
}
