import { type PaperFormatName, paperFormats } from '../../../documents/write/write-paper.ts'
import { writePaperAside } from '../../../documents/write/write-paper-aside.ts'
import type { Snapshot } from '../../../domain/plan/snapshot.ts'
import { sayDate } from '../../../domain/timescale/say-date.ts'
import { type PaperKindName, paperKinds } from '../../../papers/paper-kinds.ts'
import { findReport, readSnapshot, type StoredReport, saveReport } from '../../../store/snapshot-store.ts'
import type { Database } from '../../../store/tables.ts'
import { type Doing, readAs, transact } from '../../../store/transact.ts'
import type { Writer } from '../../../store/writer.ts'

export interface Download {
  /** "Improvement plan 2025 to 2027, board report, 11 May 2026.docx" */
  fileName: string
  report: StoredReport
}

/**
 * A paper of a snapshot. It is written when it is first asked for, outside any transaction, and kept; whoever asks again is
 * given the same bytes, also from a later version of the program. Undefined where there is no such snapshot.
 */
export async function downloadReport(
  db: Database,
  { doing, writer }: { doing: Doing; writer: Writer },
  asked: { snapshotId: string; paper: PaperKindName; format: PaperFormatName },
): Promise<Download | undefined> {
  const { org } = writer
  const stored = await readAs(db, org, async (tx) => {
    const snapshot = await readSnapshot(tx, org, asked.snapshotId)
    return snapshot && { snapshot, report: await findReport(tx, org, asked) }
  })
  if (stored === undefined) return undefined
  const { content } = stored.snapshot
  const fileName = fileNameOf(content, asked.paper, asked.format)
  if (stored.report !== undefined) return { fileName, report: stored.report }
  const bytes = await writePaperAside(paperKinds[asked.paper].make(content), asked.format)
  return { fileName, report: await transact(db, doing, (tx) => saveReport(tx, writer, { ...asked, bytes })) }
}

function fileNameOf({ plan, position }: Snapshot, paper: PaperKindName, format: PaperFormatName): string {
  const title = plan.title.length > 60 ? `${plan.title.slice(0, 60).replace(/\s+\S*$/, '')} …` : plan.title
  const name = paper === 'plan-paper' ? title : `${title}, ${paperKinds[paper].name.toLowerCase()}`
  return `${name}, ${sayDate(position.date)}.${paperFormats[format].ending}`.replaceAll(/[/\\:*?"<>|\s]+/g, ' ')
}
