import type { MarkShape, PaperRun, RatingMark } from '../documents/paper.ts'
import type { SaidRating, Snapshot } from '../domain/plan/snapshot.ts'
import { countedActions, ratingName, ratingsOf, unrated } from '../domain/plan/snapshot-counts.ts'
import { textColourOn } from '../domain/rating/colour.ts'
import type { KeyEntry } from '../domain/rating/rating-key.ts'
import type { RatingShape } from '../domain/rating/rating-shape.ts'

/** The plan's key as a paper draws it, each with a shape of its own; "No rating" stands last where an action has none. */
export function marksOf(snapshot: Snapshot): RatingMark[] {
  if (!ratesAnything(snapshot)) return []
  const taken = new Set<MarkShape>()
  const free = (wanted: MarkShape): MarkShape => {
    const shape = [wanted, ...spareShapes].find((one) => !taken.has(one)) ?? wanted
    taken.add(shape)
    return shape
  }
  const key = ratingsOf(snapshot)
  const marks = key.map((entry): RatingMark => {
    const fill = fillOf(entry)
    return {
      id: entry.word,
      word: entry.word,
      fill,
      ink: textColourOn(fill, ink),
      shape: free(markShapes[entry.shape]),
      meaning: entry.meaning ?? meanings[entry.shape],
    }
  })
  const hasUnrated = countedActions(snapshot).some((action) => ratingName(key, action.rating?.word) === unrated)
  if (hasUnrated && !marks.some((mark) => mark.id === unrated))
    marks.push({
      id: unrated,
      word: unrated,
      fill: 'FFFFFF',
      ink,
      shape: free('dashed-ring'),
      meaning: 'Nobody has rated it.',
    })
  return marks
}

/** A plan that rates nothing gets no chart of one block and no column of nothing. */
export function ratesAnything(snapshot: Snapshot): boolean {
  return snapshot.actions.some((action) => action.rating !== null || action.ratings.length > 0)
}

/** What was said, drawn as the key's mark for it. */
export function ratingRun(snapshot: Snapshot, said: Pick<SaidRating, 'word'> | null): PaperRun | null {
  if (said === null || said.word.trim() === '') return null
  const name = ratingName(ratingsOf(snapshot), said.word)
  return name === unrated || !ratesAnything(snapshot) ? { text: said.word } : { rating: name }
}

const ink = '1A1F24'
const spareShapes: MarkShape[] = ['square', 'star', 'bar', 'ring', 'ringed-tick']

const markShapes: Record<RatingShape, MarkShape> = {
  embedded: 'ringed-tick',
  complete: 'tick',
  'on-track': 'circle',
  'at-risk': 'triangle',
  'off-track': 'diamond',
  'not-started': 'ring',
  none: 'dashed-ring',
  closed: 'bar',
}

/** The fill the document used, else ours for the shape. */
function fillOf(entry: KeyEntry): string {
  if (entry.fill !== null && /^[0-9A-F]{6}$/i.test(entry.fill)) return entry.fill.toUpperCase()
  return fills[entry.shape]
}

const fills: Record<RatingShape, string> = {
  embedded: '5B3A8C',
  complete: '1F4E8C',
  'on-track': '1E6B3A',
  'at-risk': 'F2B632',
  'off-track': 'B1261C',
  'not-started': 'FFFFFF',
  none: 'FFFFFF',
  closed: '4A5560',
}

const meanings: Record<RatingShape, string> = {
  embedded: 'Done, and the change has lasted.',
  complete: 'Done.',
  'on-track': 'Will be done by its date.',
  'at-risk': 'May be late or fall short.',
  'off-track': 'Will not be done by its date without help.',
  'not-started': 'Not begun.',
  none: 'The plan does not say.',
  closed: 'No longer worked on.',
}
