import type { RatingMark } from '../documents/paper.ts'
import type { SaidRating, Snapshot, SnapshotRating } from '../domain/plan/snapshot.ts'
import { countedActions, ratingId, unrated } from '../domain/plan/snapshot-counts.ts'

/** The plan's key as a paper draws it; "Not rated" stands last where an action has no rating of the key. */
export function marksOf(snapshot: Snapshot): RatingMark[] {
  const marks = snapshot.key.map((rating) => ({
    id: rating.id,
    word: rating.word,
    fill: rating.fill,
    ink: rating.ink,
    shape: rating.shape,
    meaning: rating.meaning ?? meaningOf(rating),
  }))
  if (!hasUnrated(snapshot)) return marks
  return [
    ...marks,
    {
      id: unrated,
      word: 'Not rated',
      fill: 'FFFFFF',
      ink: '1A1F24',
      shape: marks.some((mark) => mark.shape === 'bar') ? 'square' : 'bar',
      meaning: 'Nobody has rated it, or the plan does not rate.',
    },
  ]
}

export function hasUnrated(snapshot: Snapshot): boolean {
  const known = new Set(snapshot.key.map((rating) => rating.id))
  return countedActions(snapshot).some((action) => !known.has(ratingId(action) ?? ''))
}

/** A plan that rates nothing gets no chart of one block and no column of nothing. */
export function ratesAnything(snapshot: Snapshot): boolean {
  return countedActions(snapshot).some((action) => ratingId(action) !== null)
}

/** The word for a rating, with its mark where the key has one. */
export function ratingRun(rating: SaidRating | null): { rating: string } | { text: string } | null {
  if (rating === null) return null
  return rating.id === null ? { text: rating.word } : { rating: rating.id }
}

/** Said plainly and marked as ours, since the plan gives no meaning of its own. */
function meaningOf(rating: SnapshotRating): string {
  const says = {
    complete: 'Done.',
    'on track': 'Expected to be done by its date.',
    'at risk': 'May not be done by its date.',
    'off track': 'Not expected to be done by its date.',
    'not started': 'Work has not begun.',
    other: '',
  }[rating.stands]
  return says === '' ? 'The plan gives no meaning.' : `${says} The plan gives no meaning of its own.`
}
