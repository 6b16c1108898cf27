import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildOrganisation } from '../../tests/support/builders/organisation.ts'
import { buildPlanDocument } from '../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import { deleteAction } from './action-store.ts'
import { newId } from './new-id.ts'
import { savePlanFromDocument } from './plan-store.ts'
import { findSubjects } from './search-store.ts'
import { readAs, transact } from './transact.ts'

const { db } = await freshDatabase()
const place = await buildOrganisation(db)
const elsewhere = await buildOrganisation(db, 'Elsewhere Council')
const writer = { org: place.org, by: place.planLead, at: new Date(), newId }
const write = { org: place.org, actor: place.planLead }
const { actionIds, outcomeIds } = await transact(db, write, (tx) =>
  savePlanFromDocument(tx, writer, buildPlanDocument()),
)

const find = (words: string, org = place.org) => readAs(db, org, (tx) => findSubjects(tx, words))

test('words find actions and outcomes in whatever form they stand', async () => {
  assert.deepEqual(
    (await find('auditing referrals')).map(({ id }) => id),
    [actionIds.get('a2')],
  )
  assert.deepEqual(
    (await find('supervise')).map(({ kind, id }) => [kind, id]),
    [['outcome', outcomeIds.get('o2')]],
  )
  assert.deepEqual(
    (await find('"practice lead"')).map(({ id }) => id).sort(),
    [actionIds.get('a1'), actionIds.get('a2')].sort(),
  )
  assert.deepEqual(await find('threshold -guidance'), [])
})

test('another organisation finds nothing of it, nor anyone what was deleted', async () => {
  assert.deepEqual(await find('threshold', elsewhere.org), [])
  assert.equal((await find('threshold')).length, 1)
  await transact(db, write, (tx) => deleteAction(tx, writer, actionIds.get('a1') ?? '', 'merged'))
  assert.deepEqual(await find('threshold'), [])
})

test('nothing that can be typed makes it fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (words) => {
      assert.ok(Array.isArray(await find(words)))
    }),
    { numRuns: 150 },
  )
})
