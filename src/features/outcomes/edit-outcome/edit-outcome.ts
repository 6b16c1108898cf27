import type { ExtraField } from '../../../domain/plan/plan-document.ts'
import { accept, type Problem, type Result, refuse } from '../../../domain/problem.ts'
import { readSections } from '../../../store/live-plan.ts'
import { outcomeForChange, planForChange } from '../../../store/open-for-change.ts'
import {
  addOutcome as add,
  deleteOutcome as remove,
  restoreOutcome as restore,
  editOutcome as save,
} from '../../../store/outcome-store.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, type Writer } from '../../../store/writer.ts'

export interface OutcomeWords {
  sectionId: string | null
  ref: string | null
  text: string
  objectives: string[]
  intendedOutcomes: string[]
  measures: string[]
  extra: ExtraField[]
}

/** Adds an outcome at the end of the plan. Resolves to its id. */
export async function addOutcome(
  tx: Tx,
  input: OutcomeWords & { planId: string },
  writer: Writer,
): Promise<Result<string>> {
  const plan = await planForChange(tx, writer.org, input.planId)
  if (!plan.ok) return plan
  const problems = await problemsOf(tx, writer.org, input.planId, input)
  if (problems.length > 0) return refuse(...problems)
  const { planId, ...words } = input
  return accept(await add(tx, writer, planId, words))
}

/** Changes any field of an outcome. Resolves to the new version. */
export async function editOutcome(
  tx: Tx,
  { outcomeId, version, ...words }: OutcomeWords & { outcomeId: string; version: number },
  writer: Writer,
): Promise<Result<number>> {
  const found = await outcomeForChange(tx, writer.org, outcomeId)
  if (!found.ok) return found
  const { outcome, plan } = found.value
  if (outcome.version !== version) return changedMeanwhile('outcome')
  const problems = await problemsOf(tx, writer.org, plan.id, words)
  if (problems.length > 0) return refuse(...problems)
  const { sectionId, ref, text, objectives, intendedOutcomes, measures, extra } = outcome
  const now: OutcomeWords = { sectionId, ref, text, objectives, intendedOutcomes, measures, extra }
  const edit = Object.fromEntries(
    Object.entries(words).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name as keyof OutcomeWords]),
    ),
  )
  return Object.keys(edit).length === 0 ? accept(version) : await save(tx, writer, outcomeId, version, edit)
}

/** With a trace; its actions must have gone elsewhere first. */
export async function deleteOutcome(
  tx: Tx,
  { outcomeId, why }: { outcomeId: string; why: string },
  writer: Writer,
): Promise<Result<void>> {
  const found = await outcomeForChange(tx, writer.org, outcomeId)
  if (!found.ok) return found
  if (why.trim() === '')
    return refuse({ code: 'reason-missing', field: 'delete-why', message: 'Say why it is deleted' })
  return await remove(tx, writer, outcomeId, why.trim())
}

export async function restoreOutcome(
  tx: Tx,
  { outcomeId }: { outcomeId: string },
  writer: Writer,
): Promise<Result<void>> {
  const found = await outcomeForChange(tx, writer.org, outcomeId, { orDeleted: true })
  if (!found.ok) return found
  return found.value.outcome.deleted === null ? accept(undefined) : await restore(tx, writer, outcomeId)
}

async function problemsOf(tx: Tx, org: string, planId: string, { text, sectionId }: OutcomeWords): Promise<Problem[]> {
  const isThere = sectionId === null || (await readSections(tx, org, planId)).some(({ id }) => id === sectionId)
  return [
    ...(text.trim() === '' ? [{ code: 'no-text', field: 'text', message: 'Say what will be different' }] : []),
    ...(isThere ? [] : [{ code: 'no-section', field: 'section', message: 'Choose a heading of this plan' }]),
  ]
}
