import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { isId } from '../../../store/new-id.ts'
import { planForChange } from '../../../store/open-for-change.ts'
import { addSection as add, deleteSection as remove, editSection as save } from '../../../store/outcome-store.ts'
import type { Tx } from '../../../store/tables.ts'
import { notThere, type Writer } from '../../../store/writer.ts'

/** Adds a heading at the end of the plan. Resolves to its id. */
export async function addSection(
  tx: Tx,
  { planId, title }: { planId: string; title: string },
  writer: Writer,
): Promise<Result<string>> {
  const plan = await planForChange(tx, writer.org, planId)
  if (!plan.ok) return plan
  if (title.trim() === '') return refuse({ code: 'no-title', field: 'title', message: 'Give the heading its words' })
  return accept(await add(tx, writer, planId, title.trim()))
}

export async function editSection(
  tx: Tx,
  { sectionId, version, title }: { sectionId: string; version: number; title: string },
  writer: Writer,
): Promise<Result<number>> {
  const section = await sectionForChange(tx, writer.org, sectionId)
  if (!section.ok) return section
  if (title.trim() === '') return refuse({ code: 'no-title', field: 'title', message: 'Give the heading its words' })
  if (title.trim() === section.value.title) return accept(version)
  return await save(tx, writer, sectionId, version, { title: title.trim() })
}

/** With a trace; what stands under it must have gone elsewhere first. */
export async function deleteSection(
  tx: Tx,
  { sectionId, why }: { sectionId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const section = await sectionForChange(tx, writer.org, sectionId)
  if (!section.ok) return section
  if (why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'delete-why', message: 'Say why it is deleted' })
  return await remove(tx, writer, sectionId, why.trim())
}

async function sectionForChange(tx: Tx, org: string, id: string): Promise<Result<{ title: string }>> {
  const section = await findSection(tx, org, id)
  if (section === undefined) return notThere('heading')
  const plan = await planForChange(tx, org, section.planId)
  return plan.ok ? accept(section) : plan
}

export async function findSection(tx: Tx, org: string, id: string) {
  if (!isId(id)) return undefined
  return await tx
    .selectFrom('section')
    .select(['id', 'plan_id as planId', 'title', 'version'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}
