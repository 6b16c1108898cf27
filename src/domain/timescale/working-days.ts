import { isBankHoliday } from './bank-holidays.ts'
import { addDays, type CivilDate, weekdayOf } from './civil-date.ts'

/** Monday to Friday, not a bank holiday of England and Wales. */
export const isWorkingDay = (date: CivilDate): boolean => weekdayOf(date) <= 5 && !isBankHoliday(date)

/**
 * The day that many working days after a date, the date itself not counted (as statutory clocks count: "within 70 working
 * days of receiving the report"). Negative counts back.
 */
export function addWorkingDays(date: CivilDate, count: number): CivilDate {
  const step = count < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(Math.trunc(count)); left > 0; ) {
    day = addDays(day, step)
    if (isWorkingDay(day)) left--
  }
  return day
}

/** Working days after `from` up to and with `to`; negative where `to` is earlier. */
export function workingDaysBetween(from: CivilDate, to: CivilDate): number {
  if (to < from) return -workingDaysBetween(to, from)
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) count++
  }
  return count
}

/** The day itself if it is a working day, else the next that is. */
export function onOrAfterWorkingDay(date: CivilDate): CivilDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}
