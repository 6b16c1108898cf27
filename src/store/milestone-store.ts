import type { PlanMilestone } from '../domain/plan/plan-document.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { milestoneColumns, timescaleColumns } from './plan-rows.ts'
import type { Tx } from './tables.ts'
import { changedMeanwhile, notThere, type Writer } from './writer.ts'

/** At the end of its action. Resolves to its id. */
export async function addMilestone(
  tx: Tx,
  { org, newId }: Writer,
  action: { id: string; planId: string },
  milestone: PlanMilestone,
): Promise<string> {
  const last = await tx
    .selectFrom('milestone')
    .select((select) => select.fn.max('position').as('position'))
    .where('org_id', '=', org)
    .where('action_id', '=', action.id)
    .executeTakeFirst()
  const id = newId()
  await tx
    .insertInto('milestone')
    .values({
      org_id: org,
      id,
      plan_id: action.planId,
      action_id: action.id,
      position: (last?.position ?? -1) + 1,
      ...milestoneColumns(milestone),
    })
    .execute()
  return id
}

export interface MilestoneEdit {
  text?: string
  ownersText?: string
  /** A new date wants `why`. */
  timescale?: Timescale
  why?: string
  agreedBy?: string | null
}

/** `version` is the one the editor saw; resolves to the new one. A moved date leaves a row with its reason. */
export async function editMilestone(
  tx: Tx,
  writer: Writer,
  id: string,
  version: number,
  edit: MilestoneEdit,
): Promise<Result<number>> {
  const { org, by, at, newId } = writer
  const before = await tx
    .selectFrom('milestone')
    .select(['plan_id', 'action_id', 'timescale_text', 'due', 'version'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) return notThere('milestone')
  if (before.version !== version) return changedMeanwhile('milestone')
  const { timescale } = edit
  if (timescale !== undefined && (timescale.text !== before.timescale_text || timescale.due !== before.due)) {
    const why = edit.why?.trim() ?? ''
    if (why === '')
      return refuse({ code: 'reason-missing', field: 'why', message: 'Say why the date moves: the board will ask.' })
    await tx
      .insertInto('date_move')
      .values({
        org_id: org,
        id: newId(),
        plan_id: before.plan_id,
        action_id: before.action_id,
        milestone_id: id,
        from_text: before.timescale_text,
        from_due: before.due,
        to_text: timescale.text,
        to_due: timescale.due,
        why,
        agreed_by: edit.agreedBy ?? null,
        moved_at: at,
        moved_by: by,
      })
      .execute()
  }
  const saved = await tx
    .updateTable('milestone')
    .set({
      ...(edit.text === undefined ? {} : { text: edit.text }),
      ...(edit.ownersText === undefined ? {} : { owners_text: edit.ownersText }),
      ...(timescale === undefined ? {} : timescaleColumns(timescale)),
      version,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return accept(saved.version)
}

/** With a trace: the row stays and says who, when and why. */
export async function deleteMilestone(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('milestone')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('milestone')
}
