import type { ParagraphDraft } from './paragraph-draft.ts'
import type { WholeCell, WholeRow, WholeTable } from './stitch-tables.ts'
import { lineText } from './text-lines.ts'

/** Is the first row of a page the rest of the last row of the page before? Weighs what is drawn and what the words say. */
export function isRowCut(
  table: WholeTable,
  previous: ReadonlyMap<number, WholeCell>,
  first: WholeRow,
  rows: readonly WholeRow[],
  isOpen: boolean,
): boolean {
  const spanning = spanningColumns(table)
  for (const row of rows)
    if (row.cells.length > 1) for (const cell of row.cells) if (cell.rowSpan > 1) spanning.add(cell.column)
  let evidence = isOpen ? 2 : 0
  let goingOn = 0
  const filled = filledShare(table)
  for (const cell of first.cells) {
    const above = previous.get(cell.column)
    if (!above || above.colSpan !== cell.colSpan) return false
    const isBlank = cell.paragraphs.length === 0
    const wasBlank = above.paragraphs.length === 0
    if (spanning.has(cell.column) && (above.rowSpan > 1 || cell.rowSpan > 1) && first.cells.length > 1) continue
    if (isBlank) {
      if (!wasBlank && (filled.get(cell.column) ?? 0) > 0.8) evidence += 1
      if (cell.fill !== null && cell.fill === above.fill) evidence += 1
      continue
    }
    const strength = continuation(above, cell)
    // Typesetters leave a line or two white rather than part a paragraph's last lines.
    if (wasBlank || !reachesEnd(above, strength >= 3 ? 3.2 : 1.6)) return false
    goingOn++
    evidence += strength
  }
  return goingOn > 0 && evidence >= 2
}

/** Share of the table's rows in which a column says something. */
function filledShare(table: WholeTable): Map<number, number> {
  const counts = new Map<number, number>()
  let rows = 0
  for (const row of table.rows) {
    if (row.cells.length < 2) continue
    rows++
    for (const cell of row.cells)
      if (cell.paragraphs.length > 0) counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1)
  }
  return new Map([...counts].map(([column, count]) => [column, count / Math.max(1, rows)]))
}

/** How much two pieces of text read as one: from -3 (each is whole) to 3. */
function continuation(above: WholeCell, below: WholeCell): number {
  const end = cellText(above)
  const start = cellText(below)
  const isFull = hadNoRoom(above, below.paragraphs[0])
  if (/^(?:\(?(?:[ivxl]{1,6}|[a-z]|\d{1,2})[.)]|\d+(?:\.\d+)+)\s/i.test(start)) return -2
  if (/^\d+$/.test(start)) return -3
  if (/^\p{Ll}/u.test(start)) return 3
  if (/[,;&/‐-]$|\b(?:and|or|of|the|to|in|for|with|by|a|on|that|is|are|from)$/i.test(end)) return 3
  if (/[.!?]$/.test(end)) return isFull ? 0 : -1
  return isFull ? 1 : -1
}

/** The next page's first word did not fit on the cell's last line: the wrap, not the writer, ended it. */
function hadNoRoom(above: WholeCell, next: ParagraphDraft | undefined): boolean {
  const first = next?.lines[0]?.words[0]
  if (!above.ending || !first) return false
  return above.ending.room < first.x1 - first.x0 + 0.28 * first.size + 0.5
}

/** The cell's text goes down to its end, give or take some lines: only then may the next page carry it on. */
function reachesEnd(cell: WholeCell, lines: number): boolean {
  return cell.ending !== null && cell.ending.gapBelow < cell.ending.lineHeight * lines + 4
}

/** A blank cell carries on the one above it; words do when they read on and the cell above is full. */
export function isCarriedOn(above: WholeCell, below: WholeCell): boolean {
  if (below.paragraphs.length === 0) return true
  const strength = continuation(above, below)
  return strength >= 1 && reachesEnd(above, strength >= 3 ? 2.5 : 1.25)
}

/** Columns in which some cell spans several rows: blank cells there go on with the cell above. */
export function spanningColumns(table: WholeTable): Set<number> {
  const columns = new Set<number>()
  for (const row of table.rows) {
    const isBand = row.cells.length === 1
    if (!isBand)
      for (const cell of row.cells) if (cell.rowSpan > 1 && cell.paragraphs.length > 0) columns.add(cell.column)
  }
  return columns
}

/** Does a page's first paragraph go on with the last one of the page before? */
export function readsOn(last: ParagraphDraft, head: ParagraphDraft, above: WholeCell): boolean {
  if (head.mark) return false
  const end = last.lines.at(-1)
  const start = head.lines[0]
  if (!end || !start) return false
  const text = lineText(start)
  if (/^\p{Ll}/u.test(text)) return true
  if (last.mark && start.x0 < last.mark.bodyX - 3) return false
  return hadNoRoom(above, head) && !/[.!?:;]$/.test(lineText(end))
}

export function cellText(cell: WholeCell): string {
  return cell.paragraphs
    .flatMap((paragraph) => paragraph.lines.map(lineText))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
