/** What happened to a plan of the demonstration council after it came in, in the order in which it happened. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { PlanDocument } from '../../../domain/plan/plan-document.ts'
import type { SnapshotMeeting } from '../../../domain/plan/snapshot.ts'
import { keyOfPlan } from '../../../domain/rating/rating-key.ts'
import { offeredRatings } from '../../../domain/rating/stored-key.ts'
import { addDays, weekdayOf } from '../../../domain/timescale/civil-date.ts'
import { type BroughtDocument, type as typed } from './documents.ts'
import { type DemonstrationAction, reports, type Said, type Standing } from './wexcombe.ts'

/** `why` is what history says of it. */
export type StoryEvent = { at: Date; why: string } & (
  | { kind: 'said'; actionId: string; owner: string; update: StoryUpdate }
  | { kind: 'moved'; actionId: string; to: string; agreedBy: string }
  | { kind: 'closed'; actionId: string }
  | { kind: 'reported'; meeting: SnapshotMeeting }
)

export interface StoryUpdate {
  words: string
  /** A word of the plan's own key. */
  rating: string
  /** YYYY-MM-DD */
  forecast?: string
  /** How many milestones were done by then, from the first on, and the day. */
  done: { count: number; on: string }
}

/**
 * `actionId` is the plan document's. The document holds the story's actions, in the story's order, or it was read wrongly.
 * @throws Error where the two do not match.
 */
export function storyOf(document: BroughtDocument, plan: PlanDocument, today: string): StoryEvent[] {
  const actions = document.outcomes.flatMap((outcome) => outcome.actions)
  if (actions.length !== plan.actions.length)
    throw new Error(`“${document.name}” holds ${actions.length} actions; ${plan.actions.length} were read.`)
  const ratings = ratingWords(plan)
  const events = actions.flatMap((action, index) => {
    const read = plan.actions[index]
    if (read === undefined || !read.text.includes(action.text))
      throw new Error(`“${document.name}”: “${action.text}” was read as “${read?.text ?? ''}”.`)
    return eventsOf(action, read.id, ratings, today)
  })
  if (document.outcomes === reports.of) events.push(...reportEvents(today))
  return events.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** In working hours of a working day. */
export function momentOn(day: string, minute = 0): Date {
  const weekday = weekdayOf(day)
  const workingDay = weekday > 5 ? addDays(day, 5 - weekday) : day
  return new Date(Date.parse(`${workingDay}T09:05:00Z`) + (minute % 420) * 60_000)
}

function eventsOf(
  action: DemonstrationAction,
  actionId: string,
  ratings: Record<Standing, string>,
  today: string,
): StoryEvent[] {
  const day = Temporal.PlainDate.from(today)
  // Spread over the day, the same each time.
  const when = (ago: number, turn: number) => momentOn(addDays(today, -ago), ago * 37 + turn)
  return [
    ...action.said.map(
      (said): StoryEvent => ({
        kind: 'said',
        at: when(said.ago, 3),
        why: 'Recorded an update',
        actionId,
        owner: action.owner,
        update: {
          words: said.words,
          rating: ratings[said.standing],
          ...(said.forecast === undefined ? {} : { forecast: endOfMonth(day, said.forecast) }),
          done: { count: stepsDone(action, said), on: addDays(today, -said.ago) },
        },
      }),
    ),
    ...(action.moved ?? []).map(
      ({ ago, to, why, agreedBy }): StoryEvent => ({
        kind: 'moved',
        at: when(ago, 1),
        actionId,
        to: typed(to, day),
        why,
        agreedBy,
      }),
    ),
    ...(action.closed === undefined
      ? []
      : [{ kind: 'closed', at: when(action.closed.ago, 2), actionId, why: action.closed.why } satisfies StoryEvent]),
  ]
}

function reportEvents(today: string): StoryEvent[] {
  return reports.written.map(({ ago, meetingIn, meeting }) => ({
    kind: 'reported',
    at: momentOn(addDays(today, -ago), 400),
    why: `Wrote a report for ${meeting.body}`,
    meeting: {
      ...meeting,
      date: momentOn(addDays(today, meetingIn - ago))
        .toISOString()
        .slice(0, 10),
    },
  }))
}

/** Milestones whose month had come when their owner said that it goes well. */
function stepsDone({ milestones = [] }: DemonstrationAction, said: Said): number {
  if (['off-track', 'at-risk', 'not-started'].includes(said.standing)) return 0
  const open = milestones.findIndex(({ when }) => 'words' in when || when.in * 30 > -said.ago)
  return open === -1 ? milestones.length : open
}

/** Each standing in the plan's own words; a key without "embedded" says complete. */
function ratingWords(plan: PlanDocument): Record<Standing, string> {
  const key = offeredRatings(keyOfPlan(plan))
  const word = (standing: Standing) => key.find(({ shape }) => shape === standing)?.word
  const complete = word('complete') ?? 'Complete'
  return {
    'off-track': word('off-track') ?? 'Off track',
    'at-risk': word('at-risk') ?? 'At risk',
    'on-track': word('on-track') ?? 'On track',
    complete,
    embedded: word('embedded') ?? complete,
    'not-started': word('not-started') ?? 'Not started',
  }
}

function endOfMonth(today: Temporal.PlainDate, months: number): string {
  const month = today.add({ months })
  return month.with({ day: month.daysInMonth }).toString()
}
