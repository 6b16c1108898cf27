import type { Block, Cell, Paragraph, Part, Place, Row, Table } from '../../neutral-document.ts'
import { around, type Box } from './box.ts'
import { headingLevels } from './headings.ts'
import type { PageNote } from './notes-and-fields.ts'
import type { PageTable } from './page-table.ts'
import type { ParagraphDraft } from './paragraph-draft.ts'
import { writeParagraph } from './paragraph-text.ts'
import type { RunningLine } from './running-lines.ts'
import type { Spelling } from './spelling.ts'
import { beginTable, type WholeTable } from './stitch-tables.ts'

/** The document in reading order: paragraphs and whole tables. */
export type Flow = (ParagraphDraft | WholeTable)[]

export function isTable(item: ParagraphDraft | WholeTable): item is WholeTable {
  return 'rows' in item
}

/** The flow as blocks; headings are told by how they look beside the body text. */
export function writeBlocks(flow: Flow, spelling: Spelling, bodySize: number): Block[] {
  const paragraphs = flow.filter((item) => !isTable(item)) as ParagraphDraft[]
  const headings = headingLevels(paragraphs, bodySize)
  const levels = listLevels(paragraphs)
  let number = 0
  return flow.map((item) => {
    if (isTable(item)) return writeTable(item, spelling)
    number++
    const paragraph = writeParagraph(item, spelling, levels.get(item) ?? 0, { paragraph: number })
    paragraph.headingLevel = headings.get(item) ?? null
    return paragraph
  })
}

/** Running headers and footers, each wording once, with the first page it stands on. */
export function writeRunning(lines: readonly RunningLine[], spelling: Spelling): Part[] {
  return (['header', 'footer'] as const).flatMap((kind): Part[] => {
    const seen = new Set<string>()
    const blocks: Paragraph[] = []
    for (const { page, line, kind: lineKind } of lines) {
      if (lineKind !== kind) continue
      const paragraph = writeParagraph({ page, lines: [line], mark: null, right: line.x1 }, spelling, 0, {})
      const text = paragraph.runs.map((run) => run.text).join('')
      if (seen.has(text)) continue
      seen.add(text)
      blocks.push(paragraph)
    }
    return blocks.length === 0 ? [] : [{ kind, name: null, isHidden: false, blocks }]
  })
}

/** Readers' notes, each with where it is stuck on. */
export function writeNotes(notes: readonly PageNote[]): Part[] {
  if (notes.length === 0) return []
  const blocks = notes.map(
    (note): Paragraph => ({
      kind: 'paragraph',
      headingLevel: null,
      runs: [{ text: note.author === null ? note.text : `${note.author}: ${note.text}` }],
      list: null,
      at: { page: note.page, box: placeOf(note.box) },
    }),
  )
  return [{ kind: 'comments', name: null, isHidden: false, blocks }]
}

function writeTable(table: WholeTable, spelling: Spelling): Table {
  const first = table.parts[0]
  return {
    kind: 'table',
    name: null,
    columnCount: table.xs.length - 1,
    rows: table.rows.map((row, i): Row => {
      const at: Place = { page: row.page, table: table.number, row: i + 1, box: placeOf(row) }
      return {
        isHeader: row.isHeader,
        isHidden: false,
        cells: row.cells.map((cell): Cell => {
          const place: Place = {
            page: cell.page,
            table: table.number,
            row: i + 1,
            column: cell.column + 1,
            box: placeOf(cell.box),
          }
          const levels = listLevels(cell.paragraphs)
          return {
            column: cell.column,
            rowSpan: Math.min(cell.rowSpan, table.rows.length - i),
            colSpan: cell.colSpan,
            blocks: [
              ...cell.paragraphs.map((paragraph) =>
                writeParagraph(paragraph, spelling, levels.get(paragraph) ?? 0, {
                  table: table.number,
                  row: i + 1,
                  column: cell.column + 1,
                }),
              ),
              ...cell.nested.map((nested: PageTable) => writeTable(beginTable(nested, table.number), spelling)),
            ],
            fill: cell.fill,
            value: null,
            at: place,
          }
        }),
        at,
      }
    }),
    at: { page: first?.page ?? 1, table: table.number, ...(first ? { box: placeOf(around([first])) } : {}) },
  }
}

function placeOf(box: Box): { x: number; y: number; width: number; height: number } {
  const round = (value: number) => Math.round(value * 10) / 10
  return { x: round(box.x0), y: round(box.y0), width: round(box.x1 - box.x0), height: round(box.y1 - box.y0) }
}

/** How deep each list item stands, by how far its mark is set in among the lists around it. */
function listLevels(paragraphs: readonly ParagraphDraft[]): Map<ParagraphDraft, number> {
  const levels = new Map<ParagraphDraft, number>()
  let indents: number[] = []
  for (const paragraph of paragraphs) {
    if (!paragraph.mark) {
      indents = []
      continue
    }
    const { x } = paragraph.mark
    indents = indents.filter((indent) => indent < x + 3)
    if (!indents.some((indent) => Math.abs(indent - x) <= 3)) indents.push(x)
    levels.set(paragraph, indents.length - 1)
  }
  return levels
}
