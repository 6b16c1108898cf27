/** What floats over a sheet: text boxes as paragraphs, pictures as doubts. Charts draw what the cells say already. */
import type { Paragraph, ReadingDoubt, Run } from '../../neutral-document.ts'
import { allInside, child, childAt, childrenNamed, parseXml, type XmlElement } from '../../ooxml/xml.ts'
import type { OpenedPackage } from '../../safety/zip.ts'
import { paragraph } from '../paragraphs.ts'
import { cellAddress, lastColumn, lastRow } from './cell-address.ts'

export interface TextBox {
  row: number
  paragraphs: Paragraph[]
}

/** Text boxes and shapes with text, from the top of the sheet down. */
export function readDrawing(opened: OpenedPackage, part: string, sheet: string, doubts: ReadingDoubt[]): TextBox[] {
  const bytes = opened.readIfThere(part)
  if (bytes === null) return []
  const boxes: TextBox[] = []
  for (const anchor of parseXml(bytes, part).children) {
    const from = child(anchor, 'xdr:from')
    const row = bounded(child(from, 'xdr:row')?.text, lastRow)
    const column = bounded(child(from, 'xdr:col')?.text, lastColumn)
    const at = { part: sheet, cell: cellAddress(row, column) }
    for (const picture of allInside(anchor, 'xdr:pic')) {
      const description = childAt(picture, 'xdr:nvPicPr', 'xdr:cNvPr')?.attributes.descr?.trim() ?? ''
      doubts.push({
        severity: 'info',
        code: 'picture',
        message: `There is a picture on the sheet “${sheet}”, which cannot be read${description === '' ? '' : ` (its description: “${description.slice(0, 200)}”)`}.`,
        at,
      })
    }
    for (const shape of allInside(anchor, 'xdr:sp')) {
      const paragraphs = childrenNamed(child(shape, 'xdr:txBody'), 'a:p')
        .map((each) => paragraph(runsOf(each), at))
        .filter((each) => each.runs.some((run) => run.text.trim() !== ''))
      if (paragraphs.length > 0) boxes.push({ row, paragraphs })
    }
  }
  return boxes.sort((a, b) => a.row - b.row)
}

function runsOf(element: XmlElement): Run[] {
  const runs: Run[] = []
  for (const run of element.children) {
    if (run.name === 'a:br') runs.push({ text: '\n' })
    const text = child(run, 'a:t')?.text ?? ''
    if (text === '') continue
    const properties = child(run, 'a:rPr')?.attributes ?? {}
    runs.push({
      text,
      ...(properties.b === '1' ? { isBold: true } : null),
      ...(properties.i === '1' ? { isItalic: true } : null),
      ...(properties.strike === 'sngStrike' || properties.strike === 'dblStrike' ? { isStruck: true } : null),
    })
  }
  return runs
}

function bounded(written: string | undefined, most: number): number {
  const value = Number(written ?? 0)
  return Number.isInteger(value) && value >= 0 && value <= most ? value : 0
}
