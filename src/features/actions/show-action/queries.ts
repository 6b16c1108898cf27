/** What an action's page shows besides the action itself. */
import { sql } from 'kysely'
import type { Tx } from '../../../store/tables.ts'

export interface LastUpdate {
  words: string
  rating: string | null
  forecast: string | null
  forecastWhy: string | null
  nextStep: string | null
  blocker: string | null
  saidAt: Date
  saidBy: string
}

/** The newest words of each kind: what was said last, and the last rating's own words. */
export async function lastUpdates(tx: Tx, org: string, actionId: string): Promise<LastUpdate[]> {
  const { rows } = await sql<LastUpdate>`
    select u.words, u.rating, u.forecast, u.forecast_why as "forecastWhy", u.next_step as "nextStep", u.blocker, u.said_at as "saidAt",
      coalesce(u.said_by_words, who.name, 'Somebody') as "saidBy"
    from progress_update u left join account who on who.org_id = u.org_id and who.id = u.said_by
    where u.org_id = ${org} and u.action_id = ${actionId}
    order by u.said_at desc, u.id desc limit 1`.execute(tx)
  return rows
}

export interface Move {
  fromText: string
  toText: string
  toDue: string | null
  why: string
  agreedBy: string | null
  movedAt: Date
}

export async function movesOf(tx: Tx, org: string, actionId: string): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select from_text as "fromText", to_text as "toText", to_due as "toDue", why, agreed_by as "agreedBy", moved_at as "movedAt"
    from date_move where org_id = ${org} and action_id = ${actionId} and milestone_id is null
    order by moved_at, id`.execute(tx)
  return rows
}

export interface Owner {
  name: string
  asWritten: string
  /** The person whose account answers for it. */
  heldBy: string | null
}

export async function ownersOf(tx: Tx, org: string, actionId: string): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    select o.name, ao.as_written as "asWritten", who.name as "heldBy"
    from action_owner ao join owner o on o.org_id = ao.org_id and o.id = ao.owner_id
      left join account who on who.org_id = o.org_id and (who.id = o.account_id
        or (o.account_id is null and who.closed_at is null and lower(who.post) = lower(o.name)))
    where ao.org_id = ${org} and ao.action_id = ${actionId} order by ao.position, who.name`.execute(tx)
  return rows
}

export interface Source {
  field: string
  place: string
  importId: string
  documentName: string
  broughtAt: Date
}

/** Where its values were read. */
export async function sourcesOf(tx: Tx, org: string, actionId: string): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select p.field, p.place, i.id as "importId", d.name as "documentName", i.brought_at as "broughtAt"
    from provenance p join import i on i.org_id = p.org_id and i.id = p.import_id
      join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    where p.org_id = ${org} and p.subject_id = ${actionId}
    order by i.brought_at desc, p.field <> 'row', p.field`.execute(tx)
  return rows
}

/** The ones before and after in the plan, to read on. */
export async function neighboursOf(
  tx: Tx,
  org: string,
  action: { planId: string; position: number },
): Promise<{ before: Neighbour | undefined; after: Neighbour | undefined }> {
  const { rows } = await sql<Neighbour & { isAfter: boolean }>`
    (select id, ref, text, true as "isAfter" from action where org_id = ${org} and plan_id = ${action.planId} and deleted_at is null
      and position > ${action.position} order by position limit 1)
    union all
    (select id, ref, text, false from action where org_id = ${org} and plan_id = ${action.planId} and deleted_at is null
      and position < ${action.position} order by position desc limit 1)`.execute(tx)
  return { before: rows.find(({ isAfter }) => !isAfter), after: rows.find(({ isAfter }) => isAfter) }
}

export interface Neighbour {
  id: string
  ref: string | null
  text: string
}
