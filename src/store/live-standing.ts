import { countSteps } from '../domain/plan/indicated.ts'
import { type SaidStanding, sayStanding } from '../domain/plan/say-standing.ts'
import type { LiveAction, PlanHead } from './live-plan.ts'

/** How a live action stands on a day, in words. */
export function standingOf(action: LiveAction, plan: Pick<PlanHead, 'key' | 'isDraft'>, today: string): SaidStanding {
  const observed = {
    ...action,
    isClosed: action.closed !== null,
    isDeleted: action.deleted !== null,
    milestones: countSteps(action.milestones, plan.key, today),
  }
  return sayStanding(observed, plan.key, today, { isDraft: plan.isDraft })
}
