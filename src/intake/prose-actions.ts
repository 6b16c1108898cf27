import { sayPlace } from '../documents/neutral-document.ts'
import { noTimescale, type Timescale } from '../domain/timescale/timescale.ts'
import { keepNotes, readContext } from './context.ts'
import { type Draft, type DraftAction, doubt, newOutcome, type Standing } from './draft.ts'
import { actionOfPairs, type LabelledValue, pairsOfLine } from './forms.ts'
import { readCalledAction, readInlineLabels } from './inline-labels.ts'
import { parseTimescale, splitOwners } from './known-texts.ts'
import { isHeadingLike, madeMarker, readOutcomeHeading } from './label-blocks.ts'
import { markerAt } from './markers.ts'
import { isPlaceholderAction } from './milestones.ts'
import { looksLikeOwner } from './owner-words.ts'
import type { SourceLine } from './source-lines.ts'
import { startsWithVerb, tellsOfPast } from './verbs.ts'

/** What a run of lines without a table turned out to hold. */
type Entry =
  | { kind: 'action'; line: SourceLine; tail: Tail | null; pairs: LabelledValue[] }
  | { kind: 'form'; pairs: LabelledValue[] }
  | { kind: 'line'; line: SourceLine }

/** Who and when, at the end of an action's own words. */
interface Tail {
  /** The action without its tail. */
  text: string
  owners: string
  when: Timescale
  isLabelled: boolean
}

/**
 * Actions in paragraphs: "1.2 Agree the rota (Owner: PSW, by June 2024)", or a sentence with "Lead – … / By when – …" under it. Returns how
 * many; where there are too few to be a plan it leaves the draft alone. Prose about a plan is none..
 */
export function readProse(
  draft: Draft,
  standing: Standing,
  lines: readonly SourceLine[],
  about: { isPlanTitled: boolean; isNarrative: boolean; besideTables: boolean },
): number {
  if (about.isNarrative) return 0
  const read = entriesOf(lines)
  // A heading with its lead under it heads the table below; it is no action.
  const isLabelled = (entry: Entry) =>
    entry.kind === 'form' ||
    (entry.kind === 'action' &&
      !(about.besideTables && isHeadingLike(entry.line)) &&
      (entry.pairs.length > 0 || entry.tail?.isLabelled === true))
  const labelled = read.filter(isLabelled).length
  const found = read.filter((entry) => entry.kind !== 'line').length
  // Beside tables only what is labelled counts: achievements and footnotes end in names and dates too.
  const enough = about.besideTables
    ? labelled >= (about.isPlanTitled ? 1 : 2)
    : labelled >= 2 || (about.isPlanTitled && found >= (labelled > 0 ? 1 : 2)) || found >= 4
  if (!enough) return 0
  const entries = about.besideTables ? read.flatMap((entry) => (isLabelled(entry) ? [entry] : linesAgain(entry))) : read
  let waiting: SourceLine[] = []
  const settle = () => {
    readContext(draft, standing, waiting, false)
    waiting = []
  }
  const before = draft.actions.length
  for (const entry of entries) {
    if (entry.kind === 'line') {
      waiting.push(entry.line)
      continue
    }
    settle()
    if (entry.kind === 'form') placeForm(draft, standing, entry.pairs, null)
    else draft.actions.push(proseAction(draft, standing, entry))
  }
  settle()
  return draft.actions.length - before
}

/** One form as one action; its outcome label starts the outcome it serves. */
export function placeForm(
  draft: Draft,
  standing: Standing,
  pairs: readonly LabelledValue[],
  own: SourceLine | null,
): void {
  const outcome = pairs.find((pair) => pair.field === 'outcome')
  const text = outcome?.lines.map((line) => line.text).join('\n') ?? ''
  if (outcome !== undefined && text !== '') {
    const known = draft.outcomes.find((candidate) => candidate.text === text)
    standing.outcome =
      known ??
      newOutcome(text, outcome.from.at, {
        section: standing.section,
        ref: pairs.find((pair) => pair.field === 'outcomeRef')?.lines[0]?.text ?? null,
      })
    if (known === undefined) draft.outcomes.push(standing.outcome)
    else draft.repeats.push(text)
  }
  tellLabels(draft, pairs)
  draft.actions.push(actionOfPairs(draft, standing, pairs, own))
}

/** The labels stand once in the plan, as its columns. */
function tellLabels(draft: Draft, pairs: readonly LabelledValue[]): void {
  for (const pair of pairs) {
    draft.repeats.push(pair.label)
    if (!draft.columns.some((column) => column.heading === pair.label && column.field === pair.field)) {
      draft.columns.push({
        shape: 'form',
        column: draft.columns.length,
        heading: pair.label,
        field: pair.field,
        also: [],
        because: 'its label says so',
        example: pair.lines[0]?.text.slice(0, 80) ?? '',
        alternatives: [],
      })
    }
  }
}

/** Cuts a flow of labelled values into forms: each action label, or a number before it, starts one. */
export function formsOf(pairs: readonly LabelledValue[]): LabelledValue[][] {
  const forms: LabelledValue[][] = []
  const leading: ReadonlySet<string> = new Set(['ref', 'outcomeRef', 'outcome', 'section', 'action'])
  for (const pair of pairs) {
    const last = forms.at(-1)
    const hasAction = last?.some((known) => known.field === 'action') ?? false
    const isNext =
      last === undefined ||
      (leading.has(pair.field) &&
        hasAction &&
        (pair.field === 'action' || pair.field === 'ref' || last.some((known) => known.field === pair.field)))
    if (isNext) forms.push([pair])
    else last.push(pair)
  }
  return forms
}

function linesAgain(entry: Entry): Entry[] {
  if (entry.kind !== 'action') return [entry]
  return [entry.line, ...new Set(entry.pairs.map((pair) => pair.from))].map((line): Entry => ({ kind: 'line', line }))
}

function entriesOf(lines: readonly SourceLine[]): Entry[] {
  const entries: Entry[] = []
  let index = 0
  while (index < lines.length) {
    const line = lines[index]
    if (line === undefined) break
    const pairs = pairsOfLine(line)
    if (pairs?.some((pair) => pair.field === 'action') && !isHeadingLike({ ...line, isBold: false })) {
      const run = pairsFrom(lines, index)
      for (const form of formsOf(run.pairs)) {
        if (form.some((pair) => pair.field === 'owners' || pair.field === 'timescale'))
          entries.push({ kind: 'form', pairs: form })
        else
          entries.push(
            ...[...new Set(form.map((pair) => pair.from))].map((from): Entry => ({ kind: 'line', line: from })),
          )
      }
      index = run.next
      continue
    }
    const inline = pairs === null && line.headingLevel === null ? readInlineLabels(line) : null
    if (inline !== null && inline.before.split(/\s+/).length >= 3) {
      entries.push({ kind: 'action', line: { ...line, text: inline.before }, tail: null, pairs: inline.pairs })
      index++
      continue
    }
    const below = pairs === null ? pairsFrom(lines, index + 1) : { pairs: [], next: index + 1 }
    const isOwned =
      below.pairs.some((pair) => pair.field === 'owners' || pair.field === 'timescale') &&
      !below.pairs.some((pair) => pair.field === 'action')
    if (pairs === null && isOwned && readOutcomeHeading(line.text)?.ref == null && couldBeAction(line)) {
      entries.push({ kind: 'action', line, tail: null, pairs: below.pairs })
      index = below.next
      continue
    }
    const tail = pairs === null ? tailOf(line) : null
    entries.push(tail === null ? { kind: 'line', line } : { kind: 'action', line, tail, pairs: [] })
    index++
  }
  return withSiblings(entries)
}

function pairsFrom(lines: readonly SourceLine[], from: number): { pairs: LabelledValue[]; next: number } {
  const pairs: LabelledValue[] = []
  let next = from
  for (; next < lines.length; next++) {
    const line = lines[next]
    const found = line === undefined || readOutcomeHeading(line.text)?.ref != null ? null : pairsOfLine(line)
    if (found === null) break
    pairs.push(...found)
  }
  return { pairs, next }
}

/** A list item that names nobody, between items that do, is an action too. */
function withSiblings(entries: Entry[]): Entry[] {
  const isItem = (line: SourceLine) => line.label !== null || markerAt(line.text) !== null
  return entries.map((entry, index) => {
    if (entry.kind !== 'line' || !isItem(entry.line) || !startsWithVerb(entry.line.text)) return entry
    const before = entries[index - 1]
    const after = entries[index + 1]
    const isBetween =
      before?.kind === 'action' &&
      isItem(before.line) &&
      (after === undefined || after.kind !== 'line' || isHeadingLike(after.line) || isItem(after.line))
    const leads =
      after?.kind === 'action' && isItem(after.line) && (entry.line.label === null) === (after.line.label === null)
    return isBetween || leads ? { kind: 'action', line: entry.line, tail: null, pairs: [] } : entry
  })
}

function couldBeAction(line: SourceLine): boolean {
  return (
    readCalledAction(line.text) !== null ||
    (line.text.split(/\s+/).length >= 3 &&
      (line.label !== null || markerAt(line.text) !== null || startsWithVerb(line.text) || line.headingLevel === null))
  )
}

function proseAction(draft: Draft, standing: Standing, entry: Extract<Entry, { kind: 'action' }>): DraftAction {
  const { line, tail } = entry
  keepNotes(draft, [])
  const at = sayPlace(line.at)
  const called = readCalledAction(tail?.text ?? line.text)
  if (called !== null) draft.repeats.push(called.word)
  const marker = called?.marker ?? madeMarker(line) ?? markerAt(line.text)?.marker ?? null
  if (entry.pairs.length > 0) {
    tellLabels(draft, entry.pairs)
    const own = { ...line, text: called?.text ?? line.text, label: null }
    return { ...actionOfPairs(draft, standing, entry.pairs, own), marker, at }
  }
  const owners = tail?.owners ?? ''
  if (tail === null) {
    doubt(
      draft,
      'no-owner-in-list',
      'check',
      'This stands in a list of actions but names nobody and no date. It was read as an action.',
      at,
      { about: at },
    )
  }
  return {
    ref: null,
    marker,
    lastMarker: null,
    section: standing.section,
    outcome: standing.outcome,
    text: called?.text ?? tail?.text ?? line.text,
    ownersText: owners,
    owners: [...splitOwners(owners).owners],
    timescale: tail?.when ?? noTimescale,
    rag: null,
    ratings: [],
    evidence: null,
    impact: null,
    progress: null,
    milestones: [],
    extra: [],
    isPlaceholder: isPlaceholderAction(line.text),
    at,
    places: {
      text: at,
      ...(owners === '' ? {} : { owners: at }),
      ...(tail === null || tail.when.text === '' ? {} : { timescale: at }),
    },
    rows: [],
  }
}

// ---- who and when behind the action ----------------------------------------------------------------------------------------

const ownerLabel =
  /^(?:action )?(?:owners?|leads?|lead officer|responsible(?: officer| person)?|responsibility|who|by whom|action by|assigned to|for action by)\s*[:–-]\s*/i
const whenLabel =
  /^(?:by when|when|deadline|due(?: date| by)?|by|target(?: date)?|timescale|complet(?:e|ed|ion)(?: by| date)?|date)\s*[:–-]?\s+/i

function tailOf(line: SourceLine): Tail | null {
  if (line.headingLevel !== null) return null
  const bracket = /^([\s\S]{8,}?)\s*[([]([^()[\]]{3,140}(?:\([^()]*\)[^()[\]]*)?)[)\]]\s*[.;]?$/.exec(line.text)
  if (bracket?.[1] !== undefined && bracket[2] !== undefined) {
    const tail = readTail(bracket[2])
    if (
      tail !== null &&
      (tail.isLabelled || (startsWithVerb(bracket[1]) && !tellsOfPast(bracket[1].split(' ')[0] ?? '')))
    )
      return { text: bracket[1], ...tail }
  }
  const dashed = /^([\s\S]{8,}?)\s+[–—|-]\s+([^–—|]{2,80}?\s*(?:[–—|,;-]|\bby\b)\s*[^–—|]{3,60})$/.exec(line.text)
  if (dashed?.[1] !== undefined && dashed[2] !== undefined && (startsWithVerb(dashed[1]) || line.label !== null)) {
    const tail = readTail(dashed[2])
    if (tail !== null && tail.owners !== '' && tail.when.kind !== 'none') return { text: dashed[1], ...tail }
  }
  return null
}

function readTail(said: string): Omit<Tail, 'text'> | null {
  const owners: string[] = []
  let when: Timescale = noTimescale
  let isLabelled = false
  for (const piece of said
    .split(/[;,|]|\s+[–—-]\s+|\s+\/\s+|\s+(?=by (?:the )?(?:end|\d|[A-Z]))/)
    .map((part) => part.trim())) {
    if (piece === '') continue
    if (ownerLabel.test(piece)) {
      owners.push(piece.replace(ownerLabel, ''))
      isLabelled = true
      continue
    }
    const date = parseTimescale(piece.replace(whenLabel, ''))
    if (when.kind === 'none' && date.kind !== 'none' && date.kind !== 'other') {
      when = date
      isLabelled ||= whenLabel.test(piece) && owners.length > 0
    } else if (looksLikeOwner(piece)) owners.push(piece)
    else return null
  }
  const isWhole = owners.length > 0 && (when.kind !== 'none' || isLabelled)
  const isDated = owners.length === 0 && when.kind !== 'none' && /^(?:by|due|deadline|target)/i.test(said)
  return isWhole || isDated ? { owners: owners.join('; '), when, isLabelled } : null
}
