import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

export interface Migration {
  /** The file's name: "0001-foundations.sql". */
  name: string
  sql: string
  /** sha256 of the file, hex. */
  digest: string
}

export const migrationsFolder = path.join(import.meta.dirname, 'migrations')

/** The migrations of a folder, in their order. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the database to the newest tables: forward only, each file once and in one transaction, one process at a time.
 * Resolves to the names of what was run now.
 * @throws Error with a sentence where a migration that was run has been changed or is missing, or where one fails.
 */
export async function migrate(client: pg.ClientBase, migrations = readMigrations()): Promise<string[]> {
  return await alone(client, async () => {
    await client.query(
      `create table if not exists migration (
         name text primary key, digest text not null, run_at timestamptz not null default clock_timestamp())`,
    )
    const { rows: run } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migration order by name',
    )
    checkThePast(run, migrations)
    const due = migrations.slice(run.length)
    for (const migration of due) await runOne(client, migration)
    return due.map(({ name }) => name)
  })
}

/** Runs `work` while no other process changes this database's tables or rights. */
export async function alone<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [lockNumber])
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber])
  }
}

const lockNumber = 7_403_112_001

function checkThePast(run: { name: string; digest: string }[], migrations: Migration[]): void {
  for (const [index, past] of run.entries()) {
    const here = migrations[index]
    if (here === undefined || here.name > past.name)
      throw new Error(
        `This database was made by a newer Golden Thread: it has ${past.name}, which this version does not know. Run the newer version.`,
      )
    if (here.name !== past.name)
      throw new Error(
        `The migration ${here.name} comes before ${past.name}, which this database already has. Give it a later number.`,
      )
    if (here.digest !== past.digest)
      throw new Error(
        `The migration ${past.name} was changed after it was run on this database. Undo the change and write a new migration.`,
      )
  }
}

async function runOne(client: pg.ClientBase, { name, sql, digest }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`select set_config('golden_thread.actor', $1, true)`, [`system:${name}`])
    await client.query(sql)
    await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed and was undone: ${(fault as Error).message}`, { cause: fault })
  }
}
