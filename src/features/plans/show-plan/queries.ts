import { sql } from 'kysely'
import type { Tx } from '../../../store/tables.ts'

export async function countNotes(tx: Tx, org: string, planId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from plan_note where org_id = ${org} and plan_id = ${planId}`.execute(tx)
  return rows[0]?.count ?? 0
}
