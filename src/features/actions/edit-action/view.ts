import type { KnownOwner } from '../../../domain/people/match-owner.ts'
import { levelNames } from '../../../domain/plan/level-names.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import type { LiveAction, PlanHead } from '../../../store/live-plan.ts'
import type { Form } from '../../../web/ask.ts'
import { ownersField } from '../../../web/owners-field.ts'
import { fieldOf } from '../../../web/read-form.ts'
import { whenField } from '../../../web/when-field.ts'

export interface EditFacts {
  today: string
  action: LiveAction
  plan: PlanHead
  owners: KnownOwner[]
  form?: Form
  /** Somebody saved something else meanwhile: both are shown, and nothing typed is lost. */
  isCrossed?: boolean
}

export function editView({ today, action, plan, owners, form, isCrossed = false }: EditFacts) {
  const { vocabulary } = plan
  const typed = (name: string, now: string | null) => (form === undefined ? (now ?? '') : fieldOf(form, name))
  return {
    href: `/actions/${action.id}`,
    level: levelNames(vocabulary).action,
    name: action.ref === null ? action.text : `${action.ref} ${action.text}`,
    version: action.version,
    ref: typed('ref', action.ref),
    text: typed('text', action.text),
    owners: ownersField(form, 'owners', action.ownersText, owners),
    ownersLabel: vocabulary.owner ?? 'Who',
    when: whenField(form, 'when', action.timescale, today),
    whenLabel: vocabulary.timescale ?? 'When',
    evidence: typed('evidence', action.evidence),
    evidenceLabel: vocabulary.evidence ?? 'How we will know it is done',
    impact: typed('impact', action.impact),
    impactLabel: vocabulary.impact ?? 'What it should change',
    isPlaceholder: form === undefined ? action.isPlaceholder : fieldOf(form, 'isPlaceholder') === 'yes',
    extra: extraFields(action, plan).map(({ name, text }, index) => ({
      id: `extra-${index}`,
      name,
      text: typed(`extra-${index}`, text),
    })),
    why: typed('why', ''),
    agreedBy: typed('agreedBy', ''),
    crossed: isCrossed && form !== undefined ? crossedFields(action, plan, form) : [],
  }
}

/** The action's own, then the plan's others that it has nothing in yet. */
export function extraFields(action: LiveAction, plan: PlanHead): { name: string; text: string }[] {
  const own = action.extra
  const others = plan.columns
    .filter(({ field, heading }) => field === 'extra' && heading !== '' && !own.some(({ name }) => name === heading))
    .map(({ heading }) => ({ name: heading, text: '' }))
  return [...own, ...others]
}

/** Where what stands now and what was typed differ. */
function crossedFields(action: LiveAction, plan: PlanHead, form: Form) {
  const rows = [
    { label: 'Number', now: action.ref ?? '', yours: fieldOf(form, 'ref') },
    { label: 'Words', now: action.text, yours: fieldOf(form, 'text') },
    { label: plan.vocabulary.owner ?? 'Who', now: action.ownersText, yours: fieldOf(form, 'owners') },
    {
      label: plan.vocabulary.timescale ?? 'When',
      now: action.timescale.text,
      yours: fieldOf(form, 'when'),
      note: sayTimescale(action.timescale),
    },
    {
      label: plan.vocabulary.evidence ?? 'How we will know',
      now: action.evidence ?? '',
      yours: fieldOf(form, 'evidence'),
    },
    {
      label: plan.vocabulary.impact ?? 'What it should change',
      now: action.impact ?? '',
      yours: fieldOf(form, 'impact'),
    },
    ...extraFields(action, plan).map(({ name, text }, index) => ({
      label: name,
      now: text,
      yours: fieldOf(form, `extra-${index}`),
    })),
  ]
  return rows.filter(({ now, yours }) => now.replace(/\r\n/g, '\n').trim() !== yours.replace(/\r\n/g, '\n').trim())
}
