import type { KeyEntry } from '../rating/rating-key.ts'
import { shapeOf } from '../rating/rating-key.ts'
import { isWorse, type RatingShape, shapes } from '../rating/rating-shape.ts'
import type { CivilDate } from '../timescale/civil-date.ts'
import { daysLate } from '../timescale/due.ts'
import { sayDate, sayDays } from '../timescale/say-date.ts'
import { daysSilent, isLate, isOpen, isSilent, type StandingAction } from './plan-rules.ts'

/** What the facts are read from, besides what an action says of itself. */
export interface ObservedAction extends StandingAction {
  /** When its owner expects it to be done; null where nobody said. */
  forecast: CivilDate | null
  milestones: { all: number; done: number; late: number }
}

/** One thing the facts show, and the rating it alone would suggest. */
export interface Fact {
  code: 'late' | 'forecast-after-date' | 'milestone-late' | 'milestones-open' | 'silent'
  shape: RatingShape
  sentence: string
}

/**
 * What dates, milestones and silence suggest, worst first: the second of the three voices. It stands beside what the owner
 * says and never in its place. Empty where the facts have nothing to say, and always for what is closed or a placeholder.
 */
export function factsOf(action: ObservedAction, key: readonly KeyEntry[], today: CivilDate): Fact[] {
  if (action.isPlaceholder || action.isDeleted || action.isClosed) return []
  const shape = shapeOf(key, action.rating)
  const { all, done, late } = action.milestones
  const facts: Fact[] = []
  const add = (code: Fact['code'], suggests: RatingShape, sentence: string) =>
    facts.push({ code, shape: suggests, sentence })

  if (shape === 'complete') {
    if (all > done)
      add('milestones-open', 'at-risk', `${all - done} of ${all} milestones ${isAre(all - done)} not marked done.`)
    return facts
  }
  if (!isOpen(action, key)) return facts

  const due = action.timescale.due
  if (isLate(action, key, today) && due !== null)
    add('late', 'off-track', `Its date, ${sayDate(due)}, was ${sayDays(daysLate(action.timescale, today))} ago.`)
  if (action.forecast !== null && due !== null && action.forecast > due)
    add(
      'forecast-after-date',
      'off-track',
      `The owner’s forecast, ${sayDate(action.forecast)}, is after the date, ${sayDate(due)}.`,
    )
  if (late > 0) add('milestone-late', 'at-risk', `${late} of ${all} milestones ${isAre(late)} past the date.`)
  // Silence alone contradicts a rating that was once given; where none was, it is a figure of its own.
  if (shape !== 'none' && isSilent(action, key, today)) {
    const days = daysSilent(action, today)
    add(
      'silent',
      'at-risk',
      days === null ? 'Nobody has ever said how it stands.' : `Nothing was said for ${sayDays(days)}.`,
    )
  }
  return facts.sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))
}

/** The rating the facts suggest where that is worse than what the owner says; null where they do not disagree. */
export function disagreement(facts: readonly Fact[], said: RatingShape): RatingShape | null {
  const worst = facts[0]?.shape ?? null
  return worst !== null && isWorse(worst, said) ? worst : null
}

/** A milestone, as far as counting needs it. */
export interface Step {
  due: CivilDate | null
  doneOn: CivilDate | null
  rating: string | null
}

export const isStepDone = ({ doneOn, rating }: Pick<Step, 'doneOn' | 'rating'>, key: readonly KeyEntry[]): boolean =>
  doneOn !== null || ['complete', 'embedded'].includes(shapeOf(key, rating))

/** Late: not done, and past the end of its interval. */
export function countSteps(
  steps: readonly Step[],
  key: readonly KeyEntry[],
  today: CivilDate,
): ObservedAction['milestones'] {
  const open = steps.filter((step) => !isStepDone(step, key))
  return {
    all: steps.length,
    done: steps.length - open.length,
    late: open.filter(({ due }) => due !== null && due < today).length,
  }
}

const isAre = (count: number): string => (count === 1 ? 'is' : 'are')
