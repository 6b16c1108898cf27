import { sql } from 'kysely'
import type { ExtraField } from '../domain/plan/plan-document.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { setActionOwners } from './owner-store.ts'
import { positionStep, timescaleColumns } from './plan-rows.ts'
import type { OwnerKind } from './plan-store.ts'
import type { Tx } from './tables.ts'
import { changedMeanwhile, notThere, type Writer } from './writer.ts'

export interface ActionEdit {
  ref?: string | null
  text?: string
  evidence?: string | null
  impact?: string | null
  isPlaceholder?: boolean
  extra?: ExtraField[]
  /** As written, with the names it is split into. */
  owners?: { text: string; names: string[]; kindOf?: (name: string) => OwnerKind }
}

export interface NewAction extends ActionEdit {
  planId: string
  sectionId?: string | null
  outcomeId?: string | null
  text: string
  timescale: Timescale
}

/** At the end of its outcome, or of the plan where it has none. Resolves to its id. */
export async function addAction(tx: Tx, writer: Writer, action: NewAction): Promise<string> {
  const { org, newId } = writer
  const id = newId()
  const position = await placeAfterOutcome(tx, org, action.planId, action.outcomeId ?? null)
  await tx
    .insertInto('action')
    .values({
      org_id: org,
      id,
      plan_id: action.planId,
      section_id: action.sectionId ?? null,
      outcome_id: action.outcomeId ?? null,
      position,
      text: action.text,
      ref: action.ref ?? null,
      owners_text: action.owners?.text ?? '',
      ...timescaleColumns(action.timescale),
      first_due: action.timescale.due,
      evidence: action.evidence ?? null,
      impact: action.impact ?? null,
      is_placeholder: action.isPlaceholder ?? false,
      extra: JSON.stringify(action.extra ?? []),
    })
    .execute()
  if (action.owners !== undefined)
    await setActionOwners(tx, writer, { id, planId: action.planId }, action.owners.names, action.owners.kindOf)
  return id
}

/** `version` is the one the editor saw; resolves to the new one. A date is moved by `moveDate`, which asks why. */
export async function editAction(
  tx: Tx,
  writer: Writer,
  id: string,
  version: number,
  edit: ActionEdit,
): Promise<Result<number>> {
  const { owners, extra, isPlaceholder, ...plain } = edit
  const saved = await tx
    .updateTable('action')
    .set({
      ...plain,
      ...(extra === undefined ? {} : { extra: JSON.stringify(extra) }),
      ...(isPlaceholder === undefined ? {} : { is_placeholder: isPlaceholder }),
      ...(owners === undefined ? {} : { owners_text: owners.text }),
      version,
    })
    .where('org_id', '=', writer.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning(['version', 'plan_id'])
    .executeTakeFirst()
  if (saved === undefined) return await whyNot(tx, writer.org, id)
  if (owners !== undefined)
    await setActionOwners(tx, writer, { id, planId: saved.plan_id }, owners.names, owners.kindOf)
  return accept(saved.version)
}

export interface DateChange {
  timescale: Timescale
  why: string
  /** The board or person who agreed it, in words. */
  agreedBy?: string | null
}

/** Moves an action's date, with the reason, in a row that stays. */
export async function moveDate(
  tx: Tx,
  writer: Writer,
  id: string,
  version: number,
  change: DateChange,
): Promise<Result<number>> {
  const { org, by, at, newId } = writer
  if (change.why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'why', message: 'Say why the date moves: the board will ask.' })
  const before = await tx
    .selectFrom('action')
    .select(['plan_id', 'timescale_text', 'due', 'first_due', 'version'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) return notThere('action')
  if (before.version !== version) return changedMeanwhile('action')
  await tx
    .insertInto('date_move')
    .values({
      org_id: org,
      id: newId(),
      plan_id: before.plan_id,
      action_id: id,
      from_text: before.timescale_text,
      from_due: before.due,
      to_text: change.timescale.text,
      to_due: change.timescale.due,
      why: change.why,
      agreed_by: change.agreedBy ?? null,
      moved_at: at,
      moved_by: by,
    })
    .execute()
  const saved = await tx
    .updateTable('action')
    .set({
      ...timescaleColumns(change.timescale),
      first_due: before.first_due ?? change.timescale.due,
      timescale_confirmed_at: at,
      timescale_confirmed_by: by,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return accept(saved.version)
}

/** A person says that the reading of the words is right, or what is: the words stay, and no date has moved. */
export async function confirmTimescale(
  tx: Tx,
  writer: Writer,
  id: string,
  version: number,
  timescale: Timescale,
): Promise<Result<number>> {
  const saved = await tx
    .updateTable('action')
    .set((row) => ({
      ...timescaleColumns(timescale),
      first_due: row.fn.coalesce('first_due', row.val(timescale.due)),
      timescale_confirmed_at: writer.at,
      timescale_confirmed_by: writer.by,
    }))
    .where('org_id', '=', writer.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return saved === undefined ? await whyNot(tx, writer.org, id) : accept(saved.version)
}

export async function closeAction(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('action')
    .set({ closed_at: at, closed_by: by, closed_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('open action')
}

export async function reopenAction(tx: Tx, { org }: Writer, id: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('action')
    .set({ closed_at: null, closed_by: null, closed_why: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('closed action')
}

/** With a trace: the row stays and says who, when and why. */
export async function deleteAction(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('action')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('action')
}

export async function restoreAction(tx: Tx, { org }: Writer, id: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('action')
    .set({ deleted_at: null, deleted_by: null, deleted_why: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('deleted action')
}

/** Under another outcome or section of the same plan, after a given action or, without one, at the end there. */
export async function moveAction(
  tx: Tx,
  { org }: Writer,
  id: string,
  version: number,
  to: { sectionId: string | null; outcomeId: string | null; afterId?: string },
): Promise<Result<number>> {
  const action = await tx
    .selectFrom('action')
    .select('plan_id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  if (action === undefined) return notThere('action')
  const after =
    to.afterId === undefined
      ? undefined
      : await tx
          .selectFrom('action')
          .select('position')
          .where('org_id', '=', org)
          .where('plan_id', '=', action.plan_id)
          .where('id', '=', to.afterId)
          .executeTakeFirst()
  const position =
    after === undefined
      ? await placeAfterOutcome(tx, org, action.plan_id, to.outcomeId)
      : await placeAfter(tx, org, action.plan_id, after.position)
  const saved = await tx
    .updateTable('action')
    .set({ section_id: to.sectionId, outcome_id: to.outcomeId, position })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return saved === undefined ? await whyNot(tx, org, id) : accept(saved.version)
}

/** After the last action of an outcome; after the plan's last where the outcome has none or there is no outcome. */
async function placeAfterOutcome(tx: Tx, org: string, planId: string, outcomeId: string | null): Promise<number> {
  const last = await tx
    .selectFrom('action')
    .select((select) => [
      select.fn.max('position').as('ofPlan'),
      select.fn.max('position').filterWhere('outcome_id', '=', outcomeId).as('ofOutcome'),
    ])
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return await placeAfter(tx, org, planId, last?.ofOutcome ?? last?.ofPlan ?? -positionStep)
}

/** Half-way to the next action, so that no other row is touched; the plan is spaced out anew where there is no room left. */
async function placeAfter(tx: Tx, org: string, planId: string, position: number): Promise<number> {
  const next = await tx
    .selectFrom('action')
    .select('position')
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .where('position', '>', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  if (next === undefined) return position + positionStep
  if (next.position - position > 1) return Math.floor((position + next.position) / 2)
  const { rows } = await sql<{ placed: number }>`
    with placed as (
      select id, position as was, row_number() over (order by position, id) as place
      from action where org_id = ${org} and plan_id = ${planId}
    ), spaced as (
      update action set position = (placed.place + case when placed.was > ${position} then 1 else 0 end) * ${positionStep}::integer
      from placed where action.org_id = ${org} and action.id = placed.id
    )
    select coalesce(max(place) filter (where was <= ${position}), 0) + 1 as placed from placed`.execute(tx)
  return (rows[0]?.placed ?? 0) * positionStep
}

async function whyNot(tx: Tx, org: string, id: string): Promise<Result<never>> {
  const there = await tx
    .selectFrom('action')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return there === undefined ? notThere('action') : changedMeanwhile('action')
}
