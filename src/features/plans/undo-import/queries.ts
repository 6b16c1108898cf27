import { sql } from 'kysely'
import type { Tx } from '../../../store/tables.ts'

export interface AcceptedImport {
  id: string
  name: string
  planId: string
  planTitle: string
  acceptedAt: Date
  acceptedBy: string
  /** What people added to the plan since it was made: it goes from view with the plan. */
  updates: number
  edits: number
  reports: number
}

/** An import that was made into a plan and not undone, with what has happened to that plan since. */
export async function acceptedImport(tx: Tx, org: string, id: string): Promise<AcceptedImport | undefined> {
  const { rows } = await sql<AcceptedImport>`
    select i.id, d.name, p.id as "planId", p.title as "planTitle", i.accepted_at as "acceptedAt", accepter.name as "acceptedBy",
      (select count(*) from progress_update u where u.org_id = i.org_id and u.plan_id = p.id and u.import_id is distinct from i.id)::int as updates,
      (select count(distinct h.transaction) from history h where h.org_id = i.org_id and h.plan_id = p.id
        and h.table_name in ('plan', 'section', 'outcome', 'action', 'milestone', 'action_owner', 'date_move')
        and h.transaction > (select min(made.transaction) from history made where made.org_id = i.org_id and made.row_id = p.id))::int as edits,
      (select count(*) from report r join snapshot s on s.org_id = r.org_id and s.id = r.snapshot_id
        where s.org_id = i.org_id and s.plan_id = p.id)::int as reports
    from import i
    join source_document d on d.org_id = i.org_id and d.id = i.source_document_id
    join plan p on p.org_id = i.org_id and p.id = i.plan_id
    left join account accepter on accepter.org_id = i.org_id and accepter.id = i.accepted_by
    where i.org_id = ${org} and i.id = ${id} and i.accepted_at is not null and i.undone_at is null`.execute(tx)
  return rows[0]
}
