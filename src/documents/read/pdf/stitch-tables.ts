import type { ReadingDoubt } from '../../neutral-document.ts'
import type { Box } from './box.ts'
import { cellText, isCarriedOn, isRowCut, readsOn, spanningColumns } from './page-cut.ts'
import type { PageCell, PageTable } from './page-table.ts'
import type { ParagraphDraft } from './paragraph-draft.ts'

/** A table as it was before pages cut it. */
export interface WholeTable {
  number: number
  xs: number[]
  rows: WholeRow[]
  parts: PageTable[]
}

export interface WholeRow extends Box {
  page: number
  isHeader: boolean
  cells: WholeCell[]
}

export interface WholeCell {
  column: number
  rowSpan: number
  colSpan: number
  page: number
  box: Box
  fill: string | null
  paragraphs: ParagraphDraft[]
  nested: PageTable[]
  /** Where its text ends on the last page it stands on; null when it is empty. */
  ending: { gapBelow: number; lineHeight: number; room: number } | null
}

/** Begins a table with its first page. */
export function beginTable(part: PageTable, number: number): WholeTable {
  return { number, xs: [...part.xs], rows: rowsOf(part, part.xs), parts: [part] }
}

/** True when a page's first table has the columns of the table that the page before ended with. */
export function continues(table: WholeTable, part: PageTable): boolean {
  const last = table.parts.at(-1)
  if (!last || part.page !== last.page + 1 || part.from !== last.from) return false
  if (part.from !== 'lines') return alignsWith(table, part)
  const [fewer, more] = part.xs.length <= table.xs.length ? [part.xs, table.xs] : [table.xs, part.xs]
  if (!near(part.x0, table.xs[0] ?? 0) || !near(part.x1, table.xs.at(-1) ?? 0)) return false
  if (fewer.length < 3 && more.length > 2) return false
  return fewer.every((x) => more.some((other) => near(x, other)))
}

/** Columns told by alignment wander a little from page to page; their outer edges depend on the words that happen to stand there. */
function alignsWith(table: WholeTable, part: PageTable): boolean {
  const inner = table.xs.slice(1, -1)
  return part.xs.slice(1, -1).every((x) => inner.some((other) => Math.abs(other - x) < 10)) && part.xs.length > 2
}

/**
 * Adds the next page's part: repeated header rows are dropped, a row cut by the page is joined, a cell that spans rows goes on.
 * Returns what was joined or dropped, for the person to check.
 */
export function continueTable(table: WholeTable, onPage: PageTable): ReadingDoubt[] {
  const doubts: ReadingDoubt[] = []
  const part = onPage.from === 'lines' ? onPage : withOuterEdges(onPage, table)
  widenColumns(table, part)
  const rows = rowsOf(part, table.xs)
  const repeated = repeatedHeads(table, rows)
  if (repeated > 0) {
    for (let i = 0; i < repeated; i++) {
      const row = table.rows[i]
      if (row) row.isHeader = true
    }
    rows.splice(0, repeated)
    doubts.push({
      severity: 'info',
      code: 'repeated-header',
      message: `The table's heading row is printed again on page ${part.page}; it is read once.`,
      at: { page: part.page, table: table.number },
    })
  }
  table.parts.push(part)
  const [first] = rows
  if (!first) return doubts
  const previous = cellsOfLastRow(table)
  const isOpen = part.isOpenTop || (table.parts.at(-2)?.isOpenBottom ?? false)
  const at = { page: part.page, table: table.number, row: table.rows.length }
  if (isRowCut(table, previous, first, rows, isOpen)) {
    joinRows(previous, first)
    rows.shift()
    extendSpans(table, first)
    table.rows.push(...rows)
    doubts.push({
      severity: 'check',
      code: 'joined-over-page',
      message: `A row is cut between pages ${part.page - 1} and ${part.page}. Its two parts were read as one row: check that they belong together.`,
      at,
    })
    return doubts
  }
  const joined = continueCells(table, previous, first)
  table.rows.push(...rows)
  for (const words of joined) {
    doubts.push({
      severity: 'check',
      code: 'joined-over-page',
      message: `A cell goes on from page ${part.page - 1} to page ${part.page} (“${words}”). It was read as one cell: check where it ends.`,
      at: { ...at, row: table.rows.length - rows.length + 1 },
    })
  }
  return doubts
}

/** A part told by alignment begins and ends where its words happen to: it gets the whole table's outer edges. */
function withOuterEdges(part: PageTable, table: WholeTable): PageTable {
  const [left, right] = [table.xs[0] ?? part.x0, table.xs.at(-1) ?? part.x1]
  return {
    ...part,
    x0: left,
    x1: right,
    xs: [left, ...part.xs.slice(1, -1), right],
    cells: part.cells.map((cell) => ({
      ...cell,
      x0: cell.x0 === part.x0 ? left : cell.x0,
      x1: cell.x1 === part.x1 ? right : cell.x1,
    })),
  }
}

const near = (a: number, b: number) => Math.abs(a - b) < 4

function rowsOf(part: PageTable, xs: readonly number[]): WholeRow[] {
  const rows: WholeRow[] = []
  for (let row = 0; row + 1 < part.ys.length; row++) {
    const cells = part.cells.filter((cell) => cell.row === row).map((cell) => wholeCell(cell, part.page, xs))
    rows.push({
      page: part.page,
      isHeader: false,
      cells,
      x0: part.x0,
      x1: part.x1,
      y0: part.ys[row] ?? 0,
      y1: part.ys[row + 1] ?? 0,
    })
  }
  return rows
}

function wholeCell(cell: PageCell, page: number, xs: readonly number[]): WholeCell {
  const column = indexNear(xs, cell.x0)
  const last = cell.lines.at(-1)
  const before = cell.lines.at(-2)
  const lineHeight = last ? (before ? Math.min(last.baseline - before.baseline, 2 * last.size) : 1.2 * last.size) : 0
  return {
    column,
    rowSpan: cell.rowSpan,
    colSpan: Math.max(1, indexNear(xs, cell.x1) - column),
    page,
    box: { x0: cell.x0, x1: cell.x1, y0: cell.y0, y1: cell.y1 },
    fill: cell.fill,
    paragraphs: [...cell.paragraphs],
    nested: [...cell.nested],
    ending: last ? { gapBelow: cell.y1 - last.y1, lineHeight, room: cell.measure.right - last.x1 } : null,
  }
}

function indexNear(xs: readonly number[], x: number): number {
  let best = 0
  for (let i = 1; i < xs.length; i++) if (Math.abs((xs[i] ?? 0) - x) < Math.abs((xs[best] ?? 0) - x)) best = i
  return best
}

/** A page may show more columns than the pages before it (their rows were all merged there): the whole table gets them. */
function widenColumns(table: WholeTable, part: PageTable): void {
  if (part.from !== 'lines') return
  const added = part.xs.filter((x) => !table.xs.some((other) => near(x, other)))
  if (added.length === 0) return
  const before = table.xs
  table.xs = [...before, ...added].sort((a, b) => a - b)
  for (const row of table.rows) {
    for (const cell of row.cells) {
      const end = indexNear(table.xs, before[cell.column + cell.colSpan] ?? 0)
      cell.column = indexNear(table.xs, before[cell.column] ?? 0)
      cell.colSpan = Math.max(1, end - cell.column)
    }
  }
}

/** How many of a page's first rows say what the table's own first rows say. */
function repeatedHeads(table: WholeTable, rows: readonly WholeRow[]): number {
  let count = 0
  while (count < rows.length && count < 4) {
    const [head, row] = [table.rows[count], rows[count]]
    if (!head || !row || rowText(head) === '' || rowText(head) !== rowText(row)) break
    if (row.cells.some((cell) => cell.paragraphs.length > 0 && cell.rowSpan > rows.length - count)) break
    count++
  }
  return count
}

function rowText(row: WholeRow): string {
  return row.cells.map((cell) => `${cell.column}:${cellText(cell)}`).join('|')
}

/** For each column the cell that stands in the table's last row, whether it begins there or higher up. */
function cellsOfLastRow(table: WholeTable): Map<number, WholeCell> {
  const found = new Map<number, WholeCell>()
  const last = table.rows.length - 1
  for (let row = last; row >= 0 && row > last - 400; row--) {
    for (const cell of table.rows[row]?.cells ?? [])
      if (row + cell.rowSpan > last && !found.has(cell.column)) found.set(cell.column, cell)
  }
  return found
}

function joinRows(previous: ReadonlyMap<number, WholeCell>, first: WholeRow): void {
  for (const cell of first.cells) {
    const above = previous.get(cell.column)
    if (above) joinCells(above, cell)
  }
}

/** After a row was joined: cells of its lower part that span further rows make the joined cells span them too. */
function extendSpans(table: WholeTable, first: WholeRow): void {
  const open = cellsOfLastRow(table)
  for (const cell of first.cells) {
    const above = open.get(cell.column)
    if (above && cell.rowSpan > 1) above.rowSpan += cell.rowSpan - 1
  }
}

function joinCells(above: WholeCell, below: WholeCell): void {
  const [head, ...rest] = below.paragraphs
  const last = above.paragraphs.at(-1)
  if (head && last && readsOn(last, head, above)) {
    // The joined paragraph keeps the place of its beginning.
    above.paragraphs[above.paragraphs.length - 1] = { ...last, lines: [...last.lines, ...head.lines] }
    above.paragraphs.push(...rest)
  } else above.paragraphs.push(...below.paragraphs)
  above.nested.push(...below.nested)
  if (below.ending) above.ending = below.ending
  above.fill ??= below.fill
}

/** Cells that span rows across the page: joins them and returns the first words of each. */
function continueCells(table: WholeTable, previous: ReadonlyMap<number, WholeCell>, first: WholeRow): string[] {
  const joined: string[] = []
  if (first.cells.length < 2) return joined
  const spanning = spanningColumns(table)
  for (const part of table.parts) {
    for (const cell of part.cells)
      if (cell.rowSpan > 1 && cell.colSpan < part.xs.length - 1) spanning.add(indexNear(table.xs, cell.x0))
  }
  const kept: WholeCell[] = []
  let isNew = false
  for (const cell of first.cells) {
    const above = previous.get(cell.column)
    // A new number or outcome at the left means that what stands to its right is new as well.
    if (isNew || !above || above.colSpan !== cell.colSpan || !spanning.has(cell.column)) {
      kept.push(cell)
      continue
    }
    const goesOn = above.paragraphs.length === 0 ? joined.length > 0 : isCarriedOn(above, cell)
    if (!goesOn) {
      isNew = true
      kept.push(cell)
      continue
    }
    joinCells(above, cell)
    above.rowSpan += cell.rowSpan
    joined.push(cellText(above).slice(0, 40))
  }
  first.cells = kept
  return joined
}
