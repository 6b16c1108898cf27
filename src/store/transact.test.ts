import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { freshDatabase } from '../../tests/support/database.ts'
import { readAs, transact } from './transact.ts'

const { db } = await freshDatabase()
const org = randomUUID()

test('a write is kept with who did it and why, in the same transaction', async () => {
  await transact(db, { org, actor: 'system:test', why: 'to begin', request: 'r1' }, async (tx) => {
    await tx.insertInto('organisation').values({ id: org, name: 'Wexcombe Council' }).execute()
  })
  const [change] = await readAs(db, org, (tx) => tx.selectFrom('history').selectAll().execute())
  assert.equal(change?.actor, 'system:test')
  assert.equal(change?.why, 'to begin')
  assert.equal(change?.request, 'r1')
  assert.equal(change?.new?.name, 'Wexcombe Council')
})
