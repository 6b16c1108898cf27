import { isStepDone } from '../../../domain/plan/indicated.ts'
import { levelNames } from '../../../domain/plan/level-names.ts'
import { isOpenAction } from '../../../domain/plan/open-action.ts'
import { ratingWord, sayHeard } from '../../../domain/plan/say-standing.ts'
import { textAfterRef } from '../../../domain/plan/text-after-ref.ts'
import type { KeyEntry } from '../../../domain/rating/rating-key.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { offeredRatings } from '../../../domain/rating/stored-key.ts'
import { daysBetween } from '../../../domain/timescale/civil-date.ts'
import { daysLate } from '../../../domain/timescale/due.ts'
import { sayDate } from '../../../domain/timescale/say-date.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import type { LiveAction, LiveMilestone, PlanHead } from '../../../store/live-plan.ts'
import type { Form } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import { dayInMonth } from '../../../web/words.ts'
import type { LastWords, OwedAction } from './queries.ts'

export interface UpdateFacts {
  today: string
  action: LiveAction
  plan: PlanHead
  milestones: LiveMilestone[]
  last: LastWords | undefined
  /** How they answer: their post, else their name. */
  answersAs: string
  form?: Form
}

export function updateView({ today, action, plan, milestones, last, answersAs, form = {} }: UpdateFacts) {
  const { due } = action.timescale
  const typed = (name: string) => fieldOf(form, name)
  return {
    href: `/actions/${action.id}`,
    action: { id: action.id, ref: action.ref, text: textAfterRef(action.ref, action.text) },
    level: levelNames(plan.vocabulary).action,
    milestoneLevel: levelNames(plan.vocabulary).milestone,
    answersAs,
    plan: plan.title,
    when: {
      written: action.timescale.text || 'No date given',
      read: sayTimescale(action.timescale),
      late: lateWords(action, today),
    },
    last: last && lastView(last, plan, today),
    since: last === undefined ? 'What has happened so far?' : `What has happened since ${dayInMonth(last.saidAt)}?`,
    ratings: offeredRatings(plan.key).map((entry, index) => ({
      id: index === 0 ? 'rating' : `rating-${index + 1}`,
      word: entry.word,
      shape: entry.shape,
      means: consequence(entry, due, today),
      isChosen: typed('rating') === entry.word,
    })),
    words: typed('words'),
    finish: finishChoices(action, today, typed('finish')),
    forecast: dateParts(form, 'forecast'),
    why: typed('why'),
    blocker: typed('blocker'),
    nextStep: typed('nextStep'),
    hasMore: typed('blocker') !== '' || typed('nextStep') !== '',
    milestones: milestones.flatMap((milestone, index) =>
      isStepDone(milestone, plan.key)
        ? []
        : [
            {
              index,
              id: milestone.id,
              text: milestone.text,
              when: milestone.timescale.text,
              read: milestone.timescale.due === null ? '' : `by ${sayDate(milestone.timescale.due)}`,
              isDone: typed(`done-${index}`) === 'yes',
              on: dateParts(form, `done-${index}`),
            },
          ],
    ),
    done: milestones.filter((milestone) => isStepDone(milestone, plan.key)).map(({ text }) => text),
  }
}

function lastView(last: LastWords, plan: PlanHead, today: string) {
  const on = new Date(last.saidAt).toISOString().slice(0, 10)
  return {
    who: last.isOwn ? 'You said' : 'Last said',
    rating: last.rating === null ? undefined : ratingWord(plan.key, last.rating),
    ago: sayHeard(Math.max(0, daysBetween(on, today))).toLowerCase(),
    by: last.isOwn ? undefined : last.saidBy,
    words: last.words,
  }
}

function lateWords(action: LiveAction, today: string): string | undefined {
  const days = daysLate(action.timescale, today)
  return days === 0 ? undefined : `${days} ${days === 1 ? 'day' : 'days'} late`
}

/** The plan's own meaning where its key says one; else what choosing it tells the board. */
function consequence({ shape, meaning }: KeyEntry, due: string | null, today: string): string {
  if (meaning !== null && meaning.trim() !== '') return meaning
  const date = due === null ? undefined : due < today ? 'soon' : `by ${sayDate(due)}`
  switch (shape) {
    case 'off-track':
      return due === null
        ? 'will not be done without help'
        : due < today
          ? 'has missed its date and needs help'
          : 'will miss its date without help'
    case 'at-risk':
      return due === null || due < today ? 'could go wrong' : 'could miss its date'
    case 'on-track':
      return date === undefined ? 'going as it should' : `will be done ${date}`
    case 'complete':
      return 'all of it is done'
    case 'embedded':
      return 'done, and it has lasted'
    case 'not-started':
      return 'nobody has begun'
    case 'closed':
      return 'no longer going to be done'
    case 'none':
      return ''
  }
}

interface Choice {
  value: string
  text: string
  isChosen: boolean
  asks: 'date and why' | 'date' | null
}

/** What a person can say about when it ends depends on whether it has an end. */
function finishChoices(action: LiveAction, today: string, chosen: string): Choice[] {
  const { kind, due } = action.timescale
  if (kind === 'recurring' || kind === 'ongoing' || kind === 'starting') return []
  const choices: Omit<Choice, 'isChosen'>[] =
    due === null
      ? [{ value: 'by', text: 'By a day I can name', asks: 'date' }]
      : due < today
        ? [{ value: 'later', text: 'By a new day', asks: 'date and why' }]
        : [
            { value: 'as planned', text: `By ${sayDate(due)}, as planned`, asks: null },
            { value: 'later', text: 'Later', asks: 'date and why' },
          ]
  return [...choices, { value: 'cannot say', text: 'I can’t say yet', asks: null }].map((choice) => ({
    ...choice,
    asks: choice.asks ?? null,
    isChosen: choice.value === chosen,
  }))
}

const dateParts = (form: Form, name: string) =>
  ['day', 'month', 'year'].map((part) => ({ part, value: fieldOf(form, `${name}-${part}`) }))

// ---- sent -----------------------------------------------------------------------------------------------------------

export function sentView(facts: { today: string; action: LiveAction; owed: OwedAction[] }) {
  const open = facts.owed.filter(({ ratingKey, rating }) =>
    isOpenAction({ isClosed: false, shape: shapeOf(ratingKey, rating) }),
  )
  const rows = open.map((action) => owedRow(action, facts.today)).filter(({ isOwed }) => isOwed)
  return {
    action: {
      ref: facts.action.ref,
      text: textAfterRef(facts.action.ref, facts.action.text),
      href: `/actions/${facts.action.id}`,
    },
    next: rows[0],
    others: rows.length - 1,
    rest: rows.slice(1, 6),
  }
}

/** Owed: late, or not heard from for more than 30 days. */
function owedRow(action: OwedAction, today: string) {
  const days = action.lastSaidOn === null ? null : daysBetween(action.lastSaidOn, today)
  const late = daysLate(action.timescale, today)
  return {
    ref: action.ref,
    text: textAfterRef(action.ref, action.text),
    href: `/actions/${action.id}/update`,
    note:
      late > 0
        ? `${late} ${late === 1 ? 'day' : 'days'} late`
        : days === null
          ? 'never heard from'
          : `last word ${days} days ago`,
    isOwed: days === null || days > 30 || (late > 0 && days > 7),
  }
}
