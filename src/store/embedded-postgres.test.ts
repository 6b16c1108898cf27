import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { isAlive } from './embedded/processes.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const asRoot = process.getuid?.() === 0
const folders: string[] = []
const running = new Set<number>()

after(() => {
  for (const pid of running) if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('a first start makes the database; the next finds what was written', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await query(first, 'create table kept (word text)')
  await query(first, `insert into kept values ('here')`)
  await first.stop()
  assert.equal(isAlive(first.pid), false)
  const second = await start(folder)
  assert.deepEqual(await query(second, 'select word from kept'), [{ word: 'here' }])
  await second.stop()
})

test('two first starts at once make one database, which the last to leave stops', async () => {
  const folder = newFolder()
  const [one, other] = await Promise.all([start(folder), start(folder)])
  assert.equal(one.pid, other.pid)
  await one.stop()
  assert.deepEqual(await query(other, 'select 1 as one'), [{ one: 1 }])
  await other.stop()
  assert.equal(isAlive(other.pid), false)
})

test('after the application is killed its database lives on and is joined, and nothing is lost', async () => {
  const folder = newFolder()
  const { child, pid } = await startInChild(folder)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok(isAlive(pid))
  const joined = await start(folder)
  assert.equal(joined.pid, pid)
  assert.deepEqual(await query(joined, 'select word from kept'), [{ word: 'written' }])
  await joined.stop()
  assert.equal(isAlive(pid), false, 'the dead process does not keep it open')
})

test('after the database itself is killed, the next start recovers it', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await query(first, `create table kept as select 'written' as word`)
  process.kill(first.pid, 'SIGKILL')
  const second = await start(folder)
  assert.notEqual(second.pid, first.pid)
  assert.deepEqual(await query(second, 'select word from kept'), [{ word: 'written' }])
  await second.stop()
})

test('a lock left behind whose process id now belongs to another does not stop a start', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await first.stop()
  writeFileSync(
    path.join(dataOf(first), 'postmaster.pid'),
    `${process.pid}\n${dataOf(first)}\n0\n5432\n/nowhere\n\n0\nready\n`,
  )
  const second = await start(folder)
  assert.deepEqual(await query(second, 'select 1 as one'), [{ one: 1 }])
  await second.stop()
})

test('a half-made database is made anew', async () => {
  const folder = newFolder()
  mkdirSync(path.join(folder, 'pg18.half'))
  writeFileSync(path.join(folder, 'pg18.half', 'PG_VERSION'), '18')
  const server = await start(folder)
  assert.equal(existsSync(path.join(folder, 'pg18.half')), false)
  await server.stop()
})

test('a start lock left by a dead process is cleared', async () => {
  const folder = newFolder()
  const dead = spawn(process.execPath, ['-e', ''])
  await once(dead, 'exit')
  writeFileSync(path.join(folder, 'start.lock'), `${dead.pid} 1`)
  const server = await start(folder)
  await server.stop()
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('start.lock')),
    [],
  )
})

test('a database of another major version is refused in a sentence, untouched', async () => {
  const folder = newFolder()
  mkdirSync(path.join(folder, 'pg17'))
  await assert.rejects(
    startEmbeddedPostgres(folder),
    /pg17 was made by another PostgreSQL than the one installed \(18\.\d+\)/,
  )
  assert.deepEqual(readdirSync(folder), ['pg17'])
})

test('only this machine’s own user gets in, and only with the password', async () => {
  const server = await start(newFolder())
  assert.equal(statSync(server.host).mode & 0o777, 0o700)
  assert.equal(statSync(path.join(server.folder, 'owner-password')).mode & 0o777, 0o600)
  assert.deepEqual(await query(server, 'show listen_addresses'), [{ listen_addresses: '' }])
  const stranger = new pg.Client({
    host: server.host,
    port: server.port,
    user: server.owner.user,
    password: 'guess',
    database: 'postgres',
  })
  await assert.rejects(stranger.connect(), /password authentication failed/)
  await server.stop()
})

test('the order of words does not depend on the machine, and pages are checked', async () => {
  const server = await start(newFolder())
  assert.deepEqual(
    await query(
      server,
      `select datlocprovider as provider, datlocale as locale from pg_database where datname = 'postgres'`,
    ),
    [{ provider: 'b', locale: 'C.UTF-8' }],
  )
  assert.deepEqual(await query(server, 'show data_checksums'), [{ data_checksums: 'on' }])
  await server.stop()
})

test('where root alone can reach the folder, the data goes where PostgreSQL can', {
  skip: asRoot ? false : 'only root needs it',
}, async () => {
  const closed = mkdtempSync(path.join(tmpdir(), 'golden-thread-closed-'))
  folders.push(closed)
  const said: string[] = []
  const server = await start(path.join(closed, 'data'), (sentence) => said.push(sentence))
  folders.push(server.folder)
  assert.match(server.folder, /^\/var\/lib\/golden-thread\//)
  assert.match(said.join(), /The database is kept in \/var\/lib\/golden-thread/)
  await server.stop()
})

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-data-'))
  folders.push(folder)
  if (asRoot) chmodSync(folder, 0o711) // as `settle` makes it, for the user PostgreSQL then runs as
  return folder
}

async function start(folder: string, log?: (sentence: string) => void): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, log === undefined ? {} : { log })
  running.add(server.pid)
  return server
}

/** Starts it in a process of its own, which writes a row and then waits to be killed. */
async function startInChild(folder: string): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    import pg from 'pg'
    import { startEmbeddedPostgres } from './embedded-postgres.ts'
    const server = await startEmbeddedPostgres(${JSON.stringify(folder)})
    const client = new pg.Client({ host: server.host, port: server.port, ...server.owner, database: 'postgres' })
    await client.connect()
    await client.query("create table kept as select 'written' as word")
    console.log(server.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout ?? assert.fail('no output'), 'data')) as [Buffer]
  const pid = Number(line.toString())
  running.add(pid)
  return { child, pid }
}

function dataOf(server: EmbeddedPostgres): string {
  const name = readdirSync(server.folder).find((entry) => /^pg\d+$/.test(entry)) ?? assert.fail('no data')
  assert.match(readFileSync(path.join(server.folder, name, 'PG_VERSION'), 'utf8'), /^\d+\n$/)
  return path.join(server.folder, name)
}

async function query(server: EmbeddedPostgres, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ host: server.host, port: server.port, ...server.owner, database: 'postgres' })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
