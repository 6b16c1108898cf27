/**
 * The cells of a sheet → one table: the used range only, merges as spans, blank rows kept where a person left them. The same
 * for .xlsx, .xls and .ods.
 */
import type { Block, Cell, CellValue, Place, ReadingDoubt, Row, Table } from '../../neutral-document.ts'
import { Refused } from '../../safety/refused.ts'
import { type CellRange, cellAddress, columnLetters } from './cell-address.ts'

export interface Shown {
  blocks: Block[]
  value: CellValue | null
  /** RRGGBB; null for none or white. */
  fill: string | null
}

export interface SheetGrid<C extends { column: number }> {
  sheet: string
  /** Name of the table, where the sheet's maker gave it one. */
  name: string | null
  /** Rising by row; the cells of a row rising by column. */
  rows: readonly { row: number; isHidden: boolean; cells: C[] }[]
  merges: readonly CellRange[]
  headerRows: ReadonlySet<number>
  hiddenColumns: readonly { first: number; last: number }[]
  hasContent(cell: C): boolean
  /** True where no rule looks from one row at another, so that each row can be let go once it is shown. */
  isReadOnce?: boolean
  /** How a cell shows. A blank one without a format of its own is null, and may still be coloured by a rule. */
  show(cell: C | null, position: { row: number; column: number }, at: Place): Shown
}

/** Blank rows kept between two used ones; a plan's own gaps are one or two rows, a formatted sheet's may be a million. */
const mostBlankRows = 20
/** Beyond this many cells, empty ones are left out of their rows. */
const mostEmptyCells = 1_000_000
const mostCells = 2_000_000

interface UsedRange extends CellRange {
  cells: number
}

/** Null for a sheet without a word. Throws `Refused` for a sheet larger than any plan. */
export function tableOfSheet<C extends { column: number }>(grid: SheetGrid<C>, doubts: ReadingDoubt[]): Table | null {
  const used = usedRange(grid)
  if (used === null) return null
  const width = used.lastColumn - used.firstColumn + 1
  const keepsEmptyCells = (used.lastRow - used.firstRow + 1) * width <= mostEmptyCells
  const merges = mergesByRow(grid.merges, used)
  const coveredUntil = new Array<number>(width).fill(-1)
  const rows: Row[] = []
  const under: string[] = []
  let next = used.firstRow

  const blankRows = (until: number) => {
    const from = Math.max(next, until - mostBlankRows)
    for (let row = from; row < until; row++) rows.push(rowOf(row, false, []))
  }
  const rowOf = (row: number, isHidden: boolean, cells: readonly C[]): Row => {
    const spans = new Map<number, CellRange>()
    for (const merge of merges.get(row) ?? [])
      if (mayCover(merge, coveredUntil, used)) spans.set(merge.firstColumn, merge)
    const out: Cell[] = []
    let at = 0
    for (let column = used.firstColumn; column <= used.lastColumn; column++) {
      while ((cells[at]?.column ?? Number.POSITIVE_INFINITY) < column) at++
      const cell = cells[at]?.column === column ? cells[at] : undefined
      const span = spans.get(column)
      if ((coveredUntil[column - used.firstColumn] ?? -1) >= row) {
        if (cell !== undefined && grid.hasContent(cell)) under.push(cellAddress(row, column))
        continue
      }
      if (span !== undefined)
        for (let covered = span.firstColumn; covered <= span.lastColumn; covered++)
          coveredUntil[covered - used.firstColumn] = span.lastRow
      if (cell === undefined && span === undefined && !keepsEmptyCells) continue
      const place: Place = { part: grid.sheet, cell: cellAddress(row, column) }
      const shown = grid.show(cell ?? null, { row, column }, place)
      out.push({
        column: column - used.firstColumn,
        rowSpan: span === undefined ? 1 : span.lastRow - row + 1,
        colSpan: span === undefined ? 1 : span.lastColumn - column + 1,
        blocks: shown.blocks,
        fill: shown.fill,
        value: shown.value,
        at: place,
      })
      if (span !== undefined) column = span.lastColumn
    }
    return { isHeader: grid.headerRows.has(row), isHidden, cells: out, at: { part: grid.sheet, row: row + 1 } }
  }

  let hiddenRows = 0
  const hiddenColumns = usedHiddenColumns(grid, used)
  for (const source of grid.rows) {
    const { row, isHidden, cells } = source
    if (row < used.firstRow || row > used.lastRow) continue
    blankRows(row)
    rows.push(rowOf(row, isHidden, cells))
    if (isHidden && cells.some(grid.hasContent)) hiddenRows++
    next = row + 1
    if (grid.isReadOnce === true) source.cells = []
  }
  sayWhatIsHidden(grid.sheet, hiddenColumns, hiddenRows, under, doubts)
  return {
    kind: 'table',
    name: grid.name,
    columnCount: width,
    rows,
    at: { part: grid.sheet, cell: cellAddress(used.firstRow, used.firstColumn) },
  }
}

/**
 * Rows and columns that hold content. One further column on the right counts where its colours differ from row to row: a
 * rating column with neither a word nor a heading.
 */
function usedRange<C extends { column: number }>(grid: SheetGrid<C>): UsedRange | null {
  const used: UsedRange = { firstRow: -1, lastRow: -1, firstColumn: Number.POSITIVE_INFINITY, lastColumn: -1, cells: 0 }
  for (const { row, cells } of grid.rows) {
    for (const cell of cells) {
      if (!grid.hasContent(cell)) continue
      if (used.firstRow < 0) used.firstRow = row
      used.lastRow = row
      used.firstColumn = Math.min(used.firstColumn, cell.column)
      used.lastColumn = Math.max(used.lastColumn, cell.column)
      used.cells++
    }
  }
  if (used.cells === 0) return null
  if (used.cells > mostCells)
    throw new Refused(
      'too-large',
      `The sheet “${grid.sheet}” has more than two million filled cells, which is more than any plan. Copy the plan into a workbook of its own and bring that.`,
    )
  const seen = new Set<string | null>()
  const beyond = used.lastColumn + 1
  const nowhere: Place = { part: grid.sheet }
  for (const { row, cells } of grid.rows) {
    if (row < used.firstRow || row > used.lastRow) continue
    const cell = cells.findLast((each) => each.column === beyond) ?? null
    seen.add(grid.show(cell, { row, column: beyond }, nowhere).fill)
    if (seen.size > 2) break
  }
  if ([...seen].filter((fill) => fill !== null).length >= 2) used.lastColumn = beyond
  return used
}

/** Merges cut to the used range, by the row they begin in. One whose first cell lies outside has nothing to show. */
function mergesByRow(merges: readonly CellRange[], used: CellRange): Map<number, CellRange[]> {
  const byRow = new Map<number, CellRange[]>()
  for (const merge of merges) {
    if (merge.firstRow < used.firstRow || merge.firstRow > used.lastRow) continue
    if (merge.firstColumn < used.firstColumn || merge.firstColumn > used.lastColumn) continue
    const cut = {
      ...merge,
      lastRow: Math.min(merge.lastRow, used.lastRow),
      lastColumn: Math.min(merge.lastColumn, used.lastColumn),
    }
    if (cut.lastRow === cut.firstRow && cut.lastColumn === cut.firstColumn) continue
    const inRow = byRow.get(cut.firstRow)
    if (inRow === undefined) byRow.set(cut.firstRow, [cut])
    else inRow.push(cut)
  }
  return byRow
}

/** A merge over a cell that another merge holds already would hide it: the first one stands. */
function mayCover(merge: CellRange, coveredUntil: readonly number[], used: CellRange): boolean {
  for (let column = merge.firstColumn; column <= merge.lastColumn; column++)
    if ((coveredUntil[column - used.firstColumn] ?? -1) >= merge.firstRow) return false
  return true
}

function usedHiddenColumns<C extends { column: number }>(grid: SheetGrid<C>, used: CellRange): CellRange[] {
  return grid.hiddenColumns
    .map(({ first, last }) => ({
      ...used,
      firstColumn: Math.max(first, used.firstColumn),
      lastColumn: Math.min(last, used.lastColumn),
    }))
    .filter(({ firstColumn, lastColumn }) =>
      grid.rows.some(({ cells }) =>
        cells.some((cell) => cell.column >= firstColumn && cell.column <= lastColumn && grid.hasContent(cell)),
      ),
    )
}

function sayWhatIsHidden(
  sheet: string,
  columns: readonly CellRange[],
  hiddenRows: number,
  under: readonly string[],
  doubts: ReadingDoubt[],
): void {
  for (const { firstRow, firstColumn, lastColumn } of columns) {
    const [from, to] = [columnLetters(firstColumn), columnLetters(lastColumn)]
    doubts.push({
      severity: 'check',
      code: 'hidden-column',
      message: `${from === to ? `Column ${from} is` : `Columns ${from} to ${to} are`} hidden in the sheet “${sheet}”. Its text was read with the rest.`,
      at: { part: sheet, cell: cellAddress(firstRow, firstColumn), column: firstColumn + 1 },
    })
  }
  if (hiddenRows > 0)
    doubts.push({
      severity: 'check',
      code: 'hidden-row',
      message: `${hiddenRows} ${hiddenRows === 1 ? 'row is' : 'rows are'} hidden or filtered out in the sheet “${sheet}”. They were read and are marked as hidden.`,
      at: { part: sheet },
    })
  if (under.length > 0)
    doubts.push({
      severity: 'check',
      code: 'text-under-merge',
      message: `Text stands under merged cells of the sheet “${sheet}”, where nobody can see it (${under.slice(0, 5).join(', ')}${under.length > 5 ? ' …' : ''}). It was left out.`,
      at: { part: sheet, cell: under[0] ?? '' },
    })
}
