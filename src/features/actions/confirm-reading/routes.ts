import { levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import { readAction, readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf, readDateInput } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { confirmReading as confirm, type Meaning } from './confirm-reading.ts'
import { nextGuess } from './queries.ts'

const template = 'features/actions/confirm-reading/confirm-reading.njk'

export function confirmReading(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/reading', { deed: 'confirm a reading' }, async (ask) => {
    const view = await viewOf(ask)
    return view === undefined ? notFound() : page(template, view)
  })

  web.post('/actions/:actionId/reading', { deed: 'confirm a reading' }, async (ask) => {
    const view = await viewOf(ask)
    if (view === undefined) return notFound()
    const read = readMeaning(ask.form)
    if ('problem' in read) return pageWithProblems(template, view, [read.problem])
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const input = { actionId: view.id, version: Number(fieldOf(ask.form, 'version')) || 0, meaning: read.meaning }
    const confirmed = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => confirm(tx, input, writer))
    if (!confirmed.ok) return pageWithProblems(template, view, confirmed.problems)
    const next = await readAs(db, ask.org.id, (tx) => nextGuess(tx, ask.org.id, view.planId, view.position))
    return next === undefined
      ? seeOther(view.href, 'Confirmed. No other reading of this plan waits.')
      : seeOther(`/actions/${next}/reading`, 'Confirmed. The next one waits here.')
  })

  async function viewOf(ask: Ask) {
    return await readAs(db, ask.org.id, async (tx) => {
      const action = await readAction(tx, ask.org.id, ask.params.actionId ?? '')
      const plan = action && (await readPlanHead(tx, ask.org.id, action.planId))
      if (action === undefined || plan === undefined || action.deleted !== null) return undefined
      const chosen = fieldOf(ask.form, 'meaning')
      return {
        id: action.id,
        planId: plan.id,
        position: action.position,
        href: `/actions/${action.id}`,
        listHref: `/plans/${plan.id}/actions?show=guesses`,
        version: action.version,
        name: `${action.ref ?? ''} ${action.text}`.trim(),
        level: levelNames(plan.vocabulary).action,
        written: action.timescale.text || 'nothing',
        read: sayTimescale(action.timescale),
        isGuess: action.timescale.isGuess === true && !action.isConfirmed,
        doubt: action.timescale.doubt ?? undefined,
        chosen,
        due: ['day', 'month', 'year'].map((part) => ({ part, value: fieldOf(ask.form, `due-${part}`) })),
      }
    })
  }
}

function readMeaning(form: Form): { meaning: Meaning } | { problem: Problem } {
  const kind = fieldOf(form, 'meaning')
  if (kind === 'as read' || kind === 'no end' || kind === 'no date') return { meaning: { kind } }
  if (kind !== 'day')
    return { problem: { code: 'no-meaning', field: 'meaning', message: 'Choose what the words mean' } }
  const day = readDateInput(form, 'due', 'the last day it is still on time')
  if (!day.ok) return { problem: day.problems[0] ?? { code: 'no-day', message: 'Give a day' } }
  if (day.value === undefined)
    return { problem: { code: 'no-day', field: 'due-day', message: 'Give the last day it is still on time' } }
  return { meaning: { kind, due: day.value } }
}
