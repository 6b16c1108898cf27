import { sayPlace } from '../documents/neutral-document.ts'
import type { Draft, DraftOutcome } from './draft.ts'
import { type Grid, type GridCell, type GridRow, saying } from './grid.ts'
import { type LabelledList, readLabel } from './label-blocks.ts'
import type { SourceLine } from './source-lines.ts'

/**
 * A table that tells of the plan's outcomes and not of its actions: one row an outcome, in the words of one that is known,
 * beside its objectives, intended outcomes or measures. Fills them in and says true; false for every other table. R-12.
 */
export function readOutcomeLists(draft: Draft, grid: Grid): boolean {
  const known = new Map(draft.outcomes.map((outcome) => [squashed(outcome.text), outcome]))
  if (known.size === 0) return false
  const at = grid.rows.findIndex((row) => saying(row).some((cell) => listOf(cell) !== null))
  const head = grid.rows[at]
  if (head === undefined) return false
  const rows = grid.rows.slice(at + 1).filter((row) => saying(row).length > 1)
  const found = rows.flatMap((row) => {
    const outcome = saying(row)
      .map((cell) => known.get(squashed(cell.text)))
      .find((one) => one !== undefined)
    return outcome === undefined ? [] : [{ row, outcome }]
  })
  if (found.length === 0 || found.length < rows.length * 0.8) return false
  const heads = saying(head)
  for (const { row, outcome } of found) fill(outcome, row, heads, draft)
  draft.repeats.push(...heads.map((cell) => cell.text), ...found.map(({ outcome }) => outcome.text))
  return true
}

function fill(outcome: DraftOutcome, row: GridRow, heads: readonly GridCell[], draft: Draft): void {
  for (const cell of saying(row)) {
    const head = heads.find((one) => one.column === cell.column)
    if (head === undefined) continue
    const isItself = squashed(cell.text) === squashed(outcome.text) || cell.text === outcome.ref
    const list = isItself ? null : listOf(head)
    if (list !== null) {
      outcome[list].push(...itemsOf(cell.lines))
      outcome.places[list] ??= sayPlace(cell.at)
      draft.words[words[list]] ??= head.text
    } else if (isItself) draft.repeats.push(cell.text)
    else outcome.extra.push({ name: head.text, text: cell.text })
  }
}

const words = { objectives: 'objective', intendedOutcomes: 'intendedOutcome', measures: 'measure' } as const

/** The list that a column's heading names; a heading is short and says nothing else. */
function listOf(cell: GridCell): LabelledList | null {
  const [line] = cell.lines
  if (line === undefined || cell.lines.length > 2 || cell.text.length > 80) return null
  const label = readLabel({ ...line, text: cell.text.replace(/\s+/g, ' '), isBold: true })
  return label === null || label.rest !== '' ? null : label.list
}

/** Where items have marks, a line without one goes on the item before it. */
function itemsOf(lines: readonly SourceLine[]): string[] {
  const items: string[] = []
  const hasMarks = lines.some(isMarked)
  for (const line of lines) {
    const text = line.text.replace(mark, '').trim()
    if (text === '') continue
    if (hasMarks && !isMarked(line) && items.length > 0) items.push(`${items.pop()}\n${text}`)
    else items.push(text)
  }
  return items
}

const mark = /^[•·▪●]\s*/
const isMarked = (line: SourceLine): boolean => line.label !== null || mark.test(line.text)

const squashed = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()
