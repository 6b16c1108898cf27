import { sayPlace } from '../documents/neutral-document.ts'
import type { PlanField, PlanMilestone } from '../domain/plan/plan-document.ts'
import type { TimescaleContext } from '../domain/timescale/parse-timescale.ts'
import { reviseTimescale } from '../domain/timescale/revise-timescale.ts'
import { latestOf } from '../domain/timescale/split-timescales.ts'
import { noTimescale, type Timescale } from '../domain/timescale/timescale.ts'
import type { ReadColumn } from './columns.ts'
import { quote } from './doubts.ts'
import { type Draft, type DraftAction, doubt, type Standing } from './draft.ts'
import { type GridCell, type GridRow, saying } from './grid.ts'
import { recogniseHeading } from './headings.ts'
import { parseTimescale, splitOwners } from './known-texts.ts'
import { type Marker, markerAt, readMarker } from './markers.ts'
import { countDates, isPlaceholderAction, isPlaceholderStep, pairMilestones, stepsOf } from './milestones.ts'
import { ratingOf } from './rating-cells.ts'
import { belongsToOutcome, readRef } from './read-rows.ts'
import type { Region } from './region.ts'
import { linesFromText, type SourceLine, textOf } from './source-lines.ts'

/** The cells of one action: its own row and those that join it. */
interface ActionCells {
  region: Region
  row: GridRow
}

/** Makes one action of a row and puts it in the draft. With `isSplit` each line of its action cell makes one. R-10, R-15. */
export function buildAction(draft: Draft, region: Region, row: GridRow, standing: Standing, isSplit = false): void {
  const action = actionOfRow(draft, { region, row }, standing)
  const cell = cellOf({ region, row }, 'action')
  if (!isSplit || cell === undefined || cell.lines.length < 2) {
    draft.actions.push(action)
    return
  }
  for (const line of cell.lines) {
    const marker = markerOf([line])
    draft.actions.push({ ...action, text: textOf([line]), marker, lastMarker: null, milestones: [] })
  }
}

function actionOfRow(draft: Draft, cells: ActionCells, standing: Standing): DraftAction {
  const { region, row } = cells
  const own = cellOf(cells, 'action')
  const refCell = cellOf(cells, 'ref')
  const at = sayPlace(own?.at.cell !== undefined ? own.at : rowPlace(row, own))
  const wordsOfAction = inlineParts(region, own)
  const action: DraftAction = {
    ref: refCell === undefined ? null : readRef(refCell.text) || null,
    marker: own === undefined ? null : markerOf(own.lines),
    lastMarker: own === undefined ? null : lastMarkerOf(own.lines),
    section: standing.section,
    outcome: standing.outcome,
    text: wordsOfAction.text,
    ownersText: '',
    owners: [],
    timescale: noTimescale,
    rag: null,
    ratings: [],
    evidence: textIn(cells, 'evidence'),
    impact: textIn(cells, 'impact'),
    progress: textIn(cells, 'progress'),
    milestones: [],
    extra: [],
    isPlaceholder: isPlaceholderAction(wordsOfAction.text),
    at,
    places: placesOf(cells),
    rows: [row],
  }
  setOwners(draft, action, cells, wordsOfAction.owners)
  setTimes(draft, action, cells, wordsOfAction.when)
  setRatings(draft, action, cells)
  keepExtra(action, cells)
  askAboutAction(draft, action, own)
  return action
}

/** Adds a row to the action before it: each cell's words behind those of its column. R-14. */
export function joinToAction(
  draft: Draft,
  region: Region,
  row: GridRow,
  action: DraftAction,
  because: 'cut' | 'more',
): void {
  const begun = (field: PlanField) =>
    row.cells.find((cell) => cell.text !== '' && columnOf(region, field)?.column === cell.column)
  const glue = because === 'cut' ? ' ' : '\n'
  const add = (old: string | null, more: string | undefined) =>
    more === undefined || more === '' ? old : old === null || old === '' ? more : `${old}${glue}${more}`
  action.text = add(action.text, begun('action')?.text) ?? ''
  action.evidence = add(action.evidence, begun('evidence')?.text)
  action.impact = add(action.impact, begun('impact')?.text)
  action.progress = add(action.progress, begun('progress')?.text)
  action.rows.push(row)
  const owners = begun('owners')
  if (owners !== undefined) {
    const split = splitOwners(owners.text)
    if (action.milestones.length > 0 && begun('milestones') === undefined && because === 'cut')
      action.ownersText = `${action.ownersText} ${owners.text}`
    else action.ownersText = add(action.ownersText, owners.text) ?? ''
    action.owners = [
      ...new Set(because === 'cut' ? splitOwners(action.ownersText).owners : [...action.owners, ...split.owners]),
    ]
  }
  const when = begun('timescale')
  const steps = begun('milestones')
  const read = when === undefined ? null : parseTimescale(when.text, contextOf(draft, when))
  if (steps !== undefined) addSteps(draft, action, steps, when, owners, because)
  if (read !== null) {
    const text = [action.timescale.text, read.text].filter((words) => words !== '').join(because === 'cut' ? ' ' : '; ')
    action.timescale =
      because === 'cut' ? parseTimescale(text, draft.dates) : { ...latestOf([action.timescale, read]), text }
  }
  for (const column of region.columns) {
    const cell = row.cells.find((candidate) => candidate.column === column.column && candidate.text !== '')
    if (
      cell === undefined ||
      ['action', 'evidence', 'impact', 'progress', 'owners', 'timescale', 'milestones'].includes(column.field)
    )
      continue
    const last = action.milestones.at(-1)
    const rating = column.field === 'rating' ? ratingOf(cell) : null
    if (rating !== null && steps !== undefined && last !== undefined) last.rag = rating
    else if (rating !== null && action.rag === null) action.rag = rating
    else addExtra(action, column, cell.text)
  }
}

function addSteps(
  draft: Draft,
  action: DraftAction,
  steps: GridCell,
  when: GridCell | undefined,
  owners: GridCell | undefined,
  because: 'cut' | 'more',
): void {
  const [first, ...rest] = stepsOf(steps.lines, 0)
  const last = action.milestones.at(-1)
  const paired = pairMilestones(first === undefined ? [] : [first, ...rest], when?.lines ?? [], draft.dates)
  const isCut = because === 'cut' && /^\p{Ll}/u.test(steps.text)
  if (last !== undefined && first !== undefined && isCut) {
    last.text = `${last.text} ${first}`
    action.milestones.push(...paired.milestones.slice(1))
  } else {
    const own = owners === undefined ? {} : { owners: [...splitOwners(owners.text).owners] }
    action.milestones.push(...paired.milestones.map((milestone) => ({ ...milestone, ...own, at: sayPlace(steps.at) })))
  }
}

// ---- who ----------------------------------------------------------------------------------------------------------------

function setOwners(draft: Draft, action: DraftAction, cells: ActionCells, inline: string | null): void {
  const cell = cellOf(cells, 'owners')
  const other = cellOf(cells, 'otherOwners')
  const holdsDate =
    columnOf(cells.region, 'owners')?.also.includes('timescale') ||
    columnOf(cells.region, 'timescale')?.also.includes('owners')
  const source = cell ?? (holdsDate ? cellOf(cells, 'timescale') : undefined)
  let text = source?.text ?? inline ?? ''
  if (holdsDate && source !== undefined) text = withoutDate(source.text)
  const split = splitOwners(text)
  const support = other === undefined ? [] : splitOwners(other.text).owners
  action.owners = [...new Set([...split.owners, ...support])]
  action.ownersText = [source?.text ?? inline ?? '', other?.text ?? '']
    .filter((words) => words !== '')
    .map((words) => words.replace(/\s*\n\s*/g, '\n'))
    .join('; ')
  if (source === undefined) return
  const isPointer = split.owners.length === 0 && /\b(?:as|see) above\b|^ditto|^["″〃]$/i.test(source.text)
  for (const message of isPointer ? [] : split.doubts) {
    doubt(draft, 'owners', 'info', `${quote(source.text)}: ${message}`, source.at, {
      about: action.at,
      field: 'owners',
    })
  }
  if (isPointer) {
    doubt(
      draft,
      'as-above',
      'check',
      `${quote(source.text)} points at another row. No owner was taken from there; say who it is.`,
      source.at,
      { about: action.at, field: 'owners' },
    )
  }
}

/** "HoS, June 2024" in one cell: what is left when the date is gone. */
function withoutDate(text: string): string {
  const parts = text.split(
    /\n|;|\s+[–—-]\s+|\s+\/\s+|,(?=\s*(?:by|from|end|\d|[A-Z][a-z]{2,8}\.?\s*'?\d))|\s+(?=by\s+(?:the\s+)?(?:end|\d|[A-Z][a-z]{2,8}))|[()]/,
  )
  return parts
    .filter((part) => !isWhen(part))
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n')
}

function onlyDate(text: string): string {
  const parts = text.split(
    /\n|;|\s+[–—-]\s+|\s+\/\s+|,(?=\s*(?:by|from|end|\d|[A-Z][a-z]{2,8}\.?\s*'?\d))|\s+(?=by\s+(?:the\s+)?(?:end|\d|[A-Z][a-z]{2,8}))|[()]/,
  )
  return parts
    .map((part) => part.trim())
    .filter(isWhen)
    .join(' ')
}

function isWhen(text: string): boolean {
  const { kind } = parseTimescale(text.trim().replace(/^by\s+/i, ''))
  return kind !== 'none' && kind !== 'other'
}

// ---- when, and in which steps -------------------------------------------------------------------------------------------

function setTimes(draft: Draft, action: DraftAction, cells: ActionCells, inline: string | null): void {
  const { region } = cells
  const when = cellOf(cells, 'timescale')
  const revised = cellOf(cells, 'revisedTimescale')
  const shared = columnOf(region, 'owners')?.also.includes('timescale') ? cellOf(cells, 'owners') : undefined
  const holdsOwner = columnOf(region, 'timescale')?.also.includes('owners')
  const source = when ?? shared
  const text =
    source === undefined ? (inline ?? '') : shared !== undefined || holdsOwner ? onlyDate(source.text) : source.text
  const lines = when !== undefined && !holdsOwner ? when.lines : linesFromText(text, source?.at ?? cells.row.at)
  const context = when === undefined ? draft.dates : contextOf(draft, when)
  const steps = stepsOfAction(cells, lines)
  const paired = pairMilestones(steps.texts, lines, context)
  action.timescale = paired.timescale
  if (holdsOwner && source !== undefined && text === '') action.timescale = parseTimescale(source.text, context)
  if (steps.fromAction === null || paired.milestones.length > 1)
    action.milestones = [...paired.milestones, ...termMilestones(draft, cells)]
  if (action.milestones.length > 0 && when !== undefined) pairOwners(draft, action, cells)
  if (paired.mismatch !== null && when !== undefined && action.milestones.length > 0) {
    const { milestones, dates } = paired.mismatch
    doubt(
      draft,
      'milestones-dates',
      'check',
      `${milestones} steps and ${dates} dates: the cell says ${quote(when.text)}. They were matched in order${dates < milestones ? ', and the rest have no date' : ''}.`,
      when.at,
      { about: action.at, field: 'milestones' },
    )
  } else if (steps.fromAction !== null && action.milestones.length > 1 && when !== undefined) {
    doubt(
      draft,
      'steps-in-action',
      'check',
      `The action lists ${action.milestones.length} steps and the cell says ${quote(when.text)}. They were matched in order.`,
      when.at,
      { about: action.at, field: 'milestones' },
    )
  }
  revise(draft, action, when, revised)
  const start = cellOf(cells, 'start')
  if (start !== undefined) {
    const begins = parseTimescale(start.text, contextOf(draft, start))
    if (action.timescale.start === null && (begins.due ?? begins.start) !== null)
      action.timescale = { ...action.timescale, start: begins.start ?? firstDay(begins) }
    addExtra(action, columnOf(region, 'start'), start.text)
  }
  askAboutTime(draft, action, when ?? revised ?? source)
}

const firstDay = (timescale: Timescale): string | null =>
  timescale.kind === 'month' && timescale.due !== null ? `${timescale.due.slice(0, 8)}01` : timescale.due

function stepsOfAction(
  cells: ActionCells,
  when: readonly SourceLine[],
): { texts: string[]; fromAction: GridCell | null } {
  const columns = columnsOf(cells.region, 'milestones')
  const dates = countDates(when)
  const [column] = columns
  if (column !== undefined && columns.length === 1) {
    const cell = coveringCell(cells, column)
    return { texts: cell === undefined ? [] : stepsOf(cell.lines, dates), fromAction: null }
  }
  if (columns.length > 1) return { texts: [], fromAction: null }
  const own = cellOf(cells, 'action')
  const listed = own?.lines.filter((line) => line.label !== null || markerAt(line.text) !== null) ?? []
  if (own === undefined || dates < 2 || listed.length < 2) return { texts: [], fromAction: null }
  return { texts: listed.map((line) => line.text), fromAction: own }
}

/** "Autumn milestone", "Spring milestone": a column a term, whose heading says when. */
function termMilestones(draft: Draft, cells: ActionCells): PlanMilestone[] {
  const columns = columnsOf(cells.region, 'milestones')
  if (columns.length < 2) return []
  return columns.flatMap((column) => {
    const cell = coveringCell(cells, column)
    if (cell === undefined || cell.text === '') return []
    const when = parseTimescale(column.period ?? '', draft.dates)
    return stepsOf(cell.lines, 0).map((text) => ({
      text,
      timescale: when.kind === 'other' ? { ...noTimescale, text: column.period ?? '', kind: 'other' as const } : when,
      at: sayPlace(cell.at),
      ...(isPlaceholderStep(text) ? { isPlaceholder: true } : {}),
    }))
  })
}

/** As many owner lines as milestones: one each, in order. */
function pairOwners(draft: Draft, action: DraftAction, cells: ActionCells): void {
  const cell = cellOf(cells, 'owners')
  const steps = cellOf(cells, 'milestones')
  if (cell === undefined || steps === undefined) return
  for (const milestone of action.milestones) milestone.at ??= sayPlace(steps.at)
  if (action.milestones.length < 2 || cell.lines.length !== action.milestones.length) return
  action.milestones = action.milestones.map((milestone, index) => ({
    ...milestone,
    owners: [...splitOwners(cell.lines[index]?.text ?? '').owners],
  }))
  doubt(
    draft,
    'milestones-owners',
    'info',
    `${action.milestones.length} steps and as many owners: ${quote(cell.text)} was matched in order.`,
    cell.at,
    { about: action.at, field: 'owners' },
  )
}

function revise(draft: Draft, action: DraftAction, when: GridCell | undefined, revised: GridCell | undefined): void {
  const struck = when?.struck ?? ''
  if (revised !== undefined && revised.text !== '' && !/^(?:n\/?a|none|[-–—])$/i.test(revised.text)) {
    const read = parseTimescale(revised.text, contextOf(draft, revised))
    const earlier = [struck, action.timescale.text].filter((text) => text !== '')
    action.timescale = reviseTimescale(
      { ...read, earlier: [] },
      [...earlier, revised.struck].filter((text) => text !== ''),
      draft.dates,
    )
    return
  }
  if (revised !== undefined && revised.text !== '') addExtra(action, { heading: 'Revised date' }, revised.text)
  if (struck !== '') {
    action.timescale = reviseTimescale(action.timescale, [struck], draft.dates)
    doubt(
      draft,
      'struck-date',
      'info',
      `${quote(struck)} is struck out${action.timescale.kind === 'none' ? '' : ` and ${quote(action.timescale.text)} stands instead`}. It was kept as an earlier date.`,
      when?.at ?? '',
      { about: action.at, field: 'timescale' },
    )
  }
}

function askAboutTime(draft: Draft, action: DraftAction, cell: GridCell | undefined): void {
  if (cell === undefined) return
  const { timescale } = action
  if (timescale.doubt) {
    doubt(
      draft,
      'timescale',
      'check',
      timescale.doubt.includes(timescale.text) ? timescale.doubt : `${quote(timescale.text)}: ${timescale.doubt}`,
      cell.at,
      { about: action.at, field: 'timescale' },
    )
  } else if (timescale.kind === 'other') {
    doubt(
      draft,
      'timescale',
      'check',
      `${quote(timescale.text)} could not be read as a time. The words were kept and nothing is due.`,
      cell.at,
      { about: action.at, field: 'timescale' },
    )
  }
}

function contextOf(draft: Draft, cell: GridCell): TimescaleContext {
  return cell.value?.kind === 'date'
    ? { ...draft.dates, date: { date: cell.value.date, precision: cell.value.precision } }
    : draft.dates
}

// ---- how it stands ------------------------------------------------------------------------------------------------------

function setRatings(draft: Draft, action: DraftAction, cells: ActionCells): void {
  const columns = columnsOf(cells.region, 'rating')
  const seen = columns.flatMap((column) => {
    const cell = coveringCell(cells, column)
    const rating = ratingOf(cell)
    if (rating === null) {
      if (cell !== undefined && cell.text !== '') addExtra(action, column, cell.text)
      return []
    }
    return [{ column, rating }]
  })
  if (columns.length > 1)
    action.ratings = seen.map(({ column, rating }) => ({ period: column.period ?? column.heading, ...rating }))
  action.rag = seen.at(-1)?.rating ?? null
  if (columns.length > 0) return
  const shaded = cells.region.columns.find(
    (column) => column.field === 'progress' && (recogniseHeading(column.heading).rating ?? 0) >= 0.5,
  )
  const cell = shaded === undefined ? undefined : coveringCell(cells, shaded)
  if (cell?.fill) action.rag = ratingOf({ ...cell, text: '' })
  if (action.rag !== null)
    doubt(
      draft,
      'rating-from-fill',
      'info',
      `The ratings were read from the colours of the column ${quote(shaded?.heading ?? '')}.`,
      '',
    )
}

/** One column as it is; several, a meeting, month or term each, with their headings before them. R-16. */
function joinedColumns(cells: ActionCells, field: PlanField): string | null {
  const columns = columnsOf(cells.region, field)
  if (columns.length <= 1) return columns[0] === undefined ? null : (coveringCell(cells, columns[0])?.text ?? '')
  return columns
    .map((column) => ({ column, text: coveringCell(cells, column)?.text ?? '' }))
    .filter(({ text }) => text !== '')
    .map(({ column, text }) => `${column.heading}: ${text}`)
    .join('\n')
}

// ---- cells and words ----------------------------------------------------------------------------------------------------

function keepExtra(action: DraftAction, cells: ActionCells): void {
  const begun = new Map<number, GridCell>()
  for (const cell of cells.row.cells) if (cell.text !== '' && !begun.has(cell.column)) begun.set(cell.column, cell)
  for (const column of cells.region.columns) {
    const own = begun.get(column.column)
    const cell = own ?? coveringCell(cells, column)
    if (cell === undefined || cell.text === '') continue
    if (column.field === 'extra' || column.field === 'ignored' || column.field === 'completed')
      addExtra(action, column, cell.text)
    else if (
      own !== undefined &&
      (column.field === 'measures' || column.field === 'objectives') &&
      (action.outcome === null || !belongsToOutcome(cells.region, cells.row, column))
    ) {
      addExtra(action, column, cell.text)
    }
  }
  for (const cell of cells.row.cells) {
    if (cell.struck === '') continue
    const column = cells.region.columns.find((candidate) => candidate.column === cell.column)
    if (column?.field !== 'timescale')
      addExtra(action, { heading: `Struck out: ${column?.heading ?? ''}`.trim() }, cell.struck)
  }
}

function addExtra(action: DraftAction, column: Pick<ReadColumn, 'heading'> | undefined, text: string): void {
  action.extra.push({ name: column?.heading || 'No heading', text })
}

function askAboutAction(draft: Draft, action: DraftAction, own: GridCell | undefined): void {
  if (action.text === '') {
    doubt(
      draft,
      'no-action-text',
      'check',
      'A row has other cells filled but does not say what is to be done. It was kept as an action for you to complete or drop.',
      action.at,
      { about: action.at, field: 'text' },
    )
  } else if (action.isPlaceholder) {
    doubt(
      draft,
      'placeholder',
      'info',
      'This action only says that more is to come. It was kept and is never counted as late.',
      action.at,
      { about: action.at, field: 'text' },
    )
  }
  const numbered = own?.lines.filter((line) => line.isOrdered || markerAt(line.text) !== null).length ?? 0
  if (numbered > 1 && numbered === own?.lines.length) {
    doubt(
      draft,
      'several-in-cell',
      'info',
      `One cell holds ${numbered} numbered items: ${quote(own.text)}. They were read as one action; split it if each has its own owner or date.`,
      own.at,
      { about: action.at, field: 'text' },
    )
  }
  if (own?.lines.some((line) => line.struck !== '' && line.text === line.struck)) {
    doubt(
      draft,
      'struck-action',
      'check',
      `${quote(own.text)} is struck out whole. It was kept as an action; drop it if it no longer stands.`,
      own.at,
      { about: action.at, field: 'text' },
    )
  }
}

/** "Review the rota (Owner: PSW, by June 2024)" where the column holds both. */
function inlineParts(
  region: Region,
  cell: GridCell | undefined,
): { text: string; owners: string | null; when: string | null } {
  const text = cell?.text ?? ''
  const also = columnOf(region, 'action')?.also ?? []
  if (also.length === 0) return { text, owners: null, when: null }
  const tail = /^([\s\S]*?)\s*(?:\n|[([]|\s[–—-]\s)\s*((?:owner|lead|by|who)?[:\s]*[^()[\]\n]{2,80})[)\]]?\.?$/i.exec(
    text,
  )
  const said = tail?.[2]?.replace(/^(?:owner|lead|who|action by)\s*[:–-]\s*/i, '').trim() ?? ''
  if (said === '') return { text, owners: null, when: null }
  return {
    text,
    owners: also.includes('owners') ? said : null,
    when: also.includes('timescale') ? said.replace(/^by\s+/i, '') : null,
  }
}

function columnOf(region: Region, field: PlanField): ReadColumn | undefined {
  return columnsOf(region, field)[0]
}

/** A region's columns by what they hold: every action asks for some twenty fields. */
function columnsOf(region: Region, field: PlanField): readonly ReadColumn[] {
  let byField = columnsByField.get(region.columns)
  if (byField === undefined) {
    byField = Map.groupBy(region.columns, (column) => column.field)
    columnsByField.set(region.columns, byField)
  }
  return byField.get(field) ?? none
}

const columnsByField = new WeakMap<readonly ReadColumn[], Map<PlanField, ReadColumn[]>>()
const none: readonly ReadColumn[] = []

function coveringCell({ row }: ActionCells, column: ReadColumn): GridCell | undefined {
  return row.covering[column.column] ?? undefined
}

function cellOf(cells: ActionCells, field: PlanField): GridCell | undefined {
  const column = columnOf(cells.region, field)
  if (column === undefined) return undefined
  const cell = coveringCell(cells, column)
  return cell === undefined || cell.text === '' ? (cell?.struck ? cell : undefined) : cell
}

function textIn(cells: ActionCells, field: PlanField): string | null {
  return joinedColumns(cells, field)
}

function rowPlace(row: GridRow, own: GridCell | undefined) {
  const first = own ?? saying(row)[0]
  if (first === undefined) return row.at
  const { column: _, box: __, ...place } = first.at
  return place.row === undefined ? first.at : place
}

function placesOf(cells: ActionCells): Record<string, string> {
  const names: Partial<Record<PlanField, string>> = { action: 'text', rating: 'rag' }
  const places: Record<string, string> = {}
  for (const column of cells.region.columns) {
    const cell = coveringCell(cells, column)
    if (cell === undefined || (cell.text === '' && cell.fill === null)) continue
    const name = column.field === 'extra' ? column.heading || 'extra' : (names[column.field] ?? column.field)
    places[name] = sayPlace(cell.at)
  }
  return places
}

function markerOf(lines: readonly SourceLine[]): Marker | null {
  const [first] = lines
  if (first === undefined) return null
  if (first.isOrdered && first.label !== null) return readMarker(first.label)
  return markerAt(first.text)?.marker ?? null
}

/** The last of a run of markers in one cell: i., ii., iii. */
function lastMarkerOf(lines: readonly SourceLine[]): Marker | null {
  const first = markerOf(lines)
  if (first === null || first.style === 'composed') return null
  const all = lines.flatMap((line) => {
    const marker = markerOf([line])
    return marker === null ? [] : [marker]
  })
  const inLine = [...(lines[0]?.text ?? '').matchAll(/(?<=\s)\(?(i{1,3}|iv|vi{0,3}|ix|x)[.)]\s/g)].map(
    (match) => match[1] ?? '',
  )
  const last =
    all.length > 1
      ? all.at(-1)
      : first.style === 'roman' && inLine.length > 0
        ? { ...first, ref: inLine.at(-1) ?? first.ref }
        : undefined
  return last === undefined || last.ref === first.ref || last.style !== first.style ? null : last
}
