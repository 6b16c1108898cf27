/** The files the reading suite reads: the demonstration's, those in a folder of one's own, and large ones made here. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeXlsx } from 'hucre'
import { demonstrationDocuments } from '../src/features/demonstration/make-demonstration/documents.ts'
import { convertPlan } from '../src/features/reports/convert-plan/convert-plan.ts'
import { largePlan } from './large-plan.ts'
import { floors } from './parse-floor.ts'

/** A day that stays the same, so that runs can be compared. */
export const dayOfBench = '2026-05-11'

/** Paths, smallest first within each kind. `own` is a folder with documents of one's own, all of it read. */
export async function readingFiles(folder: string, own: string | undefined): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const made: string[] = []
  const make = (name: string, bytes: Uint8Array) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    made.push(file)
  }
  for (const { name, bytes } of await demonstrationDocuments(dayOfBench)) make(name, bytes)
  const plan = largePlan(600)
  const at = `${dayOfBench}T08:00:00Z`
  for (const format of ['docx', 'xlsx', 'pptx', 'pdf'] as const)
    make(`600 actions.${format}`, await convertPlan(plan, format, at))
  make('600 actions.csv', new TextEncoder().encode(asCsv(rowsOf(600))))
  make('100,000 rows.xlsx', await writeXlsx({ sheets: [{ name: 'Tracker', rows: rowsOf(100_000) }] }))
  return [...filesOf(own), ...made]
}

function filesOf(own: string | undefined): string[] {
  if (own === undefined) return []
  return readdirSync(own)
    .filter((name) => Object.hasOwn(floors, path.extname(name).slice(1)))
    .sort()
    .map((name) => path.join(own, name))
}

/** A tracker: heading row, then as many rows as asked. */
function rowsOf(count: number): string[][] {
  const plan = largePlan(count)
  const outcome = new Map(plan.outcomes.map(({ id, text }) => [id, text]))
  return [
    ['Ref', 'Theme', 'Outcome', 'Action', 'Lead', 'By when', 'RAG', 'Progress'],
    ...plan.actions.map((action) => [
      action.ref ?? '',
      action.section ?? '',
      outcome.get(action.outcomeId ?? '') ?? '',
      action.text,
      action.ownersText,
      action.timescale.text,
      action.rag?.value ?? '',
      action.progress ?? '',
    ]),
  ]
}

const asCsv = (rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
