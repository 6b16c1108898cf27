import type { Told } from '../../../domain/change/tell-history.ts'
import { levelNames } from '../../../domain/plan/level-names.ts'
import { countByRating } from '../../../domain/plan/plan-rules.ts'
import { ratingWord } from '../../../domain/plan/say-standing.ts'
import { textAfterRef } from '../../../domain/plan/text-after-ref.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import type { LiveAction, LiveOutcome, PlanHead } from '../../../store/live-plan.ts'
import { standingOf } from '../../../store/live-standing.ts'
import type { ToldPage } from '../../../store/told-history.ts'
import { dayMonthYear, momentInWords, numberInWords, plural } from '../../../web/words.ts'

export interface OutcomeFacts {
  today: string
  outcome: LiveOutcome
  plan: PlanHead
  section: string | undefined
  actions: LiveAction[]
  history: ToldPage
}

export function outcomeView({ today, outcome, plan, section, actions, history }: OutcomeFacts) {
  const levels = levelNames(plan.vocabulary)
  const rows = actions.map((action) => ({ action, stands: standingOf(action, plan, today) }))
  const counted = rows.filter(({ action }) => !action.isPlaceholder)
  const open = counted.filter(({ stands }) => stands.isOpen)
  const silent = counted.filter(({ stands }) => stands.isSilent).length
  const late = counted.filter(({ stands }) => stands.isLate).length
  return {
    levels,
    href: `/outcomes/${outcome.id}`,
    planHref: `/plans/${plan.id}`,
    addHref: `/plans/${plan.id}/actions/add?outcome=${outcome.id}`,
    crumbs: [
      { text: 'Plans', href: '/plans' },
      {
        text: plan.title.length > 60 ? `${plan.title.slice(0, 59).trimEnd()}…` : plan.title,
        href: `/plans/${plan.id}`,
      },
    ],
    caption: [`${levels.outcome.one}${outcome.ref === null ? '' : ` ${outcome.ref}`}`, section]
      .filter(Boolean)
      .join(' · '),
    text: outcome.text,
    title: `${outcome.ref ?? ''} ${outcome.text.slice(0, 70)}`.trim(),
    band: bandOf(outcome),
    lead: leadOf(counted.length, open.length, silent, late, levels.action.inSentence, plan.isDraft),
    rating:
      outcome.rating === null
        ? undefined
        : {
            word: ratingWord(plan.key, outcome.rating),
            shape: shapeOf(plan.key, outcome.rating),
            on: outcome.ratedAt === null ? undefined : dayMonthYear(outcome.ratedAt),
          },
    counts: countByRating(
      counted.map(({ action }) => ({ rating: action.rating, isClosed: action.closed !== null })),
      plan.key,
    ).ratings,
    stitches: plan.isDraft ? [] : open.map(({ stands }) => !stands.isSilent),
    promises: [
      { head: heading(plan.vocabulary.objective, 'Objectives'), lines: outcome.objectives },
      { head: heading(plan.vocabulary.intendedOutcome, 'What should come of it'), lines: outcome.intendedOutcomes },
      { head: heading(plan.vocabulary.measure, 'How it is measured, in words'), lines: outcome.measures },
      ...outcome.extra
        .filter(({ text }) => text !== '')
        .map(({ name, text }) => ({ head: name || 'Without a heading', lines: [text] })),
    ].filter(({ lines }) => lines.length > 0),
    noMeasure: outcome.measures.length === 0,
    rows: rows.map(({ action, stands }) => ({
      href: `/actions/${action.id}`,
      ref: action.ref,
      text: textAfterRef(action.ref, action.text),
      lead: action.owners[0] ?? action.ownersText,
      others: action.owners.length > 1 ? `and ${plural(action.owners.length - 1, 'other')}` : undefined,
      stands,
      isWorry: stands.isOpen && stands.rating.shape === 'off-track',
    })),
    story: withoutBirths(history.told).map(({ at, sentences, actionId }) => ({
      at: momentInWords(at),
      sentences,
      about: aboutOf(actionId, actions),
    })),
    earlier: history.next === null ? undefined : `/outcomes/${outcome.id}?before=${history.next}#history`,
  }
}

/** What came in with the outcome itself is told by its first line. */
function withoutBirths(told: Told[]): Told[] {
  const born = told.find(({ actionId, sentences }) => actionId === null && / added /.test(sentences[0]?.text ?? ''))
  return told.filter(({ actionId, transaction }) => actionId === null || transaction !== born?.transaction)
}

function bandOf({ deleted }: LiveOutcome): string | undefined {
  return deleted === null
    ? undefined
    : `${deleted.by} deleted this on ${dayMonthYear(deleted.at)}${deleted.why === null ? '' : `: ${deleted.why.replace(/[.\s]+$/, '')}`}.`
}

function leadOf(
  all: number,
  open: number,
  silent: number,
  late: number,
  level: { one: string; many: string },
  isDraft: boolean,
): string {
  if (all === 0) return `No ${level.one} serves this yet.`
  if (open === 0) return `${plural(all, level.one, level.many)}, none of them open.`
  const parts = [
    late === 0 ? 'none is late' : `${numberInWords(late)} ${late === 1 ? 'is' : 'are'} late`,
    ...(isDraft
      ? []
      : [
          silent === 0
            ? 'all have been heard from this month'
            : `${numberInWords(silent)} ${silent === 1 ? 'has' : 'have'} said nothing for more than 30 days`,
        ]),
  ]
  return `${open} of ${plural(all, level.one, level.many)} ${open === 1 ? 'is' : 'are'} open; ${parts.join(', ')}.`
}

function aboutOf(actionId: string | null, actions: LiveAction[]) {
  const action = actionId === null ? undefined : actions.find(({ id }) => id === actionId)
  return (
    action && {
      href: `/actions/${action.id}`,
      text: `${action.ref ?? ''} ${textAfterRef(action.ref, action.text).slice(0, 50)}`.trim(),
    }
  )
}

const heading = (own: string | undefined, ours: string): string => (own === undefined || own.trim() === '' ? ours : own)
