/** Reads what every page of a live plan shows. Each function is one statement, however long the plan. */
import { type RawBuilder, sql } from 'kysely'
import type { Step } from '../domain/plan/indicated.ts'
import type { ExtraField, PlanColumn, Vocabulary } from '../domain/plan/plan-document.ts'
import type { KeyEntry } from '../domain/rating/rating-key.ts'
import { keyOfStored } from '../domain/rating/stored-key.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { isId } from './new-id.ts'
import type { StoredRating, Tx } from './tables.ts'

export interface PlanHead {
  id: string
  title: string
  period: string | null
  status: string | null
  isDraft: boolean
  vocabulary: Vocabulary
  columns: PlanColumn[]
  /** Worst first, never empty. */
  key: KeyEntry[]
  importId: string | null
  isDemonstration: boolean
  createdAt: Date
  version: number
  /** Who closed it, when and why; null while it is open. */
  closed: Trace | null
}

/** Who did something that stays visible, when and why. */
export interface Trace {
  at: Date
  by: string
  why: string | null
}

/** Undefined where there is none, it was deleted, or it is another organisation's. */
export async function readPlanHead(tx: Tx, org: string, id: string): Promise<PlanHead | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Omit<PlanHead, 'key' | 'isDraft'> & { ratingKey: StoredRating[] }>`
    select p.id, p.title, p.period, p.status, p.vocabulary, p.columns, p.rating_key as "ratingKey", p.import_id as "importId",
      p.is_demonstration as "isDemonstration", p.created_at as "createdAt", p.version,
      ${trace('p', 'closed')} as closed
    from plan p where p.org_id = ${org} and p.id = ${id} and p.deleted_at is null`.execute(tx)
  const row = rows[0]
  if (row === undefined) return undefined
  const { ratingKey, closed, ...plan } = row
  return { ...plan, key: keyOfStored(ratingKey), isDraft: isDraft(plan.status), closed: withDate(closed) }
}

export const isDraft = (status: string | null): boolean => /\bdraft\b/i.test(status ?? '')

export interface LiveSection {
  id: string
  title: string
  position: number
  version: number
}

export async function readSections(tx: Tx, org: string, planId: string): Promise<LiveSection[]> {
  return await tx
    .selectFrom('section')
    .select(['id', 'title', 'position', 'version'])
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export interface LiveOutcome {
  id: string
  planId: string
  sectionId: string | null
  ref: string | null
  text: string
  objectives: string[]
  intendedOutcomes: string[]
  measures: string[]
  extra: ExtraField[]
  version: number
  /** The last rating the outcome itself was given, where the plan rates outcomes. */
  rating: string | null
  ratedAt: Date | null
  deleted: Trace | null
}

/** In the plan's order; without those deleted, unless one is asked for by id. */
export async function readOutcomes(
  tx: Tx,
  org: string,
  of: { planId: string } | { id: string },
): Promise<LiveOutcome[]> {
  const id = 'id' in of ? of.id : of.planId
  if (!isId(id)) return []
  const { rows } = await sql<LiveOutcome>`
    select o.id, o.plan_id as "planId", o.section_id as "sectionId", o.ref, o.text, o.objectives, o.intended_outcomes as "intendedOutcomes",
      o.measures, o.extra, o.version, said.rating, said.said_at as "ratedAt", ${trace('o', 'deleted')} as deleted
    from outcome o
    left join (
      select distinct on (outcome_id) outcome_id, rating, said_at from progress_update
      where org_id = ${org} and outcome_id is not null and rating is not null
        and ${'id' in of ? sql`outcome_id = ${id}` : sql`plan_id = ${id}`}
      order by outcome_id, said_at desc, id desc
    ) said on said.outcome_id = o.id
    where o.org_id = ${org} and ${'id' in of ? sql`o.id = ${id}` : sql`o.plan_id = ${id} and o.deleted_at is null`}
    order by o.position, o.id`.execute(tx)
  return rows.map((row) => ({ ...row, deleted: withDate(row.deleted) }))
}

export interface LiveAction {
  id: string
  planId: string
  sectionId: string | null
  outcomeId: string | null
  position: number
  ref: string | null
  text: string
  ownersText: string
  /** As written; the first leads. */
  owners: string[]
  ownerIds: string[]
  timescale: Timescale
  isConfirmed: boolean
  firstDue: string | null
  evidence: string | null
  impact: string | null
  isPlaceholder: boolean
  extra: ExtraField[]
  rating: string | null
  ratingAt: Date | null
  lastUpdateId: string | null
  lastSaidAt: Date | null
  /** The civil day of it in London. */
  lastSaidOn: string | null
  /** The beginning of the last words said of it. */
  lastWords: string | null
  forecast: string | null
  version: number
  /** Times the date moved to another. */
  moves: number
  milestones: Step[]
  closed: Trace | null
  deleted: Trace | null
}

export interface WhichActions {
  planId?: string
  outcomeId?: string
  id?: string
  /** Those deleted instead; one asked for by id comes either way. */
  deleted?: boolean
}

/** In the plan's order. */
export async function readActions(tx: Tx, org: string, which: WhichActions): Promise<LiveAction[]> {
  const ids = [which.planId, which.outcomeId, which.id].filter((id) => id !== undefined)
  if (ids.length === 0 || !ids.every(isId)) return []
  const within = sql.join(
    [
      sql`a.org_id = ${org}`,
      ...(which.planId === undefined ? [] : [sql`a.plan_id = ${which.planId}`]),
      ...(which.outcomeId === undefined ? [] : [sql`a.outcome_id = ${which.outcomeId}`]),
      ...(which.id === undefined ? [] : [sql`a.id = ${which.id}`]),
      ...(which.id !== undefined ? [] : [which.deleted ? sql`a.deleted_at is not null` : sql`a.deleted_at is null`]),
    ],
    sql` and `,
  )
  const { rows } = await sql<LiveAction>`
    with a as materialized (select * from action a where ${within})
    select a.id, a.plan_id as "planId", a.section_id as "sectionId", a.outcome_id as "outcomeId", a.position, a.ref, a.text,
      a.owners_text as "ownersText", coalesce(owned.names, '{}') as owners, coalesce(owned.ids, '{}') as "ownerIds",
      ${timescaleOf('a')} as timescale, a.timescale_confirmed_at is not null as "isConfirmed", a.first_due as "firstDue",
      a.evidence, a.impact, a.is_placeholder as "isPlaceholder", a.extra, a.rating, a.rating_at as "ratingAt",
      a.last_update_id as "lastUpdateId", a.last_said_at as "lastSaidAt",
      (a.last_said_at at time zone 'Europe/London')::date as "lastSaidOn", left(word.words, 160) as "lastWords", a.forecast, a.version,
      moved.moves,
      coalesce(steps.steps, '[]') as milestones,
      ${trace('a', 'closed')} as closed, ${trace('a', 'deleted')} as deleted
    from a
    -- Looked up row by row in their own index: the cost is the plan's, whatever the organisation holds and statistics say.
    left join lateral (
      select u.words from progress_update u where u.org_id = ${org} and u.id = a.last_update_id limit 1
    ) word on true
    left join lateral (
      select array_agg(o.as_written order by o.position) as names, array_agg(o.owner_id::text order by o.position) as ids
      from action_owner o where o.org_id = ${org} and o.action_id = a.id
    ) owned on true
    left join lateral (
      select count(*) as moves from date_move d
      where d.org_id = ${org} and d.action_id = a.id and d.milestone_id is null and d.from_due is not null and d.from_due is distinct from d.to_due
    ) moved on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('due', m.due, 'doneOn', m.done_on, 'rating', m.rating) order by m.position) as steps
      from milestone m where m.org_id = ${org} and m.action_id = a.id and m.deleted_at is null and not m.is_placeholder
    ) steps on true
    order by a.position, a.id`.execute(tx)
  return rows.map((row) => ({ ...row, closed: withDate(row.closed), deleted: withDate(row.deleted) }))
}

export async function readAction(tx: Tx, org: string, id: string): Promise<LiveAction | undefined> {
  const [action] = await readActions(tx, org, { id })
  return action
}

export interface LiveMilestone {
  id: string
  actionId: string
  planId: string
  text: string
  ownersText: string
  timescale: Timescale
  isPlaceholder: boolean
  rating: string | null
  doneOn: string | null
  version: number
}

export async function readMilestones(
  tx: Tx,
  org: string,
  of: { actionId: string } | { id: string },
): Promise<LiveMilestone[]> {
  const id = 'id' in of ? of.id : of.actionId
  if (!isId(id)) return []
  const { rows } = await sql<LiveMilestone>`
    select m.id, m.action_id as "actionId", m.plan_id as "planId", m.text, m.owners_text as "ownersText",
      ${timescaleOf('m')} as timescale, m.is_placeholder as "isPlaceholder", m.rating, m.done_on as "doneOn", m.version
    from milestone m
    where m.org_id = ${org} and m.deleted_at is null and ${'id' in of ? sql`m.id = ${id}` : sql`m.action_id = ${id}`}
    order by m.position, m.id`.execute(tx)
  return rows
}

/** A row's timescale, whole: its columns win over what was stored beside them. */
export const timescaleOf = (alias: string): RawBuilder<Timescale> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<Timescale>`jsonb_build_object('due', null, 'start', null, 'every', null) || ${column('timescale')}
    || jsonb_build_object('text', ${column('timescale_text')}, 'kind', ${column('timescale_kind')}, 'due', ${column('due')},
      'start', ${column('starts')}, 'every', ${column('every')})`
}

/** As JSON, with the name of the account that did it. */
function trace(alias: string, deed: 'closed' | 'deleted'): RawBuilder<Trace | null> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<Trace | null>`case when ${column(`${deed}_at`)} is not null then jsonb_build_object('at', ${column(`${deed}_at`)},
    'why', ${column(`${deed}_why`)}, 'by', (select name from account who where who.org_id = ${column('org_id')} and who.id = ${column(`${deed}_by`)})) end`
}

function withDate(trace: Trace | null): Trace | null {
  return trace === null ? null : { ...trace, at: new Date(trace.at), by: trace.by ?? 'Somebody' }
}
