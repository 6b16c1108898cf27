import { sayPlace } from '../documents/neutral-document.ts'
import { quote } from './doubts.ts'
import { type Draft, type DraftOutcome, doubt, newOutcome, note, type Standing } from './draft.ts'
import {
  hasOwnName,
  isGenericHeading,
  isHeadingLike,
  isSectionHeading,
  type LabelledList,
  madeMarker,
  type OutcomeHeading,
  readLabel,
  readNumberedAim,
  readOutcomeHeading,
} from './label-blocks.ts'
import { addKey, readKey } from './rating-key.ts'
import type { SourceLine } from './source-lines.ts'

/**
 * Reads the paragraphs that stand above a table (or among actions in paragraphs): headings become sections or outcomes, label
 * blocks fill the outcome's lists, the rest becomes notes. `hasOutcomes`: the table below has an outcome column of its own..
 */
export function readContext(
  draft: Draft,
  standing: Standing,
  lines: readonly SourceLine[],
  hasOutcomes: boolean,
): void {
  const state: ContextState = {
    draft,
    standing,
    hasOutcomes,
    list: null,
    heading: null,
    isNew: false,
    waiting: null,
    level: 0,
  }
  for (const line of lines) readLine(state, line)
  settleHeading(state)
  finishWaiting(state)
}

/** Words of the document that no field holds: each paragraph a note, with the key of ratings taken from it. */
export function keepNotes(draft: Draft, lines: readonly SourceLine[]): void {
  for (const line of lines) keepNote(draft, line)
}

interface ContextState {
  draft: Draft
  standing: Standing
  hasOutcomes: boolean
  /** The list that a label opened, and the outcome it belongs to. */
  list: { name: LabelledList; outcome: DraftOutcome } | null
  /** A heading not yet known to be a section or an outcome. */
  heading: SourceLine | null
  /** Whether the outcome standing was named among these lines. */
  isNew: boolean
  /** An outcome heading whose words come in the next line: "Priority 1". */
  waiting: { heading: OutcomeHeading; line: SourceLine } | null
  /** The level of the heading that began the section among these lines; 0 where none did. */
  level: number
}

function readLine(state: ContextState, line: SourceLine): void {
  const { draft } = state
  keepLineAsides(draft, line)
  if (line.text === '') return
  if (line.isContents === true) {
    keepNote(draft, line)
    return
  }
  const named = readOutcomeHeading(line.text)
  const label = readLabel(line)
  const isHeading = isHeadingLike(line)
  if (state.waiting !== null && named === null && label === null) {
    const { heading, line: before } = state.waiting
    state.waiting = null
    startOutcome(state, { ...heading, text: line.text }, before)
    return
  }
  finishWaiting(state)
  if (
    named !== null &&
    (named.ref !== null || (isHeading && (label === null || (line.headingLevel !== null && named.text !== '')))) &&
    (isHeading || named.ref !== null) &&
    !isSentenceAbout(line, named)
  ) {
    settleHeading(state)
    if (named.text === '') state.waiting = { heading: named, line }
    else startOutcome(state, named, line)
    return
  }
  if (label !== null) {
    openList(state, line, label.list, label.rest)
    return
  }
  if (isHeading && !(state.list !== null && line.headingLevel === null && line.label !== null)) {
    settleHeading(state)
    state.list = null
    const aim = state.hasOutcomes ? null : (readNumberedAim(line.text) ?? aimOf(line))
    if (aim !== null) startOutcome(state, aim, line)
    else state.heading = line
    return
  }
  if (state.list !== null) {
    state.list.outcome[state.list.name].push(line.text)
    state.list.outcome.places[state.list.name] ??= sayPlace(line.at)
    return
  }
  keepNote(draft, line)
}

/** A heading the word processor numbers: "1" + "Improve attendance". */
function aimOf(line: SourceLine): OutcomeHeading | null {
  const made = madeMarker(line)
  return made === null ? null : readNumberedAim(`${made.ref}. ${line.text}`)
}

/** "Outcome 2 was met in full." in running text is no heading. */
function isSentenceAbout(line: SourceLine, named: OutcomeHeading): boolean {
  if (line.headingLevel !== null) return false
  return (
    /^(?:was|is|has|have|were|are|will|of|and|to|in|from|for|which|that|on)\b/.test(named.text) ||
    named.text.split(/\s+/).length > 60
  )
}

function startOutcome(state: ContextState, heading: OutcomeHeading, line: SourceLine): void {
  const { draft, standing } = state
  state.list = null
  if (state.hasOutcomes) {
    standing.section = line.text
    standing.sectionFrom = 'heading'
    standing.outcome = null
    draft.repeats.push(line.text)
    return
  }
  const text = heading.text === '' ? line.text : heading.text
  const known = draft.outcomes.find(
    (outcome) => outcome.text === text && outcome.ref === heading.ref && outcome.section === standing.section,
  )
  const outcome = known ?? newOutcome(text, line.at, { ref: heading.ref, section: standing.section })
  if (known === undefined) draft.outcomes.push(outcome)
  else draft.repeats.push(line.text)
  if (heading.word !== '') {
    draft.words.outcome ??= heading.word
    draft.repeats.push(heading.word)
  }
  if (line.text !== text) draft.repeats.push(line.text.replace(text, ''))
  standing.outcome = outcome
  state.isNew = true
}

function openList(state: ContextState, line: SourceLine, list: LabelledList, rest: string): void {
  const { draft, standing } = state
  if (!state.isNew && !state.hasOutcomes) {
    const heading = state.heading
    state.heading = null
    if (heading !== null && !isGenericHeading(heading.text))
      startOutcome(state, { word: '', ref: null, text: heading.text }, heading)
    else {
      if (heading !== null) keepNote(draft, heading)
      if (
        rest !== '' &&
        /^(?:objective|aim|goal|outcome|intended outcome|desired outcome|expected outcome)\b(?!s)/i.test(line.text)
      ) {
        const word = line.text.split(/[:–—]/)[0]?.trim() ?? ''
        startOutcome(state, { word, ref: null, text: rest }, line)
        return
      }
    }
  } else settleHeading(state)
  if (standing.outcome === null || state.hasOutcomes) {
    keepNote(draft, line)
    state.list = null
    return
  }
  const label = rest === '' ? line.text : line.text.slice(0, line.text.length - rest.length)
  draft.repeats.push(label)
  draft.words[listWords[list]] ??= label.replace(/\s*[:–—]\s*$/, '').trim()
  state.list = { name: list, outcome: standing.outcome }
  if (rest !== '') standing.outcome[list].push(rest)
}

const listWords = { objectives: 'objective', intendedOutcomes: 'intendedOutcome', measures: 'measure' } as const

/** A heading with nothing more under it than the table is the section; a generic one or the plan's own title is not. */
function settleHeading(state: ContextState): void {
  const { draft, standing, heading } = state
  state.heading = null
  if (heading === null) return
  if ((isGenericHeading(heading.text) && !isSibling(heading, standing)) || heading.text.length > 160) {
    // "Action plan" after "Governance", no deeper, ends what that headed: the table below is none of its.
    if (heading.headingLevel !== null && heading.headingLevel <= state.level) {
      state.level = 0
      standing.section = null
      standing.sectionFrom = null
      standing.outcome = null
      state.isNew = false
    }
    keepNote(draft, heading)
    return
  }
  const level = heading.headingLevel ?? 9
  if (standing.outcome !== null && state.isNew && level > 2 && !isSectionHeading(heading.text)) {
    keepNote(draft, heading)
    return
  }
  standing.section = heading.text
  standing.sectionFrom = 'heading'
  standing.sectionLevel = heading.headingLevel
  standing.outcome = null
  state.isNew = false
  state.level = heading.headingLevel ?? 0
  draft.repeats.push(heading.text)
}

/** "Kinship action plan" after "Care leavers", both headings of one level under another: a section like the one before. */
function isSibling(heading: SourceLine, standing: Standing): boolean {
  const { headingLevel } = heading
  if (headingLevel === null || headingLevel < 2 || standing.section === null) return false
  return standing.sectionFrom === 'heading' && standing.sectionLevel === headingLevel && hasOwnName(heading.text)
}

function finishWaiting(state: ContextState): void {
  const { waiting } = state
  state.waiting = null
  if (waiting !== null) startOutcome(state, { ...waiting.heading, text: waiting.line.text }, waiting.line)
}

function keepNote(draft: Draft, line: SourceLine): void {
  addKey(draft.ratingKey, readKey(line.text))
  const mark = line.isOrdered && line.label !== null ? `${line.label} ` : ''
  note(draft, `${mark}${line.text}`, line.at)
}

function keepLineAsides(draft: Draft, line: SourceLine): void {
  for (const [words, code, what] of [
    [line.deleted, 'tracked-deletion', 'A tracked change deletes'],
    [line.struck, 'struck-text', 'The document strikes out'],
    [line.hidden, 'hidden-text', 'The document hides'],
  ] as const) {
    if (words === '' || words === line.text) continue
    note(draft, words, line.at)
    doubt(draft, code, 'info', `${what} ${quote(words)}. It was left out and kept in the notes.`, line.at)
  }
}
