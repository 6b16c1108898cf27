/**
 * The counts of an organisation's plans, remembered plan by plan: counting 100,000 actions takes a third of a second, so after a change
 * only the plans that changed are counted again. What is remembered is only ever what the database said: each process asks
 * history for itself, so several processes agree.
 */
import { silentAfterDays } from '../../../domain/plan/open-action.ts'
import { addDays } from '../../../domain/timescale/civil-date.ts'
import { soonDays } from '../../../domain/timescale/due.ts'
import type { Tx } from '../../../store/tables.ts'
import {
  changedPlans,
  type PlanRow,
  plansOf,
  type RatingGroup,
  type RecurringGroup,
  ratingGroups,
  recurringGroups,
  type StitchRow,
  stitches,
} from './queries.ts'
import { mostStitches } from './view.ts'

export interface Counts {
  plans: PlanRow[]
  groups: RatingGroup[]
  recurring: RecurringGroup[]
  /** None where there are more than a line can hold. */
  stitches: StitchRow[]
}

export type CountsOf = (tx: Tx, asked: { org: string; today: string }) => Promise<Counts>

interface Remembered {
  today: string
  /** Every change these counts lack was made by this transaction or a later one. */
  since: number
  counts: Counts
}

/** `tx` reads one snapshot: what has changed and what is counted are of the same instant. */
export function rememberedCounts(mostOrganisations = 200): CountsOf {
  const remembered = new Map<string, Remembered>()
  return async (tx, { org, today }) => {
    const known = remembered.get(org)
    const { since, planIds } = await changedPlans(tx, org, known?.since ?? null)
    const counts =
      known === undefined || known.today !== today
        ? await count(tx, org, today)
        : planIds.length === 0
          ? known.counts
          : await countAgain(tx, { org, today, planIds, known: known.counts })
    remembered.delete(org)
    remembered.set(org, { today, since, counts })
    const [oldest] = remembered.keys()
    if (remembered.size > mostOrganisations && oldest !== undefined) remembered.delete(oldest)
    return counts
  }
}

/** The days that decide: due by `soon` is soon, last heard before `heardSince` is silent. */
export const daysThatDecide = (today: string) => ({
  today,
  soon: addDays(today, soonDays),
  heardSince: addDays(today, -silentAfterDays),
})

async function count(tx: Tx, org: string, today: string): Promise<Counts> {
  const days = { org, ...daysThatDecide(today) }
  const plans = await plansOf(tx, org)
  if (plans.length === 0) return { plans, groups: [], recurring: [], stitches: [] }
  const groups = await ratingGroups(tx, days)
  return {
    plans,
    groups,
    recurring: await recurringGroups(tx, days),
    stitches: await stitchesOf(tx, { org, today, plans, groups }),
  }
}

async function countAgain(
  tx: Tx,
  { org, today, planIds, known }: { org: string; today: string; planIds: string[]; known: Counts },
): Promise<Counts> {
  const changed = new Set(planIds)
  const days = { org, ...daysThatDecide(today), planIds }
  const isAsBefore = ({ planId }: { planId: string }) => !changed.has(planId)
  const plans = await plansOf(tx, org)
  const groups = [...known.groups.filter(isAsBefore), ...(await ratingGroups(tx, days))]
  return {
    plans,
    groups,
    recurring: [...known.recurring.filter(isAsBefore), ...(await recurringGroups(tx, days))],
    stitches: await stitchesOf(tx, { org, today, plans, groups }),
  }
}

/** Not asked for where they could not be shown. */
async function stitchesOf(
  tx: Tx,
  { org, today, plans, groups }: { org: string; today: string; plans: PlanRow[]; groups: RatingGroup[] },
): Promise<StitchRow[]> {
  const open = new Set(plans.map(({ id }) => id))
  const count = groups
    .filter(({ planId, isClosed }) => !isClosed && open.has(planId))
    .reduce((sum, { actions }) => sum + actions, 0)
  if (count === 0 || count > mostStitches) return []
  return await stitches(tx, { org, ...daysThatDecide(today), limit: mostStitches })
}
