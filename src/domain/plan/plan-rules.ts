import { findEntry, type KeyEntry, shapeOf } from '../rating/rating-key.ts'
import { nameOfShape, type RatingShape, shapes } from '../rating/rating-shape.ts'
import { type CivilDate, daysBetween } from '../timescale/civil-date.ts'
import { isOverdue } from '../timescale/due.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { isOpenAction, isSilentAction } from './open-action.ts'

/**
 * Open, silent and late: the three words that every page, paper and count uses in the same sense (`pages.md` section 7).
 * Open and silent are decided in `open-action.ts` from a shape, late here; nothing else decides them.
 */
export interface StandingAction {
  timescale: Timescale
  /** The plan's word the owner last gave; null where nobody has. */
  rating: string | null
  /** Civil day of the last update; null where there was never one. */
  lastSaidOn: CivilDate | null
  /** Closed by a person, with a reason. */
  isClosed: boolean
  isDeleted?: boolean
  /** Whether the assurer asked has confirmed completion; absent where nobody has been asked, and the owner's word is taken. */
  isAssured?: boolean
  /** It only says that more actions will come: counted apart, never late. */
  isPlaceholder?: boolean
}

/** Neither embedded, closed, nor complete with nobody left to confirm it. */
export function isOpen(action: StandingAction, key: readonly KeyEntry[]): boolean {
  return !action.isDeleted && isOpenAction({ ...action, shape: shapeOf(key, action.rating) })
}

/** Open, and no update for more than 30 days, or never. */
export function isSilent(action: StandingAction, key: readonly KeyEntry[], today: CivilDate): boolean {
  if (action.isDeleted) return false
  return isSilentAction({ ...action, shape: shapeOf(key, action.rating), daysSinceHeard: daysSilent(action, today) })
}

/** Open, not said to be complete, and past the end of its interval. */
export function isLate(action: StandingAction, key: readonly KeyEntry[], today: CivilDate): boolean {
  if (action.isPlaceholder || !isOpen(action, key) || shapeOf(key, action.rating) === 'complete') return false
  return isOverdue(action.timescale, today)
}

/** Days since the last word; null where there was never one. */
export const daysSilent = (action: StandingAction, today: CivilDate): number | null =>
  action.lastSaidOn === null ? null : Math.max(0, daysBetween(action.lastSaidOn, today))

// ---- stitches -------------------------------------------------------------------------------------------------------

/** One stitch an open action, in plan order: heard from in 30 days, or not. Closed actions have no stitch. */
export type Stitch = 'heard' | 'silent'

export function stitchesOf(actions: readonly StandingAction[], key: readonly KeyEntry[], today: CivilDate): Stitch[] {
  return actions
    .filter((action) => isOpen(action, key))
    .map((action) => (isSilent(action, key, today) ? 'silent' : 'heard'))
}

// ---- counts ---------------------------------------------------------------------------------------------------------

export interface RatingCount {
  /** The plan's word; "No rating" where nobody has given one. */
  word: string
  shape: RatingShape
  count: number
}

export interface RatingCounts {
  /** Worst first; each word of the key, also where it counts nothing, then "No rating". Adds up to `all`. */
  ratings: RatingCount[]
  all: number
}

/** Counts by the plan's own words. Always adds up: a word that the key does not hold has a line of its own. */
export function countByRating(
  actions: readonly Pick<StandingAction, 'rating' | 'isDeleted' | 'isClosed'>[],
  key: readonly KeyEntry[],
): RatingCounts {
  const lines: RatingCount[] = key.map(({ word, shape }) => ({ word, shape, count: 0 }))
  const none: RatingCount = { word: nameOfShape.none, shape: 'none', count: 0 }
  let all = 0
  for (const action of actions) {
    if (action.isDeleted) continue
    all++
    lineFor(action, lines, none, key).count++
  }
  return { ratings: [...lines.sort(worstFirst), none], all }
}

function lineFor(
  action: Pick<StandingAction, 'rating' | 'isClosed'>,
  lines: RatingCount[],
  none: RatingCount,
  key: readonly KeyEntry[],
): RatingCount {
  const word = action.rating?.replace(/\s+/g, ' ').trim() ?? ''
  // Closed by a person before it was ever complete: a line of its own, so that nobody counts it as on track.
  if (action.isClosed && !['complete', 'embedded', 'closed'].includes(shapeOf(key, word)))
    return lineNamed(nameOfShape.closed, 'closed', lines)
  if (word === '') return none
  const entry = findEntry(key, word)
  return lineNamed(entry?.word ?? word, entry?.shape ?? shapeOf(key, word), lines)
}

function lineNamed(word: string, shape: RatingShape, lines: RatingCount[]): RatingCount {
  const found = lines.find((line) => line.word.toLowerCase() === word.toLowerCase())
  if (found) return found
  const line = { word, shape, count: 0 }
  lines.push(line)
  return line
}

const worstFirst = (a: RatingCount, b: RatingCount): number => shapes.indexOf(a.shape) - shapes.indexOf(b.shape)

// ---- slip -----------------------------------------------------------------------------------------------------------

export interface DateMove {
  fromDue: CivilDate | null
  toDue: CivilDate | null
}

export interface Slip {
  /** Times the date moved, earlier or later; a date set where there was none is no move. */
  moves: number
  /** Days from the first date agreed to the one that stands; null where either is not known. Negative is earlier. */
  days: number | null
  /** Whole months of the same, rounded to the nearest. */
  months: number | null
}

/** How far an action's date has slipped since it was first agreed. "Moved twice, 3 months". */
export function slipOf(firstDue: CivilDate | null, due: CivilDate | null, moves: readonly DateMove[]): Slip {
  const counted = moves.filter(({ fromDue, toDue }) => fromDue !== null && fromDue !== toDue).length
  if (firstDue === null || due === null) return { moves: counted, days: null, months: null }
  const days = daysBetween(firstDue, due)
  return { moves: counted, days, months: Math.round(days / 30.4375) }
}

/** "Moved twice, 3 months later"; null where it never moved. */
export function saySlip(slip: Slip): string | null {
  if (slip.moves === 0) return null
  const times = slip.moves === 1 ? 'Moved once' : slip.moves === 2 ? 'Moved twice' : `Moved ${slip.moves} times`
  if (slip.days === null || slip.months === null) return times
  if (slip.days === 0) return `${times}, back to its first date`
  const way = slip.days > 0 ? 'later' : 'earlier'
  const months = Math.abs(slip.months)
  const days = Math.abs(slip.days)
  const far =
    months >= 1 && days >= 28
      ? `${months} ${months === 1 ? 'month' : 'months'}`
      : `${days} ${days === 1 ? 'day' : 'days'}`
  return `${times}, ${far} ${way}`
}

export { silentAfterDays } from './open-action.ts'
