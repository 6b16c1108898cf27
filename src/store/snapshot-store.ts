import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { isId } from './new-id.ts'
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
  if (!isId(id)) return undefined
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

/** The snapshot taken last, whatever position it shows. */
export async function readNewestSnapshot(tx: Tx, org: string, planId: string): Promise<Snapshot | undefined> {
  const row = await tx
    .selectFrom('snapshot')
    .select('content')
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.content as Snapshot | undefined
}

export interface ListedSnapshot {
  id: string
  positionAt: Date
  takenAt: Date
  /** The account's name. */
  takenBy: string | null
  /** Its number among the snapshots of the plan, the day it shows and the meeting it was made for. */
  number: number | null
  date: string
  meeting: Snapshot['meeting']
  /** The files written from it so far. */
  files: { paper: string; format: string }[]
}

/** Newest position first. */
export async function listSnapshots(tx: Tx, org: string, planId: string): Promise<ListedSnapshot[]> {
  const { rows } = await sql<ListedSnapshot>`
    select s.id, s.position_at as "positionAt", s.taken_at as "takenAt", a.name as "takenBy", (s.content ->> 'number')::int as number,
      s.content #>> '{position,date}' as date, nullif(s.content -> 'meeting', 'null') as meeting,
      coalesce((select jsonb_agg(jsonb_build_object('paper', r.paper, 'format', r.format) order by r.written_at, r.id)
        from report r where r.org_id = s.org_id and r.snapshot_id = s.id), '[]') as files
    from snapshot s left join account a on a.org_id = s.org_id and a.id = s.taken_by
    where s.org_id = ${org} and s.plan_id = ${planId} order by s.position_at desc, s.taken_at desc`.execute(tx)
  return rows
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

/** Keeps a paper as it was given out, so that the same can be had again. Of two writers the first is kept, for both. */
export async function saveReport(tx: Tx, { org, by, at, newId }: Writer, report: NewReport): Promise<StoredReport> {
  const { snapshotId, paper, format } = report
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report ${snapshotId} ${paper} ${format}`}, 0))`.execute(tx)
  const known = await findReport(tx, org, { snapshotId, paper, format })
  if (known !== undefined) return known
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
  return { id, snapshotId, paper, format, sha256, bytes: report.bytes }
}

export interface StoredReport {
  id: string
  snapshotId: string
  paper: string
  format: string
  sha256: string
  bytes: Uint8Array
}

/** The paper as it was first written; undefined where it never was. */
export async function findReport(
  tx: Tx,
  org: string,
  { snapshotId, paper, format }: Omit<NewReport, 'bytes'>,
): Promise<StoredReport | undefined> {
  return await tx
    .selectFrom('report')
    .select(['id', 'snapshot_id as snapshotId', 'paper', 'format', 'sha256', 'bytes'])
    .where('org_id', '=', org)
    .where('snapshot_id', '=', snapshotId)
    .where('paper', '=', paper)
    .where('format', '=', format)
    .orderBy('written_at')
    .limit(1)
    .executeTakeFirst()
}

export interface WrittenFile {
  paper: string
  format: string
  sha256: string
  bytes: number
  writtenAt: Date
}

/** What was written from a snapshot so far, without the bytes themselves. */
export async function listReports(tx: Tx, org: string, snapshotId: string): Promise<WrittenFile[]> {
  return await tx
    .selectFrom('report')
    .select((row) => [
      'paper',
      'format',
      'sha256',
      row.fn<number>('octet_length', ['bytes']).as('bytes'),
      'written_at as writtenAt',
    ])
    .where('org_id', '=', org)
    .where('snapshot_id', '=', snapshotId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
}

export async function readReport(tx: Tx, org: string, id: string): Promise<StoredReport | undefined> {
  return await tx
    .selectFrom('report')
    .select(['id', 'snapshot_id as snapshotId', 'paper', 'format', 'sha256', 'bytes'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
}
