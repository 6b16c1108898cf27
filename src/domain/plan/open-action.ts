import type { RatingShape } from '../rating/rating-shape.ts'

/** An open action that has said nothing for longer than this is silent. */
export const silentAfterDays = 30

/** What decides whether an action is still to be done, with its rating as a shape. Lists that hold only rows of figures use this. */
export interface ActionState {
  isClosed: boolean
  shape: RatingShape
  /** False while an assurer who was asked has not confirmed; absent where nobody has been asked. */
  isAssured?: boolean
}

/**
 * Open: neither embedded, closed, nor complete and assured (`pages.md` section 7). Where nobody has been asked to assure it,
 * the owner's "complete" is taken. Placeholders ("further actions to be agreed") are no actions and are counted nowhere.
 */
export function isOpenAction({ isClosed, shape, isAssured }: ActionState): boolean {
  if (isClosed || shape === 'embedded' || shape === 'closed') return false
  return shape !== 'complete' || isAssured === false
}

/** Open, and no word for more than 30 days, or never. `daysSinceHeard`: null where nothing was ever said of it. */
export const isSilentAction = (action: ActionState & { daysSinceHeard: number | null }): boolean =>
  isOpenAction(action) && (action.daysSinceHeard === null || action.daysSinceHeard > silentAfterDays)
