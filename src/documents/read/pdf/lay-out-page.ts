import { alignedGrids, sharedColumns } from './aligned-grid.ts'
import { areaOf, type Box, covers, overlap } from './box.ts'
import type { PageDrawing, Ruling, Word } from './page-drawing.ts'
import { adoptOverflow, fillGrid, type PageTable } from './page-table.ts'
import { gridOf } from './ruled-grid.ts'
import { connectedRulings, tidyRulings } from './rulings.ts'
import { taggedGrids } from './tagged-grid.ts'
import type { TextColumn } from './text-columns.ts'

/** A page sorted into its tables and the words that stand outside them. */
export interface PageLayout {
  drawing: PageDrawing
  tables: PageTable[]
  words: Word[]
  /** Prose in newspaper columns: each column's words are read before the next column's. */
  proseColumns: { box: Box; columns: Word[][] }[]
  /** Lines that drew no table. */
  looseRulings: Ruling[]
  /** The page has more lines than a table could: a map or a chart, read as text only. */
  isTooDense: boolean
}

const MOST_RULINGS = 12_000

/** Finds the tables that the page's lines draw. */
export function layOutPage(drawing: PageDrawing): PageLayout {
  const rulings = tidyRulings(drawing)
  const words = new Set(drawing.words)
  const isTooDense = rulings.length > MOST_RULINGS
  const looseRulings: Ruling[] = []
  const grids = isTooDense
    ? []
    : connectedRulings(rulings)
        .flatMap((group) => {
          const grid = gridOf(group)
          if (!grid) looseRulings.push(...group)
          return grid ?? []
        })
        .sort((a, b) => areaOf(a) - areaOf(b))
  // The smallest first: a table within a cell takes its words before the table around it does.
  const tables = grids
    .map((grid) => fillGrid(grid, words, drawing, 'lines'))
    .filter((table) => table.cells.some((cell) => cell.lines.length > 0))
  for (const table of tables) adoptOverflow(table, words, drawing.height)
  return { drawing, tables: nestTables(tables), words: [...words], proseColumns: [], looseRulings, isTooDense }
}

/** Do the page's lines draw a table already? */
export function isRuled(drawing: PageDrawing): boolean {
  const rulings = tidyRulings(drawing)
  return rulings.length <= MOST_RULINGS && connectedRulings(rulings).some((group) => gridOf(group) !== null)
}

/**
 * Finds the tables that only the alignment of the text shows, among the words left over (running headers already taken out). Columns that a
 * page's few rows do not show are known from the page before and from all pages together.
 */
export function alignPages(layouts: readonly PageLayout[]): void {
  const readable = layouts.filter((layout) => !layout.isTooDense)
  const shared = sharedColumns(readable.filter((layout) => layout.tables.length === 0).map((layout) => layout.words))
  let before: TextColumn[] = []
  for (const layout of readable) {
    const known = [before, shared].filter((columns) => columns.length > 1)
    before = alignPage(layout, layout.tables.length === 0 ? known : [])
  }
}

/** Returns the columns of the page's last table, if alignment told it. */
function alignPage(layout: PageLayout, known: readonly (readonly TextColumn[])[]): TextColumn[] {
  const { drawing } = layout
  const fills = drawing.fills.filter((fill) => layout.tables.every((table) => !overlap(table, fill)))
  const tagged = taggedGrids(layout.words)
  if (tagged.length > 0) {
    const words = new Set(layout.words)
    layout.tables.push(...tagged.map((grid) => fillGrid(grid, words, drawing, 'tags')))
    layout.words = [...words]
  }
  const found = alignedGrids(layout.words, layout.looseRulings, fills, known)
  const words = new Set(layout.words)
  const tables = found.grids.map((grid) => fillGrid(grid, words, drawing, 'alignment'))
  layout.tables = [...layout.tables, ...tables].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)
  layout.words = [...words]
  layout.proseColumns = found.proseColumns
  return layout.tables.at(-1)?.from === 'alignment' ? (found.columns ?? []) : []
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
