import { sql } from 'kysely'
import { accept, type Result } from '../domain/problem.ts'
import type { MilestoneProgress, Tx } from './tables.ts'
import { notThere, type Writer } from './writer.ts'

export interface NewUpdate {
  /** One of the two. */
  actionId?: string
  outcomeId?: string
  words: string
  /** A word of the plan's key. */
  rating?: string | null
  /** YYYY-MM-DD. */
  forecast?: string | null
  forecastWhy?: string | null
  nextStep?: string | null
  blocker?: string | null
  milestones?: MilestoneProgress[]
  /** Who said it, where that is not the account that writes it down. */
  saidByWords?: string | null
  /** When it was said, where that is not now. */
  saidAt?: Date
}

/**
 * Appends an account of how an action or outcome stands, and keeps what lists show of it: rating, last said, forecast. An account
 * of the past changes nothing that was said since. Resolves to its id.
 */
export async function recordUpdate(tx: Tx, writer: Writer, update: NewUpdate): Promise<Result<string>> {
  const { org, by, newId } = writer
  const saidAt = update.saidAt ?? writer.at
  const subject = await lockSubject(tx, org, update)
  if (subject === undefined) return notThere(update.actionId === undefined ? 'outcome' : 'action')
  const id = newId()
  const milestones = update.milestones ?? []
  await tx
    .insertInto('progress_update')
    .values({
      org_id: org,
      id,
      plan_id: subject.plan_id,
      action_id: update.actionId ?? null,
      outcome_id: update.outcomeId ?? null,
      words: update.words,
      rating: update.rating ?? null,
      forecast: update.forecast ?? null,
      forecast_why: update.forecastWhy ?? null,
      next_step: update.nextStep ?? null,
      blocker: update.blocker ?? null,
      milestones: JSON.stringify(milestones),
      said_by: by,
      said_by_words: update.saidByWords ?? null,
      said_at: saidAt,
    })
    .execute()
  if (update.actionId === undefined) return accept(id)
  await tx
    .updateTable('action')
    .set({
      last_update_id: id,
      last_said_at: saidAt,
      ...(update.rating == null ? {} : { rating: update.rating, rating_at: saidAt }),
      ...(update.forecast === undefined ? {} : { forecast: update.forecast }),
    })
    .where('org_id', '=', org)
    .where('id', '=', update.actionId)
    .where((where) => where.or([where('last_said_at', 'is', null), where('last_said_at', '<=', saidAt)]))
    .execute()
  await keepMilestones(tx, org, update.actionId, milestones)
  return accept(id)
}

/** Two updates of one action come one after the other; those of others do not wait. */
async function lockSubject(
  tx: Tx,
  org: string,
  { actionId, outcomeId }: NewUpdate,
): Promise<{ plan_id: string } | undefined> {
  return await tx
    .selectFrom(actionId === undefined ? 'outcome' : 'action')
    .select('plan_id')
    .where('org_id', '=', org)
    .where('id', '=', actionId ?? outcomeId ?? '')
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** In one statement. What an update does not speak of stays as it is. */
async function keepMilestones(tx: Tx, org: string, actionId: string, milestones: MilestoneProgress[]): Promise<void> {
  if (milestones.length === 0) return
  const said = milestones.map((one) => ({
    id: one.milestoneId,
    rating: one.rating ?? null,
    speaks_of_rating: one.rating !== undefined,
    done_on: one.doneOn ?? null,
    speaks_of_done: one.doneOn !== undefined,
  }))
  await sql`
    update milestone m set
      rating = case when said.speaks_of_rating then said.rating else m.rating end,
      done_on = case when said.speaks_of_done then said.done_on else m.done_on end
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb)
      as said(id uuid, rating text, speaks_of_rating boolean, done_on date, speaks_of_done boolean)
    where m.org_id = ${org} and m.action_id = ${actionId} and m.id = said.id and m.deleted_at is null`.execute(tx)
}
