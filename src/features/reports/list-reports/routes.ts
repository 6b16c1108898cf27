import { readPlanHead } from '../../../store/live-plan.ts'
import { listSnapshots } from '../../../store/snapshot-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import { planHead } from '../../../web/plan-head.ts'
import type { Web } from '../../../web/web.ts'
import { listReportsView } from './view.ts'

/** Every report of a plan, by the day whose figures it shows. */
export function listReports(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/reports', { deed: 'read papers' }, async (ask) => {
    const { planId = '' } = ask.params
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const plan = await readPlanHead(tx, ask.org.id, planId)
      return plan && { plan, snapshots: await listSnapshots(tx, ask.org.id, planId) }
    })
    if (facts === undefined) return notFound()
    return page('features/reports/list-reports/list-reports.njk', {
      head: planHead(web, ask.account.role, facts.plan, 'reports'),
      ...listReportsView(facts.snapshots),
    })
  })
}
