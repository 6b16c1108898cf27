import {
  type Block,
  blocksText,
  type Cell,
  type NeutralDocument,
  type Paragraph,
  type Part,
  type Place,
  paragraphText,
  type Row,
  sayPlace,
  type Table,
} from '../../../documents/neutral-document.ts'

/** One screenful of a source document: a page of a PDF, a slide, or some rows of a sheet or Word table. */
export interface SourcePage {
  label: string
  /** Where the page's picture is drawn from; null where its blocks are shown. */
  pdf: { number: number; width: number; height: number } | null
  blocks: SourceBlock[]
}

export type SourceBlock =
  | { kind: 'paragraph'; text: string; isHeading: boolean; place: string }
  | { kind: 'table'; rows: SourceRow[] }

export interface SourceRow {
  place: string
  isHeader: boolean
  isHidden: boolean
  cells: SourceCell[]
}

export interface SourceCell {
  column: number
  text: string
  rowSpan: number
  colSpan: number
  /** RRGGBB */
  fill: string | null
  isBold: boolean
  place: string
  /** The cell began on the page before. */
  isContinued: boolean
}

export interface SourceMap {
  pages: SourcePage[]
  /** A place in words to the page it is shown on, from 0. */
  pageOf: ReadonlyMap<string, number>
  /** A place in words to its row, for crops. */
  rowOf: ReadonlyMap<string, SourceRow>
  /** A place in words to its box on a PDF page, in points. */
  boxOf: ReadonlyMap<string, Box>
}

export interface Box {
  page: number
  x: number
  y: number
  width: number
  height: number
}

const rowsOnAPage = 30
const blocksOnAPage = 40

interface MapDraft extends SourceMap {
  pageOf: Map<string, number>
  rowOf: Map<string, SourceRow>
  boxOf: Map<string, Box>
}

/** Cuts a document into pages small enough to show, and says where each place is. Pure. */
export function mapSource(document: NeutralDocument): SourceMap {
  const draft: MapDraft = { pages: [], pageOf: new Map(), rowOf: new Map(), boxOf: new Map() }
  if (document.parts.some((part) => part.pages !== undefined)) mapPdf(draft, document)
  else {
    for (const part of document.parts) mapPart(draft, part)
    numberLabels(draft.pages)
  }
  return draft
}

// ---- a PDF: its own pages, drawn ---------------------------------------------------------------------------------------

function mapPdf(draft: MapDraft, document: NeutralDocument): void {
  for (const page of document.parts.flatMap((part) => part.pages ?? []))
    if (!draft.pages.some(({ pdf }) => pdf?.number === page.number))
      draft.pages.push({ label: `page ${page.number}`, pdf: page, blocks: [] })
  const indexes = new Map(draft.pages.map((page, index) => [page.pdf?.number, index]))
  const note = (at: Place, page: number | undefined) => {
    noteBox(at, draft.boxOf)
    notePage(draft, sayPlace(at), indexes.get(page) ?? 0)
  }
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      note(block.at, block.at.page)
      if (block.kind === 'paragraph') continue
      for (const row of block.rows) {
        note(row.at, row.at.page)
        noteRow(draft, rowOfTable(row))
        for (const cell of row.cells) {
          note(cell.at, cell.at.page ?? row.at.page)
          walk(cell.blocks)
        }
      }
    }
  }
  for (const part of document.parts) walk(part.blocks)
}

function noteBox(at: Place, boxOf: Map<string, Box>): void {
  if (at.box === undefined || at.page === undefined) return
  const words = sayPlace(at)
  if (!boxOf.has(words)) boxOf.set(words, { ...at.box, page: at.page })
}

// ---- everything else: paragraphs and rows, a screenful a page ----------------------------------------------------------

function mapPart(draft: MapDraft, part: Part): void {
  const label = part.name ?? partNames[part.kind] ?? ''
  const turn = (): SourcePage => {
    const page: SourcePage = { label, pdf: null, blocks: [] }
    draft.pages.push(page)
    return page
  }
  let page: SourcePage | undefined
  for (const block of part.blocks) {
    if (page === undefined || sizeOf(page) >= blocksOnAPage) page = turn()
    if (block.kind === 'table') page = mapTable(draft, block, page, turn)
    else {
      const shown = paragraphOf(block)
      if (shown === null) continue
      page.blocks.push(shown)
      notePage(draft, shown.place, draft.pages.length - 1)
    }
  }
}

/** Lays the rows of a table on this page and as many more as they need; gives the page it ends on. */
function mapTable(draft: MapDraft, table: Table, from: SourcePage, turn: () => SourcePage): SourcePage {
  const rows = table.rows.map(rowOfTable)
  let page = from
  let first = 0
  let shown: SourceRow[] | undefined
  notePage(draft, sayPlace(table.at), draft.pages.length - 1)
  for (const [index, row] of rows.entries()) {
    if (sizeOf(page) >= rowsOnAPage) {
      page = turn()
      continueSpans(rows, first, index)
      first = index
      shown = undefined
    }
    if (shown === undefined) {
      shown = []
      page.blocks.push({ kind: 'table', rows: shown })
    }
    shown.push(row)
    noteRow(draft, row)
    const inner = table.rows[index]?.cells.flatMap((cell) => cell.blocks.map(({ at }) => sayPlace(at))) ?? []
    for (const place of [row.place, ...row.cells.map((cell) => cell.place), ...inner]) {
      notePage(draft, place, draft.pages.length - 1)
      if (!draft.rowOf.has(place)) draft.rowOf.set(place, row)
    }
  }
  return page
}

const sizeOf = ({ blocks }: SourcePage): number =>
  blocks.reduce((size, block) => size + (block.kind === 'table' ? block.rows.length : 1), 0)

function notePage({ pageOf }: MapDraft, place: string, page: number): void {
  if (place !== '' && !pageOf.has(place)) pageOf.set(place, page)
}

function noteRow({ rowOf }: MapDraft, row: SourceRow): void {
  for (const place of [row.place, ...row.cells.map((cell) => cell.place)]) if (!rowOf.has(place)) rowOf.set(place, row)
}

/** A cell that spans down over the end of a page (rows `first` to `end`) is cut there and goes on at the top of the next. */
function continueSpans(rows: readonly SourceRow[], first: number, end: number): void {
  const next = rows[end]
  if (next === undefined) return
  for (const [index, row] of rows.slice(first, end).entries())
    for (const cell of row.cells) {
      const over = first + index + cell.rowSpan - end
      if (over <= 0) continue
      cell.rowSpan = end - first - index
      next.cells.push({ ...cell, rowSpan: over, isContinued: true })
    }
  next.cells.sort((a, b) => a.column - b.column)
}

function rowOfTable(row: Row): SourceRow {
  return {
    place: sayPlace(row.at),
    isHeader: row.isHeader,
    isHidden: row.isHidden,
    cells: row.cells.map(cellOf),
  }
}

function cellOf(cell: Cell): SourceCell {
  const said = blocksShown(cell.blocks)
  const { value } = cell
  return {
    column: cell.column,
    text: said === '' && value !== null ? value.shows : said,
    rowSpan: Math.max(1, cell.rowSpan),
    colSpan: Math.max(1, cell.colSpan),
    fill: cell.fill,
    isBold: isAllBold(cell.blocks),
    place: sayPlace(cell.at),
    isContinued: false,
  }
}

function blocksShown(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === 'table' ? tableShown(block) : labelled(block)))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const tableShown = (table: Table): string =>
  table.rows.map((row) => row.cells.map((cell) => blocksText(cell.blocks)).join(' | ')).join('\n')

const labelled = (paragraph: Paragraph): string =>
  paragraph.list === null ? paragraphText(paragraph) : `${paragraph.list.label} ${paragraphText(paragraph)}`

function paragraphOf(paragraph: Paragraph): Extract<SourceBlock, { kind: 'paragraph' }> | null {
  const text = labelled(paragraph).trim()
  if (text === '') return null
  const isHeading = paragraph.headingLevel !== null || isAllBold([paragraph])
  return { kind: 'paragraph', text, isHeading, place: sayPlace(paragraph.at) }
}

const isAllBold = (blocks: readonly Block[]): boolean =>
  blocks.length > 0 &&
  blocks.every(
    (block) => block.kind === 'paragraph' && block.runs.every((run) => run.isBold === true || run.text.trim() === ''),
  )

/** "Plan (2 of 3)" where a part takes several pages; a document without named parts is counted through. */
function numberLabels(pages: readonly SourcePage[]): void {
  const totals = new Map<string, number>()
  for (const { label } of pages) totals.set(label, (totals.get(label) ?? 0) + 1)
  const seen = new Map<string, number>()
  for (const page of pages) {
    const { label } = page
    const number = (seen.get(label) ?? 0) + 1
    seen.set(label, number)
    const total = totals.get(label) ?? 1
    if (label === '') page.label = total === 1 ? '' : `part ${number} of ${total}`
    else if (total > 1) page.label = `${label} (${number} of ${total})`
  }
}

const partNames: Partial<Record<string, string>> = {
  header: 'headers',
  footer: 'footers',
  footnotes: 'footnotes',
  comments: 'comments',
  'speaker-notes': 'speaker notes',
}
