import type { Cell, CellValue, Place, Table } from '../documents/neutral-document.ts'
import { linesOf, type SourceLine, textOf } from './source-lines.ts'

/** A table in which every position of the grid knows the cell that covers it, merged or not. */
export interface Grid {
  name: string | null
  columnCount: number
  rows: GridRow[]
  at: Place
}

export interface GridRow {
  index: number
  /** By column: the cell that covers it; undefined, also past its end, where there is none. */
  covering: (GridCell | undefined)[]
  /** The cells that begin here and hold words, a value or a fill, left to right. */
  cells: GridCell[]
  isHeader: boolean
  isHidden: boolean
  at: Place
}

export interface GridCell {
  row: number
  column: number
  rowSpan: number
  colSpan: number
  lines: SourceLine[]
  text: string
  /** Words struck through, where other words stand beside them. */
  struck: string
  /** Words a tracked change deleted, and words set to be hidden. */
  deleted: string
  hidden: string
  isBold: boolean
  isItalic: boolean
  fill: string | null
  /** RRGGBB of the words, where all have one: a coloured ● rates. */
  textColour: string | null
  value: CellValue | null
  at: Place
}

export function gridOf(table: Table): Grid {
  const widest = table.rows.reduce(
    (most, row) => row.cells.reduce((wide, cell) => Math.max(wide, cell.column + 1), most),
    table.columnCount,
  )
  const columnCount = Math.min(maximumColumns, widest)
  const rows: GridRow[] = table.rows.map((row, index) => ({
    index,
    covering: [],
    cells: [],
    isHeader: row.isHeader,
    isHidden: row.isHidden,
    at: row.at,
  }))
  for (const [index, row] of table.rows.entries()) {
    for (const source of row.cells) {
      const cell = gridCellOf(source, index)
      const saysSomething = cell.text !== '' || cell.struck !== '' || cell.deleted !== '' || cell.hidden !== ''
      if (saysSomething || cell.fill !== null) rows[index]?.cells.push(cell)
      const lastRow = Math.min(rows.length, index + cell.rowSpan)
      const lastColumn = Math.min(columnCount, cell.column + cell.colSpan)
      for (let covered = index; covered < lastRow; covered++) {
        const covering = rows[covered]?.covering
        if (covering === undefined) break
        for (let column = cell.column; column < lastColumn; column++) covering[column] ??= cell
      }
    }
  }
  return { name: table.name, columnCount, rows, at: table.at }
}

/** The cells of a row that begin in it and say something. */
export function saying(row: GridRow): GridCell[] {
  return row.cells.filter((cell) => cell.text !== '')
}

/** Plans have tens of columns; a stray cell at a sheet's end must not cost a grid of thousands. */
const maximumColumns = 256

function gridCellOf(source: Cell, row: number): GridCell {
  const lines = linesOf(source.blocks)
  const [only] = lines
  if (lines.length === 1 && only !== undefined && isPlain(only)) return plainCell(source, row, lines, only)
  let text = textOf(lines)
  let struck = joined(lines.map((line) => line.struck))
  if (text === '' && struck === '' && source.value !== null && source.value.kind !== 'fault') text = source.value.shows
  if (text === '' && struck !== '' && lines[0] !== undefined) {
    // All of it is struck out: the words stay where they are, and the reading says that they are struck.
    lines[0] = { ...lines[0], text: struck }
    text = struck
    struck = ''
  }
  const worded = lines.filter((line) => line.text !== '')
  return {
    row,
    column: source.column,
    rowSpan: Math.max(1, source.rowSpan),
    colSpan: Math.max(1, source.colSpan),
    lines: worded,
    text,
    struck,
    deleted: joined(lines.map((line) => line.deleted)),
    hidden: joined(lines.map((line) => line.hidden)),
    isBold: worded.length > 0 && worded.every((line) => line.isBold),
    isItalic: worded.length > 0 && worded.every((line) => line.isItalic),
    fill: source.fill,
    textColour: textColourOf(source),
    value: source.value,
    at: source.at,
  }
}

/** Most cells of a workbook: one line, nothing struck, deleted or hidden. */
function plainCell(source: Cell, row: number, lines: SourceLine[], line: SourceLine): GridCell {
  return {
    row,
    column: source.column,
    rowSpan: Math.max(1, source.rowSpan),
    colSpan: Math.max(1, source.colSpan),
    lines,
    text: textOf(lines),
    struck: '',
    deleted: '',
    hidden: '',
    isBold: line.isBold,
    isItalic: line.isItalic,
    fill: source.fill,
    textColour: textColourOf(source),
    value: source.value,
    at: source.at,
  }
}

function isPlain(line: SourceLine): boolean {
  return line.text !== '' && line.struck === '' && line.deleted === '' && line.hidden === ''
}

function joined(words: string[]): string {
  return words.filter((word) => word !== '').join(' ')
}

function textColourOf(source: Cell): string | null {
  for (const block of source.blocks) {
    const first = block.kind === 'paragraph' ? block.runs.find((run) => run.text.trim() !== '') : undefined
    if (first !== undefined) return first.colour ?? null
  }
  return null
}
