import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { rememberColumns, saveReading } from '../../../store/import-store.ts'
import type { Database } from '../../../store/tables.ts'
import { type Doing, transact } from '../../../store/transact.ts'
import type { Writer } from '../../../store/writer.ts'
import type { Doubt } from './doubts.ts'
import type { OpenReview, Reviews } from './open-review.ts'
import type { Amendment, Answer, Change, Rereading, Review } from './review.ts'
import { reviewOf } from './review.ts'

export interface ReviewEdit {
  /** Added behind what was changed before. */
  does?: readonly (Rereading | Amendment)[]
  answers?: readonly { doubt: Doubt; choice: string; said: string; does: readonly (Rereading | Amendment)[] }[]
  /** Changes to take back, by id. */
  takeBack?: readonly string[]
  /** Answers to take back, with all they changed, by the doubt's key. */
  takeBackAnswers?: readonly string[]
}

export interface Saving {
  db: Database
  reviews: Reviews
  doing: Doing
  writer: Writer
}

/**
 * Saves a change of a review: reads the document anew with it and keeps both, unless somebody else saved since `seen`. Column meanings
 * that a person chose are remembered for the organisation's next document.
 */
export async function changeReview(
  { db, reviews, doing, writer }: Saving,
  open: OpenReview,
  seen: number,
  edit: ReviewEdit,
): Promise<Result<OpenReview>> {
  if (open.review.version !== seen) return changedMeanwhile
  const review = applied(open.review, edit, writer)
  const next = await reviews.reread(open, writer.org, review)
  return await transact(db, doing, async (tx) => {
    const stored = await tx
      .selectFrom('import')
      .select('corrections')
      .where('org_id', '=', writer.org)
      .where('id', '=', open.row.id)
      .forUpdate()
      .executeTakeFirst()
    if (stored === undefined || reviewOf(stored.corrections).version !== seen) return changedMeanwhile
    const saved = await saveReading(tx, writer, open.row.id, {
      planDocument: next.amended.plan,
      columns: next.reading.columns,
      corrections: review,
    })
    if (!saved.ok) return saved
    await rememberColumns(tx, writer, learntFrom(edit.does ?? []))
    return accept(next)
  })
}

function applied(review: Review, edit: ReviewEdit, { by, at, newId }: Writer): Review {
  const goes = new Set(edit.takeBack ?? [])
  const goneAnswers = new Set(edit.takeBackAnswers ?? [])
  const made = (does: readonly (Rereading | Amendment)[], from?: string): Change[] =>
    does.map((change) => ({
      ...change,
      id: newId(),
      by,
      at: at.toISOString(),
      ...(from === undefined ? {} : { from }),
    }))
  const answers: Record<string, Answer> = Object.fromEntries(
    Object.entries(review.answers).filter(([key]) => !goneAnswers.has(key)),
  )
  const changes = review.changes.filter(
    (change) => !goes.has(change.id) && !(change.from !== undefined && goneAnswers.has(change.from)),
  )
  for (const { doubt, choice, said, does } of edit.answers ?? []) {
    answers[doubt.key] = { choice, asked: askedIn(doubt), said, by, at: at.toISOString() }
    changes.push(...made(does, doubt.key))
  }
  changes.push(...made(edit.does ?? []))
  return { ...review, version: review.version + 1, changes, answers }
}

const askedIn = ({ title, at }: Doubt): string => (at === '' ? title : `${title} (${at})`)

function learntFrom(does: readonly (Rereading | Amendment)[]): Map<string, string> {
  const learnt = new Map<string, string>()
  for (const change of does)
    if (change.do === 'column' && change.heading.trim() !== '')
      learnt.set(change.heading.toLowerCase().replace(/\s+/g, ' ').trim(), change.field)
  return learnt
}

export const changedMeanwhile: Result<never> = refuse({
  code: 'changed-meanwhile',
  message:
    'Someone else changed this reading after you opened it. What you see now is theirs; what you typed is still here. Look, then save again.',
})
