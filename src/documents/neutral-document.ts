/**
 * The neutral document: what every reader turns bytes into, whatever the format. It keeps what a person sees (order,
 * tables, merged cells, list labels, colours, strike-through) and where each part stands, and decides nothing about plans.
 */

export type DocumentFormat =
  | 'docx'
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'pptx'
  | 'pdf'
  | 'csv'
  | 'tsv'
  | 'txt'
  | 'md'
  | 'html'
  | 'pasted'
  | 'doc'
  | 'odt'
  | 'rtf'

export interface NeutralDocument {
  format: DocumentFormat
  /** BCP 47, when the document says so. */
  language: string | null
  properties: { title: string | null; author: string | null; modified: string | null }
  /** In reading order: a Word body, each worksheet, each slide, then headers, footers, footnotes, comments. */
  parts: Part[]
  /** What could not be read, or was read with a doubt (a picture, an unknown font, a row joined over a page break). */
  doubts: ReadingDoubt[]
}

export interface Part {
  kind: 'body' | 'sheet' | 'slide' | 'header' | 'footer' | 'footnotes' | 'comments' | 'speaker-notes'
  /** Sheet name, slide title; null where the part has none. */
  name: string | null
  /** A hidden sheet or slide: offered to the person, never taken silently. */
  isHidden: boolean
  blocks: Block[]
  /** PDF pages that make up this part, for drawing it beside the reading. Points, origin top left. */
  pages?: { number: number; width: number; height: number }[]
}

export type Block = Paragraph | Table

export interface Paragraph {
  kind: 'paragraph'
  /** 1 to 6 for a real heading, 0 for the document's Title; null for body text. */
  headingLevel: number | null
  runs: Run[]
  /** The list mark as it shows ("i.", "(a)", "•") when the word processor made it; a typed mark stays in the text. */
  list: { label: string; level: number; isOrdered: boolean } | null
  at: Place
}

export interface Run {
  text: string
  isBold?: boolean
  isItalic?: boolean
  isUnderlined?: boolean
  isStruck?: boolean
  /** Hidden text (w:vanish). */
  isHidden?: boolean
  /** Tracked changes: inserted text is part of the document; deleted text is kept here and shown as a doubt. */
  change?: 'inserted' | 'deleted'
  /** RRGGBB */
  colour?: string
  /** RRGGBB: highlight or run shading. */
  fill?: string
  link?: string
  /** A footnote or comment this run carries, by its number in the footnotes or comments part. */
  note?: { kind: 'footnote' | 'comment'; id: string }
  superscript?: boolean
}

export interface Table {
  kind: 'table'
  /** Sheets and Word tables may have a name or caption. */
  name: string | null
  columnCount: number
  rows: Row[]
  at: Place
}

export interface Row {
  /** Marked by the document itself as a header row that repeats. */
  isHeader: boolean
  isHidden: boolean
  /** Cells that begin in this row, left to right. A cell that spans down is listed in its first row only. */
  cells: Cell[]
  at: Place
}

export interface Cell {
  /** 0-based column in the table's grid. */
  column: number
  rowSpan: number
  colSpan: number
  /** Paragraphs and nested tables in order. An empty cell has none. */
  blocks: Block[]
  /** RRGGBB of the cell's fill as shown (theme, tint, index and conditional format resolved), null for none or white. */
  fill: string | null
  /** What a spreadsheet stored, where it is not text. Dates are civil days; `shows` is the text as displayed. */
  value: CellValue | null
  at: Place
}

export type CellValue =
  | { kind: 'date'; date: string; precision: 'day' | 'month' | 'year'; shows: string }
  | { kind: 'number'; number: number; shows: string }
  | { kind: 'boolean'; boolean: boolean; shows: string }
  | { kind: 'fault'; shows: string }

/** Where a part stands in its source. Counting is from 1, as people count. */
export interface Place {
  /** Sheet name ("Plan") or slide number as text; absent in a Word body or PDF. */
  part?: string
  page?: number
  /** Number of the table in its document (Word, PDF, HTML) or sheet. */
  table?: number
  row?: number
  /** 1-based column. */
  column?: number
  /** Spreadsheet address: "B9". */
  cell?: string
  /** Number of the paragraph among the body's blocks. */
  paragraph?: number
  /** Line of a text file. */
  line?: number
  /** PDF: where it is drawn, in points from the page's top left. */
  box?: { x: number; y: number; width: number; height: number }
}

export interface ReadingDoubt {
  severity: 'info' | 'check' | 'problem'
  /** Stable word for the kind of doubt: "picture", "tracked-deletion", "hidden-sheet", "joined-over-page" … */
  code: string
  message: string
  at: Place | null
}

/** A refusal that a person can act on: a sentence that says what is wrong and what to do. */
export interface Refusal {
  code: string
  message: string
}

/** The place in words: "Plan!B9", "table 1 row 4", "page 3", "slide 2". */
export function sayPlace(place: Place): string {
  if (place.cell !== undefined) return place.part === undefined ? place.cell : `${place.part}!${place.cell}`
  const words: string[] = []
  if (place.part !== undefined) words.push(place.part)
  if (place.page !== undefined) words.push(`page ${place.page}`)
  if (place.table !== undefined) words.push(`table ${place.table}`)
  if (place.row !== undefined) words.push(`row ${place.row}`)
  if (place.column !== undefined) words.push(`column ${place.column}`)
  if (place.line !== undefined) words.push(`line ${place.line}`)
  if (words.length === 0 && place.paragraph !== undefined) words.push(`paragraph ${place.paragraph}`)
  return words.join(' ')
}

/** The text of a paragraph as it stands in the document: without tracked deletions, with line breaks as "\n". */
export function paragraphText(paragraph: Paragraph): string {
  return paragraph.runs
    .filter((run) => run.change !== 'deleted')
    .map((run) => run.text)
    .join('')
}

/** The text of blocks, a line a paragraph, nested tables row by row. List marks are not part of it. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? paragraphText(block)
        : block.rows.map((row) => row.cells.map((cell) => blocksText(cell.blocks)).join('\t')).join('\n'),
    )
    .join('\n')
}
