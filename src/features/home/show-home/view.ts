/** What home says: the sentence about silence, what needs the person, and the plans as a table that adds up. */
import { isOpenAction } from '../../../domain/plan/open-action.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { nameOfShape, type RatingShape } from '../../../domain/rating/rating-shape.ts'
import { isDueSoon } from '../../../domain/timescale/due.ts'
import { numberInWords, plural, shortDay, weekdayAndDay } from '../../../web/words.ts'
import type { ImportRow, MineRow, PlanRow, RatingGroup, RecurringGroup, StitchRow } from './queries.ts'

export interface HomeFacts {
  today: string
  plans: PlanRow[]
  groups: RatingGroup[]
  recurring: RecurringGroup[]
  /** None where there are more than `mostStitches`. */
  stitches: StitchRow[]
  imports: ImportRow[]
  mine: MineRow[]
  /** Which pages there are and the person may open. */
  pages: { plan: boolean; actions: boolean; review: boolean; import: boolean; mine: boolean }
}

/** More than these would be a texture, not a line to read. */
export const mostStitches = 170

/** More plans than these are a register, which /plans is. */
export const mostPlans = 30

export function homeView(facts: HomeFacts) {
  const { plans, groupsOf } = figuresOf(facts)
  const open = sum(plans, ({ open }) => open)
  const silent = sum(plans, ({ silent }) => silent)
  const never = sum(plans, ({ never }) => never)
  const closed = sum(plans, ({ closed }) => closed)
  return {
    date: weekdayAndDay(facts.today),
    lead: leadSentence(
      sum(plans, ({ overdue }) => overdue),
      sum(plans, ({ dueSoon }) => dueSoon),
    ),
    silence: {
      sentence: silenceSentence(open, silent, never),
      note: silenceNote(silent, never),
      stitches: stitchLine(facts),
      href:
        silent > 0 && facts.pages.actions && facts.plans.length === 1
          ? `/plans/${facts.plans[0]?.id}/actions?show=silent`
          : undefined,
    },
    needs: needs(facts, groupsOf),
    columns: columns.map((shape) => ({ shape, name: nameOfShape[shape] })),
    plans: plans.slice(0, mostPlans).map((plan) => withLinks(plan, facts.pages)),
    morePlans:
      plans.length > mostPlans
        ? `The ${mostPlans} newest of ${plans.length} plans. The figures above are of all.`
        : undefined,
    closedNote: closed > 0 ? `Closed: ${numberInWords(closed)}, counted in “All”.` : undefined,
    mayImport: facts.pages.import,
  }
}

const columns: RatingShape[] = ['off-track', 'at-risk', 'on-track', 'complete', 'embedded', 'not-started', 'none']

interface Figures {
  today: string
  plans: ReturnType<typeof planRow>[]
  groupsOf: Map<string, RatingGroup[]>
}

/** Counts that are remembered are the same arrays, so what is worked out of them is kept with them. */
const figuresOfCounts = new WeakMap<RatingGroup[], Figures>()

function figuresOf({ today, plans, groups, recurring }: HomeFacts): Figures {
  const known = figuresOfCounts.get(groups)
  if (known?.today === today) return known
  const isSoon = soonOn(today)
  const groupsOf = Map.groupBy(groups, ({ planId }) => planId)
  const recurringOf = Map.groupBy(recurring, ({ planId }) => planId)
  const rows = plans.map((plan) =>
    planRow(plan, groupsOf.get(plan.id) ?? [], (recurringOf.get(plan.id) ?? []).filter(isSoon)),
  )
  const figures = { today, plans: rows, groupsOf }
  figuresOfCounts.set(groups, figures)
  return figures
}

const withLinks = (plan: ReturnType<typeof planRow>, pages: HomeFacts['pages']) => ({
  ...plan,
  href: pages.plan ? `/plans/${plan.id}` : undefined,
  silentHref: pages.actions ? `/plans/${plan.id}/actions?show=silent` : undefined,
})

/** `soon`: the recurring duties of the plan that come round soon. */
function planRow(plan: PlanRow, groups: RatingGroup[], soon: RecurringGroup[]) {
  const shaped = groups.map((group) => ({ ...group, shape: knownShape(plan.ratingKey, group.rating) }))
  const openGroups = shaped.filter(isOpenAction)
  const closedGroups = shaped.filter(({ isClosed, shape }) => isClosed || shape === 'closed')
  const counted = Map.groupBy(
    shaped.filter(({ isClosed }) => !isClosed),
    ({ shape }) => shape,
  )
  const count = (shape: RatingShape) => sum(counted.get(shape) ?? [], ({ actions }) => actions)
  const openSoon = soon.filter(({ rating }) =>
    isOpenAction({ isClosed: false, shape: knownShape(plan.ratingKey, rating) }),
  )
  const isDraft = /draft/i.test(plan.status ?? '')
  return {
    id: plan.id,
    title: plan.title,
    note: [capitalised(plan.status), plan.period, `here since ${shortDay(plan.createdAt)}`].filter(Boolean).join(' · '),
    counts: columns.map((shape) => ({ shape, name: nameOfShape[shape], count: count(shape) })),
    all: sum(groups, ({ actions }) => actions),
    closed: sum(closedGroups, ({ actions }) => actions),
    open: isDraft ? 0 : sum(openGroups, ({ actions }) => actions),
    // A draft owes nobody a word yet.
    silence: isDraft ? '–' : sum(openGroups, ({ silent }) => silent),
    silent: isDraft ? 0 : sum(openGroups, ({ silent }) => silent),
    never: isDraft ? 0 : sum(openGroups, ({ never }) => never),
    overdue: sum(openGroups, ({ overdue }) => overdue),
    dueSoon: sum(openGroups, ({ dueSoon }) => dueSoon) + sum(openSoon, ({ actions }) => actions),
  }
}

/** Many plans rate with the same few words. */
function knownShape(key: PlanRow['ratingKey'], rating: string | null): RatingShape {
  const known = shapesOfKey.get(key) ?? new Map<string | null, RatingShape>()
  shapesOfKey.set(key, known)
  const shape = known.get(rating) ?? shapeOf(key, rating)
  known.set(rating, shape)
  return shape
}

const shapesOfKey = new WeakMap<PlanRow['ratingKey'], Map<string | null, RatingShape>>()

/** Whether a recurring duty comes round soon; worked out once for duties of the same times. */
function soonOn(today: string): (group: RecurringGroup) => boolean {
  const known = new Map<string, boolean>()
  return ({ due, starts, every, length }) => {
    const times = [due, starts, every, length].join(' ')
    const isSoon =
      known.get(times) ?? isDueSoon({ text: '', kind: 'recurring', due, start: starts, every, length }, today)
    known.set(times, isSoon)
    return isSoon
  }
}

function leadSentence(overdue: number, dueSoon: number): string {
  if (overdue === 0 && dueSoon === 0) return 'Nothing is late, and nothing is due in the next 30 days.'
  const late = overdue === 0 ? 'Nothing is late' : `${plural(overdue, 'action is', 'actions are')} late`
  const soon =
    dueSoon === 0
      ? 'nothing is due in the next 30 days'
      : `${numberInWords(dueSoon)} ${dueSoon === 1 ? 'is' : 'are'} due in the next 30 days`
  return `${late}; ${soon}.`
}

export function silenceSentence(open: number, silent: number, never: number): string {
  if (open === 0) return 'No action is open'
  if (silent === 0)
    return open === 1
      ? 'The one open action has been heard from this month'
      : `All ${numberInWords(open)} open actions have been heard from this month`
  const whole = `${numberInWords(silent)} of ${plural(open, 'open action')}`
  const has = silent === 1 ? 'has' : 'have'
  return never === silent
    ? `${whole} ${has} never been heard from`
    : `${whole} ${has} said nothing for more than 30 days`
}

function silenceNote(silent: number, never: number): string {
  const stitch = 'One stitch is one open action; a broken stitch is silence.'
  return never > 0 && never < silent
    ? `${stitch} ${numberInWords(never)} ${never === 1 ? 'has' : 'have'} never been heard from.`
    : stitch
}

function stitchLine({ plans, stitches }: HomeFacts): boolean[] {
  const keys = new Map(plans.map((plan) => [plan.id, plan]))
  return stitches
    .filter(({ planId, rating }) => {
      const plan = keys.get(planId)
      return (
        plan !== undefined &&
        !/draft/i.test(plan.status ?? '') &&
        isOpenAction({ isClosed: false, shape: knownShape(plan.ratingKey, rating) })
      )
    })
    .map(({ isHeard }) => isHeard)
}

interface Need {
  text: string
  href: string
  note?: string | undefined
  when: string
  isUrgent?: boolean
}

/** At most seven, soonest first. */
function needs(facts: HomeFacts, groupsOf: Map<string, RatingGroup[]>): Need[] {
  const plans = new Map(facts.plans.map((plan) => [plan.id, plan]))
  const owed = facts.mine.filter(({ planId, rating }) => {
    const plan = plans.get(planId)
    return plan !== undefined && isOpenAction({ isClosed: false, shape: knownShape(plan.ratingKey, rating) })
  })
  const [late, soon, silent] = [
    sum(owed, ({ overdue }) => overdue),
    sum(owed, ({ dueSoon }) => dueSoon),
    sum(owed, ({ silent }) => silent),
  ]
  const list: Need[] = []
  if (facts.pages.mine && late > 0)
    list.push({
      text: `Say how ${plural(late, 'late action')} of yours ${late === 1 ? 'stands' : 'stand'}`,
      href: '/my-actions#late',
      when: 'late',
      isUrgent: true,
    })
  if (facts.pages.review)
    for (const { id, name, broughtAt, isRead } of facts.imports)
      list.push({
        text: isRead ? `Check what was read in ${name}` : `See how ${name} is being read`,
        href: `/imports/${id}`,
        note: `Brought on ${shortDay(broughtAt)}. It is no plan until you say so`,
        when: 'to finish',
      })
  if (facts.pages.mine && soon > 0)
    list.push({
      text: `${plural(soon, 'action')} of yours ${soon === 1 ? 'is' : 'are'} due`,
      href: '/my-actions#soon',
      when: 'in 30 days',
    })
  if (facts.pages.mine && silent > 0)
    list.push({
      text: `Say a word on ${plural(silent, 'silent action')} of yours`,
      href: '/my-actions#silent',
      note: 'Nothing for more than 30 days',
      when: 'this month',
    })
  if (facts.pages.actions)
    for (const plan of facts.plans) {
      const groups = (groupsOf.get(plan.id) ?? []).filter(({ isClosed, guesses }) => !isClosed && guesses > 0)
      const guesses = sum(groups, (group) => group.guesses)
      if (guesses === 0) continue
      const words = groups
        .flatMap(({ guessWords }) => guessWords)
        .slice(0, 4)
        .map((text) => `“${text}”`)
      list.push({
        text: `Confirm ${plural(guesses, 'reading')} left from the import`,
        href: `/plans/${plan.id}/actions?show=guesses`,
        note: `${plan.title}: ${words.join(', ')}`,
        when: 'when you can',
      })
    }
  return list.slice(0, 7)
}

const capitalised = (words: string | null) => words && `${words[0]?.toUpperCase()}${words.slice(1)}`

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((total, each) => total + of(each), 0)
