import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../../cli.ts', import.meta.url))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-plan-'))
  await writeFile(
    join(folder, 'plan.csv'),
    'Ref,Action,Owner,By when,RAG\n1.1,Agree the rota,"HoS / PSW",May 2024,Green\n1.2,Train staff,HR,TBC,\n',
  )
  await writeFile(join(folder, 'prose.txt'), 'Minutes of the board\n\nThe board noted the report.\n')
})
after(() => rm(folder, { recursive: true }))

test('read prints a plan document as JSON', async () => {
  const { code, stdout } = await run('read', join(folder, 'plan.csv'), '--json')
  assert.equal(code, 0)
  const plan = JSON.parse(stdout)
  assert.equal(plan.format, 'plan-document/1')
  assert.deepEqual(
    plan.actions.map((action: { ref: string }) => action.ref),
    ['1.1', '1.2'],
  )
  assert.deepEqual(plan.actions[0].owners, ['HoS', 'PSW'])
})

test('read says a plan in words, with its words counted', async () => {
  const { code, stdout } = await run('read', join(folder, 'plan.csv'))
  assert.equal(code, 0)
  assert.match(stdout, /2 actions, 0 outcomes/)
  assert.match(stdout, /HoS, PSW · May 2024 \(due 2024-05-31\) · Green/)
  assert.match(stdout, /(\d+) of \1 words placed/)
})

test('prose is read with no action, and the reading says so', async () => {
  const { code, stdout } = await run('read', join(folder, 'prose.txt'))
  assert.equal(code, 0)
  assert.match(stdout, /No plan was found/)
})

test('a missing file and a wrong call are told apart', async () => {
  const missing = await run('read', join(folder, 'nothing.docx'))
  assert.equal(missing.code, 1)
  assert.match(missing.stderr, /There is no file/)
  assert.equal((await run('read')).code, 2)
  assert.equal((await run('read', join(folder, 'plan.csv'), '--xml')).code, 2)
})

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (fault, stdout, stderr) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, stdout, stderr })
    })
  })
}
