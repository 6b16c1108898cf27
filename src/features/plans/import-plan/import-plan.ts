import { createHash } from 'node:crypto'
import type { PlanField } from '../../../domain/plan/plan-document.ts'
import {
  type BroughtDocument,
  beginImport,
  noteStage,
  readColumnMemory,
  refuseImport,
  saveReading,
} from '../../../store/import-store.ts'
import type { NewId } from '../../../store/new-id.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import type { Writer } from '../../../store/writer.ts'
import { type ImportRow, importOf, originalOf, sameBefore } from './queries.ts'
import { readAside } from './read-aside.ts'

export type Brought =
  | { kind: 'new'; importId: string; name: string }
  /** The same bytes came before and still count: nothing was stored again. */
  | { kind: 'known'; before: ImportRow; name: string }

/** Keeps the original, unless the very same file is here already. */
export async function bringDocument(tx: Tx, writer: Writer, document: BroughtDocument): Promise<Brought> {
  const sha256 = createHash('sha256').update(document.bytes).digest('hex')
  const before = await sameBefore(tx, writer.org, sha256)
  if (before !== undefined) return { kind: 'known', before, name: document.name }
  const { importId } = await beginImport(tx, writer, document)
  return { kind: 'new', importId, name: document.name }
}

/** Brings a document that is kept already once more, to be read anew. */
export async function bringAgain(tx: Tx, writer: Writer, importId: string): Promise<string | undefined> {
  const original = await originalOf(tx, writer.org, importId)
  if (original === undefined) return undefined
  return (await beginImport(tx, writer, original)).importId
}

export interface ReadingTask {
  org: string
  importId: string
  /** The account on whose behalf it is read. */
  by: string
}

/**
 * Reads a document that was brought: in a process of its own, then as a plan, with what the organisation's earlier documents
 * taught. Ends with a reading or a refusal in the import's row. Safe to run again, also in two processes at once.
 */
export async function readBrought(
  db: Database,
  task: ReadingTask,
  { now, newId, onFault }: { now: () => Date; newId: NewId; onFault: (detail: string) => void },
): Promise<void> {
  const { org, importId, by } = task
  const writer = () => ({ org, by, at: now(), newId })
  const doing = { org, actor: by, why: 'Read the document' }
  const found = await readAs(db, org, async (tx) => {
    const row = await importOf(tx, org, importId)
    if (row === undefined || isSettled(row)) return undefined
    return { original: await originalOf(tx, org, importId), memory: await readColumnMemory(tx, org) }
  })
  if (found?.original === undefined) return
  const { original, memory } = found
  const { bytes, name, format } = original
  const headings = Object.fromEntries(memory) as Record<string, PlanField>
  try {
    const read = await readAside(
      { bytes, name, isPasted: format === 'pasted', headings },
      { onOpened: () => transact(db, doing, (tx) => noteStage(tx, writer(), importId, 'opened')), onFault },
    )
    if (read.kind === 'refused') {
      await transact(db, doing, async (tx) => {
        if (await isStillOpen(tx, org, importId)) await refuseImport(tx, writer(), importId, read.message)
      })
      return
    }
    await transact(db, doing, async (tx) => {
      if (!(await isStillOpen(tx, org, importId))) return
      await noteStage(tx, writer(), importId, 'tables found')
      await noteStage(tx, writer(), importId, 'rows read')
      await saveReading(tx, writer(), importId, {
        neutralDocument: read.neutralDocument,
        planDocument: read.planDocument,
        columns: read.columns,
        corrections: { version: 1, headings, changes: [], answers: {} },
      })
    })
  } catch (fault) {
    // Told to the person too: else the document would be read again for ever, and fail each time.
    onFault(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
    await transact(db, doing, async (tx) => {
      if (await isStillOpen(tx, org, importId)) await refuseImport(tx, writer(), importId, notKept)
    })
  }
}

const notKept =
  'What stands in this document could not be kept: it is larger than any plan, or this program has a fault. Copy the plan into a new document and bring that.'

const isSettled = (row: ImportRow): boolean =>
  row.readAt !== null || row.refusedBecause !== null || row.cancelledAt !== null

/** Locks the row, so that a reading never lands on top of what a person has made of another one. */
async function isStillOpen(tx: Tx, org: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('import')
    .select(['read_at', 'refused_because', 'cancelled_at'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined && row.read_at === null && row.refused_because === null && row.cancelled_at === null
}
