import { sql } from 'kysely'
import type { ChangeRow } from '../../../domain/change/tell-history.ts'
import type { Tx } from '../../../store/tables.ts'

/**
 * What was changed anywhere in a plan, newest first. What came in with the plan itself is left to its first line: 600 actions
 * read at once are one event.
 */
export async function planChanges(
  tx: Tx,
  org: string,
  planId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    with birth as (
      select transaction from history where org_id = ${org} and row_id = ${planId} and table_name = 'plan' and operation = 'insert'
    ), changes as (
      select seq, at, operation, table_name as "table", row_id as "rowId", outcome_id as "outcomeId", action_id as "actionId",
        old, new, actor, why, transaction
      from history
      where org_id = ${org} and plan_id = ${planId} and seq < ${before ?? Number.MAX_SAFE_INTEGER}
        and table_name in ('plan', 'section', 'outcome', 'action', 'action_owner', 'milestone', 'progress_update', 'date_move', 'plan_note')
        and (table_name = 'plan' or transaction not in (select transaction from birth))
      order by seq desc limit ${limit}
    )
    select changes.*, account.name as "actorName" from changes
    left join account on account.org_id = ${org} and changes.actor = account.id::text
    order by seq desc`.execute(tx)
  return rows
}

export interface Named {
  id: string
  kind: 'action' | 'outcome'
  ref: string | null
  text: string
}

/** What the changes are about, by id; also what was deleted since. */
export async function namesOf(tx: Tx, org: string, ids: string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Named>`
    select id, 'action' as kind, ref, text from action where org_id = ${org} and id = any(${ids})
    union all select id, 'outcome', ref, text from outcome where org_id = ${org} and id = any(${ids})`.execute(tx)
  return rows
}
