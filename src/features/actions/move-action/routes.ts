import { levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import { readAction, readActions, readOutcomes, readPlanHead, readSections } from '../../../store/live-plan.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { type ActionMove, moveAction as move } from './move-action.ts'

const template = 'features/actions/move-action/move-action.njk'

/** Two choices on one page: under what, and after which; "show what is there" asks for the second without script. */
export function moveAction(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/move', { deed: 'edit a plan' }, async (ask) => {
    const view = await readAs(db, ask.org.id, (tx) => viewOf(tx, ask, ask.query.to))
    return view === undefined ? notFound() : page(template, view)
  })

  web.post('/actions/:actionId/move', { deed: 'edit a plan' }, async (ask) => {
    const view = await readAs(db, ask.org.id, (tx) => viewOf(tx, ask, fieldOf(ask.form, 'to')))
    if (view === undefined) return notFound()
    const again = (problems: Problem[]) => pageWithProblems(template, view, problems)
    const to = readPlace(ask.form)
    if (to === undefined) return again([{ code: 'no-place', field: 'to', message: 'Choose where it goes' }])
    const after = fieldOf(ask.form, 'after')
    const input: ActionMove = {
      actionId: view.id,
      version: Number(fieldOf(ask.form, 'version')) || 0,
      to,
      ...(after === 'first' ? { afterId: null } : after === '' || after === 'last' ? {} : { afterId: after }),
    }
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const moved = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => move(tx, input, writer))
    return moved.ok ? seeOther(view.href, 'Moved.') : again(moved.problems)
  })
}

async function viewOf(tx: Tx, ask: Ask, asked: string | undefined) {
  const org = ask.org.id
  const action = await readAction(tx, org, ask.params.actionId ?? '')
  const plan = action && (await readPlanHead(tx, org, action.planId))
  if (action === undefined || plan === undefined || action.deleted !== null) return undefined
  const outcomes = await readOutcomes(tx, org, { planId: plan.id })
  const sections = await readSections(tx, org, plan.id)
  const others = (await readActions(tx, org, { planId: plan.id })).filter(({ id }) => id !== action.id)
  const now =
    action.outcomeId !== null
      ? `outcome ${action.outcomeId}`
      : action.sectionId === null
        ? 'nowhere'
        : `section ${action.sectionId}`
  const places = [
    ...outcomes.map(({ id, ref, text }) => ({ value: `outcome ${id}`, text: clip(`${ref ?? ''} ${text}`.trim()) })),
    ...sections.map(({ id, title }) => ({
      value: `section ${id}`,
      text: clip(
        outcomes.length > 0 ? `${title}, under no ${levelNames(plan.vocabulary).outcome.inSentence.one}` : title,
      ),
    })),
    { value: 'nowhere', text: 'Under no heading' },
  ]
  const to = places.some(({ value }) => value === asked) ? (asked ?? now) : now
  const [kind, placeId] = to.split(' ')
  const there = others.filter(({ outcomeId, sectionId }) =>
    kind === 'outcome'
      ? outcomeId === placeId
      : outcomeId === null && (kind === 'section' ? sectionId === placeId : sectionId === null),
  )
  const before = others.filter(({ position }) => position < action.position).at(-1)
  const usual = to === now ? (there.some(({ id }) => id === before?.id) ? before?.id : 'first') : 'last'
  return {
    id: action.id,
    href: `/actions/${action.id}`,
    version: action.version,
    name: `${action.ref ?? ''} ${action.text}`.trim(),
    level: levelNames(plan.vocabulary).action,
    to,
    places,
    after: [
      { value: 'first', text: 'First there', selected: usual === 'first' },
      ...there.map(({ id, ref, text }) => ({
        value: id,
        text: clip(`After ${ref ?? ''} ${text}`),
        selected: usual === id,
      })),
      { value: 'last', text: 'Last there', selected: usual === 'last' },
    ],
  }
}

function readPlace(form: Form): ActionMove['to'] | undefined {
  const [kind, id = ''] = fieldOf(form, 'to').split(' ')
  if (kind === 'nowhere') return { nowhere: true }
  if (kind === 'section') return { sectionId: id }
  return kind === 'outcome' ? { outcomeId: id } : undefined
}

const clip = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 98).trimEnd()}…`)
