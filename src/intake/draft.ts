import type { Place } from '../documents/neutral-document.ts'
import { sayPlace } from '../documents/neutral-document.ts'
import type {
  ExtraField,
  PlanMilestone,
  PlanNote,
  PlanRating,
  RatingKeyEntry,
  Vocabulary,
} from '../domain/plan/plan-document.ts'
import type { TimescaleContext } from '../domain/timescale/parse-timescale.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import type { Doubt } from './doubts.ts'
import type { GridRow } from './grid.ts'
import type { Marker } from './markers.ts'
import type { Corrections, PlanReading } from './plan-reading.ts'

/** The plan while it is being read. Everything a step finds is put in here; `finish-plan.ts` makes the plan document of it. */
export interface Draft {
  outcomes: DraftOutcome[]
  actions: DraftAction[]
  notes: PlanNote[]
  doubts: Doubt[]
  ratingKey: RatingKeyEntry[]
  columns: PlanReading['columns']
  /** Shape and place of those columns. */
  toldColumns: Set<string>
  tables: PlanReading['tables']
  /** Words that are headings of the plan's own parts, with what they head: for its vocabulary. */
  words: Vocabulary
  /** Text that stands once in the plan and often in the source: section names, repeated headers, running headers. */
  repeats: string[]
  corrections: Corrections
  /** What dates without a year are read by. */
  dates: TimescaleContext
}

export interface DraftOutcome {
  ref: string | null
  section: string | null
  text: string
  objectives: string[]
  intendedOutcomes: string[]
  measures: string[]
  rag: PlanRating | null
  extra: ExtraField[]
  at: string
  places: Record<string, string>
}

export interface DraftAction {
  /** From a column of its own. */
  ref: string | null
  /** From the start of the action's own words. */
  marker: Marker | null
  /** "7.i-iii": the last marker where one cell holds several. */
  lastMarker: Marker | null
  section: string | null
  outcome: DraftOutcome | null
  text: string
  ownersText: string
  owners: string[]
  timescale: Timescale
  rag: PlanRating | null
  ratings: { period: string; value: string; source: 'text' | 'fill'; fill?: string }[]
  evidence: string | null
  impact: string | null
  progress: string | null
  milestones: PlanMilestone[]
  extra: ExtraField[]
  isPlaceholder: boolean
  at: string
  places: Record<string, string>
  /** The rows of the table that made it: a correction may name it by any place of theirs. */
  rows: GridRow[]
}

/** Where the reading stands: what the next action belongs to. */
export interface Standing {
  section: string | null
  /** A heading names a section less surely than a band in the table. */
  sectionFrom: 'band' | 'heading' | 'sheet' | null
  /** Of the heading that named it. */
  sectionLevel?: number | null
  outcome: DraftOutcome | null
}

export function newDraft(corrections: Corrections): Draft {
  return {
    outcomes: [],
    actions: [],
    notes: [],
    doubts: [],
    ratingKey: [],
    columns: [],
    toldColumns: new Set(),
    tables: [],
    words: {},
    repeats: [],
    corrections,
    dates: {},
  }
}

export function newOutcome(text: string, at: Place, rest: Partial<DraftOutcome> = {}): DraftOutcome {
  const place = sayPlace(at)
  return {
    ref: null,
    section: null,
    text,
    objectives: [],
    intendedOutcomes: [],
    measures: [],
    rag: null,
    extra: [],
    at: place,
    places: { text: place },
    ...rest,
  }
}

export function note(draft: Draft, text: string, at: Place): void {
  if (text.trim() !== '') draft.notes.push({ text, at: sayPlace(at) })
}

export function doubt(
  draft: Draft,
  code: string,
  severity: Doubt['severity'],
  message: string,
  at: Place | string,
  more: { about?: string; field?: string } = {},
): void {
  draft.doubts.push({ code, severity, message, at: typeof at === 'string' ? at : sayPlace(at), ...more })
}
