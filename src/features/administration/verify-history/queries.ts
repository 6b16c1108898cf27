import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../store/tables.ts'

/** Enough to see what happened, without a flood. */
const most = 100

export async function sealedSoFar(
  tx: Tx,
  org: string,
): Promise<{ changes: number; seals: number; lastSeal: string | null }> {
  const { rows } = await sql<{ changes: number; seals: number; lastSeal: string | null }>`
    select (select count(*) from history where org_id = ${org}) as changes,
      (select count(*) from history_seal where org_id = ${org}) as seals,
      (select encode(hash, 'hex') from history_seal where org_id = ${org} order by number desc limit 1) as "lastSeal"`.execute(
    tx,
  )
  return rows[0] ?? { changes: 0, seals: 0, lastSeal: null }
}

export async function hasSeal(tx: Tx, org: string, hash: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from history_seal where org_id = ${org} and encode(hash, 'hex') = ${hash.toLowerCase()}) as found`.execute(
    tx,
  )
  return rows[0]?.found ?? false
}

/** Seals that do not follow from the one before, or whose own hash is not that of what they hold. */
export async function faultySeals(tx: Tx, org: string): Promise<string[]> {
  await sql`set local timezone = 'UTC'`.execute(tx)
  const { rows } = await sql<{ number: number; follows: boolean; whole: boolean }>`
    select * from (
      select number,
        number = row_number() over (order by number)
          and previous = coalesce(lag(hash) over (order by number), ''::bytea) as follows,
        hash = sha256(previous || convert_to(jsonb_build_array(org_id, number, sealed_at, seqs, digests)::text, 'UTF8')) as whole
      from history_seal where org_id = ${org}
    ) seal where not (follows and whole) order by number limit ${most}`.execute(tx)
  return rows.map(({ number, whole }) =>
    whole
      ? `Seal ${number} does not follow from the seal before it: a seal was taken out, put in or changed.`
      : `Seal ${number} was changed after it was set.`,
  )
}

/** Changes that are not as they were sealed, are gone, or came in without the trigger. */
export async function faultyChanges(tx: Tx, org: string): Promise<string[]> {
  const { rows } = await sql<{ seq: number; fault: 'altered' | 'removed' | 'added'; what: string | null }>`
    with sealed as (
      select s.seq, s.digest from history_seal, unnest(seqs, digests) s(seq, digest) where org_id = ${org}
      union all
      select seq, digest from history_waiting()
    ), present as (
      select seq, table_name || ' ' || row_key::text as what,
        sha256(convert_to(jsonb_build_array(org_id, seq, at, recorded_at, operation, table_name, row_key, row_id, plan_id, outcome_id,
          action_id, old, new, actor, why, request, transaction)::text, 'UTF8')) as digest
      from history where org_id = ${org}
    )
    select seq, what, case when p.digest is null then 'removed' when s.digest is null then 'added' else 'altered' end as fault
    from sealed s full join present p using (seq)
    where s.digest is distinct from p.digest order by seq limit ${most}`.execute(tx)
  return rows.map(({ seq, fault, what }) => {
    if (fault === 'removed') return `Change ${seq} was taken out of history.`
    if (fault === 'added') return `Change ${seq} (${what}) was put into history from outside.`
    return `Change ${seq} (${what}) in history was altered after it was written.`
  })
}

export interface KeptTable {
  name: string
  keyColumns: string[]
  columns: { name: string; isDigested: boolean; missing: string | null }[]
}

/** The tables under history with their columns, and what a column added later holds in rows that are older than it. */
export async function keptTables(tx: Tx): Promise<KeptTable[]> {
  const { rows } = await sql<KeptTable>`
    select k.name, k.key_columns as "keyColumns",
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'isDigested', a.attname = any(k.digested),
          'missing', (to_jsonb(a.attmissingval) -> 0)::text) order by a.attnum)
        from pg_attribute a where a.attrelid = k.name::regclass and a.attnum > 0 and not a.attisdropped
          and not a.attname = any(k.derived)) as columns
    from kept_table k order by k.name`.execute(tx)
  return rows
}

/** Rows that are not what their changes made them. */
export async function differencesFromHistory(tx: Tx, org: string, table: KeptTable): Promise<string[]> {
  const organisationColumn = table.name === 'organisation' ? 'id' : 'org_id'
  const key = sql.join(table.keyColumns.map((name) => sql`${name}::text, to_jsonb(${sql.ref(`t.${name}`)})`))
  const now = sql.join(table.columns.map(({ name, isDigested }) => sql`${name}::text, ${asKept(name, isDigested)}`))
  const missing = Object.fromEntries(
    table.columns.map(({ name, missing }) => [name, missing === null ? null : JSON.parse(missing)]),
  )
  const { rows } = await sql<{ key: string; fault: 'removed' | 'added' | 'altered'; columns: string[] | null }>`
    with told as (
      select row_key, jsonb_object_agg(field.key, field.value order by seq) filter (where field.key is not null) as row,
        (array_agg(operation order by seq desc))[1] = 'delete' as is_deleted
      from history left join lateral jsonb_each(new) field on true
      where org_id = ${org} and table_name = ${table.name} group by row_key
    ), expected as (
      select row_key, ${JSON.stringify(missing)}::jsonb || row as row from told where not is_deleted
    ), present as (
      select jsonb_build_object(${key}) as row_key, jsonb_build_object(${now}) as row
      from ${sql.table(table.name)} t where ${sql.ref(`t.${organisationColumn}`)} = ${org}
    )
    select row_key::text as key,
      case when p.row is null then 'removed' when e.row is null then 'added' else 'altered' end as fault,
      (select array_agg(field.key order by field.key) from jsonb_each(p.row) field
        where field.value is distinct from e.row -> field.key) as columns
    from expected e full join present p using (row_key)
    where p.row is null or e.row is null
      or exists (select from jsonb_each(p.row) field where field.value is distinct from e.row -> field.key)
    order by 1 limit ${most}`.execute(tx)
  return rows.map(({ key, fault, columns }) => {
    const row = `The row ${key} of “${table.name}”`
    if (fault === 'removed') return `${row} was taken away behind history’s back.`
    if (fault === 'added') return `${row} was put in behind history’s back.`
    return `${row} was changed behind history’s back: ${(columns ?? []).join(', ')}.`
  })
}

/** As the trigger keeps a column: see as_kept() and keep_history() in 0002-history-and-walls.sql. */
function asKept(name: string, isDigested: boolean): RawBuilder<unknown> {
  const column = sql.ref(`t.${name}`)
  if (!isDigested) return sql`to_jsonb(${column})`
  const content = name === 'bytes' ? column : sql`convert_to(to_jsonb(${column}) #>> '{}', 'UTF8')`
  return sql`case when ${column} is null then null else to_jsonb('sha256:' || encode(sha256(${content}), 'hex')) end`
}
