/** Everything home shows, in five statements however many actions there are: counts are grouped by the database. */
import { sql } from 'kysely'
import type { KeyEntry } from '../../../domain/rating/rating-key.ts'
import { keyOfStored, type StoredWord } from '../../../domain/rating/stored-key.ts'
import type { Tx } from '../../../store/tables.ts'

export interface PlanRow {
  id: string
  title: string
  period: string | null
  status: string | null
  createdAt: Date
  ratingKey: KeyEntry[]
}

/** Actions of a plan that share a rating word, and whether they are closed. */
export interface RatingGroup {
  planId: string
  rating: string | null
  isClosed: boolean
  actions: number
  silent: number
  never: number
  overdue: number
  dueSoon: number
  /** Guessed dates nobody has confirmed, with up to three of the plan's own words for them. */
  guesses: number
  guessWords: string[]
}

/** Recurring duties that come round at the same times. */
export interface RecurringGroup {
  planId: string
  rating: string | null
  due: string | null
  starts: string | null
  every: string | null
  length: string | null
  actions: number
}

export interface StitchRow {
  planId: string
  rating: string | null
  isHeard: boolean
}

export interface ImportRow {
  id: string
  name: string
  broughtAt: Date
  isRead: boolean
}

export async function plansOf(tx: Tx, org: string): Promise<PlanRow[]> {
  const { rows } = await sql<Omit<PlanRow, 'ratingKey'> & { stored: StoredWord[] }>`
    select id, title, period, status, created_at as "createdAt", rating_key as stored
    from plan where org_id = ${org} and deleted_at is null and closed_at is null
    order by created_at desc, id desc`.execute(tx)
  // Plans of one organisation mostly share their key: it is understood once.
  const keys = new Map<string, KeyEntry[]>()
  return rows.map(({ stored, ...plan }) => {
    const words = JSON.stringify(stored)
    const ratingKey = keys.get(words) ?? keyOfStored(stored)
    keys.set(words, ratingKey)
    return { ...plan, ratingKey }
  })
}

/** `heardSince`: an action last heard from before this day (in London) is silent. Of some plans, or of all. */
export async function ratingGroups(
  tx: Tx,
  { org, today, soon, heardSince, planIds }: { org: string; today: string; soon: string; heardSince: string } & OfPlans,
): Promise<RatingGroup[]> {
  const { rows } = await sql<RatingGroup>`
    select plan_id as "planId", rating, closed_at is not null as "isClosed", count(*) as actions,
      count(*) filter (where last_said_at is null or last_said_at < ${startOfDay(heardSince)}) as silent,
      count(*) filter (where last_said_at is null) as never,
      count(*) filter (where timescale_kind <> 'recurring' and due < ${today}) as overdue,
      count(*) filter (where timescale_kind <> 'recurring' and due between ${today} and ${soon}) as "dueSoon",
      count(*) filter (where timescale_confirmed_at is null and timescale @> '{"isGuess": true}') as guesses,
      coalesce((array_agg(timescale_text order by position) filter (where timescale_confirmed_at is null and timescale @> '{"isGuess": true}'))[1:3], '{}') as "guessWords"
    from action where org_id = ${org} and deleted_at is null and not is_placeholder ${within(planIds)}
    group by plan_id, rating, closed_at is not null`.execute(tx)
  return rows
}

export async function recurringGroups(tx: Tx, { org, planIds }: { org: string } & OfPlans): Promise<RecurringGroup[]> {
  const { rows } = await sql<RecurringGroup>`
    select plan_id as "planId", rating, due, starts, every, timescale ->> 'length' as length, count(*) as actions
    from action where org_id = ${org} and deleted_at is null and closed_at is null and not is_placeholder and timescale_kind = 'recurring' ${within(planIds)}
    group by plan_id, rating, due, starts, every, timescale ->> 'length'`.execute(tx)
  return rows
}

/** Open actions in the order of their plans, at most `limit`. */
export async function stitches(
  tx: Tx,
  { org, heardSince, limit }: { org: string; heardSince: string; limit: number },
): Promise<StitchRow[]> {
  const { rows } = await sql<StitchRow>`
    select a.plan_id as "planId", a.rating, coalesce(a.last_said_at >= ${startOfDay(heardSince)}, false) as "isHeard"
    from action a join plan p on p.org_id = a.org_id and p.id = a.plan_id
    where a.org_id = ${org} and a.deleted_at is null and a.closed_at is null and not a.is_placeholder
      and p.deleted_at is null and p.closed_at is null
    order by p.created_at desc, p.id desc, a.position limit ${limit}`.execute(tx)
  return rows
}

/** Documents on their way in: neither accepted, cancelled, undone nor refused. */
export async function unfinishedImports(tx: Tx, org: string): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select i.id, d.name, i.brought_at as "broughtAt", i.read_at is not null as "isRead"
    from import i join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    where i.org_id = ${org} and i.accepted_at is null and i.cancelled_at is null and i.undone_at is null and i.refused_because is null
    order by i.brought_at desc limit 4`.execute(tx)
  return rows
}

export interface MineRow {
  planId: string
  rating: string | null
  overdue: number
  dueSoon: number
  silent: number
}

/** What a person answers for, through the owners that are they: by account, or by the name or post their account gives. */
export async function mine(
  tx: Tx,
  asked: { org: string; accountId: string; names: string[]; today: string; soon: string; heardSince: string },
): Promise<MineRow[]> {
  const { rows } = await sql<MineRow>`
    with me as (
      select id from owner where org_id = ${asked.org} and account_id = ${asked.accountId}
      union select id from owner where org_id = ${asked.org} and lower(name) = any(${asked.names})
    ), owed as (
      select distinct ao.action_id from action_owner ao join me on me.id = ao.owner_id where ao.org_id = ${asked.org}
    )
    select a.plan_id as "planId", a.rating,
      count(*) filter (where a.timescale_kind <> 'recurring' and a.due < ${asked.today}) as overdue,
      count(*) filter (where a.timescale_kind <> 'recurring' and a.due between ${asked.today} and ${asked.soon}) as "dueSoon",
      count(*) filter (where a.last_said_at is null or a.last_said_at < ${startOfDay(asked.heardSince)}) as silent
    from owed join action a on a.org_id = ${asked.org} and a.id = owed.action_id
    where a.deleted_at is null and a.closed_at is null and not a.is_placeholder
    group by a.plan_id, a.rating`.execute(tx)
  return rows
}

/**
 * The plans of which anything changed by a transaction from `since` on, and what to ask with next time. A change that this snapshot does
 * not see is made by its oldest transaction under way or a later one, so nothing that commits afterwards is missed. Numbers from
 * before a database was put back on another server may be larger than any here and are passed over.
 */
export async function changedPlans(
  tx: Tx,
  org: string,
  since: number | null,
): Promise<{ since: number; planIds: string[] }> {
  const { rows } = await sql<{ since: number; planIds: string[] }>`
    select pg_snapshot_xmin(seen)::text::bigint as since,
      case when ${since}::bigint is null then '{}' else array(
        select distinct plan_id::text from history
        where org_id = ${org} and transaction >= ${since}::bigint and transaction < pg_snapshot_xmax(seen)::text::bigint
          and table_name in ('plan', 'action')
      ) end as "planIds"
    from pg_current_snapshot() as seen`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('The database gave no snapshot')
  return row
}

interface OfPlans {
  planIds?: string[]
}

const within = (planIds: string[] | undefined) =>
  planIds === undefined ? sql`` : sql`and plan_id = any(${planIds}::uuid[])`

const startOfDay = (civilDate: string) => sql`(${civilDate}::date::timestamp at time zone 'Europe/London')`
