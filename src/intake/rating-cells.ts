import type { PlanRating } from '../domain/plan/plan-document.ts'
import { recogniseRatingWord, recogniseSign } from '../domain/rating/recognise-rating.ts'
import type { GridCell } from './grid.ts'
import { recogniseRating } from './known-texts.ts'

/** Whether a text is a rating by itself: "Green", "G", "On track", "✓". */
export function looksLikeRating(text: string): boolean {
  return recogniseRatingWord(text) !== null || recogniseSign(text.trim(), null, null) !== null
}

/** The rating that a cell of a rating column shows, in its own words or the name of its fill. Null where it shows none. R-16. */
export function ratingOf(cell: GridCell | undefined): PlanRating | null {
  if (cell === undefined) return null
  const text = cell.text.replace(/\s+/g, ' ').trim()
  const fill = cell.fill === null ? {} : { fill: cell.fill }
  if (/^(?:[-–—.]|n\/?a|tbc|none|not applicable)$/i.test(text)) return null
  const read = recogniseRating({ text, fill: cell.fill, textColour: cell.textColour })
  if (read !== null)
    return {
      value: read.value,
      source: read.source,
      ...(read.source === 'fill' || read.fill !== undefined ? fill : {}),
    }
  // A word of the plan's own that no key knows ("Phase 2") is still what the column says; a sentence is not.
  return text !== '' && text.split(' ').length <= 4 && text.length <= 40
    ? { value: text, source: 'text', ...fill }
    : null
}
