import { accept, type Problem, type Result, refuse } from '../../../domain/problem.ts'
import type { Timescale } from '../../../domain/timescale/timescale.ts'
import { type LiveMilestone, readMilestones } from '../../../store/live-plan.ts'
import {
  addMilestone as add,
  deleteMilestone as remove,
  editMilestone as save,
} from '../../../store/milestone-store.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, notThere, type Writer } from '../../../store/writer.ts'

export interface MilestoneToAdd {
  actionId: string
  text: string
  ownersText: string
  timescale: Timescale
}

/** Adds a step at the end of its action. Resolves to its id. */
export async function addMilestone(tx: Tx, input: MilestoneToAdd, writer: Writer): Promise<Result<string>> {
  const found = await actionForChange(tx, writer.org, input.actionId)
  if (!found.ok) return found
  if (input.text.trim() === '') return refuse(noText)
  const { action } = found.value
  const owners = input.ownersText === '' ? [] : [input.ownersText]
  const milestone = { text: input.text.trim(), timescale: input.timescale, owners }
  return accept(await add(tx, writer, { id: action.id, planId: action.planId }, milestone))
}

export interface MilestoneChange {
  milestoneId: string
  version: number
  text: string
  ownersText: string
  timescale: Timescale
  why: string
  agreedBy?: string | null
}

/** Changes a step; a moved date wants a reason, which stays. Resolves to the new version. */
export async function editMilestone(tx: Tx, change: MilestoneChange, writer: Writer): Promise<Result<number>> {
  const milestone = await milestoneForChange(tx, writer.org, change.milestoneId)
  if (!milestone.ok) return milestone
  const now = milestone.value
  if (now.version !== change.version) return changedMeanwhile('milestone')
  const isMoved = now.timescale.text !== change.timescale.text || now.timescale.due !== change.timescale.due
  const problems: Problem[] = [
    ...(change.text.trim() === '' ? [noText] : []),
    ...(isMoved && change.why.trim() === ''
      ? [{ code: 'reason-missing', field: 'why', message: 'Say why the date moves: the board will ask' }]
      : []),
  ]
  if (problems.length > 0) return refuse(...problems)
  return await save(tx, writer, change.milestoneId, change.version, {
    text: change.text,
    ownersText: change.ownersText,
    ...(isMoved ? { timescale: change.timescale, why: change.why.trim(), agreedBy: change.agreedBy ?? null } : {}),
  })
}

export async function deleteMilestone(
  tx: Tx,
  { milestoneId, why }: { milestoneId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const milestone = await milestoneForChange(tx, writer.org, milestoneId)
  if (!milestone.ok) return milestone
  if (why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'delete-why', message: 'Say why it is deleted' })
  return await remove(tx, writer, milestoneId, why.trim())
}

async function milestoneForChange(tx: Tx, org: string, id: string): Promise<Result<LiveMilestone>> {
  const [milestone] = await readMilestones(tx, org, { id })
  if (milestone === undefined) return notThere('milestone')
  const action = await actionForChange(tx, org, milestone.actionId)
  return action.ok ? accept(milestone) : action
}

const noText: Problem = { code: 'no-text', field: 'text', message: 'Say what the step is' }
