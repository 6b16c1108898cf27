import { keyOfPlan } from '../rating/rating-key.ts'
import type { PlanDocument, PlanRating } from './plan-document.ts'
import type { SaidRating, Snapshot, SnapshotAction } from './snapshot.ts'

/**
 * A snapshot of a plan document alone, as `convert` has it and as a plan stands before anybody has said anything: the
 * ratings and progress are the document's own, nobody has been silent, nothing has moved.
 */
export function snapshotOfPlan(
  plan: PlanDocument,
  options: { position: { instant: string; date: string }; provenance?: string | null },
): Snapshot {
  const sections: Snapshot['sections'] = []
  const sectionIds = new Map<string, string>()
  const sectionId = (title: string | null): string | null => {
    if (title === null || title.trim() === '') return null
    const known = sectionIds.get(title)
    if (known !== undefined) return known
    const id = `section-${sections.length + 1}`
    sections.push({ id, title })
    sectionIds.set(title, id)
    return id
  }
  return {
    organisation: plan.plan.organisation,
    plan: { title: plan.plan.title, period: plan.plan.period, status: plan.plan.status, asOf: plan.plan.asOf },
    vocabulary: plan.vocabulary,
    columns: plan.columns,
    key: keyOfPlan(plan),
    position: options.position,
    number: null,
    isLive: false,
    meeting: null,
    // Sections stand in the order in which their first outcome or action does.
    outcomes: plan.outcomes.map((outcome) => ({
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
    })),
    actions: plan.actions.map(
      (action): SnapshotAction => ({
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
        rating: said(action.rag),
        ratings: (action.ratings ?? []).map((one) => ({ period: one.period, word: one.value })),
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
        closed: null,
        confirmed: null,
      }),
    ),
    sections,
    notes: plan.notes,
    inspection: [],
    provenance: options.provenance ?? null,
    previous: null,
  }
}

function said(rating: PlanRating | null | undefined): SaidRating | null {
  if (rating === null || rating === undefined || rating.value.trim() === '') return null
  return { word: rating.value, saidOn: null, saidBy: null }
}
