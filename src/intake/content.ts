import type { PlanField } from '../domain/plan/plan-document.ts'
import type { GridCell } from './grid.ts'
import { parseTimescale } from './known-texts.ts'
import { isMarkerOnly } from './markers.ts'
import { looksLikeOwner } from './owner-words.ts'
import { looksLikeRating } from './rating-cells.ts'
import { startsWithVerb, tellsOfPast } from './verbs.ts'

/** What the cells of one column hold, as shares (0 to 1) of the cells with words unless it says otherwise. */
export interface ColumnContent {
  /** Rows of the region, and cells with words that begin in them. */
  rows: number
  filled: number
  dates: number
  /** TBC, ongoing, quarterly: timescales that are no date. */
  undated: number
  markers: number
  owners: number
  ratings: number
  /** Cells with a fill and no words, as a count. */
  fillsOnly: number
  meanWords: number
  verbsFirst: number
  past: number
  levels: number
  spans: number
  distinct: number
  figures: number
  example: string
}

/** Enough cells to know a column by; a workbook of 100,000 rows is not read twice. */
const enough = 300

export function contentOf(cells: readonly GridCell[], rows: number): ColumnContent {
  const worded = cells.filter((cell) => cell.text !== '')
  const sample = worded.slice(0, enough)
  const share = (test: (cell: GridCell) => boolean) =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length
  const kinds = sample.map(kindOfTimescale)
  const kindShare = (wanted: string) =>
    sample.length === 0 ? 0 : kinds.filter((kind) => kind === wanted).length / sample.length
  const words = sample.map((cell) => cell.text.split(/\s+/).length)
  return {
    rows,
    filled: worded.length,
    dates: kindShare('date'),
    undated: kindShare('undated'),
    markers: share((cell) => isMarkerOnly(cell.text)),
    owners: share((cell) => looksLikeOwner(cell.text)),
    ratings: share((cell) => looksLikeRating(cell.text)),
    fillsOnly: cells.filter((cell) => cell.text === '' && cell.fill !== null).length,
    meanWords: words.length === 0 ? 0 : words.reduce((sum, count) => sum + count, 0) / words.length,
    verbsFirst: share((cell) => startsWithVerb(cell.text)),
    past: share((cell) => tellsOfPast(cell.text)),
    levels: share((cell) =>
      /^(?:high|medium|med|low|h|m|l|critical|significant|essential|desirable|advisory|[1-5]|p[1-5])$/i.test(cell.text),
    ),
    spans: share((cell) => cell.rowSpan > 1),
    distinct: sample.length === 0 ? 0 : new Set(sample.map((cell) => cell.text)).size / sample.length,
    figures: share((cell) => cell.value?.kind === 'number' || /^[£$€]?[\d,.]+ ?(?:%|k|m)?$/i.test(cell.text)),
    example: sample[0]?.text.split('\n')[0]?.slice(0, 80) ?? '',
  }
}

/** How well the cells fit a field: below 0 where they speak against it, at most 0.6. */
export function fitOf(field: PlanField, content: ColumnContent): number {
  const { filled, rows } = content
  if (filled === 0) return emptyFit(field, content)
  const long = content.meanWords >= 4
  switch (field) {
    case 'timescale':
    case 'revisedTimescale':
      return (
        0.55 * (content.dates + 0.8 * content.undated) -
        (content.dates + content.undated < 0.2 && filled > 2 ? 0.35 : 0)
      )
    case 'start':
    case 'completed':
      return 0.35 * (content.dates + 0.5 * content.undated) - (content.dates + content.undated < 0.2 ? 0.4 : 0)
    case 'ref':
    case 'outcomeRef':
      return content.markers > 0.6 ? 0.5 * content.markers : -0.8
    case 'owners':
    case 'otherOwners':
      return 0.5 * content.owners - (content.dates > 0.5 || content.meanWords > 14 || content.ratings > 0.7 ? 0.5 : 0)
    case 'rating':
      return (
        0.55 * content.ratings +
        (content.fillsOnly > filled ? 0.3 : 0) -
        (content.ratings < 0.3 ? 0.35 : 0) -
        (content.meanWords > 6 ? 0.4 : 0)
      )
    case 'action':
      return (
        0.25 * content.verbsFirst +
        (long ? 0.2 : -0.35) +
        (content.distinct > 0.9 ? 0.1 : 0) +
        (filled >= rows * 0.8 ? 0.1 : -0.1) -
        (content.spans > 0.5 ? 0.1 : 0) -
        wrongKind(content)
      )
    case 'outcome':
      return (
        (long ? 0.15 : -0.05) +
        (content.spans > 0.2 || filled < rows * 0.7 ? 0.2 : 0) -
        wrongKind(content) -
        (content.levels > 0.7 ? 0.9 : 0)
      )
    case 'section':
      return (
        (content.spans > 0.2 || filled < rows * 0.7 || content.distinct < 0.6 ? 0.2 : -0.1) +
        (long ? -0.1 : 0.05) -
        (Math.max(content.markers, content.ratings, content.figures) > 0.6 ? 0.7 : 0)
      )
    case 'progress':
      return 0.25 * content.past + (long ? 0.12 : 0) - wrongKindOfAccount(content)
    case 'evidence':
    case 'impact':
      return (long ? 0.12 : -0.05) - wrongKindOfAccount(content) - (content.dates > 0.7 ? 0.4 : 0)
    case 'milestones':
      // "By March: advert out" holds a date and is still a step.
      return (long ? 0.12 : -0.05) - (content.meanWords < 4 ? wrongKind(content) : 0)
    case 'measures':
    case 'objectives':
      return (long ? 0.05 : 0) - wrongKind(content)
    default:
      return 0
  }
}

function wrongKind(content: ColumnContent): number {
  const other = Math.max(content.dates, content.markers, content.ratings, content.figures)
  return other > 0.6 ? 0.7 : 0
}

/** "Done" and "In place" rate an action, and are also all that some write of how it stands and how it is known. */
const wrongKindOfAccount = (content: ColumnContent): number =>
  Math.max(wrongKind({ ...content, ratings: 0 }), content.ratings > 0.6 ? 0.3 : 0)

function emptyFit(field: PlanField, content: ColumnContent): number {
  if (field === 'rating') return content.fillsOnly > 0 ? 0.45 : 0.05
  return content.fillsOnly > 2 ? -0.3 : 0
}

function kindOfTimescale(cell: GridCell): 'date' | 'undated' | 'none' {
  if (cell.value?.kind === 'date') return 'date'
  if (cell.text.length > 90 || isMarkerOnly(cell.text)) return 'none'
  const { kind } = parseTimescale(cell.text.replace(/\n/g, ' '))
  if (kind === 'date' || kind === 'month' || kind === 'starting') return 'date'
  return kind === 'none' || kind === 'other' ? 'none' : 'undated'
}
