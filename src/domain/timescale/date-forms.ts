import { civilDate, firstOfMonth, lastOfMonth, yearOf } from './civil-date.ts'
import {
  anchorOf,
  between,
  type DateContext,
  type DateReading,
  type Interval,
  isPlausible,
  months,
} from './date-reading.ts'
import { easterSunday } from './easter.ts'
import { exactMonth, nameOfMonth, readMonth } from './month-names.ts'

export function dayReading(year: number, month: number, day: number): DateReading {
  return { year, of: (y) => between(civilDate(y, month, day), civilDate(y, month, day)), precision: 'day' }
}

export function dayFirst(day: number, month: number, year: number): DateReading | null {
  if (month > 12 && day <= 12) {
    const reading = dayReading(year, day, month)
    return { ...reading, doubt: `There is no month ${month}, so the month was taken to come first.` }
  }
  return dayReading(year, month, day)
}

/** The figures after "31 March" are a year unless they begin the next date ("11 May 12 June"). */
export function yearNotDay(whole: string, year: string | undefined): number | null {
  return year === undefined || whole === '' ? null : fullYear(year)
}

export function dayOfNamedMonth(day: number, word: string, year: number | null): DateReading | null {
  const month = year === null ? exactAsWord(word) : readMonth(word)
  if (!month || day < 1 || day > 31) return null
  if (year !== null && !isPlausible(year)) return null
  return {
    year,
    of: (y) => between(civilDate(y, month.month, day), civilDate(y, month.month, day)),
    precision: 'day',
    doubt: spelling(month, word),
  }
}

export function monthReading(year: number, month: number): DateReading | null {
  if (month < 1 || month > 12 || !isPlausible(year)) return null
  return { year, of: (y) => months(y, month, 1), precision: 'month' }
}

export function monthAndYear(word: string, figures: string, whole: string, context: DateContext): DateReading | null {
  const month = readMonth(word)
  if (!month) return null
  const year = fullYear(figures)
  if (!isPlausible(year)) return null
  // "June 23" is June 2023, unless the plan's own years say that it can only be a day.
  const near = anchorOf(context)
  if (
    figures.length === 2 &&
    /\s\d+$/.test(whole) &&
    near &&
    Number(figures) <= 31 &&
    Math.abs(year - yearOf(near)) > 8
  ) {
    return { ...dayReading(0, month.month, Number(figures)), year: null, doubt: spelling(month, word) }
  }
  const isLikeDay = /[a-z]\s+\d\d$/.test(whole) && Number(figures) >= 28 && Number(figures) <= 31
  const doubt = isLikeDay
    ? `"${capital(whole)}" is read as ${nameOfMonth(month.month)} ${year}; it could be a day of that month.`
    : spelling(month, word)
  return { year, of: (y) => months(y, month.month, 1), precision: 'month', doubt }
}

export function financialQuarter(quarter: number, year: number | null, doubt: string | null): DateReading | null {
  if (year === null && doubt === null) return null
  return { year, of: (y) => months(y, 4 + (quarter - 1) * 3, 3), precision: 'quarter', doubt }
}

export function loneQuarter(quarter: number, year: number | null): DateReading {
  if (year === null) {
    const reading = { of: (y: number) => months(y, 4 + (quarter - 1) * 3, 3), precision: 'quarter' as const }
    return { ...reading, year, doubt: `Read as quarter ${quarter} of the financial year, which begins in April.` }
  }
  const financial = months(year, 4 + (quarter - 1) * 3, 3)
  return {
    year,
    of: (y) => months(y, 1 + (quarter - 1) * 3, 3),
    precision: 'quarter',
    doubt: `Read as a quarter of the calendar year; in the financial year from April ${year} it would end in ${nameOfMonth(Number(financial.end.slice(5, 7)))} ${yearOf(financial.end)}.`,
  }
}

export function seasonOrTerm(
  name: string,
  isTerm: boolean,
  half: string | undefined,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): DateReading | null {
  const pair = pairStart(first, last)
  if (first !== undefined && pair === null) return null
  const isSchool = isTerm || half !== undefined
  const given =
    pair !== null ? (name === 'autumn' || name === 'winter' ? pair : pair + 1) : year ? fullYear(year) : null
  if (given !== null && !isPlausible(given)) return null
  if (isSchool && name !== 'winter') {
    return {
      year: given,
      of: (y) => termOf(name, half ? Number(half) : null, y),
      precision: 'term',
      doubt: 'School terms are read by the calendar; local term dates may differ by some days.',
    }
  }
  const firstMonth = { spring: 3, summer: 6, autumn: 9, winter: 12 }[name] ?? 12
  return {
    year: given,
    of: (y) => months(y, firstMonth, 3),
    precision: 'season',
    doubt:
      name === 'winter' && pair === null
        ? 'Winter is read as December to February, from December of that year.'
        : `"${capital(name)}" is read as ${nameOfMonth(firstMonth)} to ${nameOfMonth(((firstMonth + 1) % 12) + 1)}.`,
  }
}

export const longSeason = (name: string): string => ({ aut: 'autumn', spr: 'spring', sum: 'summer' })[name] ?? name

/** Terms by the calendar: autumn to 31 December, spring to 31 March, summer to 31 July. */
function termOf(name: string, half: number | null, year: number): Interval {
  const whole = { autumn: [9, 12], spring: [1, 3], summer: [4, 7] }[name] ?? [9, 12]
  const [from, to] = whole as [number, number]
  if (half === null) return { start: firstOfMonth(year, from), end: lastOfMonth(year, to) }
  const firstHalfEnd = { autumn: 10, spring: 2, summer: 5 }[name] ?? 10
  return half === 1
    ? { start: firstOfMonth(year, from), end: lastOfMonth(year, firstHalfEnd) }
    : { start: firstOfMonth(year, firstHalfEnd + 1), end: lastOfMonth(year, to) }
}

export function halfTerm(
  name: string,
  half: number | null,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): DateReading | null {
  const pair = pairStart(first, last)
  const term = {
    spring: 'spring',
    february: 'spring',
    easter: 'spring',
    summer: 'summer',
    may: 'summer',
    whitsun: 'summer',
  }[name]
  const season = term ?? 'autumn'
  const given = pair !== null ? (season === 'autumn' ? pair : pair + 1) : year ? fullYear(year) : null
  return {
    year: given,
    of: (y) => termOf(season, half ?? 1, y),
    precision: 'term',
    doubt: 'School half terms are read by the calendar; local dates may differ by some days.',
  }
}

export function holiday(name: string, year: number | null): DateReading {
  const of = (y: number): Interval | null => {
    if (name === 'easter') return { start: easterSunday(y), end: easterSunday(y) }
    const day = name === 'new year' ? civilDate(y, 1, 1) : civilDate(y, 12, 25)
    return between(day, day)
  }
  return { year, of, precision: 'day', doubt: null }
}

export function yearEnd(
  kind: string | undefined,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): DateReading | null {
  const pair = pairStart(first, last)
  if (first !== undefined && pair === null) return null
  const isAcademic = kind === 'academic' || kind === 'school'
  const month = kind === 'calendar' ? 12 : isAcademic ? 8 : 3
  const given = pair !== null ? (kind === 'calendar' ? pair : pair + 1) : year ? fullYear(year) : null
  const isCertain = kind !== undefined || pair !== null
  return {
    year: given,
    of: (y) => months(y, month, 1),
    precision: 'day',
    doubt: isCertain ? null : '"Year end" is read as the end of the financial year, 31 March; it could be 31 December.',
  }
}

export function yearPair(kind: string | undefined, first: string, last: string): DateReading | null {
  const start = pairStart(first, last)
  const isAcademic = kind === 'ay' || kind === 'academic year' || kind === 'school year'
  if (start === null) {
    // "2022 - 24" and "2020-2023" run over several years. Only where the first stands in full: "12-18" can be anything.
    const end = fullYear(last)
    if (first.length !== 4 || end <= Number(first) || end - Number(first) > 12 || !isPlausible(Number(first)))
      return null
    return {
      year: Number(first),
      of: (y) => between(firstOfMonth(y, 1), lastOfMonth(y + end - Number(first), 12)),
      precision: 'range',
      doubt: `Read as to the end of ${end}; in financial years it would end on 31 March ${end} or ${end + 1}.`,
    }
  }
  if (first.length === 2 && kind === undefined && start < 2010) return null
  return {
    year: start,
    of: (y) => months(y, isAcademic ? 9 : 4, 12),
    precision: 'year',
    doubt:
      kind !== undefined && kind !== 'year'
        ? null
        : first.length === 4 && last.length === 2 && Number(last) <= 12
          ? `Read as the financial year; it could be ${nameOfMonth(Number(last))} ${first}.`
          : null,
  }
}

export function namedYear(kind: string, year: number): DateReading {
  const isAcademic = kind.startsWith('a') || kind.startsWith('s')
  return {
    year: year - 1,
    of: (y) => months(y, isAcademic ? 9 : 4, 12),
    precision: 'year',
    doubt: `Read as the year that ends in ${isAcademic ? 'August' : 'March'} ${year}; it could be the one that begins in ${year}.`,
  }
}

export function twoNumbers(first: string, last: string): DateReading | null {
  const [a, b] = [Number(first), Number(last)]
  if (b > 12 && last.length === 2 && a >= 1 && a <= 12) return monthReading(2000 + b, a)
  if (b < 1 || b > 12 || a < 1 || a > 31) return null
  return { year: null, of: (y) => between(civilDate(y, b, a), civilDate(y, b, a)), precision: 'day' }
}

/** Two figures are of this century: no plan is of 1923. */
export const fullYear = (figures: string | undefined): number =>
  figures?.length === 2 ? 2000 + Number(figures) : Number(figures)

/** First year of a pair of following years, "2020-21", "24/25", "2023/2024"; null where the two do not follow. */
export function pairStart(first: string | undefined, last: string | undefined): number | null {
  if (first === undefined || last === undefined) return null
  const [from, to] = [fullYear(first), fullYear(last)]
  return to === from + 1 && isPlausible(from) ? from : null
}

export const ordinal = (figure: string | undefined, word: string | undefined): number =>
  figure ? Number(figure) : ({ first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3 }[word ?? ''] ?? 4)

const exactAsWord = (word: string): { month: number; isMisspelt: boolean } | null => {
  const month = exactMonth(word)
  return month === null ? null : { month, isMisspelt: false }
}

export const spelling = (month: { month: number; isMisspelt: boolean }, word: string | undefined): string | null =>
  month.isMisspelt ? `"${capital(word ?? '')}" is read as ${nameOfMonth(month.month)}.` : null

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
