import type { PlanAction } from '../../../domain/plan/plan-document.ts'
import { accept, type Problem, type Result } from '../../../domain/problem.ts'
import type { Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { OpenReview } from './open-review.ts'
import type { Amendment, EditableField, Step } from './review.ts'
import { editableFields } from './review.ts'
import { actionView } from './view.ts'

const emptySteps = 2

/** An action as the fields of its form. */
export function formOfAction({ amended }: Pick<OpenReview, 'amended'>, action: PlanAction): Form {
  const form: Form = {
    ref: action.ref ?? '',
    text: action.text,
    section: action.section ?? '',
    outcome: amended.keys.get(action.outcomeId ?? '') ?? '',
    owners: action.ownersText,
    timescale: action.timescale.text,
    rating: action.rag?.value ?? '',
    progress: action.progress ?? '',
    evidence: action.evidence ?? '',
    impact: action.impact ?? '',
  }
  for (const [index, step] of action.milestones.entries()) {
    form[`step-${index}-text`] = step.text
    form[`step-${index}-when`] = step.timescale.text
    form[`step-${index}-owners`] = (step.owners ?? []).join(', ')
  }
  return form
}

/** What the page of one action shows; `form` is what stands in its fields. */
export function editView(open: OpenReview, action: PlanAction, form: Form) {
  const { plan, keys } = open.amended
  const steps = stepsOf(form)
  const sections = [...new Set(plan.actions.flatMap(({ section }) => section ?? []))]
  const index = plan.actions.indexOf(action)
  const before = plan.actions[index - 1]
  return {
    action: actionView(open, action),
    form,
    steps: [...steps, ...Array.from({ length: emptySteps }, (): Step => ({ text: '', when: '', owners: '' }))],
    sections,
    outcomes: [
      { value: '', text: 'None', selected: fieldOf(form, 'outcome') === '' },
      ...plan.outcomes.map((outcome) => ({
        value: keys.get(outcome.id) ?? '',
        text: cut([outcome.ref ?? '', outcome.text].filter((part) => part !== '').join(' '), 110),
        selected: (keys.get(outcome.id) ?? '') === fieldOf(form, 'outcome'),
      })),
    ],
    before: before === undefined ? undefined : cut(before.text, 90),
    splits: splitPoints(action.text).map(({ at, text }) => ({ value: String(at), text: cut(text, 90) })),
    ratingWords: [...new Set(plan.ratingKey.map(({ word }) => word))],
  }
}

/** What a sent form changes of an action; nothing where nothing was changed. */
export function editOf(open: Pick<OpenReview, 'amended'>, action: PlanAction, form: Form): Result<Amendment[]> {
  const key = fieldOf(form, 'key')
  const before = formOfAction(open, action)
  const problems: Problem[] = []
  const does: Amendment[] = []
  for (const field of editableFields) {
    // A field that was not sent stays as it is.
    if (form[field] === undefined) continue
    const text = plainLines(fieldOf(form, field))
    if (same(text, fieldOf(before, field))) continue
    if (field === 'text' && text === '')
      problems.push({ code: 'no-words', message: 'Say what is to be done', field: 'text' })
    else if (text.length > longest)
      problems.push({ code: 'too-long', message: `Use at most ${longest.toLocaleString('en-GB')} characters`, field })
    else does.push({ do: 'edit', action: key, field: field satisfies EditableField, text })
  }
  const steps = stepsOf(form)
  const known = stepsOf(before)
  const isSent = Object.keys(form).some((name) => name.startsWith('step-'))
  if (isSent && JSON.stringify(steps) !== JSON.stringify(known)) {
    const nameless = steps.findIndex(({ text }) => text === '')
    if (nameless !== -1)
      problems.push({
        code: 'step-without-words',
        message: 'Say what the step is, or clear its other boxes',
        field: `step-${nameless}-text`,
      })
    else does.push({ do: 'steps', action: key, steps })
  }
  return problems.length > 0 ? { ok: false, problems } : accept(does)
}

/** Steps with anything in them, in order. */
function stepsOf(form: Form): Step[] {
  const numbers = Object.keys(form)
    .flatMap((name) => /^step-(\d{1,3})-text$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
  return numbers
    .map((number) => ({
      text: plainLines(fieldOf(form, `step-${number}-text`)),
      when: fieldOf(form, `step-${number}-when`),
      owners: fieldOf(form, `step-${number}-owners`),
    }))
    .filter(({ text, when, owners }) => text !== '' || when !== '' || owners !== '')
}

/** Where an action's words may be cut in two: at a line, else at the end of a sentence. `at` counts characters. */
export function splitPoints(text: string): { at: number; text: string }[] {
  const points: { at: number; text: string }[] = []
  for (const match of text.matchAll(
    /\n+|(?<=[.;:?!])\s+(?=[A-Z(\d•–-])|\s+(?=\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)]\s)/g,
  )) {
    const at = match.index + match[0].length
    const rest = text.slice(at).trim()
    if (rest !== '' && text.slice(0, match.index).trim() !== '') points.push({ at, text: rest })
  }
  return points.slice(0, 60)
}

const longest = 20_000
const plainLines = (text: string): string => text.replaceAll('\r\n', '\n').trim()
const same = (one: string, other: string): boolean => one === plainLines(other)
const cut = (text: string, most: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 2).replace(/\s+\S*$/, '')} …`
}
