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
 */
export function checkWords(document: NeutralDocument, plan: PlanDocument, repeats: readonly string[]): WordCheck {
  const have = new Map<string, number>()
  for (const text of planTexts(plan)) for (const word of wordsOf(text)) have.set(word, (have.get(word) ?? 0) + 1)
  const oftenSaid = new Set(repeats.flatMap(wordsOf).filter((word) => have.has(word) || have.has(`${word}s`)))
  const missing: PlanNote[] = []
  let of = 0
  let lost = 0
  for (const unit of unitsOf(document)) {
    const lacks: string[] = []
    for (const word of wordsOf(unit.text)) {
      of++
      const left = have.get(word) ?? 0
      if (left > 0) have.set(word, left - 1)
      else if (!oftenSaid.has(word)) lacks.push(word)
    }
    if (lacks.length === 0) continue
    lost += lacks.length
    missing.push({ text: unit.text, at: sayPlace(unit.at) })
  }
  return { missing, placed: of - lost, of }
}

/** Every paragraph and cell of the document, with the marks that the word processor numbers. */
export function* unitsOf(document: NeutralDocument): Generator<SourceUnit> {
  for (const part of document.parts) {
    if (part.kind === 'sheet' && part.isHidden && part.name !== null) yield { text: '', at: { part: part.name } }
    yield* unitsOfBlocks(part.blocks)
  }
}

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function* unitsOfBlocks(blocks: readonly Block[]): Generator<SourceUnit> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const text = cleanText(block.runs.map((run) => run.text).join(''))
      if (text !== '') yield { text: text.replaceAll('**', ''), at: block.at }
      continue
    }
    for (const row of block.rows) {
      for (const cell of row.cells) {
        const own = linesOf(cell.blocks)
        if (own.length === 0 && cell.value !== null && cell.value.kind !== 'fault' && cell.value.shows !== '')
          yield { text: cell.value.shows, at: cell.at }
        yield* unitsOfBlocks(cell.blocks)
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
  texts.push(...sections)
  for (const outcome of plan.outcomes) {
    texts.push(outcome.ref, outcome.text, ...outcome.objectives, ...outcome.intendedOutcomes, ...outcome.measures)
    for (const extra of outcome.extra ?? []) texts.push(extra.text)
  }
  // A cell merged over several rows is said by each of their actions, but stands once in the source.
  const counted = new Set<string>()
  const once = (place: string | undefined, text: string | null | undefined) => {
    if (!text || (place !== undefined && counted.has(`${place}\n${text}`))) return
    if (place !== undefined) counted.add(`${place}\n${text}`)
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
  texts.push(...plan.notes.map((note) => note.text))
  return texts.filter((text): text is string => typeof text === 'string' && text !== '')
}
