import { accept, type Problem, type Result, refuse } from '../../../domain/problem.ts'
import type { Timescale } from '../../../domain/timescale/timescale.ts'
import { addAction as add } from '../../../store/action-store.ts'
import { readOutcomes, readSections } from '../../../store/live-plan.ts'
import { planForChange } from '../../../store/open-for-change.ts'
import { setAlias } from '../../../store/owner-store.ts'
import type { Tx } from '../../../store/tables.ts'
import type { Writer } from '../../../store/writer.ts'

export interface ActionToAdd {
  planId: string
  to: { outcomeId: string } | { sectionId: string } | { nowhere: true }
  ref: string | null
  text: string
  owners: { text: string; names: string[]; same?: { writing: string; ownerId: string }[] }
  timescale: Timescale
  evidence: string | null
  impact: string | null
}

/** Adds an action at the end of its outcome, section or plan. Resolves to its id. */
export async function addAction(tx: Tx, input: ActionToAdd, writer: Writer): Promise<Result<string>> {
  const plan = await planForChange(tx, writer.org, input.planId)
  if (!plan.ok) return plan
  const place = await placeOf(tx, writer.org, input)
  const problems: Problem[] = [
    ...(input.text.trim() === '' ? [{ code: 'no-text', field: 'text', message: 'Say what is to be done' }] : []),
    ...(place === undefined ? [{ code: 'no-place', field: 'to', message: 'Choose what it serves' }] : []),
  ]
  if (problems.length > 0 || place === undefined) return refuse(...problems)
  for (const { writing, ownerId } of input.owners.same ?? []) await setAlias(tx, writer, writing, ownerId)
  const { planId, ref, text, timescale, evidence, impact, owners } = input
  const { text: written, names } = owners
  const action = { planId, ref, text, timescale, evidence, impact, ...place, owners: { text: written, names } }
  return accept(await add(tx, writer, action))
}

async function placeOf(
  tx: Tx,
  org: string,
  { planId, to }: ActionToAdd,
): Promise<{ outcomeId: string | null; sectionId: string | null } | undefined> {
  if ('nowhere' in to) return { outcomeId: null, sectionId: null }
  if ('sectionId' in to) {
    const sections = await readSections(tx, org, planId)
    return sections.some(({ id }) => id === to.sectionId) ? { outcomeId: null, sectionId: to.sectionId } : undefined
  }
  const outcome = (await readOutcomes(tx, org, { planId })).find(({ id }) => id === to.outcomeId)
  return outcome && { outcomeId: outcome.id, sectionId: outcome.sectionId }
}
