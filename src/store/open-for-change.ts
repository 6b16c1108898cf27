/** What a change may be made to: there, open, of an open plan, and held until the transaction ends. */
import { sql } from 'kysely'
import { accept, type Result, refuse } from '../domain/problem.ts'
import {
  type LiveAction,
  type LiveOutcome,
  type PlanHead,
  readAction,
  readOutcomes,
  readPlanHead,
} from './live-plan.ts'
import { isId } from './new-id.ts'
import type { Tx } from './tables.ts'
import { notThere } from './writer.ts'

export async function planForChange(tx: Tx, org: string, id: string): Promise<Result<PlanHead>> {
  const plan = await readPlanHead(tx, org, id)
  if (plan === undefined) return notThere('plan')
  return plan.closed === null ? accept(plan) : closed('plan')
}

/** `orClosed`: also one that was closed, to open it again or delete it. */
export async function actionForChange(
  tx: Tx,
  org: string,
  id: string,
  { orClosed = false, orDeleted = false }: { orClosed?: boolean; orDeleted?: boolean } = {},
): Promise<Result<{ action: LiveAction; plan: PlanHead }>> {
  if (!isId(id)) return notThere('action')
  await sql`select from action where org_id = ${org} and id = ${id} for no key update`.execute(tx)
  const action = await readAction(tx, org, id)
  if (action === undefined || (action.deleted !== null && !orDeleted)) return notThere('action')
  const plan = await planForChange(tx, org, action.planId)
  if (!plan.ok) return plan
  return action.closed === null || orClosed ? accept({ action, plan: plan.value }) : closed('action')
}

export async function outcomeForChange(
  tx: Tx,
  org: string,
  id: string,
  { orDeleted = false }: { orDeleted?: boolean } = {},
): Promise<Result<{ outcome: LiveOutcome; plan: PlanHead }>> {
  if (!isId(id)) return notThere('outcome')
  await sql`select from outcome where org_id = ${org} and id = ${id} for no key update`.execute(tx)
  const [outcome] = await readOutcomes(tx, org, { id })
  if (outcome === undefined || (outcome.deleted !== null && !orDeleted)) return notThere('outcome')
  const plan = await planForChange(tx, org, outcome.planId)
  return plan.ok ? accept({ outcome, plan: plan.value }) : plan
}

const closed = (thing: string) =>
  refuse({ code: 'closed', message: `This ${thing} is closed. It can be changed once it is opened again.` })
