/** The rows of a plan as they are, or as they were at any instant of its history. */
import { type RawBuilder, sql } from 'kysely'
import type { ExtraField, PlanColumn, Vocabulary } from '../domain/plan/plan-document.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { isId } from './new-id.ts'
import type { StoredRating, Tx } from './tables.ts'

/** An instant of the past, rebuilt from history; or the rows as they stand in the tables. */
export type At = Date | 'now'

/** Everything a snapshot is made from. Rows are as PostgreSQL writes them in JSON: instants are text with a zone. */
export interface PlanAt {
  plan: PlanRow
  organisation: string | null
  sections: SectionRow[]
  outcomes: OutcomeRow[]
  actions: ActionRow[]
  owners: OwnerRow[]
  milestones: MilestoneRow[]
  updates: UpdateRow[]
  moves: MoveRow[]
  notes: NoteRow[]
  /** By account id. */
  people: Map<string, { name: string; post: string | null }>
  /** The name of the document it came from, and when that was brought in. */
  source: { name: string; broughtAt: Date } | null
}

interface Placed {
  id: string
  position: number
}
interface Deletable {
  deleted_at: string | null
}
interface Timed {
  timescale_text: string
  timescale_kind: Timescale['kind']
  due: string | null
  starts: string | null
  every: string | null
  timescale: Partial<Timescale>
}

export interface PlanRow extends Deletable {
  title: string
  period: string | null
  status: string | null
  as_of: string | null
  vocabulary: Vocabulary
  columns: PlanColumn[]
  rating_key: StoredRating[]
  import_id: string | null
  created_at: string
}
export interface SectionRow extends Placed, Deletable {
  title: string
}
export interface OutcomeRow extends Placed, Deletable {
  section_id: string | null
  ref: string | null
  text: string
  objectives: string[]
  intended_outcomes: string[]
  measures: string[]
  extra: ExtraField[]
}
export interface ActionRow extends Placed, Deletable, Timed {
  section_id: string | null
  outcome_id: string | null
  ref: string | null
  text: string
  owners_text: string
  first_due: string | null
  evidence: string | null
  impact: string | null
  is_placeholder: boolean
  extra: ExtraField[]
  rating: string | null
  rating_at: string | null
  forecast: string | null
  closed_at: string | null
  closed_by: string | null
  closed_why: string | null
}
export interface OwnerRow {
  action_id: string
  position: number
  as_written: string
}
export interface MilestoneRow extends Placed, Deletable, Timed {
  action_id: string
  text: string
  owners_text: string
  rating: string | null
  done_on: string | null
}
export interface UpdateRow {
  id: string
  action_id: string | null
  outcome_id: string | null
  words: string
  rating: string | null
  next_step: string | null
  blocker: string | null
  said_by: string | null
  said_by_words: string | null
  said_at: string
  period: string | null
  import_id: string | null
}
export interface MoveRow {
  id: string
  action_id: string
  milestone_id: string | null
  from_text: string
  from_due: string | null
  to_text: string
  to_due: string | null
  why: string
  moved_at: string
}
export interface NoteRow extends Placed {
  text: string
  place: string
}

/**
 * In four statements, however long the plan. Undefined where the plan was not there at that instant: not yet brought in,
 * deleted by then, or another organisation's.
 */
export async function readPlanAt(tx: Tx, org: string, planId: string, at: At): Promise<PlanAt | undefined> {
  if (!isId(planId)) return undefined
  const { rows } = await (at === 'now' ? rowsNow(org, planId) : rowsAt(org, planId, at)).execute(tx)
  const tables = Map.groupBy(rows, ({ table }) => table)
  const of = <Row>(table: string) => (tables.get(table) ?? []).map(({ row }) => row as Row)
  const [plan] = of<PlanRow>('plan')
  if (plan === undefined || plan.deleted_at !== null) return undefined
  return {
    plan,
    organisation: await organisationAt(tx, org, at),
    sections: inOrder(standing(of<SectionRow>('section'))),
    outcomes: inOrder(standing(of<OutcomeRow>('outcome'))),
    actions: inOrder(standing(of<ActionRow>('action'))),
    owners: of<OwnerRow>('action_owner').sort((a, b) => a.position - b.position),
    milestones: inOrder(standing(of<MilestoneRow>('milestone'))),
    updates: of<UpdateRow>('progress_update').sort((a, b) => byInstant(a.said_at, b.said_at) || byText(a.id, b.id)),
    moves: of<MoveRow>('date_move').sort((a, b) => byInstant(a.moved_at, b.moved_at) || byText(a.id, b.id)),
    notes: inOrder(of<NoteRow>('plan_note')),
    people: await peopleAt(tx, org, at),
    source: await sourceOf(tx, org, plan.import_id),
  }
}

interface KeptRow {
  table: string
  row: object
}

const tablesOfPlan = [
  'plan',
  'section',
  'outcome',
  'action',
  'action_owner',
  'milestone',
  'progress_update',
  'date_move',
  'plan_note',
]

/** One statement, so that all rows are of one instant. */
const rowsNow = (org: string, planId: string): RawBuilder<KeptRow> =>
  sql<KeptRow>`${sql.join(
    tablesOfPlan.map(
      (table) => sql`
    select ${table}::text as table, to_jsonb(t)${table === 'outcome' || table === 'action' ? sql` - 'tsv'` : sql``} as row
    from ${sql.table(table)} t where org_id = ${org} and ${sql.ref(table === 'plan' ? 'id' : 'plan_id')} = ${planId}`,
    ),
    sql` union all `,
  )}`

/**
 * Replays history up to an instant: each row is what the changes so far made of it. A save counts whole or not at all, so a
 * change counts once the last change of its transaction has come. The request and actor are there because the numbers of
 * transactions begin anew where a database is restored on another server.
 */
const rowsAt = (org: string, planId: string, at: Date): RawBuilder<KeptRow> => sql<KeptRow>`
  with saved as (
    select table_name, row_key, seq, operation, new, max(at) over (partition by transaction, actor, request) as saved_at
    from history where org_id = ${org} and plan_id = ${planId} and table_name in (${sql.join(tablesOfPlan)})
  )
  ${replayed(sql`saved where saved_at <= ${at}`)}`

/** What changes made of each row; rows deleted in the end are left out. */
const replayed = (changes: RawBuilder<unknown>): RawBuilder<KeptRow> => sql<KeptRow>`
  select table_name as table, jsonb_object_agg(field.key, field.value order by seq) filter (where field.key is not null) as row
  from (select * from ${changes}) change left join lateral jsonb_each(change.new) field on true
  group by table_name, row_key
  having (array_agg(operation order by seq desc))[1] <> 'delete'`

/** Its name then; an organisation that was set up later, around a plan that is older, has the one it has now. */
async function organisationAt(tx: Tx, org: string, at: At): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(${nameThen(org, at)}, name) as name from organisation where id = ${org}`.execute(tx)
  return rows[0]?.name ?? null
}

const nameThen = (org: string, at: At): RawBuilder<unknown> =>
  at === 'now'
    ? sql`null`
    : sql`(select new ->> 'name' from history
        where org_id = ${org} and table_name = 'organisation' and at <= ${at} and new ? 'name' order by seq desc limit 1)`

/** Everybody who has an account, with the name and post they had then. */
async function peopleAt(tx: Tx, org: string, at: At): Promise<PlanAt['people']> {
  const now = sql`select 'account'::text as table, jsonb_build_object('id', id, 'name', name, 'post', post) as row
    from account where org_id = ${org}`
  const then =
    at === 'now' ? [] : [replayed(sql`history where org_id = ${org} and table_name = 'account' and at <= ${at}`)]
  const { rows } = await sql<{ row: Person }>`${sql.join([now, ...then], sql` union all `)}`.execute(tx)
  return new Map(rows.map(({ row }) => [row.id, { name: row.name, post: row.post }]))
}

interface Person {
  id: string
  name: string
  post: string | null
}

async function sourceOf(tx: Tx, org: string, importId: string | null): Promise<PlanAt['source']> {
  if (importId === null) return null
  const row = await tx
    .selectFrom('import')
    .innerJoin('source_document', (join) =>
      join
        .onRef('source_document.org_id', '=', 'import.org_id')
        .onRef('source_document.id', '=', 'import.source_document_id'),
    )
    .select(['source_document.name', 'import.brought_at as broughtAt'])
    .where('import.org_id', '=', org)
    .where('import.id', '=', importId)
    .executeTakeFirst()
  return row ?? null
}

const standing = <Row extends Deletable>(rows: Row[]): Row[] => rows.filter((row) => (row.deleted_at ?? null) === null)
const inOrder = <Row extends Placed>(rows: Row[]): Row[] =>
  rows.sort((a, b) => a.position - b.position || byText(a.id, b.id))
const byInstant = (a: string, b: string): number => new Date(a).getTime() - new Date(b).getTime()
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
