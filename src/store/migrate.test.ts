import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type pg from 'pg'
import { emptyDatabase } from '../../tests/support/database.ts'
import { withClient } from './connect.ts'
import { type Migration, migrate } from './migrate.ts'

const first = migration('0001-first.sql', 'create table thing (id int primary key);')
const second = migration('0002-second.sql', 'alter table thing add column name text;')

test('each migration runs once, in order', async () => {
  await onEmpty(async (client) => {
    assert.deepEqual(await migrate(client, [first]), ['0001-first.sql'])
    assert.deepEqual(await migrate(client, [first, second]), ['0002-second.sql'])
    assert.deepEqual(await migrate(client, [first, second]), [])
  })
})

test('a migration that fails leaves nothing behind and says which it was', async () => {
  await onEmpty(async (client) => {
    const broken = migration('0002-broken.sql', 'create table half (id int); select from nowhere;')
    await assert.rejects(
      migrate(client, [first, broken]),
      /^Error: The migration 0002-broken\.sql failed and was undone/,
    )
    const { rows } = await client.query<{ half: string | null }>(`select to_regclass('half') as half`)
    assert.equal(rows[0]?.half, null)
    assert.deepEqual(await migrate(client, [first, second]), ['0002-second.sql'])
  })
})

test('a migration changed after it ran, one slipped in before it, and a newer database are refused', async () => {
  await onEmpty(async (client) => {
    await migrate(client, [first, second])
    await assert.rejects(
      migrate(client, [first, migration('0002-second.sql', 'select 1')]),
      /0002-second\.sql was changed after/,
    )
    await assert.rejects(
      migrate(client, [first, migration('0001-slipped-in.sql', 'select 1'), second]),
      /comes before 0002-second\.sql/,
    )
    await assert.rejects(migrate(client, [first]), /made by a newer Golden Thread: it has 0002-second\.sql/)
  })
})

test('two processes that migrate at once run each migration once', async () => {
  await using(async (settings) => {
    const ran = await Promise.all(
      [1, 2, 3].map(() => withClient(settings, (client) => migrate(client, [first, second]))),
    )
    assert.deepEqual(ran.flat().sort(), ['0001-first.sql', '0002-second.sql'])
  })
})

async function onEmpty(work: (client: pg.Client) => Promise<void>): Promise<void> {
  await using((settings) => withClient(settings, work))
}

async function using(work: (settings: pg.ClientConfig) => Promise<void>): Promise<void> {
  const { owner, drop } = await emptyDatabase()
  try {
    await work(owner)
  } finally {
    await drop()
  }
}

function migration(name: string, sql: string): Migration {
  return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
}
