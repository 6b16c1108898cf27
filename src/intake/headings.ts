import type { PlanField } from '../domain/plan/plan-document.ts'
import { headingWords } from './heading-words.ts'

export type HeadingScores = Partial<Record<PlanField, number>>

/** How surely a column heading names each field, 0 to 1. Long text is no heading and scores nothing. */
export function recogniseHeading(heading: string): HeadingScores {
  if (heading.length > longestHeading) return {}
  const known = remembered.get(heading)
  if (known !== undefined) return known
  const scores = scoreHeading(heading)
  if (remembered.size > 5000) remembered.clear()
  remembered.set(heading, scores)
  return scores
}

/** The best field of a heading and how sure it is; null where no word of it is known. */
export function bestOfHeading(heading: string): { field: PlanField; score: number } | null {
  let best: { field: PlanField; score: number } | null = null
  for (const [field, score] of Object.entries(recogniseHeading(heading)) as [PlanField, number][]) {
    if (best === null || score > best.score) best = { field, score }
  }
  return best
}

/** Whether a text is a heading we know, letter for letter: quick, for rows deep in a long table. */
export function isKnownHeading(text: string): boolean {
  return text.length < 60 && meanings.has(stemmed(plainHeading(text)))
}

/** Lower case, no punctuation, "and" for "&": what two spellings of one heading have in common. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/#/g, ' no ')
    .replace(/%/g, ' percent ')
    .replace(/['’]s\b/g, 's')
    .replace(/\(s\)|\(ren\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The meeting, month, term or quarter in a heading such as "RAG (Jan)" or "Spring 2 update"; null where there is none. */
export function periodOfHeading(heading: string): string | null {
  const found = periodWords.exec(heading)
  return found === null ? null : found[0].trim()
}

const periodWords =
  /\b(?:(?:end of )?(?:autumn|spring|summer|winter|aut|spr|sum)\b(?: term)?(?: ?[12](?!\d))?(?: (?:20)?\d\d(?:[/-]\d\d)?)?|q(?:uarter|tr)? ?[1-4](?: ?(?:20)?\d\d(?:[/-]\d\d)?)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:[ '’-]*(?:20)?\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:meeting|visit|review|month|term|week|year) ?\d{1,2}|(?:19|20)\d\d(?:[/-]\d\d)?|mid[- ]year|year[- ]end|end of year)(?![a-z])/i

const longestHeading = 120
const remembered = new Map<string, HeadingScores>()

interface Meaning {
  field: PlanField
  weight: number
}

const stem = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
const stemmed = (phrase: string): string => phrase.split(' ').map(stem).join(' ')

const meanings = new Map<string, Meaning[]>()
for (const [field, words] of Object.entries(headingWords) as [PlanField, { sure: string[]; likely?: string[] }][]) {
  for (const phrase of words.sure) learn(phrase, { field, weight: 1 })
  for (const phrase of words.likely ?? []) learn(phrase, { field, weight: 0.72 })
}
const longestPhrase = Math.max(...[...meanings.keys()].map((phrase) => phrase.split(' ').length))
const knownWords = [...new Set([...meanings.keys()].flatMap((phrase) => phrase.split(' ')))].filter(
  (word) => word.length > 4,
)

/** Words that say little inside a longer heading: "No." in "Date no longer needed". */
const weakInside = new Set(
  stemmed(
    'no|number|what|how|when|who|from|by|due|area|date|state|type|level|site|service|report|review|source|item|line|row|code|id|link|time|page|result|response|approach|closed|complete|completed|done|success|target|question|risk|standard|need|how|why|partner|manager|staff|team|position|achieved|officer|director|board|training|issue|note|output|person|term|detail|phase|stage|theme|plan|project|programme|judgement|support|subject|statement|organisation|agency|audit|focus|context|description|open closed|step',
  )
    .split('|')
    .map((word) => stem(word)),
)

function learn(phrase: string, meaning: Meaning): void {
  const key = stemmed(phrase)
  const list = meanings.get(key)
  if (list === undefined) meanings.set(key, [meaning])
  else if (!list.some((known) => known.field === meaning.field)) list.push(meaning)
}

function scoreHeading(heading: string): HeadingScores {
  const scores: HeadingScores = {}
  const words = plainHeading(heading)
    .split(' ')
    .filter((word) => word !== '')
    .map(stem)
  if (words.length === 0 || words.length > 16) return scores
  const give = (phrase: string, worth: number) => {
    for (const { field, weight } of meanings.get(phrase) ?? []) {
      const score = worth * weight
      if (score > (scores[field] ?? 0)) scores[field] = score
    }
  }
  const spelt = words.map(correctSpelling)
  const slip = spelt.some((word, index) => word !== words[index]) ? 0.95 : 1
  give(spelt.join(' '), slip)
  for (const [index, part] of partsOfHeading(heading).entries()) {
    give(part.split(' ').map(stem).map(correctSpelling).join(' '), (index === 0 ? 0.93 : 0.8) * slip)
  }
  const withoutPeriod = plainHeading(heading.replace(periodWords, ' '))
  if (withoutPeriod !== '') give(stemmed(withoutPeriod), 0.92)
  for (let from = 0; from < spelt.length; from++) {
    for (let size = Math.min(longestPhrase, spelt.length - from); size > 0; size--) {
      const phrase = spelt.slice(from, from + size).join(' ')
      if (!meanings.has(phrase) || (size === 1 && weakInside.has(phrase) && (from > 0 || spelt.length > 4))) continue
      const share = size / spelt.length
      give(phrase, (from === 0 ? 0.6 + 0.25 * share : 0.4 + 0.3 * share) * slip)
    }
  }
  return scores
}

/** "Lead Officer/ Who", "Action (what we will do)": the parts that may each be a heading. */
function partsOfHeading(heading: string): string[] {
  const parts = heading.split(/[/|()\n:;–—]| - | or /i).map(plainHeading)
  return parts.length > 1 ? parts.filter((part) => part !== '') : []
}

const spellings = new Map<string, string>()
const knownSet = new Set(knownWords)

function correctSpelling(word: string): string {
  if (word.length < 5 || knownSet.has(word)) return word
  const before = spellings.get(word)
  if (before !== undefined) return before
  const most = word.length > 8 ? 2 : 1
  const near = (known: string) => Math.abs(known.length - word.length) <= most && distance(word, known, most) <= most
  const meant = knownWords.find(near) ?? word
  if (spellings.size > 20000) spellings.clear()
  spellings.set(word, meant)
  return meant
}

/** Edits between two words, neighbours swapped counting once; gives up past `most`. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return row[b.length] ?? most + 1
}
