import { sql } from 'kysely'
import type { NeutralDocument } from '../../../documents/neutral-document.ts'
import type { Tx } from '../../../store/tables.ts'

/** An import under review, without the documents themselves. */
export interface ReviewRow {
  id: string
  name: string
  format: string | null
  broughtAt: Date
  broughtBy: string
  corrections: object
  isRead: boolean
  isClosed: boolean
  /** What the stored reading takes in the database, compressed: a measure of what it will take in memory. */
  storedSize: number
}

export async function reviewRow(tx: Tx, org: string, id: string): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`
    select i.id, d.name, d.format, i.brought_at as "broughtAt", bringer.name as "broughtBy", i.corrections,
      i.neutral_document is not null as "isRead",
      i.accepted_at is not null or i.cancelled_at is not null or i.refused_because is not null as "isClosed",
      coalesce(pg_column_size(i.neutral_document), 0)::int as "storedSize"
    from import i join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    left join account bringer on bringer.org_id = i.org_id and bringer.id = i.brought_by
    where i.org_id = ${org} and i.id = ${id}`.execute(tx)
  return rows[0]
}

export async function neutralDocumentOf(tx: Tx, org: string, id: string): Promise<NeutralDocument | undefined> {
  const { rows } = await sql<{ document: NeutralDocument }>`
    select neutral_document as document from import where org_id = ${org} and id = ${id}`.execute(tx)
  return rows[0]?.document
}

export async function originalBytes(tx: Tx, org: string, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ bytes: Uint8Array }>`
    select d.bytes from import i join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    where i.org_id = ${org} and i.id = ${id}`.execute(tx)
  return rows[0]?.bytes
}

/** Folded names of the organisation's owners. */
export async function knownOwners(tx: Tx, org: string): Promise<Set<string>> {
  const { rows } = await sql<{ alias: string }>`select alias from owner_alias where org_id = ${org}`.execute(tx)
  return new Set(rows.map(({ alias }) => alias))
}
