import { guessOwnerKind } from '../../../domain/people/owner-name.ts'
import { accept, type Result } from '../../../domain/problem.ts'
import { keyOfPlan, type RatingKey } from '../../../domain/rating/rating-key.ts'
import { type RatingShape, shapes } from '../../../domain/rating/rating-shape.ts'
import { claimForAcceptance } from '../../../store/import-store.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import type { Database } from '../../../store/tables.ts'
import { type Doing, transact } from '../../../store/transact.ts'
import type { Writer } from '../../../store/writer.ts'
import type { AmendedPlan } from './amend-plan.ts'
import { changedMeanwhile } from './change-review.ts'
import type { OpenReview } from './open-review.ts'
import { reviewOf } from './review.ts'

export interface PlanHead {
  title: string
  period: string | null
}

/** Makes the plan of a reading: once, whole, in one transaction, and only of the very version the person looked at. */
export async function acceptImport(
  { db, doing, writer }: { db: Database; doing: Doing; writer: Writer },
  { row, amended }: OpenReview,
  seen: number,
  head: PlanHead,
): Promise<Result<{ planId: string }>> {
  return await transact(db, doing, async (tx) => {
    const claimed = await claimForAcceptance(tx, writer.org, row.id)
    if (!claimed.ok) return claimed
    const stored = await tx
      .selectFrom('import')
      .select('corrections')
      .where('org_id', '=', writer.org)
      .where('id', '=', row.id)
      .executeTakeFirst()
    if (stored === undefined || reviewOf(stored.corrections).version !== seen) return changedMeanwhile
    const document = { ...amended.plan, plan: { ...amended.plan.plan, ...head } }
    const { planId } = await savePlanFromDocument(tx, writer, document, {
      importId: row.id,
      ratingKey: ratingKeyOf(amended).map(({ colour, ...entry }) => (colour === null ? entry : { ...entry, colour })),
      ownerKind: guessOwnerKind,
    })
    return accept({ planId })
  })
}

/** The plan's key with the shapes that a person gave to its words, worst first. */
export function ratingKeyOf({ plan, shapes: given }: AmendedPlan): RatingKey {
  return keyOfPlan(plan)
    .map((entry) => ({ ...entry, shape: shapeGiven(given.get(entry.word)) ?? entry.shape }))
    .sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))
}

const shapeGiven = (word: string | undefined): RatingShape | undefined => shapes.find((shape) => shape === word)
