/** The plan by section and outcome: what the template shows, and nothing that does not add up. */
import { type LevelName, levelNames } from '../../../domain/plan/level-names.ts'
import { countByRating, type RatingCount } from '../../../domain/plan/plan-rules.ts'
import { ratingWord, type SaidStanding } from '../../../domain/plan/say-standing.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { isWorse } from '../../../domain/rating/rating-shape.ts'
import type { LiveAction, LiveOutcome, LiveSection, PlanHead } from '../../../store/live-plan.ts'
import { standingOf } from '../../../store/live-standing.ts'
import { numberInWords, plural, shortDay } from '../../../web/words.ts'

export interface PlanFacts {
  today: string
  plan: PlanHead
  sections: LiveSection[]
  outcomes: LiveOutcome[]
  actions: LiveAction[]
  notes: number
}

interface Standing {
  action: LiveAction
  stands: SaidStanding
}

export function planView(facts: PlanFacts) {
  const { plan, today } = facts
  const levels = levelNames(plan.vocabulary)
  const all = facts.actions.map((action): Standing => ({ action, stands: standingOf(action, plan, today) }))
  const counted = all.filter(({ action }) => !action.isPlaceholder)
  const counts = countOf(counted, plan)
  const disagree = counted.filter(({ stands }) => stands.factsSay !== null).length
  const rated = facts.outcomes.some(({ rating }) => rating !== null)
  return {
    levels,
    lead: leadSentence(counted, levels.action, plan.isDraft),
    strip: counts.ratings.map(({ word, shape, count }) => ({ word, shape, count })),
    sum: sumSentence(counts.all, all.length - counted.length, levels.action),
    disagree:
      disagree === 0
        ? undefined
        : {
            words: `The facts say worse for ${numberInWords(disagree)}.`,
            href: `/plans/${plan.id}/actions?show=worse`,
          },
    deliveryNote: rated ? 'its own rating, else its worst' : `the worst of its ${levels.action.inSentence.many}`,
    groups: groupsOf(facts, all, levels),
    isEmpty: facts.actions.length === 0 && facts.outcomes.length === 0 && facts.sections.length === 0,
    notes: facts.notes === 0 ? undefined : `${plural(facts.notes, 'note')} came with the plan`,
  }
}

function leadSentence(actions: Standing[], level: LevelName, isDraft: boolean): string {
  const open = actions.filter(({ stands }) => stands.isOpen).length
  if (actions.length === 0) return `This plan has no ${level.inSentence.many} yet.`
  if (open === 0) return `No ${level.inSentence.one} is open.`
  const many = (count: number) => numberInWords(count)
  const late = actions.filter(({ stands }) => stands.isLate).length
  const soon = actions.filter(({ stands }) => stands.isSoon).length
  const silent = actions.filter(({ stands }) => stands.isSilent).length
  const first =
    silent === 0 || isDraft
      ? `${plural(open, `open ${level.inSentence.one}`, `open ${level.inSentence.many}`)}${isDraft ? '' : open === 1 ? ', heard from this month' : ', all heard from this month'}`
      : `${many(silent)} of ${plural(open, `open ${level.inSentence.one}`, `open ${level.inSentence.many}`)} ${silent === 1 ? 'has' : 'have'} said nothing for more than 30 days`
  const dates = [
    late === 0 ? 'none is late' : `${many(late)} ${late === 1 ? 'is' : 'are'} late`,
    ...(soon === 0 ? [] : [`${many(soon)} ${soon === 1 ? 'is' : 'are'} due in the next 30 days`]),
  ]
  return `${first}; ${dates.join(', ')}.`
}

function sumSentence(all: number, placeholders: number, level: LevelName): string {
  const more =
    placeholders === 0
      ? ''
      : ` ${numberInWords(placeholders)} more ${placeholders === 1 ? 'line says' : 'lines say'} that something will follow, and ${placeholders === 1 ? 'is' : 'are'} not counted.`
  return `${plural(all, level.inSentence.one, level.inSentence.many)} by what owners say about delivery.${more}`
}

function groupsOf(facts: PlanFacts, all: Standing[], levels: ReturnType<typeof levelNames>) {
  const known = new Set(facts.sections.map(({ id }) => id))
  const outcomeIds = new Set(facts.outcomes.map(({ id }) => id))
  const sectionOf = (id: string | null) => (id !== null && known.has(id) ? id : null)
  const direct = all.filter(({ action }) => action.outcomeId === null || !outcomeIds.has(action.outcomeId))
  const byOutcome = Map.groupBy(all, ({ action }) => action.outcomeId)
  return [{ id: null, title: null }, ...facts.sections]
    .map(({ id, title }) => ({
      id,
      title,
      outcomes: facts.outcomes
        .filter(({ sectionId }) => sectionOf(sectionId) === id)
        .map((outcome) => outcomeRow(outcome, byOutcome.get(outcome.id) ?? [], facts.plan, levels.action)),
      actions: direct.filter(({ action }) => sectionOf(action.sectionId) === id).map((each) => actionRow(each)),
    }))
    .filter((group) => group.id !== null || group.outcomes.length > 0 || group.actions.length > 0)
}

function outcomeRow(outcome: LiveOutcome, actions: Standing[], plan: PlanHead, level: LevelName) {
  const counted = actions.filter(({ action }) => !action.isPlaceholder)
  const counts = countOf(counted, plan)
  const said = counts.ratings.filter(({ count }) => count > 0)
  const worst = said.find(({ shape }) => shape !== 'none' && shape !== 'closed') ?? said[0]
  const silent = actions.filter(({ stands }) => stands.isSilent).length
  const open = counted.filter(({ stands }) => stands.isOpen)
  const late = actions.filter(({ stands }) => stands.isLate).length
  const more = actions.length - counted.length
  return {
    id: outcome.id,
    href: `/outcomes/${outcome.id}`,
    ref: outcome.ref,
    text: outcome.text,
    shapes: counted.map(({ stands }) => stands.rating.shape),
    words: outcomeWords(said, counts.all, more, level),
    delivery:
      outcome.rating !== null
        ? { word: ratingWord(plan.key, outcome.rating), shape: shapeOf(plan.key, outcome.rating), note: 'rated itself' }
        : worst === undefined
          ? undefined
          : { word: worst.word, shape: worst.shape, note: worstNote(worst, counts.all) },
    late: late === 0 ? undefined : `${numberInWords(late)} late`,
    next: nextWords(open, late),
    silent: silent === 0 ? undefined : `${numberInWords(silent)} silent`,
    heard: plan.isDraft ? 'not asked yet' : open.length === 0 ? 'none open' : 'all heard',
    stitches: plan.isDraft || open.length > 30 ? [] : open.map(({ stands }) => !stands.isSilent),
  }
}

function outcomeWords(said: RatingCount[], all: number, more: number, level: LevelName): string {
  const follow = more === 0 ? '' : `; ${numberInWords(more)} more to follow`
  if (all === 0) return more === 0 ? `No ${level.inSentence.one} yet` : `No ${level.inSentence.one} yet${follow}`
  const parts = said.map(({ word, count }) => `${numberInWords(count)} ${inSentence(word)}`)
  return `${plural(all, level.inSentence.one, level.inSentence.many)}: ${parts.join(', ')}${follow}`
}

const worstNote = ({ count }: RatingCount, all: number): string | undefined =>
  all < 2 ? undefined : count === all ? `all ${numberInWords(all)}` : `${numberInWords(count)} of ${numberInWords(all)}`

/** The next date still to come. */
function nextWords(open: Standing[], late: number): string {
  const dates = open
    .filter(({ stands }) => !stands.isLate && stands.rating.shape !== 'complete')
    .flatMap(({ action }) =>
      action.timescale.kind === 'recurring' || action.timescale.due === null ? [] : [action.timescale.due],
    )
    .sort()
  if (dates[0] !== undefined) return `next ${shortDay(dates[0])}`
  return late > 0 || open.length === 0 ? '' : 'no date to come'
}

/** An action straight under its section: a plan without outcomes reads like its own table. */
function actionRow({ action, stands }: Standing) {
  return {
    id: action.id,
    href: `/actions/${action.id}`,
    ref: action.ref,
    text: action.text,
    lead: action.owners[0] ?? action.ownersText,
    others: action.owners.length > 1 ? `and ${plural(action.owners.length - 1, 'other')}` : undefined,
    isWorry: isWorse(stands.rating.shape, 'at-risk') && stands.isOpen,
    stands,
  }
}

function countOf(actions: Standing[], plan: PlanHead) {
  return countByRating(
    actions.map(({ action }) => ({ rating: action.rating, isClosed: action.closed !== null })),
    plan.key,
  )
}

/** "On track" within a line is "on track"; "RAG" keeps its capitals. */
const inSentence = (word: string): string => (/^[A-Z][^A-Z]*$/.test(word) ? word.toLowerCase() : word)
