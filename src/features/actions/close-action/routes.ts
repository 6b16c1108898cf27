import { levelNames } from '../../../domain/plan/level-names.ts'
import { readAction, readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { closeAction as close, reopenAction as reopen } from './close-action.ts'

const template = 'features/actions/close-action/close-action.njk'

export function closeAction(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/close', { deed: 'close or reopen an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    return view.isOpen ? page(template, view) : seeOther(view.href, 'It is closed already.')
  })

  web.post('/actions/:actionId/close', { deed: 'close or reopen an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    const why = fieldOf(ask.form, 'why')
    const closed = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      close(tx, { actionId: view.id, why }, writerOf(ask)),
    )
    return closed.ok
      ? seeOther(view.href, 'Closed. It stays in the plan and can be opened again.')
      : pageWithProblems(template, { ...view, why }, closed.problems)
  })

  web.post('/actions/:actionId/reopen', { deed: 'close or reopen an action' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    const opened = await transact(db, { ...ask.as(''), at: ask.now }, (tx) =>
      reopen(tx, { actionId: view.id }, writerOf(ask)),
    )
    return seeOther(view.href, opened.ok ? 'It is open again.' : opened.problems[0]?.message)
  })

  async function viewOf(ask: Ask) {
    return await readAs(db, ask.org.id, async (tx) => {
      const action = await readAction(tx, ask.org.id, ask.params.actionId ?? '')
      const plan = action && (await readPlanHead(tx, ask.org.id, action.planId))
      if (action === undefined || plan === undefined || action.deleted !== null) return undefined
      return {
        id: action.id,
        href: `/actions/${action.id}`,
        name: `${action.ref ?? ''} ${action.text}`.trim(),
        level: levelNames(plan.vocabulary).action,
        isOpen: action.closed === null && plan.closed === null,
        why: '',
      }
    })
  }
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })
