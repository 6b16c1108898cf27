import { z } from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import { type LiveAction, readAction, readPlanHead } from '../../../store/live-plan.ts'
import { listOwners } from '../../../store/owner-store.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { readOwners } from '../../../web/owners-field.ts'
import { fieldOf, readForm } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { readWhen } from '../../../web/when-field.ts'
import { type ActionChange, editAction as change } from './edit-action.ts'
import { type EditFacts, editView, extraFields } from './view.ts'

const template = 'features/actions/edit-action/edit-action.njk'

export function editAction(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    if (facts.action.closed !== null || facts.plan.closed !== null)
      return seeOther(`/actions/${facts.action.id}`, 'It is closed. It can be changed once it is opened again.')
    return page(template, editView(facts))
  })

  web.post('/actions/:actionId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    const { input, problems } = readChange(ask.form, facts)
    const again = (found: Problem[], isCrossed = false) =>
      pageWithProblems(template, editView({ ...facts, form: ask.form, isCrossed }), found)
    if (problems.length > 0) return again(problems, input.version !== facts.action.version)
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const saved = await transact(db, { ...ask.as(input.why), at: ask.now }, (tx) => change(tx, input, writer))
    if (saved.ok)
      return seeOther(
        `/actions/${facts.action.id}`,
        saved.value === facts.action.version ? 'Nothing was different, so nothing was changed.' : 'Changed.',
      )
    const isCrossed = saved.problems.some(({ code }) => code === 'changed-meanwhile')
    if (!isCrossed) return again(saved.problems)
    const fresh = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (fresh === undefined) return notFound()
    return pageWithProblems(template, editView({ ...fresh, form: ask.form, isCrossed: true }), saved.problems)
  })
}

async function factsFor(tx: Tx, ask: Ask): Promise<EditFacts | undefined> {
  const action = await readAction(tx, ask.org.id, ask.params.actionId ?? '')
  const plan = action && (await readPlanHead(tx, ask.org.id, action.planId))
  if (action === undefined || plan === undefined || action.deleted !== null) return undefined
  return { today: ask.today, action, plan, owners: await listOwners(tx, ask.org.id) }
}

const editForm = z.object({
  text: z.string().trim().min(1, 'Say what is to be done').max(20_000, 'That is too long for one action'),
  ref: z.string().trim().max(60, 'A number has at most 60 letters').optional(),
})

function readChange(
  form: Form,
  { action, plan, owners: known, today }: EditFacts,
): { input: ActionChange; problems: Problem[] } {
  const problems: Problem[] = []
  const typed = readForm(editForm, form)
  if (!typed.ok) problems.push(...typed.problems)
  const when = readWhen(form, 'when', today)
  const timescale = isUntouched(form, action) ? action.timescale : when.timescale
  problems.push(...when.problems)
  if (timescale !== action.timescale && !when.isSeen && when.problems.length === 0)
    problems.push({
      code: 'reading',
      field: 'when',
      message: 'Look at how your words for the date are read, then save again',
    })
  const owners = readOwners(form, 'owners', known)
  const isOwnersChanged = owners.text !== action.ownersText
  if (isOwnersChanged && !owners.isAnswered)
    problems.push({
      code: 'owner',
      field: 'owners',
      message: 'Say who is meant: somebody like that is known here already',
    })
  return {
    input: {
      actionId: action.id,
      version: Number(fieldOf(form, 'version')) || 0,
      ref: orNull(fieldOf(form, 'ref')),
      text: same(lines(fieldOf(form, 'text')), action.text),
      owners: { text: owners.text, names: owners.names, same: isOwnersChanged ? owners.same : [] },
      timescale,
      evidence: same(orNull(lines(fieldOf(form, 'evidence'))), action.evidence),
      impact: same(orNull(lines(fieldOf(form, 'impact'))), action.impact),
      isPlaceholder: fieldOf(form, 'isPlaceholder') === 'yes',
      extra: extraFields(action, plan)
        .map(({ name, text }, index) => ({ name, text: same(lines(fieldOf(form, `extra-${index}`)), text) ?? '' }))
        .filter(({ name, text }) => text !== '' || action.extra.some((field) => field.name === name)),
      why: fieldOf(form, 'why'),
      agreedBy: orNull(fieldOf(form, 'agreedBy')),
    },
    problems,
  }
}

/** The words are as they were and no other day was given for them. */
const isUntouched = (form: Form, action: LiveAction): boolean =>
  fieldOf(form, 'when') === action.timescale.text.trim() &&
  ['day', 'month', 'year'].every((part) => fieldOf(form, `when-due-${part}`) === '')

/** Browsers send other line ends and no space at the ends: that alone is no change. */
const same = <Text extends string | null>(typed: Text, now: Text): Text =>
  (typed ?? '').trim() === lines(now ?? '').trim() ? now : typed
const lines = (text: string): string => text.replace(/\r\n?/g, '\n')
const orNull = (text: string): string | null => (text === '' ? null : text)
