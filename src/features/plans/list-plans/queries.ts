import { sql } from 'kysely'
import type { StoredRating, Tx } from '../../../store/tables.ts'

export interface ListedPlan {
  id: string
  title: string
  period: string | null
  status: string | null
  isDemonstration: boolean
  createdAt: Date
  closedAt: Date | null
  ratingKey: StoredRating[]
  source: string | null
}

/** Open ones first, newest first. */
export async function plansOf(tx: Tx, org: string): Promise<ListedPlan[]> {
  const { rows } = await sql<ListedPlan>`
    select p.id, p.title, p.period, p.status, p.is_demonstration as "isDemonstration", p.created_at as "createdAt",
      p.closed_at as "closedAt", p.rating_key as "ratingKey", d.name as source
    from plan p left join import i on i.org_id = p.org_id and i.id = p.import_id
      left join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    where p.org_id = ${org} and p.deleted_at is null
    order by p.closed_at is not null, p.created_at desc, p.id desc`.execute(tx)
  return rows
}
