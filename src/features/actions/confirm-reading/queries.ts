import { sql } from 'kysely'
import type { Tx } from '../../../store/tables.ts'

/** The next guess of the plan after this place, else the first before it. */
export async function nextGuess(tx: Tx, org: string, planId: string, position: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from action
    where org_id = ${org} and plan_id = ${planId} and deleted_at is null and closed_at is null
      and timescale_confirmed_at is null and timescale @> '{"isGuess": true}'
    order by position < ${position}, position limit 1`.execute(tx)
  return rows[0]?.id
}
