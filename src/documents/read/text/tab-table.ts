/**
 * Tables as they come out when a table is copied into a text: cells parted by tabs, a row a line, unless a cell has several
 * lines. Blank leading cells mean "as above"; blank lines are page breaks; the header may come again on each page.
 */
import type { ReadingDoubt, Table } from '../../neutral-document.ts'
import { plainTable } from './plain-table.ts'
import { isBlank, nextWords, type SourceLine } from './source-line.ts'

export interface TableFound {
  table: Table
  /** Index of the first line after it. */
  next: number
  doubts: ReadingDoubt[]
}

interface DraftRow {
  fields: string[]
  line: number
  isAfterBlank: boolean
}

/** A cell that starts with a quotation mark may run over this many lines. */
const mostLinesInQuotes = 200
/** Lines that one cell outside quotation marks may run over. */
const mostLinesInCell = 60

/** The table that begins at `start`, or null where the lines there are no table. `tableNumber` counts from 1. */
export function readTabTable(lines: readonly SourceLine[], start: number, tableNumber: number): TableFound | null {
  const first = logicalLine(lines, start)
  if (!beginsTable(lines, start, first)) return null
  const tabs = usualTabs(lines, start, first.text)
  const header = first.text.trim()
  const rows: DraftRow[] = []
  let at = start
  let isAfterBlank = false

  while (at < lines.length) {
    if (isBlank(lines[at])) {
      isAfterBlank = true
      at++
      continue
    }
    const line = logicalLine(lines, at)
    const own = countTabs(line.text)
    if (own === 0) {
      const loose = looseLines(lines, at, rows.at(-1), { tabs, header, isAfterBlank })
      if (loose === null) break
      at = loose.next
      if (loose.section !== null) rows.push({ fields: [loose.section], line: line.number, isAfterBlank })
      isAfterBlank = false
      continue
    }
    if (isIndentedListItem(line.text) && own < tabs) break
    const whole = completed(lines, line, tabs)
    rows.push({ fields: fieldsOf(whole.text), line: line.number, isAfterBlank })
    at = whole.next
    isAfterBlank = false
  }
  const doubts: ReadingDoubt[] = []
  const joined = joinBrokenRows(rows, tableNumber, doubts)
  return { table: plainTable(joined, tableNumber), next: lastUsed(lines, at), doubts }
}

export const countTabs = (text: string): number => text.split('\t').length - 1

/** One physical line, or several where a quoted cell holds line breaks (as Excel copies them). */
function logicalLine(lines: readonly SourceLine[], index: number): SourceLine & { next: number } {
  const line = lines[index] ?? { text: '', number: 0 }
  const plain = { ...line, next: index + 1 }
  if (!/(^|\t)"/.test(line.text)) return plain
  let isOpen = staysOpen(line.text, false)
  const pieces = [line.text]
  for (let next = index + 1; isOpen && next < lines.length && pieces.length < mostLinesInQuotes; next++) {
    const piece = lines[next]?.text ?? ''
    pieces.push(piece)
    isOpen = staysOpen(piece, true)
    if (!isOpen && pieces.some((each) => each.includes('\t')))
      return { text: pieces.join('\n'), number: line.number, next: next + 1 }
  }
  return plain
}

/** Is a cell that starts with a quotation mark still open at the line's end? */
function staysOpen(text: string, wasOpen: boolean): boolean {
  let isOpen = wasOpen
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (!isOpen) isOpen = at === 0 || text[at - 1] === '\t'
    else if (text[at + 1] === '"') at++
    else if (at + 1 === text.length || text[at + 1] === '\t') isOpen = false
  }
  return isOpen
}

function beginsTable(lines: readonly SourceLine[], start: number, line: SourceLine & { next: number }): boolean {
  const tabs = countTabs(line.text)
  if (tabs === 0 || isIndentedListItem(line.text)) return false
  const filled = line.text.split('\t').filter((field) => field.trim() !== '').length
  const after = lines[nextWords(lines, line.next)]
  const tabsAfter = after === undefined ? 0 : countTabs(after.text)
  if (filled >= 3) return true
  // Two cells or fewer: a table only where the next line is one of its rows, not a tab in the middle of a sentence.
  return (
    filled >= 1 &&
    tabs >= 1 &&
    tabsAfter >= tabs &&
    !isIndentedListItem(after?.text ?? '') &&
    (filled >= 2 || tabs >= 2 || (lines[start - 1] !== undefined && !isBlank(lines[start - 1])))
  )
}

/** "•<tab>words", "1.<tab>words", "<tab>- words": a list item as Word pastes it, not a row of two cells. */
function isIndentedListItem(text: string): boolean {
  return (
    /^\s*(?:[•▪▫◦●○■□‣⁃∙·\uF0B7\uF0A7\uF0D8➢➤►o§–-]|\d{1,3}[.)]|\(?[a-z]\)|[ivx]+[.)])\t\s*[^\t]+$/i.test(text) ||
    /^\t+[•▪◦●○‣·o–-]\s+[^\t]+$/.test(text)
  )
}

/** How many tabs a whole row has: as the header, unless most rows have more. */
function usualTabs(lines: readonly SourceLine[], start: number, header: string): number {
  const own = countTabs(header)
  const counts = new Map<number, number>()
  for (const { text } of lines.slice(start, start + 400)) {
    const tabs = countTabs(text)
    if (tabs > own) counts.set(tabs, (counts.get(tabs) ?? 0) + 1)
    else if (tabs === own) counts.set(own, (counts.get(own) ?? 0) + 1)
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [own]
  return Math.max(own, usual)
}

/**
 * A row whose cells run over several lines has fewer tabs in each: lines are added while they make the row exactly whole. A
 * row that never becomes whole is one whose last cells are blank and were cut off.
 */
function completed(
  lines: readonly SourceLine[],
  first: SourceLine & { next: number },
  tabs: number,
): { text: string; next: number } {
  let count = countTabs(first.text)
  let text = first.text
  let at = first.next
  if (count >= tabs) return { text, next: at }
  for (let taken = 0; at < lines.length && taken < mostLinesInCell; taken++) {
    const isGap = isBlank(lines[at])
    const next = isGap ? nextWords(lines, at) : at
    if (next - at > 1 || next >= lines.length) break
    const line = logicalLine(lines, next)
    const more = countTabs(line.text)
    // A line that begins with a blank cell begins a row.
    if (line.text.startsWith('\t') || count + more > tabs || (isGap && more === 0)) break
    text += `\n${line.text}`
    count += more
    at = line.next
    if (count === tabs && more > 0) return { text, next: at }
  }
  return { text: first.text, next: first.next }
}

/**
 * Lines without a tab inside or after a table. More of the last cell, when they follow its row at once and another row
 * follows them at once; a section's name over the rows below, when one short line stands between rows of one header; the
 * table's end otherwise.
 */
function looseLines(
  lines: readonly SourceLine[],
  at: number,
  row: DraftRow | undefined,
  { tabs, header, isAfterBlank }: { tabs: number; header: string; isAfterBlank: boolean },
): { next: number; section: string | null } | null {
  if (row === undefined) return null
  let end = at
  while (end < lines.length && !isBlank(lines[end]) && countTabs(lines[end]?.text ?? '') === 0) end++
  const run = lines.slice(at, end).map((line) => line.text)
  const [words = ''] = run
  const following = nextWords(lines, end)
  const after = lines[following]?.text ?? ''
  const isRowAfter = following < lines.length && countTabs(after) > 0 && !isIndentedListItem(after)
  const isHeaderAfter = after.trim() === header
  const last = row.fields.at(-1) ?? ''
  const isWholeRow = row.fields.length > tabs
  const isName =
    run.length === 1 && words.length <= 140 && !/[.;,]$/.test(words.trim()) && /^[\p{Lu}\d"“'(*]/u.test(words.trim())

  const isMore =
    !isAfterBlank &&
    isWholeRow &&
    run.length <= mostLinesInCell &&
    last.trim() !== '' &&
    (isContinuation(words) || (!isName && isRowAfter && following === end))
  if (isMore) {
    row.fields[row.fields.length - 1] = `${last}\n${run.join('\n')}`
    return { next: end, section: null }
  }
  if (
    isName &&
    isRowAfter &&
    !isHeaderAfter &&
    Math.abs(countTabs(after) - tabs) <= 1 &&
    !looksLikeHeader(after, header)
  )
    return { next: end, section: words.trim() }
  return null
}

const isContinuation = (text: string): boolean =>
  /^\s*(?:\p{Ll}|[•▪◦●○‣·\uF0B7–-]\s|\(?[a-z\d]{1,3}[.)]\s|[ivx]+[.)]\s)/u.test(text)

/** Shares most of its words with the header: the header of a new table of the same kind. */
function looksLikeHeader(text: string, header: string): boolean {
  const words = (line: string) =>
    new Set(
      line
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word.length > 2),
    )
  const own = words(text)
  const known = words(header)
  const shared = [...own].filter((word) => known.has(word)).length
  return own.size > 0 && shared / own.size > 0.6
}

function fieldsOf(text: string): string[] {
  const fields: string[] = []
  let from = 0
  let isOpen = false
  for (let at = 0; at <= text.length; at++) {
    const character = text[at]
    if (character === '"' && !isOpen && at === from && hasClosingQuote(text, at)) isOpen = true
    else if (character === '"' && isOpen) {
      if (text[at + 1] === '"') at++
      else if (at + 1 === text.length || text[at + 1] === '\t') isOpen = false
    } else if ((character === '\t' && !isOpen) || at === text.length) {
      fields.push(unquoted(text.slice(from, at)))
      from = at + 1
    }
  }
  return fields
}

function hasClosingQuote(text: string, at: number): boolean {
  return /^"(?:[^"]|"")*"(?:\t|$)/.test(text.slice(at, at + 100_000))
}

/** A cell is quoted when it holds line breaks or quotation marks of its own; other quotation marks are its own. */
function unquoted(field: string): string {
  const inside = /^"(.*)"$/s.exec(field)?.[1]
  return inside !== undefined && (inside.includes('\n') || inside.includes('""')) ? inside.replaceAll('""', '"') : field
}

/**
 * A row cut in two by a page break: after a blank line, a row without its first cells that goes on in the middle of a sentence
 * the row above left unfinished.
 */
function joinBrokenRows(rows: readonly DraftRow[], tableNumber: number, doubts: ReadingDoubt[]): DraftRow[] {
  const joined: DraftRow[] = []
  for (const row of rows) {
    const above = joined.at(-1)
    if (above === undefined || !row.isAfterBlank || !continues(above, row)) {
      joined.push(row)
      continue
    }
    row.fields.forEach((field, index) => {
      if (field.trim() !== '') above.fields[index] = `${(above.fields[index] ?? '').trimEnd()} ${field.trimStart()}`
    })
    doubts.push({
      severity: 'check',
      code: 'joined-over-page',
      message: `Line ${row.line} was read as the rest of the row above it, which a page break had cut.`,
      at: { table: tableNumber, row: joined.length, line: row.line },
    })
  }
  return joined
}

function continues(above: DraftRow, row: DraftRow): boolean {
  const filled = row.fields.flatMap((field, index) => (field.trim() === '' ? [] : [index]))
  const [first] = filled
  if (first === undefined || first === 0 || filled.length > 2) return false
  return filled.every((index) => {
    const before = (above.fields[index] ?? '').replace(/<[^>]*>/g, '').trim()
    return before !== '' && !/[.!?:]$/.test(before) && /^\s*\p{Ll}/u.test(row.fields[index] ?? '')
  })
}

/** Blank lines after the table belong to what follows. */
function lastUsed(lines: readonly SourceLine[], at: number): number {
  let end = at
  while (end > 0 && isBlank(lines[end - 1]) && end > 1) end--
  return Math.max(end, 1)
}
