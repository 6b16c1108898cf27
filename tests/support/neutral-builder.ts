import type {
  Block,
  Cell,
  DocumentFormat,
  NeutralDocument,
  Paragraph,
  Part,
  Place,
  Run,
  Table,
} from '../../src/documents/neutral-document.ts'

/** Small makers of neutral documents, so that a test shows a plan's shape as it looks and no more. */

export interface CellSpec {
  text?: string
  /** A paragraph each; "• " at the start makes a list item, "1) " a numbered one. */
  lines?: string[]
  across?: number
  down?: number
  fill?: string
  isBold?: boolean
  struck?: string
  date?: string
}

/** A cell: its words, a description, or null where a merged cell from above or the left covers it. */
export type CellIn = string | CellSpec | null

export function documentOf(format: DocumentFormat, blocks: Block[]): NeutralDocument {
  return withParts(format, [{ kind: 'body', name: null, isHidden: false, blocks }])
}

export function withParts(format: DocumentFormat, parts: Part[]): NeutralDocument {
  const document: NeutralDocument = {
    format,
    language: 'en-GB',
    properties: { title: null, author: null, modified: null },
    parts,
    doubts: [],
  }
  let tables = 0
  let paragraphs = 0
  for (const part of parts) {
    for (const block of part.blocks) {
      if (block.kind === 'table') {
        tables++
        placeTable(block, part.kind === 'sheet' ? { part: part.name ?? '' } : {}, part.kind === 'sheet' ? 1 : tables)
      } else block.at = { paragraph: ++paragraphs }
    }
  }
  return document
}

export function sheet(name: string, rows: CellIn[][], isHidden = false): Part {
  return { kind: 'sheet', name, isHidden, blocks: [table(rows)] }
}

export function paragraph(
  text: string,
  rest: { heading?: number; isBold?: boolean; list?: string; isDeleted?: boolean } = {},
): Paragraph {
  const list = rest.list === undefined ? null : { label: rest.list, level: 0, isOrdered: rest.list !== '•' }
  const run: Run = {
    text,
    ...(rest.isBold ? { isBold: true } : {}),
    ...(rest.isDeleted ? { change: 'deleted' as const } : {}),
  }
  return { kind: 'paragraph', headingLevel: rest.heading ?? null, runs: [run], list, at: {} }
}

export const heading = (level: number, text: string): Paragraph => paragraph(text, { heading: level })

export function table(rows: CellIn[][]): Table {
  const covered = new Set<string>()
  const columnCount = Math.max(
    ...rows.map((row) =>
      row.reduce((sum, cell) => sum + (typeof cell === 'object' && cell !== null ? (cell.across ?? 1) : 1), 0),
    ),
  )
  return {
    kind: 'table',
    name: null,
    columnCount,
    at: {},
    rows: rows.map((row, index) => {
      const cells: Cell[] = []
      let column = 0
      for (const cell of row) {
        if (cell === null) {
          column++
          continue
        }
        while (covered.has(`${index}.${column}`)) column++
        const spec = typeof cell === 'string' ? { text: cell } : cell
        for (let down = 1; down < (spec.down ?? 1); down++) {
          for (let across = 0; across < (spec.across ?? 1); across++) covered.add(`${index + down}.${column + across}`)
        }
        cells.push(cellOf(spec, column))
        column += spec.across ?? 1
      }
      return { isHeader: false, isHidden: false, cells, at: {} }
    }),
  }
}

function cellOf(spec: CellSpec, column: number): Cell {
  const lines = spec.lines ?? (spec.text === undefined || spec.text === '' ? [] : spec.text.split('\n'))
  const blocks: Paragraph[] = lines.map((line) => {
    const listed = /^(•|\d+\)) (.*)$/.exec(line)
    const made = paragraph(listed?.[2] ?? line, {
      ...(listed?.[1] === undefined ? {} : { list: listed[1] }),
      ...(spec.isBold ? { isBold: true } : {}),
    })
    return made
  })
  if (spec.struck !== undefined) {
    const [first] = blocks
    const run: Run = { text: `${spec.struck} `, isStruck: true }
    if (first === undefined) blocks.push({ ...paragraph(''), runs: [run] })
    else first.runs.unshift(run)
  }
  return {
    column,
    rowSpan: spec.down ?? 1,
    colSpan: spec.across ?? 1,
    blocks,
    fill: spec.fill ?? null,
    value:
      spec.date === undefined
        ? null
        : { kind: 'date', date: spec.date, precision: 'day', shows: spec.text ?? spec.date },
    at: {},
  }
}

function placeTable(block: Table, base: Place, number: number): void {
  block.at = { ...base, table: number }
  for (const [index, row] of block.rows.entries()) {
    row.at = base.part === undefined ? { table: number, row: index + 1 } : { ...base, row: index + 1 }
    for (const cell of row.cells) {
      cell.at =
        base.part === undefined
          ? { table: number, row: index + 1, column: cell.column + 1 }
          : { ...base, cell: `${String.fromCharCode(65 + cell.column)}${index + 1}` }
      for (const inner of cell.blocks) inner.at = cell.at
    }
  }
}
