import type { PlanField } from '../domain/plan/plan-document.ts'
import { assignBest } from './assignment.ts'
import { type ColumnContent, fitOf } from './content.ts'
import { type HeadingScores, periodOfHeading, plainHeading, recogniseHeading } from './headings.ts'

/** A column of a table shape, understood. */
export interface ReadColumn {
  column: number
  heading: string
  field: PlanField
  also: PlanField[]
  because: string
  alternatives: PlanField[]
  /** The month, term or meeting its heading names, where the shape has several such columns. */
  period: string | null
  content: ColumnContent
  isForced: boolean
}

/** What a person or an earlier document said a column means. */
export type ForcedField = (heading: string, column: number) => PlanField | null

/**
 * Gives each column a field so that the whole fits best: one action, one timescale and so on, however many columns could be one.
 * `headings` and `contents` run in parallel, left to right..
 */
export function readColumns(
  headings: readonly string[],
  contents: readonly ColumnContent[],
  forced: ForcedField,
): ReadColumn[] {
  const scores = placedScores(headings, contents)
  const slots = slotsFor(headings, scores)
  const worth = headings.map((heading, column) => {
    const content = contents[column]
    if (content === undefined) return slots.map(() => 0)
    const wanted = forced(heading, column)
    return slots.map((slot) => {
      if (wanted !== null) return slot === wanted ? 20 : slot === 'extra' ? 1 : 0
      // A heading over two columns ("Action" over number and words) says little about each: their cells decide.
      const isShared = heading !== '' && (headings[column - 1] === heading || headings[column + 1] === heading)
      return worthOf(slot, heading, scores[column] ?? {}, content, isShared)
    })
  })
  const assigned = assignBest(worth)
  const columns = headings.map((heading, column): ReadColumn => {
    const content = contents[column] ?? noContent
    const wanted = forced(heading, column)
    const field = wanted ?? slots[assigned[column] ?? -1] ?? 'extra'
    return {
      column,
      heading,
      field,
      also: wanted === null ? alsoIn(heading, field) : [],
      because: wanted === null ? becauseOf(field, heading, scores[column] ?? {}, content) : 'you said so',
      alternatives: alternativesOf(field, slots, worth[column] ?? []),
      period: periodOfHeading(heading),
      content,
      isForced: wanted !== null,
    }
  })
  return withSuccessTest(withAction(withWays(columns, scores), scores))
}

const noContent: ColumnContent = {
  rows: 0,
  filled: 0,
  dates: 0,
  undated: 0,
  markers: 0,
  owners: 0,
  ratings: 0,
  fillsOnly: 0,
  meanWords: 0,
  verbsFirst: 0,
  past: 0,
  levels: 0,
  spans: 0,
  distinct: 0,
  figures: 0,
  example: '',
}

const single: PlanField[] = [
  'ref',
  'outcomeRef',
  'section',
  'outcome',
  'action',
  'milestones',
  'owners',
  'otherOwners',
  'timescale',
  'start',
  'revisedTimescale',
  'completed',
  'rating',
  'progress',
  'evidence',
  'impact',
  'measures',
  'objectives',
]

/** Outcome words right of the action say what it brings; left of it they say what it serves. */
function placedScores(headings: readonly string[], contents: readonly ColumnContent[]): HeadingScores[] {
  const scores = headings.map((heading, column): HeadingScores => {
    // A column headed by a month or a meeting's date holds what was said, or rated, then.
    if (!isOnlyPeriod(heading)) return { ...recogniseHeading(heading) }
    const content = contents[column]
    if ((content?.ratings ?? 0) > 0.6) return { rating: 0.85 }
    if (!isMonthOnly(heading)) return (content?.fillsOnly ?? 0) > 0 ? { rating: 0.85 } : { progress: 0.85 }
    // Months side by side may be the bars of a timeline: then nothing in them is said of the action.
    return (content?.meanWords ?? 0) >= 4 ? { progress: 0.85 } : {}
  })
  let action = -1
  for (const [column, score] of scores.entries()) {
    if ((score.action ?? 0) >= 0.55 && (score.action ?? 0) > (scores[action]?.action ?? 0)) action = column
  }
  const outcomes = scores
    .map((score, column) => ((score.outcome ?? 0) >= 0.6 && (action < 0 || column < action) ? column : -1))
    .filter((column) => column >= 0)
  // "What will be different for children", merged over the actions that follow, is what they serve: the outcome.
  for (const [column, score] of scores.slice(0, Math.max(action, 0)).entries()) {
    const { impact = 0, outcome = 0 } = score
    const isServed = (contents[column]?.spans ?? 0) > 0 && outcomes.every((other) => other === column)
    if (impact < 0.55 || !isServed) continue
    score.outcome = Math.max(outcome, impact)
    score.impact = impact * 0.5
  }
  for (const [column, score] of scores.entries()) {
    const words = plainHeading(headings[column] ?? '')
    if (
      action >= 0 &&
      column > action &&
      /outcome|result|success|target|aim|benefit/.test(words) &&
      (score.outcome ?? 0) > 0
    ) {
      score.impact = Math.max(score.impact ?? 0, (score.outcome ?? 0) * 0.8)
      score.outcome = (score.outcome ?? 0) * 0.5
    }
    if (
      column < (outcomes.at(-1) ?? -1) &&
      /^(?:(?:strategic|key|our|corporate|improvement) )*(?:priority|priorities|aim|goal|ambition|pillar|commitment|promise|outcome)s?$/.test(
        words,
      )
    ) {
      score.section = Math.max(score.section ?? 0, 0.95)
      score.outcome = (score.outcome ?? 0) * 0.8
    }
    if (column > action && action >= 0 && (score.section ?? 0) > 0) score.section = (score.section ?? 0) * 0.5
    if ((score.ref ?? 0) > 0.6 && outcomes.some((outcome) => outcome === column + 1))
      score.outcomeRef = (score.ref ?? 0) * 0.9
    if (/^(?:recommendation|outcome|objective|priority|issue|finding|afi) (?:no|number|ref)/.test(words))
      score.outcomeRef = Math.max(score.outcomeRef ?? 0, 0.95)
    // "Outcome no." beside the outcomes says what it numbers: not the actions.
    if (/^outcome (?:no|number|ref)/.test(words) && outcomes.includes(column + 1)) score.ref = (score.ref ?? 0) * 0.5
    if ((score.owners ?? 0) > 0.7) score.otherOwners = Math.max(score.otherOwners ?? 0, (score.owners ?? 0) * 0.6)
    if (/^(?:recommendation|outcome|priority|objective|aim)s?$/.test(words) && score.outcome !== undefined)
      score.outcome += 0.05
  }
  return scores
}

const isOnlyPeriod = (heading: string): boolean => {
  const period = periodOfHeading(heading)
  const isWhole = period !== null && plainHeading(heading.replace(period, '')).length < 3
  return isWhole && (/\d|^(?:aut|spr|sum)/i.test(period) || isMonthOnly(heading))
}

/** "Jan", "September": a month without a year, which may head a rating a month or the bars of a timeline. */
const isMonthOnly = (heading: string): boolean =>
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*$/.test(plainHeading(heading))

/** One slot a field, more for fields that come once a term, month or meeting, and a place of its own for every column with no home. */
function slotsFor(headings: readonly string[], scores: readonly HeadingScores[]): PlanField[] {
  const slots = [...single]
  for (const field of ['rating', 'progress', 'milestones', 'impact', 'evidence'] as const) {
    const periodic = headings.filter(
      (heading, column) => periodOfHeading(heading) !== null && (scores[column]?.[field] ?? 0) >= 0.6,
    )
    for (let count = 1; count < periodic.length; count++) slots.push(field)
  }
  return [...slots, ...headings.map((): PlanField => 'extra')]
}

function worthOf(
  slot: PlanField,
  heading: string,
  scores: HeadingScores,
  content: ColumnContent,
  isShared: boolean,
): number {
  const said = scores[slot] ?? 0
  const best = Math.max(0, ...Object.values(scores))
  const plain = plainHeading(heading)
  if (slot === 'extra') return plain === '' ? 0.25 : 0.42 + said * 0.9
  const fit = fitOf(slot, content)
  if (said > 0) return said + fit
  if (
    slot === 'outcomeRef' ||
    slot === 'start' ||
    slot === 'completed' ||
    slot === 'revisedTimescale' ||
    slot === 'objectives' ||
    slot === 'measures'
  )
    return -1
  if (plain === '') return slot === 'progress' && content.meanWords < 3 && content.past === 0 ? -0.5 : fit * 1.3
  // Cells that are anything but what the heading says: the heading is set aside ("Action" over the number column).
  const named = (Object.keys(scores) as PlanField[]).find((field) => scores[field] === best)
  const isContradicted =
    named !== undefined && content.filled > 0 && fitOf(named, content) < (content.filled > 2 ? -0.45 : -0.6)
  if (isShared || isContradicted) return slot === 'ref' ? fit * 1.8 : fit * 1.3
  return best >= 0.6 ? fit * 0.4 - 0.2 : fit * (slot === 'timescale' ? 0.9 : 0.7)
}

const pairs: [PlanField, PlanField][] = [
  ['owners', 'timescale'],
  ['action', 'owners'],
  ['action', 'timescale'],
  ['milestones', 'timescale'],
  ['action', 'milestones'],
  ['rating', 'progress'],
]

/** "Lead & timescale", "Action / Owner": two fields in one column, where each half is a heading of its own. R-7. */
function alsoIn(heading: string, field: PlanField): PlanField[] {
  const halves = heading.split(/\s*(?:\/|&|\+|,|\n|\band\b|\bwith\b)\s*/i).filter((half) => half !== '')
  if (halves.length !== 2) return []
  const fields = halves.map((half) => {
    const scores = recogniseHeading(half)
    const best = (Object.keys(scores) as PlanField[]).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))[0]
    return best !== undefined && (scores[best] ?? 0) >= 0.9 ? best : undefined
  })
  const [first, second] = fields
  if (first === undefined || second === undefined || first === second) return []
  const isPair = pairs.some(([a, b]) => (a === first && b === second) || (a === second && b === first))
  if (!isPair || (field !== first && field !== second)) return []
  return [field === first ? second : first]
}

function becauseOf(field: PlanField, heading: string, scores: HeadingScores, content: ColumnContent): string {
  const of = (share: number) => `${Math.round(share * content.filled)} of ${content.filled} cells`
  const said = (scores[field] ?? 0) >= 0.5
  if (field === 'extra')
    return heading === '' ? 'no heading, and its cells could be several things' : 'kept under its own name'
  if (field === 'rating' && content.fillsOnly > content.filled) return `no words; ${content.fillsOnly} coloured cells`
  if (field === 'timescale' && content.dates > 0) return `${of(content.dates)} hold a date`
  if ((field === 'outcome' || field === 'section') && content.spans > 0.3) return 'merged over several rows'
  if (said) return 'its heading says so'
  if (field === 'owners') return `${of(content.owners)} name who does it`
  if (field === 'progress') return `sentences about what has happened; ${content.filled} cells`
  if (field === 'action')
    return content.verbsFirst > 0.4 ? `${of(content.verbsFirst)} start with a verb` : 'the longest text, one a row'
  if (field === 'ref') return 'numbers the rows'
  if (field === 'rating') return `${of(content.ratings)} hold a rating`
  return 'what its cells hold'
}

function alternativesOf(field: PlanField, slots: readonly PlanField[], worth: readonly number[]): PlanField[] {
  const best = new Map<PlanField, number>()
  for (const [index, slot] of slots.entries()) best.set(slot, Math.max(best.get(slot) ?? -9, worth[index] ?? 0))
  return [...best.entries()]
    .filter(([other, value]) => other !== field && value > 0.2)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([other]) => other)
}

/** A tracker may have no action column: then the recommendation, or the objective, is what is to be done. R-8. */
function withAction(columns: ReadColumn[], scores: readonly HeadingScores[]): ReadColumn[] {
  const action = columns.find((column) => column.field === 'action')
  const isShort = action !== undefined && !action.isForced && action.content.filled > 0 && action.content.meanWords < 3
  if (action !== undefined && !(isShort && (scores[action.column]?.action ?? 0) < 0.8)) return columns
  const stand = (['outcome', 'objectives', 'milestones'] as const)
    .map((field) =>
      columns.find((column) => column.field === field && !column.isForced && column.content.meanWords >= 3),
    )
    .find((column) => column !== undefined)
  if (stand === undefined) return columns
  return columns.map((column) => {
    if (column === stand)
      return {
        ...column,
        field: 'action',
        because: 'no column is headed as an action; this one says what is to be done',
      }
    if (column === action) return { ...column, field: 'extra', because: 'too short to be what is to be done' }
    if (column.field === 'outcomeRef') return { ...column, field: 'ref' }
    return column
  })
}

/** "What will we do? | How will we do it?" and no aim: the first says what is wanted, the second what is to be done. R-8. */
function withWays(columns: ReadColumn[], scores: readonly HeadingScores[]): ReadColumn[] {
  if (columns.some((column) => column.field === 'outcome')) return columns
  const said = (column: ReadColumn, words: RegExp) =>
    (column.field === 'action' || column.field === 'extra') &&
    !column.isForced &&
    (scores[columns.indexOf(column)]?.action ?? 0) > 0 &&
    words.test(plainHeading(column.heading))
  const what = columns.find((column) => said(column, /^what (?:will|are|do) we\b/))
  const how = columns.find((column) =>
    said(column, /^how (?:will|are|do) we\b(?!.*\b(?:know|measure|evidence|monitor))/),
  )
  if (what === undefined || how === undefined || how.column < what.column) return columns
  if (how.content.meanWords <= what.content.meanWords || how.content.filled < what.content.filled * 0.8) return columns
  return columns.map((column) => {
    if (column === what) return { ...column, field: 'outcome', because: 'the column beside it says how it is done' }
    if (column === how) return { ...column, field: 'action', because: 'says how what is wanted is done' }
    return column
  })
}

/** A measure an action, right of it and alone, is its success test; one an outcome stays the outcome's measure. R-6. */
function withSuccessTest(columns: ReadColumn[]): ReadColumn[] {
  const action = columns.find((column) => column.field === 'action')
  if (action === undefined || columns.some((column) => column.field === 'evidence')) return columns
  return columns.map((column) =>
    column.field === 'measures' && !column.isForced && column.column > action.column && column.content.spans < 0.3
      ? { ...column, field: 'evidence', because: 'a measure beside each action says how it will be known' }
      : column,
  )
}
