import { addDays, type CivilDate, civilDate } from './civil-date.ts'

/** Easter Sunday of a year, Gregorian (the anonymous algorithm, Nature, 20 April 1876). */
export function easterSunday(year: number): CivilDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearInCentury = year % 100
  const leapCentury = Math.floor(century / 4)
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leapCentury - moonCorrection + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearInCentury / 4) - epact - (yearInCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return civilDate(year, Math.floor(days / 31), (days % 31) + 1) ?? addDays(`${year}-03-31`, 0)
}
