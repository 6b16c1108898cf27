import { addMonths, type CivilDate, firstOfMonth, lastOfMonth } from './civil-date.ts'
import type { Timescale } from './timescale.ts'

/** What is known around a cell, to place a date that has no year and to notice one that lies oddly. */
export interface DateContext {
  planStart?: string | null | undefined
  planEnd?: string | null | undefined
  documentDate?: string | null | undefined
}

export type Precision = NonNullable<Timescale['precision']>

export interface Interval {
  start: CivilDate
  end: CivilDate
}

/** A date as a pattern read it, before a missing year is settled. */
export interface DateReading {
  /** The year that `of` wants; null where none is written. */
  year: number | null
  of: (year: number) => Interval | null
  precision: Precision
  doubt?: string | null
}

/** The day from which a date without a year is looked for. */
export const anchorOf = (context: DateContext): CivilDate | null => {
  const given =
    context.planStart ?? context.documentDate ?? (context.planEnd ? addMonths(fullDay(context.planEnd), -12) : null)
  return given && /^\d{4}-\d{2}/.test(given) ? fullDay(given) : null
}

export const fullDay = (text: string): CivilDate => (text.length === 7 ? `${text}-01` : text.slice(0, 10))

export function months(year: number, firstMonth: number, count: number): Interval {
  const index = year * 12 + firstMonth - 1
  const lastIndex = index + count - 1
  return {
    start: firstOfMonth(Math.floor(index / 12), (index % 12) + 1),
    end: lastOfMonth(Math.floor(lastIndex / 12), (lastIndex % 12) + 1),
  }
}

export const between = (start: CivilDate | null, end: CivilDate | null): Interval | null =>
  start && end ? { start, end } : null

export const isPlausible = (year: number): boolean => year >= 1990 && year <= 2099
