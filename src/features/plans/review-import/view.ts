/** What the review's pages show. Pure. */
import type { PlanAction, PlanOutcome } from '../../../domain/plan/plan-document.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { nameOfShape, shapes } from '../../../domain/rating/rating-shape.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import type { ColumnReading, TableReading } from '../../../intake/plan-reading.ts'
import { addressWith } from '../../../web/paging.ts'
import { dayMonthYear, momentInWords, numberInWords, plural } from '../../../web/words.ts'
import { ratingKeyOf } from './accept-import.ts'
import type { Doubt } from './doubts.ts'
import { fieldNames } from './field-names.ts'
import type { OpenReview } from './open-review.ts'
import type { SourceCell, SourcePage, SourceRow } from './source-pages.ts'

export const stepNames = ['Columns and colours', 'Doubts', 'Everything read', 'Make it the plan'] as const

/** The top of every page of a review. `step` counts from 1. */
export function headView({ row, review, reading, amended, doubts, source }: OpenReview, step: number, today: string) {
  const { plan } = amended
  const sections = new Set(plan.actions.flatMap(({ section }) => section ?? [])).size
  const milestones = plan.actions.reduce((sum, action) => sum + action.milestones.length, 0)
  const answered = Object.keys(review.answers).length
  const hrefs = ['review#columns', 'review#doubts', 'reading', 'accept']
  const pages = pagesOf(source)
  return {
    id: row.id,
    name: row.name,
    base: `/imports/${row.id}`,
    version: review.version,
    meta: [row.name, pages, `brought ${sayBrought(row.broughtAt, today)}${row.broughtBy ? ` by ${row.broughtBy}` : ''}`]
      .filter((part) => part !== '')
      .join(' · '),
    steps: stepNames.map((text, index) => ({
      text,
      href: index + 1 === step ? undefined : `/imports/${row.id}/${hrefs[index]}`,
      state: stateOfStep(index + 1, step, doubts.length),
    })),
    counts: [
      counted(plan.actions.length, 'action'),
      ...(plan.outcomes.length === 0 ? [] : [counted(plan.outcomes.length, 'outcome')]),
      ...(sections === 0 ? [] : [counted(sections, 'section')]),
      ...(milestones === 0 ? [] : [counted(milestones, 'milestone')]),
      { count: numberInWords(reading.words.placed), word: `of ${numberInWords(reading.words.of)} words placed` },
    ],
    left: doubts.length,
    asked: doubts.length + answered,
    hasPlan: plan.actions.length > 0,
  }
}

const counted = (count: number, word: string) => ({
  count: numberInWords(count),
  word: count === 1 ? word : `${word}s`,
})

const pagesOf = ({ pages }: OpenReview['source']): string =>
  pages.some(({ pdf }) => pdf !== null) ? plural(pages.length, 'page') : ''

const sayBrought = (at: Date, today: string): string =>
  dayMonthYear(at) === dayMonthYear(today) ? `today at ${momentInWords(at).split(', ')[1]}` : `on ${dayMonthYear(at)}`

function stateOfStep(step: number, now: number, left: number): 'done' | 'now' | 'next' {
  if (step === now) return 'now'
  if (step === 1) return 'done'
  if (step === 2) return left === 0 ? 'done' : 'next'
  return step < now ? 'done' : 'next'
}

// ---- columns, tables, colours ------------------------------------------------------------------------------------------

export function columnsView({ reading, review }: OpenReview) {
  const shapesSeen = [...new Set(reading.columns.map(({ shape }) => shape))]
  const chosen = review.changes.flatMap((change) => (change.do === 'column' ? [change] : []))
  return shapesSeen.map((shape, index) => ({
    caption: shapesSeen.length === 1 ? '' : captionOf(shape, index, reading.tables),
    columns: reading.columns
      .filter((column) => column.shape === shape)
      .map((column) => ({
        shape,
        id: `column-${index}-${column.column}`,
        column: column.column,
        heading: column.heading,
        field: column.field,
        understood: [column.field, ...column.also].map((field) => fieldNames[field]).join(' and '),
        because: becauseOf(
          column,
          review.headings,
          chosen.some((one) => one.shape === shape && one.column === column.column),
        ),
        example: column.example,
        options: optionsFor(column),
      })),
  }))
}

function captionOf(shape: string, index: number, tables: readonly TableReading[]): string {
  const named = tables.filter((table) => table.shape === shape).map((table) => table.name ?? table.at)
  const [first, ...rest] = [...new Set(named)]
  if (first === undefined) return `Shape ${index + 1}`
  return rest.length === 0 ? capital(first) : `${capital(first)} and ${plural(rest.length, 'more table')} like it`
}

function becauseOf(column: ColumnReading, learnt: Record<string, unknown>, isChosen: boolean): string {
  if (isChosen) return 'you chose it; remembered for your next document'
  const heading = column.heading.toLowerCase().replace(/\s+/g, ' ').trim()
  return Object.hasOwn(learnt, heading) ? 'as chosen in an earlier document of yours' : column.because
}

/** Likeliest first, then the rest in their usual order. */
function optionsFor({ field, alternatives }: ColumnReading) {
  const likely = [field, ...alternatives.filter((other) => other !== field)]
  const all = Object.keys(fieldNames) as (keyof typeof fieldNames)[]
  return [...likely, ...all.filter((other) => !likely.includes(other))].map((value) => ({
    value,
    text: fieldNames[value],
    selected: value === field,
  }))
}

export function tablesView({ reading }: OpenReview) {
  const known = new Map<string, { table: string; name: string; actions: number; isTaken: boolean; because: string }>()
  for (const { table, name, at, actions, isTaken, because } of reading.tables) {
    const before = known.get(table)
    if (before === undefined) known.set(table, { table, name: capital(name ?? at), actions, isTaken, because })
    else {
      before.actions += actions
      before.isTaken ||= isTaken
    }
  }
  const tables = [...known.values()].map((table) => ({ ...table, actionsText: plural(table.actions, 'action') }))
  return {
    tables,
    left: tables.filter(({ isTaken }) => !isTaken).length,
    isWorthShowing: tables.length > 1 || tables.some(({ isTaken }) => !isTaken),
  }
}

export function ratingsView({ amended }: OpenReview) {
  const { plan } = amended
  const counts = new Map<string, number>()
  for (const { rag } of plan.actions) if (rag !== null) counts.set(rag.value, (counts.get(rag.value) ?? 0) + 1)
  const isRated = plan.ratingKey.length > 0 || counts.size > 0
  if (!isRated) return []
  return ratingKeyOf(amended).map((entry, index) => ({
    id: `rating-${index}`,
    word: entry.word,
    fill: entry.fill,
    meaning: entry.meaning,
    count: plural(counts.get(entry.word) ?? 0, 'action'),
    shape: entry.shape,
    options: shapes.map((shape) => ({ value: shape, text: nameOfShape[shape], selected: shape === entry.shape })),
  }))
}

// ---- doubts and source -------------------------------------------------------------------------------------------------

const mostInFull = 8

export function doubtsView(open: OpenReview, query: Record<string, string>) {
  const { doubts, source, review } = open
  const numbered = doubts.map((doubt, index) => ({ ...doubt, number: index + 1 }))
  const asked = numbered.find(({ key }) => key === query.doubt)
  const current = asked ?? numbered[0]
  const big = numbered.filter((doubt) => doubt.weight === 'big' || doubt === asked)
  const inFull = [...(asked === undefined ? [] : [asked]), ...big.filter((doubt) => doubt !== asked)].slice(
    0,
    mostInFull,
  )
  const shownInFull = new Set(inFull)
  const lines = numbered.filter((doubt) => !shownInFull.has(doubt))
  const base = `/imports/${open.row.id}/review`
  const link = (doubt: Numbered) => `${addressWith(base, {}, { doubt: doubt.key })}#doubt-${doubt.key}`
  return {
    current: current?.key,
    inFull: inFull.map((doubt) => ({
      ...doubt,
      ...quotedParts(doubt.message),
      where: whereOf(doubt),
      isCurrent: doubt === current,
      crop: cropOf(doubt, source.rowOf),
      sourceHref: `${addressWith(base, {}, { doubt: doubt.key })}#source`,
    })),
    lines: lines.slice(0, mostLines).map((doubt) => ({
      ...doubt,
      ...quotedParts(doubt.message),
      isQuestion: doubt.title.endsWith('?'),
      href: link(doubt),
      where: whereOf(doubt),
    })),
    more: Math.max(0, lines.length - mostLines),
    sure: doubts.filter(({ mayBeAccepted }) => mayBeAccepted).length,
    unsure: doubts.filter(({ mayBeAccepted }) => !mayBeAccepted).length,
    answered: Object.entries(review.answers).map(([key, answer]) => ({ key, ...answer })),
    source: sourceView(open, query, numbered, current),
    preview: previewOf(open, current),
  }
}

const mostLines = 60
type Numbered = Doubt & { number: number }

function whereOf({ at, also, field }: Doubt): string {
  const parts = [at === '' ? 'the whole document' : capital(at)]
  if (field !== null && fieldWords[field] !== undefined) parts.push(fieldWords[field] ?? '')
  return `${parts.join(', ')}${also.length === 0 ? '' : ` · also at ${also.join(', ')}`}`
}

const fieldWords: Partial<Record<string, string>> = {
  timescale: 'when',
  owners: 'who',
  text: 'action',
  milestones: 'steps',
  outcome: 'outcome',
}

/** The message in pieces, so that the cell's own words can be set off. */
export function quotedParts(message: string): { parts: { text: string; isQuoted: boolean }[] } {
  return {
    parts: message
      .split(/(“[^”]*”|"[^"]*")/)
      .filter((text) => text !== '')
      .map((text) => ({ text, isQuoted: /^[“"]/.test(text) })),
  }
}

function cropOf({ at }: Doubt, rowOf: ReadonlyMap<string, SourceRow>) {
  const row = rowOf.get(at)
  if (row === undefined) return null
  const filled = row.cells.filter(({ text, fill }) => text !== '' || fill !== null)
  // A phone has room for the doubtful cell and the three that say most of the row.
  const shown = new Set(
    filled
      .toSorted((a, b) => Number(b.place === at) - Number(a.place === at) || b.text.length - a.text.length)
      .slice(0, 4),
  )
  return filled
    .filter((cell) => shown.has(cell))
    .map((cell) => ({
      text: cell.text.length > 90 ? `${cell.text.slice(0, 85).replace(/\s+\S*$/, '')} …` : cell.text,
      isLit: cell.place === at,
      ...lookOf(cell),
    }))
}

function sourceView(
  { source, row }: OpenReview,
  query: Record<string, string>,
  doubts: readonly Numbered[],
  current: Numbered | undefined,
) {
  const { pages, pageOf } = source
  const asked = Number(query.page) - 1
  const of = current === undefined ? undefined : pageOf.get(current.at)
  const index = Number.isInteger(asked) && pages[asked] !== undefined ? asked : (of ?? firstOf(pages))
  const page = pages[index]
  if (page === undefined) return undefined
  const base = `/imports/${row.id}/review`
  const go = (to: number) => `${addressWith(base, query, { page: String(to + 1) })}#source`
  const lit = new Map<string, Numbered>()
  for (const doubt of doubts) if (pageOf.get(doubt.at) === index && !lit.has(doubt.at)) lit.set(doubt.at, doubt)
  return {
    title:
      page.label === ''
        ? 'Your document'
        : `Your document, ${page.label}${page.pdf === null ? '' : ` of ${pages.length}`}`,
    previous: index > 0 ? go(index - 1) : undefined,
    next: index < pages.length - 1 ? go(index + 1) : undefined,
    original: `/imports/${row.id}/original`,
    pdf: page.pdf === null ? undefined : pdfView(row.id, page.pdf, source, lit, current),
    blocks: page.blocks.map((block) =>
      block.kind === 'paragraph'
        ? { ...block, ...litAs(lit.get(block.place), current) }
        : { kind: 'table' as const, rows: block.rows.map((each) => rowView(each, lit, current)) },
    ),
  }
}

/** The first page with a table on it: covers and contents come before the plan. */
function firstOf(pages: readonly SourcePage[]): number {
  const found = pages.findIndex(({ blocks }) => blocks.some(({ kind }) => kind === 'table'))
  return found === -1 ? 0 : found
}

function rowView(row: SourceRow, lit: ReadonlyMap<string, Numbered>, current: Numbered | undefined) {
  const isCellLit = row.cells.some(({ place }) => lit.has(place))
  return {
    isHeader: row.isHeader,
    isHidden: row.isHidden,
    cells: row.cells.map((cell, index) => ({
      ...cell,
      ...lookOf(cell),
      // A doubt about the whole row is pinned to its first cell.
      ...litAs(lit.get(cell.place) ?? (index === 0 && !isCellLit ? lit.get(row.place) : undefined), current),
    })),
  }
}

const litAs = (doubt: Numbered | undefined, current: Numbered | undefined) => ({
  pin: doubt === undefined ? undefined : { number: doubt.number, key: doubt.key, isNow: doubt.key === current?.key },
})

/** A fill as an attribute (the content policy allows no inline style), and whether words on it must be white. */
const lookOf = ({ fill }: Pick<SourceCell, 'fill'>) => ({
  fill: fill !== null && /^[0-9A-F]{6}$/i.test(fill) ? `#${fill}` : undefined,
  isDark: fill !== null && luminance(fill) < 0.18,
})

/** Relative luminance (WCAG 2.2): at 0.18 black and white contrast alike with it. */
function luminance(fill: string): number {
  const part = (from: number) => {
    const value = Number.parseInt(fill.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

function pdfView(
  importId: string,
  { number, width, height }: { number: number; width: number; height: number },
  { boxOf }: OpenReview['source'],
  lit: ReadonlyMap<string, Numbered>,
  current: Numbered | undefined,
) {
  const boxes = [...lit.values()].flatMap((doubt) => {
    const box = boxOf.get(doubt.at)
    return box === undefined || box.page !== number
      ? []
      : [{ ...box, number: doubt.number, key: doubt.key, isNow: doubt.key === current?.key }]
  })
  return { href: `/imports/${importId}/pages/${number}.svg`, number, width, height, boxes }
}

// ---- how it will read --------------------------------------------------------------------------------------------------

function previewOf(open: OpenReview, current: Numbered | undefined) {
  if (current === undefined || current.action === null) return undefined
  const { amended } = open
  const action = amended.plan.actions.find(({ id }) => amended.keys.get(id) === current.action)
  return action === undefined ? undefined : actionView(open, action)
}

export function actionView({ amended }: Pick<OpenReview, 'amended'>, action: PlanAction) {
  const key = ratingKeyOf(amended)
  const { timescale } = action
  return {
    id: action.id,
    key: amended.keys.get(action.id) ?? '',
    ref: action.ref,
    text: action.text,
    section: action.section,
    lead: action.owners[0] ?? '',
    others: action.owners.slice(1).join(', '),
    ownersText: action.ownersText,
    when: whenView(timescale),
    steps: action.milestones.map((step) => ({
      text: step.text,
      when: whenView(step.timescale),
      owners: (step.owners ?? []).join(', '),
    })),
    rating:
      action.rag === null
        ? undefined
        : { word: action.rag.value, shape: shapeOf(key, action.rag.value), isFromFill: action.rag.source === 'fill' },
    ratings: (action.ratings ?? []).map(({ period, value }) => ({ period, word: value, shape: shapeOf(key, value) })),
    progress: action.progress,
    evidence: action.evidence,
    impact: action.impact,
    extra: action.extra ?? [],
    at: action.at,
    isPlaceholder: action.isPlaceholder === true,
  }
}

function whenView(timescale: PlanAction['timescale']) {
  const isAsWritten = timescale.kind === 'none'
  return {
    written: timescale.text,
    read: isAsWritten ? '' : sayTimescale(timescale),
    isGuess: timescale.isGuess === true,
  }
}

/** Actions `from` to `to` in their bands, each outcome said once. */
export function bandsView(open: OpenReview, from: number, to: number) {
  const { amended } = open
  const outcomes = new Map(amended.plan.outcomes.map((outcome) => [outcome.id, outcome]))
  const bands: {
    section: string | null
    outcome: ReturnType<typeof outcomeView> | null
    actions: ReturnType<typeof actionView>[]
  }[] = []
  let last: string | null = null
  for (const action of amended.plan.actions.slice(from, to)) {
    const band = `${action.section ?? ''}\n${action.outcomeId ?? ''}`
    if (band !== last) {
      const outcome = outcomes.get(action.outcomeId ?? '')
      bands.push({
        section: action.section === bands.at(-1)?.actions.at(-1)?.section && bands.length > 0 ? null : action.section,
        outcome: outcome === undefined ? null : outcomeView(open, outcome),
        actions: [],
      })
      last = band
    }
    bands.at(-1)?.actions.push(actionView(open, action))
  }
  return bands
}

export function outcomeView({ amended }: Pick<OpenReview, 'amended'>, outcome: PlanOutcome) {
  return {
    id: outcome.id,
    key: amended.keys.get(outcome.id) ?? '',
    ref: outcome.ref,
    text: outcome.text,
    at: outcome.at,
  }
}

/** What making the plan will do, before it is done. */
export function dryRunView(open: OpenReview, known: ReadonlySet<string>, fold: (name: string) => string) {
  const { plan } = open.amended
  const owners = new Map<string, string>()
  for (const name of plan.actions.flatMap((action) => action.owners)) {
    const folded = fold(name)
    if (folded !== '' && !owners.has(folded)) owners.set(folded, name)
  }
  const fresh = [...owners].filter(([folded]) => !known.has(folded)).map(([, name]) => name)
  const sections = new Set([...plan.actions, ...plan.outcomes].flatMap(({ section }) => section ?? [])).size
  const milestones = plan.actions.reduce((sum, action) => sum + action.milestones.length, 0)
  const rated = plan.actions.filter(({ rag, ratings }) => rag !== null || (ratings ?? []).length > 0).length
  const updates = plan.actions.filter(({ progress, rag }) => rag !== null || (progress ?? '') !== '').length
  const unconfirmed = plan.actions.filter(({ timescale }) => timescale.isGuess === true).length
  const nobody = plan.actions.filter(
    ({ owners: names, isPlaceholder }) => names.length === 0 && isPlaceholder !== true,
  ).length
  const undated = plan.actions.filter(
    ({ timescale, isPlaceholder }) => timescale.kind === 'none' && isPlaceholder !== true,
  ).length
  return {
    title: plan.plan.title,
    period: plan.plan.period ?? '',
    makes: [
      {
        count: plan.actions.length,
        words: plural(plan.actions.length, 'action'),
        note: milestones === 0 ? '' : `with ${plural(milestones, 'milestone')}`,
      },
      { count: plan.outcomes.length, words: plural(plan.outcomes.length, 'outcome'), note: '' },
      { count: sections, words: plural(sections, 'section'), note: '' },
      {
        count: owners.size,
        words: plural(owners.size, 'owner'),
        note:
          owners.size === 0
            ? ''
            : fresh.length === 0
              ? 'all known already'
              : `${numberInWords(fresh.length)} new, ${numberInWords(owners.size - fresh.length)} known already`,
      },
      {
        count: updates,
        words: plural(updates, 'first update'),
        note: rated === 0 ? '' : `${plural(rated, 'action')} rated by the document`,
      },
      { count: plan.notes.length, words: plural(plan.notes.length, 'note'), note: 'words that fit no field' },
    ].filter(({ count }) => count > 0),
    newOwners: fresh.slice(0, 40),
    moreOwners: Math.max(0, fresh.length - 40),
    openEnds: [
      {
        count: open.doubts.length,
        text: `${plural(open.doubts.length, 'doubt')} not answered`,
        href: `/imports/${open.row.id}/review#doubts`,
      },
      { count: unconfirmed, text: `${plural(unconfirmed, 'date')} guessed and not confirmed`, href: undefined },
      { count: nobody, text: `${plural(nobody, 'action')} without an owner`, href: undefined },
      { count: undated, text: `${plural(undated, 'action')} without a date`, href: undefined },
    ].filter(({ count }) => count > 0),
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
