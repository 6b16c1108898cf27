import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { deleteAction as remove, restoreAction as restore } from '../../../store/action-store.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import type { Tx } from '../../../store/tables.ts'
import type { Writer } from '../../../store/writer.ts'

/** Takes an action out of the plan with a trace: the row stays, says who and why, and can be brought back. */
export async function deleteAction(
  tx: Tx,
  { actionId, why }: { actionId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const found = await actionForChange(tx, writer.org, actionId, { orClosed: true })
  if (!found.ok) return found
  if (why.trim() === '') return refuse({ code: 'reason-missing', field: 'why', message: 'Say why it is deleted' })
  return await remove(tx, writer, actionId, why.trim())
}

export async function restoreAction(tx: Tx, { actionId }: { actionId: string }, writer: Writer): Promise<Result<void>> {
  const found = await actionForChange(tx, writer.org, actionId, { orClosed: true, orDeleted: true })
  if (!found.ok) return found
  return found.value.action.deleted === null ? accept(undefined) : await restore(tx, writer, actionId)
}
