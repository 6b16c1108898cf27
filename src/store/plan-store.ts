import type { PlanDocument, PlanNote } from '../domain/plan/plan-document.ts'
import { accept, type Result } from '../domain/problem.ts'
import { insertAll } from './insert-all.ts'
import { nameOwners } from './owner-store.ts'
import { type PlanRows, planRows } from './plan-rows.ts'
import type { StoredRating, Tx } from './tables.ts'
import { changedMeanwhile, notThere, type Writer } from './writer.ts'

export interface SavedPlan {
  planId: string
  /** Ids of the document to ids of the database. */
  outcomeIds: Map<string, string>
  actionIds: Map<string, string>
}

export interface SavePlanOptions {
  /** The import it came by: gives every value its provenance, and can be undone. */
  importId?: string
  /** The key to rate with, worst first; the document's own where absent. */
  ratingKey?: StoredRating[]
  isDemonstration?: boolean
  /** What kind of owner a name is; `unknown` where absent. */
  ownerKind?: (name: string) => OwnerKind
}

export type OwnerKind = 'post' | 'person' | 'team' | 'board' | 'outside body' | 'unknown'

/**
 * Makes a live plan of a plan document: sections, outcomes, actions, milestones, owners (known ones found by name or alias),
 * notes, where each value was read, and what the document says of progress as the first updates. A few statements, however
 * long the plan.
 */
export async function savePlanFromDocument(
  tx: Tx,
  writer: Writer,
  document: PlanDocument,
  options: SavePlanOptions = {},
): Promise<SavedPlan> {
  const ownerIds = await nameOwners(
    tx,
    writer,
    document.actions.flatMap((action) => action.owners),
    options.ownerKind,
  )
  const rows = planRows(writer, document, ownerIds, options)
  await insertRows(tx, rows)
  const { importId } = options
  if (importId !== undefined)
    await tx
      .updateTable('import')
      .set({ accepted_at: writer.at, accepted_by: writer.by, plan_id: rows.plan.id })
      .where('org_id', '=', writer.org)
      .where('id', '=', importId)
      .execute()
  return { planId: rows.plan.id, outcomeIds: rows.outcomeIds, actionIds: rows.actionIds }
}

async function insertRows(tx: Tx, rows: PlanRows): Promise<void> {
  await insertAll(tx, 'plan', [rows.plan])
  await insertAll(tx, 'section', rows.sections)
  await insertAll(tx, 'outcome', rows.outcomes)
  await insertAll(tx, 'action', rows.actions)
  await insertAll(tx, 'action_owner', rows.actionOwners)
  await insertAll(tx, 'milestone', rows.milestones)
  await insertAll(tx, 'progress_update', rows.updates)
  await insertAll(tx, 'plan_note', rows.notes)
  await insertAll(tx, 'provenance', rows.provenance)
}

export interface PlanEdit {
  title?: string
  period?: string | null
  status?: 'draft' | 'agreed' | null
  asOf?: string | null
  vocabulary?: PlanDocument['vocabulary']
  columns?: PlanDocument['columns']
  ratingKey?: StoredRating[]
}

/** `version` is the one the editor saw; resolves to the new one. */
export async function editPlan(
  tx: Tx,
  { org }: Writer,
  id: string,
  version: number,
  edit: PlanEdit,
): Promise<Result<number>> {
  const { asOf, vocabulary, columns, ratingKey, ...plain } = edit
  const saved = await tx
    .updateTable('plan')
    .set({
      ...plain,
      ...(asOf === undefined ? {} : { as_of: asOf }),
      ...(vocabulary === undefined ? {} : { vocabulary: JSON.stringify(vocabulary) }),
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      ...(ratingKey === undefined ? {} : { rating_key: JSON.stringify(ratingKey) }),
      version,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return saved === undefined ? await whyNot(tx, org, id) : accept(saved.version)
}

export async function closePlan(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('plan')
    .set({ closed_at: at, closed_by: by, closed_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('open plan')
}

export async function reopenPlan(tx: Tx, { org }: Writer, id: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('plan')
    .set({ closed_at: null, closed_by: null, closed_why: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('closed plan')
}

/** With a trace: the row stays and says who, when and why. */
export async function deletePlan(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('plan')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('plan')
}

export async function addPlanNote(tx: Tx, { org, newId }: Writer, planId: string, note: PlanNote): Promise<string> {
  const last = await tx
    .selectFrom('plan_note')
    .select((select) => select.fn.max('position').as('position'))
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  const id = newId()
  const position = (last?.position ?? -1) + 1
  await tx
    .insertInto('plan_note')
    .values({ org_id: org, id, plan_id: planId, position, text: note.text, place: note.at })
    .execute()
  return id
}

async function whyNot(tx: Tx, org: string, id: string): Promise<Result<never>> {
  const there = await tx
    .selectFrom('plan')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return there === undefined ? notThere('plan') : changedMeanwhile('plan')
}
