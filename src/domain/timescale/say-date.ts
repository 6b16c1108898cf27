import { type CivilDate, dayOf, monthOf, yearOf } from './civil-date.ts'
import { nameOfMonth } from './month-names.ts'

/** Day first, month in full: "11 May 2026" (`pages.md` section 7). */
export const sayDate = (date: CivilDate): string => `${dayOf(date)} ${nameOfMonth(monthOf(date))} ${yearOf(date)}`

/** For tables: "19 Mar 2026". */
export const sayShortDate = (date: CivilDate): string =>
  `${dayOf(date)} ${nameOfMonth(monthOf(date)).slice(0, 3)} ${yearOf(date)}`

/** "May 2026" of any day in it. */
export const sayMonth = (date: CivilDate): string => `${nameOfMonth(monthOf(date))} ${yearOf(date)}`

/** "1 day", "53 days": never weeks and fractions. */
export const sayDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`
