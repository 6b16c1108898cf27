import { levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import { type PlanHead, readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { closePlan, deletePlan, editPlan as edit, reopenPlan, stateOf } from './edit-plan.ts'

const template = 'features/plans/edit-plan/edit-plan.njk'

export function editPlan(web: Web, { db }: { db: Database }): void {
  const find = (ask: Ask) => readAs(db, ask.org.id, (tx) => readPlanHead(tx, ask.org.id, ask.params.planId ?? ''))

  web.get('/plans/:planId/edit', { deed: 'edit a plan' }, async (ask) => {
    const plan = await find(ask)
    return plan === undefined ? notFound() : page(template, viewOf(plan))
  })

  web.post('/plans/:planId/edit', { deed: 'edit a plan' }, async (ask) => {
    const plan = await find(ask)
    if (plan === undefined) return notFound()
    const typed = (name: string) => fieldOf(ask.form, name)
    const status = typed('status')
    const change = {
      planId: plan.id,
      version: Number(typed('version')) || 0,
      title: typed('title'),
      period: typed('period') || null,
      status: status === 'draft' || status === 'agreed' ? status : null,
      vocabulary: {
        section: typed('section'),
        outcome: typed('outcome'),
        action: typed('action'),
        milestone: typed('milestone'),
      },
    } as const
    const saved = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => edit(tx, change, writerOf(ask)))
    if (saved.ok)
      return seeOther(
        `/plans/${plan.id}`,
        saved.value === plan.version ? 'Nothing was different, so nothing was changed.' : 'Changed.',
      )
    const fresh = await find(ask)
    return fresh === undefined ? notFound() : again(fresh, saved.problems, ask.form)
  })

  web.post('/plans/:planId/close', { deed: 'close a plan' }, async (ask) => {
    const plan = await find(ask)
    if (plan === undefined) return notFound()
    const why = fieldOf(ask.form, 'why')
    const closed = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      closePlan(tx, { planId: plan.id, why }, writerOf(ask)),
    )
    return closed.ok ? seeOther(`/plans/${plan.id}`, 'Closed. It stays here as it was.') : again(plan, closed.problems)
  })

  web.post('/plans/:planId/reopen', { deed: 'close a plan' }, async (ask) => {
    const plan = await find(ask)
    if (plan === undefined) return notFound()
    const opened = await transact(db, { ...ask.as(''), at: ask.now }, (tx) =>
      reopenPlan(tx, { planId: plan.id }, writerOf(ask)),
    )
    return seeOther(`/plans/${plan.id}`, opened.ok ? 'The plan is open again.' : opened.problems[0]?.message)
  })

  web.post('/plans/:planId/delete', { deed: 'delete a plan' }, async (ask) => {
    const plan = await find(ask)
    if (plan === undefined) return notFound()
    const why = fieldOf(ask.form, 'delete-why')
    const deleted = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      deletePlan(tx, { planId: plan.id, why }, writerOf(ask)),
    )
    return deleted.ok
      ? seeOther('/plans', `“${plan.title}” is deleted. Its history stays, with your reason.`)
      : again(plan, deleted.problems)
  })
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })
const again = (plan: PlanHead, problems: Problem[], form?: Form) =>
  pageWithProblems(template, viewOf(plan, form), problems)

function viewOf(plan: PlanHead, form?: Form) {
  const typed = (name: string, now: string | null | undefined) =>
    form === undefined ? (now ?? '') : fieldOf(form, name)
  const usual = levelNames({})
  return {
    href: `/plans/${plan.id}`,
    name: plan.title,
    version: plan.version,
    isClosed: plan.closed !== null,
    title: typed('title', plan.title),
    period: typed('period', plan.period),
    status: typed('status', stateOf(plan.status)),
    written: plan.status,
    levels: (['section', 'outcome', 'action', 'milestone'] as const).map((level) => ({
      level,
      usual: usual[level].one,
      word: typed(level, plan.vocabulary[level]),
    })),
    key: plan.key.map(({ word, shape, meaning }) => ({ word, shape, meaning })),
  }
}
