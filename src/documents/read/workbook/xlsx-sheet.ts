/** One worksheet part → its cells and what else a plan may need of it. Streams: a sheet of 100,000 rows is never a tree. */
import { walkXml, type XmlElement, xmlLimits } from '../../ooxml/xml.ts'
import { Refused } from '../../safety/refused.ts'
import { type CellRange, cellAddress, cellPosition, cellRange, lastColumn, lastRow } from './cell-address.ts'
import type { CellContent, RichText, SheetCell, SheetRow } from './cell-content.ts'
import { richTextBuilder } from './xlsx-strings.ts'
import { type Difference, differenceOf, type Styles } from './xlsx-styles.ts'

export interface Worksheet {
  rows: SheetRow[]
  merges: CellRange[]
  hiddenColumns: { first: number; last: number }[]
  rules: ConditionalRule[]
  links: { range: CellRange; relationship: string | null; location: string | null }[]
  autoFilter: CellRange | null
  headersAndFooters: { kind: 'header' | 'footer'; text: string }[]
  /** Addresses of cells whose formula has no stored result. */
  unknownResults: string[]
}

/** A conditional format as written; `conditional-formats.ts` says where it holds. */
export interface ConditionalRule {
  /** "cellIs", "expression", "containsText", "colorScale", "iconSet" … */
  type: string
  priority: number
  stopsHere: boolean
  operator: string
  text: string | null
  ranges: CellRange[]
  formulas: string[]
  difference: Difference | null
  /** Other attributes: rank, percent, bottom, aboveAverage, timePeriod. */
  attributes: Readonly<Record<string, string>>
  icons: { set: string; isReversed: boolean; showsValue: boolean } | null
  thresholds: { type: string; value: string }[]
  colours: (string | null)[]
}

/** Cells with content or a format; a sheet with more is no plan. */
const mostCells = 4_000_000

export function readWorksheet(
  bytes: Uint8Array,
  part: string,
  strings: readonly (string | RichText)[],
  styles: Styles,
): Worksheet {
  const sheet: Worksheet = {
    rows: [],
    merges: [],
    hiddenColumns: [],
    rules: [],
    links: [],
    autoFilter: null,
    headersAndFooters: [],
    unknownResults: [],
  }
  const rich = richTextBuilder(styles)
  let row: SheetRow | null = null
  let isSorted = true
  let nextColumn = 0
  let cells = 0

  let cell: SheetCell | null = null
  let type = ''
  let value = ''
  let isInValue = false
  let isInline = false
  let hasResult = false

  let rule: ConditionalRule | null = null
  let rulesHere: ConditionalRule[] = []
  let rangesHere: CellRange[] = []
  let difference: XmlElement[] = []
  /** Text being collected for a formula, a header or a range, and where it goes. */
  let collected: { name: string; text: string; done(text: string): void } | null = null

  const collect = (name: string, done: (text: string) => void) => {
    collected = { name, text: '', done }
  }

  walkXml(
    bytes,
    part,
    {
      open(name, at) {
        if (cell !== null) {
          if (name === 'v') isInValue = true
          else if (name === 'f') cell.hasFormula = true
          else if (name === 'is') {
            isInline = true
            rich.begin()
          } else if (isInline) rich.open(name, at)
          return
        }
        if (name === 'c' && row !== null) {
          const position = at.r === undefined ? null : cellPosition(at.r)
          const column = position?.column ?? nextColumn
          nextColumn = column + 1
          if (++cells > mostCells)
            throw new Refused(
              'too-large',
              'A sheet of this workbook has more than four million cells, which is more than any plan. Copy the plan into a workbook of its own and bring that.',
            )
          if (column <= (row.cells.at(-1)?.column ?? -1)) isSorted = false
          cell = { column, style: at.s === undefined ? -1 : Number(at.s), content: null, hasFormula: false }
          type = at.t ?? ''
          value = ''
          hasResult = false
          return
        }
        switch (name) {
          case 'row': {
            const last = sheet.rows.at(-1)?.row ?? -1
            const said = at.r === undefined ? Number.NaN : Number(at.r) - 1
            const number = Number.isInteger(said) && said >= 0 && said <= lastRow ? said : last + 1
            if (number <= last) isSorted = false
            row = {
              row: number,
              isHidden: isTrue(at.hidden),
              cells: [],
            }
            sheet.rows.push(row)
            nextColumn = 0
            break
          }
          case 'col':
            if (isTrue(at.hidden)) {
              const first = Number(at.min) - 1
              const last = Math.min(Number(at.max) - 1, lastColumn)
              if (first >= 0 && last >= first) sheet.hiddenColumns.push({ first, last })
            }
            break
          case 'mergeCell': {
            const range = cellRange(at.ref ?? '')
            if (range !== null) sheet.merges.push(range)
            break
          }
          case 'autoFilter':
            sheet.autoFilter ??= cellRange(at.ref ?? '')
            break
          case 'hyperlink': {
            const range = cellRange(at.ref ?? '')
            if (range !== null)
              sheet.links.push({ range, relationship: at['r:id'] ?? null, location: at.location ?? null })
            break
          }
          case 'oddHeader':
          case 'evenHeader':
          case 'firstHeader':
            collect(name, (text) => sheet.headersAndFooters.push({ kind: 'header', text }))
            break
          case 'oddFooter':
          case 'evenFooter':
          case 'firstFooter':
            collect(name, (text) => sheet.headersAndFooters.push({ kind: 'footer', text }))
            break
          default:
            openRule(name, at)
        }
      },
      close(name) {
        if (cell !== null) {
          if (name === 'v') {
            isInValue = false
            hasResult = true
          } else if (name === 'is') {
            isInline = false
            cell.content = rich.end()
          } else if (isInline) rich.close(name)
          else if (name === 'c') {
            if (hasResult) cell.content = contentOf(type, value, strings)
            if (cell.hasFormula && cell.content === null && row !== null && sheet.unknownResults.length < 50)
              sheet.unknownResults.push(cellAddress(row.row, cell.column))
            if (cell.content !== null || (styles.formats[cell.style]?.fill ?? null) !== null) row?.cells.push(cell)
            cell = null
          }
          return
        }
        if (collected !== null && collected.name === name) {
          const { done, text } = collected
          collected = null
          done(text)
          return
        }
        closeOther(name)
      },
      text(text) {
        if (isInValue) value += text
        else if (isInline) rich.text(text)
        else if (collected !== null) collected.text += text
      },
    },
    { ...xmlLimits, depth: 64, elements: 16_000_000 },
  )
  if (!isSorted) putInOrder(sheet)
  return sheet

  function openRule(name: string, at: Readonly<Record<string, string>>) {
    switch (name) {
      case 'conditionalFormatting':
      case 'x14:conditionalFormatting':
        rulesHere = []
        rangesHere = rangesOf(at.sqref ?? '')
        break
      case 'cfRule':
      case 'x14:cfRule':
        rule = {
          type: at.type ?? '',
          priority: Number(at.priority ?? Number.MAX_SAFE_INTEGER),
          stopsHere: isTrue(at.stopIfTrue),
          operator: at.operator ?? '',
          text: at.text ?? null,
          ranges: [],
          formulas: [],
          difference: at.dxfId === undefined ? null : (styles.differences[Number(at.dxfId)] ?? null),
          attributes: { ...at },
          icons: null,
          thresholds: [],
          colours: [],
        }
        rulesHere.push(rule)
        break
      case 'iconSet':
      case 'x14:iconSet':
        if (rule !== null)
          rule.icons = {
            set: at.iconSet ?? '3TrafficLights1',
            isReversed: isTrue(at.reverse),
            showsValue: at.showValue !== '0' && at.showValue !== 'false',
          }
        break
      case 'cfvo':
      case 'x14:cfvo':
        rule?.thresholds.push({ type: at.type ?? '', value: at.val ?? '' })
        break
      case 'formula':
      case 'xm:f':
        if (rule === null) break
        collect(name, (text) => {
          const threshold = rule?.thresholds.at(-1)
          if (name === 'xm:f' && rule?.icons !== null && threshold !== undefined) threshold.value = text
          else rule?.formulas.push(text)
        })
        break
      case 'xm:sqref':
        collect(name, (text) => {
          rangesHere = rangesOf(text)
        })
        break
      case 'x14:dxf':
        difference = [{ name: 'dxf', attributes: {}, children: [], text: '' }]
        break
      case 'color':
        if (difference.length === 0) rule?.colours.push(styles.colour(at))
        break
    }
    if (difference.length > 0 && name !== 'x14:dxf') {
      const element: XmlElement = { name, attributes: { ...at }, children: [], text: '' }
      difference.at(-1)?.children.push(element)
      difference.push(element)
    }
  }

  function closeOther(name: string) {
    if (name === 'x14:dxf') {
      const [root] = difference
      if (rule !== null && root !== undefined) rule.difference = differenceOf(root, styles.colour)
      difference = []
    } else if (difference.length > 1) difference.pop()
    else if (name === 'cfRule' || name === 'x14:cfRule') rule = null
    else if (name === 'conditionalFormatting' || name === 'x14:conditionalFormatting') {
      for (const each of rulesHere) each.ranges = rangesHere
      sheet.rules.push(...rulesHere.filter((each) => each.ranges.length > 0 && sheet.rules.length < 2000))
      rulesHere = []
    } else if (name === 'row') row = null
  }
}

const isTrue = (written: string | undefined): boolean => written === '1' || written === 'true'

export function rangesOf(sqref: string): CellRange[] {
  return sqref
    .split(/\s+/)
    .slice(0, 1000)
    .map((each) => cellRange(each))
    .filter((range) => range !== null)
}

function contentOf(type: string, value: string, strings: readonly (string | RichText)[]): CellContent {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? null
    case 'b':
      return value === '1' || value === 'true'
    case 'e':
      return { kind: 'fault', shows: value }
    case 'd':
      return { kind: 'iso', iso: value }
    case 'str':
    case 'inlineStr':
      return value
    default: {
      if (value.trim() === '') return null
      const number = Number(value)
      return Number.isFinite(number) ? number : value
    }
  }
}

/** Rows or cells out of order are legal XML and were never written by a spreadsheet program; twice the same cell: the last one stands. */
function putInOrder(sheet: Worksheet): void {
  const rows = new Map<number, SheetRow>()
  for (const row of sheet.rows) {
    const known = rows.get(row.row)
    if (known === undefined) rows.set(row.row, row)
    else {
      known.cells.push(...row.cells)
      known.isHidden ||= row.isHidden
    }
  }
  sheet.rows = [...rows.values()].sort((a, b) => a.row - b.row)
  for (const row of sheet.rows) {
    const cells = new Map(row.cells.map((cell) => [cell.column, cell]))
    row.cells = [...cells.values()].sort((a, b) => a.column - b.column)
  }
}
