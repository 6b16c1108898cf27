import { sql } from 'kysely'
import { readPlanHead } from '../../../store/live-plan.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import { pageLinks, pagingOf } from '../../../web/paging.ts'
import { planHead } from '../../../web/plan-head.ts'
import type { Web } from '../../../web/web.ts'

/** Words of the document that are neither outcome nor action: none is lost, and each says where it stood. */
export function showPlanNotes(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/notes', { deed: 'read plans' }, async (ask) => {
    const { planId = '' } = ask.params
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const plan = await readPlanHead(tx, ask.org.id, planId)
      if (plan === undefined) return undefined
      const paging = pagingOf(ask.query, await countNotes(tx, ask.org.id, planId), 100)
      return { plan, paging, notes: await notesOf(tx, ask.org.id, planId, paging) }
    })
    if (facts === undefined) return notFound()
    return page('features/plans/show-plan-notes/show-plan-notes.njk', {
      head: planHead(web, ask.account.role, facts.plan, null),
      notes: facts.notes,
      paging: facts.paging,
      pageLinks: pageLinks(ask.path, ask.query, facts.paging),
    })
  })
}

async function countNotes(tx: Tx, org: string, planId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from plan_note where org_id = ${org} and plan_id = ${planId}`.execute(tx)
  return rows[0]?.count ?? 0
}

async function notesOf(
  tx: Tx,
  org: string,
  planId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ text: string; place: string }[]> {
  const { rows } = await sql<{ text: string; place: string }>`
    select text, place from plan_note where org_id = ${org} and plan_id = ${planId}
    order by position, id limit ${limit} offset ${offset}`.execute(tx)
  return rows
}
