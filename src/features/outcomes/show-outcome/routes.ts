import { may } from '../../../domain/people/permissions.ts'
import { readActions, readOutcomes, readPlanHead, readSections } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { pageOfHistory, readTold } from '../../../store/told-history.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { outcomeView } from './view.ts'

/** What will be different: its words, what serves it, and what became of it. */
export function showOutcome(web: Web, { db }: { db: Database }): void {
  web.get('/outcomes/:outcomeId', { deed: 'read plans' }, async (ask) => {
    const org = ask.org.id
    const before = pageOfHistory(ask.query.before)
    const facts = await readAs(db, org, async (tx) => {
      const [outcome] = await readOutcomes(tx, org, { id: ask.params.outcomeId ?? '' })
      const plan = outcome && (await readPlanHead(tx, org, outcome.planId))
      if (outcome === undefined || plan === undefined) return undefined
      const section = (await readSections(tx, org, plan.id)).find(({ id }) => id === outcome.sectionId)
      return {
        outcome,
        plan,
        section: section?.title,
        actions: await readActions(tx, org, { planId: plan.id, outcomeId: outcome.id }),
        history: await readTold(tx, org, { outcomeId: outcome.id }, plan, { before, limit: 40 }),
      }
    })
    if (facts === undefined) return notFound()
    const { role } = ask.account
    const isOpen = facts.plan.closed === null && facts.outcome.deleted === null
    const mayEdit = isOpen && may(role, 'edit a plan')
    return page('features/outcomes/show-outcome/show-outcome.njk', {
      ...outcomeView({ ...facts, today: ask.today }),
      acts: {
        edit: mayEdit && web.has('GET', '/outcomes/:outcomeId/edit'),
        addAction: mayEdit && web.has('GET', '/plans/:planId/actions/add'),
        restore:
          facts.outcome.deleted !== null && may(role, 'edit a plan') && web.has('POST', '/outcomes/:outcomeId/restore'),
      },
    })
  })
}
