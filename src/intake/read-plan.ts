import { type NeutralDocument, type Part, sayPlace, type Table } from '../documents/neutral-document.ts'
import type { PlanField } from '../domain/plan/plan-document.ts'
import { parseTimescale } from '../domain/timescale/parse-timescale.ts'
import { withOneReading } from './alike-tables.ts'
import type { ForcedField } from './columns.ts'
import { keepNotes, readContext } from './context.ts'
import { applyValues } from './corrections.ts'
import { type Draft, doubt, newDraft, note, type Standing } from './draft.ts'
import { finishPlan } from './finish-plan.ts'
import { type LabelledValue, pairsOfForm } from './forms.ts'
import { type Grid, type GridCell, type GridRow, gridOf, saying } from './grid.ts'
import { plainHeading } from './headings.ts'
import { forgetTexts } from './known-texts.ts'
import { isGenericHeading, readLabel, readOutcomeHeading } from './label-blocks.ts'
import { markerAt } from './markers.ts'
import { readOutcomeLists } from './outcome-lists.ts'
import { type Corrections, type PlanReading, tableKey } from './plan-reading.ts'
import { formsOf, placeForm, readProse } from './prose-actions.ts'
import { addKey, keyOfTable } from './rating-key.ts'
import { keepAsides, readRows } from './read-rows.ts'
import { isPlanRegion, type Region, regionFrom, regionsOf } from './region.ts'
import { linesOf, type SourceLine } from './source-lines.ts'
import { readTitleBlock, type TitleBlock } from './title-block.ts'
import { checkWords } from './words.ts'

/**
 * Reads a plan out of a document: pure, total, and the same for the same document and corrections. Every word of the document stands in a
 * field or in the notes; what was guessed is a finding. The rules are numbered in `docs/reading-rules.md`.
 */
export function readPlan(document: NeutralDocument, corrections: Corrections = {}): PlanReading {
  try {
    return readWhole(document, corrections)
  } finally {
    forgetTexts()
  }
}

function readWhole(document: NeutralDocument, corrections: Corrections): PlanReading {
  const draft = newDraft(corrections)
  const flow = flowOf(document, corrections)
  const running = document.parts
    .filter((part) => part.kind === 'header' || part.kind === 'footer')
    .flatMap((part) => linesOf(part.blocks))
  const hasTables = flow.some((step) => step.kind === 'region' || step.kind === 'form')
  const block = readTitleBlock(document, titleLines(flow), running, hasTables)
  const plan = { ...block.plan, ...corrections.plan }
  draft.dates = datesOf(plan)
  readFlow(draft, flow, block, hasTables)
  keepRest(draft, document)
  dropDocumentHeading(draft)
  applyValues(draft)
  // A header printed again on each page is nothing to ask a person about.
  const asked = document.doubts.filter((known) => known.code !== 'repeated-header')
  for (const { severity, code, message, at } of asked) doubt(draft, code, severity, message, at ?? '')
  if (draft.actions.length === 0) {
    doubt(
      draft,
      'no-plan-found',
      'problem',
      'No plan was found in this document: no table or list says what is to be done, by whom and by when. All of its words are in the notes. Bring the document that holds the action plan, or say which table is the plan.',
      '',
    )
  }
  if (draft.actions.length > mostActions) {
    doubt(
      draft,
      'very-large-plan',
      'check',
      `This document holds ${draft.actions.length.toLocaleString('en-GB')} actions, which is more than people can keep live. Leave out the tables that are no part of your plan, or bring the plan in parts.`,
      '',
    )
  }
  const finished = finishPlan(draft, plan)
  const check = checkWords(document, finished, draft.repeats)
  const whole = { ...finished, notes: [...finished.notes, ...check.missing] }
  const after = check.missing.length === 0 ? check : checkWords(document, whole, draft.repeats)
  return { plan: whole, columns: draft.columns, tables: draft.tables, words: { placed: after.placed, of: after.of } }
}

/** Large plans of whole partnerships have some hundreds of actions; this many are a data set. */
const mostActions = 20_000

// ---- the document as one flow ------------------------------------------------------------------------------------------

type Step =
  | { kind: 'line'; line: SourceLine }
  | { kind: 'region'; region: Region; isFirstOfTable: boolean }
  | { kind: 'form'; pairs: LabelledValue[]; rest: SourceLine[] }
  | { kind: 'table'; grid: Grid }
  | { kind: 'part'; part: Part; regions: number }

interface TableStep {
  table: Table
  part: Part
  grid: Grid
  key: string
}

/** The parts that may hold the plan, in order, each table cut into its regions. */
function flowOf(document: NeutralDocument, corrections: Corrections): (Step & { tables?: PlanReading['tables'] })[] {
  const flow: (Step & { tables?: PlanReading['tables'] })[] = []
  let last: Region | null = null
  let count = 0
  for (const part of document.parts) {
    if (part.kind !== 'body' && part.kind !== 'sheet' && part.kind !== 'slide') continue
    const steps: (Step & { tables?: PlanReading['tables'] })[] = []
    let regions = 0
    for (const block of part.blocks) {
      if (block.kind === 'paragraph') {
        steps.push(...linesOf([block]).map((line): Step => ({ kind: 'line', line })))
        continue
      }
      for (const table of unwrapped(block)) {
        const read = stepsOfTable(
          { table, part, grid: gridOf(table), key: tableKey(table.at, count++) },
          corrections,
          last,
        )
        regions += read.steps.filter((step) => step.kind === 'region' || step.kind === 'form').length
        last = read.last ?? last
        steps.push(...read.steps)
      }
    }
    flow.push({ kind: 'part', part, regions }, ...steps)
  }
  const alike = withOneReading(
    flow.flatMap((step) => (step.kind === 'region' ? [step.region] : [])),
    forcing(corrections),
  )
  return flow.map((step) =>
    step.kind === 'region' ? { ...step, region: alike.get(step.region) ?? step.region } : step,
  )
}

/** A table drawn only to frame another gives way to it. */
function unwrapped(table: Table): Table[] {
  const [row] = table.rows
  const [cell] = row?.cells ?? []
  if (table.rows.length !== 1 || row?.cells.length !== 1 || cell === undefined) return [table]
  const inner = cell.blocks.filter((block) => block.kind === 'table')
  return inner.length === 1 && cell.blocks.length === 1 ? inner : [table]
}

function stepsOfTable(
  source: TableStep,
  corrections: Corrections,
  last: Region | null,
): { steps: (Step & { tables?: PlanReading['tables'] })[]; last: Region | null } {
  const { grid, part, key } = source
  const told = (region: Region | null, isTaken: boolean, because: string): PlanReading['tables'] => [
    {
      table: key,
      shape: region?.shape ?? '',
      name: grid.name ?? part.name,
      at: sayPlace(grid.at),
      actions: 0,
      isTaken,
      because,
    },
  ]
  const wanted = corrections.tables?.find((correction) => correction.table === key)?.isTaken
  const form = wanted === false ? null : pairsOfForm(grid)
  const force = forcing(corrections)
  const regions = form === null ? regionsOf(grid, force) : []
  const plans = regions.map((region) => ({ region, ...isPlanRegion(region) }))
  const isHidden = part.isHidden && wanted !== true
  if (isHidden || wanted === false) {
    const isPlan = plans.some((plan) => plan.isPlan)
    const because =
      wanted === false ? 'you left it out' : `the sheet is hidden${isPlan ? ', though it looks like a plan' : ''}`
    return { steps: [{ kind: 'table', grid, tables: told(null, false, because) }], last }
  }
  if (form !== null) {
    const used = new Set(form.flatMap((pair) => [pair.from, ...pair.lines]))
    const rest = grid.rows.flatMap((row) => saying(row).flatMap((cell) => cell.lines)).filter((line) => !used.has(line))
    return {
      steps: [{ kind: 'form', pairs: form, rest, tables: told(null, true, 'it is laid out as labels and values') }],
      last,
    }
  }
  if (plans.some((plan) => plan.isPlan) || (wanted === true && regions.length > 0)) {
    const steps = plans.map((plan, index): Step & { tables?: PlanReading['tables'] } =>
      plan.isPlan || wanted === true
        ? {
            kind: 'region',
            region: plan.region,
            isFirstOfTable: index === 0,
            tables: told(plan.region, true, plan.because),
          }
        : { kind: 'table', grid: sliceOf(plan.region), tables: told(plan.region, false, plan.because) },
    )
    return { steps, last: plans.filter((plan) => plan.isPlan).at(-1)?.region ?? last }
  }
  const continued = regions.length === 0 ? continuation(grid, last, force) : null
  if (continued !== null)
    return {
      steps: [
        {
          kind: 'region',
          region: continued,
          isFirstOfTable: true,
          tables: told(continued, true, 'it goes on the table before, without its header'),
        },
      ],
      last: continued,
    }
  const headless = regions.length === 0 ? withoutHeader(grid, force) : null
  if (headless !== null)
    return {
      steps: [
        {
          kind: 'region',
          region: headless,
          isFirstOfTable: true,
          tables: told(headless, true, 'it has no header; its cells are those of a plan'),
        },
      ],
      last: headless,
    }
  return {
    steps: [
      {
        kind: 'table',
        grid,
        tables: told(
          plans[0]?.region ?? null,
          false,
          plans[0]?.because ?? 'no row of it is a header that names the columns of a plan',
        ),
      },
    ],
    last,
  }
}

/** What a correction, or a heading the organisation's earlier documents taught, says a column is. */
function forcing(corrections: Corrections): (shape: string) => ForcedField {
  const learnt = new Map(
    Object.entries(corrections.headings ?? {}).map(
      ([heading, field]) => [plainHeading(heading), field] as [string, PlanField],
    ),
  )
  return (shape) => (heading, column) => {
    const said = corrections.columns?.find(
      (correction) =>
        correction.shape === shape &&
        plainHeading(correction.heading) === plainHeading(heading) &&
        (correction.column === undefined || correction.column === column),
    )
    return said?.field ?? (heading === '' ? null : (learnt.get(plainHeading(heading)) ?? null))
  }
}

/** A table with as many columns as the plan's table before it and no header of its own goes on it. R-3. */
function continuation(grid: Grid, last: Region | null, force: (shape: string) => ForcedField): Region | null {
  if (last === null || grid.columnCount !== last.grid.columnCount || grid.rows.length === 0) return null
  const filled = grid.rows.filter((row) => saying(row).length > 1).length
  if (filled === 0 || keyOfTable(grid).length > 0 || hasOwnHeader(grid, last)) return null
  const header = { ...last.header, from: -1, to: -1 }
  const region = regionFrom(grid, header, [], grid.rows, [], force)
  const agrees = region.columns.filter((column) =>
    last.columns.some((known) => known.column === column.column && known.field === column.field),
  ).length
  return agrees >= last.columns.length * 0.7 ? { ...region, columns: last.columns } : null
}

/** A first row that stands out as the plan's rows do not heads a table of another kind: figures, members, versions. */
function hasOwnHeader(grid: Grid, last: Region): boolean {
  const standsOut = (row: GridRow | undefined) =>
    row !== undefined && (row.isHeader || (saying(row).length > 1 && saying(row).every((cell) => cell.isBold)))
  return standsOut(grid.rows[0]) && !standsOut(last.rows.find((row) => saying(row).length > 1))
}

/** No header at all: dates in one column, who in another, what is to be done in a third. R-3. */
function withoutHeader(grid: Grid, force: (shape: string) => ForcedField): Region | null {
  if (grid.columnCount < 3 || grid.rows.filter((row) => saying(row).length > 2).length < 3) return null
  const header = { from: -1, to: -1, headings: new Array<string>(grid.columnCount).fill(''), score: 0 }
  const region = regionFrom(grid, header, [], grid.rows, [], force)
  const of = (field: PlanField) => region.columns.find((column) => column.field === field)?.content
  const isPlan =
    (of('timescale')?.dates ?? 0) >= 0.5 && (of('action')?.verbsFirst ?? 0) >= 0.5 && (of('owners')?.owners ?? 0) >= 0.5
  return isPlan ? region : null
}

function sliceOf(region: Region): Grid {
  const { grid, header, above, rows, repeats } = region
  const own = new Set([...above, ...rows, ...repeats, ...grid.rows.slice(header.from, header.to + 1)])
  return { ...grid, rows: grid.rows.filter((row) => own.has(row)) }
}

// ---- reading the flow --------------------------------------------------------------------------------------------------

/** The lines that stand before the plan begins. */
function titleLines(flow: readonly Step[]): SourceLine[] {
  const lines: SourceLine[] = []
  for (const step of flow) {
    if (step.kind === 'line') lines.push(step.line)
    else if (step.kind === 'table') for (const line of linesOfGrid(step.grid)) lines.push(line)
    else if (step.kind === 'region')
      return [...lines, ...step.region.above.flatMap((row) => saying(row).flatMap((cell) => cell.lines))]
    else if (step.kind === 'form') break
    if (lines.length > 40) break
  }
  return lines
}

function datesOf(plan: PlanReading['plan']['plan']): Draft['dates'] {
  const dates: Draft['dates'] = {}
  if (plan.period !== null) {
    const school = isSchool(plan)
    const read = parseTimescale(plan.period)
    const years = [...plan.period.matchAll(/(?:19|20)\d\d/g)].map((match) => Number(match[0]))
    const from = years[0]
    const to = years[1] ?? (from === undefined ? undefined : secondYear(plan.period, from))
    // Two years that follow are one year, from April or, in a school, from September.
    const isOneYear = from !== undefined && to === from + 1
    if (from !== undefined) dates.planStart = `${from}-${isOneYear ? (school ? '09' : '04') : '01'}-01`
    if (to !== undefined) dates.planEnd = isOneYear && school ? `${to}-08-31` : (read.due ?? `${to}-12-31`)
  }
  if (plan.asOf !== null) dates.documentDate = plan.asOf.length === 7 ? `${plan.asOf}-01` : plan.asOf
  return dates
}

function isSchool({ title, organisation }: PlanReading['plan']['plan']): boolean {
  return /\b(?:schools?|academy|academies|primary|infants?|juniors?|nursery|sixth form|academic|pupils?)\b/i.test(
    `${title} ${organisation ?? ''}`,
  )
}

function secondYear(period: string, from: number): number {
  const short = /[-–/ ](\d\d)$/.exec(period.trim())?.[1]
  return short === undefined ? from : Math.floor(from / 100) * 100 + Number(short)
}

function readFlow(
  draft: Draft,
  flow: readonly (Step & { tables?: PlanReading['tables'] })[],
  block: TitleBlock,
  hasTables: boolean,
): void {
  const standing: Standing = { section: null, sectionFrom: null, outcome: null }
  const sheets = flow.filter((step) => step.kind === 'part' && step.part.kind === 'sheet' && step.regions > 0).length
  let waiting: SourceLine[] = []
  const isTitled = /\b(?:plan|tracker|action log|actions)\b/i.test(block.plan.title)
  const isNarrative =
    !/\b(?:plan|tracker|log|actions)\b/i.test(block.plan.title) &&
    /\b(?:minutes|report|policy|strategy|review|agenda|notes of|update|briefing|presentation)\b/i.test(block.plan.title)
  const settle = (hasOutcomes: boolean, isEnd: boolean) => {
    const front = waiting.filter((line) => block.front.includes(line) && line !== block.title)
    keepNotes(draft, front)
    const lines = waiting.filter((line) => line !== block.title && !front.includes(line))
    waiting = []
    if (readProse(draft, standing, lines, { isPlanTitled: isTitled, isNarrative, besideTables: hasTables }) > 0) return
    if (isEnd) keepNotes(draft, lines)
    else readContext(draft, standing, lines, hasOutcomes)
  }
  if (block.title === null) draft.repeats.push(block.plan.title)
  for (const step of flow) {
    draft.tables.push(...(step.tables ?? []))
    if (step.kind === 'part') {
      if (step.part.kind === 'slide' || step.part.kind === 'sheet')
        settle(true, waiting.length > 0 && step.part.kind === 'sheet' && hasTables)
      startPart(draft, standing, step.part, sheets)
    } else if (step.kind === 'line') waiting.push(step.line)
    else if (step.kind === 'table') readOtherTable(draft, step.grid, waiting)
    else if (step.kind === 'form') {
      settle(false, false)
      for (const form of formsOf(step.pairs)) placeForm(draft, standing, form, null)
      keepNotes(draft, step.rest)
      countActions(draft, formsOf(step.pairs).length)
    } else {
      for (const row of step.region.above) {
        waiting.push(...contextLines(step.region, row))
        keepAsides(draft, row)
      }
      settle(
        step.region.columns.some((column) => column.field === 'outcome'),
        false,
      )
      tellColumns(draft, step.region)
      countActions(draft, readRows(draft, step.region, standing))
    }
  }
  settle(true, true)
}

/** Several sheets of actions: the sheet's name is the section, unless the sheet says better. R-2. */
function startPart(draft: Draft, standing: Standing, part: Part, sheets: number): void {
  if (part.kind !== 'sheet') return
  standing.outcome = null
  standing.section = null
  standing.sectionFrom = null
  if (
    sheets > 1 &&
    part.name !== null &&
    !isGenericHeading(part.name) &&
    !/^(?:p|priority|objective|outcome|obj|rec|recommendation|area)\s?\d{1,2}$/i.test(part.name)
  ) {
    standing.section = part.name
    standing.sectionFrom = 'sheet'
    draft.repeats.push(part.name)
  }
  if (part.isHidden && part.name !== null && part.blocks.length > 0) {
    doubt(
      draft,
      'hidden-sheet',
      'check',
      `The sheet “${part.name}” is hidden. It was left out of the plan and its words are in the notes; take it if it belongs to the plan.`,
      part.name,
    )
  }
}

/** A table that is no plan: a key of ratings is read as one, a label and its value as a label block, the rest goes with the paragraphs. */
function readOtherTable(draft: Draft, grid: Grid, waiting: SourceLine[]): void {
  addKey(draft.ratingKey, keyOfTable(grid))
  for (const row of grid.rows) keepAsides(draft, row)
  if (readOutcomeLists(draft, grid)) return
  const rows = grid.rows.map((row) => saying(row)).filter((cells) => cells.length > 0)
  for (const cells of rows) {
    const [label, ...values] = cells
    const line = label?.lines[0]
    if (label !== undefined && line !== undefined && values.length > 0 && rows.length < 12) {
      const isLabel = readLabel({ ...line, isBold: true })
      if (isLabel !== null && isLabel.rest === '') {
        waiting.push({ ...line, text: `${line.text.replace(/:$/, '')}:` }, ...values.flatMap((cell) => cell.lines))
        continue
      }
      const outcome = grid.columnCount === 2 ? outcomeLine(cells) : null
      if (outcome !== null) {
        waiting.push(outcome)
        continue
      }
    }
    if (cells.length === 1) waiting.push(...cells.flatMap((cell) => cell.lines))
    else
      for (const cell of cells)
        waiting.push(...cell.lines.map((part) => ({ ...part, isBold: false, headingLevel: null })))
  }
}

/** "Priority" | "1. Reduce harm" in a table of labels and values: the outcome of the table below, as a heading says it. R-11. */
function outcomeLine(cells: readonly GridCell[]): SourceLine | null {
  const [label, value] = cells
  const line = label?.lines[0]
  if (label === undefined || value === undefined || line === undefined || value.lines.length !== 1) return null
  const word = label.text.replace(/\s*:\s*$/, '')
  const named = readOutcomeHeading(`${word}: ${value.text}`)
  if (named === null || named.word.toLowerCase() !== word.toLowerCase()) return null
  const marked = markerAt(value.text)
  const text = marked === null ? value.text : marked.rest
  return { ...line, text: `${word}${marked === null ? '' : ` ${marked.marker.ref}`}: ${text}`, isBold: true }
}

function contextLines(region: Region, row: Region['above'][number]): SourceLine[] {
  const cells = saying(row)
  const [label, ...values] = cells
  const line = label?.lines[0]
  if (label !== undefined && line !== undefined && values.length > 0 && label.text.length < 60) {
    const only = { ...line, text: `${line.text.replace(/:$/, '')}:`, isBold: true }
    if (readLabel(only)?.rest === '') return [only, ...values.flatMap((cell) => cell.lines)]
    const [value] = values
    const named = value === undefined ? null : readOutcomeHeading(`${line.text.replace(/:$/, '')}: ${value.text}`)
    if (values.length === 1 && value !== undefined && named !== null) {
      const own = readOutcomeHeading(value.text)
      // "Area for improvement" | "AFI 1 The service should …": the value numbers itself.
      const words = own !== null && own.ref !== null ? value.text : `${line.text.replace(/:$/, '')}: ${value.text}`
      return [
        ...(own !== null && own.ref !== null ? [{ ...line, isBold: false }] : []),
        { ...line, text: words, isBold: true },
      ]
    }
    if (values.length === 1 && value !== undefined)
      return [{ ...line, text: `${line.text.replace(/:$/, '')}: ${value.text}`, isBold: line.isBold }]
  }
  const isTitle = cells.length === 1 && region.header.from - row.index < 8
  return cells.flatMap((cell) =>
    cell.lines.map((part) =>
      isTitle && cell.colSpan > 1 && part.text.length < 120 ? { ...part, isBold: true } : part,
    ),
  )
}

function tellColumns(draft: Draft, region: Region): void {
  draft.repeats.push(...region.header.headings)
  const headed = region.grid.rows
    .slice(Math.max(0, region.header.from), region.header.to + 1)
    .flatMap((row) => saying(row).map((cell) => cell.text))
  draft.repeats.push(...headed)
  for (const column of region.columns) {
    const key = `${region.shape}\n${column.column}`
    if (draft.toldColumns.has(key)) continue
    draft.toldColumns.add(key)
    const { field, heading, also, because, alternatives } = column
    draft.columns.push({
      shape: region.shape,
      column: column.column,
      heading,
      field,
      also,
      because,
      example: column.content.example,
      alternatives,
    })
  }
}

function countActions(draft: Draft, count: number): void {
  const table = draft.tables.at(-1)
  if (table !== undefined) table.actions += count
}

// ---- what is left ------------------------------------------------------------------------------------------------------

/** Headers, footers, footnotes, comments and speaker notes are kept as notes. R-22. */
function keepRest(draft: Draft, document: NeutralDocument): void {
  for (const part of document.parts) {
    if (part.kind === 'body' || part.kind === 'sheet' || part.kind === 'slide') continue
    const lines = linesOf(part.blocks)
    if (part.kind === 'comments' || part.kind === 'footnotes') {
      for (const line of lines) {
        const kind = part.kind === 'comments' ? 'comment' : 'footnote'
        doubt(
          draft,
          kind,
          'info',
          `A ${kind} says “${line.text.slice(0, 90)}”. It fits no field and was kept in the plan's notes.`,
          line.at,
        )
      }
    }
    for (const line of lines)
      note(
        draft,
        [line.label !== null && line.isOrdered ? line.label : '', line.text, line.struck, line.deleted, line.hidden]
          .filter((words) => words !== '')
          .join(' '),
        line.at,
      )
  }
}

/** One heading over every action, that names the document, is its title and no section. */
function dropDocumentHeading(draft: Draft): void {
  const sections = new Set(draft.actions.map((action) => action.section))
  const [only] = sections
  if (sections.size !== 1 || only === null || only === undefined) return
  if (!/\b(?:plan|tracker|log|actions|appendix|report|update|register|minutes)\b/i.test(only)) return
  for (const item of [...draft.actions, ...draft.outcomes]) item.section = null
  draft.notes.push({ text: only, at: '' })
}

function linesOfGrid(grid: Grid): SourceLine[] {
  return grid.rows.flatMap((row) => saying(row).flatMap((cell) => cell.lines))
}
