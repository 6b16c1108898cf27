import type { ColourName } from './colour.ts'
import { defaultKey, findEntry, type KeyEntry, keyFrom } from './rating-key.ts'
import { type RatingShape, shapes } from './rating-shape.ts'

/** A word of a plan's key as it was stored: an older or imported plan may know the word and its fill only. */
export interface StoredWord {
  word: string
  shape?: string | undefined
  fill?: string | null | undefined
  meaning?: string | null | undefined
  colour?: string | null | undefined
}

/** The key of a live plan, each word with its shape, worst first; ours where the plan has none. Total. */
export function keyOfStored(stored: readonly StoredWord[]): KeyEntry[] {
  const legend = stored.map(({ word, fill, meaning }) => ({ word, fill: fill ?? null, meaning: meaning ?? null }))
  const key = keyFrom([], legend)
  if (key === null) return defaultKey
  for (const entry of key) {
    const own = stored.find(({ word }) => word.replace(/\s+/g, ' ').trim() === entry.word)
    if (own?.shape !== undefined && isShape(own.shape)) entry.shape = own.shape
  }
  return key.sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))
}

/**
 * What an owner can choose from: the plan's own words, and ours for what its document never had to say yet (a plan all green
 * so far must still be able to say off track). A plan that rates in colours is offered colours.
 */
export function offeredRatings(key: readonly KeyEntry[]): KeyEntry[] {
  const ratesInColours = key.some(({ word, colour }) => colour !== null && word.toLowerCase() === colour.toLowerCase())
  const missing = essential
    .filter(({ shape }) => !key.some((entry) => covers(entry, shape)))
    .map(({ shape, word, colour, meaning }): KeyEntry => {
      const isColour = ratesInColours && shape !== 'complete' && findEntry(key, colour) === null
      return { word: isColour ? colour : word, shape, colour: isColour ? colour : null, fill: null, meaning }
    })
  return [...key, ...missing].sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))
}

interface Essential {
  shape: RatingShape
  word: string
  colour: ColourName
  meaning: null
}

const essential: Essential[] = [
  { shape: 'off-track', word: 'Off track', colour: 'Red', meaning: null },
  { shape: 'at-risk', word: 'At risk', colour: 'Amber', meaning: null },
  { shape: 'on-track', word: 'On track', colour: 'Green', meaning: null },
  { shape: 'complete', word: 'Complete', colour: 'Blue', meaning: null },
]

/** A key that can say "embedded" can say that it is done. */
const covers = (entry: KeyEntry, shape: RatingShape): boolean =>
  entry.shape === shape || (shape === 'complete' && entry.shape === 'embedded')

const isShape = (word: string): word is RatingShape => (shapes as readonly string[]).includes(word)
