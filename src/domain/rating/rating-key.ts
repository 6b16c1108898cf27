import type { PlanDocument, RatingKeyEntry } from '../plan/plan-document.ts'
import { type ColourName, nameColour } from './colour.ts'
import { nameOfShape, type RatingShape, shapes } from './rating-shape.ts'
import { recogniseFill, recogniseRatingWord } from './recognise-rating.ts'

/** One word of a plan's own key, with how it is drawn. Kept in `plan.rating_key`. */
export interface KeyEntry {
  /** The plan's word, as written: it is what shows. */
  word: string
  shape: RatingShape
  colour: ColourName | null
  /** RRGGBB that stood for it in the document; null where there was none. */
  fill: string | null
  meaning: string | null
}

/** Worst first. */
export type RatingKey = KeyEntry[]

/** For a plan that shows no ratings: the words of the BRAG scale by what they say. */
export const defaultKey: RatingKey = [
  {
    word: 'Off track',
    shape: 'off-track',
    colour: 'Red',
    fill: null,
    meaning: 'Will not be done by its date, or not at all, without help',
  },
  {
    word: 'At risk',
    shape: 'at-risk',
    colour: 'Amber',
    fill: null,
    meaning: 'May be late or fall short; being put right',
  },
  { word: 'On track', shape: 'on-track', colour: 'Green', fill: null, meaning: 'Will be done by its date' },
  { word: 'Complete', shape: 'complete', colour: 'Blue', fill: null, meaning: 'Done' },
  { word: 'Not started', shape: 'not-started', colour: 'Grey', fill: null, meaning: 'Not begun, and not yet due to' },
]

/** A rating seen in the document: the word or colour, and the fill it stood on. */
export interface SeenRating {
  value: string
  fill?: string | null | undefined
}

/**
 * The plan's key from what its document shows: its legend first, then the words and colours seen, each once, worst
 * first. Null where the document shows neither.
 */
export function keyFrom(seen: readonly SeenRating[], legend: readonly RatingKeyEntry[] = []): RatingKey | null {
  const entries = new Map<string, KeyEntry>()
  for (const { word, fill, meaning } of legend) {
    const entry = entryOf(word, fill, meaning)
    if (entry) entries.set(foldWord(word), entry)
  }
  for (const { value, fill } of seen) {
    const known = findEntry([...entries.values()], value, fill ?? null)
    if (known) {
      if (known.fill === null && fill) known.fill = fill
      continue
    }
    const entry = entryOf(value, fill ?? null, null)
    if (entry) entries.set(foldWord(value), entry)
  }
  if (entries.size === 0) return null
  return [...entries.values()].sort(byWorst)
}

/** The key of a plan as read: `ratingKey` and every rating its actions, outcomes and milestones carry. */
export function keyOfPlan(plan: PlanDocument): RatingKey {
  const seen: SeenRating[] = []
  const add = (rating: { value: string; fill?: string } | null | undefined): void => {
    if (rating) seen.push({ value: rating.value, fill: rating.fill ?? null })
  }
  for (const outcome of plan.outcomes) add(outcome.rag)
  for (const action of plan.actions) {
    add(action.rag)
    for (const rating of action.ratings ?? []) add(rating)
    for (const milestone of action.milestones) add(milestone.rag)
  }
  return keyFrom(seen, plan.ratingKey) ?? defaultKey
}

/** The entry a word of a document or form means: same word, else same fill, else the only entry of the same shape. */
export function findEntry(key: readonly KeyEntry[], word: string, fill: string | null = null): KeyEntry | null {
  const folded = foldWord(word)
  const byWord = key.find((entry) => foldWord(entry.word) === folded)
  if (byWord) return byWord
  const byFill = fill === null ? undefined : key.find((entry) => entry.fill?.toUpperCase() === fill.toUpperCase())
  if (byFill) return byFill
  const reading = recogniseRatingWord(word)
  if (!reading) return null
  const sameShape = key.filter((entry) => entry.shape === reading.shape)
  const isSameKind = sameShape[0] && (sameShape[0].colour === null) === (reading.colour === null)
  return sameShape.length === 1 && isSameKind ? (sameShape[0] ?? null) : null
}

/** The shape to draw for a rating word of a plan; `none` for no rating. */
export function shapeOf(key: readonly KeyEntry[], word: string | null | undefined): RatingShape {
  if (word === null || word === undefined || word.trim() === '') return 'none'
  return findEntry(key, word)?.shape ?? recogniseRatingWord(word)?.shape ?? 'none'
}

/** The plan's word for a shape, where its key has one; else ours. */
export const wordForShape = (key: readonly KeyEntry[], shape: RatingShape): string =>
  key.find((entry) => entry.shape === shape)?.word ?? nameOfShape[shape]

function entryOf(word: string, fill: string | null, meaning: string | null): KeyEntry | null {
  const written = word.replace(/\s+/g, ' ').trim()
  if (written === '') return null
  const fromWord = recogniseRatingWord(written)
  const fromFill = fill ? recogniseFill(fill, true) : null
  const fromMeaning = meaning ? shapeOfMeaning(meaning) : null
  const named = fill ? nameColour(fill) : null
  const colour = fromWord?.colour ?? (named && named.name !== 'White' ? named.name : null)
  // The legend's own meaning decides where the word is only a colour: "Green: complete" is not on track.
  const shape =
    (fromWord?.colour !== null || fromWord === null ? fromMeaning : null) ??
    fromWord?.shape ??
    fromFill?.shape ??
    'none'
  return { word: written, shape, colour, fill: fill?.toUpperCase() ?? null, meaning }
}

/** What a legend says a colour means: "Complete & embedded", "On track to be done by its date". */
export function shapeOfMeaning(meaning: string): RatingShape | null {
  const text = meaning.toLowerCase().replace(/\s+/g, ' ')
  const found = meanings.find(([pattern]) => pattern.test(text))
  return found?.[1] ?? null
}

const meanings: [RegExp, RatingShape][] = [
  [
    /not (?:yet )?(?:started|begun|commenced|due)|yet to (?:start|begin)|hasn't started|has not started|no action (?:yet )?(?:taken|required yet)/,
    'not-started',
  ],
  [
    /off[ -]track|not on track|not (?:be )?(?:achieved|met|completed?|delivered)|overdue|significant(?:ly)?|behind|serious|critical|major|unlikely|will not|missed|no progress|immediate (?:action|attention)|urgent/,
    'off-track',
  ],
  [
    /at risk|some (?:risk|delay|concern|slippage|issue)|minor|slip|partial|partly|delay|may not|might not|attention|caution|potential|recover/,
    'at-risk',
  ],
  [
    /embedded|embedding complete|sustained|business as usual|impact (?:is |has been )?(?:evidenced|seen)|evidence of impact/,
    'embedded',
  ],
  [/no longer|closed|cancelled|superseded|withdrawn/, 'closed'],
  [
    /on[ -](?:track|target|schedule|course|plan)|in progress|progressing|under ?way|will be (?:achieved|met|completed?|delivered)|expected to (?:be|meet|complete)|no (?:concerns|issues)/,
    'on-track',
  ],
  [/complete|achieved|done|delivered|finished|implemented|fully met/, 'complete'],
]

/**
 * The entries of a legend in words: "Key: Red = off track; Amber = at risk", "Blue: Complete & embedded". One line may
 * hold one or several. Empty where the line is no legend, so that prose with a colour in it is left alone.
 */
export function readLegend(text: string, fill: string | null = null): RatingKeyEntry[] {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line === '' || line.length > 900) return []
  const body = line.replace(
    /^(?:rag|brag|b\.?r\.?a\.?g\.?|rating|status|colour|action|progress)?\s*(?:rating|status|colour)?s?\s*(?:key|legend|definitions?|ratings?|guide)\s*[:–-]?\s*/i,
    '',
  )
  const starts = [
    ...body.matchAll(
      new RegExp(
        `(?:^|[\\s;,.|/(])[(\\["“]?(${legendWord})[)\\]"”]?\\s*(?:=|:|–|-|—|→|\\bmeans\\b|\\bis\\b(?= (?:off|on|at|complete|not))|\\()\\s*`,
        'gi',
      ),
    ),
  ]
  const entries: RatingKeyEntry[] = []
  for (const [index, match] of starts.entries()) {
    const from = match.index + match[0].length
    const to = starts[index + 1]?.index ?? body.length
    const meaning = body
      .slice(from, to)
      .replace(/^[\s:=–-]+|[\s;,.|/)]+$/g, '')
      .trim()
    const word = match[1] ?? ''
    if (meaning !== '') entries.push({ word, fill: starts.length === 1 ? fill : null, meaning })
  }
  const isLegend =
    entries.length >= 2 ||
    (entries.length === 1 &&
      starts[0]?.index === 0 &&
      (body !== line || shapeOfMeaning(entries[0]?.meaning ?? '') !== null))
  return isLegend ? entries : []
}

const legendWord =
  'red|amber|yellow|orange|green|blue|purple|grey|gray|white|black|light green|dark green|green plus|amber[ /-]green|amber[ /-]red|[RAGBYPW](?=\\s*[=:–-])|off track|at risk|on track|complete|completed|embedded|not started|closed'

const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[^a-z0-9+✓✗●]+/g, ' ')
    .trim()

const byWorst = (a: KeyEntry, b: KeyEntry): number => shapes.indexOf(a.shape) - shapes.indexOf(b.shape)
