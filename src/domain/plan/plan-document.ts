import type { Timescale } from '../timescale/timescale.ts'

/**
 * A plan, whole, as it leaves and enters the program: `docs/plan-document.schema.json` is its JSON Schema.
 * Every word of a source stands in a field or in `notes`; `places` says where each value was read.
 */
export interface PlanDocument {
  format: 'plan-document/1'
  plan: {
    title: string
    organisation: string | null
    /** As written: "2020-21". */
    period: string | null
    status: 'draft' | 'agreed' | null
    /** YYYY-MM-DD or YYYY-MM. */
    asOf: string | null
  }
  /** What this plan calls things, in its own words; absent where the document has no word for it. */
  vocabulary: Vocabulary
  /** The plan's columns in its own order, so that papers can keep it. */
  columns: PlanColumn[]
  /** Words and colours the plan rates with, as far as the document shows them. */
  ratingKey: RatingKeyEntry[]
  outcomes: PlanOutcome[]
  actions: PlanAction[]
  notes: PlanNote[]
  findings: PlanFinding[]
}

export interface Vocabulary {
  section?: string
  outcome?: string
  action?: string
  milestone?: string
  owner?: string
  timescale?: string
  rating?: string
  progress?: string
  evidence?: string
  impact?: string
  measure?: string
  objective?: string
  intendedOutcome?: string
}

/** What a column of the source is understood as. `extra` is kept under its own name; `ignored` goes to notes. */
export type PlanField =
  | 'ref'
  | 'outcomeRef'
  | 'section'
  | 'outcome'
  | 'action'
  | 'milestones'
  | 'owners'
  | 'otherOwners'
  | 'timescale'
  | 'start'
  | 'revisedTimescale'
  | 'completed'
  | 'rating'
  | 'progress'
  | 'evidence'
  | 'impact'
  | 'measures'
  | 'objectives'
  | 'extra'
  | 'ignored'

export interface PlanColumn {
  field: PlanField
  /** The heading as written; '' where the column has none. */
  heading: string
}

export interface RatingKeyEntry {
  /** The plan's word: "Green", "On track", "Embedded". */
  word: string
  /** RRGGBB of the fill that stands for it. */
  fill: string | null
  meaning: string | null
}

export interface PlanOutcome {
  id: string
  ref: string | null
  section: string | null
  text: string
  objectives: string[]
  intendedOutcomes: string[]
  measures: string[]
  rag?: PlanRating | null
  extra?: ExtraField[]
  at: string
  places?: Record<string, string>
}

export interface PlanRating {
  value: string
  source: 'text' | 'fill'
  /** RRGGBB where a fill was seen. */
  fill?: string
}

export interface PlanAction {
  id: string
  ref: string | null
  section: string | null
  outcomeId: string | null
  /** The whole cell, verbatim but for white space. */
  text: string
  /** Split; each as written; the first is the lead. */
  owners: string[]
  ownersText: string
  timescale: Timescale
  rag: PlanRating | null
  /** Ratings per term, quarter or meeting, where the plan has several columns of them. */
  ratings?: { period: string; value: string; source: 'text' | 'fill'; fill?: string }[]
  evidence: string | null
  impact: string | null
  progress: string | null
  milestones: PlanMilestone[]
  /** The action only says that more actions will come. */
  isPlaceholder?: boolean
  /** Columns with no home (cost, priority, regulation), under their own name. */
  extra?: ExtraField[]
  at: string
  /** Field name to place: { text: "table 1 row 4 column 3", owners: … }. */
  places?: Record<string, string>
}

export interface PlanMilestone {
  text: string
  timescale: Timescale
  owners?: string[]
  rag?: PlanRating | null
  isPlaceholder?: boolean
  at?: string
}

export interface ExtraField {
  name: string
  text: string
}

export interface PlanNote {
  text: string
  at: string
}

/** What was guessed, doubted or could not be read. Called a doubt on pages. */
export interface PlanFinding {
  severity: 'info' | 'check' | 'problem'
  message: string
  at: string
  /** Stable word for the kind of doubt, one a rule in docs/reading-rules.md. */
  code?: string
  /** The action or outcome it concerns. */
  about?: string
  field?: string
}
