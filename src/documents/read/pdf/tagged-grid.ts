import { around, type Box } from './box.ts'
import { type Word, wordBox } from './page-drawing.ts'
import type { Grid, GridCell } from './ruled-grid.ts'
import type { TaggedCell } from './tags.ts'

/** The words that one cell's tag names, and where they stand. */
interface Cell extends Box {
  tag: TaggedCell
  words: Word[]
}

/**
 * The tables that a page's tags name, as grids. Tags tell which words are of one cell and which cells of one row; where each column
 * stands (empty cells have no tag) is told by where the words are. Tables whose tags and places contradict one another are left out.
 */
export function taggedGrids(words: readonly Word[]): Grid[] {
  const tables = new Map<number, Map<TaggedCell, Word[]>>()
  for (const word of words) {
    const cell = word.tag?.cell
    if (!cell || cell.row === 0 || word.turn !== 0) continue
    const cells = tables.get(cell.table) ?? new Map<TaggedCell, Word[]>()
    tables.set(cell.table, cells)
    const own = cells.get(cell)
    if (own) own.push(word)
    else cells.set(cell, [word])
  }
  return [...tables.values()].flatMap((cells) => gridFrom(cells, words) ?? [])
}

function gridFrom(tagged: ReadonlyMap<TaggedCell, Word[]>, all: readonly Word[]): Grid | null {
  const body = [...tagged].map(([tag, words]): Cell => ({ tag, words, ...around(words.map(wordBox)) }))
  const columns = columnsOf(body)
  const [firstColumn] = columns
  if (!firstColumn || columns.length < 2) return null
  const cells = [...repeatedHeads(body, columns, all), ...body]
  const bands = rowBandsOf(cells)
  if (!bands || bands.length < 2) return null
  const box = around(cells)
  // Words in the midst of the table that its tags do not name: the tags do not tell the whole table.
  const own = new Set(cells.flatMap((cell) => cell.words))
  const strangers = all.filter(
    (word) =>
      !own.has(word) && word.baseline > box.y0 && word.baseline < box.y1 && word.x0 > box.x0 && word.x1 < box.x1,
  )
  if (strangers.length > 0.02 * own.size) return null
  const ys = [box.y0 - 1, ...bands.slice(1).map((band, i) => ((bands[i]?.y1 ?? band.y0) + band.y0) / 2), box.y1 + 1]
  const xs = [
    firstColumn.x0 - 1,
    ...columns.slice(1).map((column, i) => column.x0 - Math.min(2.5, (column.x0 - (columns[i]?.x1 ?? column.x0)) / 2)),
    Math.max(box.x1, columns.at(-1)?.x1 ?? 0) + 1,
  ]
  const taken = new Set<number>()
  const placed: GridCell[] = []
  const place = (row: number, column: number, rowSpan: number, colSpan: number) => {
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + colSpan; c++) if (taken.has(r * columns.length + c)) return false
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + colSpan; c++) taken.add(r * columns.length + c)
    placed.push({
      row,
      column,
      rowSpan,
      colSpan,
      x0: xs[column] ?? 0,
      x1: xs[column + colSpan] ?? 0,
      y0: ys[row] ?? 0,
      y1: ys[row + rowSpan] ?? 0,
    })
    return true
  }
  for (const cell of cells) {
    const first = columns.findIndex((column) => cell.x0 < column.x1 && cell.x1 > column.x0)
    const last = columns.findLastIndex((column) => cell.x0 < column.x1 - 0.1 && cell.x1 > column.x0 + 0.1)
    if (first < 0 || last < first) return null
    const isSpanning = cell.tag.colSpan > 1
    // Words wider than their column, though the tag says it is one: the columns are not told rightly.
    if (!isSpanning && last > first) return null
    const row = bands.findIndex((band) => band.rows.has(cell.tag.row))
    const top = row >= 0 ? row : bands.findIndex((band) => band.y1 > cell.y0)
    const reach = bands.findLastIndex((band) => band.y0 < cell.y1)
    if (top < 0) return null
    const rowSpan = row >= 0 ? Math.min(cell.tag.rowSpan, bands.length - row) : Math.max(1, reach - top + 1)
    const colSpan = isSpanning ? spanFrom(cell, first, last, columns.length) : 1
    if (!place(top, first, rowSpan, colSpan)) return null
  }
  for (let row = 0; row < bands.length; row++)
    for (let column = 0; column < columns.length; column++) place(row, column, 1, 1)
  placed.sort((a, b) => a.row - b.row || a.column - b.column)
  return {
    xs,
    ys,
    cells: placed,
    isOpenTop: false,
    isOpenBottom: false,
    x0: xs[0] ?? 0,
    x1: xs.at(-1) ?? 0,
    y0: ys[0] ?? 0,
    y1: ys.at(-1) ?? 0,
  }
}

/** Heads that are printed again on a later page have no tags: words without one that stand close above the table, each in its column. */
function repeatedHeads(body: readonly Cell[], columns: readonly Box[], all: readonly Word[]): Cell[] {
  const top = Math.min(...body.map((cell) => cell.y0))
  const heads: Word[][] = columns.map(() => [])
  let reached = top
  const above = all.filter((word) => !word.tag && word.turn === 0 && word.baseline < top)
  for (const word of above.sort((a, b) => b.baseline - a.baseline)) {
    const at = columns.findLastIndex((column) => word.x0 > column.x0 - 2)
    if (reached - word.baseline > 1.6 * word.size || at < 0) break
    heads[at]?.push(word)
    reached = Math.min(reached, wordBox(word).y0)
  }
  const filled = heads.filter((words) => words.length > 0)
  const runsOver = heads.some((words, i) => words.some((word) => word.x1 > (columns[i + 1]?.x0 ?? Infinity) + 1))
  if (runsOver || filled.length < Math.max(2, 0.5 * columns.length)) return []
  return filled.map((words): Cell => {
    const tag: TaggedCell = { table: 0, row: 0, isHead: true, rowSpan: 1, colSpan: 1 }
    return { tag, words, ...around(words.map(wordBox)) }
  })
}

/** A cell over several columns begins where its words do, or, when they stand at its middle, as far left as its span allows. */
function spanFrom(cell: Cell, first: number, last: number, count: number): number {
  return Math.max(last - first + 1, Math.min(cell.tag.colSpan, count - first))
}

interface Band {
  y0: number
  y1: number
  rows: Set<number>
}

/** The heights that rows take up, by their cells of one row; null where rows overlap. */
function rowBandsOf(cells: readonly Cell[]): Band[] | null {
  const byRow = new Map<number, Band>()
  for (const { tag, y0, y1 } of cells) {
    if (tag.rowSpan > 1) continue
    const band = byRow.get(tag.row)
    if (band) {
      band.y0 = Math.min(band.y0, y0)
      band.y1 = Math.max(band.y1, y1)
    } else byRow.set(tag.row, { y0, y1, rows: new Set([tag.row]) })
  }
  const bands = [...byRow.values()].sort((a, b) => a.y0 - b.y0)
  const isApart = bands.every((band, i) => band.y0 > (bands[i - 1]?.y1 ?? -Infinity) - 3)
  const isInOrder = bands.every((band, i) => Math.min(...band.rows) > Math.min(...(bands[i - 1]?.rows ?? [-1])))
  return isApart && isInOrder ? bands : null
}

/** The stretches of x that cells of one column take up. Stretches that no row fills both are one column: a head set apart from its figures. */
function columnsOf(cells: readonly Cell[]): Box[] {
  const single = cells.filter((cell) => cell.tag.colSpan === 1).sort((a, b) => a.x0 - b.x0)
  const stretches: (Box & { rows: Set<number> })[] = []
  for (const cell of single) {
    const last = stretches.at(-1)
    if (last && cell.x0 < last.x1 - 0.1) {
      last.x1 = Math.max(last.x1, cell.x1)
      last.rows.add(cell.tag.row)
    } else stretches.push({ x0: cell.x0, x1: cell.x1, y0: cell.y0, y1: cell.y1, rows: new Set([cell.tag.row]) })
  }
  const columns: (Box & { rows: Set<number> })[] = []
  for (const stretch of stretches) {
    const last = columns.at(-1)
    if (last && ![...stretch.rows].some((row) => last.rows.has(row))) {
      last.x1 = stretch.x1
      for (const row of stretch.rows) last.rows.add(row)
    } else columns.push(stretch)
  }
  return columns
}
