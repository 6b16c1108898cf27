import { splitOwners } from '../../../domain/people/split-owners.ts'
import type { PlanAction, PlanDocument, PlanMilestone } from '../../../domain/plan/plan-document.ts'
import type { TimescaleContext } from '../../../domain/timescale/parse-timescale.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { parseTimescales } from '../../../domain/timescale/split-timescales.ts'
import { noTimescale, type Timescale } from '../../../domain/timescale/timescale.ts'
import type { Amendment, EditableField, Step } from './review.ts'

/** A plan with a person's amendments, and by which key each of its actions and outcomes is amended. */
export interface AmendedPlan {
  plan: PlanDocument
  /** Id in the plan to key. */
  keys: ReadonlyMap<string, string>
  dropped: { key: string; text: string; change: string }[]
  /** Shapes that a person gave to rating words. */
  shapes: ReadonlyMap<string, string>
  /** Amendments of what the present reading no longer has. They wait, and count again when it is back. */
  waiting: number
}

interface Working {
  plan: PlanDocument
  context: TimescaleContext
  /** Key to action, in no order. */
  actions: Map<string, PlanAction>
}

/** Carries out the amendments in their order on a copy of the plan. Pure; the plan given is left alone. */
export function amendPlan(read: PlanDocument, amendments: readonly (Amendment & { id: string })[]): AmendedPlan {
  const plan = structuredClone(read)
  const keys = new Map<string, string>()
  giveKeys(plan.outcomes, keys)
  giveKeys(plan.actions, keys)
  const working: Working = { plan, context: contextOf(plan), actions: new Map() }
  for (const action of plan.actions) working.actions.set(keys.get(action.id) ?? '', action)
  const dropped: AmendedPlan['dropped'] = []
  const shapes = new Map<string, string>()
  let waiting = 0
  for (const amendment of amendments) {
    if (amendment.do === 'rate') {
      shapes.set(amendment.word, amendment.shape)
      continue
    }
    if (amendment.do === 'withhold') {
      withhold(plan, amendment.words)
      continue
    }
    if (amendment.do === 'outcome') {
      const outcome = plan.outcomes.find((each) => keys.get(each.id) === amendment.outcome)
      if (outcome === undefined) waiting++
      else if (amendment.field === 'text') outcome.text = amendment.text
      else outcome.ref = orNull(amendment.text)
      continue
    }
    const action = findAction(working, amendment.action)
    if (action === undefined) waiting++
    else if (amendment.do === 'drop') {
      dropped.push({ key: amendment.action, text: action.text || wordsOfAction(action), change: amendment.id })
      plan.notes.push({ text: wordsOfAction(action), at: action.at })
      remove(working, action)
    } else if (amendment.do === 'join') join(working, action)
    else if (amendment.do === 'split') split(working, amendment.action, action, amendment.parts, keys)
    else amendAction(working, action, amendment, keys)
  }
  dropEmptyOutcomes(read, plan)
  return { plan, keys, dropped, shapes, waiting }
}

/** Where a thing was read is its key; several read at one place are told apart by their order there. */
function giveKeys(things: readonly { id: string; at: string }[], keys: Map<string, string>): void {
  const seen = new Map<string, number>()
  for (const { id, at } of things) {
    const count = (seen.get(at) ?? 0) + 1
    seen.set(at, count)
    keys.set(id, count === 1 ? at : `${at} #${count}`)
  }
}

/** By its key; else by any place it was read at: another column may have become the action's since. */
function findAction({ actions, plan }: Working, key: string): PlanAction | undefined {
  return (
    actions.get(key) ?? plan.actions.find(({ places }) => places !== undefined && Object.values(places).includes(key))
  )
}

type OnAction = Extract<Amendment, { action: string }>

function amendAction(
  { plan, context }: Working,
  action: PlanAction,
  amendment: Exclude<OnAction, { do: 'drop' | 'join' | 'split' }>,
  keys: ReadonlyMap<string, string>,
): void {
  switch (amendment.do) {
    case 'edit':
      if (amendment.field === 'outcome')
        action.outcomeId = plan.outcomes.find((outcome) => keys.get(outcome.id) === amendment.text)?.id ?? null
      else editField(action, amendment.field, amendment.text, context)
      break
    case 'steps':
      action.milestones = amendment.steps.map((step) => milestoneOf(step, action.milestones, context))
      break
    case 'read-time':
      action.timescale = readAs(action.timescale.text, amendment.as, context)
      break
    case 'read-step-times':
      action.milestones = action.milestones.map((milestone, index) => ({
        ...milestone,
        timescale: confirmed(parseTimescale(amendment.as[index] ?? '', context)),
      }))
      break
  }
}

function editField(
  action: PlanAction,
  field: Exclude<EditableField, 'outcome'>,
  text: string,
  context: TimescaleContext,
): void {
  switch (field) {
    case 'text':
      action.text = text
      break
    case 'owners':
      action.ownersText = text
      action.owners = splitOwners(text).owners
      break
    case 'timescale':
      action.timescale = text === '' ? noTimescale : confirmed(parseTimescales(text, context).whole)
      break
    case 'rating':
      action.rag =
        text === ''
          ? null
          : { ...action.rag, value: text, source: action.rag?.value === text ? action.rag.source : 'text' }
      break
    default:
      action[field] = orNull(text)
  }
}

/** Typed by a person, it is no guess any more. */
const confirmed = (timescale: Timescale): Timescale => ({ ...timescale, isGuess: false, doubt: null })

function readAs(words: string, as: string, context: TimescaleContext): Timescale {
  const read = as === '' ? { ...noTimescale, kind: 'other' as const } : parseTimescale(as, context)
  return { ...confirmed(read), text: words }
}

function milestoneOf(step: Step, before: readonly PlanMilestone[], context: TimescaleContext): PlanMilestone {
  const known = before.find((milestone) => milestone.text === step.text)
  const owners = splitOwners(step.owners).owners
  const timescale =
    known !== undefined && known.timescale.text === step.when
      ? known.timescale
      : step.when === ''
        ? noTimescale
        : confirmed(parseTimescale(step.when, context))
  const { owners: _, ...rest } = known ?? { text: step.text, timescale }
  return { ...rest, text: step.text, timescale, ...(owners.length === 0 ? {} : { owners }) }
}

function remove({ plan, actions }: Working, action: PlanAction): void {
  plan.actions = plan.actions.filter((each) => each !== action)
  for (const [key, each] of actions) if (each === action) actions.delete(key)
}

/** Adds an action to the one before it: words behind words, what the first lacks from the second. */
function join(working: Working, action: PlanAction): void {
  const before = working.plan.actions[working.plan.actions.indexOf(action) - 1]
  if (before === undefined) return
  before.text = [before.text, action.ref === null ? action.text : `${action.ref} ${action.text}`]
    .filter((text) => text.trim() !== '')
    .join('\n')
  for (const field of ['evidence', 'impact', 'progress'] as const) before[field] = joined(before[field], action[field])
  for (const owner of action.owners) if (!before.owners.includes(owner)) before.owners.push(owner)
  before.ownersText = joined(before.ownersText, before.ownersText === action.ownersText ? '' : action.ownersText) ?? ''
  if (before.timescale.kind === 'none') before.timescale = action.timescale
  else if (action.timescale.kind !== 'none' && action.timescale.text !== before.timescale.text)
    before.milestones = [...before.milestones, { text: action.text, timescale: action.timescale }]
  before.milestones = [...before.milestones, ...action.milestones]
  before.rag ??= action.rag
  const extra = [...(before.extra ?? []), ...(action.extra ?? [])]
  if (extra.length > 0) before.extra = extra
  remove(working, action)
}

/** Two actions of one: the second takes over who and when, for a person to change; what was said of the first stays there. */
function split(
  { plan, actions }: Working,
  key: string,
  action: PlanAction,
  [first, second]: [string, string],
  keys: Map<string, string>,
): void {
  const other: PlanAction = {
    ...structuredClone(action),
    id: `${action.id}-2`,
    ref: null,
    text: second,
    rag: null,
    evidence: null,
    impact: null,
    progress: null,
    milestones: [],
  }
  delete other.extra
  delete other.ratings
  while (plan.actions.some(({ id }) => id === other.id)) other.id += '-2'
  action.text = first
  plan.actions.splice(plan.actions.indexOf(action) + 1, 0, other)
  let otherKey = `${key} / second half`
  while (actions.has(otherKey)) otherKey += ' again'
  actions.set(otherKey, other)
  keys.set(other.id, otherKey)
}

function withhold(plan: PlanDocument, words: string): void {
  const clean = (text: string) => text.replaceAll(words, withheld)
  const cleanAll = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value)
    if (Array.isArray(value)) return value.map(cleanAll)
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, stays.has(name) ? each : cleanAll(each)]),
      )
    return value
  }
  // In place: the working plan is known to others by its parts.
  for (const list of [plan.actions, plan.outcomes, plan.notes])
    for (const thing of list) Object.assign(thing, cleanAll(thing))
  Object.assign(plan.plan, cleanAll(plan.plan))
}

export const withheld = '[words withheld]'
const stays = new Set(['id', 'outcomeId', 'at', 'places', 'kind', 'due', 'start', 'every'])

/** An outcome all of whose actions were dropped goes with them, into the notes; one that never had any stays. */
function dropEmptyOutcomes(read: PlanDocument, plan: PlanDocument): void {
  const had = new Set(read.actions.map((action) => action.outcomeId))
  const has = new Set(plan.actions.map((action) => action.outcomeId))
  const gone = plan.outcomes.filter(({ id }) => had.has(id) && !has.has(id))
  if (gone.length === 0) return
  plan.outcomes = plan.outcomes.filter((outcome) => !gone.includes(outcome))
  for (const outcome of gone)
    plan.notes.push({
      text: [outcome.ref ?? '', outcome.text, ...outcome.objectives, ...outcome.intendedOutcomes, ...outcome.measures]
        .filter((text) => text !== '')
        .join('\n'),
      at: outcome.at,
    })
}

/** All that an action says, for a note. */
function wordsOfAction(action: PlanAction): string {
  return [
    [action.ref ?? '', action.text].filter((text) => text !== '').join(' '),
    action.ownersText,
    action.timescale.text,
    action.rag?.source === 'text' ? action.rag.value : '',
    action.evidence ?? '',
    action.impact ?? '',
    action.progress ?? '',
    ...action.milestones.flatMap((milestone) => [
      milestone.text,
      milestone.timescale.text,
      ...(milestone.owners ?? []),
    ]),
    ...(action.ratings ?? []).map(({ period, value }) => `${period}: ${value}`),
    ...(action.extra ?? []).map(({ name, text }) => `${name}: ${text}`),
  ]
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** What the plan's own dates say of years that its timescales leave out. */
function contextOf({ plan }: PlanDocument): TimescaleContext {
  const years = [...(plan.period ?? '').matchAll(/(?:19|20)\d\d/g)].map((match) => match[0])
  const [from, to] = [years[0], years.at(-1)]
  return {
    ...(from === undefined ? {} : { planStart: `${from}-01-01` }),
    ...(to === undefined || to === from ? {} : { planEnd: `${to}-12-31` }),
    ...(plan.asOf === null ? {} : { documentDate: plan.asOf.length === 7 ? `${plan.asOf}-01` : plan.asOf }),
  }
}

const joined = (one: string | null, other: string | null): string | null =>
  [one, other].filter((text) => text !== null && text.trim() !== '').join('\n') || null
const orNull = (text: string): string | null => (text === '' ? null : text)
