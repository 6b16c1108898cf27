import { may } from '../../../domain/people/permissions.ts'
import { readActions, readOutcomes, readPlanHead, readSections } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import { planHead } from '../../../web/plan-head.ts'
import type { Web } from '../../../web/web.ts'
import { tableView } from './view.ts'

export function showPlanTable(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/actions', { deed: 'read plans' }, async (ask) => {
    const { planId = '' } = ask.params
    const org = ask.org.id
    const facts = await readAs(db, org, async (tx) => {
      const plan = await readPlanHead(tx, org, planId)
      if (plan === undefined) return undefined
      return {
        plan,
        sections: await readSections(tx, org, planId),
        outcomes: await readOutcomes(tx, org, { planId }),
        actions: await readActions(tx, org, { planId, deleted: ask.query.show === 'deleted' }),
      }
    })
    if (facts === undefined) return notFound()
    const { role } = ask.account
    return page('features/plans/show-plan-table/show-plan-table.njk', {
      head: planHead(web, role, facts.plan, 'actions'),
      ...tableView({ ...facts, today: ask.today, path: ask.path, query: ask.query }),
      acts: {
        add: facts.plan.closed === null && may(role, 'edit a plan') && web.has('GET', '/plans/:planId/actions/add'),
        confirm: may(role, 'confirm a reading') && web.has('GET', '/actions/:actionId/reading'),
      },
    })
  })
}
