import { areaOf, type Box, covers, overlap } from './box.ts'
import type { Fill, PageDrawing, Word } from './page-drawing.ts'
import { wordBox } from './page-drawing.ts'
import { draftParagraphs, type Measure, type ParagraphDraft, usualLeading } from './paragraph-draft.ts'
import type { Grid, GridCell } from './ruled-grid.ts'
import { type Line, linesOf } from './text-lines.ts'

/** A table, or the part of one, that stands on one page. */
export interface PageTable extends Box {
  page: number
  xs: number[]
  ys: number[]
  cells: PageCell[]
  isOpenTop: boolean
  isOpenBottom: boolean
  /** How its cells were found: drawn lines, tags, or the alignment of its text. */
  from: 'lines' | 'tags' | 'alignment'
}

export interface PageCell extends GridCell {
  paragraphs: ParagraphDraft[]
  lines: Line[]
  fill: string | null
  nested: PageTable[]
  measure: Measure
}

/** Puts the page's words and fills into a grid's cells. Words it took are removed from `words`. */
export function fillGrid(grid: Grid, words: Set<Word>, drawing: PageDrawing, from: PageTable['from']): PageTable {
  const owners = new Map<Word, GridCell>()
  for (const word of words) {
    const [x, y] = anchor(word)
    if (!covers(grid, [x, y], 1)) continue
    const cell = grid.cells.find((each) => covers(each, [x, y])) ?? grid.cells.find((each) => covers(each, [x, y], 1.2))
    if (!cell) continue
    owners.set(word, cell)
    words.delete(word)
  }
  if (from === 'lines') keepOverflowTogether(owners)
  const inside = new Map<GridCell, Word[]>(grid.cells.map((cell) => [cell, []]))
  for (const [word, cell] of owners) inside.get(cell)?.push(word)
  const withLines = grid.cells.map((cell) => ({ cell, lines: linesOf(inside.get(cell) ?? []) }))
  const leading = usualLeading(withLines.map(({ lines }) => lines))
  const cells = withLines.map(({ cell, lines }) => {
    const alike = withLines.filter((other) => other.cell.column === cell.column && other.cell.colSpan === cell.colSpan)
    const measure = measureOf(
      cell,
      alike.flatMap((other) => other.lines),
      leading,
      from !== 'lines',
    )
    return {
      ...cell,
      lines,
      measure,
      paragraphs: draftParagraphs(lines, measure, drawing.number),
      fill: fillOf(cell, drawing.fills),
      nested: [],
    }
  })
  return { ...grid, page: drawing.number, cells, from }
}

/**
 * Text that runs on below a table at the foot of a page, in line with a cell's text, is that cell's: some programs end the
 * borders before the words when a row is cut by the page.
 */
export function adoptOverflow(table: PageTable, words: Set<Word>, pageHeight: number): void {
  if (table.y1 < pageHeight * 0.75) return
  const below = [...words].filter(
    (word) => word.turn === 0 && word.baseline > table.y1 - 2 && covers(table, [word.x0, table.y1]),
  )
  for (const line of linesOf(below)) {
    const cell = table.cells.find(
      (each) => each.row + each.rowSpan === table.ys.length - 1 && line.x0 > each.x0 && line.x1 < each.x1 + 1,
    )
    const last = cell?.lines.at(-1)
    if (!cell || !last) continue
    const isNext = line.baseline - last.baseline < 1.3 * cell.measure.leading * last.size
    if (!isNext || Math.abs(line.size - last.size) > 0.3 || Math.abs(line.x0 - last.x0) > 1.5) continue
    for (const word of line.words) words.delete(word)
    cell.lines.push(line)
    cell.paragraphs = draftParagraphs(cell.lines, cell.measure, table.page)
    table.isOpenBottom = true
  }
}

/**
 * Spreadsheets let a cell's text run on over the empty cells to its right, borders or not. Such text is its first cell's: words that follow
 * one another as in a sentence, in cells that hold nothing else, not where their column's text begins.
 */
function keepOverflowTogether(owners: Map<Word, GridCell>): void {
  const held = new Map<GridCell, number>()
  for (const cell of owners.values()) held.set(cell, (held.get(cell) ?? 0) + 1)
  const lefts = usualLefts(owners)
  for (const line of linesOf([...owners.keys()].filter((word) => word.turn === 0))) {
    let chain: Word[] = []
    const settle = () => {
      const first = chain[0] && owners.get(chain[0])
      const others = new Set(chain.flatMap((word) => owners.get(word) ?? []))
      if (!first || others.size < 2) return
      for (const cell of others) {
        if (cell === first) continue
        const own = chain.filter((word) => owners.get(word) === cell)
        const start = own[0]
        const isInPlace = start !== undefined && Math.abs(start.x0 - (lefts.get(cell.column) ?? Infinity)) < 1.2
        if (isInPlace || own.length !== held.get(cell) || cell.row !== first.row) return
        for (const word of own) owners.set(word, first)
      }
    }
    for (const word of line.words) {
      const last = chain.at(-1)
      if (last && word.x0 - last.x1 > 0.4 * word.size) {
        settle()
        chain = []
      }
      chain.push(word)
    }
    settle()
  }
}

/** Where the text of each column usually begins. */
function usualLefts(owners: ReadonlyMap<Word, GridCell>): Map<number, number> {
  const starts = new Map<GridCell, number>()
  for (const [word, cell] of owners)
    if (word.turn === 0) starts.set(cell, Math.min(starts.get(cell) ?? Infinity, word.x0))
  const counts = new Map<number, Map<number, number>>()
  for (const [cell, x] of starts) {
    const places = counts.get(cell.column) ?? new Map<number, number>()
    const place = Math.round(x)
    places.set(place, (places.get(place) ?? 0) + 1)
    counts.set(cell.column, places)
  }
  return new Map(
    [...counts].map(([column, places]) => [column, [...places].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0] as const),
  )
}

/** The point that decides which cell a word is in: near its beginning, so that text that overflows stays with its cell. */
function anchor(word: Word): [number, number] {
  const box = wordBox(word)
  if (word.turn !== 0) return [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]
  return [word.x0 + Math.min((word.x1 - word.x0) / 2, word.size * 0.8), word.baseline - word.size * 0.3]
}

/**
 * The text's left and right edge in a cell. In a drawn cell the margin seen at the left is taken to be kept at the right as well;
 * where no edge is drawn, only the longest line tells how far text may go.
 */
function measureOf(cell: Box, lines: readonly Line[], leading: number, isImplied: boolean): Measure {
  const left = lines.length > 0 ? Math.min(...lines.map((line) => line.x0)) : cell.x0
  const margin = Math.min(8, Math.max(0.8, left - cell.x0))
  const widest = lines.length > 0 ? Math.max(...lines.map((line) => line.x1)) : cell.x1
  if (isImplied) return { left, right: widest, leading }
  return { left, right: Math.min(cell.x1, Math.max(cell.x1 - margin, widest)), leading }
}

/** The colour painted last over most of the cell; white is none. */
export function fillOf(cell: Box, fills: readonly Fill[]): string | null {
  const area = areaOf(cell)
  let colour: string | null = null
  for (const fill of fills) {
    const shared = overlap(cell, fill)
    if (shared && areaOf(shared) > 0.5 * area) colour = fill.colour
  }
  return colour === 'FFFFFF' ? null : colour
}
