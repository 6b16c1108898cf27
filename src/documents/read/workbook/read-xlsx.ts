/**
 * .xlsx and .xlsm → the neutral document: each sheet one grid as a person sees it, notes and comments, text boxes, page
 * headers. Formulas are never run: their stored results are read. Macros are never looked at.
 */
import type { Block, NeutralDocument, Paragraph, Part, ReadingDoubt, Table } from '../../neutral-document.ts'
import { readDocumentProperties } from '../../ooxml/document-properties.ts'
import { macroDoubts } from '../../ooxml/macros.ts'
import { relatedPart, relationshipsOf } from '../../ooxml/relationships.ts'
import { readTheme, type Theme } from '../../ooxml/theme.ts'
import { child, childrenNamed, parseXml, type XmlElement } from '../../ooxml/xml.ts'
import { Refused } from '../../safety/refused.ts'
import { type OpenedPackage, openPackage } from '../../safety/zip.ts'
import { paragraph } from '../paragraphs.ts'
import { type CellRange, cellPosition, cellRange, isWithin, lastColumn } from './cell-address.ts'
import { hasContent, type RichText, type SheetCell } from './cell-content.ts'
import { type CellsByPosition, cellsByPosition, conditionalLooks } from './conditional-formats.ts'
import { tableOfSheet } from './sheet-table.ts'
import { type Extras, noExtras, shownCell } from './shown-cell.ts'
import { readComments, readPeople } from './xlsx-comments.ts'
import { readDrawing, type TextBox } from './xlsx-drawings.ts'
import { readWorksheet, type Worksheet } from './xlsx-sheet.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { plainFormat, readStyles, type Styles } from './xlsx-styles.ts'

interface Workbook {
  opened: OpenedPackage
  part: string
  isDate1904: boolean
  theme: Theme
  styles: Styles
  strings: readonly (string | RichText)[]
  people: ReadonlyMap<string, string>
  names: readonly DefinedName[]
}

interface DefinedName {
  name: string
  /** Counts into the sheets; null for the whole workbook. */
  sheet: number | null
  refersTo: string
}

interface SheetEntry {
  name: string
  isHidden: boolean
  part: string
  kind: string
}

/** Throws `Refused` for a file that is no workbook, is protected, damaged or beyond what a plan needs. */
export async function readXlsx(bytes: Uint8Array): Promise<NeutralDocument> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new Refused(
      'password-protected',
      'This workbook is protected with a password. Open it in Excel, remove the password under File, Info, Protect Workbook, save it and bring that copy.',
    )
  const opened = await openPackage(bytes)
  const part = relatedPart(relationshipsOf(opened, ''), 'officeDocument') ?? 'xl/workbook.xml'
  if (part.endsWith('.bin'))
    throw new Refused(
      'xlsb',
      'This is a binary Excel workbook (.xlsb), which cannot be read. Open it in Excel and save it as an Excel workbook (.xlsx).',
    )
  const root = parseXml(opened.read(part), part)
  if (root.name !== 'workbook')
    throw new Refused(
      'not-a-workbook',
      'This file is not an Excel workbook. Check that it has the right name and bring it again.',
    )
  const doubts: ReadingDoubt[] = []
  const workbook = openWorkbook(opened, part, root)
  const parts: Part[] = []
  const comments: Block[] = []
  const margins: Part[] = []
  const entries = sheetEntries(opened, part, root)
  const worksheets = new Map(
    entries
      .filter((entry) => entry.kind === 'worksheet')
      .map((entry) => [entry, readWorksheet(opened.read(entry.part), entry.part, workbook.strings, workbook.styles)]),
  )
  // Rules may look from one sheet at another, so all sheets are read before the first is shown.
  const isReadOnce = [...worksheets.values()].every((sheet) => sheet.rules.length === 0)
  const valuesOf = (name: string) => {
    const [, sheet] = [...worksheets].find(([entry]) => entry.name.toLowerCase() === name.toLowerCase()) ?? []
    return sheet === undefined ? null : cellsByPosition(sheet.rows)
  }
  entries.forEach((entry, index) => {
    if (entry.kind !== 'worksheet') {
      doubts.push({
        severity: 'info',
        code: 'chart-sheet',
        message: `The sheet “${entry.name}” is a chart or another kind of sheet without cells. It was not read.`,
        at: { part: entry.name },
      })
      return
    }
    const worksheet = worksheets.get(entry)
    if (worksheet === undefined) return
    const read = readSheet(workbook, { entry, index, worksheet, valuesOf, isReadOnce }, comments, doubts)
    parts.push(read.sheet)
    margins.push(...read.margins)
  })
  doubts.push(...macroDoubts(opened))
  const read = [...parts, ...margins]
  if (comments.length > 0) read.push({ kind: 'comments', name: null, isHidden: false, blocks: comments })
  return { format: 'xlsx', language: null, properties: readDocumentProperties(opened), parts: read, doubts }
}

function openWorkbook(opened: OpenedPackage, part: string, root: XmlElement): Workbook {
  const related = relationshipsOf(opened, part)
  const tree = (type: string): XmlElement | null => {
    const name = relatedPart(related, type)
    const bytes = name === null ? null : opened.readIfThere(name)
    return bytes === null || name === null ? null : parseXml(bytes, name)
  }
  const theme = readTheme(tree('theme'))
  const styles = readStyles(tree('styles'), theme)
  const stringsPart = relatedPart(related, 'sharedStrings')
  const stringBytes = stringsPart === null ? null : opened.readIfThere(stringsPart)
  const people = [...related.values()].filter((each) => each.type === 'person').map((each) => each.target)
  const date1904 = child(root, 'workbookPr')?.attributes.date1904
  return {
    opened,
    part,
    isDate1904: date1904 === '1' || date1904 === 'true',
    theme,
    styles,
    strings: stringBytes === null || stringsPart === null ? [] : readSharedStrings(stringBytes, stringsPart, styles),
    people: readPeople(opened, people),
    names: childrenNamed(child(root, 'definedNames'), 'definedName').map(({ attributes, text }) => ({
      name: attributes.name ?? '',
      sheet: attributes.localSheetId === undefined ? null : Number(attributes.localSheetId),
      refersTo: text,
    })),
  }
}

function sheetEntries(opened: OpenedPackage, part: string, root: XmlElement): SheetEntry[] {
  const related = relationshipsOf(opened, part)
  const entries = childrenNamed(child(root, 'sheets'), 'sheet')
  if (entries.length > 1000)
    throw new Refused(
      'too-large',
      'This workbook has more than a thousand sheets. Copy the plan into a workbook of its own and bring that.',
    )
  return entries.map(({ attributes }) => {
    const relationship = related.get(attributes['r:id'] ?? '')
    return {
      name: attributes.name ?? '',
      isHidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
      part: relationship?.target ?? '',
      kind: relationship?.type ?? '',
    }
  })
}

interface SheetToShow {
  entry: SheetEntry
  index: number
  worksheet: Worksheet
  valuesOf: (sheet: string) => CellsByPosition | null
  isReadOnce: boolean
}

function readSheet(
  workbook: Workbook,
  { entry, index, worksheet, valuesOf, isReadOnce }: SheetToShow,
  comments: Block[],
  doubts: ReadingDoubt[],
): { sheet: Part; margins: Part[] } {
  const { opened, styles } = workbook
  const related = relationshipsOf(opened, entry.part)
  const tables = [...related.values()]
    .filter((each) => each.type === 'table')
    .map((each) => listObject(opened, each.target))
  placeComments(worksheet, readComments(opened, entry.part, workbook.people), entry.name, comments)
  const linkAt = linksOf(worksheet, related)
  const lookAt = conditionalLooks(
    worksheet,
    entry.name,
    { named: (name) => namedRange(workbook.names, name, index), valuesOf },
    doubts,
  )
  const firstRow = worksheet.rows.find(({ cells }) => cells.some((cell) => hasContent(cell.content)))?.row ?? 0
  const table = tableOfSheet<SheetCell>(
    {
      sheet: entry.name,
      name: tables.length === 1 ? (tables[0]?.name ?? null) : null,
      rows: worksheet.rows,
      merges: worksheet.merges,
      headerRows: headerRows(worksheet, tables, workbook.names, index),
      hiddenColumns: worksheet.hiddenColumns,
      isReadOnce,
      hasContent: (cell) => hasContent(cell.content) || cell.comment !== undefined,
      show(cell, { row, column }, at) {
        const format = styles.formats[cell?.style ?? -1] ?? plainFormat
        const ruled = lookAt?.(row, column) ?? null
        const link = linkAt?.(row, column) ?? null
        const isPlain = format.look === null && ruled === null && link === null && cell?.comment === undefined
        const extras: Extras = isPlain
          ? noExtras
          : {
              look: ruled?.look ? { ...format.look, ...ruled.look } : format.look,
              link,
              comment: cell?.comment ?? null,
              symbol: ruled?.symbol ?? null,
            }
        const content = ruled?.hidesValue === true ? null : (cell?.content ?? null)
        const { blocks, value } = shownCell(content, format.numberFormat, workbook.isDate1904, extras, at)
        return { blocks, value, fill: ruled?.fill === undefined ? format.fill : ruled.fill }
      },
    },
    doubts,
  )
  sayUnknownResults(worksheet, entry.name, doubts)
  const drawing = relatedPart(related, 'drawing')
  const boxes = drawing === null ? [] : readDrawing(opened, drawing, entry.name, doubts)
  const blocks = withBoxes(table, firstRow, boxes)
  if (entry.isHidden && blocks.length > 0)
    doubts.push({
      severity: 'info',
      code: 'hidden-sheet',
      message: `The sheet “${entry.name}” is hidden in the workbook.`,
      at: { part: entry.name },
    })
  return {
    sheet: { kind: 'sheet', name: entry.name, isHidden: entry.isHidden, blocks },
    margins: marginsOf(worksheet, entry),
  }
}

interface ListObject {
  name: string | null
  /** Of its header row; null where it shows none. */
  headerRow: number | null
}

/** An Excel table laid over the cells. "Table3" is Excel's own name and says nothing. */
function listObject(opened: OpenedPackage, part: string): ListObject {
  const bytes = opened.readIfThere(part)
  if (bytes === null) return { name: null, headerRow: null }
  const { attributes } = parseXml(bytes, part)
  const name = attributes.displayName ?? attributes.name ?? ''
  const range = cellRange(attributes.ref ?? '')
  return {
    name: /^(Table|Tabelle|Tableau)_?\d*$/i.test(name) || name === '' ? null : name.replaceAll('_', ' '),
    headerRow: range === null || attributes.headerRowCount === '0' ? null : range.firstRow,
  }
}

/** Gives each commented cell its comment's number, making a blank cell where there is none. */
function placeComments(sheet: Worksheet, texts: ReadonlyMap<string, string>, name: string, comments: Block[]): void {
  if (texts.size === 0) return
  const rows = new Map(sheet.rows.map((row) => [row.row, row]))
  for (const [address, text] of texts) {
    const position = cellPosition(address)
    if (position === null) continue
    comments.push(paragraph([{ text }], { part: name, cell: address }))
    const row = rows.get(position.row) ?? { row: position.row, isHidden: false, cells: [] }
    if (!rows.has(position.row)) {
      rows.set(position.row, row)
      sheet.rows.push(row)
    }
    const known = row.cells.find((cell) => cell.column === position.column)
    const comment = String(comments.length)
    if (known === undefined)
      row.cells.push({ column: position.column, style: -1, content: null, hasFormula: false, comment })
    else known.comment = comment
    row.cells.sort((a, b) => a.column - b.column)
  }
  sheet.rows.sort((a, b) => a.row - b.row)
}

function linksOf(
  sheet: Worksheet,
  related: ReturnType<typeof relationshipsOf>,
): ((row: number, column: number) => string | null) | null {
  if (sheet.links.length === 0) return null
  const single = new Map<string, string>()
  const wide: { range: CellRange; target: string }[] = []
  for (const { range, relationship, location } of sheet.links) {
    const target =
      (relationship === null ? undefined : related.get(relationship)?.target) ??
      (location === null ? null : `#${location}`)
    if (target === null) continue
    if (range.firstRow === range.lastRow && range.firstColumn === range.lastColumn)
      single.set(`${range.firstRow}:${range.firstColumn}`, target)
    else if (wide.length < 100) wide.push({ range, target })
  }
  return (row, column) =>
    single.get(`${row}:${column}`) ?? wide.find(({ range }) => isWithin(range, row, column))?.target ?? null
}

/** Rows the workbook itself treats as headings: of its tables, of its filter, and those repeated on each printed page. */
function headerRows(
  sheet: Worksheet,
  tables: readonly ListObject[],
  names: readonly DefinedName[],
  index: number,
): ReadonlySet<number> {
  const rows = new Set<number>()
  for (const { headerRow } of tables) if (headerRow !== null) rows.add(headerRow)
  if (sheet.autoFilter !== null) rows.add(sheet.autoFilter.firstRow)
  for (const { name, sheet: of, refersTo } of names) {
    if (name !== '_xlnm.Print_Titles' || of !== index) continue
    for (const each of refersTo.split(',')) {
      const range = cellRange(each.slice(each.lastIndexOf('!') + 1))
      if (range === null || range.lastColumn < lastColumn) continue
      // The last of the repeated rows is the heading; a plan's title often stands above it.
      rows.add(range.lastRow)
    }
  }
  return rows
}

function namedRange(names: readonly DefinedName[], name: string, index: number): string | null {
  const same = names.filter((each) => each.name.toLowerCase() === name.toLowerCase())
  const found = same.find((each) => each.sheet === index) ?? same.find((each) => each.sheet === null)
  return found?.refersTo ?? null
}

function sayUnknownResults(sheet: Worksheet, name: string, doubts: ReadingDoubt[]): void {
  const [first] = sheet.unknownResults
  if (first === undefined) return
  doubts.push({
    severity: 'check',
    code: 'formula-without-result',
    message: `${sheet.unknownResults.length === 1 ? 'A formula' : 'Some formulas'} on the sheet “${name}” (${sheet.unknownResults.slice(0, 5).join(', ')}) have no stored result, so those cells were read as blank. Open the workbook in Excel, save it and bring it again.`,
    at: { part: name, cell: first },
  })
}

/** Text boxes stand before the table when they float above its first row, after it otherwise. */
function withBoxes(table: Table | null, first: number, boxes: readonly TextBox[]): Block[] {
  const above = boxes.filter((box) => box.row <= first).flatMap((box) => box.paragraphs)
  const below = boxes.filter((box) => box.row > first).flatMap((box) => box.paragraphs)
  return [...above, ...(table === null ? [] : [table]), ...below]
}

/** Page headers and footers, without the codes for page numbers, dates and lettering. */
function marginsOf(sheet: Worksheet, entry: SheetEntry): Part[] {
  const parts: Part[] = []
  for (const kind of ['header', 'footer'] as const) {
    const texts = sheet.headersAndFooters.filter((each) => each.kind === kind).flatMap((each) => marginTexts(each.text))
    const blocks: Paragraph[] = [...new Set(texts)].map((text) => paragraph([{ text }], { part: entry.name }))
    if (blocks.length > 0) parts.push({ kind, name: entry.name, isHidden: entry.isHidden, blocks })
  }
  return parts
}

function marginTexts(code: string): string[] {
  return (
    code
      .slice(0, 2000)
      .split(/&[LCR]/)
      .map((text) =>
        text
          .replace(/&"[^"]*"|&K[0-9A-F]{6}|&K\d\d[+-]\d{3}|&\d+|&[PNDTZGFASBIUEXYOH]/g, '')
          .replaceAll('&&', '&')
          .trim(),
      )
      .flatMap((text) => text.split(/\r\n|\r|\n/))
      .map((text) => text.trim())
      // What is left of "Page &P of &N" is no text of the plan.
      .filter((text) => text !== '' && !/^(page\s*)?(of)?[\s/|-]*$/i.test(text))
  )
}
