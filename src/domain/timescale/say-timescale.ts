import {
  addMonths,
  type CivilDate,
  daysBetween,
  durationParts,
  isCivilDate,
  lastOfMonth,
  monthOf,
  yearOf,
} from './civil-date.ts'
import { sayDate, sayMonth } from './say-date.ts'
import type { Timescale } from './timescale.ts'

/**
 * The reading in words, to stand under the writer's own: "by 31 August 2020", "every three months from June 2015",
 * "no end date", "no date agreed". Total.
 */
export function sayTimescale(timescale: Timescale): string {
  const due = day(timescale.due)
  const start = day(timescale.start)
  switch (timescale.kind) {
    case 'date':
    case 'month':
      if (due === null) return 'no year is given'
      return start !== null && start < due ? `${sayStart(start)} to ${sayDate(due)}` : `by ${sayDate(due)}`
    case 'recurring':
      return sayRecurring(timescale, start, due)
    case 'starting':
      return start === null ? 'to start; no date given' : `starts ${sayStart(start)}; no end date`
    case 'ongoing': {
      const since = start === null ? '' : ` from ${sayStart(start)}`
      return `no end date${since}${timescale.every ? `; looked at ${sayEvery(timescale.every)}` : ''}`
    }
    case 'duration':
      return timescale.length
        ? `${sayLength(timescale.length)}; it is not said from when`
        : 'a length of time; it is not said how long'
    case 'asap':
      return 'as soon as possible; no date set'
    case 'tbc':
      return 'no date agreed'
    case 'none':
      return 'no date given'
    case 'other':
      return 'not read as a date'
  }
}

/** "read as by 31 August 2020": for a guess, or where the words and the reading differ. */
export const sayReading = (timescale: Timescale): string => `read as ${sayTimescale(timescale)}`

/** "every three months", "every week", "every day". */
export function sayEvery(every: string): string {
  const parts = durationParts(every)
  if (!parts) return 'again and again'
  if (parts.months > 0 && parts.days === 0)
    return parts.months % 12 === 0 ? each(parts.months / 12, 'year') : each(parts.months, 'month')
  if (parts.months === 0 && parts.days % 7 === 0) return each(parts.days / 7, 'week')
  return each(parts.days, 'day')
}

/** "six months", "8 weeks": numbers to ten in words. */
export function sayLength(length: string): string {
  const hours = /^PT(\d+)H$/.exec(length)
  if (hours) return count(Number(hours[1]), 'hour')
  const parts = durationParts(length)
  if (!parts) return 'some time'
  if (parts.months > 0) return parts.months % 12 === 0 ? count(parts.months / 12, 'year') : count(parts.months, 'month')
  return parts.days % 7 === 0 ? count(parts.days / 7, 'week') : count(parts.days, 'day')
}

function sayRecurring(timescale: Timescale, start: CivilDate | null, due: CivilDate | null): string {
  const often = timescale.every === null ? 'comes round; how often is not said' : sayEvery(timescale.every)
  const from = start === null ? '' : ` from ${sayStart(start)}`
  const to = due === null ? '' : ` until ${sayDate(due)}`
  const run = timescale.length ? ` for ${sayLength(timescale.length)}` : ''
  return `${often}${from}${to}${run}`
}

/** The first of a month stands for the month: "June 2015", not "1 June 2015". */
const sayStart = (start: CivilDate): string => (start.endsWith('-01') ? sayMonth(start) : sayDate(start))

const each = (number: number, unit: string): string =>
  number === 1 ? `every ${unit}` : `every ${inWords(number)} ${unit}s`
const count = (number: number, unit: string): string => `${inWords(number)} ${unit}${number === 1 ? '' : 's'}`
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const inWords = (number: number): string => words[number] ?? String(number)
const day = (text: string | null): CivilDate | null => (text !== null && isCivilDate(text) ? text : null)

/**
 * How far a date moved: "3 months later", "17 days earlier", null where it did not. Whole months where both fall on the
 * same day or a month's end, else days up to two months.
 */
export function sayMove(from: CivilDate, to: CivilDate): string | null {
  if (from === to) return null
  const way = to > from ? 'later' : 'earlier'
  const [early, late] = from < to ? [from, to] : [to, from]
  const months = (yearOf(late) - yearOf(early)) * 12 + monthOf(late) - monthOf(early)
  const isMonthEnd =
    early === lastOfMonth(yearOf(early), monthOf(early)) && late === lastOfMonth(yearOf(late), monthOf(late))
  if (months > 0 && (isMonthEnd || addMonths(early, months) === late))
    return `${months} ${months === 1 ? 'month' : 'months'} ${way}`
  const days = daysBetween(early, late)
  if (days <= 61) return `${days} ${days === 1 ? 'day' : 'days'} ${way}`
  const whole = addMonths(early, months) <= late ? months : months - 1
  return `more than ${whole} ${whole === 1 ? 'month' : 'months'} ${way}`
}
