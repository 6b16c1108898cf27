import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { closeAction as close, reopenAction as reopen } from '../../../store/action-store.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import type { Tx } from '../../../store/tables.ts'
import type { Writer } from '../../../store/writer.ts'

/** Closes an action for good reason: it stays, and says who closed it, when and why. */
export async function closeAction(
  tx: Tx,
  { actionId, why }: { actionId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const found = await actionForChange(tx, writer.org, actionId)
  if (!found.ok) return found
  if (why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'why', message: 'Say why it is closed: the board will ask' })
  return await close(tx, writer, actionId, why.trim())
}

export async function reopenAction(tx: Tx, { actionId }: { actionId: string }, writer: Writer): Promise<Result<void>> {
  const found = await actionForChange(tx, writer.org, actionId, { orClosed: true })
  if (!found.ok) return found
  return found.value.action.closed === null ? accept(undefined) : await reopen(tx, writer, actionId)
}
