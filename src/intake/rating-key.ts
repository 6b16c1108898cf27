import type { RatingKeyEntry } from '../domain/plan/plan-document.ts'
import type { Grid } from './grid.ts'
import { saying } from './grid.ts'
import { looksLikeRating } from './rating-cells.ts'

/** Ratings that a legend explains in one line: "Red – off track; Amber – at risk; Green – on track". R-17. */
export function readKey(text: string): RatingKeyEntry[] {
  const entries: RatingKeyEntry[] = []
  for (const part of text.split(/[;\n|]|,\s(?=[A-Z][a-z]+\s*[=:–-])|(?<=[.])\s+/)) {
    const found =
      /^\s*(?:(?:rag |rating )?key\s*:?\s*)?([A-Za-z][A-Za-z /]{0,24}?)\s*(?:[=:–—]|\s-\s)\s*(.{2,200})$/.exec(
        part.trim(),
      )
    if (found?.[1] !== undefined && looksLikeRating(found[1]))
      entries.push({ word: found[1].trim(), fill: null, meaning: found[2]?.trim() ?? null })
  }
  return entries.length >= 2 ? entries : []
}

/** A small table that explains ratings: a coloured or named cell and its meaning a row, or the ratings side by side. R-17. */
export function keyOfTable(grid: Grid): RatingKeyEntry[] {
  if (grid.rows.length > 14) return []
  const entries: RatingKeyEntry[] = []
  for (const row of grid.rows) {
    const isPairs = row.cells.length === 2 && grid.rows.length > 2
    for (const [index, cell] of row.cells.entries()) {
      if (isPairs && index === 1) continue
      if (
        !looksLikeRating(cell.text) &&
        !(cell.fill !== null && cell.text !== '' && cell.text.split(/\s+/).length <= 3)
      )
        continue
      if (
        !looksLikeRating(cell.text) &&
        !row.cells.some((other) => other !== cell && other.text.split(/\s+/).length > 2)
      )
        continue
      const next = row.cells[index + 1]
      const meaning =
        next !== undefined && (isPairs || !looksLikeRating(next.text)) && /\p{L}{2}/u.test(next.text)
          ? next.text.replace(/\n/g, ' ')
          : null
      if (cell.fill === null && meaning === null) continue
      entries.push({ word: cell.text.replace(/\n/g, ' '), fill: cell.fill, meaning })
    }
  }
  const rated = entries.filter((entry) => looksLikeRating(entry.word)).length
  const words = new Set(entries.map((entry) => entry.word.toLowerCase()))
  const all = grid.rows.flatMap(saying).length
  return rated >= 2 && words.size === entries.length && entries.length * 4 >= all ? entries : []
}

/** Adds what a legend explains; a meaning told later fills one that was missing. */
export function addKey(key: RatingKeyEntry[], entries: readonly RatingKeyEntry[]): void {
  if (entries.length === 0) return
  const byWord = new Map(key.map((entry) => [entry.word.toLowerCase(), entry]))
  for (const entry of entries) {
    const word = entry.word.toLowerCase()
    const known = byWord.get(word)
    if (known === undefined) {
      const added = { ...entry }
      byWord.set(word, added)
      key.push(added)
    } else {
      known.fill ??= entry.fill
      known.meaning ??= entry.meaning
    }
  }
}
