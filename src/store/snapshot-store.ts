import { createHash } from 'node:crypto'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import type { Tx } from './tables.ts'
import type { Writer } from './writer.ts'

/** Freezes a plan: a snapshot is never changed. Resolves to its id. */
export async function saveSnapshot(
  tx: Tx,
  { org, by, at, newId }: Writer,
  planId: string,
  content: Snapshot,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('snapshot')
    .values({
      org_id: org,
      id,
      plan_id: planId,
      position_at: new Date(content.position.instant),
      taken_at: at,
      taken_by: by,
      content: JSON.stringify(content),
    })
    .execute()
  return id
}

export interface StoredSnapshot {
  id: string
  planId: string
  positionAt: Date
  takenAt: Date
  takenBy: string
  content: Snapshot
}

export async function readSnapshot(tx: Tx, org: string, id: string): Promise<StoredSnapshot | undefined> {
  const row = await tx
    .selectFrom('snapshot')
    .select([
      'id',
      'plan_id as planId',
      'position_at as positionAt',
      'taken_at as takenAt',
      'taken_by as takenBy',
      'content',
    ])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, content: row.content as Snapshot }
}

/** How many snapshots of this plan there are, so that the next can be numbered. */
export async function countSnapshots(tx: Tx, org: string, planId: string): Promise<number> {
  const row = await tx
    .selectFrom('snapshot')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return row?.count ?? 0
}

/** The newest snapshot of this plan with a position at this instant or earlier: what a report calls "last time". */
export async function readSnapshotBefore(
  tx: Tx,
  org: string,
  planId: string,
  instant: Date,
): Promise<Snapshot | undefined> {
  const row = await tx
    .selectFrom('snapshot')
    .select('content')
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .where('position_at', '<=', instant)
    .orderBy('position_at', 'desc')
    .orderBy('taken_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.content as Snapshot | undefined
}

export interface NewReport {
  snapshotId: string
  /** "board-report", "scrutiny-deck". */
  paper: string
  /** "docx", "pptx", "xlsx", "pdf", "html". */
  format: string
  bytes: Uint8Array
}

/** Keeps a paper as it was given out, so that the same can be had again. */
export async function saveReport(
  tx: Tx,
  { org, by, at, newId }: Writer,
  report: NewReport,
): Promise<{ id: string; sha256: string }> {
  const id = newId()
  const sha256 = createHash('sha256').update(report.bytes).digest('hex')
  await tx
    .insertInto('report')
    .values({
      org_id: org,
      id,
      snapshot_id: report.snapshotId,
      paper: report.paper,
      format: report.format,
      sha256,
      bytes: report.bytes,
      written_at: at,
      written_by: by,
    })
    .execute()
  return { id, sha256 }
}

export interface StoredReport {
  id: string
  snapshotId: string
  paper: string
  format: string
  sha256: string
  bytes: Uint8Array
}

export async function readReport(tx: Tx, org: string, id: string): Promise<StoredReport | undefined> {
  return await tx
    .selectFrom('report')
    .select(['id', 'snapshot_id as snapshotId', 'paper', 'format', 'sha256', 'bytes'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
}
