import type { NeutralDocument } from '../../../documents/neutral-document.ts'
import type { PlanReading } from '../../../intake/plan-reading.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { type AmendedPlan, amendPlan } from './amend-plan.ts'
import { type Doubt, doubtsOf } from './doubts.ts'
import { neutralDocumentOf, type ReviewRow, reviewRow } from './queries.ts'
import { amendmentsOf, correctionsOf, type Review, reviewOf } from './review.ts'
import { mapSource, type SourceMap } from './source-pages.ts'

/** A reading as it stands: the document, what was read in it, and what people made of that. */
export interface OpenReview {
  row: ReviewRow
  review: Review
  reading: PlanReading
  amended: AmendedPlan
  doubts: Doubt[]
  source: SourceMap
}

export interface Reviews {
  /** Undefined where the organisation has no such import, or it is not open for review. */
  open(org: string, importId: string): Promise<OpenReview | undefined>
  /** What the reading would be with another review. */
  reread(open: OpenReview, org: string, review: Review): Promise<OpenReview>
}

interface KeptDocument {
  document: NeutralDocument
  source: SourceMap
  size: number
}

/**
 * Opens reviews. A document does not change once it is read, and a reading not within a version, so the last few are kept in memory: a
 * page view asks the database for one small row, not for the document. What is kept is bounded by its size, not by its number.
 */
export function reviewsOf(db: Database, largestKept = 24_000_000): Reviews {
  const documents = new Map<string, KeptDocument>()
  const readings = new Map<string, Omit<OpenReview, 'row'>>()

  return {
    open: async (org, importId) => {
      const row = await readAs(db, org, (tx) => reviewRow(tx, org, importId))
      if (row === undefined || !row.isRead || row.isClosed) return undefined
      const review = reviewOf(row.corrections)
      return { row, ...(await readingOf(org, row, review)) }
    },
    reread: async ({ row }, org, review) => ({ row, ...(await readingOf(org, row, review)) }),
  }

  async function readingOf(org: string, row: ReviewRow, review: Review): Promise<Omit<OpenReview, 'row'>> {
    const key = `${org} ${row.id} ${review.version}`
    const known = readings.get(key)
    // Two people may make different reviews of the same version before one of them is refused.
    if (known !== undefined && sameReview(known.review, review)) return known
    const { document, source } = await documentOf(org, row)
    const reading = readPlan(document, correctionsOf(review))
    const amended = amendPlan(reading.plan, amendmentsOf(review))
    const made = { review, reading, amended, doubts: doubtsOf(amended, review), source }
    readings.delete(key)
    readings.set(key, made)
    for (const old of [...readings.keys()].slice(0, -mostReadings)) readings.delete(old)
    return made
  }

  async function documentOf(org: string, row: ReviewRow): Promise<KeptDocument> {
    const key = `${org} ${row.id}`
    const known = documents.get(key)
    if (known !== undefined) {
      documents.delete(key)
      documents.set(key, known)
      return known
    }
    const document = await readAs(db, org, (tx) => neutralDocumentOf(tx, org, row.id))
    if (document === undefined) throw new Error('An import that was read has no document')
    const kept = { document, source: mapSource(document), size: row.storedSize }
    documents.set(key, kept)
    let size = 0
    for (const [other, each] of [...documents].reverse()) {
      size += each.size
      if (size > largestKept && other !== key) documents.delete(other)
    }
    return kept
  }
}

const mostReadings = 12

const sameReview = (one: Review, other: Review): boolean => JSON.stringify(one) === JSON.stringify(other)
