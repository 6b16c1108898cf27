import type { KeyEntry } from '../rating/rating-key.ts'
import type { Timescale } from '../timescale/timescale.ts'
import type { ExtraField, PlanColumn, PlanNote, Vocabulary } from './plan-document.ts'

/**
 * The plan frozen at an instant, with everything a paper shows. Figures are counted from it by the functions of
 * `snapshot-counts.ts`, once, so that no two papers of one snapshot can disagree. Civil dates are YYYY-MM-DD.
 */
export interface Snapshot {
  organisation: string | null
  plan: { title: string; period: string | null; status: 'draft' | 'agreed' | null; asOf: string | null }
  vocabulary: Vocabulary
  /** In the plan's own order. */
  columns: PlanColumn[]
  /** The plan's own ratings. A rating is named by its entry's word. */
  key: KeyEntry[]
  /** The instant the figures are true at (ISO 8601, UTC), and the civil day it was in London. */
  position: { instant: string; date: string }
  /** Which snapshot of this plan it is; null where nothing was stored. */
  number: number | null
  /** False where nobody could say anything yet (a document that was only read): then nobody is silent. */
  isLive: boolean
  meeting: SnapshotMeeting | null
  /** In the plan's order. An action without a section stands in none of them. */
  sections: SnapshotSection[]
  outcomes: SnapshotOutcome[]
  actions: SnapshotAction[]
  /** Words of the source that have no other home. */
  notes: PlanNote[]
  /** What an inspection said must improve, where the plan holds it. */
  inspection: InspectionFinding[]
  /** Where the figures come from, in a sentence. */
  provenance: string | null
  previous: PreviousPosition | null
}

export interface SnapshotMeeting {
  body: string
  /** YYYY-MM-DD */
  date: string
  time: string | null
  place: string | null
  item: string | null
  reportOf: string | null
  contact: string | null
  /** "Open to the public (Part 1)" */
  openness: string | null
  asks: string[]
}

export interface SnapshotSection {
  id: string
  title: string
}

export interface SnapshotOutcome {
  id: string
  ref: string | null
  sectionId: string | null
  text: string
  objectives: string[]
  intendedOutcomes: string[]
  measures: string[]
  extra: ExtraField[]
  /** Whether it helps children, in the plan's words: never a delivery rating. */
  impact: string | null
  rating: SaidRating | null
}

export interface SaidRating {
  /** The word as it was said or written. */
  word: string
  /** Civil day; null where it came with the document. */
  saidOn: string | null
  saidBy: string | null
}

export interface SnapshotAction {
  id: string
  ref: string | null
  sectionId: string | null
  outcomeId: string | null
  text: string
  owners: string[]
  ownersText: string
  timescale: Timescale
  /** When its owner expects it to be done; absent or null where nobody said. */
  forecast?: string | null
  /** The date first agreed: slip is counted from it. */
  firstDue: string | null
  moves: DateMove[]
  rating: SaidRating | null
  /** Ratings per term or quarter, where the plan keeps several. */
  ratings: { period: string; word: string }[]
  /** The newest account, and every one since the last report, oldest first. */
  update: SaidUpdate | null
  updatesSinceLast: SaidUpdate[]
  milestones: SnapshotMilestone[]
  evidence: string | null
  impact: string | null
  extra: ExtraField[]
  isPlaceholder: boolean
  closed: { on: string; by: string | null; why: string | null } | null
  /** An assurer's confirmation that complete means complete. */
  confirmed: { on: string; by: string } | null
}

export interface SaidUpdate {
  words: string
  saidOn: string | null
  saidBy: string | null
  nextStep: string | null
  blocker: string | null
}

export interface SnapshotMilestone {
  text: string
  timescale: Timescale
  owners: string[]
  rating: SaidRating | null
  doneOn: string | null
}

export interface DateMove {
  /** As written, when there is no date. */
  fromText: string
  fromDue: string | null
  toText: string
  toDue: string | null
  why: string
  movedOn: string
}

export interface InspectionFinding {
  text: string
  source: string | null
  outcomeIds: string[]
}

/** The figures of the last report, by action, so that the difference can be told action by action. */
export interface PreviousPosition {
  date: string
  number: number | null
  /** `rating` is the word as it was said then; null where there was none. */
  actions: { id: string; ref: string | null; rating: string | null; due: string | null }[]
}

export { snapshotOfPlan } from './snapshot-of-plan.ts'
