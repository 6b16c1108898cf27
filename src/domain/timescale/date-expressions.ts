import { addDays, addMonths, type CivilDate, daysBetween, yearOf } from './civil-date.ts'
import { datePatterns } from './date-patterns.ts'
import {
  anchorOf,
  type DateContext,
  type DateReading,
  type Interval,
  isPlausible,
  type Precision,
} from './date-reading.ts'
import { nameOfMonth } from './month-names.ts'

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

interface Found extends DateReading {
  from: number
  to: number
  isEnd?: boolean
}

const startsWord = (text: string, at: number): boolean => at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '')

function readAt(folded: string, at: number, text: string, context: DateContext): Found | null {
  if (!/[a-z0-9']/.test(folded[at] ?? '')) return null
  for (const { pattern, read } of datePatterns) {
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
  // "start of June" alone says when work starts; read-deadline.ts reads that sense of the word.
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

const plainDay = (date: CivilDate): string =>
  `${Number(date.slice(8, 10))} ${nameOfMonth(Number(date.slice(5, 7)))} ${date.slice(0, 4)}`
