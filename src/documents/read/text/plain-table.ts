/** One grid of texts → a table of a text file. */
import type { Row, Table } from '../../neutral-document.ts'
import { plainCell } from '../paragraphs.ts'
import { paragraphsOfMarkedUpText } from './marked-up-text.ts'

export interface GridRow {
  fields: readonly string[]
  line: number
  isHeader?: boolean
}

/** Columns on the right that hold no word in any row are left out. */
export function plainTable(rows: readonly GridRow[], tableNumber: number): Table {
  const columnCount = Math.max(1, ...rows.map(({ fields }) => fields.findLastIndex((field) => field.trim() !== '') + 1))
  return {
    kind: 'table',
    name: null,
    columnCount,
    rows: rows.map(({ fields, line, isHeader = false }, index): Row => {
      const place = { table: tableNumber, row: index + 1, line }
      const cells = Array.from({ length: columnCount }, (_, column) => {
        const at = { ...place, column: column + 1 }
        return plainCell(column, paragraphsOfMarkedUpText(fields[column] ?? '', at), at)
      })
      return { isHeader, isHidden: false, at: place, cells }
    }),
    at: { table: tableNumber, line: rows[0]?.line ?? 1 },
  }
}
