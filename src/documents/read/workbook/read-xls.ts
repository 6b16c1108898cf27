/**
 * .xls → the neutral document: workbooks of Excel 97 to 2003, and what other programs save under that name (a web page, tab
 * separated text, a workbook of today). Lettering and conditional formats of the old format are not read.
 */
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { Block, NeutralDocument, Part, ReadingDoubt } from '../../neutral-document.ts'
import { plainHex, visibleFill } from '../../ooxml/theme.ts'
import { Refused } from '../../safety/refused.ts'
import { paragraph } from '../paragraphs.ts'
import { decodeText } from '../text/decode-text.ts'
import { tableOfSeparatedText } from '../text/read-csv.ts'
import { documentOfHtml } from '../text/read-html.ts'
import { looksLikeHtml } from '../text/read-pasted.ts'
import { type CellRange, cellPosition } from './cell-address.ts'
import { type CellContent, hasContent } from './cell-content.ts'
import { readXlsx } from './read-xlsx.ts'
import { tableOfSheet } from './sheet-table.ts'
import { noExtras, shownCell } from './shown-cell.ts'

/** Bytes. The format itself ends at 65,536 rows. */
const largest = 100_000_000

interface OldCell {
  column: number
  content: CellContent
  format: string
  fill: string | null
  link: string | null
  comment: string | null
}

/** Throws `Refused` ("password-protected", "damaged", "not-a-workbook" …). */
export async function readXls(bytes: Uint8Array): Promise<NeutralDocument> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes)
  const isOld = (bytes[0] === 0xd0 && bytes[1] === 0xcf) || bytes[0] === 0x09
  const isXmlOf2003 = !isOld && isSpreadsheetXml(bytes)
  if (!isOld && !isXmlOf2003) return readAsText(bytes)
  if (bytes.length > largest)
    throw new Refused(
      'too-large',
      'This workbook is larger than 100 MB, which is more than any plan needs. Copy the plan into a workbook of its own and bring that.',
    )
  const workbook = openOldWorkbook(bytes)
  const doubts: ReadingDoubt[] = []
  const comments: Block[] = []
  const parts = workbook.SheetNames.map((name, index) => sheetPart(workbook, name, index, comments, doubts))
  if (comments.length > 0) parts.push({ kind: 'comments', name: null, isHidden: false, blocks: comments })
  const props = workbook.Props
  return {
    format: 'xls',
    language: null,
    properties: { title: props?.Title || null, author: props?.Author || null, modified: dayOf(props?.ModifiedDate) },
    parts,
    doubts,
  }
}

/** A web page or a text that was named .xls so that Excel would open it. */
function readAsText(bytes: Uint8Array): NeutralDocument {
  const { text, doubts } = decodeText(bytes)
  if (looksLikeHtml(text)) return documentOfHtml(text, 'xls', doubts)
  const { table, doubts: more } = tableOfSeparatedText(text, null)
  if (table.columnCount < 2) throw notAWorkbook()
  return {
    format: 'xls',
    language: null,
    properties: { title: null, author: null, modified: null },
    parts: [{ kind: 'sheet', name: null, isHidden: false, blocks: [table] }],
    doubts: [...doubts, ...more],
  }
}

function isSpreadsheetXml(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2000))
  return (
    /^\s*(?:\u00EF\u00BB\u00BF)?<\?xml/.test(start) &&
    start.includes('urn:schemas-microsoft-com:office:spreadsheet') &&
    !/<!DOCTYPE/i.test(start)
  )
}

function openOldWorkbook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      cellStyles: true,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
    })
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    if (/password|encrypt/i.test(said))
      throw new Refused(
        'password-protected',
        'This workbook is protected with a password. Open it in Excel, remove the password under File, Info, Protect Workbook, save it as .xlsx and bring that copy.',
      )
    throw notAWorkbook()
  }
}

const notAWorkbook = () =>
  new Refused(
    'not-a-workbook',
    'This file is named .xls but could not be read as an Excel workbook. Open it in Excel, save it as an Excel workbook (.xlsx) and bring that copy.',
  )

function sheetPart(workbook: WorkBook, name: string, index: number, comments: Block[], doubts: ReadingDoubt[]): Part {
  const sheet = workbook.Sheets[name] ?? {}
  const isDate1904 = workbook.Workbook?.WBProps?.date1904 === true
  const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0
  const table = tableOfSheet<OldCell>(
    {
      sheet: name,
      name: null,
      rows: rowsOf(sheet, name, comments),
      merges: (sheet['!merges'] ?? []).map(
        ({ s, e }): CellRange => ({ firstRow: s.r, lastRow: e.r, firstColumn: s.c, lastColumn: e.c }),
      ),
      headerRows: new Set(),
      hiddenColumns: (sheet['!cols'] ?? []).flatMap((column, at) =>
        column?.hidden === true ? [{ first: at, last: at }] : [],
      ),
      hasContent: (cell) => hasContent(cell.content) || cell.comment !== null,
      show(cell, _, at) {
        if (cell === null) return { blocks: [], value: null, fill: null }
        const extras =
          cell.link === null && cell.comment === null
            ? noExtras
            : { look: null, link: cell.link, comment: cell.comment, symbol: null }
        return { ...shownCell(cell.content, cell.format, isDate1904, extras, at), fill: cell.fill }
      },
    },
    doubts,
  )
  if (isHidden && table !== null)
    doubts.push({
      severity: 'info',
      code: 'hidden-sheet',
      message: `The sheet “${name}” is hidden in the workbook.`,
      at: { part: name },
    })
  return { kind: 'sheet', name, isHidden, blocks: table === null ? [] : [table] }
}

function rowsOf(
  sheet: WorkSheet,
  name: string,
  comments: Block[],
): { row: number; isHidden: boolean; cells: OldCell[] }[] {
  const rows = new Map<number, OldCell[]>()
  for (const address of Object.keys(sheet)) {
    if (address.startsWith('!')) continue
    const position = cellPosition(address)
    const cell = sheet[address] as CellObject | undefined
    if (position === null || cell === undefined) continue
    const note = (cell.c ?? [])
      .map(({ a, t }) => (a && !t.startsWith(a) ? `${a}: ${t}` : t).trim())
      .filter((text) => text !== '')
    if (note.length > 0) comments.push(paragraph([{ text: note.join('\n') }], { part: name, cell: address }))
    const cells = rows.get(position.row) ?? []
    if (cells.length === 0) rows.set(position.row, cells)
    cells.push({
      column: position.column,
      content: contentOf(cell),
      format: typeof cell.z === 'string' ? cell.z : 'General',
      fill: fillOf(cell),
      link: cell.l?.Target ?? null,
      comment: note.length > 0 ? String(comments.length) : null,
    })
  }
  const heights = sheet['!rows'] ?? []
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => ({
      row,
      isHidden: heights[row]?.hidden === true,
      cells: cells.sort((a, b) => a.column - b.column),
    }))
}

function contentOf(cell: CellObject): CellContent {
  switch (cell.t) {
    case 'e':
      return { kind: 'fault', shows: faults[Number(cell.v)] ?? '#VALUE!' }
    case 'z':
      return null
    default:
      return typeof cell.v === 'string' || typeof cell.v === 'number' || typeof cell.v === 'boolean' ? cell.v : null
  }
}

const faults: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

function fillOf(cell: CellObject): string | null {
  const style = cell.s as { patternType?: string; fgColor?: { rgb?: string } } | undefined
  if (style?.patternType !== 'solid') return null
  return visibleFill(plainHex(style.fgColor?.rgb))
}

function dayOf(date: Date | undefined): string | null {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
}
