import { sayDate, sayMonth } from '../domain/timescale/say-date.ts'

/** How papers say numbers, lists and dates: British English, day first, no "st" or "nd". */

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
/** A day, or a month where only that is known. */
export function dayInWords(date: string): string {
  return date.length > 7 ? sayDate(date) : sayMonth(`${date}-01`)
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
