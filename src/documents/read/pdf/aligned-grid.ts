import { fillEdgeBetween, hadRoom, leadingOf, rowStarts, segmentText } from './aligned-rows.ts'
import { around, type Box } from './box.ts'
import type { Fill, Ruling, Word } from './page-drawing.ts'
import { usualLeading } from './paragraph-draft.ts'
import { rowBands } from './row-bands.ts'
import { clustered, type Grid, gridOf } from './ruled-grid.ts'
import { columnAt, columnsOf, crossesColumns, segmentsIn, segmentsOf, type TextColumn } from './text-columns.ts'
import { type Line, linesOf } from './text-lines.ts'

export interface AlignedText {
  grids: Grid[]
  /** Stretches of prose in newspaper columns: the words of each column, in reading order. */
  proseColumns: { box: Box; columns: Word[][] }[]
  /** The columns of the last table. */
  columns: TextColumn[] | null
}

/**
 * Finds tables that have no lines, or too few, by how their text lines up; what lines and fills there are help to part the rows.
 * The lines that are missing are implied, and the grid is built as for a table that is drawn. `known` are columns to try
 * first: those of the table that the page before ended with, those of all pages together.
 */
export function alignedGrids(
  words: readonly Word[],
  rulings: readonly Ruling[],
  fills: readonly Fill[],
  known: readonly (readonly TextColumn[])[],
): AlignedText {
  const lines = linesOf(words.filter((word) => word.turn === 0))
  const found: AlignedText = { grids: [], proseColumns: [], columns: null }
  for (const region of regionsOf(lines)) findIn(region, { lines, rulings, fills, known }, found)
  return found
}

interface Surroundings {
  lines: readonly Line[]
  rulings: readonly Ruling[]
  fills: readonly Fill[]
  known: readonly (readonly TextColumn[])[]
}

function findIn(region: readonly Line[], page: Surroundings, found: AlignedText): void {
  const columns = columnsFor(region, page.known)
  if (columns.length < 2) return
  const parts = withoutProse(region, columns)
  if (parts.length !== 1 || parts[0]?.length !== region.length) {
    for (const part of parts) findIn(part, page, found)
    return
  }
  const rows = trimmed(region, page.lines, columns)
  const box = around(rows)
  const across = rowRulings(box, page.rulings, page.fills)
  const isDrawn = across.length >= 2
  if (!isTabular(rows, columns, isDrawn, page.known.length > 0)) return
  if (!isDrawn && isNewspaper(rows, columns)) {
    found.proseColumns.push({ box, columns: inColumns(rows, columns) })
    return
  }
  const grid = impliedGrid(rows, columns, across, page.rulings, page.fills)
  if (!grid || grid.xs.length < 3 || grid.ys.length < 3) return
  found.grids.push(grid)
  found.columns = columns
}

/** Columns that pages share: those of all their lines in columns together. */
export function sharedColumns(pages: readonly (readonly Word[])[]): TextColumn[] {
  const regions = pages.flatMap((words) => regionsOf(linesOf(words.filter((word) => word.turn === 0))))
  const lines = regions
    .flat()
    .map(segmentsOf)
    .filter((each) => each.length > 1)
  return columnsOf(lines, lines[0]?.[0]?.line.size ?? 10)
}

/** Enough of the lines fill several columns, and few run across them: otherwise it is prose with something set to the right. */
function isTabular(rows: readonly Line[], columns: readonly TextColumn[], isDrawn: boolean, isKnown: boolean): boolean {
  const segments = rows.map((line) => segmentsIn(line, columns))
  const tabular = segments.filter((each) => each.length > 1).length
  const crossing = segments.filter((each) => each.some((segment) => crossesColumns(columns, segment))).length
  if (tabular < (isDrawn || isKnown ? 2 : 3)) return false
  return isDrawn || (crossing <= 0.4 * rows.length && tabular >= (columns.length > 2 ? 0.15 : 0.3) * rows.length)
}

/** The region without wrapped prose: lines that run across the columns, two or more in a row, part one table from the next. */
function withoutProse(region: readonly Line[], columns: readonly TextColumn[]): Line[][] {
  const isAcross = region.map((line) => {
    const segments = segmentsIn(line, columns)
    return segments.length === 1 && segments.some((segment) => crossesColumns(columns, segment))
  })
  const parts: Line[][] = [[]]
  region.forEach((line, i) => {
    const isProse = isAcross[i] && (isAcross[i - 1] || isAcross[i + 1])
    if (!isProse) parts.at(-1)?.push(line)
    else if (parts.at(-1)?.length) parts.push([])
  })
  return parts.filter((part) => part.some((line) => segmentsOf(line).length > 1))
}

/** White of more letter sizes than this between two lines ends a table: spreadsheets leave much below short rows. */
const WIDEST_ROW_GAP = 10
/** A cell whose text goes on alone for longer than this ends its table. */
const MOST_LINES_OF_ONE_CELL = 40

/** Runs of lines in which several are set in columns. */
function regionsOf(lines: readonly Line[]): Line[][] {
  const regions: Line[][] = []
  let region: Line[] = []
  let sinceTabular = 0
  const close = () => {
    while (region.length > 0 && segmentsOf(region.at(-1) as Line).length < 2) region.pop()
    if (region.length > 1) regions.push(region)
    region = []
    sinceTabular = 0
  }
  for (const line of lines) {
    const last = region.at(-1)
    const isTabular = segmentsOf(line).length > 1 && !hasDotLeaders(line)
    if (last && (line.baseline - last.baseline > WIDEST_ROW_GAP * line.size || sinceTabular > MOST_LINES_OF_ONE_CELL))
      close()
    if (region.length === 0 && !isTabular) continue
    region.push(line)
    sinceTabular = isTabular ? 0 : sinceTabular + 1
  }
  close()
  return regions
}

/** A line of a table of contents: "Staffing ........ 12". */
function hasDotLeaders(line: Line): boolean {
  return /(?:\.\s?){5,}/.test(line.words.map((word) => word.text).join(' '))
}

function columnsFor(region: readonly Line[], known: readonly (readonly TextColumn[])[]): TextColumn[] {
  const size = region[0]?.size ?? 10
  const tried = known.find((columns) => {
    const segments = region.map((line) => segmentsIn(line, columns)).filter((each) => each.length > 1)
    const crossing = segments.filter((line) => line.some((segment) => crossesColumns(columns, segment))).length
    const used = new Set(segments.flat().map((segment) => columnAt(columns, segment.x0)))
    return columns.length > 1 && crossing <= segments.length * 0.1 && used.size > Math.max(1, columns.length * 0.5)
  })
  if (tried) return [...tried]
  return columnsOf(
    region.map(segmentsOf).filter((each) => each.length > 1),
    size,
  )
}

/** The region with the lines just above and below it that fit into its columns, and without prose at its edges. */
function trimmed(region: readonly Line[], lines: readonly Line[], columns: readonly TextColumn[]): Line[] {
  const rows = [...region]
  const leading = usualLeading([region])
  const fits = (line: Line, near: Line) =>
    Math.abs(line.baseline - near.baseline) < Math.max(line.size, near.size) * leading * 1.3 + 1 &&
    Math.abs(line.size - near.size) < 0.1 * near.size &&
    segmentsIn(line, columns).every((segment) => !crossesColumns(columns, segment))
  const [first] = rows
  let at = first ? lines.indexOf(first) - 1 : -1
  for (let line = lines[at]; line && rows[0] && fits(line, rows[0]); line = lines[--at]) rows.unshift(line)
  const last = rows.at(-1)
  at = last ? lines.indexOf(last) + 1 : lines.length
  for (let line = lines[at]; line && rows.length > 0 && fits(line, rows.at(-1) as Line); line = lines[++at])
    rows.push(line)
  return rows
}

/** Horizontal lines and the edges of row fills that part the rows of a region. */
function rowRulings(box: Box, rulings: readonly Ruling[], fills: readonly Fill[]): Ruling[] {
  const width = box.x1 - box.x0
  const isNear = (y: number) => y > box.y0 - 12 && y < box.y1 + 12
  const drawn = rulings.filter(
    (ruling) =>
      !ruling.isVertical &&
      isNear(ruling.at) &&
      Math.min(ruling.to, box.x1) - Math.max(ruling.from, box.x0) > 0.25 * width,
  )
  const edges: Ruling[] = []
  const bands = new Map<string, Fill[]>()
  for (const fill of fills) {
    if (!isNear(fill.y0) || fill.y1 - fill.y0 < 5) continue
    const key = `${Math.round(fill.y0)}|${Math.round(fill.y1)}`
    const band = bands.get(key)
    if (band) band.push(fill)
    else bands.set(key, [fill])
  }
  for (const band of bands.values()) {
    const from = Math.min(...band.map((fill) => fill.x0))
    const to = Math.max(...band.map((fill) => fill.x1))
    if (Math.min(to, box.x1) - Math.max(from, box.x0) < 0.6 * width) continue
    const covered = band.reduce((sum, fill) => sum + fill.x1 - fill.x0, 0)
    if (covered < 0.6 * width) continue
    for (const at of [band[0]?.y0 ?? 0, band[0]?.y1 ?? 0])
      edges.push({ isVertical: false, at, from, to, colour: band[0]?.colour ?? '' })
  }
  return [...drawn, ...edges]
}

/**
 * Newspaper columns: two or three even columns whose lines run to the edge, with white between paragraphs at different heights.
 * A table's columns hold short entries, or their white falls together.
 */
function isNewspaper(rows: readonly Line[], columns: readonly TextColumn[]): boolean {
  if (columns.length > 3 || rows.length < 6) return false
  const widths = columns.map((column) => column.x1 - column.x0)
  if (Math.min(...widths) < 0.6 * Math.max(...widths)) return false
  const segments = rows
    .flatMap((line) => segmentsIn(line, columns))
    .filter((segment) => !crossesColumns(columns, segment))
  const shares = columns.map((column, i) => {
    const inside = segments.filter((segment) => columnAt(columns, segment.x0) === i)
    return (
      inside.filter((segment) => segment.x1 - segment.x0 > 0.7 * (column.x1 - column.x0)).length /
      Math.max(1, inside.length)
    )
  })
  return shares.every((share) => share > 0.5)
}

function inColumns(rows: readonly Line[], columns: readonly TextColumn[]): Word[][] {
  const found: Word[][] = columns.map(() => [])
  for (const line of rows) for (const word of line.words) found[columnAt(columns, word.x0)]?.push(word)
  return found
}

/** The grid that the missing lines would draw. */
function impliedGrid(
  rows: readonly Line[],
  columns: readonly TextColumn[],
  across: readonly Ruling[],
  rulings: readonly Ruling[],
  fills: readonly Fill[],
): Grid | null {
  const box = around(rows)
  const left = Math.min(box.x0, ...across.map((ruling) => ruling.from)) - 1
  const right = Math.max(box.x1, ...across.map((ruling) => ruling.to)) + 1
  const xs = [left, ...columns.slice(1).map((column, i) => edgeBetween(columns[i], column, rulings, box)), right]
  const starts = startsOf(rows, columns, fills)
  const drawnYs = clustered(across.map((ruling) => ruling.at)).filter((y) => y > box.y0 && y < box.y1)
  const isRuledByRow = drawnYs.length >= 3 && drawnYs.length >= 0.4 * starts.length
  const top = Math.min(box.y0, ...across.map((ruling) => ruling.at).filter((y) => y > box.y0 - 12)) - 0.5
  const bottom = Math.max(box.y1, ...across.map((ruling) => ruling.at).filter((y) => y < box.y1 + 12)) + 0.5
  const whole = (at: number): Ruling => ({ isVertical: false, at, from: left, to: right, colour: '' })
  const horizontals = isRuledByRow
    ? across.filter((ruling) => ruling.at > box.y0 && ruling.at < box.y1)
    : [
        ...starts
          .slice(1)
          .flatMap((y) =>
            drawnYs.some((drawn) => Math.abs(drawn - y) <= 6) ? whole(y) : piecesAcross(y, xs, rows, columns),
          ),
        ...drawnYs.filter((y) => starts.every((start) => Math.abs(start - y) > 6)).map(whole),
      ]
  const ys = clustered([top, ...horizontals.map((ruling) => ruling.at), bottom])
  const verticals = xs.flatMap((x, i) => verticalPieces(x, i === 0 || i === xs.length - 1, ys, rows, columns))
  return gridOf([whole(top), whole(bottom), ...horizontals, ...verticals])
}

/** The heights at which rows begin, in whatever way the table's cells stand in their rows. */
function startsOf(rows: readonly Line[], columns: readonly TextColumn[], fills: readonly Fill[]): number[] {
  const bands = rowBands(rows, columns, fills)
  if (bands.standing === 'top') {
    const spanning = new Set(centredBetweenRows(rows, columns))
    return rowStarts(
      rows.filter((line) => !spanning.has(line)),
      columns,
      fills,
    )
  }
  return bands.rows.map((row, i) => {
    const [above, first] = [bands.rows[i - 1]?.at(-1), row[0]]
    if (!first) return 0
    if (!above) return first.y0
    return (
      fillEdgeBetween(above, first, fills) ??
      (above.baseline - 0.3 * above.size + first.baseline - 0.3 * first.size) / 2
    )
  })
}

/** Where two columns part: at a drawn line if there is one, otherwise just before the right one begins. */
function edgeBetween(left: TextColumn | undefined, right: TextColumn, rulings: readonly Ruling[], box: Box): number {
  const gap = left ? right.x0 - left.x1 : 4
  const drawn = rulings.find(
    (ruling) =>
      ruling.isVertical &&
      left !== undefined &&
      ruling.at > left.x1 - 1 &&
      ruling.at < right.x0 + 1 &&
      ruling.to > box.y0 &&
      ruling.from < box.y1,
  )
  return drawn ? drawn.at : right.x0 - Math.min(2.5, gap / 2)
}

/** Lines too close to the lines above and below to be rows between them: a cell that spans both, set to its middle. */
function centredBetweenRows(rows: readonly Line[], columns: readonly TextColumn[]): Line[] {
  return rows.filter((line, i) => {
    const [above, below] = [rows[i - 1], rows[i + 1]]
    const segments = segmentsIn(line, columns)
    const [segment] = segments
    if (!above || !below || !segment || segments.length > 1) return false
    const column = columnAt(columns, segment.x0)
    const isFree = (each: Line) => segmentsIn(each, columns).every((other) => columnAt(columns, other.x0) !== column)
    const isClose = (upper: Line, lower: Line) =>
      lower.baseline - upper.baseline < 0.95 * Math.min(upper.size, lower.size)
    return isClose(above, line) && isClose(line, below) && isFree(above) && isFree(below)
  })
}

/** A row's upper edge, left out where a cell's text runs on across it: that cell spans the rows. */
function piecesAcross(
  y: number,
  xs: readonly number[],
  rows: readonly Line[],
  columns: readonly TextColumn[],
): Ruling[] {
  const leading = leadingOf(rows, columns)
  return columns.flatMap((column, i): Ruling[] => {
    const own = rows
      .flatMap((line) => segmentsIn(line, columns))
      .filter((segment) => columnAt(columns, segment.x0) === i)
    const above = own.filter((segment) => segment.line.baseline < y).at(-1)
    const below = own.find((segment) => segment.line.baseline > y)
    const isCrossed = own.some((segment) => segment.line.y0 + 1 < y && segment.line.y1 - 1 > y)
    const runsOn =
      above !== undefined &&
      below !== undefined &&
      below.line.baseline - above.line.baseline < above.line.size * leading * 1.12 + 0.4 &&
      !hadRoom(above, below, column) &&
      !/[.!?:;]$/.test(segmentText(above)) &&
      /^[\p{Ll}(]/u.test(segmentText(below))
    return runsOn || isCrossed ? [] : [{ isVertical: false, at: y, from: xs[i] ?? 0, to: xs[i + 1] ?? 0, colour: '' }]
  })
}

/** A column's edge is not drawn through a row in which text runs over it: a band or a merged cell. */
function verticalPieces(
  x: number,
  isOuter: boolean,
  ys: readonly number[],
  rows: readonly Line[],
  columns: readonly TextColumn[],
): Ruling[] {
  const pieces: Ruling[] = []
  for (let i = 0; i + 1 < ys.length; i++) {
    const [from = 0, to = 0] = [ys[i], ys[i + 1]]
    const inside = rows.filter((line) => line.baseline - line.size * 0.3 > from && line.baseline - line.size * 0.3 < to)
    const segments = inside.flatMap((line) => segmentsIn(line, columns))
    // A row whose only text runs over a column's edge is a band over the whole table.
    const isBand =
      inside.length <= 2 &&
      segments.length === inside.length &&
      segments.some((segment) => crossesColumns(columns, segment))
    const isCrossed = isBand || segments.some((segment) => segment.x0 < x - 2 && segment.x1 > x + 3)
    if (isOuter || !isCrossed) pieces.push({ isVertical: true, at: x, from, to, colour: '' })
  }
  return pieces
}
