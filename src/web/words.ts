/** How dates, moments and numbers are written on pages: British, day first, London time. */

/** "11 May 2026" from a civil date "2026-05-11" or an instant. */
export const dayMonthYear = (date: string | Date) => format(date, { day: 'numeric', month: 'long', year: 'numeric' })

/** "11 May 2026" with a short month, for tables: "19 Mar 2026". */
export const shortDay = (date: string | Date) => format(date, { day: 'numeric', month: 'short', year: 'numeric' })

/** "19 March": where the year goes without saying. */
export const dayInMonth = (date: string | Date) => format(date, { day: 'numeric', month: 'long' })

/** "Monday 11 May 2026". */
export const weekdayAndDay = (date: string | Date) =>
  format(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')

/** "12 April 2026, 16:40". */
export function momentInWords(instant: Date | string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: london, hour: '2-digit', minute: '2-digit' })
  return `${dayMonthYear(new Date(instant))}, ${time.format(new Date(instant))}`
}

/** "1 action", "12 actions", "no actions": plural(12, 'action'). Irregular plurals are given: plural(2, 'person', 'people'). */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : numberInWords(count)} ${count === 1 ? one : many}`
}

/** "4,318". */
export const numberInWords = (count: number) => new Intl.NumberFormat('en-GB').format(count)

/** The civil date in London at an instant: YYYY-MM-DD. */
export function civilDate(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: london,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant)
}

const london = 'Europe/London'

function format(date: string | Date, parts: Intl.DateTimeFormatOptions): string {
  const isCivil = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)
  const formatter = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: isCivil ? 'UTC' : london })
  // Node writes September as "Sept" in British short form; papers and pages say "Sep".
  return formatter.format(isCivil ? new Date(`${date}T00:00:00Z`) : new Date(date)).replace('Sept ', 'Sep ')
}
