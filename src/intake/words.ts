import type { Block, NeutralDocument, Place } from '../documents/neutral-document.ts'
import { sayPlace } from '../documents/neutral-document.ts'
import type { PlanDocument, PlanNote } from '../domain/plan/plan-document.ts'
import { cleanText, linesOf } from './source-lines.ts'

/** A paragraph or cell of the document with all its words, also struck, hidden and deleted ones. */
export interface SourceUnit {
  text: string
  at: Place
}

/** What the plan document lacks of the document's words, and how many words there are. R-21. */
export interface WordCheck {
  missing: PlanNote[]
  placed: number
  of: number
}

/**
 * Proves that every word of the document stands in the plan document as often as in the source. `repeats` are words that the source says
 * many times and the plan once: repeated headers, section names over several tables.
 *
 * A line that stands whole in both is settled at once; only what is left of either is compared word by word.
 */
export function checkWords(document: NeutralDocument, plan: PlanDocument, repeats: readonly string[]): WordCheck {
  const lines = countLines(planTexts(plan))
  const often = new Set(repeats)
  const saidWhole = new Set([...often].filter((text) => lines.has(text)))
  const left: SourceUnit[] = []
  let of = 0
  visitUnits(document, (text, at) => {
    of += countWords(text)
    if (saidWhole.has(text)) return
    const count = lines.get(text) ?? 0
    if (count > 0) lines.set(text, count - 1)
    else left.push({ text, at })
  })
  const { missing, lost } = left.length === 0 ? { missing: [], lost: 0 } : compareWords(left, lines, often)
  return { missing, placed: of - lost, of }
}

/** Every paragraph and cell of the document, with the marks that the word processor numbers. */
export function unitsOf(document: NeutralDocument): SourceUnit[] {
  const units: SourceUnit[] = []
  visitUnits(document, (text, at) => units.push({ text, at }))
  return units
}

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** How often each line stands in the texts. */
function countLines(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (line: string) => counts.set(line, (counts.get(line) ?? 0) + 1)
  for (const text of texts) {
    if (text.includes('\n')) text.split('\n').forEach(add)
    else add(text)
  }
  return counts
}

/** The words of the units that the lines not yet spoken for do not hold, and how many they are. */
function compareWords(
  units: readonly SourceUnit[],
  lines: ReadonlyMap<string, number>,
  repeats: ReadonlySet<string>,
): { missing: PlanNote[]; lost: number } {
  const have = new Map<string, number>()
  for (const [line, count] of lines)
    if (count > 0) for (const word of wordsOf(line)) have.set(word, (have.get(word) ?? 0) + count)
  let often: ReadonlySet<string> | null = null
  const missing: PlanNote[] = []
  let lost = 0
  for (const { text, at } of units) {
    let lacks = 0
    for (const word of wordsOf(text)) {
      const count = have.get(word) ?? 0
      if (count > 0) {
        have.set(word, count - 1)
        continue
      }
      often ??= wordsSaidOften(repeats, lines)
      if (!often.has(word)) lacks++
    }
    if (lacks === 0) continue
    lost += lacks
    missing.push({ text, at: sayPlace(at) })
  }
  return { missing, lost }
}

/** The words of the repeats that the plan says at all, in the singular or the plural. */
function wordsSaidOften(repeats: ReadonlySet<string>, lines: ReadonlyMap<string, number>): Set<string> {
  const wanted = new Set([...repeats].flatMap(wordsOf))
  const said = new Set<string>()
  for (const line of lines.keys()) {
    for (const word of wordsOf(line)) {
      if (wanted.has(word)) said.add(word)
      if (word.endsWith('s') && wanted.has(word.slice(0, -1))) said.add(word.slice(0, -1))
    }
    if (said.size === wanted.size) break
  }
  return said
}

/** As many as `wordsOf` gives, without making them: a plain text is counted by its letters. */
function countWords(text: string): number {
  let count = 0
  let isInside = false
  for (let index = 0; index < text.length; index++) {
    const kind = kindOfCode[text.charCodeAt(index)]
    if (kind === undefined || kind === unknownCode) return wordsOf(text).length
    if (kind === wordCode) {
      if (!isInside) count++
      isInside = true
    } else isInside = false
  }
  return count
}

const betweenCode = 0
const wordCode = 1
const unknownCode = 2

/** What a code unit is, as far as the punctuation of Word; one that NFKC or lower case changes to several is not known. */
const kindOfCode = Uint8Array.from({ length: 0x2027 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (letter.normalize('NFKC') !== letter && code !== 0xa0) return unknownCode
  if (/\p{M}/u.test(letter) || letter.toLowerCase().length > 1) return unknownCode
  return /[\p{L}\p{N}]/u.test(letter) ? wordCode : betweenCode
})

function visitUnits(document: NeutralDocument, visit: (text: string, at: Place) => void): void {
  for (const part of document.parts) {
    if (part.kind === 'sheet' && part.isHidden && part.name !== null) visit('', { part: part.name })
    visitBlocks(part.blocks, visit)
  }
}

function visitBlocks(blocks: readonly Block[], visit: (text: string, at: Place) => void): void {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const [only] = block.runs
      const text = cleanText(
        block.runs.length === 1 && only !== undefined ? only.text : block.runs.map((run) => run.text).join(''),
      )
      if (text !== '') visit(text.includes('**') ? text.replaceAll('**', '') : text, block.at)
      continue
    }
    for (const row of block.rows) {
      for (const cell of row.cells) {
        const { value } = cell
        if (value !== null && value.kind !== 'fault' && value.shows !== '' && linesOf(cell.blocks).length === 0)
          visit(value.shows, cell.at)
        visitBlocks(cell.blocks, visit)
      }
    }
  }
}

/** The texts of a plan document that hold words of its source; not places, ids or what the reading says about it. */
export function planTexts(plan: PlanDocument): string[] {
  const texts: (string | null | undefined)[] = [
    plan.plan.title,
    plan.plan.organisation,
    ...Object.values(plan.vocabulary),
  ]
  for (const column of plan.columns) texts.push(column.heading)
  const sections = new Set([
    ...plan.outcomes.map((outcome) => outcome.section),
    ...plan.actions.map((action) => action.section),
  ])
  for (const section of sections) texts.push(section)
  for (const outcome of plan.outcomes) {
    texts.push(outcome.ref, outcome.text, ...outcome.objectives, ...outcome.intendedOutcomes, ...outcome.measures)
    for (const extra of outcome.extra ?? []) texts.push(extra.text)
  }
  // A cell merged over several rows is said by each of their actions, but stands once in the source.
  const counted = new Map<string, string[]>()
  const once = (place: string | undefined, text: string | null | undefined) => {
    if (!text) return
    const there = place === undefined ? undefined : counted.get(place)
    if (there?.includes(text)) return
    if (there !== undefined) there.push(text)
    else if (place !== undefined) counted.set(place, [text])
    texts.push(text)
  }
  for (const action of plan.actions) {
    const places = action.places ?? {}
    texts.push(action.ref, action.text)
    once(places.owners, action.ownersText)
    once(places.timescale, action.timescale.text)
    for (const earlier of action.timescale.earlier ?? []) once(places.timescale, earlier)
    once(places.evidence, action.evidence)
    once(places.impact, action.impact)
    once(places.progress, action.progress)
    const ratings = action.ratings ?? (action.rag === null ? [] : [action.rag])
    for (const rating of ratings)
      if (rating.source === 'text') once(action.ratings === undefined ? places.rag : undefined, rating.value)
    for (const milestone of action.milestones)
      texts.push(milestone.text, milestone.rag?.source === 'text' ? milestone.rag.value : null)
    for (const extra of action.extra ?? []) once(places[extra.name], extra.text)
  }
  for (const note of plan.notes) texts.push(note.text)
  return texts.filter((text): text is string => typeof text === 'string' && text !== '')
}
