import type { Block, Cell, Place, Row, Table } from '../../neutral-document.ts'
import { shadingColour, visibleFill } from '../../ooxml/theme.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { child, childrenNamed } from '../../ooxml/xml.ts'
import { readBlocks } from './blocks.ts'
import { chosenContent } from './inline.ts'
import { isOn, laidOver, value, wholeNumber } from './properties.ts'
import { removeSlivers } from './slivers.ts'
import { doubt, type Story } from './story.ts'
import type { TablePart, TableStyle } from './styles.ts'

/** Word itself stops at 63 columns. */
const mostColumns = 63

/** Reads a table. Usually one block; none when it has no rows. */
export function readTable(story: Story, element: XmlElement): Block[] {
  const rows = rowsOf(element)
  if (rows.length === 0) return []
  const isNested = story.paragraphs === null
  const at: Place = isNested ? story.place : { ...story.place, table: ++story.tables.count }
  const properties = child(element, 'w:tblPr')
  const reading: TableReading = {
    isNested,
    at,
    style: story.document.styles.table(value(properties, 'w:tblStyle') ?? null),
    look: partsLooked(child(properties, 'w:tblLook')),
    rowCount: rows.length,
    columnCount: Math.min(mostColumns, Math.max(1, ...rows.map((row) => widthOf(row.element)))),
    spanning: new Map(),
  }
  const outside = {
    place: story.place,
    paragraphs: story.paragraphs,
    tableLook: story.tableLook,
    change: story.change,
    isCovered: story.isCovered,
  }
  story.paragraphs = null
  const read = rows.map((row, index) => readRow(story, reading, row, index, outside))
  const columnCount = reading.isNested
    ? reading.columnCount
    : removeSlivers(read, columnWidths(element), reading.columnCount)
  const table: Table = {
    kind: 'table',
    name: value(properties, 'w:tblCaption')?.trim() || null,
    columnCount,
    rows: read,
    at,
  }
  Object.assign(story, outside)
  return [table]
}

interface TableReading {
  isNested: boolean
  at: Place
  style: TableStyle | null
  look: ReadonlySet<TablePart>
  rowCount: number
  columnCount: number
  /** Cells that may be continued downwards, by their first column. */
  spanning: Map<number, Cell>
}

interface RowElement {
  element: XmlElement
  change: 'inserted' | 'deleted' | null
}

type Outside = Pick<Story, 'place' | 'paragraphs' | 'tableLook' | 'change' | 'isCovered'>

function readRow(
  story: Story,
  reading: TableReading,
  { element, change }: RowElement,
  index: number,
  outside: Outside,
): Row {
  const properties = child(element, 'w:trPr')
  const marked =
    child(properties, 'w:del') !== null ? 'deleted' : child(properties, 'w:ins') !== null ? 'inserted' : change
  const rowChange = outside.change === 'deleted' ? 'deleted' : (marked ?? outside.change)
  const at: Place = reading.isNested ? reading.at : { ...reading.at, row: index + 1 }
  const cells: Cell[] = []
  const reached = new Set<number>()
  let column = wholeNumber(value(properties, 'w:gridBefore'), 0, mostColumns) ?? 0
  let merging: Cell | null = null

  for (const cellElement of cellsOf(element)) {
    if (column >= mostColumns) break
    const cellProperties = child(cellElement, 'w:tcPr')
    const span = Math.min(mostColumns - column, spanOf(cellProperties))
    const place: Place = reading.isNested ? reading.at : { ...at, column: column + 1 }
    const across = mergeMark(cellProperties, 'w:hMerge')
    const down = mergeMark(cellProperties, 'w:vMerge')
    const above = reading.spanning.get(column)

    Object.assign(story, { ...outside, place, paragraphs: null, change: rowChange })
    if (child(cellProperties, 'w:cellDel') !== null) story.change = 'deleted'
    if (across === 'continue' && merging !== null) {
      merging.colSpan += span
      addCovered(story, merging, cellElement)
    } else if (down === 'continue' && above !== undefined) {
      above.rowSpan++
      reached.add(column)
      addCovered(story, above, cellElement)
      merging = null
    } else {
      const parts = partsAt(reading, index, column, span)
      story.tableLook = tableLook(outside, reading.style, parts)
      const fill = cellFill(story, cellProperties, reading.style, parts)
      const cell: Cell = {
        column,
        rowSpan: 1,
        colSpan: span,
        blocks: readBlocks(story, cellElement),
        fill: story.change === 'deleted' ? null : fill,
        value: null,
        at: place,
      }
      cells.push(cell)
      merging = across === 'restart' ? cell : null
      if (down !== null) {
        reading.spanning.set(column, cell)
        reached.add(column)
      }
    }
    column += span
  }
  for (const open of [...reading.spanning.keys()]) if (!reached.has(open)) reading.spanning.delete(open)
  if (rowChange !== outside.change) sayRowChange(story, rowChange, at)
  return { isHeader: isOn(properties, 'w:tblHeader'), isHidden: isOn(properties, 'w:hidden'), cells, at }
}

/** Text in the lower cells of a merge is stored but not shown. It is kept, hidden, and said. */
function addCovered(story: Story, cell: Cell, element: XmlElement): void {
  story.isCovered = true
  const covered = readBlocks(story, element)
  story.isCovered = false
  if (covered.length === 0) return
  cell.blocks.push(...covered)
  doubt(
    story,
    'check',
    'covered-text',
    'There is text under a merged cell here, which Word does not show. It was kept as hidden text.',
  )
}

function sayRowChange(story: Story, change: 'inserted' | 'deleted' | null, at: Place): void {
  if (change === null) return
  const message =
    change === 'deleted'
      ? 'This row is deleted by a tracked change that nobody has accepted yet. It was left out.'
      : 'This row is added by a tracked change that nobody has accepted yet. It was read as part of the document.'
  story.document.doubts.push({
    severity: change === 'deleted' ? 'check' : 'info',
    code: change === 'deleted' ? 'tracked-deletion' : 'tracked-insertion',
    message,
    at,
  })
}

function rowsOf(container: XmlElement, change: RowElement['change'] = null, found: RowElement[] = []): RowElement[] {
  for (const element of container.children) {
    switch (element.name) {
      case 'w:tr':
        found.push({ element, change })
        break
      case 'w:tblPr':
      case 'w:tblGrid':
      case 'w:sdtPr':
        break
      case 'w:ins':
      case 'w:moveTo':
        rowsOf(element, change ?? 'inserted', found)
        break
      case 'w:del':
      case 'w:moveFrom':
        rowsOf(element, 'deleted', found)
        break
      case 'mc:AlternateContent':
        rowsOf(chosenContent(element), change, found)
        break
      default:
        rowsOf(element, change, found)
    }
  }
  return found
}

function cellsOf(container: XmlElement, found: XmlElement[] = []): XmlElement[] {
  for (const element of container.children) {
    if (element.name === 'w:tc') found.push(element)
    else if (element.name === 'mc:AlternateContent') cellsOf(chosenContent(element), found)
    else if (element.name !== 'w:trPr' && element.name !== 'w:tblPrEx' && element.name !== 'w:sdtPr')
      cellsOf(element, found)
  }
  return found
}

/** In twentieths of a point, column by column; null where the table does not say. */
const columnWidths = (table: XmlElement): (number | null)[] =>
  childrenNamed(child(table, 'w:tblGrid'), 'w:gridCol').map((column) =>
    wholeNumber(column.attributes['w:w'], 0, 100_000),
  )

const spanOf = (cellProperties: XmlElement | null): number =>
  wholeNumber(value(cellProperties, 'w:gridSpan'), 1, mostColumns) ?? 1

function widthOf(row: XmlElement): number {
  const before = wholeNumber(value(child(row, 'w:trPr'), 'w:gridBefore'), 0, mostColumns) ?? 0
  return cellsOf(row).reduce((width, cell) => width + spanOf(child(cell, 'w:tcPr')), before)
}

function mergeMark(cellProperties: XmlElement | null, name: string): 'restart' | 'continue' | null {
  const mark = child(cellProperties, name)
  if (mark === null) return null
  return mark.attributes['w:val'] === 'restart' ? 'restart' : 'continue'
}

/** Which special parts of its style a table uses: by name, or by the bits of the older single number. */
function partsLooked(look: XmlElement | null): ReadonlySet<TablePart> {
  const parts = new Set<TablePart>()
  const bits = Number.parseInt(look?.attributes['w:val'] ?? '0', 16)
  const named: [TablePart, string, number][] = [
    ['firstRow', 'w:firstRow', 0x20],
    ['lastRow', 'w:lastRow', 0x40],
    ['firstCol', 'w:firstColumn', 0x80],
    ['lastCol', 'w:lastColumn', 0x100],
  ]
  for (const [part, attribute, bit] of named) {
    const written = look?.attributes[attribute]
    if (written === undefined ? (bits & bit) !== 0 : /^(1|true|on)$/i.test(written)) parts.add(part)
  }
  return parts
}

/** Weakest first. */
function partsAt(reading: TableReading, row: number, column: number, span: number): TablePart[] {
  const at: TablePart[] = []
  if (reading.look.has('lastCol') && column + span >= reading.columnCount) at.push('lastCol')
  if (reading.look.has('firstCol') && column === 0) at.push('firstCol')
  if (reading.look.has('lastRow') && row > 0 && row === reading.rowCount - 1) at.push('lastRow')
  if (reading.look.has('firstRow') && row === 0) at.push('firstRow')
  return at
}

function tableLook(outside: Outside, style: TableStyle | null, parts: readonly TablePart[]): Story['tableLook'] {
  if (style === null) return outside.tableLook
  return parts.reduce((look, part) => laidOver(look, style.parts.get(part)?.look ?? {}), style.look)
}

function cellFill(
  story: Story,
  cellProperties: XmlElement | null,
  style: TableStyle | null,
  parts: readonly TablePart[],
): string | null {
  const shading = child(cellProperties, 'w:shd')
  if (shading !== null) return visibleFill(shadingColour(shading, story.document.theme))
  let fill: string | null = null
  for (const part of parts) fill = style?.parts.get(part)?.fill ?? fill
  return visibleFill(fill)
}
