import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { applicationRole, letRoleSignIn, prepareApplicationRole } from './application-role.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { alone, migrate } from './migrate.ts'
import type { Database, Tables } from './tables.ts'

export interface Store {
  /** As the application's role: held by row-level security, without the owner's rights. */
  db: Database
  /** Where the data is, in words for the person who operates it. */
  place: string
  close(): Promise<void>
}

export interface StoreSettings {
  /** A PostgreSQL server, 15 or newer; the built-in one where absent. */
  databaseUrl?: string | undefined
  /** The built-in database's folder. */
  dataFolder: string
  /** Connections at most, of this process. */
  connections?: number
  log?: (sentence: string) => void
}

/**
 * Opens the database, makes or renews its tables, and connects as the application's role.
 * @throws Error with a sentence for the person who operates it.
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  return settings.databaseUrl === undefined
    ? await openEmbedded(settings)
    : await openServer(settings.databaseUrl, settings)
}

/** Makes or renews the tables as their owner; gives the settings with which the application's role connects. */
export async function prepareDatabase(owner: pg.ClientConfig, applicationPassword?: string): Promise<pg.ClientConfig> {
  return await withClient(owner, async (client) => {
    await requireVersion(client)
    const role = await alone(client, async () => {
      await migrate(client)
      const prepared = await prepareApplicationRole(client)
      if (prepared.role !== null && applicationPassword !== undefined) await letRoleSignIn(client, applicationPassword)
      return prepared.role
    })
    if (role === null) return owner
    if (applicationPassword === undefined) return { ...owner, options: `${owner.options ?? ''} -c role=${role}`.trim() }
    return { ...owner, user: applicationRole, password: applicationPassword }
  })
}

/** @throws Error with a sentence where these connections would not be held by row-level security. */
export async function connect(settings: pg.PoolConfig, log: (sentence: string) => void = () => {}): Promise<Database> {
  const pool = new pg.Pool({ max: 10, application_name: 'golden-thread', ...settings, types: { getTypeParser } })
  // A connection lost between two queries of a transaction must not end the process: the next query reports it.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (fault) => log(`A database connection was lost: ${fault.message}`))
  try {
    const { rows } = await pool.query<{ name: string; held: boolean }>(
      'select current_user as name, not (rolsuper or rolbypassrls) as held from pg_roles where rolname = current_user',
    )
    if (rows[0]?.held !== true)
      throw new Error(
        `The database user “${rows[0]?.name}” passes over row-level security: Golden Thread does not run with it.`,
      )
  } catch (fault) {
    await pool.end()
    throw fault
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(settings: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(settings)
  client.on('error', () => {}) // the query in hand reports it
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const databaseName = 'golden_thread'

async function openEmbedded(settings: StoreSettings): Promise<Store> {
  const log = settings.log ?? (() => {})
  const server = await startEmbeddedPostgres(settings.dataFolder, { log })
  try {
    const owner = { host: server.host, port: server.port, ...server.owner }
    await withClient({ ...owner, database: 'postgres' }, makeDatabase)
    const application = await prepareDatabase({ ...owner, database: databaseName }, server.applicationPassword)
    let isClosing = false
    const db = await connect({ ...application, ...poolSize(settings) }, (sentence) => {
      if (!isClosing) log(sentence)
    })
    return {
      db,
      place: `the built-in PostgreSQL in ${server.folder}`,
      close: async () => {
        isClosing = true
        await db.destroy()
        await server.stop()
      },
    }
  } catch (fault) {
    await server.stop()
    throw fault
  }
}

async function openServer(url: string, settings: StoreSettings): Promise<Store> {
  await withClient({ connectionString: url, connectionTimeoutMillis: 15_000 }, async () => {}).catch((fault: Error) => {
    throw new Error(`The database in DATABASE_URL can’t be reached: ${fault.message}`, { cause: fault })
  })
  const application = await prepareDatabase({ connectionString: url })
  const db = await connect({ ...application, ...poolSize(settings) }, settings.log)
  const { hostname, pathname } = new URL(url)
  return { db, place: `PostgreSQL ${pathname.slice(1)} on ${hostname || 'this machine'}`, close: () => db.destroy() }
}

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
  if (rowCount !== 0) return
  try {
    await client.query(`create database ${databaseName}`)
  } catch (fault) {
    if (!['42P04', '23505'].includes((fault as { code?: string }).code ?? '')) throw fault // made by another process meanwhile
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  if (Number(rows[0]?.number) < 150_000)
    throw new Error(`Golden Thread needs PostgreSQL 15 or newer; the server in DATABASE_URL is ${rows[0]?.name}.`)
}

function poolSize({ connections }: StoreSettings): { max: number } {
  return { max: connections ?? 10 }
}

/** Dates stay "YYYY-MM-DD", so that no time zone moves them; big numbers become numbers (ours stay far below 2^53). */
function getTypeParser(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (type === pg.types.builtins.DATE) return (text) => text
  if (type === pg.types.builtins.INT8) return Number
  if (type === bigintArray) return (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number)
  return pg.types.getTypeParser(type, format ?? 'text') as (text: string) => unknown
}

const bigintArray = 1016
