import type { Box } from './box.ts'
import type { Ruling } from './page-drawing.ts'

/** A table's skeleton as its lines draw it. */
export interface Grid extends Box {
  /** Column edges, left to right; one more than there are columns. */
  xs: number[]
  /** Row edges, top to bottom. */
  ys: number[]
  cells: GridCell[]
  /** No line closes the table at its top or bottom: it was cut by the page. */
  isOpenTop: boolean
  isOpenBottom: boolean
}

export interface GridCell extends Box {
  row: number
  column: number
  rowSpan: number
  colSpan: number
}

/** Edges nearer than this are one edge. */
const SAME_EDGE = 2.5

/** The grid that touching lines draw, or null when they draw none of at least two cells. */
export function gridOf(rulings: readonly Ruling[]): Grid | null {
  const verticals = rulings.filter((ruling) => ruling.isVertical)
  const horizontals = rulings.filter((ruling) => !ruling.isVertical)
  if (verticals.length < 2 || horizontals.length < 1) return null
  const top = Math.min(...verticals.map((ruling) => ruling.from))
  const bottom = Math.max(...verticals.map((ruling) => ruling.to))
  const left = Math.min(...horizontals.map((ruling) => ruling.from))
  const right = Math.max(...horizontals.map((ruling) => ruling.to))
  const drawnYs = clustered(horizontals.map((ruling) => ruling.at))
  const drawnXs = clustered(verticals.map((ruling) => ruling.at))
  const isOpenTop = (drawnYs[0] ?? top) - top > 2 * SAME_EDGE
  const isOpenBottom = bottom - (drawnYs.at(-1) ?? bottom) > 2 * SAME_EDGE
  const ys = isOpenTop || isOpenBottom ? clustered([...drawnYs, top, bottom]) : drawnYs
  const isOpenLeft = (drawnXs[0] ?? left) - left > 3 * SAME_EDGE
  const isOpenRight = right - (drawnXs.at(-1) ?? right) > 3 * SAME_EDGE
  const xs = isOpenLeft || isOpenRight ? clustered([...drawnXs, left, right]) : drawnXs
  const columns = xs.length - 1
  const rows = ys.length - 1
  if (columns < 1 || rows < 1 || columns * rows < 2 || columns > 63 || rows > 2000) return null

  const at = (row: number, column: number) => row * columns + column
  const parents = Array.from({ length: rows * columns }, (_, i) => i)
  const root = (i: number): number => {
    let here = i
    while (parents[here] !== here) {
      parents[here] = parents[parents[here] ?? here] ?? here
      here = parents[here] ?? here
    }
    return here
  }
  const join = (i: number, j: number) => {
    const [a, b] = [root(i), root(j)]
    parents[Math.max(a, b)] = Math.min(a, b)
  }
  const downAt = xs.map((x) => verticals.filter((ruling) => Math.abs(ruling.at - x) <= SAME_EDGE * 1.5))
  const acrossAt = ys.map((y) => horizontals.filter((ruling) => Math.abs(ruling.at - y) <= SAME_EDGE * 1.5))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[column], xs[column + 1], ys[row], ys[row + 1]]
      if (column + 1 < columns && drawnShare(downAt[column + 1] ?? [], y0, y1) < 0.5)
        join(at(row, column), at(row, column + 1))
      if (row + 1 < rows && drawnShare(acrossAt[row + 1] ?? [], x0, x1) < 0.5)
        join(at(row, column), at(row + 1, column))
    }
  }
  const cells = rectangles(rows, columns, (row, column) => root(at(row, column))).map((cell) => ({
    ...cell,
    x0: xs[cell.column] ?? 0,
    x1: xs[cell.column + cell.colSpan] ?? 0,
    y0: ys[cell.row] ?? 0,
    y1: ys[cell.row + cell.rowSpan] ?? 0,
  }))
  if (cells.length < 2) return null
  return {
    xs,
    ys,
    cells,
    isOpenTop,
    isOpenBottom,
    x0: xs[0] ?? 0,
    x1: xs.at(-1) ?? 0,
    y0: ys[0] ?? 0,
    y1: ys.at(-1) ?? 0,
  }
}

interface Span {
  row: number
  column: number
  rowSpan: number
  colSpan: number
}

/** The places of a grid that belong together, as cells. A group that is no rectangle becomes one cell a row. */
function rectangles(rows: number, columns: number, groupAt: (row: number, column: number) => number): Span[] {
  const groups = new Map<number, { row: number; column: number; lastRow: number; lastColumn: number; places: number }>()
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const key = groupAt(row, column)
      const group = groups.get(key)
      if (!group) groups.set(key, { row, column, lastRow: row, lastColumn: column, places: 1 })
      else {
        group.lastRow = row
        group.column = Math.min(group.column, column)
        group.lastColumn = Math.max(group.lastColumn, column)
        group.places++
      }
    }
  }
  const spans: Span[] = []
  const broken = new Set<number>()
  for (const [key, { row, column, lastRow, lastColumn, places }] of groups) {
    const span = { row, column, rowSpan: lastRow - row + 1, colSpan: lastColumn - column + 1 }
    if (span.rowSpan * span.colSpan === places) spans.push(span)
    else broken.add(key)
  }
  if (broken.size > 0) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const key = groupAt(row, column)
        if (!broken.has(key)) continue
        let end = column + 1
        while (end < columns && groupAt(row, end) === key) end++
        spans.push({ row, column, rowSpan: 1, colSpan: end - column })
        column = end - 1
      }
    }
  }
  return spans.sort((a, b) => a.row - b.row || a.column - b.column)
}

/** Values near one another become their middle, in order. */
export function clustered(values: readonly number[], tolerance = SAME_EDGE): number[] {
  const groups: { last: number; sum: number; count: number }[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const group = groups.at(-1)
    if (group && value - group.last <= tolerance) {
      group.last = value
      group.sum += value
      group.count++
    } else groups.push({ last: value, sum: value, count: 1 })
  }
  return groups.map((group) => group.sum / group.count)
}

/** How much of the stretch a–b is drawn, 0 to 1. */
function drawnShare(rulings: readonly Ruling[], a: number, b: number): number {
  const pieces = rulings
    .map((ruling): [number, number] => [Math.max(a, ruling.from), Math.min(b, ruling.to)])
    .filter(([from, to]) => to > from)
    .sort((p, q) => p[0] - q[0])
  let drawn = 0
  let end = a
  for (const [from, to] of pieces) {
    if (to <= end) continue
    drawn += to - Math.max(from, end)
    end = to
  }
  return b > a ? drawn / (b - a) : 1
}
