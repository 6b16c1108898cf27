/** Spreadsheet addresses. Rows and columns count from 0 inside the readers, as A1 counts from 1 outside. */

export const lastRow = 1_048_575
export const lastColumn = 16_383

export interface CellPosition {
  row: number
  column: number
}

/** Both corners included. */
export interface CellRange {
  firstRow: number
  firstColumn: number
  lastRow: number
  lastColumn: number
}

const letters: string[] = []

/** 0 → "A", 26 → "AA". */
export function columnLetters(column: number): string {
  let text = letters[column]
  if (text === undefined) {
    text =
      column < 26
        ? String.fromCharCode(65 + column)
        : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26)
    letters[column] = text
  }
  return text
}

export function cellAddress(row: number, column: number): string {
  return columnLetters(column) + (row + 1)
}

/** "B9" or "$B$9" → its position; null for anything outside the sheet. */
export function cellPosition(address: string): CellPosition | null {
  let column = 0
  let index = 0
  if (address.charCodeAt(0) === 36) index++
  const start = index
  for (; index < address.length; index++) {
    const code = address.charCodeAt(index) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + (code - 64)
  }
  if (index === start || index - start > 3) return null
  if (address.charCodeAt(index) === 36) index++
  if (index === address.length || address.length - index > 7) return null
  let row = 0
  for (; index < address.length; index++) {
    const digit = address.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return null
    row = row * 10 + digit
  }
  if (row < 1 || row - 1 > lastRow || column - 1 > lastColumn) return null
  return { row: row - 1, column: column - 1 }
}

/** "A3:H9", "C4", whole columns "A:C" and whole rows "1:3"; null for anything else. */
export function cellRange(text: string): CellRange | null {
  const [from = '', to = from] = text.replaceAll('$', '').split(':')
  const first = cellPosition(from)
  const last = cellPosition(to)
  if (first !== null && last !== null)
    return {
      firstRow: Math.min(first.row, last.row),
      lastRow: Math.max(first.row, last.row),
      firstColumn: Math.min(first.column, last.column),
      lastColumn: Math.max(first.column, last.column),
    }
  if (/^[a-z]{1,3}$/i.test(from) && /^[a-z]{1,3}$/i.test(to)) {
    const columns = cellRange(`${from}1:${to}1`)
    return columns === null ? null : { ...columns, lastRow }
  }
  if (/^\d{1,7}$/.test(from) && /^\d{1,7}$/.test(to)) {
    const rows = cellRange(`A${from}:A${to}`)
    return rows === null ? null : { ...rows, lastColumn }
  }
  return null
}

export function isWithin(range: CellRange, row: number, column: number): boolean {
  return row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
}
