import type { Tx } from './tables.ts'

export interface Change {
  seq: number
  /** The application's instant. */
  at: Date
  operation: 'insert' | 'update' | 'delete'
  /** "action", "milestone", "action_owner" … */
  table: string
  rowKey: Record<string, string>
  rowId: string | null
  planId: string | null
  outcomeId: string | null
  actionId: string | null
  /** Changed columns only; the whole row where it was made (`new`) or deleted (`old`). */
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
  /** An account's id, or "system:…". */
  actor: string
  /** The account's name and post, where a person did it. */
  actorName: string | null
  actorPost: string | null
  why: string | null
  /** Changes with the same number were one save. */
  transaction: number
}

export type Subject = { planId: string } | { outcomeId: string } | { actionId: string } | { rowId: string }

export interface HistoryPage {
  /** Newest first. */
  changes: Change[]
  /** Give it back as `before` for the next page; null where there is none. */
  next: number | null
}

/**
 * What was changed of a subject and of everything that belongs to it: an action with its milestones, owners, moved dates and
 * updates; a plan with everything in it.
 */
export async function readHistory(
  tx: Tx,
  org: string,
  subject: Subject,
  { before, limit = 50 }: { before?: number; limit?: number } = {},
): Promise<HistoryPage> {
  const [column, id] = ofSubject(subject)
  let changes = tx
    .selectFrom('history')
    .select([
      'seq',
      'at',
      'operation',
      'table_name as table',
      'row_key as rowKey',
      'row_id as rowId',
      'plan_id as planId',
      'outcome_id as outcomeId',
      'action_id as actionId',
      'old',
      'new',
      'actor',
      'why',
      'transaction',
    ])
    .where('history.org_id', '=', org)
    .where(column, '=', id)
    .orderBy('seq', 'desc')
    .limit(limit + 1)
  if (before !== undefined) changes = changes.where('seq', '<', before)
  const rows = await tx
    .with('changes', () => changes)
    .selectFrom('changes')
    .leftJoin('account', (join) =>
      join.on('account.org_id', '=', org).on((on) => on('changes.actor', '=', on.cast<string>('account.id', 'text'))),
    )
    .selectAll('changes')
    .select(['account.name as actorName', 'account.post as actorPost'])
    .orderBy('seq', 'desc')
    .execute()
  return { changes: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.seq ?? null) : null }
}

function ofSubject(subject: Subject): ['plan_id' | 'outcome_id' | 'action_id' | 'row_id', string] {
  if ('planId' in subject) return ['plan_id', subject.planId]
  if ('outcomeId' in subject) return ['outcome_id', subject.outcomeId]
  if ('actionId' in subject) return ['action_id', subject.actionId]
  return ['row_id', subject.rowId]
}
