/** How dates, moments and numbers are written on pages: British, day first, London time. */

/** "11 May 2026" from a civil date "2026-05-11" or an instant. */
export const dayMonthYear = writerOf({ day: 'numeric', month: 'long', year: 'numeric' })

/** "11 May 2026" with a short month, for tables: "19 Mar 2026". */
export const shortDay = writerOf({ day: 'numeric', month: 'short', year: 'numeric' })

/** "19 March": where the year goes without saying. */
export const dayInMonth = writerOf({ day: 'numeric', month: 'long' })

const weekdayDayMonthYear = writerOf({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** "Monday 11 May 2026". */
export const weekdayAndDay = (date: string | Date) => weekdayDayMonthYear(date).replace(',', '')

const hourAndMinute = writerOf({ hour: '2-digit', minute: '2-digit' })

/** "12 April 2026, 16:40". */
export function momentInWords(instant: Date | string): string {
  const at = new Date(instant)
  return `${dayMonthYear(at)}, ${hourAndMinute(at)}`
}

/** "1 action", "12 actions", "no actions": plural(12, 'action'). Irregular plurals are given: plural(2, 'person', 'people'). */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : numberInWords(count)} ${count === 1 ? one : many}`
}

const number = new Intl.NumberFormat('en-GB')

/** "4,318". */
export const numberInWords = (count: number) => number.format(count)

const yearMonthDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The civil date in London at an instant: YYYY-MM-DD. */
export const civilDate = (instant: Date): string => yearMonthDay.format(instant)

/** A formatter costs a hundred times what it formats, and memory no collector counts, so each is made once. */
function writerOf(parts: Intl.DateTimeFormatOptions): (date: string | Date) => string {
  const ofCivilDates = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' })
  const ofInstants = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'Europe/London' })
  return (date) => {
    const isCivil = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)
    const written = isCivil ? ofCivilDates.format(new Date(`${date}T00:00:00Z`)) : ofInstants.format(new Date(date))
    // Node writes September as "Sept" in British short form; papers and pages say "Sep".
    return written.replace('Sept ', 'Sep ')
  }
}
