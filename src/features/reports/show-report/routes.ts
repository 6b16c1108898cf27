import { readPlanHead } from '../../../store/live-plan.ts'
import { listReports, readSnapshot } from '../../../store/snapshot-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { showReportView } from './view.ts'

/** One frozen position: its figures, what changed since the last, and its papers. */
export function showReport(web: Web, { db }: { db: Database }): void {
  web.get('/reports/:snapshotId', { deed: 'read papers' }, async (ask) => {
    const { snapshotId = '' } = ask.params
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const snapshot = await readSnapshot(tx, ask.org.id, snapshotId)
      if (snapshot === undefined) return undefined
      return {
        snapshot,
        plan: await readPlanHead(tx, ask.org.id, snapshot.planId),
        files: await listReports(tx, ask.org.id, snapshotId),
      }
    })
    return facts === undefined
      ? notFound()
      : page('features/reports/show-report/show-report.njk', showReportView(facts))
  })
}
