import type { Place } from '../documents/neutral-document.ts'
import { sayPlace } from '../documents/neutral-document.ts'
import type { PlanField } from '../domain/plan/plan-document.ts'
import { buildAction, joinToAction } from './action-of-row.ts'
import type { ReadColumn } from './columns.ts'
import { quote } from './doubts.ts'
import { type Draft, type DraftOutcome, doubt, newOutcome, note, type Standing } from './draft.ts'
import { type GridCell, type GridRow, saying } from './grid.ts'
import { readLabel, readNumberedAim, readOutcomeHeading } from './label-blocks.ts'
import { figureFor, markerAt, readMarker } from './markers.ts'
import { ratingOf } from './rating-cells.ts'
import { addKey, readKey } from './rating-key.ts'
import type { Region } from './region.ts'
import { isNoteText, kindOfRow, type RowContext } from './row-kinds.ts'
import { startsWithVerb } from './verbs.ts'

/** Reads the rows of a plan's table into the draft; `standing` says what they belong to and is changed as bands go by. */
export function readRows(draft: Draft, region: Region, standing: Standing): number {
  const before = draft.actions.length
  const state: RowsState = {
    draft,
    region,
    standing,
    lastBand: null,
    hasAction: false,
    emptyNumbers: [],
    isPageStart: false,
    outcomesByText: new OutcomesByText(draft.outcomes),
  }
  const isNumbered = region.columns.some((column) => column.field === 'ref')
  for (const repeat of region.repeats) draft.repeats.push(...saying(repeat).map((cell) => cell.text))
  for (const [index, row] of region.rows.entries()) {
    keepAsides(draft, row)
    const last = draft.actions.at(-1)
    const context: RowContext = {
      region,
      isNumbered,
      hasBefore: state.hasAction,
      endsWhole: last === undefined || /[.;:!?]$/.test(last.text.trim()),
      index,
    }
    const page = row.at.page
    state.isPageStart = page !== undefined && index > 0 && region.rows[index - 1]?.at.page !== page
    readRow(state, row, context)
    if (saying(row).length > 0 && row.isHidden) {
      doubt(
        draft,
        'hidden-row',
        'check',
        'A hidden row was read with the rest. Check that it belongs to the plan.',
        row.at,
      )
    }
  }
  noteEmptyNumbers(state)
  return draft.actions.length - before
}

interface RowsState {
  draft: Draft
  region: Region
  standing: Standing
  lastBand: { row: number; cell: GridCell } | null
  /** Whether an action of this region stands before, for rows that join it. */
  hasAction: boolean
  emptyNumbers: GridCell[]
  /** The row is the first on its page. */
  isPageStart: boolean
  outcomesByText: OutcomesByText
}

/** The draft's outcomes by what they say, kept up as they are added: a flat sheet of 100,000 rows asks at every row. */
class OutcomesByText {
  readonly #outcomes: readonly DraftOutcome[]
  readonly #byText = new Map<string, DraftOutcome[]>()
  #known = 0

  constructor(outcomes: readonly DraftOutcome[]) {
    this.#outcomes = outcomes
  }

  /** In the draft's order. */
  saying(text: string): readonly DraftOutcome[] {
    for (const outcome of this.#outcomes.slice(this.#known)) this.#add(outcome)
    this.#known = this.#outcomes.length
    return this.#byText.get(text) ?? []
  }

  /** An outcome says something else from now on. */
  renew(): void {
    this.#byText.clear()
    this.#known = 0
  }

  #add(outcome: DraftOutcome): void {
    const others = this.#byText.get(outcome.text)
    if (others === undefined) this.#byText.set(outcome.text, [outcome])
    else others.push(outcome)
  }
}

function readRow(state: RowsState, row: GridRow, context: RowContext): void {
  const { draft, standing } = state
  const cells = saying(row)
  const corrected = correctionOf(draft, row)
  const kind = corrected === null ? kindOfRow(row, context) : null
  if (corrected === 'note' || kind?.kind === 'note') {
    for (const cell of cells) keepNote(draft, cell.text, cell.at)
  } else if (corrected === 'section' && cells[0] !== undefined) {
    standing.section = cells.map((cell) => cell.text).join(' ')
    standing.sectionFrom = 'band'
    standing.outcome = null
  } else if (corrected === 'outcome' && cells[0] !== undefined) {
    startOutcome(state, { word: '', ref: null, text: cells.map((cell) => cell.text).join(' ') }, cells[0].at)
  } else if (corrected === 'joins' || kind?.kind === 'joins') {
    joinRow(state, row, kind?.kind === 'joins' ? kind.because : 'more', corrected !== null)
  } else if (kind?.kind === 'band') {
    readBand(state, kind.cell, kind.cell.text, row)
  } else if (kind?.kind === 'labelled-band') {
    readLabelledBand(state, kind.label, kind.cell, row)
  } else if (kind?.kind === 'empty-number') {
    state.emptyNumbers.push(kind.cell)
  } else if (kind?.kind === 'outcome-only') {
    readLevels(state, row)
  } else if (kind?.kind !== 'blank' && cells.length > 0) {
    readLevels(state, row)
    buildAction(draft, state.region, row, standing, corrected === 'splits')
    state.hasAction = true
  }
  if (kind?.kind !== 'band') state.lastBand = null
}

function correctionOf(draft: Draft, row: GridRow) {
  const { rows = [] } = draft.corrections
  if (rows.length === 0) return null
  const places = [sayPlace(row.at), ...row.cells.map((cell) => sayPlace(cell.at))]
  return rows.find((correction) => places.includes(correction.at))?.as ?? null
}

function joinRow(state: RowsState, row: GridRow, because: 'cut' | 'more', isCorrected: boolean): void {
  const { draft, region } = state
  const last = draft.actions.at(-1)
  if (last === undefined) {
    for (const cell of saying(row)) note(draft, cell.text, cell.at)
    return
  }
  joinToAction(draft, region, row, last, because)
  if (isCorrected) return
  const words = saying(row)
    .map((cell) => cell.text)
    .join(' ')
  if (because === 'cut') {
    doubt(
      draft,
      'joined-row',
      'check',
      `${quote(words)} stands in a row of its own and goes on the action before. It was joined to it.`,
      row.at,
      { about: last.at },
    )
  } else if (!region.columns.some((column) => column.field === 'milestones')) {
    doubt(
      draft,
      'joined-row',
      'check',
      `A row without an action says ${quote(words)}. It was read as part of the action above.`,
      row.at,
      { about: last.at },
    )
  }
}

// ---- sections and outcomes in columns ---------------------------------------------------------------------------------

/** The section and outcome this row begins, where the table has columns for them; a blank cell goes on the one above. R-9. */
function readLevels(state: RowsState, row: GridRow): void {
  const { draft, region, standing } = state
  const begun = (field: PlanField) => {
    const column = region.columns.find((candidate) => candidate.field === field)
    const cell =
      column === undefined
        ? undefined
        : row.cells.find((candidate) => candidate.column === column.column && candidate.text !== '')
    return cell === undefined || column === undefined ? null : { cell, column }
  }
  const section = begun('section')
  if (section !== null && !isDitto(section.cell.text)) {
    const name = section.cell.text.replace(/\n/g, ' ')
    if (name !== standing.section) {
      standing.section = name
      standing.sectionFrom = 'band'
      standing.outcome = null
    }
    if (section.column.heading !== '') draft.words.section ??= section.column.heading
    draft.repeats.push(name)
  }
  const outcome = begun('outcome')
  const number = begun('outcomeRef')
  if (outcome === null) {
    if (number !== null && standing.outcome !== null && standing.outcome.ref === null)
      standing.outcome.ref = readRef(number.cell.text)
    else if (number !== null) note(draft, number.cell.text, number.cell.at)
    addToOutcome(state, row)
    return
  }
  const { cell, column } = outcome
  if (isDitto(cell.text) && standing.outcome !== null) {
    note(draft, cell.text, cell.at)
    return
  }
  const current = standing.outcome
  if (
    current !== null &&
    number === null &&
    state.isPageStart &&
    /^\p{Ll}/u.test(cell.text) &&
    !/[.;:!?]$/.test(current.text)
  ) {
    current.text = `${current.text} ${cell.text}`
    state.outcomesByText.renew()
    doubt(
      draft,
      'joined-outcome',
      'check',
      `${quote(cell.text)} goes on the outcome above, which a page end cut in two. They were joined.`,
      cell.at,
      { field: 'outcome' },
    )
    return
  }
  const marked = markedOutcome(cell)
  const own = region.numbersBoth ? begun('ref') : null
  const told = number ?? own
  const ref = told === null ? marked.ref : readRef(told.cell.text)
  const known = state.outcomesByText
    .saying(cell.text)
    .find((candidate) => candidate.section === standing.section && (ref === null || candidate.ref === ref))
  if (known !== undefined) {
    // Flat sheets name the outcome again on every row.
    draft.repeats.push(cell.text, ...(ref === null ? [] : [ref]))
    standing.outcome = known
  } else {
    const made = newOutcome(cell.text, cell.at, { ref, section: standing.section })
    draft.outcomes.push(made)
    standing.outcome = made
    if (column.heading !== '') draft.words.outcome ??= column.heading
    const named = readOutcomeHeading(cell.text)
    if (named !== null && ref === null) made.ref = named.ref
  }
  addToOutcome(state, row)
}

/** Objectives and measures that stand beside an outcome, one cell for all its rows. */
function addToOutcome({ region, standing }: RowsState, row: GridRow): void {
  const outcome = standing.outcome
  if (outcome === null) return
  for (const column of region.columns) {
    if (column.field !== 'objectives' && column.field !== 'measures') continue
    const cell = row.cells.find((candidate) => candidate.column === column.column && candidate.text !== '')
    if (cell === undefined || !belongsToOutcome(region, row, column)) continue
    outcome[column.field === 'objectives' ? 'objectives' : 'measures'].push(...cell.lines.map((line) => line.text))
    outcome.places[column.field] ??= sayPlace(cell.at)
  }
}

/** A measure belongs to the outcome when its cell begins where the outcome does and spans as far, or nothing else is possible. */
export function belongsToOutcome(region: Region, row: GridRow, column: ReadColumn): boolean {
  const outcome = region.columns.find((candidate) => candidate.field === 'outcome')
  if (outcome === undefined) return false
  const cell = row.cells.find((candidate) => candidate.column === column.column)
  const beside = row.cells.find((candidate) => candidate.column === outcome.column && candidate.text !== '')
  return (
    cell !== undefined && beside !== undefined && (cell.rowSpan === beside.rowSpan || column.field === 'objectives')
  )
}

function markedOutcome(cell: GridCell): { ref: string | null } {
  const made = cell.lines[0]?.isOrdered ? readMarker(cell.lines[0]?.label ?? '') : null
  const typed = made ?? markerAt(cell.lines[0]?.text ?? '')?.marker ?? null
  return { ref: typed?.ref ?? null }
}

const isDitto = (text: string): boolean =>
  /^(?:as above|ditto|"|″|''|〃|see above|same as above)\.?$/i.test(text.trim())

export function readRef(text: string): string {
  const marker = readMarker(text)
  return figureFor(
    marker?.ref ??
      text
        .replace(/\s+/g, ' ')
        .replace(/(?<![.:)])[.:)]+$/, '')
        .trim(),
  )
}

// ---- bands --------------------------------------------------------------------------------------------------------------

function readBand(state: RowsState, cell: GridCell, text: string, row: GridRow): void {
  const { draft, region, standing } = state
  const words = text.split(/\s+/).length
  const line = cell.lines[0]
  const label = line === undefined ? null : readLabel({ ...line, isBold: true })
  if (isNoteText(text) || words > 60) {
    for (const part of cell.lines) keepNote(draft, part.text, part.at)
    if (cell.lines.length === 0) keepNote(draft, text, cell.at)
    return
  }
  const hasOutcomes = region.columns.some((column) => column.field === 'outcome')
  const named = readOutcomeHeading(text)
  if (label !== null && named?.ref == null) {
    const rest = [label.rest, ...cell.lines.slice(1).map((part) => part.text)].filter((part) => part !== '')
    if (standing.outcome !== null && rest.length > 0) {
      standing.outcome[label.list].push(...rest)
      keepLabel(draft, text, rest)
      return
    }
    if (!hasOutcomes && rest.length > 0) {
      startOutcome(state, { word: '', ref: null, text: rest.join(' ') }, cell.at)
      keepLabel(draft, text, rest)
      return
    }
  }
  const follows =
    state.lastBand !== null && state.lastBand.row === row.index - 1 && state.lastBand.cell.fill !== cell.fill
  const isAim = readNumberedAim(text)
  const isSentence = words >= 9 && (startsWithVerb(text) || /[.]$/.test(text))
  state.lastBand = { row: row.index, cell }
  if (!hasOutcomes && (named !== null || isAim !== null || isSentence || follows)) {
    startOutcome(state, named ?? isAim ?? { word: '', ref: null, text }, cell.at)
    return
  }
  standing.section = text.replace(/\n/g, ' ')
  standing.sectionFrom = 'band'
  standing.outcome = null
  draft.repeats.push(text)
}

function readLabelledBand(state: RowsState, label: GridCell, cell: GridCell, row: GridRow): void {
  const { draft, region, standing } = state
  const text = `${label.text.replace(/\s*[:.–-]\s*$/, '')}: ${cell.text}`
  const hasOutcomes = region.columns.some((column) => column.field === 'outcome')
  const named = readOutcomeHeading(text)
  const list = label.lines[0] === undefined ? null : readLabel({ ...label.lines[0], isBold: true })
  if (list !== null && standing.outcome !== null && named?.ref == null) {
    standing.outcome[list.list].push(...cell.lines.map((line) => line.text))
    draft.repeats.push(label.text)
    draft.words[list.list === 'measures' ? 'measure' : list.list === 'objectives' ? 'objective' : 'intendedOutcome'] ??=
      label.text.replace(/\s*:\s*$/, '')
    return
  }
  if (hasOutcomes) {
    readBand(state, cell, named === null && readMarker(label.text) === null ? text : `${label.text} ${cell.text}`, row)
    return
  }
  const marker = readMarker(label.text)
  if (named !== null) startOutcome(state, named, cell.at)
  else if (marker !== null) startOutcome(state, { word: '', ref: readRef(label.text), text: cell.text }, cell.at)
  else if (list !== null) startOutcome(state, { word: label.text, ref: null, text: cell.text }, cell.at)
  else {
    keepNote(draft, label.text, label.at)
    keepNote(draft, cell.text, cell.at)
  }
}

function startOutcome(
  state: RowsState,
  heading: { word: string; ref: string | null; text: string },
  at: Place,
): DraftOutcome {
  const { draft, standing } = state
  const text = heading.text === '' ? `${heading.word} ${heading.ref ?? ''}`.trim() : heading.text
  const known = draft.outcomes.find(
    (candidate) => candidate.text === text && candidate.ref === heading.ref && candidate.section === standing.section,
  )
  const outcome = known ?? newOutcome(text, at, { ref: heading.ref, section: standing.section })
  if (known === undefined) draft.outcomes.push(outcome)
  else draft.repeats.push(text)
  if (heading.word !== '') {
    draft.words.outcome ??= heading.word
    draft.repeats.push(heading.word)
  }
  standing.outcome = outcome
  return outcome
}

// ---- what is kept aside -----------------------------------------------------------------------------------------------

function keepLabel(draft: Draft, whole: string, rest: string[]): void {
  const label = whole.slice(0, Math.max(0, whole.indexOf(rest[0] ?? whole))).trim()
  if (label !== '') draft.repeats.push(label)
}

function keepNote(draft: Draft, text: string, at: Place): void {
  addKey(draft.ratingKey, readKey(text))
  note(draft, text, at)
}

/** Deleted, hidden and struck words are no part of the plan but are not lost. R-22. */
export function keepAsides(draft: Draft, row: GridRow): void {
  for (const cell of row.cells) {
    if (cell.deleted !== '') {
      note(draft, cell.deleted, cell.at)
      doubt(
        draft,
        'tracked-deletion',
        'info',
        `A tracked change deletes ${quote(cell.deleted)}. It was left out and kept in the notes.`,
        cell.at,
      )
    }
    if (cell.hidden !== '') {
      note(draft, cell.hidden, cell.at)
      doubt(
        draft,
        'hidden-text',
        'check',
        `${quote(cell.hidden)} is hidden in the document. It was left out and kept in the notes.`,
        cell.at,
      )
    }
    if (cell.value?.kind === 'fault' && ratingOf(cell) === null) {
      doubt(
        draft,
        'fault-in-cell',
        'check',
        `The cell shows ${quote(cell.value.shows)}: its formula fails, so what it should say is not known.`,
        cell.at,
      )
    }
  }
}

function noteEmptyNumbers({ draft, emptyNumbers }: RowsState): void {
  const [first] = emptyNumbers
  if (first === undefined) return
  note(draft, `Numbered rows with nothing else in them: ${emptyNumbers.map((cell) => cell.text).join(', ')}`, first.at)
}
