import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './tables.ts'

/**
 * The tables, functions and rules of a database as text, from its catalogue: the same on every PostgreSQL since 15, so that
 * `schema.sql` can be compared with a database made by the migrations.
 */
export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const { rows: tables } = await client.query<Table>(tablesQuery)
  const { rows: functions } = await client.query<FunctionText>(functionsQuery)
  return asText(tables, functions)
}

/** Whether a database still has the tables, functions, triggers and walls that this version of the program made. */
export async function hasReleasedSchema(tx: Tx): Promise<boolean> {
  const { rows: tables } = await sql.raw<Table>(tablesQuery).execute(tx)
  const { rows: functions } = await sql.raw<FunctionText>(functionsQuery).execute(tx)
  return asText(tables, functions) === readFileSync(path.join(import.meta.dirname, 'schema.sql'), 'utf8')
}

interface FunctionText {
  text: string
}

function asText(tables: Table[], functions: FunctionText[]): string {
  return [
    '-- Written by `npm run schema` from a database that the migrations made; change migrations, never this file.',
    ...functions.map(({ text }) => `${text.trim()};`),
    ...tables.map(describeTable),
    '',
  ].join('\n\n')
}

interface Table {
  name: string
  columns: string[]
  constraints: string[]
  indexes: string[]
  triggers: string[]
  policies: string[]
  is_walled: boolean
}

function describeTable({ name, columns, constraints, indexes, triggers, policies, is_walled }: Table): string {
  const inside = [...columns, ...constraints].map((line) => `  ${line}`).join(',\n')
  const wall = is_walled
    ? [`alter table ${name} enable row level security`, `alter table ${name} force row level security`]
    : []
  return [`create table ${name} (\n${inside}\n)`, ...indexes, ...wall, ...policies, ...triggers]
    .map((text) => `${text};`)
    .join('\n')
}

const tablesQuery = `
  select c.relname as name,
    array(select concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        case when a.attidentity = 'a' then 'generated always as identity' end,
        case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid))
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
    array(select format('constraint %I %s', conname, pg_get_constraintdef(oid)) from pg_constraint
      where conrelid = c.oid and contype in ('p', 'u', 'f', 'c') order by contype <> 'p', conname) as constraints,
    array(select replace(pg_get_indexdef(i.indexrelid), ' public.', ' ') from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and not exists (select from pg_constraint where conindid = i.indexrelid and conrelid = c.oid)
      order by x.relname) as indexes,
    array(select replace(pg_get_triggerdef(oid), ' public.', ' ') || case tgenabled when 'O' then '' else ' -- ' || tgenabled::text end
      from pg_trigger where tgrelid = c.oid and not tgisinternal order by tgname) as triggers,
    array(select format('create policy %I on %I as %s for %s to %s using (%s) with check (%s)', policyname, tablename,
      lower(permissive), lower(cmd), array_to_string(roles, ', '), qual, with_check)
      from pg_policies where schemaname = 'public' and tablename = c.relname order by policyname) as policies,
    c.relrowsecurity and c.relforcerowsecurity as is_walled
  from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`

const functionsQuery = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
  order by p.proname, pg_get_function_identity_arguments(p.oid)`
