import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { buildOrganisation } from '../../tests/support/builders/organisation.ts'
import { emptyDatabase } from '../../tests/support/database.ts'
import { applicationRole } from './application-role.ts'
import { connect, prepareDatabase, withClient } from './connect.ts'
import { sealHistory } from './sealing.ts'
import { readAs } from './transact.ts'

const suffix = process.pid

test('an owner without rights of its own runs it, and is held by row-level security itself', async () => {
  await asOwner('', async (owner) => {
    const application = await prepareDatabase(owner)
    assert.equal(application, owner)
    const db = await connect(application)
    try {
      const here = await buildOrganisation(db)
      const elsewhere = await buildOrganisation(db, 'Elsewhere Council')
      const seen = await readAs(db, here.org, (tx) => tx.selectFrom('account').select('org_id').distinct().execute())
      assert.deepEqual(seen, [{ org_id: here.org }])
      const none = await readAs(db, elsewhere.org, (tx) =>
        tx.selectFrom('history').selectAll().where('org_id', '=', here.org).execute(),
      )
      assert.deepEqual(none, [])
      assert.ok((await sealHistory(db)) > 0)
      await withClient(owner, async (client) => {
        assert.equal((await client.query('select from account')).rowCount, 0)
        await client.query(`select set_config('golden_thread.org', $1, false)`, [here.org])
        await assert.rejects(client.query('update history set why = null'), /is refused/)
        await assert.rejects(
          client.query(`insert into organisation (id, name) values ($1, 'x')`, [here.org]),
          /names no actor|duplicate/,
        )
      })
    } finally {
      await db.destroy()
    }
  })
})

test('an owner that may make roles gives the application one of its own', async () => {
  await asOwner('createrole', async (owner) => {
    const application = await prepareDatabase(owner)
    const { rows } = await withClient(application, (client) =>
      client.query<{ name: string }>('select current_user as name'),
    )
    // Where another owner on this server made the role first and did not share it, the owner itself is held instead.
    assert.ok([applicationRole, owner.user].includes(rows[0]?.name ?? ''))
    const db = await connect(application)
    await buildOrganisation(db)
    await db.destroy()
  })
})

test('a user that passes over row-level security is refused in a sentence', async () => {
  await asOwner('bypassrls', async (owner) => {
    await assert.rejects(
      prepareDatabase(owner),
      /passes over row-level security, .* Give DATABASE_URL a user that owns the database/,
    )
    await assert.rejects(connect(owner), /passes over row-level security: Golden Thread does not run with it/)
  })
})

/** A database owned by a role with these rights and no others, gone after the test. */
async function asOwner(rights: string, work: (owner: pg.ClientConfig) => Promise<void>): Promise<void> {
  const { owner, name, drop } = await emptyDatabase()
  const role = `golden_thread_owner_${suffix}_${rights}`
  await withClient(owner, async (client) => {
    await client.query(`create role ${role} login password 'for-a-test' ${rights}`)
    await client.query(`alter database ${name} owner to ${role}`)
  })
  const settings = { ...addressOf(owner, role), database: name }
  try {
    await work(settings)
  } finally {
    await drop()
    const { owner: another, drop: dropAnother } = await emptyDatabase()
    await withClient(another, async (client) => {
      await client.query(`drop owned by ${role}`)
      await client.query(`drop role ${role}`)
    })
    await dropAnother()
  }
}

function addressOf(owner: pg.ClientConfig, user: string): pg.ClientConfig {
  const login = { user, password: 'for-a-test' }
  if (owner.connectionString === undefined) return { ...owner, ...login }
  const url = new URL(owner.connectionString)
  return { host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port) || 5432, ...login }
}
