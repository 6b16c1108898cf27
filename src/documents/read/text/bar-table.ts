/** Tables drawn with bars: markdown's, wiki's, and the boxes that consoles draw. */
import { type GridRow, plainTable } from './plain-table.ts'
import { isBlank, type SourceLine } from './source-line.ts'
import type { TableFound } from './tab-table.ts'

const bar = /[|│┃║]/
/** "|---|:--:|", "+-----+----+", "├──┼──┤" */
const rule = /^\s*[|+:│┃║├┤┌┐└┘┬┴┼╔╗╚╝╠╣╦╩╬═─━=-][|+:\s│┃║├┤┌┐└┘┬┴┼╔╗╚╝╠╣╦╩╬═─━=-]{2,}$/

/** The table that begins at `start`: two or more neighbouring lines with bars and the same number of cells. */
export function readBarTable(lines: readonly SourceLine[], start: number, tableNumber: number): TableFound | null {
  const rows: GridRow[] = []
  let rules = 0
  let isBoxed = false
  let at = start
  let open: { fields: string[]; line: number } | null = null
  const close = () => {
    if (open !== null) rows.push(open)
    open = null
  }
  for (; at < lines.length && !isBlank(lines[at]); at++) {
    const line = lines[at]
    if (line === undefined) break
    if (rule.test(line.text)) {
      if (/^\s*[+┌╔├└]/.test(line.text)) isBoxed = true
      rules++
      close()
      // What stands above the first inner rule is the heading.
      const [first] = rows
      if (first !== undefined && rows.length === 1 && first.isHeader === undefined) first.isHeader = true
      continue
    }
    if (!bar.test(line.text)) break
    const fields = cellsOf(line.text)
    const above: { fields: string[]; line: number } | null = open
    // In a drawn box a row runs on until the next rule.
    if (isBoxed && above !== null)
      above.fields = fields.map((field, index) =>
        [above.fields[index] ?? '', field].filter((words) => words !== '').join('\n'),
      )
    else {
      close()
      open = { fields, line: line.number }
    }
  }
  close()
  const [first] = rows
  if (first === undefined || first.fields.length < 2 || rows.length < 2) return null
  const even = rows.filter((row) => row.fields.length === first.fields.length).length
  if (rules === 0 && (first.fields.length < 3 || even < rows.length * 0.8)) return null
  return { table: plainTable(rows, tableNumber), next: at, doubts: [] }
}

function cellsOf(text: string): string[] {
  return text
    .trim()
    .replace(/^[|│┃║]/, '')
    .replace(/(?<!\\)[|│┃║]$/, '')
    .split(/(?<!\\)[|│┃║]/)
    .map((field) =>
      field
        .trim()
        .replace(/\\\|/g, '|')
        .replace(/<br\s*\/?>/gi, '\n'),
    )
}
