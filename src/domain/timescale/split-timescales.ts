import { findDates, foldForDates } from './date-expressions.ts'
import { exactMonth } from './month-names.ts'
import { parseTimescale, type TimescaleContext } from './parse-timescale.ts'
import { noTimescale, type Timescale } from './timescale.ts'

/**
 * The separate timescales of one cell, as written, for pairing with its milestones: "Dec 2014 Jan 2015 TBC" is three,
 * "Sept 2023 – March 2024" is one. TS-9.
 */
export function splitTimescales(text: string): string[] {
  const lines = text
    .split(/[\r\n\v\f\u2028\u2029]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  const isBroken =
    lines.length > 1 &&
    /^(?:and|to|until|[-–—&/])(?:\s|$)|(?:\band|\bto|\buntil|[-–—&/])$/i.test(lines.slice(1).join(' '))
  if (isBroken) return splitLine(lines.join(' '))
  return lines.flatMap(splitLine)
}

/** A run of dates and words for "not yet agreed" with nothing but commas and the like between them. */
function splitLine(line: string): string[] {
  const folded = foldForDates(line)
  const parts = [
    ...findDates(line).map(({ from, to }) => ({ from, to })),
    ...[
      ...folded.matchAll(
        /(?<![a-z])(?:t\.?b\.?[acd]\.?|ongoing|asap|quarterly|monthly|weekly|termly|annual(?:ly)?|n\/a|complete[d]?)(?![a-z])/g,
      ),
    ].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    })),
  ].sort((a, b) => a.from - b.from)
  if (parts.length < 2) return [line]
  // "March 2023 and ongoing" is one timescale; "Ongoing Ongoing" is two.
  const words = parts
    .map((part) => folded.slice(part.from, part.to))
    .filter((part) => /^[a-z/]+$/.test(part) && !/^t\.?b/.test(part) && exactMonth(part) === null)
  const isOne =
    words.length > 0 && (words.length < parts.length ? !/(?<![a-z])t\.?b/.test(folded) : new Set(words).size > 1)
  if (isOne) return [line]
  const kept: { from: number; to: number }[] = []
  let at = 0
  for (const part of parts) {
    const gap = folded.slice(at, part.from)
    if (part.from < at || !isSeparator(gap, kept.length === 0)) return [line]
    kept.push(part)
    at = part.to
  }
  if (!/^[\s.;,)]*$/.test(folded.slice(at))) return [line]
  return kept.map((part) => line.slice(part.from, part.to))
}

/** Between two timescales: white space, comma, semicolon, a list number. Not a dash, "to" or "/", which make a range. */
const isSeparator = (gap: string, isFirst: boolean): boolean =>
  isFirst
    ? /^\s*(?:(?:\d{1,2}|[a-z]|[ivx]+)[.)]|[•▪*-])?\s*$/.test(gap)
    : /^(?=[\s,;&]|and)\s*[,;&]?\s*(?:and\s+)?(?:(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s*|[•▪]\s*)?$/.test(gap)

/**
 * The timescale of the whole where its parts have their own: the latest, and one not yet agreed is later than any date.
 * TS-10.
 */
export function latestOf(timescales: readonly Timescale[]): Timescale {
  let latest: Timescale | null = null
  for (const timescale of timescales) if (latest === null || lateness(timescale) > lateness(latest)) latest = timescale
  return latest ?? noTimescale
}

/** Parts of one cell read together: its own words, the latest part's sense. */
export function parseTimescales(
  text: string,
  context: TimescaleContext = {},
): { whole: Timescale; parts: Timescale[] } {
  const parts = splitTimescales(text).map((part) => parseTimescale(part, context))
  const [only] = parts
  if (parts.length <= 1) return { whole: only ?? parseTimescale(text, context), parts }
  return { whole: { ...latestOf(parts), text: text.replace(/\s+/g, ' ').trim() }, parts }
}

function lateness({ kind, due, start }: Timescale): string {
  if (kind === 'tbc') return '9'
  if (kind === 'ongoing' || kind === 'recurring') return `7${due ?? ''}`
  if (due) return `5${due}`
  if (start) return `4${start}`
  return kind === 'none' ? '0' : '1'
}
