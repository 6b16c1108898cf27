/** What a person owes, each action once: late, then silent, then due soon, then the rest. */
import { isOpenAction, isSilentAction } from '../../../domain/plan/open-action.ts'
import { textAfterRef } from '../../../domain/plan/text-after-ref.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { daysBetween } from '../../../domain/timescale/civil-date.ts'
import { daysLate, isDueSoon } from '../../../domain/timescale/due.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import { civilDate, plural, shortDay } from '../../../web/words.ts'
import type { OwedAction } from './queries.ts'

export interface MyActionsFacts {
  today: string
  owed: OwedAction[]
  /** Names by which plans may know the person. */
  names: string[]
  pages: { action: boolean; update: boolean; plan: boolean }
}

export function myActionsView({ today, owed, names, pages }: MyActionsFacts) {
  const rows = owed.map((action) => rowOf(action, today, pages)).filter(({ isOpen }) => isOpen)
  const late = rows.filter(({ daysLate }) => daysLate > 0)
  const silent = rows.filter(({ isSilent }) => isSilent)
  const soon = rows.filter(({ isSoon }) => isSoon)
  const groups = [
    { id: 'late', title: 'Late', rows: late },
    { id: 'silent', title: 'Silent', rows: silent.filter((row) => row.daysLate === 0) },
    { id: 'soon', title: 'Due in the next 30 days', rows: soon.filter((row) => row.daysLate === 0 && !row.isSilent) },
    { id: 'rest', title: 'In hand', rows: rows.filter((row) => row.daysLate === 0 && !row.isSilent && !row.isSoon) },
  ].filter(({ rows }) => rows.length > 0)
  return {
    sentence: sentence(rows.length, late.length, silent.length),
    groups,
    names,
    mayUpdate: pages.update,
  }
}

function rowOf(action: OwedAction, today: string, pages: MyActionsFacts['pages']) {
  const shape = shapeOf(action.ratingKey, action.rating)
  const heard = action.lastSaidAt === null ? null : daysBetween(civilDate(action.lastSaidAt), today)
  const late = daysLate(action.timescale, today)
  const isSilent = isSilentAction({ isClosed: false, shape, daysSinceHeard: heard })
  return {
    id: action.id,
    ref: action.ref,
    text: textAfterRef(action.ref, action.text),
    href: pages.action ? `/actions/${action.id}` : undefined,
    updateHref: pages.update ? `/actions/${action.id}/update` : undefined,
    plan: { title: action.planTitle, href: pages.plan ? `/plans/${action.planId}` : undefined },
    isLead: action.isLead,
    isOpen: isOpenAction({ isClosed: false, shape }),
    isSilent,
    isSoon: isDueSoon(action.timescale, today),
    daysLate: late,
    written: action.timescale.text,
    read:
      late > 0 && action.timescale.due !== null
        ? `was ${shortDay(action.timescale.due)}`
        : sayTimescale(action.timescale),
    late: late > 0 ? `${plural(late, 'day')} late` : undefined,
    isGuess: action.timescale.isGuess === true && !action.isConfirmed,
    rating: { word: action.rating ?? 'No rating', shape },
    heard: heard === null ? 'Never' : heard === 0 ? 'Today' : `${plural(heard, 'day')} ago`,
  }
}

function sentence(all: number, late: number, silent: number): string {
  if (all === 0) return ''
  const parts = [
    ...(late > 0 ? [`${late} ${late === 1 ? 'is' : 'are'} late`] : []),
    ...(silent > 0 ? [`${silent} ${silent === 1 ? 'has' : 'have'} said nothing for more than 30 days`] : []),
  ]
  const whole = `You answer for ${plural(all, 'open action')}`
  return parts.length === 0
    ? `${whole}. None is late, and all have been heard from this month.`
    : `${whole}: ${parts.join(', ')}.`
}
