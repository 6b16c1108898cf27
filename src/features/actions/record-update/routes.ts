import { z } from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import { type LiveMilestone, readAction, readMilestones, readPlanHead } from '../../../store/live-plan.ts'
import type { Database, MilestoneProgress, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf, readDateInput, readForm } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { momentInWords } from '../../../web/words.ts'
import { lastWords, stillOwed } from './queries.ts'
import { type Finish, recordUpdate as record, type UpdateInput } from './record-update.ts'
import { sentView, updateView } from './view.ts'

const template = 'features/actions/record-update/record-update.njk'

/** One minute, one thumb: how does this stand? */
export function recordUpdate(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/update', { deed: 'record an update' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    if (facts.action.closed !== null || facts.plan.closed !== null)
      return seeOther(
        `/actions/${facts.action.id}`,
        'It is closed. Nothing can be said of it until it is opened again.',
      )
    return page(template, updateView(facts))
  })

  web.post('/actions/:actionId/update', { deed: 'record an update' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    const { input, problems } = readInput(ask.form, facts.action.id, facts.milestones)
    const again = (found: Problem[]) => pageWithProblems(template, updateView({ ...facts, form: ask.form }), found)
    if (problems.length > 0) return again(problems)
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const recorded = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => record(tx, input, writer))
    if (!recorded.ok) return again(recorded.problems)
    return seeOther(`/actions/${facts.action.id}/update/sent`, `Thank you. Recorded ${momentInWords(ask.now)}.`)
  })

  web.get('/actions/:actionId/update/sent', { deed: 'record an update' }, async (ask) => {
    const names = [ask.account.post, ask.account.name].filter((name) => name !== null && name !== '') as string[]
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const action = await readAction(tx, ask.org.id, ask.params.actionId ?? '')
      if (action === undefined) return undefined
      const owed = await stillOwed(tx, {
        org: ask.org.id,
        accountId: ask.account.id,
        names: names.map((name) => name.toLowerCase()),
        besides: action.id,
        limit: 60,
      })
      return { action, owed }
    })
    if (facts === undefined) return notFound()
    return page('features/actions/record-update/sent.njk', {
      ...sentView({ ...facts, today: ask.today }),
      mine: web.has('GET', '/my-actions'),
    })
  })
}

async function factsFor(tx: Tx, ask: Ask) {
  const org = ask.org.id
  const action = await readAction(tx, org, ask.params.actionId ?? '')
  const plan = action && (await readPlanHead(tx, org, action.planId))
  if (action === undefined || plan === undefined || action.deleted !== null) return undefined
  return {
    today: ask.today,
    action,
    plan,
    milestones: await readMilestones(tx, org, { actionId: action.id }),
    last: await lastWords(tx, org, action.id, ask.account.id),
    answersAs: ask.account.post ?? ask.account.name,
  }
}

const updateForm = z.object({
  rating: z.string({ error: 'Choose how it stands today' }).trim().min(1, 'Choose how it stands today'),
  words: z
    .string()
    .trim()
    .min(1, 'Say in a sentence what has happened')
    .max(8000, 'That is more than a board can read. Keep it under 8,000 letters'),
})

/** What was sent as the use case wants it, and everything wrong with it at once. */
function readInput(
  form: Form,
  actionId: string,
  milestones: LiveMilestone[],
): { input: UpdateInput; problems: Problem[] } {
  const problems: Problem[] = []
  const typed = readForm(updateForm, form)
  if (!typed.ok) problems.push(...typed.problems)
  const finish = readFinish(form, problems)
  const input: UpdateInput = {
    actionId,
    words: fieldOf(form, 'words'),
    rating: fieldOf(form, 'rating'),
    nextStep: fieldOf(form, 'nextStep'),
    blocker: fieldOf(form, 'blocker'),
    milestones: readMilestoneProgress(form, milestones, problems),
    ...(finish === undefined ? {} : { finish }),
  }
  return { input, problems }
}

function readFinish(form: Form, problems: Problem[]): Finish | undefined {
  const kind = fieldOf(form, 'finish')
  if (kind === 'as planned' || kind === 'cannot say') return { kind }
  if (kind !== 'later' && kind !== 'by') return undefined
  const read = readDateInput(form, 'forecast', 'the day you expect it to be done')
  const why = fieldOf(form, 'why')
  if (!read.ok) problems.push(...read.problems)
  else if (read.value === undefined)
    problems.push({ code: 'no-forecast', field: 'forecast-day', message: 'Give the day you expect it to be done' })
  if (kind === 'later' && why === '')
    problems.push({ code: 'no-why', field: 'why', message: 'Say why it will be later: the board will ask' })
  const forecast = read.ok ? (read.value ?? '') : ''
  return kind === 'later' ? { kind, forecast, why } : { kind, forecast }
}

function readMilestoneProgress(form: Form, milestones: LiveMilestone[], problems: Problem[]): MilestoneProgress[] {
  return milestones.flatMap(({ id, text }, index) => {
    if (fieldOf(form, `done-${index}`) !== 'yes' || fieldOf(form, `milestone-${index}`) !== id) return []
    const on = readDateInput(form, `done-${index}`, `the day “${text.slice(0, 60)}” was done`)
    if (!on.ok) problems.push(...on.problems)
    else if (on.value === undefined)
      problems.push({
        code: 'no-day',
        field: `done-${index}-day`,
        message: `Give the day “${text.slice(0, 60)}” was done`,
      })
    return [{ milestoneId: id, doneOn: on.ok ? (on.value ?? null) : null }]
  })
}
