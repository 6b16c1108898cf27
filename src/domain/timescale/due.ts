import { addDays, addDuration, type CivilDate, daysBetween, durationParts, isCivilDate } from './civil-date.ts'
import type { Timescale } from './timescale.ts'
import { addWorkingDays } from './working-days.ts'

/** Where a timescale stands on a day. "Ongoing" is never overdue and "TBC" is never silently fine (`product.md`). */
export type Standing =
  | { state: 'overdue'; due: CivilDate; daysLate: number }
  | { state: 'due-soon'; due: CivilDate; daysLeft: number }
  | { state: 'later'; due: CivilDate; daysLeft: number }
  /** Comes round; the next time, where its first is known. */
  | { state: 'recurring'; next: CivilDate | null }
  /** No end, so nothing to be late for. */
  | { state: 'no-end' }
  /** No date, and one is owed: TBC, ASAP, a length from no day, blank, words that could not be read. */
  | { state: 'no-date'; why: 'tbc' | 'asap' | 'duration' | 'none' | 'other' | 'no-year' }

/** Days ahead within which a date is "due soon". */
export const soonDays = 30

/**
 * Where an open action or milestone stands on a day. Late is past the *end* of its interval: a month's action is late on
 * the first of the next. TS-20 to TS-23.
 */
export function standingOn(timescale: Timescale, today: CivilDate, within = soonDays): Standing {
  const due = nextDue(timescale, today)
  switch (timescale.kind) {
    case 'recurring':
      return endedRun(timescale, today) ?? { state: 'recurring', next: due }
    case 'ongoing':
    case 'starting':
      return timescale.due === null ? { state: 'no-end' } : standingOfDate(timescale.due, today, within)
    case 'date':
    case 'month':
      return due === null ? { state: 'no-date', why: 'no-year' } : standingOfDate(due, today, within)
    case 'asap':
    case 'tbc':
    case 'none':
    case 'other':
    case 'duration':
      return timescale.due === null
        ? { state: 'no-date', why: timescale.kind }
        : standingOfDate(timescale.due, today, within)
  }
}

function standingOfDate(due: CivilDate, today: CivilDate, within: number): Standing {
  const days = daysBetween(today, due)
  if (days < 0) return { state: 'overdue', due, daysLate: -days }
  return days <= within ? { state: 'due-soon', due, daysLeft: days } : { state: 'later', due, daysLeft: days }
}

/** Past the end of its interval. A recurring duty's missed times are counted by its occurrences, not here. */
export const isOverdue = (timescale: Timescale, today: CivilDate): boolean =>
  standingOn(timescale, today).state === 'overdue'

/** Days past its last day; 0 where it is not late. */
export function daysLate(timescale: Timescale, today: CivilDate): number {
  const standing = standingOn(timescale, today)
  return standing.state === 'overdue' ? standing.daysLate : 0
}

/** Due today or within 30 days. A recurring duty counts by its next time. */
export function isDueSoon(timescale: Timescale, today: CivilDate, within = soonDays): boolean {
  const standing = standingOn(timescale, today, within)
  if (standing.state === 'recurring') return standing.next !== null && daysBetween(today, standing.next) <= within
  return standing.state === 'due-soon'
}

/**
 * The day it is next due: the date itself; for a recurring duty the first time on or after today. Null where the words
 * set none.
 */
export function nextDue(timescale: Timescale, today: CivilDate): CivilDate | null {
  if (timescale.kind !== 'recurring') return timescale.due
  return occurrences(timescale, today, 1)[0] ?? null
}

/**
 * The next so many times of a recurring duty from a day on. Empty where how often or since when is not known, or the run
 * is over. Counted from the first each time, so that a duty of the 31st stays at month ends.
 */
export function occurrences(timescale: Timescale, from: CivilDate, count: number): CivilDate[] {
  const { every, start } = timescale
  if (timescale.kind !== 'recurring' || every === null || start === null || !isCivilDate(start)) return []
  const parts = durationParts(every)
  if (!parts || parts.months * 28 + parts.days <= 0) return []
  const end = endOfRun(timescale)
  const found: CivilDate[] = []
  const daysEach = parts.months * 30.5 + parts.days
  const first = Math.max(0, Math.floor(daysBetween(start, from) / daysEach) - 2)
  for (let time = first; found.length < count && time < first + count + 8; time++) {
    const day = addDuration(start, every, time)
    if (day === null || (end !== null && day > end)) break
    if (day >= from) found.push(day)
  }
  return found
}

/** Last day of a bounded run: "until March 2024", "for 8 weeks" from a known first day. */
function endOfRun(timescale: Timescale): CivilDate | null {
  if (timescale.due !== null) return timescale.due
  if (!timescale.length || timescale.start === null) return null
  const after = addDuration(timescale.start, timescale.length)
  return after && addDays(after, -1)
}

/** A run whose last day has gone and that nobody has closed is late like any other work. */
function endedRun(timescale: Timescale, today: CivilDate): Standing | null {
  const end = endOfRun(timescale)
  return end !== null && end < today ? { state: 'overdue', due: end, daysLate: daysBetween(end, today) } : null
}

/**
 * When a length of time ends, once a person has said from when: "within 6 months", "10 working days" (counted with bank
 * holidays). Null where the timescale is no length.
 */
export function dueFrom(timescale: Timescale, first: CivilDate): CivilDate | null {
  if (timescale.kind !== 'duration' || !timescale.length) return null
  const working = /(\d{1,3})\s*(?:\(\d+\)\s*)?(?:working|business|school)\s+days?/i.exec(timescale.text)
  if (working) return addWorkingDays(first, Number(working[1]))
  if (timescale.length.startsWith('PT')) return addDays(first, Math.ceil(Number(timescale.length.slice(2, -1)) / 24))
  return addDuration(first, timescale.length)
}
