import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { command } from './command.ts'
import { planFormats } from './convert-plan.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-convert-'))
const source = path.join(folder, 'plan.csv')
writeFileSync(
  source,
  'No.,Action,Lead,By when,RAG\n1.1,Publish the local offer,Head of Service,Mar-26,Green\n1.2,Train every receptionist,Team Manager,TBC,Amber\n',
)

test('convert writes the plan paper in every format it names', async () => {
  for (const format of planFormats) {
    const out = path.join(folder, `paper.${format}`)
    assert.equal(await command.run([source, '--to', format, '--out', out]), 0, format)
    assert.ok(readFileSync(out).length > 500, format)
  }
})

test('convert used wrongly exits with 2, a missing file or folder with 1', async () => {
  assert.equal(await command.run([source, '--to', 'doc', '--out', 'x']), 2)
  assert.equal(await command.run([source, '--to', 'docx']), 2)
  assert.equal(
    await command.run([path.join(folder, 'none.docx'), '--to', 'docx', '--out', path.join(folder, 'x.docx')]),
    1,
  )
  assert.equal(await command.run([source, '--to', 'html', '--out', path.join(folder, 'none', 'x.html')]), 1)
})
