import { addDays, civilDate, isCivilDate, lastOfMonth, monthOf, yearOf } from './civil-date.ts'
import type { DateContext } from './date-reading.ts'
import { readDeadline } from './read-deadline.ts'
import { readOngoing } from './read-ongoing.ts'
import { readRecurring } from './read-recurring.ts'
import { readRevised } from './read-revised.ts'
import { readLength, readStartOnly, readUrgent, readYearOfPlan } from './read-undated.ts'
import { readCompleted, readUndecided } from './read-undecided.ts'
import { noTimescale, type Timescale } from './timescale.ts'
import { type Reading, skeletonOf } from './timescale-shape.ts'

/** What is known around a cell. `date` is what a spreadsheet cell stored, beside the text it shows. */
export interface TimescaleContext extends DateContext {
  date?: { date: string; precision: 'day' | 'month' | 'year' } | null | undefined
}

/**
 * Reads when something is to happen. Pure and total: every text gives a timescale, its words kept but for white space.
 * The rules are numbered in `docs/timescale-rules.md`.
 */
export function parseTimescale(text: string, context: TimescaleContext = {}): Timescale {
  const words = text.replace(/\s+/g, ' ').trim()
  const reading =
    words.length > longestCell ? { isGuess: true, doubt: 'This is more than a timescale.' } : read(words, context)
  const timescale = tidy({ ...noTimescale, text: words, kind: 'other', ...reading })
  return warnOutsidePlan(timescale, context)
}

/** Characters beyond which a cell is an account, not a timescale. */
const longestCell = 1000

/** The rules in their order; the first that reads wins. */
function read(words: string, context: TimescaleContext): Reading | null {
  const stored =
    context.date && isCivilDate(context.date.date.slice(0, 10))
      ? storedDate(context.date.date, context.date.precision)
      : null
  if (isNothing(words)) return stored ?? { kind: 'none' }
  const { shape, dates } = skeletonOf(words, context)
  // Nothing but one date: most cells, so the rules for the words around dates are not tried.
  if (shape === '@0@') return stored ?? readDeadline(shape, dates)
  const revised = readRevised(words, context, (later) => read(later, { ...context, date: null }))
  if (revised) return revised
  if (stored && (dates.length <= 1 || /^[\d/.:\s-]+$/.test(words))) return stored
  return (
    readSerial(words) ??
    readUndecided(shape, dates) ??
    readRecurring(shape, dates) ??
    readCompleted(shape, dates) ??
    readOngoing(shape, dates) ??
    readDeadline(shape, dates) ??
    readUrgent(shape) ??
    readYearOfPlan(shape, context) ??
    readLength(shape) ??
    readStartOnly(shape) ?? { isGuess: true, doubt: 'When this is due could not be read from the words.' }
  )
}

const isNothing = (words: string): boolean =>
  /^(?:[\s\-–—_.,/\\|*]*|n\/?\s?a\.?|nil|none|not applicable|null|no date)$/i.test(words)

function storedDate(date: string, precision: 'day' | 'month' | 'year'): Reading {
  const day = date.slice(0, 10)
  if (precision === 'day') return { kind: 'date', due: day, precision: 'day' }
  if (precision === 'month') return { kind: 'month', due: lastOfMonth(yearOf(day), monthOf(day)), precision: 'month' }
  return { kind: 'month', due: `${yearOf(day)}-12-31`, precision: 'year' }
}

/** A spreadsheet's day number that lost its format on the way ("45016"). */
function readSerial(words: string): Reading | null {
  if (!/^\d{5}(?:\.0+)?$/.test(words)) return null
  const serial = Math.trunc(Number(words))
  if (serial < 36526 || serial > 60000) return null
  return {
    kind: 'date',
    due: addDays('1899-12-30', serial),
    precision: 'day',
    isGuess: true,
    doubt: `"${words}" is read as a spreadsheet's day number.`,
  }
}

/** Drops what says nothing and keeps start and due in order. */
function tidy(timescale: Timescale): Timescale {
  const { start, due } = timescale
  const isBackward = start !== null && due !== null && start > due
  return {
    ...timescale,
    ...(isBackward
      ? { start: null, isGuess: true, doubt: timescale.doubt ?? 'The first date lies after the last.' }
      : {}),
  }
}

/** TS-18: "Feb-20" in a plan for 2020-21 is kept as written and asked about. */
function warnOutsidePlan(timescale: Timescale, context: TimescaleContext): Timescale {
  const { due } = timescale
  const start = context.planStart
  if (!due || !start || timescale.doubt || !/^\d{4}-\d{2}/.test(start) || due >= start) return timescale
  const year = civilDate(yearOf(due) + 1, monthOf(due), 1)
  const later = year && year >= start.slice(0, 7) ? ` It may be meant for ${yearOf(due) + 1}.` : ''
  return { ...timescale, isGuess: true, doubt: `The date lies before the plan begins.${later}` }
}
