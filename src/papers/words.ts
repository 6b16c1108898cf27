/** How papers say numbers, lists and dates: British English, day first, no "st" or "nd". */

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function dayInWords(date: string): string {
  const [year, month = '', day = ''] = date.split('-')
  const name = months[Number(month) - 1] ?? ''
  return day === '' ? `${name} ${year}`.trim() : `${Number(day)} ${name} ${year}`
}

/** "two actions", "1 action" in figures from ten up; the noun's plural takes an s. */
export function countOf(count: number, noun: string): string {
  return `${small[count] ?? count} ${noun}${count === 1 ? '' : 's'}`
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${small[count] ?? count} times`
}

export function listInWords(items: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : [...items]
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The start of a text on one line, cut at a word. */
export function shortened(text: string, letters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= letters) return line
  const cut = line.slice(0, letters - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > letters * 0.5 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/, '')}…`
}
