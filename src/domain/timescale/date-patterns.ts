import { civilDate } from './civil-date.ts'
import {
  dayFirst,
  dayOfNamedMonth,
  dayReading,
  financialQuarter,
  fullYear,
  halfTerm,
  holiday,
  loneQuarter,
  longSeason,
  monthAndYear,
  monthReading,
  namedYear,
  ordinal,
  pairStart,
  seasonOrTerm,
  spelling,
  twoNumbers,
  yearEnd,
  yearNotDay,
  yearPair,
} from './date-forms.ts'
import { between, type DateContext, type DateReading, months } from './date-reading.ts'
import { exactMonth, readMonth } from './month-names.ts'

/** A way to write a date, and how to read what it matched; `read` may still say that it is none. */
export interface DatePattern {
  pattern: RegExp
  read: (match: RegExpExecArray, context: DateContext, written: string) => DateReading | null
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
export const datePatterns: DatePattern[] = [
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
