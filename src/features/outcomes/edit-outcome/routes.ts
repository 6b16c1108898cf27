import { levelNames } from '../../../domain/plan/level-names.ts'
import type { Problem } from '../../../domain/problem.ts'
import {
  type LiveOutcome,
  type LiveSection,
  type PlanHead,
  readOutcomes,
  readPlanHead,
  readSections,
} from '../../../store/live-plan.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask, Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { addOutcome, deleteOutcome, editOutcome as edit, type OutcomeWords, restoreOutcome } from './edit-outcome.ts'

const template = 'features/outcomes/edit-outcome/edit-outcome.njk'

export function editOutcome(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/outcomes/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => planFacts(tx, ask, ask.params.planId ?? ''))
    return facts === undefined ? notFound() : page(template, viewOf(facts))
  })

  web.post('/plans/:planId/outcomes/add', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => planFacts(tx, ask, ask.params.planId ?? ''))
    if (facts === undefined) return notFound()
    const input = { planId: facts.plan.id, ...readWords(ask.form, undefined) }
    const added = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => addOutcome(tx, input, writerOf(ask)))
    return added.ok
      ? seeOther(`/outcomes/${added.value}`, 'Added to the plan.')
      : pageWithProblems(template, viewOf(facts, ask.form), added.problems)
  })

  web.get('/outcomes/:outcomeId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => outcomeFacts(tx, ask))
    return facts === undefined || facts.outcome.deleted !== null ? notFound() : page(template, viewOf(facts))
  })

  web.post('/outcomes/:outcomeId/edit', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => outcomeFacts(tx, ask))
    if (facts === undefined) return notFound()
    const outcomeId = facts.outcome.id
    const version = Number(fieldOf(ask.form, 'version')) || 0
    const change = { outcomeId, version, ...readWords(ask.form, facts.outcome) }
    const saved = await transact(db, { ...ask.as(fieldOf(ask.form, 'why')), at: ask.now }, (tx) =>
      edit(tx, change, writerOf(ask)),
    )
    if (saved.ok)
      return seeOther(
        `/outcomes/${outcomeId}`,
        saved.value === facts.outcome.version ? 'Nothing was different, so nothing was changed.' : 'Changed.',
      )
    const fresh = await readAs(db, ask.org.id, (tx) => outcomeFacts(tx, ask))
    return fresh === undefined
      ? notFound()
      : pageWithProblems(template, viewOf(fresh, ask.form, isCrossed(saved.problems)), saved.problems)
  })

  web.post('/outcomes/:outcomeId/delete', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => outcomeFacts(tx, ask))
    if (facts === undefined) return notFound()
    const why = fieldOf(ask.form, 'delete-why')
    const input = { outcomeId: facts.outcome.id, why }
    const deleted = await transact(db, { ...ask.as(why), at: ask.now }, (tx) => deleteOutcome(tx, input, writerOf(ask)))
    return deleted.ok
      ? seeOther(`/plans/${facts.plan.id}`, 'Deleted. It can be brought back from the plan’s history.')
      : pageWithProblems(template, viewOf(facts), deleted.problems)
  })

  web.post('/outcomes/:outcomeId/restore', { deed: 'edit a plan' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, (tx) => outcomeFacts(tx, ask))
    if (facts === undefined) return notFound()
    const restored = await transact(db, { ...ask.as(''), at: ask.now }, (tx) =>
      restoreOutcome(tx, { outcomeId: facts.outcome.id }, writerOf(ask)),
    )
    return seeOther(
      `/outcomes/${facts.outcome.id}`,
      restored.ok ? 'It is back in the plan.' : restored.problems[0]?.message,
    )
  })
}

interface Facts {
  plan: PlanHead
  sections: LiveSection[]
  outcome?: LiveOutcome
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })
const isCrossed = (problems: Problem[]): boolean => problems.some(({ code }) => code === 'changed-meanwhile')

async function planFacts(tx: Tx, ask: Ask, planId: string): Promise<Facts | undefined> {
  const plan = await readPlanHead(tx, ask.org.id, planId)
  return plan && { plan, sections: await readSections(tx, ask.org.id, planId) }
}

async function outcomeFacts(tx: Tx, ask: Ask): Promise<(Facts & { outcome: LiveOutcome }) | undefined> {
  const [outcome] = await readOutcomes(tx, ask.org.id, { id: ask.params.outcomeId ?? '' })
  const facts = outcome && (await planFacts(tx, ask, outcome.planId))
  return outcome === undefined || facts === undefined ? undefined : { ...facts, outcome }
}

/** One a line, in the form and out of it. */
function readWords(form: Form, outcome: LiveOutcome | undefined): OutcomeWords {
  const list = (name: string, now: string[] | undefined) => {
    const typed = fieldOf(form, name)
    return now !== undefined && typed.replace(/\r\n?/g, '\n') === asLines(now).trim()
      ? now
      : typed
          .split(/\r\n?|\n/)
          .map((line) => line.trim())
          .filter(Boolean)
  }
  return {
    sectionId: fieldOf(form, 'section') || null,
    ref: fieldOf(form, 'ref') || null,
    text: fieldOf(form, 'text').replace(/\r\n?/g, '\n'),
    objectives: list('objectives', outcome?.objectives),
    intendedOutcomes: list('intendedOutcomes', outcome?.intendedOutcomes),
    measures: list('measures', outcome?.measures),
    extra: (outcome?.extra ?? []).map(({ name }, index) => ({
      name,
      text: fieldOf(form, `extra-${index}`).replace(/\r\n?/g, '\n'),
    })),
  }
}

const asLines = (list: string[]): string => list.map((text) => text.replace(/\s+/g, ' ')).join('\n')

function viewOf({ plan, sections, outcome }: Facts, form?: Form, crossed = false) {
  const levels = levelNames(plan.vocabulary)
  const typed = (name: string, now: string | null | undefined) =>
    form === undefined ? (now ?? '') : fieldOf(form, name)
  return {
    level: levels.outcome,
    isNew: outcome === undefined,
    href: outcome === undefined ? `/plans/${plan.id}` : `/outcomes/${outcome.id}`,
    to: outcome === undefined ? `/plans/${plan.id}/outcomes/add` : `/outcomes/${outcome.id}/edit`,
    deleteTo: outcome === undefined ? undefined : `/outcomes/${outcome.id}/delete`,
    version: outcome?.version,
    sectionLabel: levels.section.one,
    section: typed('section', outcome?.sectionId),
    sections: [
      { value: '', text: 'Under no heading' },
      ...sections.map(({ id, title }) => ({ value: id, text: title })),
    ],
    ref: typed('ref', outcome?.ref),
    text: typed('text', outcome?.text),
    lists: [
      {
        id: 'objectives',
        label: plan.vocabulary.objective ?? 'Objectives',
        value: typed('objectives', asLines(outcome?.objectives ?? [])),
      },
      {
        id: 'intendedOutcomes',
        label: plan.vocabulary.intendedOutcome ?? 'What should come of it',
        value: typed('intendedOutcomes', asLines(outcome?.intendedOutcomes ?? [])),
      },
      {
        id: 'measures',
        label: plan.vocabulary.measure ?? 'How it is measured, in words',
        value: typed('measures', asLines(outcome?.measures ?? [])),
      },
    ],
    extra: (outcome?.extra ?? []).map(({ name, text }, index) => ({
      id: `extra-${index}`,
      name,
      text: typed(`extra-${index}`, text),
    })),
    why: typed('why', ''),
    now:
      crossed && outcome !== undefined
        ? [outcome.text, ...outcome.objectives, ...outcome.intendedOutcomes, ...outcome.measures]
        : undefined,
  }
}
