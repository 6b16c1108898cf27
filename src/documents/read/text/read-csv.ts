/** .csv and .tsv → one table. Nothing is turned into a number, a date or a formula: a cell is what stands in the file. */
import Papa from 'papaparse'
import type { NeutralDocument, ReadingDoubt, Row, Table } from '../../neutral-document.ts'
import { Refused } from '../../safety/refused.ts'
import { paragraphsOfLines, plainCell } from '../paragraphs.ts'
import { decodeText } from './decode-text.ts'

/** Excel's own last column; a row with more is no table a person made. */
const mostColumns = 16_384
/** Cells in the whole file, empty ones included. */
const mostCells = 2_000_000

/** Reads comma, semicolon, tab or bar separated text in any encoding a spreadsheet program writes. Throws `Refused`. */
export async function readCsv(bytes: Uint8Array): Promise<NeutralDocument> {
  return readSeparated(bytes, 'csv')
}

export async function readTsv(bytes: Uint8Array): Promise<NeutralDocument> {
  return readSeparated(bytes, 'tsv')
}

function readSeparated(bytes: Uint8Array, format: 'csv' | 'tsv'): NeutralDocument {
  const { text, doubts } = decodeText(bytes)
  const { table, doubts: more } = tableOfSeparatedText(text, format === 'tsv' ? '\t' : null)
  return {
    format,
    language: null,
    properties: { title: null, author: null, modified: null },
    parts: [{ kind: 'sheet', name: null, isHidden: false, blocks: table.rows.length === 0 ? [] : [table] }],
    doubts: [...doubts, ...more],
  }
}

/** One record a row. `delimiter` null: a leading "sep=" line says it, else the one that cuts the first lines most evenly. */
export function tableOfSeparatedText(
  text: string,
  delimiter: string | null,
  firstLine = 1,
): { table: Table; doubts: ReadingDoubt[] } {
  const doubts: ReadingDoubt[] = []
  const said = /^sep=(.)[^\n]*(?:\n|$)/i.exec(text)
  const body = said === null ? text : text.slice(said[0].length)
  const separator = said?.[1] ?? delimiter ?? likeliestDelimiter(body)
  const startLine = firstLine + (said === null ? 0 : 1)

  const lineOf = lineCounter(body, startLine)
  const rows: Row[] = []
  let columnCount = 0
  let cells = 0
  let cursor = 0
  const ragged = new Map<number, number>()
  Papa.parse<string[]>(body, {
    delimiter: separator,
    newline: '\n',
    quoteChar: '"',
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      const line = lineOf(cursor)
      cursor = meta.cursor
      for (const error of errors)
        if (error.code === 'MissingQuotes')
          doubts.push({
            severity: 'problem',
            code: 'unclosed-quote',
            message: `A quotation mark opened on line ${line} is never closed, so all that follows was read as one cell. Check the rows from there on.`,
            at: { row: rows.length + 1, line },
          })
      if (data.length > mostColumns)
        throw new Refused(
          'too-large',
          `Line ${line} has ${data.length.toLocaleString('en-GB')} cells, more than a spreadsheet can hold. Check that the file is separated by commas, semicolons or tabs.`,
        )
      cells += data.length
      if (cells > mostCells)
        throw new Refused(
          'too-large',
          'This file has more than two million cells. Save the part with the plan as a file of its own and bring that.',
        )
      columnCount = Math.max(columnCount, data.length)
      ragged.set(data.length, (ragged.get(data.length) ?? 0) + 1)
      rows.push(rowOf(data, rows.length, line))
    },
  })
  while (rows.at(-1)?.cells.every((cell) => cell.blocks.length === 0)) rows.pop()
  columnCount = Math.max(0, ...rows.map((row) => 1 + (row.cells.findLastIndex((cell) => cell.blocks.length > 0) ?? -1)))
  for (const row of rows) row.cells.length = Math.min(row.cells.length, columnCount)
  return { table: { kind: 'table', name: null, columnCount, rows, at: { table: 1, line: startLine } }, doubts }
}

function rowOf(fields: readonly string[], index: number, line: number): Row {
  return {
    isHeader: false,
    isHidden: false,
    cells: fields.map((text, column) => {
      const at = { row: index + 1, column: column + 1, line }
      return plainCell(column, paragraphsOfLines(text, at), at)
    }),
    at: { row: index + 1, line },
  }
}

/** The delimiter that cuts the first records into the most even rows of more than one cell; a comma when none does. */
export function likeliestDelimiter(text: string): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of [',', ';', '\t', '|']) {
    const { data } = Papa.parse<string[]>(text.slice(0, 200_000), { delimiter, newline: '\n', preview: 60 })
    const widths = data.filter((record) => record.some((field) => field.trim() !== '')).map((record) => record.length)
    if (widths.length === 0) continue
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
    if (width < 2) continue
    const score = (count / widths.length) ** 2 * Math.min(width, 12)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Turns rising offsets into line numbers without counting from the start each time. */
function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let line = firstLine
  let counted = 0
  return (offset) => {
    for (let next = text.indexOf('\n', counted); next !== -1 && next < offset; next = text.indexOf('\n', counted)) {
      line++
      counted = next + 1
    }
    return line
  }
}
