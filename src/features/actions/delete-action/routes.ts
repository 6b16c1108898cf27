import { levelNames } from '../../../domain/plan/level-names.ts'
import { readAction, readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { deleteAction as remove, restoreAction as restore } from './delete-action.ts'

const template = 'features/actions/delete-action/delete-action.njk'

export function deleteAction(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/delete', { deed: 'delete an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    return view.isDeleted ? seeOther(view.href, 'It was deleted already.') : page(template, view)
  })

  web.post('/actions/:actionId/delete', { deed: 'delete an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    const why = fieldOf(ask.form, 'why')
    const deleted = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      remove(tx, { actionId: view.id, why }, writerOf(ask)),
    )
    return deleted.ok
      ? seeOther(view.planHref, 'Deleted. It can be brought back from the plan’s deleted rows.')
      : pageWithProblems(template, { ...view, why }, deleted.problems)
  })

  web.post('/actions/:actionId/restore', { deed: 'delete an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    const restored = await transact(db, { ...ask.as(''), at: ask.now }, (tx) =>
      restore(tx, { actionId: view.id }, writerOf(ask)),
    )
    return seeOther(view.href, restored.ok ? 'It is back in the plan.' : restored.problems[0]?.message)
  })

  async function viewOf(ask: Ask) {
    return await readAs(db, ask.org.id, async (tx) => {
      const action = await readAction(tx, ask.org.id, ask.params.actionId ?? '')
      const plan = action && (await readPlanHead(tx, ask.org.id, action.planId))
      if (action === undefined || plan === undefined) return undefined
      return {
        id: action.id,
        href: `/actions/${action.id}`,
        name: `${action.ref ?? ''} ${action.text}`.trim(),
        level: levelNames(plan.vocabulary).action,
        planHref: `/plans/${plan.id}/actions`,
        isDeleted: action.deleted !== null,
        steps: action.milestones.length,
        why: '',
      }
    })
  }
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })
