import type { Vocabulary } from '../plan/plan-document.ts'
import type { KeyEntry } from '../rating/rating-key.ts'
import { type HistoryRow, sayHistory } from './say-history.ts'

/** A row of history as the store reads it. Changes with the same `transaction` were one save. */
export interface ChangeRow {
  seq: number
  at: Date
  operation: 'insert' | 'update' | 'delete'
  table: string
  rowId: string | null
  outcomeId: string | null
  actionId: string | null
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
  actor: string
  actorName: string | null
  why: string | null
  transaction: number
}

/** One save of one subject, told. */
export interface Told {
  at: Date
  seq: number
  actionId: string | null
  outcomeId: string | null
  transaction: number
  sentences: { text: string; quoted?: string }[]
}

/**
 * History as people tell it: one entry a save, newest first. What a save writes twice (a date and the record of its moving,
 * owners and the cell they stand in) is said once; what came in with its action is not said piece by piece.
 * `changes` newest first, as the store gives them.
 */
export function tellHistory(
  changes: readonly ChangeRow[],
  vocabulary: Vocabulary = {},
  key: readonly KeyEntry[] = [],
): Told[] {
  const told: Told[] = []
  for (const save of saves(changes)) {
    const sentences = said(save).flatMap((change) => sentencesOf(change, save, vocabulary, key))
    const last = save.at(-1)
    if (sentences.length > 0 && last !== undefined)
      told.push({
        at: last.at,
        seq: last.seq,
        actionId: last.actionId,
        outcomeId: last.outcomeId,
        transaction: last.transaction,
        sentences,
      })
  }
  return told
}

/** Changes of one save and subject together, each save in the order in which it was written. */
function saves(changes: readonly ChangeRow[]): ChangeRow[][] {
  const grouped = new Map<string, ChangeRow[]>()
  for (const change of changes) {
    const name = `${change.transaction} ${change.actionId ?? change.outcomeId ?? change.rowId}`
    const save = grouped.get(name)
    if (save === undefined) grouped.set(name, [change])
    else save.unshift(change)
  }
  return [...grouped.values()]
}

/** What of a save is worth a sentence. */
function said(save: ChangeRow[]): ChangeRow[] {
  const made = save.find(
    ({ table, operation }) => operation === 'insert' && (table === 'action' || table === 'outcome' || table === 'plan'),
  )
  // Came into being: its owners, milestones and first words came with it. What was said at once still counts.
  if (made !== undefined) return [made, ...save.filter((change) => isWordOfAPerson(change))]
  const ownersRewritten = save.some(({ table, old }) => table === 'action' && old !== null && 'owners_text' in old)
  return save
    .filter(({ table }) => !(ownersRewritten && table === 'action_owner'))
    .map((change) => withoutMovedDate(change, save))
}

const isWordOfAPerson = ({ table, new: row }: ChangeRow): boolean =>
  table === 'progress_update' && row !== null && typeof row.said_by === 'string'

/** The record of the move says from, to, why and who agreed. */
function withoutMovedDate(change: ChangeRow, save: readonly ChangeRow[]): ChangeRow {
  const isMoved = save.some(
    ({ table, operation, new: move }) =>
      table === 'date_move' &&
      operation === 'insert' &&
      (change.table === 'milestone'
        ? move?.milestone_id === change.rowId
        : change.table === 'action' && !move?.milestone_id),
  )
  if (!isMoved || change.operation !== 'update') return change
  return { ...change, old: without(change.old, dateColumns), new: without(change.new, dateColumns) }
}

const dateColumns = [
  'timescale',
  'timescale_text',
  'timescale_kind',
  'due',
  'starts',
  'every',
  'first_due',
  'timescale_confirmed_at',
  'timescale_confirmed_by',
]

function without(row: Record<string, unknown> | null, columns: readonly string[]): Record<string, unknown> | null {
  return row === null ? null : Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)))
}

function sentencesOf(
  change: ChangeRow,
  save: readonly ChangeRow[],
  vocabulary: Vocabulary,
  key: readonly KeyEntry[],
): Told['sentences'] {
  const row: HistoryRow = {
    table: change.table,
    operation: change.operation,
    old: change.old,
    new: change.new,
    actorName: change.actorName ?? nameOfSystem(change.actor),
    at: change.at.toISOString(),
    reason: change.why,
    ...(change.table === 'progress_update' ? { ratingBefore: ratingBefore(change, save) } : {}),
  }
  return sayHistory(row, vocabulary, key).map(({ sentence, quoted }) => ({
    text: sentence,
    ...(quoted === undefined ? {} : { quoted }),
  }))
}

/** An update's own row does not know it; the action it changed does. Unchanged there: the same as before. */
function ratingBefore(update: ChangeRow, save: readonly ChangeRow[]): string | null {
  const action = save.find(({ table, operation }) => table === 'action' && operation === 'update')
  const rating = typeof update.new?.rating === 'string' ? update.new.rating : null
  if (action?.old == null) return null
  if ('rating' in action.old) return typeof action.old.rating === 'string' ? action.old.rating : null
  return rating
}

const nameOfSystem = (actor: string): string => (actor.startsWith('system:') ? 'Golden Thread' : 'Somebody')
