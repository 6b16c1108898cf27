/** Every figure a paper shows, counted from the snapshot's actions and from nothing else. Rules: `plan-rules.ts`. */
import { findEntry, type KeyEntry, shapeOf } from '../rating/rating-key.ts'
import { isWorse, nameOfShape, type RatingShape, shapes } from '../rating/rating-shape.ts'
import { daysLate, isDueSoon, nextDue } from '../timescale/due.ts'
import { countSteps, disagreement, type Fact, factsOf } from './indicated.ts'
import { daysSilent, isLate, isOpen, isSilent, type Slip, type StandingAction, slipOf } from './plan-rules.ts'
import type { Snapshot, SnapshotAction, SnapshotOutcome } from './snapshot.ts'

/** Actions by rating. `counts` has every word of the key and `unrated`; they sum to `total`. */
export interface RatingCount {
  counts: Record<string, number>
  total: number
}

/** The name under which an action without a rating is counted. */
export const unrated = nameOfShape.none

/** Placeholders ("further actions to follow") are no actions: no paper counts them. */
export function countedActions(snapshot: Snapshot): SnapshotAction[] {
  return snapshot.actions.filter((action) => !action.isPlaceholder)
}

/**
 * The plan's key in the order it is read, done first and not begun last, with any word said that the key does not
 * have: a word is never counted as another.
 */
export function ratingsOf(snapshot: Snapshot): readonly KeyEntry[] {
  const known = keys.get(snapshot)
  if (known !== undefined) return known
  const key = [...snapshot.key]
  const said = [
    ...snapshot.actions.flatMap((action) => [action.rating?.word, ...action.ratings.map((rating) => rating.word)]),
    ...snapshot.outcomes.map((outcome) => outcome.rating?.word),
    ...(snapshot.previous?.actions.map((action) => action.rating) ?? []),
  ]
  for (const word of new Set(said)) {
    if (word === null || word === undefined || word.trim() === '' || findEntry(key, word) !== null) continue
    key.push({ word: word.trim(), shape: shapeOf(key, word), colour: null, fill: null, meaning: null })
  }
  key.sort((a, b) => readingOrder.indexOf(a.shape) - readingOrder.indexOf(b.shape))
  keys.set(snapshot, key)
  return key
}

/** A snapshot never changes, and every cell asks. */
const keys = new WeakMap<Snapshot, readonly KeyEntry[]>()

const readingOrder: RatingShape[] = [
  'embedded',
  'complete',
  'on-track',
  'at-risk',
  'off-track',
  'not-started',
  'none',
  'closed',
]

/** The key's word for what was said; `unrated` where nothing was. */
export function ratingName(key: readonly KeyEntry[], word: string | null | undefined): string {
  if (word === null || word === undefined || word.trim() === '') return unrated
  return findEntry(key, word)?.word ?? unrated
}

export function countWords(key: readonly KeyEntry[], words: readonly (string | null | undefined)[]): RatingCount {
  const counts: Record<string, number> = Object.fromEntries([...key.map((entry) => [entry.word, 0]), [unrated, 0]])
  for (const word of words) {
    const name = ratingName(key, word)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return { counts, total: words.length }
}

export interface SectionCount extends RatingCount {
  sectionId: string | null
  name: string
}

/** One row a section in the plan's order, then the actions under none; and the row that they sum to. */
export function ratingsBySection(snapshot: Snapshot): { sections: SectionCount[]; all: RatingCount } {
  const actions = countedActions(snapshot)
  const key = ratingsOf(snapshot)
  const count = (some: SnapshotAction[]) =>
    countWords(
      key,
      some.map((action) => action.rating?.word),
    )
  const known = new Set(snapshot.sections.map((section) => section.id))
  const sections: SectionCount[] = snapshot.sections.map((section) => ({
    sectionId: section.id,
    name: section.title,
    ...count(actions.filter((action) => action.sectionId === section.id)),
  }))
  const loose = actions.filter((action) => action.sectionId === null || !known.has(action.sectionId))
  if (loose.length > 0 || sections.length === 0)
    sections.push({ sectionId: null, name: sections.length === 0 ? 'The plan' : 'Under no heading', ...count(loose) })
  return { sections: sections.filter((section) => section.total > 0 || sections.length === 1), all: count(actions) }
}

/** Last report's ratings, by the same key. */
export function ratingsLastTime(snapshot: Snapshot): RatingCount | null {
  const previous = snapshot.previous
  if (previous === null) return null
  return countWords(
    ratingsOf(snapshot),
    previous.actions.map((action) => action.rating),
  )
}

/** What `plan-rules.ts` needs to know of an action. */
export function standingOf(action: SnapshotAction): StandingAction {
  return {
    timescale: action.timescale,
    rating: action.rating?.word ?? null,
    lastSaidOn: action.update?.saidOn ?? null,
    isClosed: action.closed !== null,
    ...(action.confirmed ? { isAssured: true } : {}),
    isPlaceholder: action.isPlaceholder,
  }
}

export function shapeOfAction(snapshot: Snapshot, action: SnapshotAction): RatingShape {
  return shapeOf(snapshot.key, action.rating?.word)
}

export function isComplete(snapshot: Snapshot, action: SnapshotAction): boolean {
  return action.closed !== null || ['complete', 'embedded', 'closed'].includes(shapeOfAction(snapshot, action))
}

export function completeActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter((action) => isComplete(snapshot, action))
}

export function daysLateOf(snapshot: Snapshot, action: SnapshotAction): number {
  return isLate(standingOf(action), snapshot.key, snapshot.position.date)
    ? daysLate(action.timescale, snapshot.position.date)
    : 0
}

/** Null where nobody was ever heard. */
export function daysSilentOf(snapshot: Snapshot, action: SnapshotAction): number | null {
  return daysSilent(standingOf(action), snapshot.position.date)
}

/** The date has passed and it is not complete; longest first. */
export function lateActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => isLate(standingOf(action), snapshot.key, snapshot.position.date))
    .sort((a, b) => daysLateOf(snapshot, b) - daysLateOf(snapshot, a))
}

/**
 * What dates, milestones and silence show of an action, worst first. In a document that was only read nobody could yet say
 * anything, so neither silence nor a step that nobody marked done is held against it.
 */
export function factsShown(snapshot: Snapshot, action: SnapshotAction): Fact[] {
  const { date } = snapshot.position
  const steps = action.milestones.map(({ timescale, doneOn, rating }) => ({
    due: timescale.due,
    doneOn,
    rating: rating?.word ?? null,
  }))
  const observed = {
    ...standingOf(action),
    forecast: action.forecast ?? null,
    milestones: countSteps(steps, snapshot.key, date),
  }
  return factsOf(observed, snapshot.key, date).filter(
    ({ code }) => snapshot.isLive || (code !== 'silent' && code !== 'milestones-open' && code !== 'milestone-late'),
  )
}

/** An action of which the facts suggest worse than its owner says, in a word of the plan's own key. */
export interface Difference {
  action: SnapshotAction
  /** Names as counted. */
  owner: string
  facts: string
  /** Each fact that is worse than what the owner says, in a sentence; worst first. */
  why: string[]
}

/**
 * Where owner and facts differ, worst first, then in the plan's order. An action that nobody has rated can't differ, and a
 * plan whose key has no worse word has no word to differ in: then the lists of late and silent actions say it alone.
 */
export function differences(snapshot: Snapshot): Difference[] {
  const found = countedActions(snapshot).flatMap((action) => {
    const difference = differenceOf(snapshot, action)
    return difference === null ? [] : [difference]
  })
  const rank = (word: string) => shapes.indexOf(shapeOf(ratingsOf(snapshot), word))
  return found.sort((a, b) => rank(a.facts) - rank(b.facts))
}

export function differenceOf(snapshot: Snapshot, action: SnapshotAction): Difference | null {
  const key = ratingsOf(snapshot)
  const owner = ratingName(key, action.rating?.word)
  if (owner === unrated) return null
  const said = shapeOf(key, owner)
  const facts = factsShown(snapshot, action).filter((fact) => isWorse(fact.shape, said))
  const shape = disagreement(facts, said)
  if (shape === null) return null
  const worse = key.filter(
    (entry) => isWorse(entry.shape, said) && shapes.indexOf(entry.shape) >= shapes.indexOf(shape),
  )
  const word = worse.sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))[0]?.word
  return word === undefined ? null : { action, owner, facts: word, why: facts.map((fact) => fact.sentence) }
}

/** As owners report, but with the facts' word where the facts differ. Sums to the same total. */
export function ratingsIndicated(snapshot: Snapshot): RatingCount {
  return countWords(
    ratingsOf(snapshot),
    countedActions(snapshot).map((action) => differenceOf(snapshot, action)?.facts ?? action.rating?.word),
  )
}

export function isSilentAction(snapshot: Snapshot, action: SnapshotAction): boolean {
  return snapshot.isLive && !action.isPlaceholder && isSilent(standingOf(action), snapshot.key, snapshot.position.date)
}

/** Open and nothing heard for longer than the rule allows, or never; never first, then longest. */
export function silentActions(snapshot: Snapshot): SnapshotAction[] {
  const days = (action: SnapshotAction) => daysSilentOf(snapshot, action) ?? Number.MAX_SAFE_INTEGER
  return countedActions(snapshot)
    .filter((action) => isSilentAction(snapshot, action))
    .sort((a, b) => days(b) - days(a))
}

/** Not complete and due within the days to come, soonest first. */
export function dueSoonActions(snapshot: Snapshot): SnapshotAction[] {
  const today = snapshot.position.date
  const next = (action: SnapshotAction) => nextDue(action.timescale, today) ?? ''
  return countedActions(snapshot)
    .filter((action) => !isComplete(snapshot, action) && isDueSoon(action.timescale, today))
    .sort((a, b) => next(a).localeCompare(next(b)))
}

/** The date moved at least once; most months first. */
export function movedActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => slipOfAction(action).moves > 0)
    .sort((a, b) => (slipOfAction(b).days ?? 0) - (slipOfAction(a).days ?? 0) || b.moves.length - a.moves.length)
}

/** Slip is counted from the date first agreed. */
export function slipOfAction(action: SnapshotAction): Slip {
  return slipOf(action.firstDue ?? action.moves[0]?.fromDue ?? null, action.timescale.due, action.moves)
}

/** Open, and the plan sets no date where one is owed: to be confirmed, as soon as possible, or nothing. */
export function undatedActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter(
    (action) =>
      ['tbc', 'none', 'asap'].includes(action.timescale.kind) &&
      action.timescale.due === null &&
      !isComplete(snapshot, action),
  )
}

export function ownerlessActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter((action) => action.owners.length === 0 && !isComplete(snapshot, action))
}

export function openActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter((action) => isOpen(standingOf(action), snapshot.key))
}

export function confirmedActions(snapshot: Snapshot): SnapshotAction[] {
  return completeActions(snapshot).filter((action) => action.confirmed !== null)
}

export interface RatingMovement {
  /** Names as counted. */
  from: string
  to: string
  actions: SnapshotAction[]
}

/** What became of each action since the last report. Last time's counts plus all of this give the counts now. */
export interface Movements {
  /** In order of how many, grouped by what they moved from and to. */
  moved: RatingMovement[]
  added: SnapshotAction[]
  /** No longer in the plan. */
  removed: { id: string; ref: string | null; rating: string | null }[]
  dates: SnapshotAction[]
}

export function movementsSinceLast(snapshot: Snapshot): Movements | null {
  const previous = snapshot.previous
  if (previous === null) return null
  const key = ratingsOf(snapshot)
  const before = new Map(previous.actions.map((action) => [action.id, action]))
  const now = countedActions(snapshot)
  const groups = new Map<string, RatingMovement>()
  for (const action of now) {
    const was = before.get(action.id)
    if (was === undefined) continue
    const [from, to] = [ratingName(key, was.rating), ratingName(key, action.rating?.word)]
    if (from === to) continue
    const group = groups.get(`${from}\n${to}`) ?? { from, to, actions: [] }
    group.actions.push(action)
    groups.set(`${from}\n${to}`, group)
  }
  const ids = new Set(now.map((action) => action.id))
  return {
    moved: [...groups.values()].sort((a, b) => b.actions.length - a.actions.length),
    added: now.filter((action) => !before.has(action.id)),
    removed: previous.actions.filter((action) => !ids.has(action.id)),
    dates: now.filter((action) => {
      const was = before.get(action.id)
      return was !== undefined && was.due !== action.timescale.due
    }),
  }
}

/** Outcomes and actions in the plan's order: section by section, outcome by outcome, then what stands under neither. */
export interface PlanSection {
  id: string | null
  title: string | null
  groups: { outcome: SnapshotOutcome | null; actions: SnapshotAction[] }[]
}

export function planInOrder(snapshot: Snapshot): PlanSection[] {
  const outcomes = new Map(snapshot.outcomes.map((outcome) => [outcome.id, outcome]))
  const titles = new Map(snapshot.sections.map((section) => [section.id, section.title]))
  const sections = new Map<string | null, PlanSection>(
    snapshot.sections.map((section) => [section.id, { id: section.id, title: section.title, groups: [] }]),
  )
  const groups = new Map<string, PlanSection['groups'][number]>()
  const sectionOf = (id: string | null) => {
    const key = id !== null && titles.has(id) ? id : null
    const section = sections.get(key) ?? { id: key, title: null, groups: [] }
    sections.set(key, section)
    return section
  }
  const groupOf = (sectionId: string | null, outcomeId: string | null) => {
    const key = JSON.stringify([sectionId, outcomeId])
    const known = groups.get(key)
    if (known !== undefined) return known
    const group = { outcome: outcomeId === null ? null : (outcomes.get(outcomeId) ?? null), actions: [] }
    groups.set(key, group)
    sectionOf(sectionId).groups.push(group)
    return group
  }
  for (const outcome of snapshot.outcomes) groupOf(outcome.sectionId, outcome.id)
  for (const action of snapshot.actions) {
    const outcome = action.outcomeId === null ? undefined : outcomes.get(action.outcomeId)
    groupOf(action.sectionId ?? outcome?.sectionId ?? null, outcome?.id ?? null).actions.push(action)
  }
  // An outcome whose every action stands in another section is shown there, not as an empty band here.
  for (const section of sections.values()) {
    section.groups = section.groups.filter(
      (group) =>
        group.actions.length > 0 ||
        !snapshot.actions.some((action) => action.outcomeId !== null && action.outcomeId === group.outcome?.id),
    )
  }
  return [...sections.values()].filter((section) => section.groups.length > 0)
}
