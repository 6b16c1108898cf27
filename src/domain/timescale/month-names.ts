/** A word read as a month. `isMisspelt` asks a person to look: "Febraury" is surely February, "Marsh" only probably March. */
export interface MonthWord {
  month: number
  isMisspelt: boolean
}

export const monthNames = [
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
] as const

export const nameOfMonth = (month: number): string => monthNames[month - 1] ?? ''

/** The month of a lower-case word, abbreviated ("sept", "jan") or whole; null where it is none. */
export function exactMonth(word: string): number | null {
  return byWord.get(word) ?? null
}

/**
 * As `exactMonth`, but forgives slips in longer names: one slip in four or five letters, two in six or more, first letter
 * right. Only for words that stand beside a year or a day, since "match" is one slip from "march".
 */
export function readMonth(word: string): MonthWord | null {
  const exact = exactMonth(word)
  if (exact !== null) return { month: exact, isMisspelt: false }
  if (word.length < 4 || notMonths.has(word)) return null
  let best: { month: number; slips: number } | null = null
  for (const [index, name] of lowerNames.entries()) {
    if (name[0] !== word[0]) continue
    const allowed = Math.min(name.length, word.length) >= 6 ? 2 : name.length >= 4 ? 1 : 0
    const slips = slipsBetween(word, name, allowed)
    if (slips <= allowed && (best === null || slips < best.slips)) best = { month: index + 1, slips }
  }
  return best && { month: best.month, isMisspelt: true }
}

const lowerNames = monthNames.map((name) => name.toLowerCase())
const byWord = new Map<string, number>([
  ...lowerNames.map((name, index): [string, number] => [name, index + 1]),
  ...lowerNames.map((name, index): [string, number] => [name.slice(0, 3), index + 1]),
  ['sept', 9],
  ['febr', 2],
  ['octo', 10],
  ['novem', 11],
  ['decem', 12],
  ['janu', 1],
])
/** Everyday words of plans that lie one or two slips from a month. */
const notMonths = new Set(['match', 'much', 'marks', 'mark', 'jury', 'just', 'jump', 'mach', 'member', 'number'])

/** Edits to turn one word into the other (swapped neighbours are one), or `limit + 1` as soon as it is more than `limit`. */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[b.length] ?? limit + 1
}
