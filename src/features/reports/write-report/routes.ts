import type { Snapshot } from '../../../domain/plan/snapshot.ts'
import { freezePlan } from '../../../store/freeze-plan.ts'
import { type PlanHead, readPlanHead } from '../../../store/live-plan.ts'
import { readNewestSnapshot } from '../../../store/snapshot-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import type { Web } from '../../../web/web.ts'
import { readReportForm } from './report-form.ts'
import { keptFromLast, writeReportView } from './view.ts'

const template = 'features/reports/write-report/write-report.njk'

/** Freezes the plan for a meeting: every paper of the report is then written from the same figures. */
export function writeReport(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/reports/write', { deed: 'make a paper' }, async (ask) => {
    const facts = await factsFor(ask)
    if (facts === undefined) return notFound()
    return page(template, writeReportView(facts.plan, keptFromLast(facts.last), facts.last, ask.today))
  })

  web.post('/plans/:planId/reports/write', { deed: 'make a paper' }, async (ask) => {
    const facts = await factsFor(ask)
    if (facts === undefined) return notFound()
    const again = () => writeReportView(facts.plan, ask.form, facts.last, ask.today)
    const form = readReportForm(ask.form)
    if (!form.ok) return pageWithProblems(template, again(), form.problems)
    const { on, meeting } = form.value
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const why = meeting === null ? 'Wrote a report' : `Wrote a report for ${meeting.body}`
    const frozen = await transact(db, ask.as(why), (tx) =>
      freezePlan(tx, writer, { planId: facts.plan.id, meeting, ...(on === undefined ? {} : { on }) }),
    )
    if (!frozen.ok) return pageWithProblems(template, again(), frozen.problems)
    return seeOther(`/reports/${frozen.value.snapshotId}`, 'The figures are frozen. Take the papers you need.')
  })

  async function factsFor(ask: Ask): Promise<{ plan: PlanHead; last: Snapshot | undefined } | undefined> {
    const { planId = '' } = ask.params
    return await readAs(db, ask.org.id, async (tx) => {
      const plan = await readPlanHead(tx, ask.org.id, planId)
      return plan && { plan, last: await readNewestSnapshot(tx, ask.org.id, plan.id) }
    })
  }
}
