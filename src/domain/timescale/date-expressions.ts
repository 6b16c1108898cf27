import {
  addDays,
  addMonths,
  type CivilDate,
  civilDate,
  daysBetween,
  firstOfMonth,
  lastOfMonth,
  yearOf,
} from './civil-date.ts'
import { easterSunday } from './easter.ts'
import { exactMonth, nameOfMonth, readMonth } from './month-names.ts'
import type { Timescale } from './timescale.ts'

/** What is known around a cell, to place a date that has no year and to notice one that lies oddly. */
export interface DateContext {
  planStart?: string | null | undefined
  planEnd?: string | null | undefined
  documentDate?: string | null | undefined
}

export type Precision = NonNullable<Timescale['precision']>

/** A date, month, quarter … found in words: offsets into the text, first and last day it covers. */
export interface DateExpression {
  from: number
  to: number
  /** Null where no year is written and none can be told from the context, or the date does not exist. */
  start: CivilDate | null
  end: CivilDate | null
  precision: Precision
  doubt: string | null
  /** The words name its end: "end of May". */
  isEnd: boolean
  /** Digits that look like a date and are none: "30/02/2023". */
  isImpossible: boolean
}

/** All dates in a text, in order, not overlapping. Pure and total. `docs/timescale-rules.md` TS-1 to TS-9. */
export function findDates(text: string, context: DateContext = {}): DateExpression[] {
  const folded = foldForDates(text)
  const found: Found[] = []
  let at = 0
  while (at < folded.length) {
    const hit = startsWord(folded, at) ? readAt(folded, at, text, context) : null
    if (hit) {
      found.push(withPrefix(hit, folded, found.at(-1)?.to ?? 0))
      at = hit.to
    } else at++
  }
  lendYears(found, folded)
  return found.map((hit) => settle(hit, context, text))
}

/** Lower case and plain quotes and dashes, letter for letter, so that offsets stay those of the text. */
export function foldForDates(text: string): string {
  return text
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00a0\u2000-\u200a\u202f\t\r\n]/g, ' ')
}

interface Interval {
  start: CivilDate
  end: CivilDate
}

interface Reading {
  /** The year that `of` wants; null where none is written. */
  year: number | null
  of: (year: number) => Interval | null
  precision: Precision
  doubt?: string | null
}

interface Found extends Reading {
  from: number
  to: number
  isEnd?: boolean
}

interface Pattern {
  pattern: RegExp
  read: (match: RegExpExecArray, context: DateContext, written: string) => Reading | null
}

const startsWord = (text: string, at: number): boolean => at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '')

function readAt(folded: string, at: number, text: string, context: DateContext): Found | null {
  if (!/[a-z0-9']/.test(folded[at] ?? '')) return null
  for (const { pattern, read } of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(folded)
    if (!match) continue
    const to = at + match[0].trimEnd().length
    const reading = read(match, context, text.slice(at, to))
    // "Q3 0000": a year no plan can mean is no date at all.
    if (reading && (reading.year === null || isPlausible(reading.year))) return { ...reading, from: at, to }
  }
  return null
}

/** Words for a year, two or four figures, that may follow a month or quarter. */
const yearPart = "(?:'\\s?)?(\\d{4}|\\d{2})(?![\\d])"
const pairPart = "'?(\\d{4}|\\d{2})\\s?[-/]\\s?'?(\\d{4}|\\d{2})(?![\\d/.-])"
const suffix = '(?:\\s?(?:st|nd|rd|th)\\b)?'
/** Two figures before another named month belong to that month's date ("11 May 12 June"); four are a year. */
const notADay = "(?:(?<=\\d{4})|(?!\\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+'?\\d))"
const clock = '(?:t?\\s*\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?z?)?'
const sticky = (source: string): RegExp => new RegExp(source, 'y')

/** In the order they are tried; the first that reads wins. */
const patterns: Pattern[] = [
  // 2023-03-31, 2023/03/31
  {
    pattern: sticky(`(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)${clock}`),
    read: ([, year, , month, day]) => dayReading(Number(year), Number(month), Number(day)),
  },
  // 20260331
  {
    pattern: sticky(`(20\\d{2})(\\d{2})(\\d{2})(?!\\d)`),
    read: ([, year, month, day]) =>
      civilDate(Number(year), Number(month), Number(day)) ? dayReading(Number(year), Number(month), Number(day)) : null,
  },
  // 31/03/23, 31.3.2023, 31-03-23: day first (TS-1)
  {
    pattern: sticky(`(\\d{1,2})\\s?([-/.\\\\])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})(?!\\d)${clock}`),
    read: ([, day, , month, year]) => dayFirst(Number(day), Number(month), fullYear(year)),
  },
  {
    pattern: sticky(`(\\d{1,2}) (\\d{1,2}) (\\d{4})(?!\\d)`),
    read: ([, d, m, y]) => dayFirst(Number(d), Number(m), Number(y)),
  },
  // 1-3 May 2023, 1st to 3rd May
  {
    pattern: sticky(
      `(\\d{1,2})${suffix}\\s?(?:-|/|to|and|&)\\s?(\\d{1,2})${suffix}\\s+(?:of\\s+)?([a-z]{3,10})\\.?(?![a-z])(?:,?\\s*${yearPart})?`,
    ),
    read: ([, first, last, word, year]) => {
      const month = readMonth(word ?? '')
      if (!month || Number(last) < Number(first)) return null
      return {
        year: year ? fullYear(year) : null,
        of: (y) => between(civilDate(y, month.month, Number(first)), civilDate(y, month.month, Number(last))),
        precision: 'range',
        doubt: spelling(month, word),
      }
    },
  },
  // Friday 31st March 2023, 11-May-20, 31 March '23
  {
    pattern: sticky(
      `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+(?:the\\s+)?)?(\\d{1,2})${suffix}(?:\\s{0,3}-\\s{0,2}|[./]|\\s{1,3})?(?:of\\s+)?([a-z]{3,10})\\.?(?![a-z])(?:[\\s,./-]{0,3}${yearPart}(?!\\s?(?:st|nd|rd|th)\\b)${notADay}${clock})?`,
    ),
    read: ([whole, day, word, year]) => dayOfNamedMonth(Number(day), word ?? '', yearNotDay(whole, year)),
  },
  // The same with no year, or where the figures after the month belong to another date: "11 May 12 June 2023"
  {
    pattern: sticky(`(\\d{1,2})${suffix}(?:\\s{0,3}-\\s{0,2}|[./]|\\s{1,3})?(?:of\\s+)?([a-z]{3,10})\\.?(?![a-z])`),
    read: ([, day, word]) => dayOfNamedMonth(Number(day), word ?? '', null),
  },
  // March 31, 2023; March 31st
  {
    pattern: sticky(`([a-z]{3,10})\\.?\\s+(\\d{1,2})${suffix},?\\s+(\\d{4})(?!\\d)`),
    read: ([, word, day, year]) => dayOfNamedMonth(Number(day), word ?? '', Number(year)),
  },
  {
    pattern: sticky(`([a-z]{3,10})\\.?\\s+(?:the\\s+)?(\\d{1,2})\\s?(?:st|nd|rd|th)\\b`),
    read: ([, word, day]) => dayOfNamedMonth(Number(day), word ?? '', null),
  },
  // Quarters
  {
    pattern: sticky(
      `(?:q(?:tr|uarter)?\\.?\\s?([1-4])|(first|second|third|fourth|last|1st|2nd|3rd|4th)\\s+(?:quarter|qtr))(?![\\d/])[\\s,/-]*(?:of\\s+|in\\s+|\\()?(?:the\\s+)?(?:fy\\s?|financial year\\s+)?${pairPart}\\)?`,
    ),
    read: ([, figure, word, first, last]) => financialQuarter(ordinal(figure, word), pairStart(first, last), null),
  },
  {
    pattern: sticky(`${pairPart}[\\s,/-]*q(?:tr|uarter)?\\.?\\s?([1-4])(?!\\d)`),
    read: ([, first, last, figure]) => financialQuarter(Number(figure), pairStart(first, last), null),
  },
  {
    pattern: sticky(
      `(?:q(?:tr|uarter)?\\.?\\s?([1-4])|(first|second|third|fourth|last|1st|2nd|3rd|4th)\\s+(?:quarter|qtr))(?!\\d)(?:[\\s,/-]*(?:of\\s+|in\\s+|\\()?${yearPart}\\)?)?`,
    ),
    read: ([, figure, word, year]) => loneQuarter(ordinal(figure, word), year ? fullYear(year) : null),
  },
  {
    pattern: sticky(`(\\d{4})[\\s,/-]*q(?:tr|uarter)?\\.?\\s?([1-4])(?!\\d)`),
    read: ([, year, figure]) => loneQuarter(Number(figure), fullYear(year)),
  },
  // Halves of a year
  {
    pattern: sticky(
      `(?:h([12])|(first|second|1st|2nd)\\s+half)(?!\\d)\\s*(?:of\\s+)?(?:the\\s+)?(?:(?:fy\\s?|financial year\\s+)?${pairPart}|${yearPart})`,
    ),
    read: ([, figure, word, first, last, year]) => {
      const half = figure ? Number(figure) : ordinal(undefined, word)
      const pair = pairStart(first, last)
      const firstMonth = pair === null ? 1 : 4
      return {
        year: pair ?? fullYear(year),
        of: (y) => months(y, firstMonth + (half - 1) * 6, 6),
        precision: 'half-year',
        doubt:
          pair === null
            ? 'Read as half of a calendar year; half of a financial year would end three months later.'
            : null,
      }
    },
  },
  // School terms, half terms, seasons, holidays
  {
    pattern: sticky(`summer\\s+(?:holidays?|break|recess)(?:\\s+(\\d{4}))?(?!\\d)`),
    read: ([, year]) => ({
      year: year ? Number(year) : null,
      of: (y) => between(civilDate(y, 7, 22), civilDate(y, 8, 31)),
      precision: 'season',
      doubt: 'School holidays are read by the calendar; local dates may differ by some days.',
    }),
  },
  {
    pattern: sticky(
      `(spring|summer|autumn|winter|michaelmas|easter|christmas|whitsun|october|oct|february|feb|may)\\s+half[\\s-]?term(?:\\s?([12])\\b)?(?:[\\s,]*(?:${pairPart}|${yearPart}))?`,
    ),
    read: ([, name, half, first, last, year]) => halfTerm(name ?? '', half ? Number(half) : null, first, last, year),
  },
  {
    pattern: sticky(
      `(spring|summer|autumn|winter|(?:aut|spr|sum)(?=\\s?[12]\\b|\\s+term))(?:\\s+(school\\s+)?(term)(?:\\s?([12])\\b(?!\\d))?|\\s?([12])\\b(?!\\d))?(?:[\\s,-]*(?:of\\s+)?(?:${pairPart}|${yearPart}))?`,
    ),
    read: ([, name, , term, half, loneHalf, first, last, year]) =>
      seasonOrTerm(longSeason(name ?? ''), term !== undefined, half ?? loneHalf, first, last, year),
  },
  {
    pattern: sticky(
      `(easter|christmas|xmas|new year)(?![a-z])(?:\\s+(?:holidays?|break|recess))?(?:\\s+(\\d{4}))?(?![\\d])`,
    ),
    read: ([, name, year]) => holiday(name ?? '', year ? Number(year) : null),
  },
  // Year end, end of the financial year 2023/24
  {
    pattern: sticky(
      `(?:(financial|fiscal|academic|school|calendar)\\s+)?year[\\s-]?end(?![a-z])(?:[\\s,-]*(?:${pairPart}|${yearPart}))?`,
    ),
    read: ([, kind, first, last, year]) => yearEnd(kind, first, last, year),
  },
  {
    pattern: sticky(
      `end\\s+of\\s+(?:the\\s+|this\\s+)?(?:(financial|fiscal|academic|school|calendar)\\s+)?year(?![a-z])(?!\\s*\\d(?!\\d))(?:[\\s,-]*(?:${pairPart}|${yearPart}))?`,
    ),
    read: ([, kind, first, last, year]) => yearEnd(kind, first, last, year),
  },
  // 2023-03 and 03/2023, 09/23
  {
    pattern: sticky(`(\\d{4})[-/](\\d{2})(?![\\d/.-])`),
    read: ([, year, month]) => (pairStart(year, month) === null ? monthReading(Number(year), Number(month)) : null),
  },
  {
    pattern: sticky(`(\\d{1,2})\\s?[-/.]\\s?(\\d{4})(?![\\d/.-])`),
    read: ([, month, year]) => monthReading(Number(year), Number(month)),
  },
  // June/July and the like are two dates that share a year. Jun-23, September 2023, Sept '23
  {
    pattern: sticky(
      `([a-z]{3,10})\\.?(?![a-z])\\s*(?:of\\s+)?[-/,.\\s]{0,3}${yearPart}(?!\\s?(?:st|nd|rd|th)\\b)(?!\\s?[-/]\\s?\\d{2}\\b(?!\\d))${notADay}`,
    ),
    read: ([whole, word, year], context) => monthAndYear(word ?? '', year ?? '', whole ?? '', context),
  },
  {
    pattern: sticky(`([a-z]{3,10})(\\d{4}|\\d{2})(?!\\d)`),
    read: ([w, word, year], c) => monthAndYear(word ?? '', year ?? '', w, c),
  },
  // Financial, academic and plain years
  {
    pattern: sticky(
      `(?:(fy|f/y|financial year|fiscal year|ay|academic year|school year|year)\\s*:?\\s*)?${pairPart}(?:\\s+(fy|ay|financial year|academic year|school year)(?![a-z]))?`,
    ),
    read: ([, kind, first, last, kindAfter]) => yearPair(kindAfter ?? kind, first ?? '', last ?? ''),
  },
  {
    pattern: sticky(
      `(fy|f/y|financial year|fiscal year|ay|academic year|school year)\\s*:?\\s*(?:ending\\s+|end\\s+)?${yearPart}`,
    ),
    read: ([, kind, year]) => namedYear(kind ?? '', fullYear(year)),
  },
  // 31/03 and 09/23, where the figures leave only one sense
  {
    pattern: sticky(`(\\d{1,2})/(\\d{1,2})(?![\\d/.-])`),
    read: ([, first, last]) => twoNumbers(first ?? '', last ?? ''),
  },
  {
    pattern: sticky(`(?:calendar\\s+year\\s+)?((?:19|20)\\d{2})(?![\\d/]|[-.]\\d)`),
    read: ([, year]) => ({ year: Number(year), of: (y) => months(y, 1, 12), precision: 'year' }),
  },
  // A month and no year
  {
    pattern: sticky(`([a-z]{3,9})\\.?(?![a-z'])`),
    read: ([, word], _context, written) => {
      const month = exactMonth(word ?? '')
      // "may" is a verb and "mar", "march", "dec" can be words: a capital, or the whole word elsewhere, makes it a month.
      if (month === null || (/^(may|mar|march|sat|jan)$/.test(word ?? '') && !/^[A-Z]/.test(written))) return null
      return { year: null, of: (y) => months(y, month, 1), precision: 'month' }
    },
  },
]

function dayReading(year: number, month: number, day: number): Reading {
  return { year, of: (y) => between(civilDate(y, month, day), civilDate(y, month, day)), precision: 'day' }
}

function dayFirst(day: number, month: number, year: number): Reading | null {
  if (month > 12 && day <= 12) {
    const reading = dayReading(year, day, month)
    return { ...reading, doubt: `There is no month ${month}, so the month was taken to come first.` }
  }
  return dayReading(year, month, day)
}

/** The figures after "31 March" are a year unless they begin the next date ("11 May 12 June"). */
function yearNotDay(whole: string, year: string | undefined): number | null {
  return year === undefined || whole === '' ? null : fullYear(year)
}

function dayOfNamedMonth(day: number, word: string, year: number | null): Reading | null {
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

function monthReading(year: number, month: number): Reading | null {
  if (month < 1 || month > 12 || !isPlausible(year)) return null
  return { year, of: (y) => months(y, month, 1), precision: 'month' }
}

function monthAndYear(word: string, figures: string, whole: string, context: DateContext): Reading | null {
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

function financialQuarter(quarter: number, year: number | null, doubt: string | null): Reading | null {
  if (year === null && doubt === null) return null
  return { year, of: (y) => months(y, 4 + (quarter - 1) * 3, 3), precision: 'quarter', doubt }
}

function loneQuarter(quarter: number, year: number | null): Reading {
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

function seasonOrTerm(
  name: string,
  isTerm: boolean,
  half: string | undefined,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): Reading | null {
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

const longSeason = (name: string): string => ({ aut: 'autumn', spr: 'spring', sum: 'summer' })[name] ?? name

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

function halfTerm(
  name: string,
  half: number | null,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): Reading | null {
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

function holiday(name: string, year: number | null): Reading {
  const of = (y: number): Interval | null => {
    if (name === 'easter') return { start: easterSunday(y), end: easterSunday(y) }
    const day = name === 'new year' ? civilDate(y, 1, 1) : civilDate(y, 12, 25)
    return between(day, day)
  }
  return { year, of, precision: 'day', doubt: null }
}

function yearEnd(
  kind: string | undefined,
  first: string | undefined,
  last: string | undefined,
  year: string | undefined,
): Reading | null {
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

function yearPair(kind: string | undefined, first: string, last: string): Reading | null {
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

function namedYear(kind: string, year: number): Reading {
  const isAcademic = kind.startsWith('a') || kind.startsWith('s')
  return {
    year: year - 1,
    of: (y) => months(y, isAcademic ? 9 : 4, 12),
    precision: 'year',
    doubt: `Read as the year that ends in ${isAcademic ? 'August' : 'March'} ${year}; it could be the one that begins in ${year}.`,
  }
}

function twoNumbers(first: string, last: string): Reading | null {
  const [a, b] = [Number(first), Number(last)]
  if (b > 12 && last.length === 2 && a >= 1 && a <= 12) return monthReading(2000 + b, a)
  if (b < 1 || b > 12 || a < 1 || a > 31) return null
  return { year: null, of: (y) => between(civilDate(y, b, a), civilDate(y, b, a)), precision: 'day' }
}

/** "mid", "end of", "w/c" before a date: they widen the expression to the left and move its days. */
function withPrefix(hit: Found, folded: string, floor: number): Found {
  const before = folded.slice(floor, hit.from)
  const week =
    /(?<![a-z])(w\/?c|w\/?b|w\/?k ?b(?:eg(?:inning)?)?|wk c(?:ommencing)?|week (?:of|commencing|beginning|starting)|w\/?e|w\/?ending|week ending)[\s.:]*(?:the\s+)?$/.exec(
      before,
    )
  if (week && hit.precision === 'day') {
    const from = hit.from - week[0].length
    if (/^w\/?e(?!e)|ending/.test(week[1] ?? '')) return { ...hit, from }
    const of = (year: number): Interval | null => {
      const day = hit.of(year)
      return day && { start: day.start, end: addDays(day.start, 6) }
    }
    return { ...hit, from, of, precision: 'range' }
  }
  const part =
    /(?<![a-z])(early|mid|middle|late|latter part|end|beginning|start|beg|first week|second week|third week|fourth week|last week)(?![a-z])[\s./-]*(?:of\s+)?(?:the\s+|in\s+)?$/.exec(
      before,
    )
  if (!part || hit.precision === 'day' || hit.precision === 'range') return hit
  const from = hit.from - part[0].length
  const word = part[1] ?? ''
  if (word === 'end' || word === 'late' || word === 'latter part') return { ...hit, from, isEnd: true }
  const isByStart = /(?<![a-z])(?:by|before)\s+(?:the\s+)?$/.test(before.slice(0, part.index))
  // "start of June" alone says when work starts; parse-timescale.ts reads that sense of the word.
  if (word === 'start' && !/of\s+(?:the\s+)?$/.test(part[0])) return hit
  const of = (year: number): Interval | null => {
    const whole = hit.of(year)
    return whole && partOf(whole, hit.precision, word, isByStart)
  }
  return { ...hit, from, of, precision: hit.precision, doubt: hit.doubt ?? 'part' }
}

function partOf(whole: Interval, precision: Precision, word: string, isByStart: boolean): Interval {
  if (isByStart && (word === 'beginning' || word === 'start' || word === 'beg'))
    return { start: whole.start, end: whole.start }
  const week = { 'first week': 7, 'second week': 14, 'third week': 21, 'fourth week': 28 }[word]
  if (week) return { start: addDays(whole.start, week - 7), end: addDays(whole.start, week - 1) }
  if (word === 'last week') return { start: addDays(whole.end, -6), end: whole.end }
  const isMid = word === 'mid' || word === 'middle'
  const end =
    precision === 'month'
      ? addDays(whole.start, isMid ? 14 : 9)
      : precision === 'year'
        ? addDays(addMonths(whole.start, isMid ? 7 : 3), -1)
        : addDays(whole.start, Math.floor((daysBetween(whole.start, whole.end) * (isMid ? 2 : 1)) / 3))
  return { start: whole.start, end }
}

/** "June/July 23", "March, June and September 2023": a date without a year takes its neighbour's. */
function lendYears(found: Found[], folded: string): void {
  for (let index = found.length - 2; index >= 0; index--) {
    const [here, next] = [found[index], found[index + 1]]
    if (!here || !next || here.year !== null || next.year === null || !isList(folded.slice(here.to, next.from)))
      continue
    const following = next.of(next.year)
    if (!following) continue
    for (const year of [yearOf(following.end), yearOf(following.end) - 1]) {
      const own = here.of(year)
      if (own && own.start <= following.start) {
        Object.assign(here, { year, doubt: here.precision === 'quarter' ? (next.doubt ?? null) : (here.doubt ?? null) })
        break
      }
    }
  }
  for (let index = 1; index < found.length; index++) {
    const [last, here] = [found[index - 1], found[index]]
    if (!last || !here || here.year !== null || last.year === null || !isList(folded.slice(last.to, here.from)))
      continue
    const before = last.of(last.year)
    if (!before) continue
    for (const year of [yearOf(before.start), yearOf(before.start) + 1]) {
      const own = here.of(year)
      if (own && own.start >= before.start) {
        Object.assign(here, { year })
        break
      }
    }
  }
}

const isList = (gap: string): boolean =>
  gap.length <= 16 && /^[\s,;/&+()-]*(?:(?:and|to|until|till|or|then|through)\b[\s,-]*){0,2}$/.test(gap)

function settle(hit: Found, context: DateContext, text: string): DateExpression {
  const base = { from: hit.from, to: hit.to, precision: hit.precision, isEnd: hit.isEnd ?? false }
  const written = text.slice(hit.from, hit.to).replace(/\s+/g, ' ')
  if (hit.year !== null) {
    const interval = hit.of(hit.year)
    if (!interval) {
      return { ...base, start: null, end: null, isImpossible: true, doubt: `There is no such day as "${written}".` }
    }
    const doubt = hit.doubt === 'part' ? `"${written}" is read as by ${plainDay(interval.end)}.` : (hit.doubt ?? null)
    return { ...base, ...interval, isImpossible: false, doubt }
  }
  const anchor = anchorOf(context)
  const interval = anchor === null ? null : firstOnOrAfter(hit, anchor)
  if (!interval) {
    const isNever = [2023, 2024].every((year) => hit.of(year) === null)
    if (isNever)
      return { ...base, start: null, end: null, isImpossible: true, doubt: `There is no such day as "${written}".` }
    return {
      ...base,
      start: null,
      end: null,
      isImpossible: false,
      doubt: `"${written}" has no year, and the document does not say which.`,
    }
  }
  const doubt = `"${written}" has no year; read as ${yearOf(interval.end)} from the dates of the plan.`
  return { ...base, ...interval, isImpossible: false, doubt }
}

function firstOnOrAfter(hit: Found, anchor: CivilDate): Interval | null {
  for (let year = yearOf(anchor) - 1; year <= yearOf(anchor) + 4; year++) {
    const interval = hit.of(year)
    if (interval && interval.end >= anchor) return interval
  }
  return null
}

const anchorOf = (context: DateContext): CivilDate | null => {
  const given =
    context.planStart ?? context.documentDate ?? (context.planEnd ? addMonths(fullDay(context.planEnd), -12) : null)
  return given && /^\d{4}-\d{2}/.test(given) ? fullDay(given) : null
}
const fullDay = (text: string): CivilDate => (text.length === 7 ? `${text}-01` : text.slice(0, 10))

const plainDay = (date: CivilDate): string =>
  `${Number(date.slice(8, 10))} ${nameOfMonth(Number(date.slice(5, 7)))} ${date.slice(0, 4)}`

function months(year: number, firstMonth: number, count: number): Interval {
  const index = year * 12 + firstMonth - 1
  const lastIndex = index + count - 1
  return {
    start: firstOfMonth(Math.floor(index / 12), (index % 12) + 1),
    end: lastOfMonth(Math.floor(lastIndex / 12), (lastIndex % 12) + 1),
  }
}

const between = (start: CivilDate | null, end: CivilDate | null): Interval | null =>
  start && end ? { start, end } : null

/** Two figures are of this century: no plan is of 1923. */
const fullYear = (figures: string | undefined): number =>
  figures?.length === 2 ? 2000 + Number(figures) : Number(figures)
const isPlausible = (year: number): boolean => year >= 1990 && year <= 2099

/** First year of a pair of following years, "2020-21", "24/25", "2023/2024"; null where the two do not follow. */
function pairStart(first: string | undefined, last: string | undefined): number | null {
  if (first === undefined || last === undefined) return null
  const [from, to] = [fullYear(first), fullYear(last)]
  return to === from + 1 && isPlausible(from) ? from : null
}

const ordinal = (figure: string | undefined, word: string | undefined): number =>
  figure ? Number(figure) : ({ first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3 }[word ?? ''] ?? 4)

const exactAsWord = (word: string): { month: number; isMisspelt: boolean } | null => {
  const month = exactMonth(word)
  return month === null ? null : { month, isMisspelt: false }
}

const spelling = (month: { month: number; isMisspelt: boolean }, word: string | undefined): string | null =>
  month.isMisspelt ? `"${capital(word ?? '')}" is read as ${nameOfMonth(month.month)}.` : null

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
