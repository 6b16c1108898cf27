import { type LevelName, levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import { type LiveMilestone, readAction, readMilestones, readPlanHead } from '../../../store/live-plan.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { readWhen, whenField } from '../../../web/when-field.ts'
import { addMilestone, deleteMilestone, editMilestone as edit } from './edit-milestone.ts'

const template = 'features/actions/edit-milestone/edit-milestone.njk'

export function editMilestone(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/milestones/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => actionFacts(tx, ask, ask.params.actionId ?? ''))
    return facts === undefined ? notFound() : page(template, viewOf(facts, undefined, ask.today))
  })

  web.post('/actions/:actionId/milestones/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => actionFacts(tx, ask, ask.params.actionId ?? ''))
    if (facts === undefined) return notFound()
    const again = (found: Problem[]) => pageWithProblems(template, viewOf(facts, undefined, ask.today, ask.form), found)
    const when = readWhen(ask.form, 'when', ask.today)
    const problems = problemsOf(ask.form, when)
    if (problems.length > 0) return again(problems)
    const input = {
      actionId: facts.action.id,
      text: fieldOf(ask.form, 'text'),
      ownersText: fieldOf(ask.form, 'owners'),
      timescale: when.timescale,
    }
    const added = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => addMilestone(tx, input, writerOf(ask)))
    return added.ok ? seeOther(facts.href, 'Added.') : again(added.problems)
  })

  web.get('/milestones/:milestoneId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => milestoneFacts(tx, ask))
    return facts === undefined ? notFound() : page(template, viewOf(facts, facts.milestone, ask.today))
  })

  web.post('/milestones/:milestoneId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => milestoneFacts(tx, ask))
    if (facts === undefined) return notFound()
    const { milestone } = facts
    const again = (found: Problem[]) => pageWithProblems(template, viewOf(facts, milestone, ask.today, ask.form), found)
    const isUntouched =
      fieldOf(ask.form, 'when') === milestone.timescale.text.trim() &&
      ['day', 'month', 'year'].every((part) => fieldOf(ask.form, `when-due-${part}`) === '')
    const when = isUntouched
      ? { timescale: milestone.timescale, isSeen: true, problems: [] }
      : readWhen(ask.form, 'when', ask.today)
    const problems = problemsOf(ask.form, when)
    if (problems.length > 0) return again(problems)
    const why = fieldOf(ask.form, 'why')
    const change = {
      milestoneId: milestone.id,
      version: Number(fieldOf(ask.form, 'version')) || 0,
      text: fieldOf(ask.form, 'text'),
      ownersText: fieldOf(ask.form, 'owners'),
      timescale: when.timescale,
      why,
      agreedBy: fieldOf(ask.form, 'agreedBy') || null,
    }
    const saved = await transact(db, { ...ask.as(why), at: ask.now }, (tx) => edit(tx, change, writerOf(ask)))
    if (saved.ok) return seeOther(facts.href, 'Changed.')
    const fresh = await readAs(db, ask.org.id, (tx) => milestoneFacts(tx, ask))
    return fresh === undefined
      ? notFound()
      : pageWithProblems(
          template,
          viewOf(
            fresh,
            fresh.milestone,
            ask.today,
            ask.form,
            saved.problems.some(({ code }) => code === 'changed-meanwhile'),
          ),
          saved.problems,
        )
  })

  web.post('/milestones/:milestoneId/delete', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => milestoneFacts(tx, ask))
    if (facts === undefined) return notFound()
    const why = fieldOf(ask.form, 'delete-why')
    const input = { milestoneId: facts.milestone.id, why }
    const deleted = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      deleteMilestone(tx, input, writerOf(ask)),
    )
    return deleted.ok
      ? seeOther(facts.href, 'Deleted. It stays in the history, with your reason.')
      : pageWithProblems(template, viewOf(facts, facts.milestone, ask.today), deleted.problems)
  })
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })

async function actionFacts(tx: Tx, ask: Ask, actionId: string) {
  const action = await readAction(tx, ask.org.id, actionId)
  const plan = action && (await readPlanHead(tx, ask.org.id, action.planId))
  if (action === undefined || plan === undefined || action.deleted !== null) return undefined
  return { action, plan, href: `/actions/${action.id}`, level: levelNames(plan.vocabulary).milestone }
}

async function milestoneFacts(tx: Tx, ask: Ask) {
  const [milestone] = await readMilestones(tx, ask.org.id, { id: ask.params.milestoneId ?? '' })
  const facts = milestone && (await actionFacts(tx, ask, milestone.actionId))
  return milestone === undefined || facts === undefined ? undefined : { ...facts, milestone }
}

function problemsOf(form: Form, when: ReturnType<typeof readWhen>): Problem[] {
  return [
    ...(fieldOf(form, 'text') === '' ? [{ code: 'no-text', field: 'text', message: 'Say what the step is' }] : []),
    ...when.problems,
    ...(when.isSeen || when.timescale.text === '' || when.problems.length > 0
      ? []
      : [{ code: 'reading', field: 'when', message: 'Look at how your words for the date are read, then save again' }]),
  ]
}

function viewOf(
  facts: { href: string; level: LevelName; action: { ref: string | null; text: string; id: string } },
  milestone: LiveMilestone | undefined,
  today: string,
  form?: Form,
  isCrossed = false,
) {
  const typed = (name: string, now: string) => (form === undefined ? now : fieldOf(form, name))
  return {
    href: facts.href,
    level: facts.level,
    name: `${facts.action.ref ?? ''} ${facts.action.text}`.trim(),
    to: milestone === undefined ? `${facts.href}/milestones/add` : `/milestones/${milestone.id}/edit`,
    deleteTo: milestone === undefined ? undefined : `/milestones/${milestone.id}/delete`,
    version: milestone?.version,
    text: typed('text', milestone?.text ?? ''),
    owners: typed('owners', milestone?.ownersText ?? ''),
    when: whenField(form, 'when', milestone?.timescale, today),
    why: typed('why', ''),
    agreedBy: typed('agreedBy', ''),
    now:
      isCrossed && milestone !== undefined
        ? { text: milestone.text, when: milestone.timescale.text, owners: milestone.ownersText }
        : undefined,
  }
}
