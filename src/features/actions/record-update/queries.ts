import { sql } from 'kysely'
import type { KeyEntry } from '../../../domain/rating/rating-key.ts'
import type { Timescale } from '../../../domain/timescale/timescale.ts'
import { timescaleOf } from '../../../store/live-plan.ts'
import type { Tx } from '../../../store/tables.ts'
import type { NewUpdate } from '../../../store/update-store.ts'
import type { Writer } from '../../../store/writer.ts'

export interface LastWords {
  words: string
  rating: string | null
  saidAt: Date
  saidBy: string
  isOwn: boolean
}

export async function lastWords(
  tx: Tx,
  org: string,
  actionId: string,
  accountId: string,
): Promise<LastWords | undefined> {
  const { rows } = await sql<LastWords>`
    select u.words, u.rating, u.said_at as "saidAt", coalesce(u.said_by_words, who.name, 'Somebody') as "saidBy",
      coalesce(u.said_by = ${accountId}, false) as "isOwn"
    from progress_update u left join account who on who.org_id = u.org_id and who.id = u.said_by
    where u.org_id = ${org} and u.action_id = ${actionId} order by u.said_at desc, u.id desc limit 1`.execute(tx)
  return rows[0]
}

/**
 * The same account by the same person in the last two minutes: a button pressed twice, a page sent again. Holds the action until the
 * transaction ends, so that two of them at once see one another.
 */
export async function sentAMomentAgo(
  tx: Tx,
  { org, by, at }: Writer,
  update: NewUpdate & { actionId: string },
): Promise<string | undefined> {
  await sql`select id from action where org_id = ${org} and id = ${update.actionId} for no key update`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from progress_update
    where org_id = ${org} and action_id = ${update.actionId} and said_by = ${by} and words = ${update.words}
      and rating is not distinct from ${update.rating ?? null}
      and forecast is not distinct from ${update.forecast ?? null}::date
      and forecast_why is not distinct from ${update.forecastWhy ?? null}
      and next_step is not distinct from ${update.nextStep ?? null}
      and blocker is not distinct from ${update.blocker ?? null}
      and milestones = ${JSON.stringify(update.milestones ?? [])}::jsonb
      and said_at > ${new Date(at.getTime() - twoMinutes)}
      and (${update.forecast === undefined}::boolean or exists (select from action a
        where a.org_id = ${org} and a.id = ${update.actionId} and a.forecast is not distinct from ${update.forecast ?? null}::date))
    limit 1`.execute(tx)
  return rows[0]?.id
}

const twoMinutes = 2 * 60 * 1000

export interface OwedAction {
  id: string
  ref: string | null
  text: string
  rating: string | null
  ratingKey: KeyEntry[]
  timescale: Timescale
  lastSaidOn: string | null
}

/** What else this person answers for and might say a word on, longest silent first; at most `limit`. */
export async function stillOwed(
  tx: Tx,
  asked: { org: string; accountId: string; names: string[]; besides: string; limit: number },
): Promise<OwedAction[]> {
  const { rows } = await sql<OwedAction>`
    with me as (
      select id from owner where org_id = ${asked.org} and account_id = ${asked.accountId}
      union select id from owner where org_id = ${asked.org} and lower(name) = any(${asked.names})
    ), owed as (
      select distinct ao.action_id from action_owner ao join me on me.id = ao.owner_id where ao.org_id = ${asked.org}
    )
    select a.id, a.ref, a.text, a.rating, p.rating_key as "ratingKey", ${timescaleOf('a')} as timescale,
      (a.last_said_at at time zone 'Europe/London')::date as "lastSaidOn"
    from owed join action a on a.org_id = ${asked.org} and a.id = owed.action_id
      join plan p on p.org_id = a.org_id and p.id = a.plan_id
    where a.id <> ${asked.besides} and a.deleted_at is null and a.closed_at is null and not a.is_placeholder
      and p.deleted_at is null and p.closed_at is null
    order by a.last_said_at nulls first, a.due nulls last, a.position limit ${asked.limit}`.execute(tx)
  return rows
}
