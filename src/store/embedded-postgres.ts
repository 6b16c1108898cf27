/**
 * The built-in database: a real PostgreSQL from the npm packages, started (or found running) in a data folder.
 * `docs/adr/0002-embedded-postgresql.md` says why each step is there.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries, isReachable } from './embedded/binaries.ts'
import { isAlive, processesIn } from './embedded/processes.ts'
import { isHeld, mark, withStartLock } from './embedded/start-lock.ts'

export interface EmbeddedPostgres {
  host: string
  port: number
  /** The superuser that made the cluster; for migrations only. */
  owner: { user: string; password: string }
  /** What the application's own role signs in with. */
  applicationPassword: string
  /** Where the data really is; not what was asked for where an unprivileged user could not reach that. */
  folder: string
  pid: number
  /** Lets go of it: the last process that uses it stops it in good order. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  log?: (sentence: string) => void
  /** Further server settings: { fsync: 'off' } for tests. */
  settings?: Record<string, string>
}

const onWindows = process.platform === 'win32'
const asRoot = process.getuid?.() === 0
const user = 'golden_thread'

/**
 * Starts PostgreSQL in `folder`, or joins the one that already runs there, and resolves once it answers.
 * @throws Error with a sentence for the person who operates it, where it can't be started.
 */
export async function startEmbeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {})
  const base = settle(path.resolve(folder), log)
  return await withStartLock(base, async () => {
    const binaries = findBinaries(base, asRoot)
    const place = placeOf(base, binaries.major)
    if (!existsSync(path.join(place.data, 'PG_VERSION'))) makeCluster(place, binaries)
    const started = await startOrJoin(place, binaries, options)
    mkdirSync(place.users, { recursive: true, mode: 0o700 })
    const signature = path.join(place.users, `${process.pid}-${randomBytes(4).toString('hex')}`)
    writeFileSync(signature, mark())
    return {
      ...addressOf(place),
      owner: { user, password: secret(place.ownerPassword) },
      applicationPassword: secret(place.applicationPassword),
      folder: base,
      pid: started,
      stop: () =>
        withStartLock(base, async () => {
          rmSync(signature, { force: true })
          if (!hasUsers(place)) await shutDown(place, binaries)
        }),
    }
  })
}

interface Place {
  base: string
  data: string
  sockets: string
  log: string
  ownerPassword: string
  applicationPassword: string
  /** One file for each process that uses the database now. */
  users: string
}

/** PostgreSQL refuses to run as root and runs as `nobody` instead, who must be able to reach its folder. */
function settle(wanted: string, log: (sentence: string) => void): string {
  let base = wanted
  if (asRoot && !isReachable(wanted)) {
    base = path.join('/var/lib/golden-thread', createHash('sha256').update(wanted).digest('hex').slice(0, 8))
    log(`The database is kept in ${base}, because only root can reach ${wanted} and PostgreSQL never runs as root.`)
  }
  mkdirSync(base, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
  return base
}

function placeOf(base: string, major: string): Place {
  const data = path.join(base, `pg${major}`)
  const near = path.join(base, 'run')
  const far = path.join(tmpdir(), `golden-thread-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)
  return {
    base,
    data,
    // A socket's whole path may be about 100 bytes long.
    sockets: Buffer.byteLength(near) < 80 ? near : far,
    log: path.join(base, 'postgres.log'),
    ownerPassword: path.join(base, 'owner-password'),
    applicationPassword: path.join(base, 'application-password'),
    users: path.join(base, 'users'),
  }
}

/** Made under another name and renamed, so that a half-made data folder is never used. */
function makeCluster(place: Place, binaries: Binaries): void {
  const older = readdirSync(place.base).find((name) => /^pg\d+$/.test(name))
  if (older !== undefined)
    throw new Error(
      `${path.join(place.base, older)} was made by another PostgreSQL than the one installed (${binaries.version}). ` +
        'Install the Golden Thread version that made it, take a copy there, and bring the copy in here (docs/operating.md).',
    )
  const half = `${place.data}.half`
  const passwordFile = `${half}-password`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  for (const file of [place.ownerPassword, place.applicationPassword])
    writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  copyFileSync(place.ownerPassword, passwordFile)
  giveToPostgres(half)
  giveToPostgres(passwordFile)
  const made = spawnSync(
    binaries.initdb,
    [
      ...['-D', half, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '-E', 'UTF8', '--data-checksums'],
      // The order of words must not depend on the machine's C library, which changes under a live index.
      ...['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    { ...postgresUser(), cwd: place.base, encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) throw new Error(`The database could not be made: ${made.error?.message ?? made.stderr.trim()}`)
  appendFileSync(path.join(half, 'postgresql.conf'), "\ninclude_if_exists = '../postgresql.local.conf'\n")
  renameSync(half, place.data)
}

async function startOrJoin(place: Place, binaries: Binaries, options: EmbeddedOptions): Promise<number> {
  const running = runningServer(place)
  if (running !== 0) {
    const isThere = await untilReady(place)
    if (isThere && ((await versionOf(place)) === binaries.version || hasUsers(place))) return running
    if (isThere) await shutDown(place, binaries) // a newer minor version was installed since
  }
  return await start(place, binaries, options)
}

/** The process id of the server that runs on this data folder; 0 where none does. */
function runningServer(place: Place): number {
  const pid = Number(lockLines(place)[0])
  if (!pid || !isAlive(pid)) return 0
  return processesIn(place.data)?.includes(pid) === false ? 0 : pid
}

async function start(place: Place, binaries: Binaries, options: EmbeddedOptions): Promise<number> {
  await clearStaleLock(place)
  if (!onWindows) {
    rmSync(place.sockets, { recursive: true, force: true })
    mkdirSync(place.sockets, { mode: 0o700 })
    giveToPostgres(place.sockets)
  }
  const settings = {
    listen_addresses: onWindows ? '127.0.0.1' : '',
    port: String(onWindows ? await freePort() : 5432),
    ...(onWindows ? {} : { unix_socket_directories: place.sockets }),
    max_connections: '60',
    shared_buffers: `${Math.max(32, Math.min(512, Math.floor(totalmem() / 2 ** 20 / 8)))}MB`,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  }
  const output = openLog(place)
  // A process group of its own: Ctrl-C then reaches the application first, which stops the database in order.
  const child = spawn(
    binaries.postgres,
    ['-D', place.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...postgresUser(), cwd: place.base, detached: true, stdio: ['ignore', 'ignore', output] },
  )
  closeSync(output)
  child.unref()
  await untilReady(place, child)
  return Number(lockLines(place)[0])
}

/**
 * A lock file left by a killed server stops the next one where its process id is taken again or is a zombie's. It is taken away
 * only once no live process works in the folder: the children of a killed server may still write.
 */
async function clearStaleLock(place: Place): Promise<void> {
  for (let tries = 0; tries < 150 && (processesIn(place.data)?.length ?? 0) > 0; tries++) await wait(100)
  if (processesIn(place.data)?.length === 0) rmSync(path.join(place.data, 'postmaster.pid'), { force: true })
}

/** Resolves to false where a server that was to be joined is gone: it was just being killed. */
async function untilReady(place: Place, child?: ChildProcess): Promise<boolean> {
  let fault: Error | undefined
  child?.once('error', (error) => {
    fault = error
  })
  const end = Date.now() + 60_000
  for (;;) {
    const refusal = await tryConnecting(place)
    if (refusal === undefined) return true
    if (child === undefined && runningServer(place) === 0) return false
    if (fault !== undefined || (child !== undefined && child.exitCode !== null))
      throw new Error(`The database did not start: ${fault?.message ?? lastWords(place)} (${place.log})`)
    if (Date.now() > end) throw new Error(`The database does not answer: ${refusal} (${place.log})`)
    await wait(20)
  }
}

async function tryConnecting(place: Place): Promise<string | undefined> {
  if (lockLines(place).length < 8) return 'it is still starting'
  try {
    await withConnection(place, async () => {})
    return undefined
  } catch (fault) {
    if ((fault as { code?: string }).code === '28P01')
      throw new Error(`The password in ${place.ownerPassword} is not the one this database was made with.`)
    return (fault as Error).message
  }
}

async function versionOf(place: Place): Promise<string> {
  return await withConnection(place, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version.split(' ')[0] ?? ''
  })
}

async function withConnection<T>(place: Place, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...addressOf(place),
    user,
    password: secret(place.ownerPassword),
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {}) // the query in hand reports it
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Fast shutdown: sessions are ended, a checkpoint is written. */
async function shutDown(place: Place, binaries: Binaries): Promise<void> {
  const pid = runningServer(place)
  if (pid === 0) return
  if (onWindows) spawnSync(binaries.control, ['stop', '-D', place.data, '-m', 'fast'])
  else process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 1200 && isAlive(pid); tries++) await wait(25)
}

function hasUsers(place: Place): boolean {
  if (!existsSync(place.users)) return false
  let used = false
  for (const name of readdirSync(place.users)) {
    const file = path.join(place.users, name)
    if (isHeld(readFileSync(file, 'utf8'))) used = true
    else rmSync(file, { force: true })
  }
  return used
}

/** What the running server wrote of itself: process id, data folder, start, port, socket folder, address, key, state. */
function lockLines(place: Place): string[] {
  try {
    return readFileSync(path.join(place.data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function addressOf(place: Place): { host: string; port: number } {
  const lines = lockLines(place)
  return { host: onWindows ? '127.0.0.1' : lines[4] || place.sockets, port: Number(lines[3]) || 5432 }
}

function secret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new Error(
      `The database's password file ${file} is missing or can't be read; put it back from a copy of the data folder.`,
    )
  }
}

/** Appends; an old log of more than 10 MB is set aside first. */
function openLog(place: Place): number {
  if (existsSync(place.log) && statSync(place.log).size > 10_000_000) renameSync(place.log, `${place.log}.1`)
  const file = openSync(place.log, 'a', 0o600)
  chmodSync(place.log, 0o600)
  return file
}

function lastWords(place: Place): string {
  return readFileSync(place.log, 'utf8').trim().split('\n').slice(-4).join(' ')
}

function giveToPostgres(target: string): void {
  const { uid, gid } = postgresUser()
  if (uid !== undefined && gid !== undefined) chownSync(target, uid, gid)
}

/** Whom PostgreSQL runs as: ourselves, or `nobody` where we are root. The user needs an entry in /etc/passwd: initdb looks it up. */
function postgresUser(): { uid?: number; gid?: number } {
  if (!asRoot) return {}
  const name = 'nobody'
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':')
  if (entry === undefined)
    throw new Error(
      `PostgreSQL can't run as root and there is no user “${name}” to run it as: start Golden Thread as another user, or set DATABASE_URL.`,
    )
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
