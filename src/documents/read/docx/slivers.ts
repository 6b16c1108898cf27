import type { Row } from '../../neutral-document.ts'

/**
 * Edges dragged by hand rarely meet exactly, and Word then stores a column of its own for the sliver between them: one row's
 * "Action" spans columns 2 and 3 where the next row's stands in column 3. Such columns are taken out, so that what looks like
 * one column is one. A sliver is narrower than any text and never a cell by itself. Changes the rows; returns their new width.
 */
export function removeSlivers(rows: readonly Row[], widths: readonly (number | null)[], columnCount: number): number {
  let left = columnCount
  for (let column = Math.min(widths.length, columnCount) - 1; column >= 0; column--) {
    const width = widths[column]
    if (width === null || width === undefined || width >= narrowest || !isNeverAlone(rows, column)) continue
    for (const row of rows) takeOut(row, column)
    left--
  }
  return left
}

/** Five millimetres, in twentieths of a point. */
const narrowest = 283

const isNeverAlone = (rows: readonly Row[], column: number): boolean =>
  rows.every((row) => row.cells.every((cell) => cell.column !== column || cell.colSpan > 1))

function takeOut(row: Row, column: number): void {
  for (const cell of row.cells) {
    const isAfter = cell.column > column
    if (!isAfter && cell.column + cell.colSpan > column) cell.colSpan--
    if (!isAfter) continue
    cell.column--
    // Paragraphs and doubts of the cell hold this same place.
    if (cell.at.column !== undefined) cell.at.column = cell.column + 1
  }
}
