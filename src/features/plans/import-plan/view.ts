import type { ImportRow } from './queries.ts'

/** The largest file taken, in bytes; the sentence under the field says the same. */
export const largestFile = 40 * 1024 * 1024
export const mostFiles = 10

export interface DocumentLine {
  id: string
  name: string
  size: string
  broughtAt: Date
  broughtBy: string
  state: string
  note: string
  href: string
  canUndo: boolean
}

/** Where a document stands, in a few words: "Being read", "To check", "Plan made", "Could not be read" … */
export function stateOf(row: ImportRow): string {
  if (row.undoneAt !== null) return 'Undone'
  if (row.cancelledAt !== null) return 'Thrown away'
  if (row.acceptedAt !== null) return 'Made into a plan'
  if (row.refusedBecause !== null) return 'Could not be read'
  return row.readAt === null ? 'Being read' : 'To check'
}

export function documentLine(row: ImportRow): DocumentLine {
  const state = stateOf(row)
  return {
    id: row.id,
    name: row.name,
    size: sayBytes(row.size),
    broughtAt: row.broughtAt,
    broughtBy: row.broughtBy,
    state,
    note: row.planTitle !== null && row.undoneAt === null ? row.planTitle : (row.refusedBecause ?? row.undoneWhy ?? ''),
    href: `/imports/${row.id}`,
    canUndo: row.acceptedAt !== null && row.undoneAt === null,
  }
}

/** The four stages, each with whether it is done, and which is under way. */
export function stagesOf(row: ImportRow): { text: string; state: 'done' | 'now' | 'next' }[] {
  const done = new Set(row.progress.map(({ stage }) => stage))
  let isNowTaken = false
  return stages.map(({ stage, text }) => {
    if (done.has(stage)) return { text, state: 'done' as const }
    if (isNowTaken) return { text, state: 'next' as const }
    isNowTaken = true
    return { text, state: 'now' as const }
  })
}

const stages = [
  { stage: 'stored', text: 'The original is kept' },
  { stage: 'opened', text: 'The document is opened' },
  { stage: 'tables found', text: 'Its tables are found' },
  { stage: 'rows read', text: 'Its rows are read' },
]

export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** What a browser is told a kept original is. */
export const typeOfFormat: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  pdf: 'application/pdf',
}
