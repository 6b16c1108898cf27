/** The program as people start it: what it prints, how it ends, and what it says when it cannot start. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-start-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('the first start prints a link that works, a second on the same port says what to do, and Ctrl-C ends it cleanly', {
  timeout: 120_000,
}, async () => {
  const port = await freePort()
  const first = start({ PORT: String(port), GOLDEN_THREAD_DATA: path.join(folder, 'first') })
  const said = await first.until(/\/set-up\/\S+/)
  const link = /http\S+\/set-up\/\S+/.exec(said)?.[0] ?? ''
  assert.equal((await fetch(link)).status, 200)
  assert.equal((await fetch(`http://localhost:${port}/health`)).status, 200)

  const second = start({ PORT: String(port), GOLDEN_THREAD_DATA: path.join(folder, 'second') })
  assert.equal(await second.ended, 1)
  assert.match(second.said(), new RegExp(`Port ${port} is in use.*PORT=${port + 1} npm start`))

  first.child.kill('SIGINT')
  assert.equal(await first.ended, 0)
  assert.match(first.said(), /is stopping/)
})

test('a setting that is wrong is named in a sentence', async () => {
  const wrong = start({ PORT: 'eighty' })
  assert.equal(await wrong.ended, 1)
  assert.match(wrong.said(), /PORT: must be a whole number/)
  assert.doesNotMatch(wrong.said(), /at file:/)
})

function start(environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, '../src/main.ts')], {
    env: { ...process.env, DATABASE_URL: '', BASE_URL: '', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  after(() => child.kill('SIGKILL'))
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  const ended = once(child, 'exit').then(([code]) => code as number)
  const until = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(text)) {
      if (child.exitCode !== null) throw new Error(`It ended before it said ${pattern}: ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return text
  }
  return { child, ended, until, said: () => text }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}
