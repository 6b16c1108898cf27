import { fillEdgeBetween, hadRoom, isApart, isBandEdge, isHeadOf, leadingOf, segmentText } from './aligned-rows.ts'
import type { Fill } from './page-drawing.ts'
import { columnAt, type Segment, segmentsIn, type TextColumn } from './text-columns.ts'
import type { Line } from './text-lines.ts'

/** How a table's cells stand in their rows: which of their lines fall together. */
export type Standing = 'top' | 'middle' | 'bottom'

export interface RowBands {
  standing: Standing
  /** The lines of each row, top to bottom. */
  rows: Line[][]
}

/**
 * The rows of a table without lines, as the grouping of its text lines that asks for the fewest odd cells, for each way that cells may stand in
 * their rows; the way that fits best is the table's. Tried beside `rowStarts`, which reads tables set to the top.
 */
export function rowBands(lines: readonly Line[], columns: readonly TextColumn[], fills: readonly Fill[]): RowBands {
  const text = piecesOf(lines, columns, leadingOf(lines, columns))
  const parted = lines.map((line, i) => {
    const above = lines[i - 1]
    return (
      above === undefined ||
      isApart(above, line, text.leading) ||
      fillEdgeBetween(above, line, fills) !== undefined ||
      isBandEdge(above, line, columns) ||
      isHeadOf(above, line, columns)
    )
  })
  const top = cheapest(text, parted, 'top')
  const others = (['bottom', 'middle'] as const).map((standing) => cheapest(text, parted, standing))
  const best = others.reduce((a, b) => (b.cost < a.cost ? b : a))
  // Where hardly any cell has two lines all three fit alike: such a table is set to the top.
  return best.cost < top.cost - CLEARLY ? best : top
}

/** What speaks against a grouping. One row more costs 1. */
const ROW = 1
/** A cell that does not stand where the row's others do. */
const ODD_CELL = 1.5
/** White inside a cell. */
const WHITE = 3
/** A cell's next line begins with a word that had room before: a row's end, or a line break typed in the cell. */
const ROOM = 0.6
/** Two numbers in one cell, one above the other. */
const TWO_NUMBERS = 3
/** A sentence parted between two rows. */
const CUT_SENTENCE = 2
const CLEARLY = 2
const MOST_LINES = 60

interface Piece {
  segment: Segment
  column: number
  baseline: number
  /** The piece before in the same column, by its line. */
  above: { line: number; insideCost: number; cutCost: number } | null
}

interface Text {
  lines: readonly Line[]
  leading: number
  pieces: Piece[][]
}

function piecesOf(lines: readonly Line[], columns: readonly TextColumn[], leading: number): Text {
  const last = new Map<number, { line: number; segment: Segment }>()
  const pieces = lines.map((line, i) =>
    segmentsIn(line, columns).map((segment): Piece => {
      const column = columnAt(columns, segment.x0)
      const before = last.get(column)
      last.set(column, { line: i, segment })
      const extent = columns[column]
      return {
        segment,
        column,
        baseline: segment.words[0]?.baseline ?? line.baseline,
        above:
          before && extent ? { line: before.line, ...costsBetween(before.segment, segment, extent, leading) } : null,
      }
    }),
  )
  return { lines, leading, pieces }
}

function costsBetween(above: Segment, below: Segment, extent: TextColumn, leading: number) {
  if (isApart(above.line, below.line, leading)) return { insideCost: WHITE, cutCost: 0 }
  const [upper, lower] = [segmentText(above), segmentText(below)]
  const isNumber = (text: string) => /^\d+(?:\.\d+)*[.)]?$/.test(text)
  if (isNumber(upper) && isNumber(lower)) return { insideCost: TWO_NUMBERS, cutCost: 0 }
  if (hadRoom(above, below, extent)) return { insideCost: ROOM, cutCost: 0 }
  const readsOn = /^[\p{Ll}(]/u.test(lower) && !/[.!?:;]$/.test(upper)
  return { insideCost: 0, cutCost: readsOn ? CUT_SENTENCE : 0 }
}

/** The cheapest way to part the lines into rows, from the costs of all rows that end at each line. */
function cheapest(text: Text, parted: readonly boolean[], standing: Standing): RowBands & { cost: number } {
  const count = text.lines.length
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= count; end++) {
    let found = { cost: Infinity, from: end - 1 }
    let inside = 0
    for (let from = end - 1; from >= 0 && end - from <= MOST_LINES; from--) {
      inside += insideCostFrom(text, from, end)
      const cost =
        (best[from]?.cost ?? Infinity) + ROW + inside + oddCells(text, from, end, standing) + cutCost(text, from, end)
      if (cost < found.cost) found = { cost, from }
      if (parted[from] || inside > 12) break
    }
    best[end] = found
  }
  const rows: Line[][] = []
  for (let end = count; end > 0; end = best[end]?.from ?? 0) rows.unshift(text.lines.slice(best[end]?.from ?? 0, end))
  return { standing, rows, cost: best[count]?.cost ?? 0 }
}

/** What the pieces of lines from–end cost that follow a piece of line `from` in one cell. */
function insideCostFrom(text: Text, from: number, end: number): number {
  let cost = 0
  for (const { column } of text.pieces[from] ?? []) {
    for (let i = from + 1; i < end; i++) {
      const next = text.pieces[i]?.find((piece) => piece.column === column)
      if (!next) continue
      cost += next.above?.insideCost ?? 0
      break
    }
  }
  return cost
}

/** Sentences that a row beginning at line `from` cuts off from the row above. */
function cutCost(text: Text, from: number, end: number): number {
  const seen = new Set<number>()
  let cost = 0
  for (let i = from; i < end; i++) {
    for (const { column, above } of text.pieces[i] ?? []) {
      if (!seen.has(column) && above && above.line < from) cost += above.cutCost
      seen.add(column)
    }
  }
  return cost
}

/** Cells that do not stand where most of the row's cells do. */
function oddCells(text: Text, from: number, end: number, standing: Standing): number {
  const cells = new Map<number, { first: number; last: number }>()
  for (let i = from; i < end; i++) {
    for (const { column, baseline } of text.pieces[i] ?? []) {
      const cell = cells.get(column)
      if (cell) cell.last = baseline
      else cells.set(column, { first: baseline, last: baseline })
    }
  }
  const slack = 0.2 * (text.lines[from]?.size ?? 10)
  const places = [...cells.values()].map((cell) =>
    standing === 'top' ? cell.first : standing === 'bottom' ? cell.last : (cell.first + cell.last) / 2,
  )
  const together = places.map((place) => places.filter((other) => Math.abs(other - place) <= slack).length)
  return ODD_CELL * (places.length - Math.max(0, ...together))
}
