import { may } from '../../../domain/people/permissions.ts'
import { readActions, readOutcomes, readPlanHead, readSections } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { planHead } from '../../../web/plan-head.ts'
import type { Web } from '../../../web/web.ts'
import { countNotes } from './queries.ts'
import { planView } from './view.ts'

/** The whole plan on two screens, by what will be different. */
export function showPlan(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId', { deed: 'read plans' }, async (ask) => {
    const { planId = '' } = ask.params
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const plan = await readPlanHead(tx, ask.org.id, planId)
      if (plan === undefined) return undefined
      return {
        plan,
        sections: await readSections(tx, ask.org.id, planId),
        outcomes: await readOutcomes(tx, ask.org.id, { planId }),
        actions: await readActions(tx, ask.org.id, { planId }),
        notes: await countNotes(tx, ask.org.id, planId),
      }
    })
    if (facts === undefined) return notFound()
    const head = planHead(web, ask.account.role, facts.plan, 'outcomes')
    return page('features/plans/show-plan/show-plan.njk', {
      head,
      ...planView({ ...facts, today: ask.today }),
      acts: actsFor(ask, facts.plan.closed !== null),
    })
  })

  /** Only what is there and what the person may do. */
  function actsFor(ask: Ask, isClosed: boolean) {
    const mayEdit = may(ask.account.role, 'edit a plan') && !isClosed
    return {
      edit: may(ask.account.role, 'edit a plan') && web.has('GET', '/plans/:planId/edit'),
      addOutcome: mayEdit && web.has('GET', '/plans/:planId/outcomes/add'),
      addSection: mayEdit && web.has('GET', '/plans/:planId/sections/add'),
      editSection: mayEdit && web.has('GET', '/sections/:sectionId/edit'),
      addAction: mayEdit && web.has('GET', '/plans/:planId/actions/add'),
      notes: web.has('GET', '/plans/:planId/notes'),
    }
  }
}
