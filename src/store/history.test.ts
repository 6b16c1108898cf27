import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { buildOrganisation, type InventedOrganisation } from '../../tests/support/builders/organisation.ts'
import { buildPlanDocument } from '../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import { beginImport } from './import-store.ts'
import { newId } from './new-id.ts'
import { savePlanFromDocument } from './plan-store.ts'
import { sealHistory, startSealing } from './sealing.ts'
import { readAs, transact } from './transact.ts'

const { db } = await freshDatabase()
let place: InventedOrganisation
let actionIds: string[]

before(async () => {
  place = await buildOrganisation(db)
  const writer = { org: place.org, by: place.planLead, at: new Date(), newId }
  const saved = await transact(db, doing(), (tx) => savePlanFromDocument(tx, writer, buildPlanDocument()))
  actionIds = [...saved.actionIds.values()]
})

const doing = () => ({ org: place.org, actor: place.planLead })
const changesOf = (table: string) =>
  readAs(db, place.org, (tx) =>
    tx.selectFrom('history').selectAll().where('table_name', '=', table).orderBy('seq').execute(),
  )

test('what was rolled back leaves no history', async () => {
  const was = (await changesOf('plan')).length
  await assert.rejects(
    transact(db, doing(), async (tx) => {
      await tx.updateTable('plan').set({ title: 'Never' }).execute()
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  assert.equal((await changesOf('plan')).length, was)
})

test('a save that changes nothing leaves no history', async () => {
  const was = (await changesOf('owner')).length
  await transact(db, doing(), (tx) =>
    tx
      .updateTable('owner')
      .set((row) => ({ name: row.ref('name') }))
      .execute(),
  )
  assert.equal((await changesOf('owner')).length, was)
})

test('a file is kept once: history has its digest, and so it has of secrets', async () => {
  const bytes = Buffer.alloc(3_000_000, 'x')
  await transact(db, doing(), async (tx) => {
    await beginImport(tx, { org: place.org, by: place.planLead, at: new Date(), newId }, { name: 'big.docx', bytes })
    await tx.updateTable('account').set({ password_hash: '$argon2id$secret' }).where('id', '=', place.reader).execute()
  })
  const [file] = await changesOf('source_document')
  const account = (await changesOf('account')).at(-1)
  assert.match(String(file?.new?.bytes), /^sha256:[0-9a-f]{64}$/)
  assert.equal(file?.new?.bytes, `sha256:${file?.new?.sha256}`)
  assert.match(String(account?.new?.password_hash), /^sha256:[0-9a-f]{64}$/)
})

test('the changes of one save belong together', async () => {
  await transact(db, doing(), async (tx) => {
    await tx.updateTable('plan').set({ period: '2032-33' }).execute()
    await tx.updateTable('section').set({ title: 'Front door and MASH' }).where('title', '=', 'Front door').execute()
  })
  assert.equal((await changesOf('plan')).at(-1)?.transaction, (await changesOf('section')).at(-1)?.transaction)
})

test('a value that looks like SQL is a value', async () => {
  const words = `'); drop table action; --`
  await transact(db, { ...doing(), why: words }, (tx) => tx.updateTable('plan').set({ title: words }).execute())
  const change = (await changesOf('plan')).at(-1)
  assert.equal(change?.why, words)
  assert.equal(change?.new?.title, words)
})

test('two writers do not wait for one another, nor for the sealer', { timeout: 20_000 }, async () => {
  const [one = '', other = ''] = actionIds
  await transact(db, doing(), async (tx) => {
    await tx.updateTable('action').set({ evidence: 'one' }).where('id', '=', one).execute()
    // The first transaction is still open: a second that had to wait for it would hit the limit and fail.
    await transact(db, doing(), async (second) => {
      await sql`set local lock_timeout = '500ms'`.execute(second)
      await second.updateTable('action').set({ evidence: 'other' }).where('id', '=', other).execute()
    })
    assert.ok((await sealHistory(db)) > 0, 'the sealer takes what is committed and leaves the rest')
  })
  assert.equal(await sealHistory(db), 1, 'the rest is sealed once it is committed')
})

test('sealers at the same time make one chain', async () => {
  const [one = ''] = actionIds
  for (let round = 0; round < 5; round++) {
    await transact(db, doing(), (tx) =>
      tx
        .updateTable('action')
        .set({ impact: `round ${round}` })
        .where('id', '=', one)
        .execute(),
    )
    await Promise.all([1, 2, 3, 4].map(() => sealHistory(db)))
  }
  await sealHistory(db)
  const seals = await readAs(db, place.org, (tx) =>
    tx.selectFrom('history_seal').select(['number', 'seqs']).orderBy('number').execute(),
  )
  assert.deepEqual(
    seals.map(({ number }) => number),
    seals.map((_, index) => index + 1),
  )
  const sealed = seals.flatMap(({ seqs }) => seqs)
  assert.equal(new Set(sealed).size, sealed.length)
})

test('sealing goes on by itself, and once more when it is stopped', async () => {
  const said: string[] = []
  const sealing = startSealing(db, { everySeconds: 3600, log: (sentence) => said.push(sentence) })
  await transact(db, doing(), (tx) => tx.updateTable('plan').set({ title: 'Sealed at the end' }).execute())
  await sealing.stop()
  assert.equal(await sealHistory(db), 0)
  assert.deepEqual(said, [])
})

test('work that could not be serialised is done again', async () => {
  let tries = 0
  await transact(db, doing(), async () => {
    tries++
    if (tries < 3) throw Object.assign(new Error('could not serialize access'), { code: '40001' })
  })
  assert.equal(tries, 3)
})
