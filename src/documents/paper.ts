/**
 * The neutral document for writing: what every paper is before it has a format. A paper is told three ways from the same
 * figures: `parts` to read (Word, PDF, web page), `slides` to show (PowerPoint) and `sheets` to work in (Excel).
 * Papers know no format; writers know no plan.
 */
export interface Paper {
  title: string
  /** The plan it is about, under the title. */
  subtitle: string | null
  organisation: string | null
  /** BCP 47 */
  language: string
  /** YYYY-MM-DD: every date a writer puts inside a file, so that the same paper has the same bytes. */
  date: string
  /** One line for the file's properties: "Position at 30 October 2026". */
  description: string
  furniture: Furniture
  /** Every rating the paper may use; runs and charts name them by id. */
  marks: RatingMark[]
  cover: Cover
  parts: Part[]
  slides: Slide[]
  sheets: Sheet[]
}

export interface Furniture {
  headLeft: string
  headRight: string
  footLeft: string
}

/** A rating as it is drawn: always a word with a colour and a shape. */
export interface RatingMark {
  id: string
  word: string
  /** RRGGBB */
  fill: string
  /** RRGGBB of the word on the fill: at least 4.5 to 1. */
  ink: string
  shape: MarkShape
  meaning: string
}

export type MarkShape =
  | 'tick'
  | 'ringed-tick'
  | 'circle'
  | 'triangle'
  | 'diamond'
  | 'ring'
  | 'dashed-ring'
  | 'square'
  | 'star'
  | 'bar'

export interface Cover {
  kicker: string | null
  facts: Fact[]
  /** What the meeting is asked to do, each one decidable. */
  asks: { heading: string; items: string[] } | null
}

export interface Fact {
  label: string
  value: string
}

/** A chapter: its heading is a level 1 heading and begins a page. */
export interface Part {
  heading: string
  isLandscape: boolean
  /** The contents list stands at the head of this part. */
  hasContents?: boolean
  isListed?: boolean
  blocks: PaperBlock[]
}

export type PaperBlock =
  | { kind: 'heading'; level: 2 | 3; text: string; isListed?: boolean }
  | { kind: 'paragraph'; line: Line; tone?: 'lead' | 'body' | 'small' | 'label'; keepsWithNext?: boolean }
  | { kind: 'list'; isOrdered: boolean; items: Line[] }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'tiles'; name: string; tiles: Tile[] }
  | RatingChart
  | PaperTable
  | BandedTable

/** A line of text: runs of words and ratings. "\n" in a run is a line break. */
export type Line = PaperRun[]
export type PaperRun = { text: string; isBold?: boolean; isMuted?: boolean } | { rating: string }

/** A figure under the rating it counts, or under words where it counts something else. */
export interface Tile {
  figure: string
  rating: string | null
  label?: string
  note: string | null
}

/** Counts as stacked bars, one a row, one block a rating; never without its alternative in words. */
export interface RatingChart {
  kind: 'chart'
  title: string
  rows: { name: string; counts: Record<string, number>; total: number }[]
  /** Ids of marks, in the key's order. */
  order: string[]
  alternative: string
}

export interface TableColumn {
  heading: string
  /** A rating shown in the head instead of plain words. */
  rating?: string
  /** Share of the width that is left when every column has its least. */
  weight: number
  /** Least width in millimetres. */
  least: number
  align?: 'left' | 'right'
}

export interface TableCell {
  /** Paragraphs of the cell, in order. */
  lines: CellLine[]
}

export interface CellLine {
  runs: Line
  /** A list mark before the line. */
  isBullet?: boolean
  isSmall?: boolean
}

export interface PaperTable {
  kind: 'table'
  /** What it shows, for a reader that can't see it. */
  name: string
  columns: TableColumn[]
  rows: TableCell[][]
  /** Rows at the foot that hold totals. */
  totals?: TableCell[][]
}

/**
 * One table whose rows stand under two levels of band: a section (a heading in its own right) and, in it, groups with a
 * band of their own. The column heads come last, so that a cell names its head, its head the group, the group the section.
 */
export interface BandedTable {
  kind: 'banded-table'
  name: string
  columns: TableColumn[]
  sections: BandedSection[]
}

export interface BandedSection {
  heading: string | null
  groups: BandedGroup[]
}

export interface BandedGroup {
  band: Line | null
  /** The band is a heading of its own where a format can set it above the rows. */
  isHeading?: boolean
  /** At the right of the band: "Impact: Improving". */
  aside: Line | null
  /** Labelled lists that stand between the band's words and its rows: objectives, measures. */
  about: { label: string; items: string[] }[]
  rows: TableCell[][]
}

/** One message, said in the title. Notes hold sources and what does not fit in a hall. */
export interface Slide {
  kind: 'cover' | 'page'
  title: string
  blocks: PaperBlock[]
  notes: string | null
  /** Blocks in two columns: the first takes the left, the rest the right. */
  isSplit?: boolean
}

export interface Sheet {
  name: string
  /** Lines above the table: title first, then what it is. */
  title: string
  lines: string[]
  isHidden?: boolean
  isLandscape: boolean
  columns: SheetColumn[]
  rows: SheetCell[][]
  /** Indices of rows before which a heavier line is drawn. */
  breaks?: number[]
  totalRows?: number
  /** The column heads can be filtered. */
  hasFilter: boolean
  /** Columns frozen at the left. */
  frozenColumns?: number
}

export interface SheetColumn {
  heading: string
  /** Characters. */
  width: number
  kind: 'text' | 'rating' | 'date' | 'number'
  /** Head drawn as this rating. */
  rating?: string
}

/** A cell's whole value; dates are civil days. Text stays text, whatever it begins with. */
export type SheetCell =
  | { kind: 'text'; text: string; isBold?: boolean }
  | { kind: 'date'; date: string }
  | { kind: 'number'; number: number }
  | SheetCount
  | { kind: 'rating'; word: string; rating: string | null }
  | null

/** A number that counts rows of another sheet: a workbook may keep it counting. `equals` is '' for an empty cell. */
export interface SheetCount {
  kind: 'count'
  number: number
  sheet: string
  where: { heading: string; equals: string }[]
}

export const plain = (text: string): Line => [{ text }]
export const strong = (text: string): Line => [{ text, isBold: true }]
export const muted = (text: string): Line => [{ text, isMuted: true }]
export const rated = (rating: string): Line => [{ rating }]

export const cell = (...runs: Line[]): TableCell => ({ lines: runs.map((line) => ({ runs: line })) })

/** The words of a line, as a reader hears them. */
export function lineText(line: Line, marks: readonly RatingMark[]): string {
  return line
    .map((run) => ('rating' in run ? (marks.find((mark) => mark.id === run.rating)?.word ?? run.rating) : run.text))
    .join('')
}

export function cellText(of: TableCell, marks: readonly RatingMark[]): string {
  return of.lines.map((line) => lineText(line.runs, marks)).join('\n')
}
