import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { buildOrganisation } from '../../tests/support/builders/organisation.ts'
import { emptyDatabase, freshDatabase } from '../../tests/support/database.ts'
import { openStore, withClient } from './connect.ts'
import { readAs, transact } from './transact.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-store-'))
chmodSync(folder, 0o711)
after(() => rmSync(folder, { recursive: true, force: true }))

test('the built-in database is made, reached as the application’s own role, and found again', async () => {
  const said: string[] = []
  const settings = { dataFolder: folder, log: (sentence: string) => said.push(sentence) }
  const first = await openStore(settings)
  const { org } = await buildOrganisation(first.db)
  const { rows } = await sql<{
    signed_in: string
    works_as: string
  }>`select session_user as signed_in, current_user as works_as`.execute(first.db)
  assert.deepEqual(rows, [{ signed_in: 'golden_thread_application', works_as: 'golden_thread_application' }])
  await first.close()
  const second = await openStore(settings)
  assert.equal((await readAs(second.db, org, (tx) => tx.selectFrom('organisation').selectAll().execute())).length, 1)
  await second.close()
  assert.match(second.place, /^the built-in PostgreSQL in /)
  assert.deepEqual(said, [])
})

test('two processes may open the same new data folder at once', async () => {
  const another = path.join(folder, 'another')
  const stores = await Promise.all([openStore({ dataFolder: another }), openStore({ dataFolder: another })])
  for (const store of stores) assert.equal((await sql`select 1`.execute(store.db)).rows.length, 1)
  for (const store of stores) await store.close()
})

test('a server that is not there is said in a sentence', async () => {
  await assert.rejects(
    openStore({ databaseUrl: 'postgres://someone@127.0.0.1:9/nothing', dataFolder: folder }),
    /^Error: The database in DATABASE_URL can’t be reached: .*ECONNREFUSED/,
  )
})

test('a connection lost in the middle of a transaction fails that transaction and nothing else', async () => {
  const { db, owner } = await freshDatabase()
  const { org } = await buildOrganisation(db)
  await assert.rejects(
    transact(db, { org, actor: 'system:test' }, async (tx) => {
      await tx.updateTable('organisation').set({ name: 'Never' }).execute()
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await withClient(owner, (client) => client.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
      await wait(100)
      await tx.updateTable('organisation').set({ name: 'Never again' }).execute()
    }),
  )
  const [row] = await readAs(db, org, (tx) => tx.selectFrom('organisation').select('name').execute())
  assert.equal(row?.name, 'Wexcombe Council')
})

test('dates come back as they are written and instants as instants', async () => {
  const { db } = await freshDatabase()
  const { rows } = await sql<
    Record<string, unknown>
  >`select '2031-03-30'::date as day, '2031-03-30T00:30:00Z'::timestamptz as instant,
    9007199254740991::bigint as big, array[1, 2]::bigint[] as many`.execute(db)
  assert.deepEqual(rows, [
    { day: '2031-03-30', instant: new Date('2031-03-30T00:30:00Z'), big: 9007199254740991, many: [1, 2] },
  ])
})

test('a server of an administrator’s own making is opened by its address', async () => {
  const { owner, name, drop } = await emptyDatabase()
  const address =
    owner.connectionString ??
    `postgres://${owner.user}:${encodeURIComponent(String(owner.password))}@localhost/${name}?host=${encodeURIComponent(owner.host ?? '')}`
  const store = await openStore({ databaseUrl: address, dataFolder: folder })
  const { rows } = await sql<{ works_as: string }>`select current_user as works_as`.execute(store.db)
  assert.deepEqual(rows, [{ works_as: 'golden_thread_application' }])
  await store.close()
  await drop()
})
