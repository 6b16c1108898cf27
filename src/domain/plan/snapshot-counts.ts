/** Every figure a paper shows, counted from the snapshot's actions and from nothing else. */
import { daysBetween } from '../timescale/civil-date.ts'
import type { RatingStanding, Snapshot, SnapshotAction, SnapshotOutcome, SnapshotRating } from './snapshot.ts'

/** Actions by rating. `counts` has every id of the key and `unrated`; they sum to `total`. */
export interface RatingCount {
  counts: Record<string, number>
  total: number
}

/** The id under which an action without a rating of the plan's key is counted. */
export const unrated = 'unrated'

/** Placeholders ("further actions to follow") are no actions: no paper counts them. */
export function countedActions(snapshot: Snapshot): SnapshotAction[] {
  return snapshot.actions.filter((action) => !action.isPlaceholder)
}

export function countByRating(key: readonly SnapshotRating[], ratingIds: readonly (string | null)[]): RatingCount {
  const counts: Record<string, number> = Object.fromEntries([...key.map((rating) => [rating.id, 0]), [unrated, 0]])
  for (const id of ratingIds) {
    const known = id !== null && key.some((rating) => rating.id === id) ? id : unrated
    counts[known] = (counts[known] ?? 0) + 1
  }
  return { counts, total: ratingIds.length }
}

export interface SectionCount extends RatingCount {
  sectionId: string | null
  name: string
}

/** One row a section in the plan's order, then the actions under none; and the row that they sum to. */
export function ratingsBySection(snapshot: Snapshot): { sections: SectionCount[]; all: RatingCount } {
  const actions = countedActions(snapshot)
  const count = (some: SnapshotAction[]) => countByRating(snapshot.key, some.map(ratingId))
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
  return countByRating(
    snapshot.key,
    previous.actions.map((action) => action.ratingId),
  )
}

export function ratingId(action: SnapshotAction): string | null {
  return action.rating?.id ?? null
}

export function standing(snapshot: Snapshot, action: SnapshotAction): RatingStanding | null {
  const id = ratingId(action)
  return snapshot.key.find((rating) => rating.id === id)?.stands ?? null
}

export function isComplete(snapshot: Snapshot, action: SnapshotAction): boolean {
  return action.closed !== null || standing(snapshot, action) === 'complete'
}

export function completeActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter((action) => isComplete(snapshot, action))
}

/** The date has passed and it is not complete; longest first. */
export function lateActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => action.lateDays !== null && action.lateDays > 0 && !isComplete(snapshot, action))
    .sort((a, b) => (b.lateDays ?? 0) - (a.lateDays ?? 0))
}

/** Late, yet its owner says on track: the difference a board asks about first. */
export function differingActions(snapshot: Snapshot): SnapshotAction[] {
  return lateActions(snapshot).filter((action) => standing(snapshot, action) === 'on track')
}

/** Not complete and nothing heard for longer than the plan allows; longest first. */
export function silentActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => (action.silentDays ?? 0) > snapshot.silentAfterDays && !isComplete(snapshot, action))
    .sort((a, b) => (b.silentDays ?? 0) - (a.silentDays ?? 0))
}

/** Not complete and due within the days to come, soonest first. */
export function dueSoonActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => {
      const due = action.timescale.due
      if (due === null || isComplete(snapshot, action)) return false
      const days = daysBetween(snapshot.position.date, due)
      return days >= 0 && days <= snapshot.dueSoonDays
    })
    .sort((a, b) => (a.timescale.due ?? '').localeCompare(b.timescale.due ?? ''))
}

/** The date moved at least once; most months first. */
export function movedActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot)
    .filter((action) => action.moves.length > 0)
    .sort((a, b) => (slipMonths(b) ?? 0) - (slipMonths(a) ?? 0) || b.moves.length - a.moves.length)
}

/** Not complete, and the plan sets no date where one is owed: to be confirmed, as soon as possible, or nothing. */
export function undatedActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter(
    (action) => ['tbc', 'none', 'asap'].includes(action.timescale.kind) && !isComplete(snapshot, action),
  )
}

export function ownerlessActions(snapshot: Snapshot): SnapshotAction[] {
  return countedActions(snapshot).filter((action) => action.owners.length === 0 && !isComplete(snapshot, action))
}

export function confirmedActions(snapshot: Snapshot): SnapshotAction[] {
  return completeActions(snapshot).filter((action) => action.confirmed !== null)
}

/** Whole months between the date first agreed and the date now; null where either is unknown. */
export function slipMonths(action: SnapshotAction): number | null {
  const from = action.firstDue ?? action.moves[0]?.fromDue ?? null
  const to = action.timescale.due
  if (from === null || to === null) return null
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth
}

export interface RatingMovement {
  from: string | null
  to: string | null
  actions: SnapshotAction[]
}

/** What became of each action since the last report. Last time's counts plus all of this give the counts now. */
export interface Movements {
  /** In order of how many, grouped by what they moved from and to. */
  moved: RatingMovement[]
  added: SnapshotAction[]
  /** No longer in the plan. */
  removed: { id: string; ref: string | null; ratingId: string | null }[]
  dates: SnapshotAction[]
}

export function movementsSinceLast(snapshot: Snapshot): Movements | null {
  const previous = snapshot.previous
  if (previous === null) return null
  const before = new Map(previous.actions.map((action) => [action.id, action]))
  const now = countedActions(snapshot)
  const groups = new Map<string, RatingMovement>()
  for (const action of now) {
    const was = before.get(action.id)
    if (was === undefined) continue
    const [from, to] = [was.ratingId, ratingId(action)]
    if (from === to) continue
    const group = groups.get(`${from} ${to}`) ?? { from, to, actions: [] }
    group.actions.push(action)
    groups.set(`${from} ${to}`, group)
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
