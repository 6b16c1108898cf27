/** Documents that were brought, without their bytes and without what was read in them. */
import { sql } from 'kysely'
import type { ImportStage, Tx } from '../../../store/tables.ts'

export interface ImportRow {
  id: string
  sourceDocumentId: string
  name: string
  format: string | null
  size: number
  sha256: string
  progress: ImportStage[]
  refusedBecause: string | null
  readAt: Date | null
  broughtAt: Date
  broughtBy: string
  acceptedAt: Date | null
  acceptedBy: string | null
  cancelledAt: Date | null
  cancelledBy: string | null
  undoneAt: Date | null
  undoneBy: string | null
  undoneWhy: string | null
  planId: string | null
  planTitle: string | null
  isPlanThere: boolean
}

const columns = sql`
  i.id, i.source_document_id as "sourceDocumentId", d.name, d.format, d.size_bytes as size, d.sha256, i.progress,
  i.refused_because as "refusedBecause", i.read_at as "readAt", i.brought_at as "broughtAt", bringer.name as "broughtBy",
  i.accepted_at as "acceptedAt", accepter.name as "acceptedBy", i.cancelled_at as "cancelledAt", canceller.name as "cancelledBy",
  i.undone_at as "undoneAt", undoer.name as "undoneBy", i.undone_why as "undoneWhy",
  i.plan_id as "planId", p.title as "planTitle", p.id is not null and p.deleted_at is null as "isPlanThere"`

const joined = sql`
  import i join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
  left join account bringer on bringer.org_id = i.org_id and bringer.id = i.brought_by
  left join account accepter on accepter.org_id = i.org_id and accepter.id = i.accepted_by
  left join account canceller on canceller.org_id = i.org_id and canceller.id = i.cancelled_by
  left join account undoer on undoer.org_id = i.org_id and undoer.id = i.undone_by
  left join plan p on p.org_id = i.org_id and p.id = i.plan_id`

export async function importOf(tx: Tx, org: string, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${joined} where i.org_id = ${org} and i.id = ${id}`.execute(tx)
  return rows[0]
}

export interface ImportCounts {
  all: number
  /** Read, and waiting for a person to check the reading. */
  toCheck: number
}

export async function countImports(tx: Tx, org: string): Promise<ImportCounts> {
  const { rows } = await sql<ImportCounts>`
    select count(*)::int as "all", (count(*) filter (where read_at is not null and refused_because is null
      and accepted_at is null and cancelled_at is null))::int as "toCheck"
    from import where org_id = ${org}`.execute(tx)
  return rows[0] ?? { all: 0, toCheck: 0 }
}

/** Newest first. */
export async function listImports(
  tx: Tx,
  org: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${joined} where i.org_id = ${org}
    order by i.brought_at desc, i.id desc limit ${limit} offset ${offset}`.execute(tx)
  return rows
}

/** The latest import of the same bytes, other than `except`, that was neither thrown away nor undone. */
export async function sameBefore(
  tx: Tx,
  org: string,
  sha256: string,
  except: string | null = null,
): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${joined}
    where i.org_id = ${org} and d.sha256 = ${sha256} and i.id is distinct from ${except}
      and i.cancelled_at is null and i.undone_at is null
      and i.brought_at <= coalesce((select brought_at from import where org_id = ${org} and id = ${except}), 'infinity')
    order by i.brought_at desc limit 1`.execute(tx)
  return rows[0]
}

export interface Original {
  name: string
  format: string | null
  bytes: Uint8Array
}

export async function originalOf(tx: Tx, org: string, importId: string): Promise<Original | undefined> {
  const { rows } = await sql<Original>`
    select d.name, d.format, d.bytes from import i
    join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    where i.org_id = ${org} and i.id = ${importId}`.execute(tx)
  return rows[0]
}

/** What waits to be read: brought, not read, not thrown away. */
export async function unreadImports(tx: Tx, org: string): Promise<{ id: string; broughtBy: string }[]> {
  const { rows } = await sql<{ id: string; broughtBy: string }>`
    select id, brought_by as "broughtBy" from import
    where org_id = ${org} and read_at is null and cancelled_at is null and refused_because is null
    order by brought_at limit 50`.execute(tx)
  return rows
}
