import type { CellLine, TableCell } from '../documents/paper.ts'
import type { PlanField, Vocabulary } from '../domain/plan/plan-document.ts'
import type { Snapshot, SnapshotAction, SnapshotMilestone } from '../domain/plan/snapshot.ts'
import { ratingRun } from './marks.ts'

/** One column of the plan as a paper shows it: the plan's own heading, its own place, and what an action has in it. */
export interface PlanPaperColumn {
  field: PlanField
  heading: string
  weight: number
  /** Millimetres. */
  least: number
  cell(action: SnapshotAction): TableCell
}

/**
 * The plan's columns in the plan's own order and words. A field that some action holds and the document had no column for
 * (a plan written in paragraphs) gets one at the place where readers look for it. Sections and outcomes are bands, not columns.
 */
export function planColumns(snapshot: Snapshot): PlanPaperColumn[] {
  const columns: PlanPaperColumn[] = []
  const has = (field: PlanField) => columns.some((column) => column.field === field)
  const extras = new Set(snapshot.actions.flatMap((action) => action.extra.map((extra) => extra.name)))
  const placed = new Set<string>()
  const periods = [...new Set(snapshot.actions.flatMap((action) => action.ratings.map((rating) => rating.period)))]
  let periodsPlaced = false
  for (const column of snapshot.columns) {
    if (extras.has(column.heading) && !placed.has(column.heading)) {
      placed.add(column.heading)
      columns.push(extraColumn(column.heading))
    } else if (column.field === 'rating' && periods.length > 0) {
      if (!periodsPlaced) columns.push(...periods.map((period) => periodColumn(snapshot, period)))
      periodsPlaced = true
      if (!periods.includes(column.heading) && !has('rating') && uses(snapshot, 'rating'))
        columns.push(fieldColumn(snapshot, 'rating', column.heading))
    } else if (shown.includes(column.field) && !has(column.field) && isWorthShowing(snapshot, column.field))
      columns.push(fieldColumn(snapshot, column.field, column.heading))
  }
  for (const field of shown) {
    if (has(field) || !uses(snapshot, field) || (field === 'rating' && periodsPlaced)) continue
    const before = shown.slice(0, shown.indexOf(field))
    const at = columns.findLastIndex((column) => before.includes(column.field)) + 1
    columns.splice(at, 0, fieldColumn(snapshot, field, ''))
  }
  if (!periodsPlaced) columns.push(...periods.map((period) => periodColumn(snapshot, period)))
  for (const name of extras) if (!placed.has(name)) columns.push(extraColumn(name))
  return columns
    .map((column, index) => withOwnHeading(column, columns.slice(0, index)))
    .map((column) => asWideAsItSays(snapshot, column))
}

/**
 * A column takes room by what stands in it: long accounts most, a few letters no more than they need, and one that says nothing
 * of any action only what its heading asks for.
 */
function asWideAsItSays(snapshot: Snapshot, column: PlanPaperColumn): PlanPaperColumn {
  let letters = 0
  let longest = 0
  for (const action of snapshot.actions) {
    let said = 0
    for (const { runs } of column.cell(action).lines)
      for (const run of runs) {
        const words = 'rating' in run ? run.rating : run.text
        said += words.length
        longest = Math.max(longest, 'rating' in run ? words.length + 3 : words.length)
      }
    letters += said
  }
  const ofHeading = Math.max(...column.heading.split(/[\s/]+/).map((word) => word.length)) * letterWidth + cellPadding
  const whole = longest * letterWidth + cellPadding
  if (letters === 0) return { ...column, weight: 0, least: ofHeading }
  if (column.field === 'rating') return { ...column, weight: 0, least: Math.min(48, Math.max(ofHeading, whole)) }
  if (whole <= column.least) return { ...column, weight: 0, least: Math.max(ofHeading, whole) }
  const mean = letters / Math.max(1, snapshot.actions.length)
  return { ...column, weight: (mean + 6) ** 0.7 / 15, least: Math.max(ofHeading, Math.min(column.least, whole)) }
}

/** Millimetres, of bold type at nine points. */
const letterWidth = 1.85
const cellPadding = 4

/** One heading over two columns ("RAG rated progress" over a rating and an update) can name only the first of them. */
function withOwnHeading(column: PlanPaperColumn, before: PlanPaperColumn[]): PlanPaperColumn {
  if (column.field === 'extra' || !before.some((one) => one.heading === column.heading)) return column
  return { ...column, heading: looks[column.field]?.plain ?? column.heading }
}

/** Words as written: a line of the source is a line of the cell, and a mark that was typed stays typed. */
export function wordsCell(text: string | null): TableCell {
  return { lines: linesOf(text) }
}

export function linesOf(text: string | null): CellLine[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ runs: [{ text: line }] }))
}

/** Fields of an action that have a column, in the order readers expect where the plan sets none. */
const shown: PlanField[] = [
  'ref',
  'action',
  'milestones',
  'owners',
  'timescale',
  'rating',
  'progress',
  'evidence',
  'impact',
]

const looks: Partial<
  Record<PlanField, { word: keyof Vocabulary | null; plain: string; weight: number; least: number }>
> = {
  ref: { word: null, plain: 'No.', weight: 0, least: 12 },
  action: { word: 'action', plain: 'Action', weight: 1.5, least: 34 },
  milestones: { word: 'milestone', plain: 'Milestones', weight: 1.2, least: 28 },
  owners: { word: 'owner', plain: 'Owner', weight: 0.5, least: 24 },
  timescale: { word: 'timescale', plain: 'By when', weight: 0.3, least: 22 },
  rating: { word: 'rating', plain: 'Rating', weight: 0, least: 25 },
  progress: { word: 'progress', plain: 'Progress', weight: 1.6, least: 34 },
  evidence: { word: 'evidence', plain: 'How we will know', weight: 1, least: 26 },
  impact: { word: 'impact', plain: 'Impact', weight: 1, least: 26 },
}

function fieldColumn(snapshot: Snapshot, field: PlanField, heading: string): PlanPaperColumn {
  const look = looks[field] ?? { word: null, plain: field, weight: 1, least: 20 }
  const own = look.word === null ? undefined : snapshot.vocabulary[look.word]
  const words = heading.trim() === '' ? (own ?? look.plain) : heading
  return {
    field,
    heading: words,
    weight: look.weight,
    least: look.least,
    cell: (action) => fieldCell(snapshot, field, action),
  }
}

function fieldCell(snapshot: Snapshot, field: PlanField, action: SnapshotAction): TableCell {
  switch (field) {
    case 'ref':
      return { lines: action.ref === null ? [] : [{ runs: [{ text: action.ref, isBold: true }] }] }
    case 'action':
      return wordsCell(action.text)
    case 'owners':
      return wordsCell(action.ownersText === '' ? action.owners.join('\n') : action.ownersText)
    case 'timescale':
      return { lines: timescaleLines(action).map((text) => ({ runs: [{ text }] })) }
    case 'rating': {
      const run = ratingRun(snapshot, action.rating)
      return { lines: run === null ? [] : [{ runs: [run] }] }
    }
    case 'progress':
      return wordsCell(action.update?.words ?? null)
    case 'evidence':
      return wordsCell(action.evidence)
    case 'impact':
      return wordsCell(action.impact)
    case 'milestones':
      return {
        lines: action.milestones.map((milestone) => ({
          isBullet: true,
          runs: [{ text: milestoneWords(action, milestone) }],
        })),
      }
    default:
      return { lines: [] }
  }
}

/** A milestone, with its own timescale where neither its words nor the action's timescale say it. */
export function milestoneWords(action: SnapshotAction, milestone: SnapshotMilestone): string {
  const when = milestone.timescale.text.trim()
  const isSaid = milestone.text.includes(when) || action.timescale.text.includes(when)
  return when === '' || isSaid ? milestone.text : `${milestone.text} (${when})`
}

/**
 * The timescale as written. Where it is the milestones' timescales one after another, each stands on a line of its own, as
 * it did beside its milestone.
 */
function timescaleLines(action: SnapshotAction): string[] {
  const whole = action.timescale.text
  const parts: string[] = []
  let rest = whole
  for (const milestone of action.milestones) {
    const when = milestone.timescale.text.trim()
    if (when === '' || !rest.trimStart().startsWith(when)) return linesIn(whole)
    parts.push(when)
    rest = rest.trimStart().slice(when.length)
  }
  return parts.length > 1 && rest.trim() === '' ? parts : linesIn(whole)
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const periodColumn = (snapshot: Snapshot, period: string): PlanPaperColumn => ({
  field: 'rating',
  heading: period,
  weight: 0,
  least: 22,
  cell: (action) => {
    const rating = action.ratings.find((one) => one.period === period)
    const run = rating === undefined ? null : ratingRun(snapshot, rating)
    return { lines: run === null ? [] : [{ runs: [run] }] }
  },
})

const extraColumn = (name: string): PlanPaperColumn => ({
  field: 'extra',
  heading: name,
  weight: 0.6,
  least: 20,
  cell: (action) => wordsCell(action.extra.find((extra) => extra.name === name)?.text ?? null),
})

/** A column the document had is kept even where it is empty, but not one whose words stand elsewhere. */
function isWorthShowing(snapshot: Snapshot, field: PlanField): boolean {
  return field === 'milestones' || field === 'ref' ? uses(snapshot, field) : true
}

function uses(snapshot: Snapshot, field: PlanField): boolean {
  return snapshot.actions.some((action) => {
    switch (field) {
      case 'ref':
        return action.ref !== null
      case 'action':
        return true
      case 'owners':
        return action.ownersText !== '' || action.owners.length > 0
      case 'timescale':
        return action.timescale.text !== ''
      case 'rating':
        return action.rating !== null
      case 'progress':
        return action.update !== null
      case 'evidence':
        return action.evidence !== null
      case 'impact':
        return action.impact !== null
      case 'milestones':
        return action.milestones.some((milestone) => !isSaidElsewhere(action, milestone))
      default:
        return false
    }
  })
}

/** Milestones read out of the action's own words, or of its progress, are there already. */
function isSaidElsewhere(action: SnapshotAction, milestone: SnapshotMilestone): boolean {
  const squash = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const wanted = squash(milestone.text)
  return [action.text, action.update?.words ?? ''].some((text) => squash(text).includes(wanted))
}
