import type { CellStyle, ConditionalRule, WriteSheet } from 'hucre/xlsx'
import { writeXlsx as writeWorkbook } from 'hucre/xlsx'
import type { Paper, RatingMark, Sheet, SheetCell, SheetCount } from '../paper.ts'
import { colours, edgeOf, glyphs, requireContrast } from './look.ts'
import { countLines } from './measure-text.ts'
import { printable } from './printable.ts'
import { steadyPackage } from './steady-package.ts'

/**
 * The paper to work in as an Excel workbook: frozen heads, a filter, print titles, a page wide in print. A rating is its
 * clean word in the cell; colour and shape are put on by a conditional format, so that they follow when the word changes.
 * Every text is written as text: "=1+1" stays what it is. hucre is known to this file alone.
 */
export async function writeXlsx(paper: Paper): Promise<Uint8Array> {
  requireContrast(paper.marks)
  const date = new Date(`${paper.date}T12:00:00Z`)
  const bytes = await writeWorkbook({
    properties: {
      title: printable(paper.title),
      creator: printable(paper.organisation ?? ''),
      subject: printable(paper.description),
      created: date,
      modified: date,
    },
    defaultFont: { name: face, size: 10 },
    activeSheet: 0,
    sheets: paper.sheets.map((sheet) => sheetOf(sheet, paper)),
  })
  return steadyPackage(bytes, paper.date)
}

const face = 'Arial'
/** Excel's own limit for the text of a cell. */
const mostLetters = 32_000
const lineHeight = 13.2

function sheetOf(sheet: Sheet, paper: Paper): WriteSheet {
  const head = sheet.lines.length + 2
  const body = sheet.rows.flatMap(continued)
  const rows: (string | number | Date | null)[][] = [
    [printable(sheet.title)],
    ...sheet.lines.map((line) => [printable(line)]),
    [],
    sheet.columns.map((column) => printable(column.heading)),
    ...body.map((row) => row.map(storedValue)),
  ]
  const cells = new Map<string, { style?: CellStyle; formula?: string; formulaResult?: number }>()
  cells.set('0,0', { style: { font: font({ size: 16, bold: true, color: { rgb: colours.navy } }) } })
  for (const index of sheet.lines.keys())
    cells.set(`${index + 1},0`, { style: { font: font({ size: 11, color: { rgb: colours.muted } }) } })
  for (const [index, column] of sheet.columns.entries()) {
    const mark = column.rating === undefined ? undefined : paper.marks.find((one) => one.id === column.rating)
    cells.set(`${head},${index}`, { style: headStyle(mark, column.kind === 'number') })
  }
  const heights = new Map<number, { height: number }>([
    [0, { height: 26 }],
    [head - 1, { height: 6 }],
    [head, { height: headHeight(sheet) }],
  ])
  for (const [index, row] of body.entries()) {
    const isTotal = index >= body.length - (sheet.totalRows ?? 0)
    for (const [column, cell] of row.entries()) {
      const style = bodyStyle(cell, isTotal, sheet.breaks?.includes(index) === true)
      cells.set(
        `${head + 1 + index},${column}`,
        cell?.kind === 'count' ? { style, ...formulaOf(cell, paper.sheets) } : { style },
      )
    }
    heights.set(head + 1 + index, { height: rowHeight(row, sheet) })
  }
  const first = head + 2
  const last = head + 1 + body.length
  const end = columnName(sheet.columns.length - 1)
  return {
    name: sheet.name,
    rows,
    cells: cells as NonNullable<WriteSheet['cells']>,
    rowDefs: heights,
    columns: sheet.columns.map((column) => ({ width: column.width })),
    freezePane: { rows: head + 1, ...(sheet.frozenColumns ? { columns: sheet.frozenColumns } : {}) },
    ...(sheet.hasFilter && body.length > 0 ? { autoFilter: { range: `A${head + 1}:${end}${last}` } } : {}),
    conditionalRules: body.length === 0 ? [] : ratingRules(sheet, paper.marks, first, last),
    dataValidations: body.length === 0 ? [] : ratingLists(sheet, paper.marks, first, last),
    pageSetup: {
      paperSize: sheet.columns.reduce((sum, column) => sum + column.width, 0) > 190 ? 'a3' : 'a4',
      orientation: sheet.isLandscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L&9${furniture(paper.furniture.footLeft)}&C&9&A&R&9Page &P of &N`,
    },
    view: { showGridLines: false, ...(sheet.hasFilter ? { tabColor: { rgb: colours.navy } } : {}) },
    ...(sheet.isHidden === true ? { hidden: true } : {}),
  }
}

/** A text longer than a cell may be goes on in the cell below: nothing is cut. */
function continued(row: SheetCell[]): SheetCell[][] {
  const parts = row.map((cell) =>
    cell?.kind === 'text' && cell.text.length > mostLetters
      ? Array.from({ length: Math.ceil(cell.text.length / mostLetters) }, (_, index) => ({
          ...cell,
          text: cell.text.slice(index * mostLetters, (index + 1) * mostLetters),
        }))
      : [cell],
  )
  const most = Math.max(1, ...parts.map((part) => part.length))
  return Array.from({ length: most }, (_, index) => parts.map((part) => part[index] ?? null))
}

function storedValue(cell: SheetCell): string | number | Date | null {
  if (cell === null) return null
  switch (cell.kind) {
    case 'text':
      return printable(cell.text)
    case 'rating':
      return printable(cell.word)
    case 'date':
      return new Date(`${cell.date}T00:00:00Z`)
    case 'number':
    case 'count':
      return cell.number
  }
}

const solid = (rgb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb } })
type FontStyle = NonNullable<CellStyle['font']>
const font = (more: FontStyle = {}): FontStyle => ({ name: face, size: 10, color: { rgb: colours.ink }, ...more })
const side = { style: 'thin' as const, color: { rgb: 'B9C0C7' } }
const box = { top: side, bottom: side, left: side, right: side }

function headStyle(mark: RatingMark | undefined, isRight: boolean): CellStyle {
  return {
    font: font({ bold: true, color: { rgb: mark?.ink ?? colours.white } }),
    fill: solid(mark?.fill ?? colours.navy),
    border: box,
    alignment: { wrapText: true, vertical: 'center', horizontal: isRight ? 'right' : 'left' },
    ...(mark === undefined ? {} : { numFmt: withShape(mark) }),
  }
}

function bodyStyle(cell: SheetCell, isTotal: boolean, opensSection: boolean): CellStyle {
  const isNumber = cell?.kind === 'number' || cell?.kind === 'count'
  return {
    font: font({ bold: isTotal || (cell?.kind === 'text' && cell.isBold === true) }),
    border: opensSection ? { ...box, top: { style: 'medium', color: { rgb: colours.navy } } } : box,
    alignment: { wrapText: true, vertical: 'top', horizontal: isNumber ? 'right' : 'left' },
    ...(isTotal ? { fill: solid(colours.tint) } : {}),
    ...(cell?.kind === 'date' ? { numFmt: 'dd/mm/yyyy' } : isNumber ? {} : { numFmt: '@' }),
  }
}

/** The shape stands in front of the word by number format, so that the cell's value stays the word. */
function withShape(mark: RatingMark): string {
  const glyph = glyphs[mark.shape]
  return glyph === '' ? '@' : `"${glyph} "@`
}

function ratingRules(sheet: Sheet, marks: readonly RatingMark[], first: number, last: number): ConditionalRule[] {
  let priority = 0
  return sheet.columns.flatMap((column, index) =>
    column.kind !== 'rating'
      ? []
      : marks.map((mark): ConditionalRule => {
          const edge = { style: 'thin' as const, color: { rgb: edgeOf(mark) } }
          return {
            type: 'cellIs',
            operator: 'equal',
            formula: quoted(mark.word),
            priority: ++priority,
            range: `${columnName(index)}${first}:${columnName(index)}${last}`,
            style: {
              numFmt: withShape(mark),
              font: { bold: true, color: { rgb: mark.ink } },
              fill: { type: 'pattern', pattern: 'solid', bgColor: { rgb: mark.fill } },
              border: { top: edge, bottom: edge, left: edge, right: edge },
            },
          }
        }),
  )
}

/** Only the key's words may be chosen; a key too long for Excel's own list is left open. */
function ratingLists(sheet: Sheet, marks: readonly RatingMark[], first: number, last: number) {
  const words = marks.map((mark) => printable(mark.word))
  if (words.length === 0 || words.some((word) => /[,"]/.test(word)) || words.join(',').length > 250) return []
  return sheet.columns.flatMap((column, index) =>
    column.kind !== 'rating' || !sheet.hasFilter
      ? []
      : [
          {
            type: 'list' as const,
            values: words,
            range: `${columnName(index)}${first}:${columnName(index)}${last}`,
            allowBlank: true,
            showErrorMessage: true,
            errorStyle: 'warning' as const,
            errorTitle: 'Rating',
            errorMessage: 'The plan’s key has no such rating. Choose one from the list.',
          },
        ],
  )
}

/** COUNTIFS over the other sheet's rows; a plain number where a word is too long for a formula. */
function formulaOf(count: SheetCount, sheets: readonly Sheet[]): { formula?: string; formulaResult?: number } {
  const sheet = sheets.find((one) => one.name === count.sheet)
  if (sheet === undefined || count.where.some((one) => one.equals.length > 200)) return {}
  const first = sheet.lines.length + 4
  const last = first + sheet.rows.length - 1
  const tests = count.where.map(({ heading, equals }) => {
    const column = columnName(sheet.columns.findIndex((one) => one.heading === heading))
    const range = `'${sheet.name}'!$${column}$${first}:$${column}$${last}`
    return `${range},${quoted(equals === '' ? '=' : `=${equals.replace(/[~*?]/g, '~$&')}`)}`
  })
  return { formula: `COUNTIFS(${tests.join(',')})`, formulaResult: count.number }
}

function rowHeight(row: SheetCell[], sheet: Sheet): number {
  const lines = row.map((cell, index) => {
    const text = cell?.kind === 'text' ? cell.text : cell?.kind === 'rating' ? cell.word : ''
    if (text === '') return 1
    return countLines(printable(text), 10, columnPoints(sheet, index), cell?.kind === 'text' && cell.isBold === true)
  })
  // Excel shows no row taller than 409 points.
  return Math.min(409, Math.max(18, lineHeight * Math.max(1, ...lines) + 5))
}

function headHeight(sheet: Sheet): number {
  const lines = sheet.columns.map((column, index) => countLines(column.heading, 10, columnPoints(sheet, index), true))
  return Math.min(409, Math.max(24, lineHeight * Math.max(1, ...lines) + 8))
}

/** Excel's width counts digits of 7 pixels; 5 pixels are padding. */
const columnPoints = (sheet: Sheet, index: number) => ((sheet.columns[index]?.width ?? 10) * 7 - 3) * 0.75

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`
}

const quoted = (text: string) => `"${printable(text).replaceAll('"', '""')}"`
/** "&" begins a code in a header or footer. */
const furniture = (text: string) => printable(text).replaceAll('\n', ' ').replaceAll('&', '&&').slice(0, 120)
