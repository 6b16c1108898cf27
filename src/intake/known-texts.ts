import { type SplitOwners, splitOwners as splitOwnersOf } from '../domain/people/split-owners.ts'
import {
  type RatingCell,
  type RatingReading,
  recogniseRating as ratingOfCell,
} from '../domain/rating/recognise-rating.ts'
import { parseTimescale as readTimescale, type TimescaleContext } from '../domain/timescale/parse-timescale.ts'
import { splitTimescales as partsOfTimescale } from '../domain/timescale/split-timescales.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'

/**
 * The domain's readings of a cell's text, each text read once: a long plan says the same few things in its columns of who, when and how
 * it stands. What is known is forgotten when a reading ends, so that no plan's words stay behind. Answers are shared: copy, never change.
 */
const memories: Map<string, unknown>[] = []

export function forgetTexts(): void {
  for (const memory of memories) memory.clear()
}

const owners = remembering<Readonly<SplitOwners>>()
const timescales = remembering<Readonly<Timescale>>()
const parts = remembering<readonly string[]>()
const ratings = remembering<Readonly<RatingReading> | null>()

export function splitOwners(text: string): Readonly<SplitOwners> {
  return owners(text, text, () => splitOwnersOf(text))
}

export function parseTimescale(text: string, context: TimescaleContext = {}): Readonly<Timescale> {
  const { planStart, planEnd, documentDate, date } = context
  const key = [text, planStart, planEnd, documentDate, date?.date, date?.precision].join('\n')
  return timescales(text, key, () => readTimescale(text, context))
}

export function splitTimescales(text: string): readonly string[] {
  return parts(text, text, () => partsOfTimescale(text))
}

export function recogniseRating(cell: RatingCell): Readonly<RatingReading> | null {
  const key = [cell.text, cell.fill, cell.textColour].join('\n')
  return ratings(cell.text, key, () => ratingOfCell(cell))
}

/** Long texts do not come twice, and are read anew rather than kept. */
const longestKept = 200
const mostKept = 20_000

function remembering<Value>(): (text: string, key: string, read: () => Value) => Value {
  const memory = new Map<string, Value>()
  memories.push(memory)
  return (text, key, read) => {
    if (text.length > longestKept) return read()
    const known = memory.get(key)
    if (known !== undefined) return known
    const value = read()
    if (memory.size >= mostKept) memory.clear()
    memory.set(key, value)
    return value
  }
}
