import { levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import { readOutcomes, readPlanHead, readSections } from '../../../store/live-plan.ts'
import { listOwners } from '../../../store/owner-store.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { ownersField, readOwners } from '../../../web/owners-field.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { readWhen, whenField } from '../../../web/when-field.ts'
import { type ActionToAdd, addAction as add } from './add-action.ts'

const template = 'features/actions/add-action/add-action.njk'

export function addAction(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/actions/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    if (facts.plan.closed !== null) return seeOther(`/plans/${facts.plan.id}`, 'This plan is closed.')
    return page(template, viewOf(facts, ask))
  })

  web.post('/plans/:planId/actions/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => factsFor(tx, ask))
    if (facts === undefined) return notFound()
    const { input, problems } = readInput(ask.form, facts, ask.today)
    const again = (found: Problem[]) => pageWithProblems(template, viewOf(facts, ask, ask.form), found)
    if (problems.length > 0) return again(problems)
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const added = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => add(tx, input, writer))
    return added.ok ? seeOther(`/actions/${added.value}`, 'Added to the plan.') : again(added.problems)
  })
}

type Facts = NonNullable<Awaited<ReturnType<typeof factsFor>>>

async function factsFor(tx: Tx, ask: Ask) {
  const org = ask.org.id
  const plan = await readPlanHead(tx, org, ask.params.planId ?? '')
  if (plan === undefined) return undefined
  return {
    plan,
    outcomes: await readOutcomes(tx, org, { planId: plan.id }),
    sections: await readSections(tx, org, plan.id),
    owners: await listOwners(tx, org),
  }
}

function viewOf({ plan, outcomes, sections, owners }: Facts, ask: Ask, form?: Form) {
  const levels = levelNames(plan.vocabulary)
  const typed = (name: string) => (form === undefined ? '' : fieldOf(form, name))
  const asked =
    ask.query.outcome === undefined
      ? ask.query.section === undefined
        ? ''
        : `section ${ask.query.section}`
      : `outcome ${ask.query.outcome}`
  return {
    plan: { href: `/plans/${plan.id}/actions`, title: plan.title },
    action: `/plans/${plan.id}/actions/add`,
    level: levels.action,
    to: form === undefined ? asked : typed('to'),
    places: [
      { value: '', text: 'Choose' },
      ...outcomes.map(({ id, ref, text }) => ({ value: `outcome ${id}`, text: clip(`${ref ?? ''} ${text}`.trim()) })),
      ...sections.map(({ id, title }) => ({
        value: `section ${id}`,
        text: clip(outcomes.length > 0 ? `${title}, under no ${levels.outcome.inSentence.one}` : title),
      })),
      { value: 'nowhere', text: 'Under no heading' },
    ],
    ref: typed('ref'),
    text: typed('text'),
    owners: ownersField(form, 'owners', '', owners),
    ownersLabel: plan.vocabulary.owner ?? 'Who',
    when: whenField(form, 'when', undefined, ask.today),
    whenLabel: plan.vocabulary.timescale ?? 'When',
    evidence: typed('evidence'),
    evidenceLabel: plan.vocabulary.evidence ?? 'How we will know it is done',
    impact: typed('impact'),
    impactLabel: plan.vocabulary.impact ?? 'What it should change',
  }
}

function readInput(
  form: Form,
  { plan, owners: known }: Facts,
  today: string,
): { input: ActionToAdd; problems: Problem[] } {
  const when = readWhen(form, 'when', today)
  const owners = readOwners(form, 'owners', known)
  const [kind, id = ''] = fieldOf(form, 'to').split(' ')
  const isPlaced = kind === 'nowhere' || kind === 'section' || kind === 'outcome'
  const text = fieldOf(form, 'text')
  const problems: Problem[] = [
    ...(isPlaced ? [] : [{ code: 'no-place', field: 'to', message: 'Choose what it serves' }]),
    ...(text === '' ? [{ code: 'no-text', field: 'text', message: 'Say what is to be done' }] : []),
    ...(owners.isAnswered
      ? []
      : [{ code: 'owner', field: 'owners', message: 'Say who is meant: somebody like that is known here already' }]),
    ...when.problems,
    ...(when.isSeen || when.timescale.text === '' || when.problems.length > 0
      ? []
      : [{ code: 'reading', field: 'when', message: 'Look at how your words for the date are read, then save again' }]),
  ]
  return {
    input: {
      planId: plan.id,
      to: kind === 'outcome' ? { outcomeId: id } : kind === 'section' ? { sectionId: id } : { nowhere: true },
      ref: orNull(fieldOf(form, 'ref')),
      text: text.replace(/\r\n?/g, '\n'),
      owners: { text: owners.text, names: owners.names, same: owners.same },
      timescale: when.timescale,
      evidence: orNull(fieldOf(form, 'evidence')),
      impact: orNull(fieldOf(form, 'impact')),
    },
    problems,
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text.replace(/\r\n?/g, '\n'))
const clip = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 98).trimEnd()}…`)
