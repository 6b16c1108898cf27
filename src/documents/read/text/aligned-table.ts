/**
 * Tables whose columns are kept apart by spaces, as reports and `pdftotext` print them. Columns are where every line of the
 * table leaves a gap; rows begin where the first column speaks, or after a blank line.
 */
import { type GridRow, plainTable } from './plain-table.ts'
import { isBlank, type SourceLine } from './source-line.ts'
import type { TableFound } from './tab-table.ts'

const gap = / {2,}(?=\S)/g
const fewestLines = 3
const mostLines = 5_000

/** The table that begins at `start`, always with a doubt: spaces are weak evidence. */
export function readAlignedTable(lines: readonly SourceLine[], start: number, tableNumber: number): TableFound | null {
  if (gapsIn(lines[start]?.text ?? '') < 2) return null
  let end = start
  let loose = 0
  let last = start
  while (end < lines.length && end - start < mostLines) {
    const text = lines[end]?.text ?? ''
    if (isBlank(lines[end])) {
      if (isBlank(lines[end + 1]) || gapsIn(lines[end + 1]?.text ?? '') === 0) break
    } else if (/^\s*[|+│┌╔]/.test(text) || text.includes('\t')) {
      break
    } else if (gapsIn(text) >= 1 || /^ {4,}\S/.test(text)) {
      loose = 0
      last = end
    } else if (++loose > 1 || /[.:]$/.test(text.trim())) break
    end++
  }
  const block = lines.slice(start, last + 1)
  const written = block.filter((line) => !isBlank(line))
  if (written.length < fewestLines) return null
  const edges = columnEdges(written.map((line) => line.text))
  if (edges.length < 3) return null

  const hasBlankLines = written.length < block.length
  const rows: GridRow[] = []
  let isAfterBlank = true
  for (const line of block) {
    if (isBlank(line)) {
      isAfterBlank = true
      continue
    }
    const fields = edges.map((edge, index) => line.text.slice(edge, edges[index + 1]).trim())
    const above = rows.at(-1)
    const isMore = above !== undefined && !isAfterBlank && goesOn(above.fields, fields, hasBlankLines)
    if (isMore)
      above.fields = above.fields.map((words, index) =>
        [words, fields[index] ?? ''].filter((each) => each !== '').join(' '),
      )
    else rows.push({ fields, line: line.number })
    isAfterBlank = false
  }
  if (rows.length < 2 || rows.filter((row) => row.fields.filter((field) => field !== '').length >= 2).length < 2)
    return null
  return {
    table: plainTable(rows, tableNumber),
    next: last + 1,
    doubts: [
      {
        severity: 'check',
        code: 'aligned-columns',
        message: `The table from line ${lines[start]?.number ?? 1} was read by the spaces between its columns. Check that each word stands in the right column.`,
        at: { table: tableNumber, line: lines[start]?.number ?? 1 },
      },
    ],
  }
}

/** A line that leaves the first column blank, or that only some columns speak in while blank lines part the rows. */
function goesOn(above: readonly string[], fields: readonly string[], hasBlankLines: boolean): boolean {
  const filled = fields.filter((field) => field !== '').length
  if (hasBlankLines) return true
  if (fields[0] !== '') return false
  return (
    filled < above.filter((field) => field !== '').length &&
    fields.every((field, index) => field === '' || above[index] !== '')
  )
}

const gapsIn = (text: string): number => text.trimStart().match(gap)?.length ?? 0

/** Where each column begins: after a run of two or more places that hold a space in nearly every line. */
function columnEdges(texts: readonly string[]): number[] {
  const width = Math.min(Math.max(...texts.map((text) => text.length)), 2_000)
  const written = new Array<number>(width).fill(0)
  for (const text of texts)
    for (let at = 0; at < width; at++)
      if (text[at] !== undefined && text[at] !== ' ') written[at] = (written[at] ?? 0) + 1
  const allowed = texts.length >= 20 ? Math.floor(texts.length / 20) : 0
  const edges = [0]
  let blank = 0
  for (let at = 0; at < width; at++) {
    const isBlankHere = (written[at] ?? 0) <= allowed
    if (!isBlankHere && blank >= 2 && at > blank) edges.push(at)
    blank = isBlankHere ? blank + 1 : 0
  }
  return edges
}
