/**
 * The tables, as Kysely sees them. `schema.sql` is the truth; tests/schema.test.ts compares the two.
 * Civil dates are "YYYY-MM-DD"; instants are Date; what the database fills by itself may be left out of an insert.
 */
import type { ColumnType, Generated, JSONColumnType, Kysely, Transaction } from 'kysely'
import type { ExtraField, PlanColumn, PlanDocument, Vocabulary } from '../domain/plan/plan-document.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'

export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>

export interface Tables {
  organisation: OrganisationTable
  account: AccountTable
  session: SessionTable
  session_use: { org_id: string; session_id: string; used_at: Date }
  invitation: InvitationTable
  sign_in_attempt: { id: string; email_hash: Buffer; address: string; tried_at: Date; succeeded: boolean }
  source_document: SourceDocumentTable
  import: ImportTable
  column_memory: { org_id: string; heading: string; field: string; learned_at: Generated<Date>; learned_by: string }
  plan: PlanTable
  section: SectionTable
  outcome: OutcomeTable
  action: ActionTable
  owner: OwnerTable
  owner_alias: { org_id: string; alias: string; owner_id: string }
  action_owner: {
    org_id: string
    action_id: string
    plan_id: string
    owner_id: string
    position: number
    as_written: string
  }
  milestone: MilestoneTable
  progress_update: ProgressUpdateTable
  date_move: DateMoveTable
  plan_note: PlanNoteTable
  provenance: { org_id: string; import_id: string; subject_id: string; field: string; place: string }
  snapshot: SnapshotTable
  report: ReportTable
  history: HistoryTable
  history_seal: HistorySealTable
  kept_table: { name: string; key_columns: string[]; allows: string[]; digested: string[]; derived: string[] }
  migration: { name: string; digest: string; run_at: Date }
}

/** JSON with an object in it; written as text, because the driver would send an array as a PostgreSQL array. */
type Json<T extends object> = JSONColumnType<T, string, string>
type JsonWithDefault<T extends object> = ColumnType<T, string | undefined, string>
type JsonOrNull<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
/** Nullable, and may be left out of an insert. */
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>

interface Deletable {
  deleted_at: Maybe<Date>
  deleted_by: Maybe<string>
  deleted_why: Maybe<string>
}

interface Closable {
  closed_at: Maybe<Date>
  closed_by: Maybe<string>
  closed_why: Maybe<string>
}

interface OrganisationTable {
  id: string
  name: string
  kind: Generated<string>
  created_at: Generated<Date>
}

interface AccountTable {
  org_id: string
  id: string
  email: string
  name: string
  post: Maybe<string>
  role: 'administrator' | 'plan-lead' | 'contributor' | 'reader'
  password_hash: Maybe<string>
  closed_at: Maybe<Date>
  closed_by: Maybe<string>
  created_at: Generated<Date>
}

interface SessionTable {
  org_id: string
  id: string
  account_id: string
  token_hash: Buffer
  began_at: Date
  expires_at: Date
  address: Maybe<string>
  browser: Maybe<string>
  revoked_at: Maybe<Date>
  revoked_by: Maybe<string>
  revoked_why: Maybe<string>
}

interface InvitationTable {
  org_id: string
  id: string
  account_id: string
  token_hash: Buffer
  made_at: Date
  made_by: string
  expires_at: Date
  taken_at: Maybe<Date>
  withdrawn_at: Maybe<Date>
  withdrawn_by: Maybe<string>
}

interface SourceDocumentTable {
  org_id: string
  id: string
  name: string
  format: Maybe<string>
  size_bytes: number
  sha256: string
  bytes: Uint8Array
  brought_at: Generated<Date>
  brought_by: string
}

interface ImportTable {
  org_id: string
  id: string
  source_document_id: string
  /** A NeutralDocument: the store does not look inside. */
  neutral_document: JsonOrNull<object>
  plan_document: JsonOrNull<PlanDocument>
  columns: JsonWithDefault<object[]>
  corrections: JsonWithDefault<object>
  progress: JsonWithDefault<ImportStage[]>
  refused_because: Maybe<string>
  read_at: Maybe<Date>
  brought_at: Generated<Date>
  brought_by: string
  accepted_at: Maybe<Date>
  accepted_by: Maybe<string>
  cancelled_at: Maybe<Date>
  cancelled_by: Maybe<string>
  undone_at: Maybe<Date>
  undone_by: Maybe<string>
  undone_why: Maybe<string>
  plan_id: Maybe<string>
}

export interface ImportStage {
  /** "stored", "opened", "tables found", "rows read". */
  stage: string
  /** ISO instant. */
  at: string
}

/** One word of a plan's key of ratings, worst first. */
export interface StoredRating {
  word: string
  shape?: string
  fill?: string | null
  meaning?: string | null
  colour?: string
}

interface PlanTable extends Deletable, Closable {
  org_id: string
  id: string
  title: string
  period: Maybe<string>
  status: Maybe<string>
  as_of: Maybe<string>
  vocabulary: JsonWithDefault<Vocabulary>
  columns: JsonWithDefault<PlanColumn[]>
  rating_key: JsonWithDefault<StoredRating[]>
  import_id: Maybe<string>
  is_demonstration: Generated<boolean>
  created_at: Generated<Date>
  created_by: string
  version: Generated<number>
}

interface SectionTable extends Deletable {
  org_id: string
  id: string
  plan_id: string
  position: number
  title: string
  version: Generated<number>
}

interface OutcomeTable extends Deletable {
  org_id: string
  id: string
  plan_id: string
  section_id: Maybe<string>
  position: number
  ref: Maybe<string>
  text: string
  objectives: JsonWithDefault<string[]>
  intended_outcomes: JsonWithDefault<string[]>
  measures: JsonWithDefault<string[]>
  extra: JsonWithDefault<ExtraField[]>
  version: Generated<number>
  tsv: ColumnType<string, never, never>
}

interface Timed {
  timescale_text: Generated<string>
  timescale_kind: Generated<string>
  due: Maybe<string>
  starts: Maybe<string>
  every: Maybe<string>
  timescale: JsonWithDefault<Timescale>
}

interface ActionTable extends Deletable, Closable, Timed {
  org_id: string
  id: string
  plan_id: string
  section_id: Maybe<string>
  outcome_id: Maybe<string>
  position: number
  ref: Maybe<string>
  text: string
  owners_text: Generated<string>
  timescale_confirmed_at: Maybe<Date>
  timescale_confirmed_by: Maybe<string>
  first_due: Maybe<string>
  evidence: Maybe<string>
  impact: Maybe<string>
  is_placeholder: Generated<boolean>
  extra: JsonWithDefault<ExtraField[]>
  rating: Maybe<string>
  rating_at: Maybe<Date>
  last_update_id: Maybe<string>
  last_said_at: Maybe<Date>
  forecast: Maybe<string>
  version: Generated<number>
  tsv: ColumnType<string, never, never>
}

interface OwnerTable {
  org_id: string
  id: string
  kind: 'post' | 'person' | 'team' | 'board' | 'outside body' | 'unknown'
  name: string
  account_id: Maybe<string>
  created_at: Generated<Date>
}

interface MilestoneTable extends Deletable, Timed {
  org_id: string
  id: string
  plan_id: string
  action_id: string
  position: number
  text: string
  owners_text: Generated<string>
  is_placeholder: Generated<boolean>
  rating: Maybe<string>
  done_on: Maybe<string>
  version: Generated<number>
}

/** What an update says of one milestone. */
export interface MilestoneProgress {
  milestoneId: string
  rating?: string | null
  /** YYYY-MM-DD. */
  doneOn?: string | null
}

interface ProgressUpdateTable {
  org_id: string
  id: string
  plan_id: string
  action_id: Maybe<string>
  outcome_id: Maybe<string>
  words: Generated<string>
  rating: Maybe<string>
  forecast: Maybe<string>
  forecast_why: Maybe<string>
  next_step: Maybe<string>
  blocker: Maybe<string>
  milestones: JsonWithDefault<MilestoneProgress[]>
  said_by: Maybe<string>
  said_by_words: Maybe<string>
  said_at: Date
  period: Maybe<string>
  import_id: Maybe<string>
}

interface DateMoveTable {
  org_id: string
  id: string
  plan_id: string
  action_id: string
  milestone_id: Maybe<string>
  from_text: string
  from_due: Maybe<string>
  to_text: string
  to_due: Maybe<string>
  why: string
  agreed_by: Maybe<string>
  moved_at: Date
  moved_by: string
}

interface PlanNoteTable {
  org_id: string
  id: string
  plan_id: string
  position: number
  text: string
  place: Generated<string>
  import_id: Maybe<string>
}

interface SnapshotTable {
  org_id: string
  id: string
  plan_id: string
  position_at: Date
  taken_at: Date
  taken_by: string
  content: Json<object>
}

interface ReportTable {
  org_id: string
  id: string
  snapshot_id: string
  paper: string
  format: string
  sha256: string
  bytes: Uint8Array
  written_at: Date
  written_by: string
}

interface HistoryTable {
  org_id: string
  seq: number
  at: Date
  recorded_at: Date
  operation: 'insert' | 'update' | 'delete'
  table_name: string
  row_key: Record<string, string>
  row_id: string | null
  plan_id: string | null
  outcome_id: string | null
  action_id: string | null
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
  actor: string
  why: string | null
  request: string | null
  transaction: number
}

interface HistorySealTable {
  org_id: string
  number: number
  previous: Buffer
  hash: Buffer
  sealed_at: Date
  seqs: number[]
  digests: Buffer[]
}
