import type { PlanDocument, PlanField } from '../../../domain/plan/plan-document.ts'
import type { RatingShape } from '../../../domain/rating/rating-shape.ts'
import type { Corrections } from '../../../intake/plan-reading.ts'

/**
 * What people made of one reading, as plain JSON kept with the import. The document is read anew with it, so that the same document
 * and review always give the same plan, and whatever is taken back is as if it had never been.
 */
export interface Review {
  /** Raised by every save, so that two people's corrections can't cross unseen. */
  version: number
  /** What the organisation's earlier documents taught of headings when this one was read. */
  headings: Record<string, PlanField>
  /** In the order they were made. */
  changes: Change[]
  /** Doubts that were answered, by the doubt's key. */
  answers: Record<string, Answer>
}

export interface Answer {
  choice: string
  /** The doubt and what was said to it, for the folded line. */
  asked: string
  said: string
  by: string
  at: string
}

export type Change = (Rereading | Amendment) & {
  id: string
  by: string
  at: string
  /** The doubt it answers; it goes when the answer is taken back. */
  from?: string
}

/** Changes how the document is read. */
export type Rereading =
  | { do: 'column'; shape: string; heading: string; column: number; field: PlanField }
  | { do: 'table'; table: string; isTaken: boolean }
  | { do: 'row'; place: string; as: NonNullable<Corrections['rows']>[number]['as'] }
  | { do: 'plan'; plan: Partial<PlanDocument['plan']> }

/** Changes the plan that was read. Actions and outcomes go by key: where they were read. */
export type Amendment =
  | { do: 'edit'; action: string; field: EditableField; text: string }
  | { do: 'steps'; action: string; steps: Step[] }
  /** The words stay; they are read as these others would be. An empty `as` leaves them unread. */
  | { do: 'read-time'; action: string; as: string }
  | { do: 'read-step-times'; action: string; as: string[] }
  | { do: 'join'; action: string }
  | { do: 'split'; action: string; parts: [string, string] }
  | { do: 'drop'; action: string }
  | { do: 'outcome'; outcome: string; field: 'ref' | 'text'; text: string }
  | { do: 'rate'; word: string; shape: RatingShape }
  /** Takes words out of every field and note. */
  | { do: 'withhold'; words: string }

export interface Step {
  text: string
  when: string
  owners: string
}

export const editableFields = [
  'ref',
  'text',
  'section',
  'outcome',
  'owners',
  'timescale',
  'rating',
  'progress',
  'evidence',
  'impact',
] as const
export type EditableField = (typeof editableFields)[number]

/** The review of an import as stored; an import read before anyone looked at it has an empty one. */
export function reviewOf(stored: object): Review {
  return { version: 0, headings: {}, changes: [], answers: {}, ...(stored as Partial<Review>) }
}

/** What of a review changes the reading itself. */
export function correctionsOf(review: Review): Corrections {
  const corrections = {
    columns: [] as NonNullable<Corrections['columns']>,
    tables: [] as NonNullable<Corrections['tables']>,
    rows: [] as NonNullable<Corrections['rows']>,
    plan: {} as NonNullable<Corrections['plan']>,
  }
  // The latest word about a thing counts, and intake takes the first it finds.
  for (const change of review.changes.toReversed()) {
    if (change.do === 'column') {
      const { shape, heading, column, field } = change
      corrections.columns.push({ shape, heading, column, field })
    } else if (change.do === 'table') corrections.tables.push({ table: change.table, isTaken: change.isTaken })
    else if (change.do === 'row') corrections.rows.push({ at: change.place, as: change.as })
    else if (change.do === 'plan') corrections.plan = { ...change.plan, ...corrections.plan }
  }
  return { ...corrections, headings: review.headings }
}

export const amendmentsOf = (review: Review): (Amendment & { id: string })[] =>
  review.changes.filter((change): change is Change & Amendment => !rereadings.has(change.do))

const rereadings = new Set<string>(['column', 'table', 'row', 'plan'])
