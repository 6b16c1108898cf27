import type { Vocabulary } from '../plan/plan-document.ts'
import type { KeyEntry } from '../rating/rating-key.ts'
import { isCivilDate } from '../timescale/civil-date.ts'
import { sayDate } from '../timescale/say-date.ts'

/** One row of history as the triggers wrote it. `old` and `new` are the row's columns; null for none. */
export interface HistoryRow {
  table: string
  operation: 'insert' | 'update' | 'delete'
  old: Readonly<Record<string, unknown>> | null
  new: Readonly<Record<string, unknown>> | null
  actorName: string
  /** ISO instant. */
  at: string
  reason: string | null
  /** For an update: the rating before it, which its own row does not know. */
  ratingBefore?: string | null
  /** For an owner's line: the owner's name, which its own row knows by id only. */
  ownerName?: string | null
}

export interface HistorySentence {
  /** "Ana Cole moved the date from 31 March 2026 to 30 June 2026. Reason: board agreed." */
  sentence: string
  actorName: string
  at: string
  reason: string | null
  /** The words of an update, quoted on the page under the sentence. */
  quoted?: string
}

/**
 * History in sentences: who, what, from what, why (`pages.md` section 7). One row gives a sentence a thing changed;
 * changes of bookkeeping columns alone give none. Pure and total: an unknown table or value still gives a true sentence.
 */
export function sayHistory(
  row: HistoryRow,
  vocabulary: Vocabulary = {},
  key: readonly KeyEntry[] = [],
): HistorySentence[] {
  const context: Context = { row, who: row.actorName.trim() || 'Somebody', vocabulary, key }
  return deedsOf(context).map(({ words, quoted, ownReason }) => {
    const reason = clean(row.reason) ?? null
    const isShown = reason !== null && !ownReason
    return {
      sentence: `${context.who} ${words}.${isShown ? ` Reason: ${ended(reason)}` : ''}`,
      actorName: context.who,
      at: row.at,
      reason,
      ...(quoted ? { quoted } : {}),
    }
  })
}

interface Context {
  row: HistoryRow
  who: string
  vocabulary: Vocabulary
  key: readonly KeyEntry[]
}

interface Deed {
  words: string
  quoted?: string
  /** The sentence already says why. */
  ownReason?: boolean
}

function deedsOf(context: Context): Deed[] {
  const { row } = context
  switch (row.table) {
    case 'progress_update':
      return row.operation === 'insert' && row.new ? [saidSomething(row.new, context)] : []
    case 'date_move':
      return row.operation === 'insert' && row.new ? [movedByRecord(row.new)] : []
    case 'action_owner':
      return ownerChange(context)
    case 'action':
    case 'milestone':
    case 'outcome':
    case 'plan':
    case 'section':
      return row.operation === 'update' && row.old && row.new
        ? fieldChanges(row.old, row.new, context)
        : wholeChange(context)
    default:
      return wholeChange(context)
  }
}

// ---- updates --------------------------------------------------------------------------------------------------------

function saidSomething(row: Row, { row: { ratingBefore } }: Context): Deed {
  const rating = clean(row.rating)
  const before = clean(ratingBefore)
  const forecast = day(row.forecast)
  const parts: string[] = []
  if (rating !== null)
    parts.push(
      before !== null && before !== rating
        ? `said ${inSentence(rating)}, before that ${inSentence(before)}`
        : before === rating
          ? `said ${inSentence(rating)} again`
          : `said ${inSentence(rating)}`,
    )
  if (forecast !== null) parts.push(`expects ${forecast}`)
  const words = clean(row.words)
  if (parts.length === 0) parts.push(words === null ? 'recorded an update' : 'said how it stands')
  const onBehalf = clean(row.said_by_words)
  return { words: `${joined(parts)}${onBehalf ? `, for ${onBehalf}` : ''}`, ...(words ? { quoted: words } : {}) }
}

function movedByRecord(row: Row): Deed {
  const agreed = clean(row.agreed_by)
  const why = clean(row.why)
  const by = agreed ? `, agreed by ${agreed}` : ''
  return {
    words: `${movedDate(dateWords(row.from_due, row.from_text), dateWords(row.to_due, row.to_text))}${by}${why ? `. Reason: ${trimStop(why)}` : ''}`,
    ownReason: true,
  }
}

const movedDate = (from: string | null, to: string | null): string => {
  if (from === null) return to === null ? 'left the date open' : `set the date to ${to}`
  return to === null ? `took away the date, which was ${from}` : `moved the date from ${from} to ${to}`
}

/** The day as read, else the words as written. */
const dateWords = (due: unknown, text: unknown): string | null => day(due) ?? quote(clean(text))

// ---- owners ---------------------------------------------------------------------------------------------------------

function ownerChange({ row }: Context): Deed[] {
  const line = row.new ?? row.old ?? {}
  const name = clean(row.ownerName) ?? clean(line.as_written) ?? 'an owner'
  if (row.operation === 'insert')
    return [{ words: line.position === 0 ? `made ${name} the lead` : `added ${name} as an owner` }]
  if (row.operation === 'delete') return [{ words: `removed ${name} as an owner` }]
  if (row.old?.position !== row.new?.position && row.new?.position === 0) return [{ words: `made ${name} the lead` }]
  if (row.old?.position === 0 && row.new?.position !== 0)
    return [{ words: `made ${name} an owner, no longer the lead` }]
  return []
}

// ---- fields ---------------------------------------------------------------------------------------------------------

function fieldChanges(before: Row, after: Row, context: Context): Deed[] {
  const thing = nameOf(context)
  const gone = changed(before, after, 'deleted_at')
  if (gone)
    return [
      after.deleted_at !== null && after.deleted_at !== undefined
        ? whyDeed(`deleted ${thing}`, after.deleted_why)
        : { words: `brought back ${thing}` },
    ]
  const deeds: Deed[] = []
  if (changed(before, after, 'closed_at')) {
    deeds.push(
      after.closed_at !== null && after.closed_at !== undefined
        ? whyDeed(`closed ${thing}`, after.closed_why)
        : { words: `opened ${thing} again` },
    )
  }
  if (
    changed(before, after, 'timescale_text') ||
    changed(before, after, 'due') ||
    changed(before, after, 'starts') ||
    changed(before, after, 'every')
  ) {
    deeds.push(timescaleChange(before, after))
  }
  if (isSet(before.timescale_confirmed_at) === false && isSet(after.timescale_confirmed_at))
    deeds.push({ words: 'confirmed how the date was read' })
  if (context.row.table === 'milestone') {
    if (changed(before, after, 'done_on'))
      deeds.push({
        words: isSet(after.done_on)
          ? `marked ${thing} done on ${day(after.done_on) ?? 'a day not given'}`
          : `marked ${thing} not done after all`,
      })
    if (changed(before, after, 'rating')) deeds.push(plainChange('rating', before.rating, after.rating, context))
  }
  for (const [column, label] of fields(context)) {
    if (changed(before, after, column)) deeds.push(plainChange(label, before[column], after[column], context))
  }
  if (changed(before, after, 'position') && deeds.length === 0)
    deeds.push({
      words: `moved ${thing} to another place in the ${context.row.table === 'milestone' ? 'action' : 'plan'}`,
    })
  if (changed(before, after, 'extra')) deeds.push({ words: 'changed the plan’s own extra fields' })
  return deeds
}

function timescaleChange(before: Row, after: Row): Deed {
  const [from, to] = [dateWords(before.due, before.timescale_text), dateWords(after.due, after.timescale_text)]
  if (from === to) {
    const start = day(after.starts)
    if (changed(before, after, 'starts'))
      return { words: start ? `set the start to ${start}` : 'took away the start date' }
    const text = quote(clean(after.timescale_text))
    return { words: text ? `wrote the timescale as ${text}` : 'changed how the timescale is read' }
  }
  return { words: movedDate(from, to) }
}

/** Columns said by their plain names, with the plan's own words first. */
function fields({ row, vocabulary }: Context): [string, string][] {
  const own = (word: string | undefined, ours: string): string => lowered(clean(word) ?? ours)
  if (row.table === 'action') {
    return [
      ['text', 'wording'],
      ['ref', 'reference'],
      ['owners_text', own(vocabulary.owner, 'owners')],
      ['evidence', own(vocabulary.evidence, 'evidence')],
      ['impact', own(vocabulary.impact, 'impact')],
      ['outcome_id', own(vocabulary.outcome, 'outcome')],
      ['section_id', own(vocabulary.section, 'section')],
    ]
  }
  if (row.table === 'outcome') {
    return [
      ['text', 'wording'],
      ['ref', 'reference'],
      ['objectives', own(vocabulary.objective, 'objectives')],
      ['intended_outcomes', own(vocabulary.intendedOutcome, 'intended outcomes')],
      ['measures', own(vocabulary.measure, 'measures')],
    ]
  }
  if (row.table === 'milestone')
    return [
      ['text', 'wording'],
      ['owners_text', own(vocabulary.owner, 'owners')],
    ]
  return [
    ['title', 'title'],
    ['period', 'period'],
    ['status', 'status'],
    ['rating_key', 'key of ratings'],
  ]
}

function plainChange(label: string, from: unknown, to: unknown, _context: Context): Deed {
  const [before, after] = [clean(from), clean(to)]
  const isLong =
    (before?.length ?? 0) > 60 ||
    (after?.length ?? 0) > 60 ||
    typeof from === 'object' ||
    typeof to === 'object' ||
    isId(from) ||
    isId(to)
  if (!isSet(from) || before === null)
    return isLong && typeof to === 'object'
      ? { words: `changed the ${label}` }
      : { words: isId(to) ? `set the ${label}` : `set the ${label} to ${quote(after) ?? 'nothing'}` }
  if (!isSet(to) || after === null)
    return { words: isLong ? `took away the ${label}` : `took away the ${label}, which was ${quote(before)}` }
  if (isLong)
    return typeof to === 'string' && !isId(to)
      ? { words: `changed the ${label}`, quoted: `Before: ${before}` }
      : { words: `changed the ${label}` }
  return { words: `changed the ${label} from ${quote(before)} to ${quote(after)}` }
}

// ---- whole rows -----------------------------------------------------------------------------------------------------

function wholeChange(context: Context): Deed[] {
  const thing = nameOf(context)
  if (context.row.operation === 'insert') return [{ words: `added ${thing}` }]
  if (context.row.operation === 'delete') return [{ words: `removed ${thing}` }]
  return [{ words: `changed ${thing}` }]
}

/** "action 2.3", "the milestone "Brief the board"", in the plan's own words for its levels. */
function nameOf({ row, vocabulary }: Context): string {
  const line = row.new ?? row.old ?? {}
  const level = lowered(
    clean(
      {
        action: vocabulary.action,
        outcome: vocabulary.outcome,
        milestone: vocabulary.milestone,
        section: vocabulary.section,
      }[row.table],
    ) ??
      tableNames[row.table] ??
      row.table.replace(/_/g, ' '),
  )
  const ref = clean(line.ref)
  if (ref !== null) return `${level} ${ref.replace(/[.):\s]+$/, '')}`
  const words = clean(line.text) ?? clean(line.title) ?? clean(line.name)
  return words === null
    ? `the ${level}`
    : `the ${level} ${quote(words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words)}`
}

const tableNames: Record<string, string> = {
  plan_note: 'note',
  source_document: 'document',
  owner_alias: 'other name of an owner',
  account: 'account',
  report: 'paper',
  import: 'document',
}

// ---- words ----------------------------------------------------------------------------------------------------------

type Row = Readonly<Record<string, unknown>>

const whyDeed = (words: string, why: unknown): Deed => {
  const reason = clean(why)
  return reason === null ? { words } : { words: `${words}. Reason: ${trimStop(reason)}`, ownReason: true }
}

const changed = (before: Row, after: Row, column: string): boolean =>
  JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null)
const isSet = (value: unknown): boolean => value !== null && value !== undefined && value !== ''
const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i.test(value)

function clean(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return null
  const text = value.replace(/\s+/g, ' ').trim()
  return text === '' ? null : text
}

function day(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const date = value.slice(0, 10)
  return isCivilDate(date) ? sayDate(date) : null
}

const quote = (text: string | null): string | null => (text === null ? null : `“${text}”`)
const trimStop = (text: string): string => text.replace(/[.\s]+$/, '')
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
/** "On track" within a sentence is "on track"; "RAG" and names keep their capitals. */
const lowered = (text: string): string =>
  /^[A-Z][^A-Z]*$/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
const inSentence = lowered
const joined = (parts: string[]): string => parts.join(' and ')
