/**
 * The three counts that are the same wherever they are counted: open, late, silent (docs/pages.md section 7). Late is
 * `standingOn` in ../timescale/due.ts, for open actions only.
 */
import type { RatingShape } from '../rating/rating-shape.ts'

/** An open action that has said nothing for longer than this is silent. */
export const silentAfterDays = 30

/**
 * Still to be done: neither closed nor rated as done. Once assurers confirm, "complete" will stay open until one has.
 * Placeholders ("further actions to be agreed") are no actions and are counted nowhere.
 */
export const isOpenAction = (action: { isClosed: boolean; shape: RatingShape }): boolean =>
  !action.isClosed && action.shape !== 'complete' && action.shape !== 'embedded' && action.shape !== 'closed'

/** `daysSinceHeard`: null where nothing was ever said of it. */
export const isSilentAction = (action: {
  isClosed: boolean
  shape: RatingShape
  daysSinceHeard: number | null
}): boolean => isOpenAction(action) && (action.daysSinceHeard === null || action.daysSinceHeard > silentAfterDays)
