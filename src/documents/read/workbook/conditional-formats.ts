/** Conditional formats, worked out: the colour, lettering or symbol a rule puts on a cell now. */
import type { ReadingDoubt, Run } from '../../neutral-document.ts'
import { mix, visibleFill } from '../../ooxml/theme.ts'
import { type CellRange, cellAddress, isWithin } from './cell-address.ts'
import type { CellContent, SheetRow } from './cell-content.ts'
import {
  compare,
  cornerOf,
  type Formula,
  type FormulaSheet,
  type FormulaValue,
  isTruth,
  parseFormula,
  UnknownFormula,
} from './formula.ts'
import { serialOfIso } from './number-format.ts'
import type { ConditionalRule, Worksheet } from './xlsx-sheet.ts'
import type { Look } from './xlsx-styles.ts'

export interface RuledLook {
  /** Undefined where no rule paints the cell. */
  fill: string | null | undefined
  look: Look | null
  symbol: Run | null
  /** An icon shown in place of the value. */
  hidesValue: boolean
}

/** Does the rule hold here? 'unknown' where it needs something that is not in the file (today's date, another workbook). */
type Test = (content: CellContent, row: number, column: number) => boolean | 'unknown'

interface ReadyRule {
  rule: ConditionalRule
  reach: CellRange
  test: Test
  /** Colour scales and icons give their own look where they hold. */
  lookAt: ((content: CellContent) => Partial<RuledLook> | null) | null
}

/** A cell is asked of every rule over it; past this many rules only the first ones are followed. */
const mostRules = 300

export type CellsByPosition = (row: number, column: number) => CellContent

/** What rules may look at outside their own sheet. */
export interface RuleSurroundings {
  /** What a defined name refers to, or null. */
  named(name: string): string | null
  /** The cells of another sheet of the workbook, or null. */
  valuesOf(sheet: string): CellsByPosition | null
}

/**
 * A function from a position to what the sheet's rules make of it, or null where the sheet has none. Rules that cannot be
 * worked out become one doubt each.
 */
export function conditionalLooks(
  sheet: Pick<Worksheet, 'rows' | 'rules'>,
  name: string,
  around: RuleSurroundings,
  doubts: ReadingDoubt[],
): ((row: number, column: number) => RuledLook | null) | null {
  if (sheet.rules.length === 0) return null
  const cells = cellsByPosition(sheet.rows)
  const others = new Map<string, CellsByPosition | null>()
  const values: FormulaSheet = {
    valueAt(other, row, column) {
      if (other === null || other === name) return formulaValue(cells(row, column))
      if (!others.has(other)) others.set(other, around.valuesOf(other))
      const there = others.get(other)
      if (!there) throw new UnknownFormula()
      return formulaValue(there(row, column))
    },
    named: around.named,
  }
  const ready = [...sheet.rules]
    .sort((a, b) => a.priority - b.priority)
    .slice(0, mostRules)
    .map((rule) => readyRule(rule, sheet.rows, values))
  const unread = new Set<ConditionalRule>()

  return (row, column) => {
    let found: RuledLook | null = null
    for (const { rule, reach, test, lookAt } of ready) {
      if (!isWithin(reach, row, column) || !rule.ranges.some((range) => isWithin(range, row, column))) continue
      const content = cells(row, column)
      const holds = test(content, row, column)
      if (holds === 'unknown') {
        if (!unread.has(rule)) doubts.push(unreadRule(rule, name))
        unread.add(rule)
        continue
      }
      if (!holds) continue
      found ??= { fill: undefined, look: null, symbol: null, hidesValue: false }
      const own = lookAt?.(content) ?? null
      const fill = own?.fill === undefined ? rule.difference?.fill : own.fill
      if (found.fill === undefined && fill !== undefined) found.fill = fill
      if (rule.difference?.look) found.look = { ...rule.difference.look, ...found.look }
      if (found.symbol === null && own?.symbol) {
        found.symbol = own.symbol
        found.hidesValue = own.hidesValue === true
      }
      if (rule.stopsHere) break
    }
    return found
  }
}

export function cellsByPosition(rows: readonly SheetRow[]): CellsByPosition {
  const byRow = new Map(rows.map((row) => [row.row, row]))
  return (row, column) => {
    const cells = byRow.get(row)?.cells ?? []
    let low = 0
    let high = cells.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = cells[middle]?.column ?? 0
      if (at === column) return cells[middle]?.content ?? null
      if (at < column) low = middle + 1
      else high = middle - 1
    }
    return null
  }
}

function formulaValue(content: CellContent): FormulaValue {
  if (content === null || typeof content !== 'object') return content
  if (content.kind === 'rich') return content.text
  if (content.kind === 'iso') return serialOfIso(content.iso)
  return { fault: true }
}

function readyRule(rule: ConditionalRule, rows: readonly SheetRow[], values: FormulaSheet): ReadyRule {
  const reach = {
    firstRow: Math.min(...rule.ranges.map((range) => range.firstRow)),
    lastRow: Math.max(...rule.ranges.map((range) => range.lastRow)),
    firstColumn: Math.min(...rule.ranges.map((range) => range.firstColumn)),
    lastColumn: Math.max(...rule.ranges.map((range) => range.lastColumn)),
  }
  const corner = cornerOf(rule.ranges)
  const formulas = rule.formulas.map(parseFormula)
  const formulaAt = (index: number, row: number, column: number): FormulaValue | 'unknown' => {
    const formula: Formula | null | undefined = formulas[index]
    if (formula === null || formula === undefined) return 'unknown'
    try {
      return formula.valueMovedBy(row - corner.row, column - corner.column, values)
    } catch (error) {
      if (error instanceof UnknownFormula) return 'unknown'
      throw error
    }
  }
  const numbers = () => numbersIn(rule.ranges, rows)
  if (rule.type === 'colorScale') return { rule, reach, test: isNumber, lookAt: colourScale(rule, numbers()) }
  if (rule.type === 'iconSet' && rule.icons !== null)
    return { rule, reach, test: isNumber, lookAt: icons(rule, numbers()) }
  return { rule, reach, test: testOf(rule, formulaAt, numbers, rows), lookAt: null }
}

const isNumber: Test = (content) => typeof content === 'number'

function testOf(
  rule: ConditionalRule,
  formulaAt: (index: number, row: number, column: number) => FormulaValue | 'unknown',
  numbers: () => number[],
  rows: readonly SheetRow[],
): Test {
  const words = (content: CellContent): string => {
    const value = formulaValue(content)
    return value === null || typeof value === 'object' ? '' : String(value).toLowerCase()
  }
  const byFormula: Test = (_, row, column) => {
    const value = formulaAt(0, row, column)
    return value === 'unknown' ? value : isTruth(value)
  }
  const needle = rule.text?.toLowerCase() ?? null
  switch (rule.type) {
    case 'cellIs':
      return (content, row, column) => {
        const [first, second] = [formulaAt(0, row, column), formulaAt(1, row, column)]
        return first === 'unknown' ? first : comparesAs(rule.operator, formulaValue(content), first, second)
      }
    case 'containsText':
      return needle === null ? byFormula : (content) => words(content).includes(needle)
    case 'notContainsText':
      return needle === null ? byFormula : (content) => !words(content).includes(needle)
    case 'beginsWith':
      return needle === null ? byFormula : (content) => words(content).startsWith(needle)
    case 'endsWith':
      return needle === null ? byFormula : (content) => words(content).endsWith(needle)
    case 'containsBlanks':
      return (content) => words(content).trim() === ''
    case 'notContainsBlanks':
      return (content) => words(content).trim() !== ''
    case 'containsErrors':
      return (content) => isFaultContent(content)
    case 'notContainsErrors':
      return (content) => !isFaultContent(content)
    case 'duplicateValues':
    case 'uniqueValues': {
      const counts = new Map<string, number>()
      for (const { row, cells } of rows)
        for (const { column, content } of cells)
          if (rule.ranges.some((range) => isWithin(range, row, column)))
            counts.set(words(content), (counts.get(words(content)) ?? 0) + 1)
      const wantsMany = rule.type === 'duplicateValues'
      return (content) => words(content) !== '' && (counts.get(words(content)) ?? 0) > 1 === wantsMany
    }
    case 'top10': {
      const sorted = numbers().sort((a, b) => a - b)
      const isBottom = rule.attributes.bottom === '1'
      const rank = Number(rule.attributes.rank ?? 10)
      const count = Math.max(1, rule.attributes.percent === '1' ? Math.floor((sorted.length * rank) / 100) : rank)
      const bound = isBottom ? sorted[Math.min(count, sorted.length) - 1] : sorted[Math.max(0, sorted.length - count)]
      return (content) =>
        typeof content === 'number' && bound !== undefined && (isBottom ? content <= bound : content >= bound)
    }
    case 'aboveAverage': {
      const all = numbers()
      const average = all.reduce((sum, each) => sum + each, 0) / all.length
      const isBelow = rule.attributes.aboveAverage === '0'
      const takesEqual = rule.attributes.equalAverage === '1'
      return (content) =>
        typeof content === 'number' &&
        ((takesEqual && content === average) || (isBelow ? content < average : content > average))
    }
    case 'expression':
      return byFormula
    case 'dataBar':
      return () => false
    default:
      return rule.formulas.length > 0 ? byFormula : () => 'unknown'
  }
}

const isFaultContent = (content: CellContent): boolean =>
  content !== null && typeof content === 'object' && content.kind === 'fault'

function comparesAs(
  operator: string,
  value: FormulaValue,
  first: FormulaValue,
  second: FormulaValue | 'unknown',
): boolean | 'unknown' {
  const order = compare(value, first)
  if (order === null) return false
  // A blank cell is not less than anything to a reader, but Excel's "= 0" holds for it; ratings are compared with words.
  switch (operator) {
    case 'equal':
      return order === 0 && !(value === null && first !== '' && first !== null && first !== 0)
    case 'notEqual':
      return order !== 0
    case 'greaterThan':
      return order > 0
    case 'greaterThanOrEqual':
      return order >= 0
    case 'lessThan':
      return order < 0
    case 'lessThanOrEqual':
      return order <= 0
    case 'between':
    case 'notBetween': {
      if (second === 'unknown') return second
      const other = compare(value, second)
      if (other === null) return false
      const isBetween = (order >= 0 && other <= 0) || (order <= 0 && other >= 0)
      return (operator === 'between') === isBetween
    }
    default:
      return 'unknown'
  }
}

function numbersIn(ranges: readonly CellRange[], rows: readonly SheetRow[]): number[] {
  const numbers: number[] = []
  for (const { row, cells } of rows)
    for (const { column, content } of cells)
      if (typeof content === 'number' && ranges.some((range) => isWithin(range, row, column))) numbers.push(content)
  return numbers
}

/** Where a threshold lies on the scale of the numbers it looks at. */
function thresholdAt({ type, value }: { type: string; value: string }, sorted: readonly number[]): number {
  const least = sorted[0] ?? 0
  const most = sorted.at(-1) ?? 0
  const given = Number(value)
  switch (type) {
    case 'min':
    case 'autoMin':
      return least
    case 'max':
    case 'autoMax':
      return most
    case 'percent':
      return least + ((most - least) * given) / 100
    case 'percentile': {
      const place = ((sorted.length - 1) * given) / 100
      const below = sorted[Math.floor(place)] ?? least
      return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place))
    }
    default:
      return given
  }
}

function colourScale(rule: ConditionalRule, numbers: number[]): (content: CellContent) => Partial<RuledLook> | null {
  const sorted = numbers.sort((a, b) => a - b)
  const stops = rule.thresholds.map((threshold, index) => ({
    at: thresholdAt(threshold, sorted),
    colour: rule.colours[index] ?? null,
  }))
  return (content) => {
    if (typeof content !== 'number') return null
    const upper = stops.findIndex((stop) => content <= stop.at)
    const next = stops[upper === -1 ? stops.length - 1 : upper]
    const last = stops[Math.max(0, (upper === -1 ? stops.length : upper) - 1)]
    if (!next?.colour || !last?.colour) return null
    const share = next.at === last.at ? 1 : Math.min(1, Math.max(0, (content - last.at) / (next.at - last.at)))
    return { fill: visibleFill(mix(next.colour, last.colour, share)) }
  }
}

const red = 'C00000'
const amber = 'FFC000'
const green = '00B050'
const grey = '808080'

/** Icons of each set from the lowest value to the highest, as a symbol and its colour. */
const iconSets: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  '3Arrows': [
    ['▼', red],
    ['▶', amber],
    ['▲', green],
  ],
  '3ArrowsGray': [
    ['▼', grey],
    ['▶', grey],
    ['▲', grey],
  ],
  '3Flags': [
    ['⚑', red],
    ['⚑', amber],
    ['⚑', green],
  ],
  '3TrafficLights1': [
    ['●', red],
    ['●', amber],
    ['●', green],
  ],
  '3TrafficLights2': [
    ['●', red],
    ['●', amber],
    ['●', green],
  ],
  '3Signs': [
    ['◆', red],
    ['▲', amber],
    ['●', green],
  ],
  '3Symbols': [
    ['✗', red],
    ['!', amber],
    ['✓', green],
  ],
  '3Symbols2': [
    ['✗', red],
    ['!', amber],
    ['✓', green],
  ],
  '3Stars': [
    ['☆', grey],
    ['⯪', amber],
    ['★', amber],
  ],
  '3Triangles': [
    ['▼', red],
    ['▬', amber],
    ['▲', green],
  ],
  '4Arrows': [
    ['▼', red],
    ['↘', amber],
    ['↗', amber],
    ['▲', green],
  ],
  '4ArrowsGray': [
    ['▼', grey],
    ['↘', grey],
    ['↗', grey],
    ['▲', grey],
  ],
  '4RedToBlack': [
    ['●', '404040'],
    ['●', 'B2B2B2'],
    ['●', 'F4B183'],
    ['●', red],
  ],
  '4Rating': [
    ['▁', grey],
    ['▃', grey],
    ['▅', grey],
    ['▇', grey],
  ],
  '4TrafficLights': [
    ['●', '404040'],
    ['●', red],
    ['●', amber],
    ['●', green],
  ],
  '5Arrows': [
    ['▼', red],
    ['↘', amber],
    ['▶', amber],
    ['↗', amber],
    ['▲', green],
  ],
  '5ArrowsGray': [
    ['▼', grey],
    ['↘', grey],
    ['▶', grey],
    ['↗', grey],
    ['▲', grey],
  ],
  '5Rating': [
    ['▁', grey],
    ['▂', grey],
    ['▃', grey],
    ['▅', grey],
    ['▇', grey],
  ],
  '5Quarters': [
    ['○', grey],
    ['◔', grey],
    ['◑', grey],
    ['◕', grey],
    ['●', grey],
  ],
}

function icons(rule: ConditionalRule, numbers: number[]): (content: CellContent) => Partial<RuledLook> | null {
  const sorted = numbers.sort((a, b) => a - b)
  const bounds = rule.thresholds.map((threshold) => thresholdAt(threshold, sorted))
  const set = iconSets[rule.icons?.set ?? ''] ?? []
  const order = rule.icons?.isReversed === true ? [...set].reverse() : set
  return (content) => {
    if (typeof content !== 'number') return null
    const reached = bounds.findLastIndex((bound) => content >= bound)
    const icon = order[Math.max(0, reached)]
    if (icon === undefined) return null
    return { symbol: { text: icon[0], colour: icon[1] }, hidesValue: rule.icons?.showsValue === false }
  }
}

function unreadRule(rule: ConditionalRule, sheet: string): ReadingDoubt {
  const [range] = rule.ranges
  const from = range === undefined ? '' : cellAddress(range.firstRow, range.firstColumn)
  const to = range === undefined ? '' : cellAddress(range.lastRow, range.lastColumn)
  const formula = rule.formulas[0] ?? rule.attributes.timePeriod ?? rule.type
  return {
    severity: 'check',
    code: 'conditional-format',
    message: `Cells ${from === to ? from : `${from} to ${to}`} of the sheet “${sheet}” take their colour from a rule that could not be worked out (${formula.slice(0, 120)}). Colours it gives are missing.`,
    at: { part: sheet, cell: from },
  }
}
