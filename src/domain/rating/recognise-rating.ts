import { type ColourName, nameColour } from './colour.ts'
import type { RatingShape } from './rating-shape.ts'

/** A cell's words or fill, understood as a rating. */
export interface RatingReading {
  /** The word to keep: as written where there are words, the colour's name where there is only a fill or a coloured disc. */
  value: string
  source: 'text' | 'fill'
  shape: RatingShape
  colour: ColourName | null
  fill?: string
  isGuess?: boolean
  doubt?: string | null
}

export interface RatingCell {
  text: string
  /** RRGGBB of the cell's fill. */
  fill?: string | null | undefined
  /** RRGGBB of the words, where a coloured sign (●) carries the rating. */
  textColour?: string | null | undefined
}

/**
 * Reads one cell that stands for a rating. `isRatingColumn`: the column is known to hold ratings, so that "Complete" and
 * grey count. Never reads prose: `docs/rating-rules.md` RR-1.
 */
export function recogniseRating(cell: RatingCell, isRatingColumn = true): RatingReading | null {
  // A sign beside a word ("▲ Amber", as our own papers draw it) says the same twice: the word is kept.
  const text = cell.text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[•✓✔✪●▲◆○■★▬]\s(?=\p{L})/u, '')
  const fill = cell.fill ?? null
  if (text !== '') {
    const fromWords = recogniseRatingWord(text, isRatingColumn)
    if (fromWords) return withFill(fromWords, fill)
    const fromSign = recogniseSign(text, cell.textColour ?? null, fill)
    if (fromSign) return fromSign
    // Other words on a coloured cell ("Report due in May" on amber): in a rating column the colour still rates.
    return isRatingColumn && !/^(?:n\/?a|not applicable)$/i.test(text) ? recogniseFill(fill, true) : null
  }
  return recogniseFill(fill, isRatingColumn)
}

/** A whole cell of words: "Amber-Green", "R", "On track". Null for anything longer than a rating is. */
export function recogniseRatingWord(text: string, isRatingColumn = true): RatingReading | null {
  const written = text.replace(/\s+/g, ' ').trim()
  if (written === '' || written.length > 48) return null
  const word = fold(written)
  const colour = colourWords.get(word)
  if (colour) return { value: written, source: 'text', ...colour }
  const mixed = mixedColour(word)
  if (mixed) return { value: written, source: 'text', ...mixed }
  const status = statusOf(word)
  if (status && (isRatingColumn || status.isPlainlyRating))
    return { value: written, source: 'text', shape: status.shape, colour: null }
  if (!isRatingColumn) return null
  const letter = letters.get(written.toUpperCase().replace(/[.()[\]\s]/g, ''))
  if (letter && /^[([]?[A-Za-z][\s/.-]?[A-Za-z]?[)\].]?$/.test(written))
    return { value: written, source: 'text', ...letter }
  return null
}

/** Ticks, crosses, coloured discs and the coloured circles of emoji. Arrows are a trend, not a rating. */
export function recogniseSign(text: string, textColour: string | null, fill: string | null): RatingReading | null {
  const sign = text.replace(/\s|\uFE0E|\uFE0F/g, '')
  const emoji = colouredSigns.get(sign)
  if (emoji) return { value: emoji.colour ?? sign, source: 'text', ...emoji }
  if (/^[✓✔✅☑]$/u.test(sign)) return { value: sign, source: 'text', shape: 'complete', colour: null }
  if (/^[✗✘❌✖☒]$/u.test(sign)) {
    return {
      value: sign,
      source: 'text',
      shape: 'off-track',
      colour: null,
      isGuess: true,
      doubt: 'A cross is read as off track; it could mean not done yet.',
    }
  }
  if (!/^[●⬤•■◼⚫◉⏺▮█lmn]$/u.test(sign)) return null
  const fromText = textColour ? recogniseFill(textColour, true) : null
  if (fromText && fromText.colour !== 'Black') return fromText
  return recogniseFill(fill, true)
}

/** A fill without words. In a column not known to hold ratings, only the strong colours of the traffic light count. */
export function recogniseFill(fill: string | null, isRatingColumn: boolean): RatingReading | null {
  if (fill === null) return null
  const colour = nameColour(fill)
  if (!colour || colour.name === 'White' || colour.name === 'Black') return null
  if (!isRatingColumn && (colour.isTint || !colour.isSure || !trafficLight.has(colour.name))) return null
  const shape = shapeOfColour[colour.name]
  if (shape === undefined) return null
  const base: RatingReading = {
    value: colour.name,
    source: 'fill',
    shape,
    colour: colour.name,
    fill: fill.toUpperCase(),
  }
  if (colour.name === 'Grey') {
    if (colour.isTint) return null
    return { ...base, isGuess: true, doubt: 'A grey cell is read as not started; it could be shading only.' }
  }
  if (colour.isSure && !colour.isTint) return base
  return {
    ...base,
    isGuess: true,
    doubt: `The colour of this cell (${fill.toUpperCase()}) is read as ${colour.name.toLowerCase()}.`,
  }
}

function withFill(reading: RatingReading, fill: string | null): RatingReading {
  if (fill === null) return reading
  const colour = nameColour(fill)
  if (!colour || colour.name === 'White') return reading
  const clash =
    reading.colour !== null &&
    colour.isSure &&
    !colour.isTint &&
    trafficLight.has(colour.name) &&
    colour.name !== reading.colour &&
    !reading.value.toLowerCase().includes(colour.name.toLowerCase())
  return {
    ...reading,
    fill: fill.toUpperCase(),
    ...(clash
      ? {
          isGuess: true,
          doubt: `The word says ${reading.value}, the cell is ${colour.name.toLowerCase()}; the word is kept.`,
        }
      : {}),
  }
}

const trafficLight = new Set<ColourName>(['Red', 'Amber', 'Green', 'Blue', 'Purple'])

export const shapeOfColour: Partial<Record<ColourName, RatingShape>> = {
  Red: 'off-track',
  Amber: 'at-risk',
  Green: 'on-track',
  Blue: 'complete',
  Purple: 'embedded',
  Grey: 'not-started',
  White: 'not-started',
  Black: 'closed',
  Pink: 'off-track',
  Brown: 'at-risk',
}

type Sense = { shape: RatingShape; colour: ColourName | null }

const colourWords = new Map<string, Sense>([
  ['red', { shape: 'off-track', colour: 'Red' }],
  ['amber', { shape: 'at-risk', colour: 'Amber' }],
  ['yellow', { shape: 'at-risk', colour: 'Amber' }],
  ['orange', { shape: 'at-risk', colour: 'Amber' }],
  ['green', { shape: 'on-track', colour: 'Green' }],
  ['blue', { shape: 'complete', colour: 'Blue' }],
  ['purple', { shape: 'embedded', colour: 'Purple' }],
  ['grey', { shape: 'not-started', colour: 'Grey' }],
  ['gray', { shape: 'not-started', colour: 'Grey' }],
  ['white', { shape: 'not-started', colour: 'White' }],
  ['black', { shape: 'closed', colour: 'Black' }],
])

const letters = new Map<string, Sense>([
  ['R', { shape: 'off-track', colour: 'Red' }],
  ['A', { shape: 'at-risk', colour: 'Amber' }],
  ['Y', { shape: 'at-risk', colour: 'Amber' }],
  ['G', { shape: 'on-track', colour: 'Green' }],
  ['B', { shape: 'complete', colour: 'Blue' }],
  ['P', { shape: 'embedded', colour: 'Purple' }],
  ['W', { shape: 'not-started', colour: 'White' }],
  ['C', { shape: 'complete', colour: null }],
  ['AG', { shape: 'at-risk', colour: 'Amber' }],
  ['A/G', { shape: 'at-risk', colour: 'Amber' }],
  ['A-G', { shape: 'at-risk', colour: 'Amber' }],
  ['AR', { shape: 'off-track', colour: 'Red' }],
  ['A/R', { shape: 'off-track', colour: 'Red' }],
  ['A-R', { shape: 'off-track', colour: 'Red' }],
  ['RA', { shape: 'off-track', colour: 'Red' }],
  ['R/A', { shape: 'off-track', colour: 'Red' }],
  ['GA', { shape: 'at-risk', colour: 'Amber' }],
  ['G/A', { shape: 'at-risk', colour: 'Amber' }],
])

const colouredSigns = new Map<string, Sense>([
  ...['🔴', '🟥', '♦'].map((sign): [string, Sense] => [sign, { shape: 'off-track', colour: 'Red' }]),
  ...['🟠', '🟡', '🟧', '🟨'].map((sign): [string, Sense] => [sign, { shape: 'at-risk', colour: 'Amber' }]),
  ...['🟢', '🟩'].map((sign): [string, Sense] => [sign, { shape: 'on-track', colour: 'Green' }]),
  ...['🔵', '🟦'].map((sign): [string, Sense] => [sign, { shape: 'complete', colour: 'Blue' }]),
  ...['🟣', '🟪'].map((sign): [string, Sense] => [sign, { shape: 'embedded', colour: 'Purple' }]),
  ...['⚪', '⬜'].map((sign): [string, Sense] => [sign, { shape: 'not-started', colour: 'White' }]),
])

/** "Amber-Green", "Green plus", "Light green", "RAG: Red", "Amber (improving)", "Red – off track". The worse of two colours counts. */
function mixedColour(word: string): Sense | null {
  const plain = word
    .replace(/^(?:rag|brag|b?rag rating|b?rag status|rating|status)\s*/, '')
    .replace(/^(?:light|dark|pale|bright|deep)\s+/, '')
  const found = colourWords.get(plain)
  if (found && plain !== word) return found
  const pair =
    /^(red|amber|yellow|green|blue)\s*(?:and|to|or)?\s*(red|amber|yellow|green|blue|plus|minus|star|e)$/.exec(plain)
  if (pair) {
    const [first, second] = [colourWords.get(pair[1] ?? ''), colourWords.get(pair[2] ?? '')]
    if (!first) return null
    if (!second) return first
    return order.indexOf(first.shape) <= order.indexOf(second.shape) ? first : second
  }
  const explained = /^(red|amber|yellow|green|blue|purple|grey|white)\s+(.+)$/.exec(plain)
  if (!explained) return null
  const status =
    statusOf(explained[2] ?? '') ??
    (/^(?:rated|rating|improving|worsening|declining|no change|same|up|down|stable)$/.test(explained[2] ?? '')
      ? {}
      : null)
  return status ? (colourWords.get(explained[1] ?? '') ?? null) : null
}

const order: RatingShape[] = [
  'off-track',
  'at-risk',
  'not-started',
  'on-track',
  'complete',
  'embedded',
  'closed',
  'none',
]

interface Status {
  shape: RatingShape
  /** Said of nothing but a rating, so that it counts outside a rating column too. */
  isPlainlyRating?: boolean
}

function statusOf(word: string): Status | null {
  const found = statuses.find(({ pattern }) => pattern.test(word))
  return found ?? null
}

const status = (shape: RatingShape, words: string, isPlainlyRating = false): Status & { pattern: RegExp } => ({
  shape,
  isPlainlyRating,
  pattern: new RegExp(`^(?:action |actions |now |all |status )?(?:${words})$`),
})

/** Whole cells only, folded. The order matters: "not complete" before "complete". */
const statuses = [
  status(
    'not-started',
    'not (?:yet )?(?:started|begun|commenced|due|due to start)|yet to (?:start|begin|commence)|to (?:start|begin|do)|planned|scheduled|future|no progress yet|pending|not due yet|on hold not started|open not started|new',
  ),
  status(
    'off-track',
    'off (?:track|target|plan)|not on track|not (?:achieved|met|complete|completed|delivered)|not yet (?:achieved|met|complete|completed)|overdue|late|behind|behind schedule|delayed|significantly delayed|significant(?:ly)? (?:delay|off track|issues)|critical|high risk|missed|failed|stalled|no progress|major (?:issues|concerns|problems)|serious (?:concerns|delay)|not progressing|inadequate|unachievable|will not be (?:achieved|met)|blocked|requires urgent attention',
    true,
  ),
  status(
    'at-risk',
    'at risk|some risk|risk of delay|slipping|slipped|slightly (?:off track|behind|delayed)|minor (?:delay|delays|issues|concerns)|some (?:delay|delays|concerns|issues|slippage|progress)|partially (?:achieved|met|complete|completed|on track)|partly (?:achieved|met|complete|completed)|partial|medium risk|needs attention|requires (?:attention|improvement)|in danger|mostly on track|on hold|paused|deferred|progressing with (?:delay|delays|issues|concerns)|some way to go|limited progress|recoverable',
  ),
  status(
    'embedded',
    'embedded|fully embedded|complete(?:d)? (?:and )?embedded|complete(?:d)? (?:and )?(?:evidenced|assured|sustained|impact evidenced)|sustained|embedded and sustained|business as usual|bau|embedding complete|impact (?:evidenced|achieved|seen)|delivered and embedded|achieved and embedded',
  ),
  status(
    'closed',
    'closed|closed down|cancelled|canceled|withdrawn|superseded|no longer (?:required|relevant|needed|applicable)|abandoned|merged|discontinued|not feasible|stopped|removed|archived',
  ),
  status(
    'on-track',
    'on (?:track|target|schedule|plan|course)|on track to (?:complete|be completed|deliver)|in progress|progressing|progressing well|under ?way|ongoing|on going|started|good progress|making progress|work (?:in progress|underway|ongoing)|wip|low risk|active|live|open|mostly complete|nearly complete|almost complete|substantially (?:complete|met|achieved)|embedding|in development|continuing|in place and progressing|ahead of schedule|mainly achieved',
    true,
  ),
  status(
    'complete',
    'complete|completed|fully complete(?:d)?|done|finished|achieved|fully achieved|met|fully met|delivered|implemented|fully implemented|actioned|signed off|100 complete|complete on time|completed on time|completed late|complete not (?:yet )?embedded|in place|yes',
  ),
]

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^a-z0-9+']+/g, ' ')
    .replace(/\+/g, ' plus')
    .replace(/\s+/g, ' ')
    .trim()
