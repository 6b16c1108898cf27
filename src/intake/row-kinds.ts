import type { ReadColumn } from './columns.ts'
import { type GridCell, type GridRow, saying } from './grid.ts'
import { isCapitals, readOutcomeHeading } from './label-blocks.ts'
import { isMarkerOnly } from './markers.ts'
import type { Region } from './region.ts'
import { startsWithVerb } from './verbs.ts'

/** What a row of a plan's table is.. */
export type RowKind =
  | { kind: 'action' }
  | { kind: 'band'; cell: GridCell }
  /** A short cell and a wide one: "Objective 2" | "Improve …". */
  | { kind: 'labelled-band'; label: GridCell; cell: GridCell }
  | { kind: 'outcome-only' }
  /** Goes on the row before: cut at a page's end, or a further step of the same action. */
  | { kind: 'joins'; because: 'cut' | 'more' }
  | { kind: 'empty-number'; cell: GridCell }
  | { kind: 'note' }
  | { kind: 'blank' }

export interface RowContext {
  region: Region
  /** Share of action rows in which the number column is filled. */
  isNumbered: boolean
  hasBefore: boolean
  /** The action before ends like a whole sentence or list. */
  endsWhole: boolean
  index: number
}

export function kindOfRow(row: GridRow, context: RowContext): RowKind {
  const { region } = context
  const cells = saying(row)
  const fieldOf = (cell: GridCell) =>
    region.columns.find((column) => column.column >= cell.column && column.column < cell.column + cell.colSpan)?.field
  if (cells.length === 0) return { kind: 'blank' }
  if (context.index === 0 && isHint(cells)) return { kind: 'note' }
  const [only, second] = cells
  if (only !== undefined && cells.length === 1) return kindOfSingle(row, only, context)
  if (only !== undefined && second !== undefined && cells.length === 2) {
    const isWide = second.colSpan >= Math.max(2, region.columns.length * 0.5)
    const named = readOutcomeHeading(`${only.text.replace(/[:.]\s*$/, '')}: ${second.text}`)
    if (isWide && (named !== null || isMarkerOnly(only.text) || only.text.length < 40))
      return { kind: 'labelled-band', label: only, cell: second }
    const isNumberAndTitle =
      isMarkerOnly(only.text) &&
      ['ref', 'outcomeRef'].includes(fieldOf(only) ?? '') &&
      fieldOf(second) === 'action' &&
      looksBand(second, context) &&
      (only.isBold || second.isBold)
    if (isNumberAndTitle && !lookOf(region).actionsAreBold) return { kind: 'labelled-band', label: only, cell: second }
  }
  if (isTotal(cells)) return { kind: 'note' }
  const has = (field: ReadColumn['field']) => cells.some((cell) => fieldOf(cell) === field)
  const action = cells.find((cell) => fieldOf(cell) === 'action')
  const spanning = actionAbove(row, region)
  if (action === undefined) {
    if (spanning !== undefined) return { kind: 'joins', because: 'more' }
    const beginsOutcome = has('outcome') || has('outcomeRef') || has('section')
    if (!beginsOutcome && !has('ref') && context.hasBefore) {
      return { kind: 'joins', because: cells.some((cell) => /^\p{Ll}/u.test(cell.text)) ? 'cut' : 'more' }
    }
    return { kind: 'action' }
  }
  const isBare = !has('ref') && !has('owners') && !has('timescale') && !has('outcome')
  if (
    isBare &&
    context.hasBefore &&
    /^\p{Ll}{2,}/u.test(action.text) &&
    !context.endsWhole &&
    !isRomanStart(action.text)
  )
    return { kind: 'joins', because: 'cut' }
  return { kind: 'action' }
}

function kindOfSingle(row: GridRow, cell: GridCell, context: RowContext): RowKind {
  const { region } = context
  const columns = region.columns
  const first = columns[0]
  const covers = columns.filter((column) => column.column >= cell.column && column.column < cell.column + cell.colSpan)
  const field = covers[0]?.field
  if (
    covers.length >= Math.max(2, columns.length * 0.5) ||
    (cell.colSpan > 1 && cell.colSpan >= region.grid.columnCount * 0.5)
  )
    return { kind: 'band', cell }
  if ((field === 'ref' || field === 'outcomeRef') && isMarkerOnly(cell.text)) return { kind: 'empty-number', cell }
  const isCovered = columns.some((column) => {
    const over = row.covering[column.column]
    return over !== undefined && over.row < row.index && over.text !== '' && over.colSpan < columns.length * 0.5
  })
  if (field === 'outcome' || field === 'section' || field === 'outcomeRef') {
    if (cell.rowSpan > 1) return { kind: 'outcome-only' }
    if (field === 'outcome' && isOwnOutcome(cell, context)) return { kind: 'outcome-only' }
    return first !== undefined && cell.column <= first.column ? { kind: 'band', cell } : { kind: 'outcome-only' }
  }
  if (field === 'action') {
    if (isCovered)
      return /^\p{Ll}{2,}/u.test(cell.text) && !context.endsWhole
        ? { kind: 'joins', because: 'cut' }
        : { kind: 'action' }
    if (/^\p{Ll}{2,}/u.test(cell.text) && context.hasBefore && !context.endsWhole && !isRomanStart(cell.text))
      return { kind: 'joins', because: 'cut' }
    return looksBand(cell, context) ? { kind: 'band', cell } : { kind: 'action' }
  }
  if (field === 'ref' && first !== undefined && cell.column <= first.column) return { kind: 'band', cell }
  if (isCovered && actionAbove(row, region) !== undefined) return { kind: 'joins', because: 'more' }
  if (first !== undefined && cell.column <= first.column && looksBand(cell, context)) return { kind: 'band', cell }
  if (isNoteText(cell.text)) return { kind: 'note' }
  return context.hasBefore ? { kind: 'joins', because: /^\p{Ll}/u.test(cell.text) ? 'cut' : 'more' } : { kind: 'note' }
}

/** An action cell that spans down from above: the row is a further step of that action. */
export function actionAbove(row: GridRow, region: Region): GridCell | undefined {
  const action = region.columns.find((column) => column.field === 'action')
  const over = action === undefined ? undefined : row.covering[action.column]
  return over !== undefined && over.row < row.index && over.text !== '' ? over : undefined
}

/** A lone first cell that is a band: apart in look, or short and no sentence. */
function looksBand(cell: GridCell, context: RowContext): boolean {
  const { region } = context
  const words = cell.text.split(/\s+/).length
  if (isNoteText(cell.text) || readOutcomeHeading(cell.text) !== null) return true
  if (cell.lines.length > 3 || words > 30) return false
  const look = lookOf(region)
  const apart = (cell.isBold && !look.actionsAreBold) || (cell.fill !== null && !look.actionsAreFilled)
  if (apart) return true
  if (look.hasStyledBands) return false
  if (words > 12 || /[.;]$/.test(cell.text)) return false
  const isFirst = cell.column <= (region.columns[0]?.column ?? 0)
  return isFirst && (isCapitals(cell.text) || !startsWithVerb(cell.text))
}

/** How a region's rows look, seen once: each lone cell is held against it. */
interface Look {
  actionsAreBold: boolean
  actionsAreFilled: boolean
  /** Bands are bold or filled, so that a lone plain cell is none. */
  hasStyledBands: boolean
}

const looks = new WeakMap<Region, Look>()

function lookOf(region: Region): Look {
  const known = looks.get(region)
  if (known !== undefined) return known
  const actionsAreBold = shareOfActions(region, (cell) => cell.isBold) > 0.5
  const actionsAreFilled = shareOfActions(region, (cell) => cell.fill !== null) > 0.5
  const hasStyledBands =
    !actionsAreBold &&
    !actionsAreFilled &&
    region.rows.some((row) => {
      const [only, ...others] = saying(row)
      return only !== undefined && others.length === 0 && (only.isBold || only.fill !== null)
    })
  const look = { actionsAreBold, actionsAreFilled, hasStyledBands }
  looks.set(region, look)
  return look
}

function shareOfActions(region: Region, test: (cell: GridCell) => boolean): number {
  const action = region.columns.find((column) => column.field === 'action')
  const cells = region.rows
    .slice(0, 200)
    .filter((row) => saying(row).length > 2)
    .flatMap((row) => row.cells.filter((cell) => cell.column === action?.column && cell.text !== ''))
  return cells.length === 0 ? 0 : cells.filter(test).length / cells.length
}

/** A long lone outcome cell is an outcome that has no action yet, not a band. */
function isOwnOutcome(cell: GridCell, context: RowContext): boolean {
  return cell.text.split(/\s+/).length > 14 && !looksBand(cell, context)
}

export function isNoteText(text: string): boolean {
  return /^(?:total|sub-?total|grand total|key\s*[:–-]|key$|rag key|rag rating key|rating key|legend|notes?\s*[:–-]|guidance\b|please\b|signed\b|signature|approved by|prepared by|completed by\s*:|date\s*:|source\s*:|\*|n\.?b\.?\b|version\b|last updated|updated\s*:|print name|end of (?:plan|document|table))/i.test(
    text.trim(),
  )
}

function isTotal(cells: readonly GridCell[]): boolean {
  const [first, ...others] = cells
  return (
    first !== undefined &&
    /^(?:total|sub-?total|grand total|signed|signature|date signed|print name)\b/i.test(first.text) &&
    others.every((cell) => cell.text.length < 40)
  )
}

/** The template's own hints under a header: "(what will you do?)", "e.g. …", "DD/MM/YY". */
function isHint(cells: readonly GridCell[]): boolean {
  const hints = cells.filter(
    (cell) =>
      /^[([].*[)\]]\.?$|\?$|^e\.?g\.?\b|^dd\/mm|^(?:insert|enter|please|describe|list|state|what |who |how |when )\b.{0,80}$/is.test(
        cell.text.trim(),
      ) ||
      (cell.isItalic && cell.text.length < 160),
  )
  return (
    cells.length >= 2 &&
    hints.length >= cells.length * 0.75 &&
    hints.some((cell) => /[?)\]]$|e\.?g|dd\/|insert|enter|describe/i.test(cell.text))
  )
}

const isRomanStart = (text: string): boolean => /^\(?[ivx]{1,4}[.)]/.test(text)
