/**
 * The counts of an organisation's plans, remembered until one of its plans or actions changes or the day does. Counting 100,000
 * actions takes a third of a second; asking history whether anything changed takes a millisecond. What is remembered is only ever
 * what the database said: each process asks history for itself, so several processes agree.
 */
import { silentAfterDays } from '../../../domain/plan/open-action.ts'
import { addDays } from '../../../domain/timescale/civil-date.ts'
import { soonDays } from '../../../domain/timescale/due.ts'
import type { Tx } from '../../../store/tables.ts'
import {
  newestChange,
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
  stitches: StitchRow[]
}

export type CountsOf = (tx: Tx, asked: { org: string; today: string }) => Promise<Counts>

export function rememberedCounts(mostOrganisations = 200): CountsOf {
  const remembered = new Map<string, { as: string; counts: Counts }>()
  return async (tx, { org, today }) => {
    const { number, isQuiet } = await newestChange(tx, org)
    const as = `${today} ${number}`
    const known = remembered.get(org)
    if (known?.as === as) return known.counts
    const counts = await count(tx, org, today)
    remembered.delete(org)
    if (isQuiet) remembered.set(org, { as, counts })
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
  return {
    plans,
    groups: await ratingGroups(tx, days),
    recurring: await recurringGroups(tx, org),
    stitches: await stitches(tx, { ...days, limit: mostStitches + 1 }),
  }
}
