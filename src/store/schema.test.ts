import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { freshDatabase } from '../../tests/support/database.ts'
import { withClient } from './connect.ts'
import { describeSchema } from './schema.ts'

const { owner } = await freshDatabase()

test('schema.sql says what the migrations make (run `npm run schema` after a new migration)', async () => {
  const written = readFileSync(path.join(import.meta.dirname, 'schema.sql'), 'utf8')
  assert.equal(await withClient(owner, describeSchema), written)
})

test('tables.ts names every column of every table the application may read, and no other', async () => {
  const source = readFileSync(path.join(import.meta.dirname, 'tables.ts'), 'utf8')
  const { rows } = await withClient(owner, (client) =>
    client.query<{ name: string; columns: string[] }>(`
      select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('directory', 'history_unsealed')
      group by 1 order by 1`),
  )
  assert.deepEqual(Object.fromEntries(rows.map(({ name, columns }) => [name, columns])), columnsInTypes(source))
})

/** Each table of `Tables` with the sorted names of its columns, read from the types' own text. */
function columnsInTypes(source: string): Record<string, string[]> {
  const interfaces = new Map<string, { parents: string[]; body: string }>()
  for (const [, name = '', parents = '', body = ''] of source.matchAll(
    /interface (\w+)(?: extends ([\w, ]+))? \{\n([\s\S]*?)\n\}/g,
  ))
    interfaces.set(name, { parents: parents.split(', ').filter(Boolean), body })
  const fields = (body: string) => [...body.matchAll(/(?:^|[;{]|\n)\s*(\w+): /g)].map(([, name = '']) => name)
  const all = (name: string): string[] => {
    const found = interfaces.get(name) ?? assert.fail(`no interface ${name}`)
    return [...fields(found.body), ...found.parents.flatMap(all)]
  }
  const tables = interfaces.get('Tables')?.body ?? ''
  const pairs = [...tables.matchAll(/^ {2}(\w+): (?:(\w+)$|\{([\s\S]*?)\}$)/gm)].map(
    ([, table = '', type, inline]): [string, string[]] => [
      table,
      (type === undefined ? fields(`{${inline}`) : all(type)).sort(),
    ],
  )
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}
