/** .ods (LibreOffice, Google, Excel) → the neutral document. Cells show what the file says they show. */
import type { Block, CellValue, NeutralDocument, Paragraph, Part, ReadingDoubt, Run } from '../../neutral-document.ts'
import { child, childAt, parseXml, walkXml, xmlLimits } from '../../ooxml/xml.ts'
import { Refused } from '../../safety/refused.ts'
import { type OpenedPackage, openPackage } from '../../safety/zip.ts'
import { paragraph } from '../paragraphs.ts'
import { type CellRange, cellAddress, lastColumn, lastRow } from './cell-address.ts'
import type { CellContent, SheetRow } from './cell-content.ts'
import { conditionalLooks } from './conditional-formats.ts'
import { civilDay, serialOfIso } from './number-format.ts'
import { odsRule } from './ods-conditions.ts'
import { type OdsStyles, odsStyles } from './ods-styles.ts'
import { tableOfSheet } from './sheet-table.ts'
import { type ConditionalRule, rangesOf } from './xlsx-sheet.ts'
import type { Look } from './xlsx-styles.ts'

interface OdsCell {
  column: number
  paragraphs: Run[][]
  value: CellValue | null
  content: CellContent
  fill: string | null
  comment: string | null
}

interface OdsRow {
  row: number
  isHidden: boolean
  cells: OdsCell[]
}

interface OdsSheet {
  name: string
  isHidden: boolean
  rows: OdsRow[]
  merges: CellRange[]
  hiddenColumns: { first: number; last: number }[]
  headerRows: Set<number>
  rules: ConditionalRule[]
  boxes: Paragraph[]
}

/** The same cell or row written once for many; more of one thing than this is decoration. */
const mostRepeats = 2_000
const mostCells = 2_000_000

/** Throws `Refused`. */
export async function readOds(bytes: Uint8Array): Promise<NeutralDocument> {
  const opened = await openPackage(bytes)
  const manifest = opened.readIfThere('META-INF/manifest.xml')
  if (manifest !== null && new TextDecoder().decode(manifest).includes('encryption-data'))
    throw new Refused(
      'password-protected',
      'This spreadsheet is protected with a password. Open it, save a copy without the password and bring that copy.',
    )
  if (!opened.has('content.xml'))
    throw new Refused(
      'not-a-workbook',
      'This file is not an OpenDocument spreadsheet. Check that it has the right name and bring it again.',
    )
  const styles = odsStyles()
  const common = opened.readIfThere('styles.xml')
  if (common !== null) walkXml(common, 'styles.xml', { open: styles.open, close: styles.close, text: () => {} })
  const doubts: ReadingDoubt[] = []
  const comments: Block[] = []
  const sheets = new ContentReader(styles, comments, doubts).read(opened.read('content.xml'))
  const parts = sheets.map((sheet) => sheetPart(sheet, doubts))
  if (comments.length > 0) parts.push({ kind: 'comments', name: null, isHidden: false, blocks: comments })
  return { format: 'ods', language: null, properties: propertiesOf(opened), parts, doubts }
}

function sheetPart(sheet: OdsSheet, doubts: ReadingDoubt[]): Part {
  const rows: SheetRow[] =
    sheet.rules.length === 0
      ? []
      : sheet.rows.map(({ row, isHidden, cells }) => ({
          row,
          isHidden,
          cells: cells.map(({ column, content }) => ({ column, style: -1, content, hasFormula: false })),
        }))
  const lookAt = conditionalLooks(
    { rows, rules: sheet.rules },
    sheet.name,
    { named: () => null, valuesOf: () => null },
    doubts,
  )
  const table = tableOfSheet<OdsCell>(
    {
      ...sheet,
      sheet: sheet.name,
      name: null,
      hasContent: (cell) =>
        cell.comment !== null || cell.paragraphs.some((runs) => runs.some((run) => run.text.trim() !== '')),
      show(cell, { row, column }, at) {
        const ruled = lookAt?.(row, column) ?? null
        const blocks: Block[] = (cell?.paragraphs ?? [])
          .filter((runs) => runs.some((run) => run.text.trim() !== ''))
          .map((runs) => paragraph(ruled?.look ? runs.map((run) => ({ ...ruled.look, ...run })) : [...runs], at))
        if (cell?.comment) {
          const note: Run = { text: '', note: { kind: 'comment', id: cell.comment } }
          const last = blocks.at(-1)
          if (last?.kind === 'paragraph') last.runs.push(note)
          else blocks.push(paragraph([note], at))
        }
        return {
          blocks,
          value: cell?.value ?? null,
          fill: ruled?.fill === undefined ? (cell?.fill ?? null) : ruled.fill,
        }
      },
    },
    doubts,
  )
  if (sheet.isHidden && table !== null)
    doubts.push({
      severity: 'info',
      code: 'hidden-sheet',
      message: `The sheet “${sheet.name}” is hidden in the workbook.`,
      at: { part: sheet.name },
    })
  return {
    kind: 'sheet',
    name: sheet.name,
    isHidden: sheet.isHidden,
    blocks: [...sheet.boxes, ...(table === null ? [] : [table])],
  }
}

function propertiesOf(opened: OpenedPackage): NeutralDocument['properties'] {
  const bytes = opened.readIfThere('meta.xml')
  const meta = bytes === null ? null : childAt(parseXml(bytes, 'meta.xml'), 'office:meta')
  const words = (name: string) => child(meta, name)?.text.trim() || null
  return {
    title: words('dc:title'),
    author: words('dc:creator') ?? words('meta:initial-creator'),
    modified: words('dc:date'),
  }
}

/** Walks content.xml once. Where it stands is kept in fields, since the walk is of events. */
class ContentReader {
  readonly #styles: OdsStyles
  readonly #comments: Block[]
  readonly #doubts: ReadingDoubt[]
  readonly #sheets: OdsSheet[] = []
  #sheet: OdsSheet | null = null
  #row: OdsRow | null = null
  #rowNumber = 0
  #rowRepeats = 1
  #column = 0
  #tableColumn = 0
  #cell: { attributes: Readonly<Record<string, string>>; paragraphs: Run[][]; comment: string | null } | null = null
  #looks: (Look | null)[] = []
  #links: string[] = []
  /** Where text goes: a cell, its note, or a box floating over the sheet. */
  #paragraphs: Run[][] | null = null
  #isInParagraph = false
  #note: Run[][] | null = null
  #boxDepth = 0
  #isHeader = false
  #cells = 0
  #ignored = 0
  #ranges: CellRange[] = []

  constructor(styles: OdsStyles, comments: Block[], doubts: ReadingDoubt[]) {
    this.#styles = styles
    this.#comments = comments
    this.#doubts = doubts
  }

  read(content: Uint8Array): OdsSheet[] {
    walkXml(
      content,
      'content.xml',
      {
        open: (name, at) => this.#open(name, at),
        close: (name) => this.#close(name),
        text: (text) => this.#text(text),
      },
      { ...xmlLimits, depth: 128, elements: 16_000_000 },
    )
    return this.#sheets
  }

  #open(name: string, at: Readonly<Record<string, string>>): void {
    if (this.#ignored > 0) {
      this.#ignored++
      return
    }
    switch (name) {
      case 'table:tracked-changes':
      case 'office:forms':
      case 'dc:date':
      case 'dc:creator':
      case 'meta:date-string':
        this.#ignored = 1
        return
      case 'table:table':
        this.#openSheet(at)
        return
      case 'table:table-header-rows':
        this.#isHeader = true
        return
      case 'table:table-column': {
        const repeats = repeatsOf(at['table:number-columns-repeated'], lastColumn + 1)
        if (at['table:visibility'] === 'collapse' || at['table:visibility'] === 'filter')
          this.#sheet?.hiddenColumns.push({
            first: this.#tableColumn,
            last: Math.min(this.#tableColumn + repeats - 1, lastColumn),
          })
        this.#tableColumn += repeats
        return
      }
      case 'table:table-row':
        this.#rowRepeats = repeatsOf(at['table:number-rows-repeated'], lastRow + 1)
        this.#row = {
          row: this.#rowNumber,
          isHidden: at['table:visibility'] === 'collapse' || at['table:visibility'] === 'filter',
          cells: [],
        }
        this.#column = 0
        return
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#cell = { attributes: at, paragraphs: [], comment: null }
        this.#paragraphs = this.#cell.paragraphs
        return
      case 'office:annotation':
        this.#note = []
        this.#paragraphs = this.#note
        return
      case 'table:shapes':
      case 'draw:frame':
      case 'draw:custom-shape':
      case 'draw:text-box':
      case 'draw:g':
        if (this.#boxDepth++ === 0) this.#paragraphs = []
        return
      case 'draw:image':
        this.#doubts.push({
          severity: 'info',
          code: 'picture',
          message: `There is a picture on the sheet “${this.#sheet?.name ?? ''}”, which cannot be read.`,
          at: { part: this.#sheet?.name ?? '' },
        })
        return
      case 'text:p':
      case 'text:h':
        this.#paragraphs?.push([])
        this.#isInParagraph = this.#paragraphs !== null
        return
      case 'text:span':
        this.#looks.push({ ...this.#looks.at(-1), ...this.#styles.of('text', at['text:style-name']).look })
        return
      case 'text:a':
        this.#links.push(at['xlink:href'] ?? '')
        return
      case 'text:s':
        this.#text(' '.repeat(Math.min(repeatsOf(at['text:c'], 1000), 1000)))
        return
      case 'text:tab':
        this.#text('\t')
        return
      case 'text:line-break':
        if (this.#isInParagraph) this.#paragraphs?.push([])
        return
      case 'calcext:conditional-format':
        this.#ranges = rangesOf(
          (at['calcext:target-range-address'] ?? '').replace(/'[^']*'\.|[^\s.:']+\./g, '').replace(/\.(?=[A-Z$])/g, ''),
        )
        return
      case 'calcext:condition': {
        const style = this.#styles.of('table-cell', at['calcext:apply-style-name'])
        const rule = odsRule(
          at['calcext:value'] ?? '',
          { fill: style.fill, look: style.look },
          this.#ranges,
          this.#sheet?.rules.length ?? 0,
        )
        if (rule !== null && this.#ranges.length > 0 && (this.#sheet?.rules.length ?? 0) < 500)
          this.#sheet?.rules.push(rule)
        return
      }
      default:
        this.#styles.open(name, at)
    }
  }

  #close(name: string): void {
    if (this.#ignored > 0) {
      this.#ignored--
      return
    }
    switch (name) {
      case 'table:table':
        this.#sheet = null
        return
      case 'table:table-header-rows':
        this.#isHeader = false
        return
      case 'table:table-row':
        this.#closeRow()
        return
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#closeCell(name === 'table:covered-table-cell')
        return
      case 'office:annotation':
        this.#closeNote()
        return
      case 'table:shapes':
      case 'draw:frame':
      case 'draw:custom-shape':
      case 'draw:text-box':
      case 'draw:g':
        if (--this.#boxDepth === 0) this.#closeBox()
        return
      case 'text:p':
      case 'text:h':
        this.#isInParagraph = false
        return
      case 'text:span':
        this.#looks.pop()
        return
      case 'text:a':
        this.#links.pop()
        return
      default:
        this.#styles.close(name)
    }
  }

  #text(text: string): void {
    const runs = this.#isInParagraph ? this.#paragraphs?.at(-1) : undefined
    if (runs === undefined || text === '') return
    const look = this.#looks.at(-1) ?? null
    const link = this.#links.at(-1)
    const last = runs.at(-1)
    if (look === null && link === undefined && last !== undefined && Object.keys(last).length === 1) last.text += text
    else runs.push({ text, ...look, ...(link ? { link } : null) })
  }

  #openSheet(at: Readonly<Record<string, string>>): void {
    // A table inside a cell or a chart's own data is no sheet.
    if (this.#sheet !== null) return
    this.#sheet = {
      name: at['table:name'] ?? '',
      isHidden: !this.#styles.of('table', at['table:style-name']).isDisplayed,
      rows: [],
      merges: [],
      hiddenColumns: [],
      headerRows: new Set(),
      rules: [],
      boxes: [],
    }
    this.#sheets.push(this.#sheet)
    this.#rowNumber = 0
    this.#tableColumn = 0
  }

  #closeRow(): void {
    const row = this.#row
    const sheet = this.#sheet
    this.#row = null
    if (row === null || sheet === null) return
    if (row.cells.length > 0) {
      const repeats = Math.min(this.#rowRepeats, row.cells.some((cell) => cell.paragraphs.length > 0) ? mostRepeats : 1)
      for (let repeat = 0; repeat < repeats && this.#rowNumber + repeat <= lastRow; repeat++) {
        sheet.rows.push(repeat === 0 ? row : { ...row, row: row.row + repeat })
        this.#count(row.cells.length)
        if (this.#isHeader) sheet.headerRows.add(row.row + repeat)
      }
    }
    this.#rowNumber += this.#rowRepeats
  }

  #closeCell(isCovered: boolean): void {
    const cell = this.#cell
    this.#cell = null
    this.#paragraphs = null
    if (cell === null || this.#row === null || this.#sheet === null) return
    const at = cell.attributes
    const repeats = repeatsOf(at['table:number-columns-repeated'], lastColumn + 1)
    const style = this.#styles.of('table-cell', at['table:style-name'])
    const paragraphs =
      style.look === null
        ? cell.paragraphs
        : cell.paragraphs.map((runs) => runs.map((run) => ({ ...style.look, ...run })))
    const hasWords = paragraphs.some((runs) => runs.length > 0) || cell.comment !== null
    if (!isCovered) {
      const rows = repeatsOf(at['table:number-rows-spanned'], lastRow + 1)
      const columns = repeatsOf(at['table:number-columns-spanned'], lastColumn + 1)
      if (rows > 1 || columns > 1)
        this.#sheet.merges.push({
          firstRow: this.#row.row,
          lastRow: Math.min(this.#row.row + rows - 1, lastRow),
          firstColumn: this.#column,
          lastColumn: Math.min(this.#column + columns - 1, lastColumn),
        })
    }
    if (hasWords || (style.fill ?? null) !== null) {
      const { value, content } = this.#valueOf(at, paragraphs, style.dataStyle)
      const times = Math.min(repeats, hasWords ? mostRepeats : 256)
      for (let repeat = 0; repeat < times && this.#column + repeat <= lastColumn; repeat++)
        this.#row.cells.push({
          column: this.#column + repeat,
          paragraphs,
          value,
          content,
          fill: style.fill ?? null,
          comment: cell.comment,
        })
      this.#count(times)
    }
    this.#column += repeats
  }

  #closeNote(): void {
    const text = (this.#note ?? [])
      .map((runs) => runs.map((run) => run.text).join(''))
      .join('\n')
      .trim()
    this.#note = null
    this.#paragraphs = this.#cell?.paragraphs ?? null
    if (text === '' || this.#cell === null || this.#row === null) return
    this.#comments.push(
      paragraph([{ text }], {
        part: this.#sheet?.name ?? '',
        cell: cellAddress(this.#row.row, Math.min(this.#column, lastColumn)),
      }),
    )
    this.#cell.comment = String(this.#comments.length)
  }

  #closeBox(): void {
    const at = { part: this.#sheet?.name ?? '' }
    for (const runs of this.#paragraphs ?? [])
      if (runs.some((run) => run.text.trim() !== '')) this.#sheet?.boxes.push(paragraph(runs, at))
    this.#paragraphs = this.#cell?.paragraphs ?? null
  }

  #valueOf(
    at: Readonly<Record<string, string>>,
    paragraphs: readonly Run[][],
    dataStyle: string | null,
  ): { value: CellValue | null; content: CellContent } {
    const shows = paragraphs.map((runs) => runs.map((run) => run.text).join('')).join('\n')
    switch (at['office:value-type']) {
      case 'float':
      case 'currency':
      case 'percentage': {
        const number = Number(at['office:value'])
        if (!Number.isFinite(number)) return { value: null, content: shows }
        return /^(#|Err:)/.test(shows)
          ? { value: { kind: 'fault', shows }, content: { kind: 'fault', shows } }
          : { value: { kind: 'number', number, shows }, content: number }
      }
      case 'boolean':
        return {
          value: { kind: 'boolean', boolean: at['office:boolean-value'] === 'true', shows },
          content: at['office:boolean-value'] === 'true',
        }
      case 'date': {
        const iso = at['office:date-value'] ?? ''
        const serial = serialOfIso(iso)
        const date = serial === null ? null : civilDay(serial, false)
        if (date === null) return { value: null, content: shows }
        return {
          value: { kind: 'date', date, precision: this.#styles.datePrecision(dataStyle), shows },
          content: { kind: 'iso', iso },
        }
      }
      default:
        return {
          value: at['calcext:value-type'] === 'error' ? { kind: 'fault', shows } : null,
          content: shows === '' ? null : shows,
        }
    }
  }

  #count(cells: number): void {
    this.#cells += cells
    if (this.#cells > mostCells)
      throw new Refused(
        'too-large',
        'This spreadsheet has more than two million filled cells, which is more than any plan. Copy the plan into a spreadsheet of its own and bring that.',
      )
  }
}

function repeatsOf(written: string | undefined, most: number): number {
  const value = Number(written ?? 1)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1
}
