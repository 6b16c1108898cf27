/**
 * The application on a database of its own, in a process of its own. Answers one request at a time over IPC: see `Asked`.
 * Beside pages it can run the very statements a page ran, without the page: node web-child.ts FOLDER.
 */
import { once } from 'node:events'
import Fastify from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { buildApp } from '../src/app.ts'
import { connect, prepareDatabase, withClient } from '../src/store/connect.ts'
import { startEmbeddedPostgres } from '../src/store/embedded-postgres.ts'
import { newId } from '../src/store/new-id.ts'
import { sealHistory } from '../src/store/sealing.ts'
import { newSecret } from '../src/web/secrets.ts'
import { peakMemory } from './child.ts'
import { type Seeded, seedOrganisation } from './seed.ts'
import { median, quantile } from './statistics.ts'

export interface PageRequest {
  method: 'GET' | 'POST'
  url: string
  cookie: string
  form?: Record<string, string>
}

export type Asked =
  | { ask: 'seed'; actions: number[] }
  | { ask: 'has'; method: 'GET' | 'POST'; path: string }
  /** One request of each, in the process, with its statements noted under `as`. */
  | { ask: 'note'; as: string; requests: PageRequest[] }
  /** The statements noted, one request's after another's, on a pool as large as the application's. */
  | { ask: 'replay'; as: string; connections: number; milliseconds: number }
  /** One request at a time; before each `first` is sent, which is not timed. */
  | { ask: 'time'; first?: PageRequest; timed: PageRequest; times: number }
  | { ask: 'memory' }
  | { ask: 'stop' }

export interface Started {
  address: string
  emptyAddress: string
}

export interface Rate {
  /** A second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p99: number
}

const connections = 10
const folder = process.argv[2] ?? ''
const server = await startEmbeddedPostgres(folder)
const owner = { host: server.host, port: server.port, ...server.owner, database: 'bench' }
await withClient({ ...owner, database: 'postgres' }, (client) => client.query('create database bench'))
const application = await prepareDatabase(owner, server.applicationPassword)

const noted = new Map<string, Statement[][]>()
const idsMade = new Set<string>()
let noting: Statement[] | undefined
noteStatements()

const db = await connect({ ...application, max: connections })
const bare = new pg.Pool({ ...application, max: connections })
const { server: web } = await buildApp({
  config: { isSecure: false, trustedProxies: 0, requestsAMinute: 10_000_000 },
  db,
  baseUrl: 'http://127.0.0.1',
  setUpSecret: newSecret(),
  now: () => new Date(),
  newId: () => {
    const id = newId()
    if (noting !== undefined) idsMade.add(id)
    return id
  },
  // Faults only, and to where they are seen: the answer of this process goes over IPC.
  log: pino({ level: 'error', base: null }, pino.destination(2)),
})
const empty = Fastify()
empty.get('/', () => 'Nothing')

const started: Started = {
  address: await web.listen({ port: 0, host: '127.0.0.1' }),
  emptyAddress: await empty.listen({ port: 0, host: '127.0.0.1' }),
}
process.send?.(started)
process.on('message', async (asked: Asked) => {
  process.send?.((await answer(asked)) ?? null)
  if (asked.ask === 'stop') process.exit(0)
})
await once(process, 'disconnect')
process.exit(1)

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.ask) {
    case 'seed':
      return await seed(asked.actions)
    case 'has':
      return web.hasRoute({ method: asked.method, url: asked.path })
    case 'note':
      return await note(asked.as, asked.requests)
    case 'replay':
      return await replay(noted.get(asked.as) ?? [], asked)
    case 'time':
      return await time(asked)
    case 'memory':
      return peakMemory()
    case 'stop':
      await web.close()
      await empty.close()
      await bare.end()
      await db.destroy()
      return await server.stop()
  }
}

async function seed(actions: number[]): Promise<Seeded[]> {
  const seeded: Seeded[] = []
  for (const size of actions) seeded.push(await seedOrganisation(db, size))
  await sealHistory(db)
  await withClient(owner, (client) => client.query('vacuum analyze'))
  return seeded
}

interface Statement {
  text: string
  values: unknown[]
}

/** Every statement goes through the driver's one method. */
function noteStatements(): void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, text: unknown, values: unknown, ...rest: unknown[]) {
    if (noting !== undefined && typeof text === 'string')
      noting.push({ text, values: Array.isArray(values) ? values : [] })
    return query.call(this, text, values, ...rest)
  } as typeof pg.Client.prototype.query
}

async function note(as: string, requests: PageRequest[]): Promise<number> {
  const statements: Statement[][] = []
  await send(requests[0] as PageRequest) // what only the first request of a process does is not noted
  for (const request of requests) {
    noting = []
    await send(request)
    statements.push(noting)
    noting = undefined
  }
  noted.set(as, statements)
  return statements[0]?.length ?? 0
}

async function replay(
  requests: Statement[][],
  { connections: workers, milliseconds }: { connections: number; milliseconds: number },
): Promise<Rate> {
  const times: number[] = []
  const began = performance.now()
  let next = 0
  const work = async () => {
    while (performance.now() - began < milliseconds) {
      const statements = requests[next++ % requests.length] ?? []
      const start = performance.now()
      const fresh = new Map<string, string>()
      const freshIds = (value: unknown) => {
        if (typeof value !== 'string' || !idsMade.has(value)) return value
        if (!fresh.has(value)) fresh.set(value, newId())
        return fresh.get(value)
      }
      const client = await bare.connect()
      for (const { text, values } of statements) await client.query(text, values.map(freshIds))
      client.release()
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return {
    rate: (times.length / (performance.now() - began)) * 1000,
    p50: median(times),
    p99: quantile(times, 0.99),
  }
}

async function time({ first, timed, times }: { first?: PageRequest; timed: PageRequest; times: number }) {
  const measured: number[] = []
  for (let count = 0; count < times; count++) {
    if (first !== undefined) await send(first)
    const start = performance.now()
    await send(timed)
    measured.push(performance.now() - start)
  }
  return { rate: 1000 / median(measured), p50: median(measured), p99: quantile(measured, 0.99) }
}

async function send({ method, url, cookie, form }: PageRequest): Promise<void> {
  const type = 'application/x-www-form-urlencoded'
  const answered = await web.inject({
    method,
    url,
    headers: { cookie, ...(form === undefined ? {} : { 'content-type': type }) },
    ...(form === undefined ? {} : { payload: new URLSearchParams(form).toString() }),
  })
  const expected = method === 'GET' ? 200 : 303
  if (answered.statusCode !== expected) throw new Error(`${method} ${url} answered ${answered.statusCode}`)
}
