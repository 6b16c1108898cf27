/**
 * The small part of a spreadsheet's formula language that conditional formats are written in: `=$G5="Red"`,
 * `=AND(TODAY()>D5,E5<>"Done")`, `=ISNUMBER(SEARCH("late",$H5))`. Whatever is not understood makes the whole formula unknown.
 */
import { type CellRange, cellRange, lastColumn, lastRow } from './cell-address.ts'

export type FormulaValue = string | number | boolean | null | { fault: true }

export interface FormulaSheet {
  /** The value at a position; `sheet` null for the formula's own. Null for blank. Throws UnknownFormula for a sheet it has not. */
  valueAt(sheet: string | null, row: number, column: number): FormulaValue
  /** What a defined name refers to ("Key!$A$1"), or null. */
  named(name: string): string | null
}

/** The formula, or a thing in it, is outside the part understood here. */
export class UnknownFormula extends Error {}

export interface Formula {
  /** The value with relative addresses moved by so many rows and columns. Throws UnknownFormula. */
  valueMovedBy(rows: number, columns: number, sheet: FormulaSheet): FormulaValue
}

type Node =
  | { kind: 'value'; value: FormulaValue }
  | {
      kind: 'range'
      sheet: string | null
      range: CellRange
      fixed: { row1: boolean; column1: boolean; row2: boolean; column2: boolean }
    }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; arguments: Node[] }
  | { kind: 'operator'; operator: string; left: Node; right: Node }
  | { kind: 'sign'; operator: string; of: Node }

const fault: FormulaValue = { fault: true }
/** A formula that looks at more cells than this for one cell's colour is not evaluated. */
const mostCellsSeen = 20_000

/** Parses once; null when the formula holds something outside this language. */
export function parseFormula(text: string): Formula | null {
  let tree: Node
  try {
    tree = new Parser(text.replace(/^=/, '').slice(0, 2000)).whole()
  } catch (error) {
    if (error instanceof UnknownFormula) return null
    throw error
  }
  return { valueMovedBy: (rows, columns, sheet) => new Evaluation(rows, columns, sheet).scalar(tree) }
}

/** Excel's sense of true for a rule: TRUE, or any number but 0. */
export function isTruth(value: FormulaValue): boolean {
  return value === true || (typeof value === 'number' && value !== 0)
}

/** Text is compared without regard to case; a blank equals "", 0 and FALSE; text is above every number. */
export function compare(left: FormulaValue, right: FormulaValue): number | null {
  if (isFault(left) || isFault(right)) return null
  const [a, b] = [left ?? emptyLike(right), right ?? emptyLike(left)]
  const rank = (value: FormulaValue) => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()]
    return x < y ? -1 : x > y ? 1 : 0
  }
  return Number(a) - Number(b)
}

const isFault = (value: FormulaValue): value is { fault: true } => typeof value === 'object' && value !== null
const emptyLike = (other: FormulaValue): FormulaValue =>
  typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0

class Parser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): Node {
    const node = this.#comparison()
    this.#space()
    if (this.#at < this.#text.length) throw new UnknownFormula()
    return node
  }

  #comparison(): Node {
    return this.#chain(/^(<=|>=|<>|=|<|>)/, () =>
      this.#chain(/^(&)/, () =>
        this.#chain(/^([+-])/, () => this.#chain(/^([*/])/, () => this.#chain(/^(\^)/, () => this.#sign()))),
      ),
    )
  }

  #chain(pattern: RegExp, next: () => Node): Node {
    let left = next()
    for (let operator = this.#take(pattern); operator !== null; operator = this.#take(pattern))
      left = { kind: 'operator', operator, left, right: next() }
    return left
  }

  #sign(): Node {
    const operator = this.#take(/^([+-])/)
    if (operator !== null) return this.#deeper(() => ({ kind: 'sign', operator, of: this.#sign() }))
    let node = this.#operand()
    while (this.#take(/^(%)/) !== null)
      node = { kind: 'operator', operator: '/', left: node, right: { kind: 'value', value: 100 } }
    return node
  }

  #operand(): Node {
    if (this.#take(/^(\()/) !== null) {
      const inside = this.#deeper(() => this.#comparison())
      if (this.#take(/^(\))/) === null) throw new UnknownFormula()
      return inside
    }
    const text = this.#take(/^"((?:[^"]|"")*)"/)
    if (text !== null) return { kind: 'value', value: text.replaceAll('""', '"') }
    const number = this.#take(/^(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)(?![\w:!$])/)
    if (number !== null) return { kind: 'value', value: Number(number) }
    const error = this.#take(/^(#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!))/)
    if (error !== null) return { kind: 'value', value: fault }
    const quoted = this.#take(/^'((?:[^']|'')+)'!/)
    const sheet = quoted?.replaceAll("''", "'") ?? this.#take(/^([\p{L}_][\p{L}\p{N}_.]*)!/u)
    const reference = this.#take(
      /^(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\w(.!])/,
    )
    if (reference !== null) return rangeNode(sheet, reference)
    if (sheet !== null) throw new UnknownFormula()
    const word = this.#take(/^([\p{L}_][\p{L}\p{N}_.]*)/u)
    if (word === null) throw new UnknownFormula()
    if (this.#take(/^(\()/) !== null)
      return {
        kind: 'call',
        name: word.toUpperCase().replace(/^_XLFN\./, ''),
        arguments: this.#deeper(() => this.#list()),
      }
    if (/^true$/i.test(word)) return { kind: 'value', value: true }
    if (/^false$/i.test(word)) return { kind: 'value', value: false }
    return { kind: 'name', name: word }
  }

  #list(): Node[] {
    const list: Node[] = []
    if (this.#take(/^(\))/) !== null) return list
    do {
      this.#space()
      list.push(
        /^[,)]/.test(this.#text.slice(this.#at, this.#at + 1)) ? { kind: 'value', value: null } : this.#comparison(),
      )
    } while (this.#take(/^(,)/) !== null)
    if (this.#take(/^(\))/) === null) throw new UnknownFormula()
    return list
  }

  #take(pattern: RegExp): string | null {
    this.#space()
    const match = pattern.exec(this.#text.slice(this.#at))
    if (match === null) return null
    this.#at += match[0].length
    return match[1] ?? ''
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > 60) throw new UnknownFormula()
    const result = read()
    this.#depth--
    return result
  }
}

function rangeNode(sheet: string | null, reference: string): Node {
  const range = cellRange(reference)
  if (range === null) throw new UnknownFormula()
  const [first = '', second = first] = reference.split(':')
  const isFixed = (corner: string) => ({
    column: corner.startsWith('$') || /^\d/.test(corner),
    row: /\$\d/.test(corner) || !/\d/.test(corner),
  })
  const [one, two] = [isFixed(first), isFixed(second)]
  return {
    kind: 'range',
    sheet,
    range,
    fixed: { row1: one.row, column1: one.column, row2: two.row, column2: two.column },
  }
}

class Evaluation {
  readonly #rows: number
  readonly #columns: number
  readonly #sheet: FormulaSheet
  #seen = 0
  #names = 0

  constructor(rows: number, columns: number, sheet: FormulaSheet) {
    this.#rows = rows
    this.#columns = columns
    this.#sheet = sheet
  }

  scalar(node: Node): FormulaValue {
    switch (node.kind) {
      case 'value':
        return node.value
      case 'range': {
        const { firstRow, firstColumn, lastRow: bottom, lastColumn: right } = this.#moved(node)
        if (firstRow !== bottom || firstColumn !== right) throw new UnknownFormula()
        return this.#sheet.valueAt(node.sheet, firstRow, firstColumn)
      }
      case 'name':
        return this.scalar(this.#named(node.name))
      case 'sign': {
        const value = number(this.scalar(node.of))
        return value === null ? fault : node.operator === '-' ? -value : value
      }
      case 'operator':
        return this.#operator(node.operator, this.scalar(node.left), this.scalar(node.right))
      case 'call':
        return this.#call(node.name, node.arguments)
    }
  }

  #named(name: string): Node {
    const refersTo = this.#sheet.named(name)
    if (refersTo === null || ++this.#names > 20) throw new UnknownFormula()
    return new Parser(refersTo).whole()
  }

  #operator(operator: string, left: FormulaValue, right: FormulaValue): FormulaValue {
    if (isFault(left) || isFault(right)) return fault
    if (operator === '&') return text(left) + text(right)
    if (/[<>=]/.test(operator)) {
      const order = compare(left, right) ?? 0
      return (
        { '=': order === 0, '<>': order !== 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[
          operator
        ] ?? fault
      )
    }
    const [a, b] = [number(left), number(right)]
    if (a === null || b === null) return fault
    const result = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '^': a ** b }[operator] ?? Number.NaN
    return Number.isFinite(result) ? result : fault
  }

  #call(name: string, list: readonly Node[]): FormulaValue {
    const value = (index: number): FormulaValue => {
      const node = list[index]
      if (node === undefined) throw new UnknownFormula()
      return this.scalar(node)
    }
    const words = (index: number): string => text(value(index))
    const size = (index: number, otherwise: number): number =>
      list[index] === undefined ? otherwise : (number(value(index)) ?? Number.NaN)
    switch (name) {
      case 'AND':
        return list.flatMap((node) => this.#values(node)).every(isTruth)
      case 'OR':
        return list.flatMap((node) => this.#values(node)).some(isTruth)
      case 'NOT':
        return !isTruth(value(0))
      case 'IF':
        return isTruth(value(0)) ? value(1) : list[2] === undefined ? false : value(2)
      case 'IFERROR': {
        const tried = value(0)
        return isFault(tried) ? value(1) : tried
      }
      case 'ISBLANK':
        return value(0) === null
      case 'ISNUMBER':
        return typeof value(0) === 'number'
      case 'ISTEXT':
        return typeof value(0) === 'string'
      case 'ISNONTEXT':
        return typeof value(0) !== 'string'
      case 'ISERROR':
      case 'ISNA':
        return isFault(value(0))
      case 'LEN':
        return words(0).length
      case 'TRIM':
        return words(0).trim().replace(/ +/g, ' ')
      case 'UPPER':
        return words(0).toUpperCase()
      case 'LOWER':
        return words(0).toLowerCase()
      case 'LEFT':
        return words(0).slice(0, Math.max(0, size(1, 1)))
      case 'RIGHT':
        return words(0).slice(Math.max(0, words(0).length - Math.max(0, size(1, 1))))
      case 'MID':
        return words(0).slice(size(1, 1) - 1, size(1, 1) - 1 + size(2, 0))
      case 'EXACT':
        return words(0) === words(1)
      case 'SEARCH':
      case 'FIND':
        return position(name === 'SEARCH', words(0), words(1), size(2, 1))
      case 'VALUE':
        return number(value(0)) ?? fault
      case 'ABS':
        return Math.abs(size(0, 0))
      case 'INT':
        return Math.floor(size(0, 0))
      case 'MOD':
        return size(1, 1) === 0 ? fault : size(0, 0) - size(1, 1) * Math.floor(size(0, 0) / size(1, 1))
      case 'ISEVEN':
        return Math.trunc(size(0, 0)) % 2 === 0
      case 'ISODD':
        return Math.trunc(size(0, 0)) % 2 !== 0
      case 'ROW':
      case 'COLUMN': {
        const node = list[0]
        if (node?.kind !== 'range') throw new UnknownFormula()
        const moved = this.#moved(node)
        return (name === 'ROW' ? moved.firstRow : moved.firstColumn) + 1
      }
      case 'SUM':
      case 'MIN':
      case 'MAX':
      case 'AVERAGE':
      case 'COUNT': {
        const numbers = list.flatMap((node) => this.#values(node)).filter((each) => typeof each === 'number')
        if (name === 'COUNT') return numbers.length
        const sum = numbers.reduce((total, each) => total + each, 0)
        if (name === 'SUM') return sum
        if (numbers.length === 0) return name === 'AVERAGE' ? fault : 0
        return name === 'AVERAGE'
          ? sum / numbers.length
          : numbers.reduce((a, b) => (name === 'MIN' ? Math.min(a, b) : Math.max(a, b)))
      }
      case 'COUNTA':
        return list.flatMap((node) => this.#values(node)).filter((each) => each !== null).length
      case 'COUNTBLANK':
        return list.flatMap((node) => this.#values(node)).filter((each) => each === null || each === '').length
      case 'COUNTIF': {
        const criterion = value(1)
        const [range] = list
        if (range === undefined) throw new UnknownFormula()
        return this.#values(range).filter((each) => meets(each, criterion)).length
      }
      default:
        throw new UnknownFormula()
    }
  }

  /** Every value of a range, or the one value of anything else. */
  #values(node: Node): FormulaValue[] {
    const target = node.kind === 'name' ? this.#named(node.name) : node
    if (target.kind !== 'range') return [this.scalar(target)]
    const { firstRow, firstColumn, lastRow: bottom, lastColumn: right } = this.#moved(target)
    this.#seen += (bottom - firstRow + 1) * (right - firstColumn + 1)
    if (this.#seen > mostCellsSeen) throw new UnknownFormula()
    const values: FormulaValue[] = []
    for (let row = firstRow; row <= bottom; row++)
      for (let column = firstColumn; column <= right; column++)
        values.push(this.#sheet.valueAt(target.sheet, row, column))
    return values
  }

  #moved({ range, fixed }: Extract<Node, { kind: 'range' }>): CellRange {
    const moved = {
      firstRow: range.firstRow + (fixed.row1 ? 0 : this.#rows),
      lastRow: range.lastRow + (fixed.row2 ? 0 : this.#rows),
      firstColumn: range.firstColumn + (fixed.column1 ? 0 : this.#columns),
      lastColumn: range.lastColumn + (fixed.column2 ? 0 : this.#columns),
    }
    if (moved.firstRow < 0 || moved.firstColumn < 0 || moved.lastRow > lastRow || moved.lastColumn > lastColumn)
      throw new UnknownFormula()
    return moved
  }
}

function text(value: FormulaValue): string {
  if (value === null || isFault(value)) return ''
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value)
}

function number(value: FormulaValue): number | null {
  if (value === null) return 0
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string' || value.trim() === '') return null
  const parsed = Number(value)
  return Number.isFinite(parsed) ? parsed : null
}

/** SEARCH knows ? and * and no case; FIND neither. */
function position(isLoose: boolean, needle: string, hay: string, from: number): FormulaValue {
  if (!Number.isFinite(from) || from < 1) return fault
  const rest = hay.slice(from - 1)
  const at =
    isLoose && /[?*]/.test(needle)
      ? rest.search(wildcard(needle, false))
      : isLoose
        ? rest.toLowerCase().indexOf(needle.toLowerCase())
        : rest.indexOf(needle)
  return at < 0 ? fault : at + from
}

function meets(value: FormulaValue, criterion: FormulaValue): boolean {
  if (typeof criterion !== 'string') return compare(value, criterion) === 0 && value !== null
  const [, operator = '=', operand = ''] = /^(<=|>=|<>|=|<|>)?(.*)$/s.exec(criterion) ?? []
  const bound = operand.trim() !== '' && Number.isFinite(Number(operand)) ? Number(operand) : operand
  if (typeof bound === 'string' && /[?*]/.test(bound)) {
    const isMatch = typeof value === 'string' && wildcard(bound, true).test(value)
    return operator === '<>' ? !isMatch : isMatch
  }
  if (operator === '<>') return compare(value, bound) !== 0
  if (typeof value !== typeof bound) return false
  const order = compare(value, bound) ?? Number.NaN
  return { '=': order === 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[operator] ?? false
}

/** At most one star is kept between words, so that no pattern can take long. */
function wildcard(pattern: string, isWhole: boolean): RegExp {
  const source = pattern
    .slice(0, 200)
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^]*?')
    .replace(/\?/g, '[^]')
  return new RegExp(isWhole ? `^${source}$` : source, 'i')
}

/** The top left corner that a rule's formulas are written for. */
export function cornerOf(ranges: readonly CellRange[]): { row: number; column: number } {
  return {
    row: Math.min(...ranges.map((range) => range.firstRow)),
    column: Math.min(...ranges.map((range) => range.firstColumn)),
  }
}
