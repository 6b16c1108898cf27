import { daysBetween } from '../timescale/civil-date.ts'
import type { PlanAction, PlanDocument, PlanRating } from './plan-document.ts'
import type { RatingStanding, SaidRating, Snapshot, SnapshotAction, SnapshotRating } from './snapshot.ts'

/**
 * A snapshot of a plan document alone, as `convert` has it and as a plan stands before anybody has said anything: the
 * ratings and progress are the document's own, nobody has been silent, nothing has moved.
 */
export function snapshotOfPlan(
  plan: PlanDocument,
  options: { position: { instant: string; date: string }; silentAfterDays?: number; dueSoonDays?: number },
): Snapshot {
  const key = ratingKey(plan)
  const sections: Snapshot['sections'] = []
  const sectionId = (title: string | null): string | null => {
    if (title === null || title.trim() === '') return null
    const known = sections.find((section) => section.title === title)
    if (known !== undefined) return known.id
    const section = { id: `section-${sections.length + 1}`, title }
    sections.push(section)
    return section.id
  }
  const said = (rating: PlanRating | null | undefined): SaidRating | null =>
    rating === null || rating === undefined || rating.value.trim() === ''
      ? null
      : { id: ratingOf(key, rating)?.id ?? null, word: rating.value, saidOn: null, saidBy: null }
  const outcomes = plan.outcomes.map((outcome) => ({
    id: outcome.id,
    ref: outcome.ref,
    sectionId: sectionId(outcome.section),
    text: outcome.text,
    objectives: outcome.objectives,
    intendedOutcomes: outcome.intendedOutcomes,
    measures: outcome.measures,
    extra: outcome.extra ?? [],
    impact: null,
    rating: said(outcome.rag),
  }))
  const actions = plan.actions.map((action): SnapshotAction => {
    const rating = said(action.rag)
    return {
      id: action.id,
      ref: action.ref,
      sectionId: sectionId(action.section),
      outcomeId: action.outcomeId,
      text: action.text,
      owners: action.owners,
      ownersText: action.ownersText,
      timescale: action.timescale,
      firstDue: action.timescale.due,
      moves: [],
      rating,
      ratings: (action.ratings ?? []).map((one) => ({
        period: one.period,
        id: ratingOf(key, one)?.id ?? null,
        word: one.value,
      })),
      update:
        action.progress === null || action.progress.trim() === ''
          ? null
          : { words: action.progress, saidOn: null, saidBy: null, nextStep: null, blocker: null },
      updatesSinceLast: [],
      milestones: action.milestones.map((milestone) => ({
        text: milestone.text,
        timescale: milestone.timescale,
        owners: milestone.owners ?? [],
        rating: said(milestone.rag),
        doneOn: null,
      })),
      evidence: action.evidence,
      impact: action.impact,
      extra: action.extra ?? [],
      isPlaceholder: action.isPlaceholder === true,
      lateDays: lateDays(action, key, rating, options.position.date),
      silentDays: null,
      closed: null,
      confirmed: null,
    }
  })
  return {
    organisation: plan.plan.organisation,
    plan: { title: plan.plan.title, period: plan.plan.period, status: plan.plan.status, asOf: plan.plan.asOf },
    vocabulary: plan.vocabulary,
    columns: plan.columns,
    key,
    position: options.position,
    number: null,
    silentAfterDays: options.silentAfterDays ?? 60,
    dueSoonDays: options.dueSoonDays ?? 30,
    meeting: null,
    sections,
    outcomes,
    actions,
    notes: plan.notes,
    inspection: [],
    provenance: null,
    previous: null,
  }
}

function lateDays(action: PlanAction, key: SnapshotRating[], rating: SaidRating | null, position: string) {
  const due = action.timescale.due
  const isDone = key.some((one) => one.id === rating?.id && one.stands === 'complete')
  if (due === null || isDone || action.timescale.every !== null || action.timescale.kind === 'ongoing') return null
  const days = daysBetween(due, position)
  return days > 0 ? days : null
}

/** The plan's key in the order it is read, with every word that its actions use; colours and shapes for those without. */
function ratingKey(plan: PlanDocument): SnapshotRating[] {
  const entries = plan.ratingKey.map((entry) => ({ word: entry.word, fill: entry.fill, meaning: entry.meaning }))
  const used = [
    ...plan.actions.flatMap((action) => [
      action.rag,
      ...(action.ratings ?? []),
      ...action.milestones.map((m) => m.rag),
    ]),
    ...plan.outcomes.map((outcome) => outcome.rag),
  ]
  for (const rating of used) {
    if (rating === null || rating === undefined || rating.value.trim() === '') continue
    const known = entries.find((entry) => fold(entry.word) === fold(rating.value))
    if (known === undefined) entries.push({ word: rating.value, fill: rating.fill ?? null, meaning: null })
    else known.fill ??= rating.fill ?? null
  }
  const taken = new Set<string>()
  return entries
    .map((entry) => ({ ...entry, stands: standingOf(entry.word) }))
    .sort((a, b) => order.indexOf(a.stands) - order.indexOf(b.stands))
    .map((entry, index) => {
      const shape = [shapeOf[entry.stands], ...spareShapes].find((one) => !taken.has(one)) ?? 'bar'
      taken.add(shape)
      const fill = entry.fill ?? fillOf[entry.stands]
      return {
        id: `rating-${index + 1}`,
        word: entry.word.trim(),
        fill,
        ink: inkOn(fill),
        shape,
        meaning: entry.meaning,
        stands: entry.stands,
      }
    })
}

function ratingOf(key: SnapshotRating[], rating: { value: string }): SnapshotRating | undefined {
  return key.find((one) => fold(one.word) === fold(rating.value))
}

const order: RatingStanding[] = ['complete', 'on track', 'at risk', 'off track', 'not started', 'other']
const shapeOf: Record<RatingStanding, SnapshotRating['shape']> = {
  complete: 'tick',
  'on track': 'circle',
  'at risk': 'triangle',
  'off track': 'diamond',
  'not started': 'ring',
  other: 'square',
}
const spareShapes: SnapshotRating['shape'][] = ['star', 'bar', 'square']
const fillOf: Record<RatingStanding, string> = {
  complete: '1F4E8C',
  'on track': '1E6B3A',
  'at risk': 'F2B632',
  'off track': 'B1261C',
  'not started': 'FFFFFF',
  other: 'DCE4EB',
}

function standingOf(word: string): RatingStanding {
  const said = fold(word)
  if (/^(b|blue)$|complete|embedded|closed|done|achieved/.test(said) && !/not |in/.test(said)) return 'complete'
  if (/not (yet )?(started|due|begun)|^(w|white|grey|gray)$/.test(said)) return 'not started'
  if (/^(g|green)$|on track|on target/.test(said)) return 'on track'
  if (/^(a|amber|yellow|y)$|risk|delay|slip/.test(said)) return 'at risk'
  if (/^(r|red)$|off track|overdue|missed|behind/.test(said)) return 'off track'
  return 'other'
}

/** Near black or white, whichever is read more easily; black where neither is dark or light enough. */
function inkOn(fill: string): string {
  const channel = (index: number) => {
    const value = Number.parseInt(fill.slice(index, index + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const light = 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
  if ((light + 0.05) / 0.0605 >= 4.5) return '1A1F24'
  return 1.05 / (light + 0.05) >= 4.5 ? 'FFFFFF' : '000000'
}

const fold = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
