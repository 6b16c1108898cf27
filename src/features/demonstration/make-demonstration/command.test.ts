/** The command line beside a running web server, on one data folder: as an evaluator tries it. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readDocument } from '../../../documents/read-document.ts'
import { openStore } from '../../../store/connect.ts'
import { demonstrationPlans } from '../../../store/demonstration-store.ts'
import { organisationIds } from '../../../store/organisation-store.ts'
import { readAs } from '../../../store/transact.ts'

const source = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-demo-'))
// As root, PostgreSQL runs as somebody else, who must be able to reach it.
chmodSync(folder, 0o755)
const dataFolder = path.join(folder, 'data')
let environment: NodeJS.ProcessEnv = {}
let server: ChildProcess

before(async () => {
  const port = String(await freePort())
  environment = { ...process.env, PORT: port, GOLDEN_THREAD_DATA: dataFolder, BASE_URL: '', DATABASE_URL: '' }
  server = spawn(process.execPath, [path.join(source, 'main.ts')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('/set-up/')) resolve()
    })
    server.on('exit', () => reject(new Error(said)))
  })
})
after(async () => {
  server.kill('SIGINT')
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

test('demo makes the council beside the running server, with links that work, and makes it once', {
  timeout: 120_000,
}, async () => {
  const first = await run('demo')
  assert.equal(first.code, 0, first.stderr)
  assert.match(
    first.stdout,
    /^The demonstration was made in Wexcombe Council:\n {2}Children’s services improvement plan/,
  )
  assert.match(first.stdout, /Dana Whitlock, Head of Business Support \(administrator\)/)
  assert.equal(first.stdout.match(/\/invitation\//g)?.length, 7)
  const link = /http\S+\/invitation\/\S+/.exec(first.stdout)?.[0] ?? ''
  assert.match(await (await fetch(link)).text(), /Dana Whitlock/)
  const again = await run('demo')
  assert.equal(again.code, 0)
  assert.match(again.stdout, /^The demonstration is here already in Wexcombe Council:/)
  assert.equal((await plans()).length, 3)
  assert.equal((await run('demo', 'please')).code, 2)
})

test('report writes a paper of a plan as it stands and as it stood', { timeout: 120_000 }, async () => {
  const [plan] = await plans()
  const out = path.join(folder, 'report.docx')
  const asked = ['report', '--plan', plan?.id ?? '', '--paper', 'board-report', '--to', 'docx', '--out', out]
  const now = await run(...asked)
  assert.equal(now.code, 0, now.stderr)
  const read = await readDocument(new Uint8Array(readFileSync(out)), 'report.docx')
  assert.ok(read.ok)
  assert.match(JSON.stringify(read.document), /Children’s services improvement plan/)
  const past = await run(...asked, '--at', dayBefore(200))
  assert.equal(past.code, 0, past.stderr)
  const early = await run(...asked, '--at', '2001-01-01')
  assert.equal(early.code, 1)
  assert.match(early.stderr, /This plan was not here yet on 1 January 2001\. Choose a later day\.\n$/)
  const unknown = await run(...asked.with(2, 'nowhere'))
  assert.deepEqual([unknown.code, unknown.stderr.includes('There is no plan “nowhere”.')], [1, true])
  const noFolder = await run(...asked.with(-1, path.join(folder, 'none', 'report.docx')))
  assert.deepEqual([noFolder.code, noFolder.stderr.includes('There is no folder')], [1, true])
  assert.equal((await run(...asked.with(4, 'minutes'))).code, 2)
})

test('history is whole afterwards', { timeout: 60_000 }, async () => {
  const { code, stdout } = await run('verify')
  assert.equal(code, 0, stdout)
  assert.match(stdout, /Everything is as it was written/)
})

async function run(...args: string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
  return await new Promise((resolve) => {
    execFile(process.execPath, [path.join(source, 'cli.ts'), ...args], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? 'signal'), stdout, stderr }),
    )
  })
}

async function plans() {
  const store = await openStore({ dataFolder, connections: 2 })
  try {
    const [org = ''] = await organisationIds(store.db)
    return await readAs(store.db, org, (tx) => demonstrationPlans(tx, org))
  } finally {
    await store.close()
  }
}

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address !== null ? address.port : assert.fail('no port')
}
