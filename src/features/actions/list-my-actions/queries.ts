import { sql } from 'kysely'
import type { KeyEntry } from '../../../domain/rating/rating-key.ts'
import { keyOfStored, type StoredWord } from '../../../domain/rating/stored-key.ts'
import type { Timescale } from '../../../domain/timescale/timescale.ts'
import type { Tx } from '../../../store/tables.ts'

export interface OwedAction {
  id: string
  ref: string | null
  text: string
  planId: string
  planTitle: string
  ratingKey: KeyEntry[]
  rating: string | null
  isLead: boolean
  timescale: Timescale
  isConfirmed: boolean
  lastSaidAt: Date | null
  forecast: string | null
}

/**
 * The open actions a person answers for: through owners tied to their account, or named as the account is or as its post
 * is. Soonest due first; at most `limit`.
 */
export async function owedActions(
  tx: Tx,
  asked: { org: string; accountId: string; names: string[]; limit: number },
): Promise<OwedAction[]> {
  const { rows } = await sql<Omit<OwedAction, 'ratingKey'> & { stored: StoredWord[] }>`
    with me as (
      select id from owner where org_id = ${asked.org} and account_id = ${asked.accountId}
      union select id from owner where org_id = ${asked.org} and lower(name) = any(${asked.names})
    ), owed as (
      select ao.action_id, min(ao.position) as position from action_owner ao join me on me.id = ao.owner_id
      where ao.org_id = ${asked.org} group by ao.action_id
    )
    select a.id, a.ref, a.text, a.plan_id as "planId", p.title as "planTitle", p.rating_key as stored, a.rating,
      owed.position = 0 as "isLead",
      jsonb_build_object('due', null, 'start', null, 'every', null) || a.timescale
        || jsonb_build_object('text', a.timescale_text, 'kind', a.timescale_kind, 'due', a.due, 'start', a.starts, 'every', a.every) as timescale,
      a.timescale_confirmed_at is not null as "isConfirmed", a.last_said_at as "lastSaidAt", a.forecast
    from owed join action a on a.org_id = ${asked.org} and a.id = owed.action_id
      join plan p on p.org_id = a.org_id and p.id = a.plan_id
    where a.deleted_at is null and a.closed_at is null and not a.is_placeholder and p.deleted_at is null and p.closed_at is null
    order by a.due nulls last, p.created_at desc, a.position limit ${asked.limit}`.execute(tx)
  return rows.map(({ stored, ...action }) => ({ ...action, ratingKey: keyOfStored(stored) }))
}
