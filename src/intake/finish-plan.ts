import type {
  PlanAction,
  PlanColumn,
  PlanDocument,
  PlanField,
  PlanOutcome,
  Vocabulary,
} from '../domain/plan/plan-document.ts'
import { gatherDoubts } from './doubts.ts'
import type { Draft, DraftAction, DraftOutcome } from './draft.ts'
import { composeRef } from './markers.ts'

/** The draft as a plan document: ids given, refs composed, what was named told in the plan's own words. */
export function finishPlan(draft: Draft, plan: PlanDocument['plan']): PlanDocument {
  mendOutcomeRefs(draft.outcomes)
  const outcomeIds = new Map(draft.outcomes.map((outcome, index) => [outcome, `outcome-${index + 1}`]))
  const restarts = restartingNumbers(draft.actions)
  const ids = new Map(draft.actions.map((action, index) => [action, `action-${index + 1}`]))
  const known = new Map([...draft.actions.map((action) => [action.at, ids.get(action) ?? ''] as const)])
  return {
    format: 'plan-document/1',
    plan,
    vocabulary: vocabularyOf(draft),
    columns: columnsOf(draft),
    ratingKey: ratingKeyOf(draft),
    outcomes: draft.outcomes.map((outcome): PlanOutcome => finishOutcome(outcome, outcomeIds.get(outcome) ?? '')),
    actions: draft.actions.map((action) =>
      finishAction(
        action,
        ids.get(action) ?? '',
        action.outcome === null ? null : (outcomeIds.get(action.outcome) ?? null),
        restarts,
      ),
    ),
    notes: draft.notes,
    findings: gatherDoubts(draft.doubts).map((finding) =>
      finding.about === undefined ? finding : { ...finding, about: known.get(finding.about) ?? finding.about },
    ),
  }
}

function finishOutcome(outcome: DraftOutcome, id: string): PlanOutcome {
  const { rag, extra, ...rest } = outcome
  return { id, ...rest, ...(rag === null ? {} : { rag }), ...(extra.length === 0 ? {} : { extra }) }
}

function finishAction(action: DraftAction, id: string, outcomeId: string | null, restarts: boolean): PlanAction {
  return {
    id,
    ref: refOf(action, restarts),
    section: action.section,
    outcomeId,
    text: action.text,
    owners: action.owners,
    ownersText: action.ownersText,
    timescale: action.timescale,
    rag: action.rag,
    ...(action.ratings.length === 0 ? {} : { ratings: action.ratings }),
    evidence: action.evidence,
    impact: action.impact,
    progress: action.progress,
    milestones: action.milestones,
    ...(action.isPlaceholder ? { isPlaceholder: true } : {}),
    ...(action.extra.length === 0 ? {} : { extra: action.extra }),
    at: action.at,
    places: action.places,
  }
}

/** A number of its own stays; a letter, a roman numeral, or a number that begins again under each outcome ("2", "2a"), is put behind the outcome's. R-13. */
function refOf(action: DraftAction, restarts: boolean): string | null {
  const outcomeRef = action.outcome?.ref ?? null
  if (action.ref !== null) {
    const isPart = /^(?:[a-z]|[ivx]{1,4})$/i.test(action.ref) || (restarts && /^\d{1,2}[a-z]?$/i.test(action.ref))
    return isPart && outcomeRef !== null && (restarts || outcomeRef !== action.ref)
      ? `${outcomeRef}.${action.ref}`
      : action.ref
  }
  if (action.marker === null) return null
  const last = action.lastMarker === null ? '' : `-${action.lastMarker.ref}`
  if (action.marker.style === 'number' && !restarts) return `${action.marker.ref}${last}`
  return `${composeRef(outcomeRef, action.marker)}${last}`
}

function restartingNumbers(actions: readonly DraftAction[]): boolean {
  const seen = new Map<string, DraftOutcome | null>()
  for (const action of actions) {
    const ref = action.ref ?? (action.marker?.style === 'number' ? action.marker.ref : null)
    if (ref === null || !/^\d{1,2}$/.test(ref)) continue
    const before = seen.get(ref)
    if (before !== undefined && before !== action.outcome) return true
    seen.set(ref, action.outcome)
  }
  return false
}

/** "I" among 2, 3, 4 is the figure 1. */
function mendOutcomeRefs(outcomes: readonly DraftOutcome[]): void {
  const figures = outcomes.filter((outcome) => /^\d+$/.test(outcome.ref ?? '')).length
  const romans = outcomes.filter((outcome) => /^(?:II|III|IV|VI*|IX|X)$/.test(outcome.ref ?? '')).length
  for (const outcome of outcomes) if (/^[Il]$/.test(outcome.ref ?? '') && figures > romans) outcome.ref = '1'
  const one = outcomes.find((outcome) => outcome.ref === '1')
  if (romans > figures && one !== undefined && !outcomes.some((outcome) => outcome.ref === 'I')) one.ref = 'I'
}

const vocabularyFields: Partial<Record<PlanField, keyof Vocabulary>> = {
  section: 'section',
  outcome: 'outcome',
  action: 'action',
  milestones: 'milestone',
  owners: 'owner',
  timescale: 'timescale',
  rating: 'rating',
  progress: 'progress',
  evidence: 'evidence',
  impact: 'impact',
  measures: 'measure',
  objectives: 'objective',
}

function vocabularyOf(draft: Draft): Vocabulary {
  const words: Vocabulary = {}
  for (const column of draft.columns) {
    const name = vocabularyFields[column.field]
    if (name !== undefined && column.heading !== '') words[name] ??= column.heading
  }
  // Words from headings and label blocks, where no column says them.
  return { ...draft.words, ...words }
}

function columnsOf(draft: Draft): PlanColumn[] {
  const columns = new Map<string, PlanColumn>()
  for (const { field, heading } of draft.columns) {
    const key = `${field}\n${heading}`
    if (!columns.has(key)) columns.set(key, { field, heading })
  }
  return [...columns.values()]
}

function ratingKeyOf(draft: Draft): PlanDocument['ratingKey'] {
  const key = new Map(draft.ratingKey.map((entry) => [entry.word.toLowerCase(), { ...entry }]))
  for (const { rag } of draft.actions) {
    if (rag === null) continue
    const word = rag.value.toLowerCase()
    const entry = key.get(word)
    if (entry === undefined) key.set(word, { word: rag.value, fill: rag.fill ?? null, meaning: null })
    else entry.fill ??= rag.fill ?? null
  }
  return [...key.values()]
}
