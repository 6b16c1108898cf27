import type { PlanDocument, PlanField } from '../domain/plan/plan-document.ts'

/** What came of reading one document: the plan, how its columns were understood, and what was left out. */
export interface PlanReading {
  plan: PlanDocument
  /** One entry a column of each table shape that was read as part of the plan, in the document's order. */
  columns: ColumnReading[]
  /** Every table that was looked at: taken as a plan or left, and why. */
  tables: TableReading[]
  /** Words of the document, and those that stand in the plan document. The two are equal, or the reading has a fault. */
  words: { placed: number; of: number }
}

/** How one column was understood. The review page shows it and lets a person choose another field. */
export interface ColumnReading {
  /** Key of the table shape: its headings, so that tables with the same headings are corrected once. */
  shape: string
  /** 0-based column in the table's grid. */
  column: number
  /** As written; '' where the column has none. */
  heading: string
  field: PlanField
  /** Further fields the column holds: "Lead and timescale". */
  also: PlanField[]
  /** A plain phrase: "39 of 54 cells hold a date". */
  because: string
  /** One or more values, as written. */
  example: string
  /** Other fields it could be, likeliest first. */
  alternatives: PlanField[]
}

export interface TableReading {
  /** Stable in one document: "table 2", "Plan". What a correction refers to. */
  table: string
  shape: string
  name: string | null
  at: string
  actions: number
  isTaken: boolean
  /** "its headings name an action, an owner and a timescale"; "the sheet is hidden". */
  because: string
}

/**
 * What a person changed in a reading. Plain JSON, kept with the import and applied by reading the document again; the same
 * corrections on the same document give the same plan. Places are those the plan document shows (`at` or any of `places`).
 */
export interface Corrections {
  /** A column of a table shape means something else. */
  columns?: { shape: string; heading: string; column?: number; field: PlanField }[]
  /** A table is, or is no, part of the plan. */
  tables?: { table: string; isTaken: boolean }[]
  /** A row is something else. `joins` adds it to the row before; `splits` makes an action of each line of its action cell. */
  rows?: { at: string; as: 'action' | 'section' | 'outcome' | 'note' | 'joins' | 'splits' }[]
  /** A field of the action at a place, as text in the plan's own words: it is read as the cell would be. */
  values?: { at: string; field: CorrectableField; text: string }[]
  /** Another wording for the outcome read at a place. */
  outcomes?: { at: string; text: string }[]
  /** Title block. */
  plan?: Partial<PlanDocument['plan']>
  /** What the organisation's headings mean, learnt from its earlier documents: heading as written to field. */
  headings?: Record<string, PlanField>
}

export type CorrectableField =
  | 'ref'
  | 'section'
  | 'text'
  | 'owners'
  | 'timescale'
  | 'rating'
  | 'evidence'
  | 'impact'
  | 'progress'

/** The places a table's rows and cells go by, so that a correction can name any of them. */
export const tableKey = (at: { part?: string; table?: number; page?: number }, index: number): string =>
  at.part !== undefined && (at.table === undefined || at.table === 1)
    ? at.part
    : `${at.part === undefined ? '' : `${at.part} `}table ${at.table ?? index + 1}`
