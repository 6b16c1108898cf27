import type { PlanField } from '../domain/plan/plan-document.ts'
import { type ForcedField, type ReadColumn, readColumns } from './columns.ts'
import { contentOf } from './content.ts'
import { type Grid, type GridCell, type GridRow, saying } from './grid.ts'
import { type Header, headerAt, repeatsHeader, shapeOf } from './header-rows.ts'
import { bestOfHeading, isKnownHeading, plainHeading } from './headings.ts'

/** A stretch of a table under one header: the plan's rows and how its columns are understood. */
export interface Region {
  grid: Grid
  header: Header
  shape: string
  columns: ReadColumn[]
  /** Rows above the header that belong to it, and rows below it, header repeats left out. */
  above: GridRow[]
  rows: GridRow[]
  repeats: GridRow[]
  /** A number stands before an outcome that has one action: it numbers both. */
  numbersBoth: boolean
}

/** Cuts a table into regions, one a header. Rows above the first header belong to it; a table without one gives none.. */
export function regionsOf(grid: Grid, force: (shape: string) => ForcedField): Region[] {
  const headers = headersOf(grid)
  return headers.map((header, index) => {
    const from = index === 0 ? 0 : header.from
    const to = headers[index + 1]?.from ?? grid.rows.length
    const below = grid.rows.slice(header.to + 1, to)
    const repeats: GridRow[] = []
    const rows: GridRow[] = []
    const most = mostLetters(header)
    for (const row of below) (couldRepeat(row, most) && repeatsHeader(row, header) ? repeats : rows).push(row)
    return regionFrom(grid, header, grid.rows.slice(from, header.from), rows, repeats, force)
  })
}

/** A region whose header stands elsewhere: a table that goes on after a page, or whose columns only their cells explain. */
export function regionFrom(
  grid: Grid,
  header: Header,
  above: GridRow[],
  rows: GridRow[],
  repeats: GridRow[],
  force: (shape: string) => ForcedField,
): Region {
  const shape = shapeOf(header.headings)
  const data = rows.filter((row) => saying(row).length > 1)
  const cells = cellsByColumn(data)
  const contents = header.headings.map((_, column) => contentOf(cells.get(column) ?? [], data.length))
  const used = header.headings.map(
    (heading, column) =>
      heading !== '' || (contents[column]?.filled ?? 0) > 0 || (contents[column]?.fillsOnly ?? 0) > 0,
  )
  const kept = header.headings.map((_, column) => column).filter((column) => used[column])
  const columns = readColumns(
    kept.map((column) => header.headings[column] ?? ''),
    kept.map((column) => contents[column] ?? contentOf([], 0)),
    (heading, index) => force(shape)(heading, kept[index] ?? index),
  ).map((column, index) => ({ ...column, column: kept[index] ?? index }))
  const understood = withoutSecondSection(withOutcomeNumbers(columns, data), grid, rows)
  return { grid, header, shape, columns: understood, above, rows, repeats, numbersBoth: numbersBoth(understood, data) }
}

/** Whether a region is a plan: it says what is to be done, and by whom, by when or how it stands. R-4. */
export function isPlanRegion(region: Region): { isPlan: boolean; because: string } {
  const has = (...fields: PlanField[]) =>
    region.columns.some(
      (column) => fields.includes(column.field) || column.also.some((field) => fields.includes(field)),
    )
  const headings = region.columns.map((column) => plainHeading(column.heading)).join(' | ')
  const action = region.columns.find((column) => column.field === 'action')
  if (action === undefined) return { isPlan: false, because: 'no column says what is to be done' }
  if (/\blikelihood\b|\bprobability\b|\binherent\b|\bresidual\b/.test(headings))
    return { isPlan: false, because: 'its headings are those of a risk register' }
  if (/^(?:version|revision|abbreviation|acronym|term)\b/.test(headings) || /\bversion (?:no|number)\b/.test(headings))
    return { isPlan: false, because: 'it lists versions or terms' }
  if (action.content.filled > 0 && action.content.figures > 0.6)
    return { isPlan: false, because: 'it counts actions and does not name them' }
  const rating = region.columns.find((column) => column.field === 'rating')
  if (
    rating !== undefined &&
    !has('owners', 'timescale', 'ref') &&
    rating.content.distinct === 1 &&
    rating.content.ratings > 0.6 &&
    region.rows.length <= 8
  ) {
    return { isPlan: false, because: 'it explains the ratings' }
  }
  const named = [
    has('owners'),
    has('timescale', 'start'),
    has('rating'),
    has('progress'),
    has('evidence'),
    has('milestones'),
    has('outcome', 'ref'),
  ].filter(Boolean).length
  const stands =
    has('owners') ||
    has('timescale') ||
    (has('rating') && named >= 2) ||
    (has('milestones') && named >= 2) ||
    (has('progress') && has('outcome', 'ref', 'evidence'))
  if (!stands) return { isPlan: false, because: 'no column says who, by when or how it stands' }
  const byName = action.isForced || (bestOfHeading(action.heading)?.score ?? 0) >= 0.5
  if (!byName && !(has('owners') && has('timescale', 'rating', 'progress')))
    return { isPlan: false, because: 'its headings are not those of a plan' }
  return { isPlan: true, because: `its headings name ${sayFields(region.columns)}` }
}

function headersOf(grid: Grid): Header[] {
  const headers: Header[] = []
  for (let index = 0; index < grid.rows.length; index++) {
    const row = grid.rows[index]
    const last = headers.at(-1)
    if (row === undefined) continue
    if (last === undefined) {
      if (saying(row).length < 2) continue
    } else if (!couldHead(row) || saying(row).length < 2 || repeatsHeader(row, last)) continue
    const header = headerAt(grid, index)
    if (header === null) continue
    const next = last === undefined ? betterBelow(grid, header) : header
    if (last !== undefined && next.score < Math.min(2.6, last.score * 0.6)) continue
    headers.push(next)
    index = next.to
  }
  return headers
}

/** A row that says far more than the header is no repeat of it: most rows, so that the rest alone are compared word by word. */
function couldRepeat(row: GridRow, most: number): boolean {
  let letters = 0
  for (const cell of row.cells) letters += cell.text.length
  return letters <= most
}

const mostLetters = (header: Header): number => 80 + 2 * header.headings.join('').length

function cellsByColumn(rows: readonly GridRow[]): Map<number, GridCell[]> {
  const cells = new Map<number, GridCell[]>()
  for (const row of rows) {
    for (const cell of row.cells) {
      const others = cells.get(cell.column)
      if (others === undefined) cells.set(cell.column, [cell])
      else others.push(cell)
    }
  }
  return cells
}

/** A weak first hit (a title row with two known words) gives way to a stronger header just below it. */
function betterBelow(grid: Grid, header: Header): Header {
  for (let index = header.to + 1; index <= header.to + 3; index++) {
    const other = headerAt(grid, index)
    if (other !== null && other.score > header.score * 1.4 && header.score < 2.5) return other
  }
  return header
}

/** Deep in a table only a row that looks apart is worth weighing as a header: marked, bold, or all of it short known words. */
function couldHead(row: GridRow): boolean {
  const cells = saying(row)
  if (cells.some((cell) => cell.text.length > 120)) return false
  if (row.isHeader || cells.every((cell) => cell.isBold)) return true
  return cells.length >= 3 && cells.slice(0, 3).every((cell) => isKnownHeading(cell.text))
}

/** The number column beside a merged outcome numbers the outcomes; beside an action in every row it numbers the actions. R-9. */
function withOutcomeNumbers(columns: ReadColumn[], data: readonly GridRow[]): ReadColumn[] {
  const ref = columns.find((column) => column.field === 'ref' && !column.isForced)
  const outcome = columns.find((column) => column.field === 'outcome')
  const action = columns.find((column) => column.field === 'action')
  if (
    ref === undefined ||
    outcome === undefined ||
    action === undefined ||
    ref.column > action.column ||
    columns.some((column) => column.field === 'outcomeRef')
  )
    return columns
  const begins = (row: GridRow, column: number): GridCell | undefined =>
    row.cells.find((cell) => cell.column === column && cell.text !== '')
  const actions = data.filter((row) => begins(row, action.column) !== undefined)
  const outcomes = new Set(data.filter((row) => begins(row, outcome.column) !== undefined))
  const refs = data.filter((row) => begins(row, ref.column) !== undefined)
  const together = refs.filter((row) => outcomes.has(row)).length
  if (actions.length <= outcomes.size || together < refs.length * 0.8 || refs.length > actions.length * 0.9)
    return columns
  return columns.map((column) =>
    column === ref ? { ...column, field: 'outcomeRef', because: 'numbers the outcomes, not the actions' } : column,
  )
}

/** Bands across the table are its sections; a column that could be one is then kept under its own name. */
function withoutSecondSection(columns: ReadColumn[], grid: Grid, rows: readonly GridRow[]): ReadColumn[] {
  const bands = rows.filter((row) => {
    const [only, ...others] = saying(row)
    return (
      only !== undefined &&
      others.length === 0 &&
      only.colSpan >= grid.columnCount * 0.6 &&
      only.text.split(/\s+/).length < 25
    )
  })
  const first = rows.find((row) => saying(row).length > 0)
  if (bands.length === 0 || first === undefined || !bands.includes(first)) return columns
  return columns.map((column) =>
    column.field === 'section' && !column.isForced && column.content.spans < 0.3
      ? { ...column, field: 'extra', because: 'the bands across the table are its sections' }
      : column,
  )
}

function numbersBoth(columns: readonly ReadColumn[], data: readonly GridRow[]): boolean {
  const at = (field: PlanField) => columns.find((column) => column.field === field)?.column
  const ref = at('ref')
  const outcome = at('outcome')
  const action = at('action')
  if (ref === undefined || outcome === undefined || action === undefined || !(ref < outcome && outcome < action))
    return false
  if (
    at('outcomeRef') !== undefined ||
    columns.some((column) => column.column > ref && column.column < outcome && column.field !== 'section')
  )
    return false
  const texts = data.flatMap((row) => row.cells.filter((cell) => cell.column === outcome).map((cell) => cell.text))
  if (new Set(texts).size < texts.length) return false
  // "Outcome no." says what it numbers.
  if (/^outcome (?:no|number|ref)/.test(plainHeading(columns.find(({ column }) => column === ref)?.heading ?? '')))
    return false
  return data.every((row) => {
    const begins = (column: number) => row.cells.some((cell) => cell.column === column && cell.text !== '')
    return !begins(action) || begins(outcome)
  })
}

const fieldWords: Partial<Record<PlanField, string>> = {
  action: 'an action',
  owners: 'an owner',
  timescale: 'a timescale',
  rating: 'a rating',
  outcome: 'an outcome',
  progress: 'progress',
  evidence: 'evidence',
  milestones: 'milestones',
}

function sayFields(columns: readonly ReadColumn[]): string {
  const words = [...new Set(columns.map((column) => fieldWords[column.field]).filter((word) => word !== undefined))]
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '')
}
