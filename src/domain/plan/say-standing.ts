import type { KeyEntry } from '../rating/rating-key.ts'
import { findEntry, shapeOf, wordForShape } from '../rating/rating-key.ts'
import { nameOfShape, type RatingShape } from '../rating/rating-shape.ts'
import type { CivilDate } from '../timescale/civil-date.ts'
import { daysLate, isDueSoon, nextDue } from '../timescale/due.ts'
import { sayDays, sayShortDate } from '../timescale/say-date.ts'
import { sayTimescale } from '../timescale/say-timescale.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { disagreement, type Fact, factsOf, type ObservedAction } from './indicated.ts'
import { daysSilent, isLate, isOpen, isSilent, saySlip, slipOf } from './plan-rules.ts'

export interface SayableAction extends ObservedAction {
  /** Somebody has confirmed how the words of the date are read. */
  isConfirmed: boolean
  firstDue: CivilDate | null
  /** Times the date moved. */
  moves: number
}

/** How an action stands, as a row of a list says it. */
export interface SaidStanding {
  rating: { word: string; shape: RatingShape }
  isOpen: boolean
  isLate: boolean
  isSoon: boolean
  isSilent: boolean
  /** Read by a guess that nobody has confirmed. */
  isGuess: boolean
  /** As the plan writes it. */
  written: string
  /** As it is read: "by 30 Jun 2026". */
  read: string
  /** "41 days late". */
  late: string | null
  /** "Moved twice, 3 months later". */
  slip: string | null
  /** "9 days ago", "Never". */
  heard: string
  facts: Fact[]
  /** What the facts say where that is worse than the owner: in the plan's own word. */
  factsSay: { word: string; shape: RatingShape } | null
}

export function sayStanding(
  action: SayableAction,
  key: readonly KeyEntry[],
  today: CivilDate,
  options: { isDraft?: boolean } = {},
): SaidStanding {
  const shape = action.isClosed && !isDone(shapeOf(key, action.rating)) ? 'closed' : shapeOf(key, action.rating)
  const open = isOpen(action, key)
  const late = isLate(action, key, today)
  const facts = options.isDraft ? [] : factsOf(action, key, today)
  const worse = disagreement(facts, shape)
  const days = daysSilent(action, today)
  const { due } = action.timescale
  return {
    rating: {
      word: shape === 'closed' ? nameOfShape.closed : ratingWord(key, action.rating),
      shape,
    },
    isOpen: open,
    isLate: late,
    isSoon: open && !action.isPlaceholder && shape !== 'complete' && isDueSoon(action.timescale, today),
    // A draft owes nobody a word yet, and a placeholder has nothing to tell.
    isSilent: !options.isDraft && !action.isPlaceholder && isSilent(action, key, today),
    isGuess: action.timescale.isGuess === true && !action.isConfirmed,
    written: action.timescale.text,
    read: late && due !== null ? `was ${sayShortDate(due)}` : sayWhenShort(action.timescale, today),
    late: late ? `${sayDays(daysLate(action.timescale, today))} late` : null,
    slip: saySlip(slipOfCounted(action)),
    heard: sayHeard(days),
    facts,
    factsSay: worse === null ? null : { word: wordForShape(key, worse), shape: worse },
  }
}

/** "Never", "Today", "1 day ago". */
export const sayHeard = (days: number | null): string =>
  days === null ? 'Never' : days === 0 ? 'Today' : `${sayDays(days)} ago`

/** The plan's word as its key writes it; "No rating" where there is none. */
export const ratingWord = (key: readonly KeyEntry[], rating: string | null): string =>
  rating === null || rating.trim() === '' ? nameOfShape.none : (findEntry(key, rating)?.word ?? rating)

/** The reading for a narrow column: "by 30 Jun 2026", "next due 30 Jun 2026", "no date agreed". */
export function sayWhenShort(timescale: Timescale, today: CivilDate): string {
  const { kind, due, start } = timescale
  if ((kind === 'date' || kind === 'month') && due !== null && (start === null || start >= due))
    return timescale.precision === 'day' || kind === 'date' ? sayShortDate(due) : `by ${sayShortDate(due)}`
  if (kind === 'recurring') {
    const next = nextDue(timescale, today)
    if (next !== null) return `next due ${sayShortDate(next)}`
  }
  return sayTimescale(timescale)
}

/** A list knows how often a date moved, not each move. */
function slipOfCounted({ firstDue, timescale, moves }: SayableAction) {
  return { ...slipOf(firstDue, timescale.due, []), moves }
}

const isDone = (shape: RatingShape): boolean => shape === 'complete' || shape === 'embedded'
