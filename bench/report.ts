/** What a suite measured: rows of a table, and marks that pass or miss. */
export interface Measured {
  suite: string
  title: string
  /** Names of the columns after the first. */
  columns: string[]
  rows: { name: string; values: (number | string | null)[] }[]
  marks: Mark[]
  /** Sentences: what was left out and why, what the figures mean. */
  notes: string[]
}

export interface Mark {
  name: string
  ratio: number
  /** The ratio may be this at most. */
  most: number
}

export const isMet = ({ ratio, most }: Mark): boolean => ratio <= most

export function printMeasured({ title, columns, rows, marks, notes }: Measured): string {
  const table = [['', ...columns], ...rows.map(({ name, values }) => [name, ...values.map(shown)])]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const said = marks.map(
    (mark) => `${isMet(mark) ? 'pass' : 'MISS'}  ${mark.name}: ${mark.ratio.toFixed(2)} (at most ${mark.most})`,
  )
  return [title, '', ...lines, '', ...said, ...notes.map((note) => `Note: ${note}`), ''].join('\n')
}

function shown(value: number | string | null): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(value >= 10 ? 1 : 2)
}
