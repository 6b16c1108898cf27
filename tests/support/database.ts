/**
 * A fresh database for a test file, in about 60 ms: a copy of one that was migrated once.
 * On the built-in PostgreSQL, shared by all test processes of this machine's user; or on the server in TEST_DATABASE_URL.
 */
import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type pg from 'pg'
import { connect, prepareDatabase, withClient } from '../../src/store/connect.ts'
import { isAlive } from '../../src/store/embedded/processes.ts'
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import type { Database } from '../../src/store/tables.ts'

export interface TestDatabase {
  /** As the application connects: held by row-level security. */
  db: Database
  /** As the owner of the tables connects: for tests that tamper. */
  owner: pg.ClientConfig
  /** As the application connects, for a pool of one's own. */
  application: pg.ClientConfig
  name: string
}

/** Makes a database, and drops it once the tests of the calling file are over. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = await findServer()
  const name = `${prefix}${process.pid}_${++made}`
  await withClient(server.owner, async (client) => {
    const template = await findTemplate(client, server)
    await client.query(`create database ${name} template ${template}`)
  })
  const owner = inDatabase(server, name)
  const application = await prepareDatabase(owner, server.applicationPassword)
  const db = await connect({ ...application, max: 8 })
  after(async () => {
    await db.destroy()
    await withClient(server.owner, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.stop()
  })
  return { db, owner, application, name }
}

/** A database with nothing in it, for tests of what makes the tables. */
export async function emptyDatabase(): Promise<{ owner: pg.ClientConfig; name: string; drop(): Promise<void> }> {
  const server = await findServer()
  const name = `${prefix}${process.pid}_${++made}`
  await withClient(server.owner, (client) => client.query(`create database ${name}`))
  return {
    owner: inDatabase(server, name),
    name,
    drop: async () => {
      await withClient(server.owner, (client) => client.query(`drop database if exists ${name} with (force)`))
      await server.stop()
    },
  }
}

interface Server {
  /** Connects to the database that is always there. */
  owner: pg.ClientConfig
  applicationPassword?: string
  stop(): Promise<void>
}

const prefix = 'golden_thread_test_'
let made = 0

async function findServer(): Promise<Server> {
  const url = process.env.TEST_DATABASE_URL
  if (url !== undefined) return { owner: { connectionString: url }, stop: async () => {} }
  const folder = path.join(tmpdir(), `golden-thread-tests-${userInfo().username}`)
  // Test data may be lost in a power cut, so it need not wait for the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbeddedPostgres(folder, { settings })
  const owner = { host: server.host, port: server.port, ...server.owner, database: 'postgres' }
  return { owner, applicationPassword: server.applicationPassword, stop: server.stop }
}

/** The migrated database to copy; made by the first process that needs it, anew when a migration or right changes. */
async function findTemplate(client: pg.Client, server: Server): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex').slice(0, 12)
  const name = `${prefix}template_${digest}`
  await client.query('select pg_advisory_lock(7403112002)')
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    if (rows.some((row) => row.name === name)) return name
    for (const old of rows.map((row) => row.name).filter(isLeftOver))
      await client.query(`drop database if exists ${old} with (force)`)
    const half = `${prefix}half`
    await client.query(`create database ${half}`)
    await prepareDatabase(inDatabase(server, half), server.applicationPassword)
    await client.query(`alter database ${half} rename to ${name}`)
    return name
  } finally {
    await client.query('select pg_advisory_unlock(7403112002)')
  }
}

function inDatabase({ owner }: Server, name: string): pg.ClientConfig {
  if (owner.connectionString === undefined) return { ...owner, database: name }
  const url = new URL(owner.connectionString)
  url.pathname = `/${name}`
  return { connectionString: url.href }
}

/** Left by a process that was killed, or a template of other migrations. */
function isLeftOver(name: string): boolean {
  const pid = Number(name.slice(prefix.length).split('_')[0])
  return Number.isNaN(pid) || !isAlive(pid)
}
