import { lastOfMonth, monthOf, yearOf } from './civil-date.ts'
import { type DateExpression, findDates, foldForDates } from './date-expressions.ts'
import type { DateContext } from './date-reading.ts'
import type { Timescale, TimescaleKind } from './timescale.ts'

/** What a rule found; the rest stays as in noTimescale. */
export type Reading = Partial<Omit<Timescale, 'text'>>

/** The text with each date found replaced by a mark, so that the words around dates can be read by simple rules. */
export interface Skeleton {
  /** "by the end of @0@", folded. */
  shape: string
  dates: DateExpression[]
}

export function skeletonOf(words: string, context: DateContext): Skeleton {
  const dates = withoutGloss(findDates(words, context), words)
  const folded = foldForDates(words).replace(/@/g, ' ')
  let shape = ''
  let at = 0
  for (const [index, date] of dates.entries()) {
    shape += `${folded.slice(at, date.from)}@${index}@`
    at = date.to
  }
  return { shape: (shape + folded.slice(at)).replace(/\s+/g, ' ').trim(), dates }
}

/** "Q3 (Oct-Dec 2026)": the bracket says which months are meant, so it counts and the name before it does not. */
function withoutGloss(dates: DateExpression[], words: string): DateExpression[] {
  const [first, second] = dates
  if (!first || !second?.end || !['quarter', 'season', 'term', 'half-year'].includes(first.precision)) return dates
  const isGlossed =
    /^\s*[([]\s*$/.test(words.slice(first.to, second.from)) && /^\s*[)\]]/.test(words.slice(dates.at(-1)?.to))
  return isGlossed ? dates.slice(1) : dates
}

/** Whether the folded words hold one of the alternatives, as whole words. */
export function has(shape: string, alternatives: string): boolean {
  let pattern = wholeWords.get(alternatives)
  if (!pattern) {
    pattern = new RegExp(`(?<![a-z])(?:${alternatives})(?![a-z])`)
    wholeWords.set(alternatives, pattern)
  }
  return pattern.test(shape)
}

/** One compiled pattern a list of words; the lists are constants of these files. */
const wholeWords = new Map<string, RegExp>()

export function fromDate(date: DateExpression): Reading {
  const isDay = date.precision === 'day' || (date.precision === 'range' && !isWholeMonths(date))
  const kind: TimescaleKind = isDay ? 'date' : 'month'
  const start = date.precision === 'range' ? date.start : null
  return { kind, due: date.end, start, precision: date.precision, ...doubtOf(date) }
}

const isWholeMonths = (date: DateExpression): boolean =>
  date.start !== null &&
  date.end !== null &&
  date.start.endsWith('-01') &&
  date.end === lastOfMonth(yearOf(date.end), monthOf(date.end))

export const doubtOf = (date: DateExpression): Reading => (date.doubt ? { isGuess: true, doubt: date.doubt } : {})

export const guess = (reading: Reading, doubt: string | null): Reading => ({
  ...reading,
  isGuess: true,
  doubt: reading.doubt ?? doubt,
})
