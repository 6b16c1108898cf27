import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PlanDocument } from '../domain/plan/plan-document.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import type { ImportStage, Tx } from './tables.ts'
import { notThere, type Writer } from './writer.ts'

export interface BroughtDocument {
  name: string
  bytes: Uint8Array
  format?: string | null
}

/** Keeps the original with its digest, before anything is made of it, and begins its import. */
export async function beginImport(
  tx: Tx,
  { org, by, at, newId }: Writer,
  document: BroughtDocument,
): Promise<{ importId: string; sourceDocumentId: string; sha256: string }> {
  const importId = newId()
  const sourceDocumentId = newId()
  const sha256 = createHash('sha256').update(document.bytes).digest('hex')
  await tx
    .insertInto('source_document')
    .values({
      org_id: org,
      id: sourceDocumentId,
      name: document.name,
      format: document.format ?? null,
      size_bytes: document.bytes.byteLength,
      sha256,
      bytes: document.bytes,
      brought_at: at,
      brought_by: by,
    })
    .execute()
  const progress: ImportStage[] = [{ stage: 'stored', at: at.toISOString() }]
  await tx
    .insertInto('import')
    .values({
      org_id: org,
      id: importId,
      source_document_id: sourceDocumentId,
      progress: JSON.stringify(progress),
      brought_at: at,
      brought_by: by,
    })
    .execute()
  return { importId, sourceDocumentId, sha256 }
}

/** Adds a stage to what the page shows of its way in. */
export async function noteStage(
  tx: Tx,
  { org, at }: Pick<Writer, 'org' | 'at'>,
  id: string,
  stage: string,
): Promise<void> {
  const added = JSON.stringify([{ stage, at: at.toISOString() } satisfies ImportStage])
  await tx
    .updateTable('import')
    .set({ progress: sql<string>`progress || ${added}::jsonb` })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export interface ImportReading {
  /** JSON text as it is, or what becomes of it. */
  neutralDocument?: object | string
  planDocument?: PlanDocument | string
  columns?: object[]
  corrections?: object
}

/** What was read, or read anew with a person's corrections. An accepted import is not read again. */
export async function saveReading(
  tx: Tx,
  { org, at }: Pick<Writer, 'org' | 'at'>,
  id: string,
  reading: ImportReading,
): Promise<Result<void>> {
  const { neutralDocument, planDocument, columns, corrections } = reading
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({
      ...(neutralDocument === undefined ? {} : { neutral_document: asJson(neutralDocument) }),
      ...(planDocument === undefined ? {} : { plan_document: asJson(planDocument) }),
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      ...(corrections === undefined ? {} : { corrections: JSON.stringify(corrections) }),
      read_at: at,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('open import')
}

const asJson = (value: object | string): string => (typeof value === 'string' ? value : JSON.stringify(value))

export async function refuseImport(
  tx: Tx,
  { org, at }: Pick<Writer, 'org' | 'at'>,
  id: string,
  because: string,
): Promise<void> {
  await tx
    .updateTable('import')
    .set({ refused_because: because, read_at: at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function cancelImport(tx: Tx, { org, by, at }: Writer, id: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({ cancelled_at: at, cancelled_by: by })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('open import')
}

/** Locks an import that may still be accepted, so that two clicks do not make two plans. */
export async function claimForAcceptance(tx: Tx, org: string, id: string): Promise<Result<PlanDocument>> {
  const found = await tx
    .selectFrom('import')
    .select(['plan_document', 'accepted_at', 'cancelled_at'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return notThere('import')
  if (found.accepted_at !== null)
    return refuse({ code: 'already-accepted', message: 'This document has already been made into a plan.' })
  if (found.cancelled_at !== null)
    return refuse({ code: 'cancelled', message: 'This import was cancelled. Bring the document in again.' })
  if (found.plan_document === null)
    return refuse({ code: 'not-read', message: 'This document has not been read yet. Wait a moment and try again.' })
  return accept(found.plan_document)
}

/** Takes the whole plan that an import made away again, with a trace: no row is lost, and the document stays. */
export async function undoImport(
  tx: Tx,
  { org, by, at }: Writer,
  id: string,
  why: string,
): Promise<Result<{ planId: string }>> {
  const undone = await tx
    .updateTable('import')
    .set({ undone_at: at, undone_by: by, undone_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('accepted_at', 'is not', null)
    .where('undone_at', 'is', null)
    .returning('plan_id')
    .executeTakeFirst()
  if (undone?.plan_id == null) return notThere('accepted import')
  await tx
    .updateTable('plan')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', undone.plan_id)
    .where('deleted_at', 'is', null)
    .execute()
  return accept({ planId: undone.plan_id })
}

/** What this organisation's headings were corrected to before: folded heading to field. */
export async function readColumnMemory(tx: Tx, org: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('column_memory').select(['heading', 'field']).where('org_id', '=', org).execute()
  return new Map(rows.map(({ heading, field }) => [heading, field]))
}

/** Remembers corrections for the organisation's next document. */
export async function rememberColumns(
  tx: Tx,
  { org, by, at }: Writer,
  corrections: ReadonlyMap<string, string>,
): Promise<void> {
  if (corrections.size === 0) return
  await tx
    .insertInto('column_memory')
    .values(
      [...corrections].map(([heading, field]) => ({ org_id: org, heading, field, learned_at: at, learned_by: by })),
    )
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'heading']).doUpdateSet((row) => ({
        field: row.ref('excluded.field'),
        learned_at: row.ref('excluded.learned_at'),
        learned_by: row.ref('excluded.learned_by'),
      })),
    )
    .execute()
}
