import { areaOf, covers } from './box.ts'
import type { PageDrawing, Word } from './page-drawing.ts'
import { fillGrid, type PageTable } from './page-table.ts'
import { gridOf } from './ruled-grid.ts'
import { connectedRulings, tidyRulings } from './rulings.ts'

/** A page sorted into its tables and the words that stand outside them. */
export interface PageLayout {
  drawing: PageDrawing
  tables: PageTable[]
  words: Word[]
  /** The page has more lines than a table could: a map or a chart, read as text only. */
  isTooDense: boolean
}

const MOST_RULINGS = 12_000

export function layOutPage(drawing: PageDrawing): PageLayout {
  const rulings = tidyRulings(drawing)
  const words = new Set(drawing.words)
  const isTooDense = rulings.length > MOST_RULINGS
  const grids = isTooDense
    ? []
    : connectedRulings(rulings)
        .map(gridOf)
        .filter((grid) => grid !== null)
        .sort((a, b) => areaOf(a) - areaOf(b))
  // The smallest first: a table within a cell takes its words before the table around it does.
  const tables = grids
    .map((grid) => fillGrid(grid, words, drawing, 'lines'))
    .filter((table) => table.cells.some((cell) => cell.lines.length > 0))
  return { drawing, tables: nestTables(tables), words: [...words], isTooDense }
}

/** Tables within a cell of another become that cell's. */
function nestTables(tables: readonly PageTable[]): PageTable[] {
  const outer: PageTable[] = []
  tables.forEach((table, i) => {
    const cell = tables
      .slice(i + 1)
      .flatMap((larger) => larger.cells)
      .find((each) => covers(each, [table.x0, table.y0], 1) && covers(each, [table.x1, table.y1], 1))
    if (cell) cell.nested.push(table)
    else outer.push(table)
  })
  return outer.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)
}
