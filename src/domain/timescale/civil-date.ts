/**
 * Civil days as `YYYY-MM-DD` text: no clock, no zone. Text compares in date order, so `<` and `>` may be used on them.
 * Years 1900 to 2199 only; outside that a "date" in a plan is a slip of the keyboard.
 */
export type CivilDate = string

export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

export function isCivilDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts !== null && civilDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null
}

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4))
export const monthOf = (date: CivilDate): number => Number(date.slice(5, 7))
export const dayOf = (date: CivilDate): number => Number(date.slice(8, 10))

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export const firstOfMonth = (year: number, month: number): CivilDate => `${year}-${twoDigits(month)}-01`
export const lastOfMonth = (year: number, month: number): CivilDate =>
  `${year}-${twoDigits(month)}-${twoDigits(daysInMonth(year, month))}`

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Clamped at the month's end: 31 January and one month is 28 or 29 February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return `${year}-${twoDigits(month)}-${twoDigits(Math.min(dayOf(date), daysInMonth(year, month)))}`
}

/** Days from one to the other; negative where `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** Adds an ISO 8601 duration of years, months, weeks and days ("P3M", "P1Y", "P2W"), times over. */
export function addDuration(date: CivilDate, duration: string, times = 1): CivilDate | null {
  const parts = durationParts(duration)
  if (!parts) return null
  return addDays(addMonths(date, parts.months * times), parts.days * times)
}

export function durationParts(duration: string): { months: number; days: number } | null {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration)
  if (!found || duration === 'P') return null
  const [years, months, weeks, days] = [1, 2, 3, 4].map((place) => Number(found[place] ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  return { months: years * 12 + months, days: weeks * 7 + days }
}

const millisecondsADay = 86_400_000
const dayNumber = (date: CivilDate): number =>
  Math.floor(Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / millisecondsADay)
const fromDayNumber = (day: number): CivilDate => new Date(day * millisecondsADay).toISOString().slice(0, 10)
const twoDigits = (value: number): string => String(value).padStart(2, '0')
