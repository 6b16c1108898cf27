import { type Grid, type GridCell, type GridRow, saying } from './grid.ts'
import { bestOfHeading, plainHeading } from './headings.ts'

/** A header found in a grid: one row or two, and the heading it gives each column. */
export interface Header {
  /** First and last row index. */
  from: number
  to: number
  /** By column; '' where there is none. */
  headings: string[]
  /** Sum of how surely the headings are known. */
  score: number
}

/** The header that begins at a row, or null where the row is no header. Two rows count as one where the first spans the second. R-3. */
export function headerAt(grid: Grid, index: number): Header | null {
  const row = grid.rows[index]
  if (row === undefined) return null
  const below = grid.rows[index + 1]
  if (below !== undefined && headsBelow(grid, row, below)) {
    const headings = headingsOf(grid, row, below)
    const score = scoreOf(headings, row.isHeader || below.isHeader)
    if (score > 0 && needsUpper(grid, row, below)) return { from: index, to: index + 1, headings, score }
  }
  const headings = headingsOf(grid, row)
  const score = scoreOf(headings, row.isHeader)
  if (score === 0) return null
  return { from: index, to: index, headings, score }
}

/** Whether a row repeats a header: the same words in the same columns, give or take a column. */
export function repeatsHeader(row: GridRow, header: Header): boolean {
  const cells = saying(row)
  if (cells.length === 0) return false
  let wanted = plainHeadings.get(header)
  if (wanted === undefined) {
    wanted = header.headings.map(plainHeading)
    plainHeadings.set(header, wanted)
  }
  let same = 0
  let other = 0
  for (const cell of cells) {
    const heading = wanted[cell.column] ?? ''
    const text = cell.text.length > 160 ? '' : plainHeading(cell.text)
    // The same words over other columns head another table that stands right below.
    if (wanted.slice(cell.column, cell.column + cell.colSpan).some((other) => other !== '' && other !== heading))
      return false
    if (text !== '' && (heading === text || (text.length > 3 && heading.includes(text)))) same++
    else if (++other > cells.length * 0.3) return false
  }
  return same >= 2
}

const plainHeadings = new WeakMap<Header, string[]>()

/** What two tables with the same headings have in common, as a key. */
export function shapeOf(headings: readonly string[]): string {
  return headings.map(plainHeading).join('|').replace(/\|+$/, '')
}

function headingsOf(grid: Grid, row: GridRow, below?: GridRow): string[] {
  const headings: string[] = []
  for (let column = 0; column < grid.columnCount; column++) {
    const top = row.covering[column]
    const bottom = below?.covering[column]
    const upper = wordsOf(top)
    const lower = bottom === top ? '' : wordsOf(bottom)
    if (below !== undefined) headings.push(upper === '' || lower === '' ? upper || lower : `${upper} – ${lower}`)
    else headings.push(upper)
  }
  return headings
}

/** The upper row is part of the headings where it holds some itself, or tells two lower ones apart; else it is only a title. */
function needsUpper(grid: Grid, row: GridRow, below: GridRow): boolean {
  const lower = saying(below).map((cell) => plainHeading(cell.text))
  if (new Set(lower).size < lower.length) return true
  if (row.covering.some((cell, column) => cell !== undefined && cell.text !== '' && below.covering[column] === cell))
    return true
  return scoreOf(headingsOf(grid, below), below.isHeader) === 0
}

const wordsOf = (cell: GridCell | undefined): string => (cell?.text ?? '').replace(/\s+/g, ' ')

/** The row's cells span columns and every cell of the row below stands under one of them, or under a blank. */
function headsBelow(grid: Grid, row: GridRow, below: GridRow): boolean {
  const upper = saying(row)
  const lower = saying(below)
  if (lower.length < 2) return false
  const isGroup = (cell: GridCell) => cell.colSpan > 1 && cell.colSpan < grid.columnCount * 0.9
  if (
    !upper.some(
      (cell) =>
        isGroup(cell) &&
        lower.filter((under) => under.column >= cell.column && under.column < cell.column + cell.colSpan).length > 1,
    )
  )
    return false
  if (lower.some((cell) => cell.colSpan >= grid.columnCount * 0.6 || cell.text.length > 80)) return false
  const outside = lower.filter(
    (under) =>
      !upper.some((cell) => isGroup(cell) && under.column >= cell.column && under.column < cell.column + cell.colSpan),
  )
  // Under a plain heading there may be another line of it, or the real heading of a group row; never data.
  return outside.every((cell) => {
    const over = row.covering[cell.column]
    return over === undefined || over.text === '' || (bestOfHeading(cell.text)?.score ?? 0) >= 0.7
  })
}

/** 0 for a row that is no header. */
function scoreOf(headings: readonly string[], isMarked: boolean): number {
  const distinct = headings.filter((heading, column) => heading !== '' && heading !== headings[column - 1])
  if (distinct.length < 2) return 0
  const known = distinct
    .map((heading) => ({ best: bestOfHeading(heading), least: heading.split(/\s+/).length > 4 ? 0.62 : 0.52 }))
    .flatMap(({ best, least }) => (best !== null && best.score >= least ? [best] : []))
  const fields = new Set(known.map((best) => best.field))
  const sure = known.filter((best) => best.score >= 0.9).length
  const share = known.length / distinct.length
  if (distinct.some((heading) => heading.length > 160)) return 0
  if (fields.size < 2 || sure < 1) return 0
  if (distinct.length === 2 && known.some((best) => best.score < 0.8)) return 0
  if (share < (isMarked ? 0.34 : distinct.length > 3 ? 0.5 : 0.6)) return 0
  if (distinct.length >= 4 && known.length < 3 && !isMarked) return 0
  return known.reduce((sum, best) => sum + best.score, 0)
}
