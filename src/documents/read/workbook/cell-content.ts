import type { Run } from '../../neutral-document.ts'

/** What stands in a spreadsheet cell, before its format says how it shows. */
export type CellContent = string | number | boolean | RichText | Fault | IsoDate | null

export interface RichText {
  kind: 'rich'
  text: string
  runs: readonly Run[]
}

/** "#REF!", "#N/A" … */
export interface Fault {
  kind: 'fault'
  shows: string
}

/** A date stored as ISO text, as ODS and Strict OOXML do. */
export interface IsoDate {
  kind: 'iso'
  iso: string
}

/** A cell as read from a sheet. `style` counts into the workbook's cell formats. */
export interface SheetCell {
  column: number
  style: number
  content: CellContent
  hasFormula: boolean
  /** Number of the comment it carries in the comments part. */
  comment?: string
}

export interface SheetRow {
  row: number
  isHidden: boolean
  cells: SheetCell[]
}

/** Has the cell anything to say? */
export function hasContent(content: CellContent): boolean {
  if (content === null) return false
  if (typeof content === 'string') return content.trim() !== ''
  return typeof content !== 'object' || content.kind !== 'rich' || content.text.trim() !== ''
}
