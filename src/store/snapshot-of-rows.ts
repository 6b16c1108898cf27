import type { SaidRating, SaidUpdate, Snapshot, SnapshotAction, SnapshotMeeting } from '../domain/plan/snapshot.ts'
import { countedActions } from '../domain/plan/snapshot-counts.ts'
import { keyOfStored } from '../domain/rating/stored-key.ts'
import { addDays } from '../domain/timescale/civil-date.ts'
import { londonDay } from '../domain/timescale/london-day.ts'
import { sayDate } from '../domain/timescale/say-date.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import type { ActionRow, MilestoneRow, OutcomeRow, PlanAt, UpdateRow } from './plan-at.ts'

export interface Position {
  /** The instant the figures are true at. */
  instant: Date
  /** The civil day in London that papers show. */
  date: string
}

export interface SnapshotOptions {
  number: number | null
  meeting: SnapshotMeeting | null
  /** The last report before this one. */
  previous: Snapshot | null
}

/** The frozen plan, from its rows. Pure: the same rows and options give the same snapshot. */
export function snapshotOfRows(rows: PlanAt, position: Position, options: SnapshotOptions): Snapshot {
  const { plan } = rows
  const updatesOf = Map.groupBy(rows.updates, (update) => update.action_id ?? update.outcome_id ?? '')
  const ownersOf = Map.groupBy(rows.owners, (owner) => owner.action_id)
  const milestonesOf = Map.groupBy(rows.milestones, (milestone) => milestone.action_id)
  const movesOf = Map.groupBy(
    rows.moves.filter((move) => move.milestone_id === null),
    (move) => move.action_id,
  )
  const sectionIds = new Set(rows.sections.map(({ id }) => id))
  const outcomeIds = new Set(rows.outcomes.map(({ id }) => id))
  const there = (ids: Set<string>, id: string | null) => (id !== null && ids.has(id) ? id : null)

  const outcomeOf = (row: OutcomeRow): Snapshot['outcomes'][number] => ({
    id: row.id,
    ref: row.ref,
    sectionId: there(sectionIds, row.section_id),
    text: row.text,
    objectives: row.objectives,
    intendedOutcomes: row.intended_outcomes,
    measures: row.measures,
    extra: row.extra,
    impact: null,
    rating: lastRating(updatesOf.get(row.id) ?? []),
  })

  const actionOf = (row: ActionRow): SnapshotAction => {
    const updates = updatesOf.get(row.id) ?? []
    return {
      id: row.id,
      ref: row.ref,
      sectionId: there(sectionIds, row.section_id),
      outcomeId: there(outcomeIds, row.outcome_id),
      text: row.text,
      owners: (ownersOf.get(row.id) ?? []).map((owner) => owner.as_written),
      ownersText: row.owners_text,
      timescale: timescaleOf(row),
      forecast: row.forecast,
      firstDue: row.first_due,
      moves: (movesOf.get(row.id) ?? []).map((move) => ({
        fromText: move.from_text,
        fromDue: move.from_due,
        toText: move.to_text,
        toDue: move.to_due,
        why: move.why,
        movedOn: londonDay(new Date(move.moved_at)),
      })),
      rating: actionRating(row, updates),
      ratings: updates.flatMap(({ period, rating }) =>
        period === null || rating === null ? [] : [{ period, word: rating }],
      ),
      update: newestAccount(updates),
      updatesSinceLast: updates.filter((update) => isSinceLast(update)).map((update) => accountOf(update)),
      milestones: (milestonesOf.get(row.id) ?? []).map(milestoneOf),
      evidence: row.evidence,
      impact: row.impact,
      extra: row.extra,
      isPlaceholder: row.is_placeholder,
      closed:
        row.closed_at === null
          ? null
          : { on: londonDay(new Date(row.closed_at)), by: sayWho(row.closed_by), why: row.closed_why },
      confirmed: null,
    }
  }

  const milestoneOf = (row: MilestoneRow): SnapshotAction['milestones'][number] => ({
    text: row.text,
    timescale: timescaleOf(row),
    owners: row.owners_text === '' ? [] : [row.owners_text],
    rating: row.rating === null ? null : { word: row.rating, saidOn: null, saidBy: null },
    doneOn: row.done_on,
  })

  const isSinceLast = ({ said_at, words }: UpdateRow): boolean =>
    words !== '' && options.previous !== null && new Date(said_at) > new Date(options.previous.position.instant)

  /** Papers name posts, not people; a person without a post by name. */
  const sayWho = (id: string | null): string | null => {
    const person = id === null ? undefined : rows.people.get(id)
    return person === undefined ? null : (person.post ?? person.name)
  }
  const saidBy = (update: UpdateRow): string | null => update.said_by_words ?? sayWho(update.said_by)
  const accountOf = (update: UpdateRow): SaidUpdate => ({
    words: update.words,
    saidOn: londonDay(new Date(update.said_at)),
    saidBy: saidBy(update),
    nextStep: update.next_step,
    blocker: update.blocker,
  })

  /** The last word. Where only a rating was given, the last words still stand, with the day they were said. */
  const newestAccount = (updates: UpdateRow[]): SaidUpdate | null => {
    const newest = updates.at(-1)
    if (newest === undefined) return null
    const told = updates.findLast(({ words }) => words !== '')
    if (newest.words !== '' || told === undefined) return accountOf(newest)
    return { ...accountOf(newest), words: `${told.words} (${sayDate(londonDay(new Date(told.said_at)))})` }
  }

  const lastRating = (updates: UpdateRow[]): SaidRating | null => {
    const said = updates.findLast(({ rating }) => rating !== null)
    return said === undefined || said.rating === null
      ? null
      : { word: said.rating, saidOn: londonDay(new Date(said.said_at)), saidBy: saidBy(said) }
  }

  const actionRating = (row: ActionRow, updates: UpdateRow[]): SaidRating | null => {
    if (row.rating === null) return null
    const said = updates.findLast(({ rating }) => rating !== null)
    return {
      word: row.rating,
      saidOn: row.rating_at === null ? null : londonDay(new Date(row.rating_at)),
      saidBy: said === undefined ? null : saidBy(said),
    }
  }

  return {
    organisation: rows.organisation,
    plan: { title: plan.title, period: plan.period, status: statusOf(plan.status), asOf: plan.as_of },
    vocabulary: plan.vocabulary,
    columns: plan.columns,
    key: keyOfStored(plan.rating_key),
    position: { instant: position.instant.toISOString(), date: position.date },
    number: options.number,
    isLive: isLive(rows, position),
    meeting: options.meeting,
    sections: rows.sections.map(({ id, title }) => ({ id, title })),
    outcomes: rows.outcomes.map(outcomeOf),
    actions: rows.actions.map(actionOf),
    notes: rows.notes.map(({ text, place }) => ({ text, at: place })),
    inspection: [],
    provenance: sayProvenance(rows),
    previous: options.previous === null ? null : previousOf(options.previous),
  }
}

/** A draft owes nobody a word, and nobody can have been silent for 30 days in a plan that has not been here so long. */
function isLive({ plan }: PlanAt, { date }: Position): boolean {
  if (/\bdraft\b/i.test(plan.status ?? '')) return false
  return addDays(londonDay(new Date(plan.created_at)), 30) < date
}

const statusOf = (status: string | null): 'draft' | 'agreed' | null =>
  status === 'draft' || status === 'agreed' ? status : null

/** A row's timescale, whole: its columns win over what was stored beside them. */
function timescaleOf(row: ActionRow | MilestoneRow): Timescale {
  return {
    ...row.timescale,
    text: row.timescale_text,
    kind: row.timescale_kind,
    due: row.due,
    start: row.starts,
    every: row.every,
  }
}

function sayProvenance({ plan, source, updates }: PlanAt): string {
  const here =
    source === null
      ? `The plan has been kept here since ${sayDate(londonDay(new Date(plan.created_at)))}.`
      : `The plan was read from “${source.name}” on ${sayDate(londonDay(source.broughtAt))}.`
  const said = updates.filter(({ import_id }) => import_id === null).length
  return said === 0
    ? `${here} Nobody has recorded an update since.`
    : `${here} ${said === 1 ? 'One update has' : `${said} updates have`} been recorded since.`
}

function previousOf(previous: Snapshot): NonNullable<Snapshot['previous']> {
  return {
    date: previous.position.date,
    number: previous.number,
    actions: countedActions(previous).map(({ id, ref, rating, timescale }) => ({
      id,
      ref,
      rating: rating?.word ?? null,
      due: timescale.due,
    })),
  }
}
