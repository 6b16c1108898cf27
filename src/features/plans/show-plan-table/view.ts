/** The lead's working day: the whole plan as one dense table. */
import { levelNames } from '../../../domain/plan/level-names.ts'
import { countByRating } from '../../../domain/plan/plan-rules.ts'
import { textAfterRef } from '../../../domain/plan/text-after-ref.ts'
import type { LiveAction, LiveOutcome, LiveSection, PlanHead } from '../../../store/live-plan.ts'
import { standingOf } from '../../../store/live-standing.ts'
import { addressWith, pageLinks, pagingOf, sortableHead } from '../../../web/paging.ts'
import { numberInWords, plural } from '../../../web/words.ts'
import { type Asked, askedOf, filterFields, inOrder, isFiltered, matches, type Row } from './choices.ts'

export interface TableFacts {
  today: string
  path: string
  query: Record<string, string>
  plan: PlanHead
  sections: LiveSection[]
  outcomes: LiveOutcome[]
  actions: LiveAction[]
}

/** Rows on one page of the table. */
export const rowsAPage = 200

export function tableView(facts: TableFacts) {
  const { plan, today, path, query } = facts
  const levels = levelNames(plan.vocabulary)
  const asked = askedOf(query)
  const all = closedLast(facts.actions.map((action): Row => ({ action, stands: standingOf(action, plan, today) })))
  const found = inOrder(
    all.filter((row) => matches(row, asked)),
    asked.sorting,
    today,
  )
  const paging = pagingOf(query, found.length, rowsAPage)
  const extras = extraColumns(facts.actions, path, query)
  const rows = found.slice(paging.offset, paging.offset + paging.limit)
  const head = (column: Asked['sorting']['by'], text: string) => sortableHead(path, query, asked.sorting, column, text)
  return {
    levels,
    filters: filterFields(plan, facts.sections, all, asked),
    kept: { sort: query.sort, also: query.also },
    clear: isFiltered(asked)
      ? addressWith(path, { sort: query.sort ?? '', also: query.also ?? '' }, cleared(query))
      : undefined,
    sentence: sentence(found, all, asked, levels.action.inSentence),
    counts: countByRating(
      found
        .filter(({ action }) => !action.isPlaceholder)
        .map(({ action }) => ({ rating: action.rating, isClosed: action.closed !== null })),
      plan.key,
    ).ratings,
    heads: {
      plan: head('plan', 'No.'),
      text: head('text', levels.action.one),
      lead: head('lead', 'Lead'),
      due: head('due', 'When'),
      rating: head('rating', 'Delivery'),
      heard: head('heard', 'Last heard'),
    },
    also: extras,
    extraNames: extras.filter(({ isShown }) => isShown).map(({ name }) => name),
    columns: 7 + extras.filter(({ isShown }) => isShown).length,
    bands: bandsOf(
      rows,
      facts,
      asked,
      extras.filter(({ isShown }) => isShown).map(({ name }) => name),
    ),
    isEmpty: all.length === 0,
    isDeleted: asked.show === 'deleted',
    paging,
    pageLinks: pageLinks(path, query, paging),
  }
}

const cleared = (query: Record<string, string>) => ({
  sort: query.sort === undefined ? undefined : query.sort,
  also: query.also === undefined ? undefined : query.also,
})

/** Closed rows stand at the end of their outcome. */
function closedLast(rows: Row[]): Row[] {
  const groups = Map.groupBy(
    rows,
    ({ action }) => `${action.outcomeId ?? ''} ${action.outcomeId === null ? (action.sectionId ?? '') : ''}`,
  )
  return [...groups.values()].flatMap((group) => [
    ...group.filter(({ action }) => action.closed === null),
    ...group.filter(({ action }) => action.closed !== null),
  ])
}

function sentence(found: Row[], all: Row[], asked: Asked, level: { one: string; many: string }) {
  const counted = found.filter(({ action }) => !action.isPlaceholder)
  const count = (is: (row: Row) => boolean) => counted.filter(is).length
  const late = count(({ stands }) => stands.isLate)
  const silent = count(({ stands }) => stands.isSilent)
  const worse = count(({ stands }) => stands.factsSay !== null)
  const follow = found.length - counted.length
  const whole = all.filter(({ action }) => !action.isPlaceholder).length
  return {
    first:
      isFiltered(asked) && asked.show !== 'deleted'
        ? `${numberInWords(counted.length)} of ${plural(whole, level.one, level.many)}`
        : `${asked.show === 'deleted' ? 'Deleted: ' : ''}${plural(counted.length, level.one, level.many)}`,
    rest:
      asked.show === 'deleted'
        ? []
        : [
            ...(late > 0 ? [`${numberInWords(late)} late`] : []),
            ...(silent > 0 ? [`${numberInWords(silent)} silent`] : []),
            ...(worse > 0 ? [`${numberInWords(worse)} where the facts say worse than the owner`] : []),
            ...(follow > 0 ? [`${numberInWords(follow)} more to follow, not counted`] : []),
          ],
  }
}

// ---- rows -----------------------------------------------------------------------------------------------------------

/** Under their outcomes in the plan's order; in one run where they are sorted by a column. */
function bandsOf(rows: Row[], facts: TableFacts, asked: Asked, extras: string[]) {
  const outcomes = new Map(facts.outcomes.map((outcome) => [outcome.id, outcome]))
  const sections = new Map(facts.sections.map(({ id, title }) => [id, title]))
  if (asked.sorting.by !== 'plan')
    return rows.length === 0
      ? []
      : [{ id: 'all', title: undefined, section: undefined, rows: rows.map((row) => rowOf(row, extras, outcomes)) }]
  const groups = Map.groupBy(rows, ({ action }) =>
    action.outcomeId !== null && outcomes.has(action.outcomeId) ? action.outcomeId : `in ${action.sectionId ?? ''}`,
  )
  return [...groups].map(([id, group]) => {
    const outcome = outcomes.get(id)
    const sectionId = outcome?.sectionId ?? group[0]?.action.sectionId ?? null
    const section = sectionId === null ? undefined : sections.get(sectionId)
    return {
      id,
      title:
        outcome === undefined ? undefined : { ref: outcome.ref, text: outcome.text, href: `/outcomes/${outcome.id}` },
      section,
      rows: group.map((row) => rowOf(row, extras)),
    }
  })
}

function rowOf({ action, stands }: Row, extras: string[], outcomes?: Map<string, LiveOutcome>) {
  const outcome = outcomes?.get(action.outcomeId ?? '')
  return {
    id: action.id,
    href: `/actions/${action.id}`,
    ref: action.ref,
    text: textAfterRef(action.ref, action.text),
    under: outcome === undefined ? undefined : `${outcome.ref ?? ''} ${outcome.text}`.trim(),
    lead: action.owners[0] ?? action.ownersText,
    others: action.owners.length > 1 ? `and ${action.owners.slice(1).join(', ')}` : undefined,
    stands,
    steps: action.milestones.length,
    lastWords: clip(action.lastWords),
    forecast: action.forecast,
    isWorry: stands.isOpen && stands.rating.shape === 'off-track',
    isClosed: action.closed !== null,
    isPlaceholder: action.isPlaceholder,
    deleted:
      action.deleted === null
        ? undefined
        : `${action.deleted.by}${action.deleted.why === null ? '' : `: ${action.deleted.why}`}`,
    extra: extras.map((name) => ({ name, text: action.extra.find((field) => field.name === name)?.text ?? '' })),
  }
}

const clip = (text: string | null): string =>
  text === null ? '' : text.length <= 110 ? text : `${text.slice(0, 108).replace(/\s+\S*$/, '')}…`

/** The plan's own columns that have no home of ours: each can be shown, under its own name. */
function extraColumns(actions: LiveAction[], path: string, query: Record<string, string>) {
  const names = [
    ...new Set(actions.flatMap(({ extra }) => extra.filter(({ text }) => text !== '').map(({ name }) => name))),
  ].slice(0, 30)
  const shown = new Set(
    (query.also ?? '')
      .split('.')
      .filter((part) => /^\d+$/.test(part))
      .map(Number),
  )
  return names.map((name, index) => {
    const others = [...shown].filter((other) => other !== index && other < names.length)
    const isShown = shown.has(index)
    const next = isShown ? others : [...others, index].sort((a, b) => a - b)
    return {
      name: name || 'No heading',
      isShown,
      href: addressWith(path, query, { also: next.length === 0 ? undefined : next.join('.') }),
    }
  })
}
