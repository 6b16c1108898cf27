import type { Vocabulary } from '../../../domain/plan/plan-document.ts'
import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { readPlanHead } from '../../../store/live-plan.ts'
import { planForChange } from '../../../store/open-for-change.ts'
import {
  closePlan as close,
  deletePlan as remove,
  reopenPlan as reopen,
  editPlan as save,
} from '../../../store/plan-store.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, notThere, type Writer } from '../../../store/writer.ts'

export interface PlanChange {
  planId: string
  version: number
  title: string
  period: string | null
  status: 'draft' | 'agreed' | null
  /** What this plan calls its levels; an empty word is ours. */
  vocabulary: Pick<Vocabulary, 'section' | 'outcome' | 'action' | 'milestone'>
}

/** Renames a plan, its period, state and words for its levels. Resolves to the new version. */
export async function editPlan(tx: Tx, change: PlanChange, writer: Writer): Promise<Result<number>> {
  const plan = await planForChange(tx, writer.org, change.planId)
  if (!plan.ok) return plan
  const now = plan.value
  if (now.version !== change.version) return changedMeanwhile('plan')
  if (change.title.trim() === '') return refuse({ code: 'no-title', field: 'title', message: 'Give the plan a name' })
  const vocabulary = wordsOf(now.vocabulary, change.vocabulary)
  const edit = {
    ...(change.title === now.title ? {} : { title: change.title }),
    ...(change.period === now.period ? {} : { period: change.period }),
    // A document's own word for its state ("Final draft v3") stays until somebody chooses another.
    ...(change.status === stateOf(now.status) ? {} : { status: change.status }),
    ...(JSON.stringify(vocabulary) === JSON.stringify(now.vocabulary) ? {} : { vocabulary }),
  }
  return Object.keys(edit).length === 0
    ? accept(change.version)
    : await save(tx, writer, change.planId, change.version, edit)
}

export const stateOf = (status: string | null): 'draft' | 'agreed' | null =>
  status === null ? null : /draft/i.test(status) ? 'draft' : 'agreed'

function wordsOf(now: Vocabulary, wanted: PlanChange['vocabulary']): Vocabulary {
  const changed: Vocabulary = { ...now }
  for (const level of ['section', 'outcome', 'action', 'milestone'] as const) {
    const word = wanted[level]?.trim() ?? ''
    if (word === '') delete changed[level]
    else changed[level] = word
  }
  return changed
}

/** Nothing in a closed plan changes until it is opened again. */
export async function closePlan(
  tx: Tx,
  { planId, why }: { planId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const plan = await planForChange(tx, writer.org, planId)
  if (!plan.ok) return plan
  if (why.trim() === '') return refuse({ code: 'reason-missing', field: 'why', message: 'Say why the plan is closed' })
  return await close(tx, writer, planId, why.trim())
}

export async function reopenPlan(tx: Tx, { planId }: { planId: string }, writer: Writer): Promise<Result<void>> {
  const plan = await readPlanHead(tx, writer.org, planId)
  if (plan === undefined) return notThere('plan')
  return plan.closed === null ? accept(undefined) : await reopen(tx, writer, planId)
}

/** With a trace: it goes from every list, and its rows and history stay. */
export async function deletePlan(
  tx: Tx,
  { planId, why }: { planId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const plan = await readPlanHead(tx, writer.org, planId)
  if (plan === undefined) return notThere('plan')
  if (why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'delete-why', message: 'Say why the plan is deleted' })
  return await remove(tx, writer, planId, why.trim())
}
