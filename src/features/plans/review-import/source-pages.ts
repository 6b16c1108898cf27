import {
  type Block,
  blocksText,
  type Cell,
  type NeutralDocument,
  type Paragraph,
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

/** Cuts a document into pages small enough to show, and says where each place is. Pure. */
export function mapSource(document: NeutralDocument): SourceMap {
  const pages: SourcePage[] = []
  const pageOf = new Map<string, number>()
  const rowOf = new Map<string, SourceRow>()
  const boxOf = new Map<string, Box>()
  const place = (words: string, page: number) => {
    if (words !== '' && !pageOf.has(words)) pageOf.set(words, page)
  }
  const isPdf = document.parts.some((part) => part.pages !== undefined)

  if (isPdf) {
    for (const page of document.parts.flatMap((part) => part.pages ?? []))
      if (!pages.some(({ pdf }) => pdf?.number === page.number))
        pages.push({ label: `page ${page.number}`, pdf: page, blocks: [] })
    const indexOf = new Map(pages.map((page, index) => [page.pdf?.number, index]))
    const walk = (blocks: readonly Block[]) => {
      for (const block of blocks) {
        noteBox(block.at, boxOf)
        place(sayPlace(block.at), indexOf.get(block.at.page) ?? 0)
        if (block.kind === 'paragraph') continue
        for (const row of block.rows) {
          const shown = rowOfTable(row)
          noteBox(row.at, boxOf)
          place(shown.place, indexOf.get(row.at.page) ?? 0)
          if (!rowOf.has(shown.place)) rowOf.set(shown.place, shown)
          for (const cell of row.cells) {
            noteBox(cell.at, boxOf)
            place(sayPlace(cell.at), indexOf.get(cell.at.page ?? row.at.page) ?? 0)
            rowOf.set(sayPlace(cell.at), shown)
            walk(cell.blocks)
          }
        }
      }
    }
    for (const part of document.parts) walk(part.blocks)
    return { pages, pageOf, rowOf, boxOf }
  }

  for (const part of document.parts) {
    if (part.blocks.length === 0) continue
    const name = partNames[part.kind] ?? part.name ?? ''
    const label = part.name ?? name
    let page: SourcePage | null = null
    let size = 0
    let open: SourceBlock | null = null
    const start = () => {
      page = { label, pdf: null, blocks: [] }
      pages.push(page)
      size = 0
      open = null
    }
    const put = (block: SourceBlock) => {
      if (page === null) start()
      ;(page as SourcePage | null)?.blocks.push(block)
    }
    for (const block of part.blocks) {
      if (page === null || size >= blocksOnAPage) start()
      if (block.kind === 'paragraph') {
        const shown = paragraphOf(block)
        if (shown === null) continue
        put(shown)
        place(shown.place, pages.length - 1)
        size++
        open = null
        continue
      }
      place(sayPlace(block.at), pages.length - 1)
      const rows = block.rows.map(rowOfTable)
      let first = 0
      for (const [index, row] of rows.entries()) {
        if (size >= rowsOnAPage) {
          start()
          continueSpans(rows, first, index)
          first = index
        }
        if (open === null) {
          open = { kind: 'table', rows: [] }
          put(open)
        }
        ;(open as Extract<SourceBlock, { kind: 'table' }>).rows.push(row)
        size++
        const at = pages.length - 1
        place(row.place, at)
        if (!rowOf.has(row.place)) rowOf.set(row.place, row)
        for (const cell of row.cells) {
          place(cell.place, at)
          if (!rowOf.has(cell.place)) rowOf.set(cell.place, row)
        }
        for (const inner of block.rows[index]?.cells.flatMap((cell) => cell.blocks) ?? []) {
          place(sayPlace(inner.at), at)
          if (!rowOf.has(sayPlace(inner.at))) rowOf.set(sayPlace(inner.at), row)
        }
      }
      open = null
    }
  }
  numberLabels(pages)
  return { pages, pageOf, rowOf, boxOf }
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

function noteBox(at: { page?: number; box?: Omit<Box, 'page'> }, boxOf: Map<string, Box>): void {
  if (at.box === undefined || at.page === undefined) return
  const words = sayPlace(at)
  if (!boxOf.has(words)) boxOf.set(words, { ...at.box, page: at.page })
}

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
