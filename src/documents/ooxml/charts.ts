import type { Cell, Place, Row, Table } from '../neutral-document.ts'
import type { XmlElement } from './xml.ts'
import { allInside, child, firstInside, parseXml } from './xml.ts'

/**
 * The figures a chart was drawn from, which it keeps beside the drawing: a header row of series names, then a row a category.
 * Null where the chart keeps none. `bytes` is a chart part (`c:chartSpace`).
 */
export function readChart(bytes: Uint8Array, part: string, at: Place): Table | null {
  const root = parseXml(bytes, part)
  const series = allInside(root, 'c:ser').slice(0, mostSeries).map(readSeries)
  const length = Math.max(0, ...series.map((one) => one.values.length))
  if (length === 0) return null
  const categories = series.find((one) => one.categories.length > 0)?.categories ?? []
  const row = (cells: Cell[], isHeader: boolean): Row => ({ isHeader, isHidden: false, cells, at })
  const rows = [row([textCell(0, '', at), ...series.map((one, index) => textCell(index + 1, one.name, at))], true)]
  for (let index = 0; index < Math.min(length, mostPoints); index++) {
    const figures = series.map((one, column) => figureCell(column + 1, one.values[index] ?? '', at))
    rows.push(row([textCell(0, categories[index] ?? '', at), ...figures], false))
  }
  const title = firstInside(root, 'c:title')
  const name = allInside(title, 'a:t')
    .map((run) => run.text)
    .join('')
    .trim()
  return { kind: 'table', name: name || null, columnCount: series.length + 1, rows, at }
}

const mostSeries = 60
const mostPoints = 2_000

interface Series {
  name: string
  categories: string[]
  values: string[]
}

function readSeries(element: XmlElement): Series {
  return {
    name: points(child(element, 'c:tx')).join(' '),
    categories: points(child(element, 'c:cat') ?? child(element, 'c:xVal')),
    values: points(child(element, 'c:val') ?? child(element, 'c:yVal')),
  }
}

/** The cached points by their index, with gaps as "". Of categories in several levels the innermost. */
function points(holder: XmlElement | null): string[] {
  const cache =
    firstInside(holder, 'c:lvl') ?? firstInside(holder, 'c:strCache') ?? firstInside(holder, 'c:numCache') ?? holder
  const found: string[] = []
  for (const point of allInside(cache, 'c:pt')) {
    const index = Number(point.attributes.idx)
    const value = child(point, 'c:v')?.text.trim() ?? ''
    if (Number.isInteger(index) && index >= 0 && index < mostPoints) found[index] = value
  }
  if (found.length === 0) {
    const single = child(holder, 'c:v')?.text.trim()
    return single ? [single] : []
  }
  return Array.from(found, (value) => value ?? '')
}

function textCell(column: number, text: string, at: Place): Cell {
  const blocks: Cell['blocks'] =
    text === '' ? [] : [{ kind: 'paragraph', headingLevel: null, runs: [{ text }], list: null, at }]
  return { column, rowSpan: 1, colSpan: 1, blocks, fill: null, value: null, at }
}

function figureCell(column: number, text: string, at: Place): Cell {
  const number = text === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(number)) return textCell(column, text, at)
  // The cache keeps figures as computed (0.30000000000000004); fifteen digits are what a spreadsheet shows at most.
  const shows = String(Number(number.toPrecision(15)))
  return { ...textCell(column, shows, at), value: { kind: 'number', number, shows } }
}
