import type { Block, Cell, Place, Row } from '../../neutral-document.ts'
import { drawingColour, visibleFill } from '../../ooxml/theme.ts'
import { child, childrenNamed, type XmlElement } from '../../ooxml/xml.ts'
import type { Slide } from './shapes.ts'
import { readSlideText } from './slide-text.ts'

/** No slide holds more; a span beyond it is a damaged or hostile file. */
const mostColumns = 100

/** Reads a table on a slide. Its merged cells are all written out, with marks on those that are covered. */
export function readSlideTable(slide: Slide, table: XmlElement): Block[] {
  const rowElements = childrenNamed(table, 'a:tr')
  if (rowElements.length === 0) return []
  slide.tables++
  const at: Place = { ...slide.place, table: slide.tables }
  const hasHeader = isOn(child(table, 'a:tblPr')?.attributes.firstRow)
  const rows = rowElements.map((row, index): Row => {
    const place: Place = { ...at, row: index + 1 }
    const cells = readCells(slide, row, rowElements.length - index, place)
    return { isHeader: hasHeader && index === 0, isHidden: false, cells, at: place }
  })
  const columnCount = Math.max(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.column + cell.colSpan)))
  return [{ kind: 'table', name: null, columnCount, rows, at }]
}

function readCells(slide: Slide, row: XmlElement, rowsLeft: number, place: Place): Cell[] {
  const { theme, colours } = slide.background
  const cells: Cell[] = []
  const elements = childrenNamed(row, 'a:tc').slice(0, mostColumns)
  elements.forEach((element, column) => {
    if (isOn(element.attributes.hMerge) || isOn(element.attributes.vMerge)) return
    const at: Place = { ...place, column: column + 1 }
    const filled = drawingColour(child(child(element, 'a:tcPr'), 'a:solidFill'), theme, colours)
    cells.push({
      column,
      rowSpan: span(element.attributes.rowSpan, rowsLeft),
      colSpan: span(element.attributes.gridSpan, elements.length - column),
      blocks: readSlideText(slide, child(element, 'a:txBody'), [], at),
      fill: visibleFill(filled),
      value: null,
      at,
    })
  })
  return cells
}

function span(written: string | undefined, most: number): number {
  const number = Math.trunc(Number(written ?? 1))
  return Number.isFinite(number) ? Math.min(Math.max(1, number), Math.max(1, most)) : 1
}

const isOn = (written: string | undefined): boolean => /^(1|true)$/.test(written ?? '')
