/** Every table, as the catalogue lists them: none may forget history or the wall between organisations. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type pg from 'pg'
import { buildOrganisation, type InventedOrganisation } from '../../tests/support/builders/organisation.ts'
import { buildPlanDocument } from '../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import { findAccountForSignIn } from './account-store.ts'
import { moveDate } from './action-store.ts'
import { withClient } from './connect.ts'
import { beginImport, rememberColumns } from './import-store.ts'
import { findInvitation, invite } from './invitation-store.ts'
import { newId } from './new-id.ts'
import { organisationIds } from './organisation-store.ts'
import { savePlanFromDocument } from './plan-store.ts'
import { beginSession, findSession, noteSessionUse } from './session-store.ts'
import { recordSignInAttempt } from './sign-in-attempt-store.ts'
import { saveReport, saveSnapshot } from './snapshot-store.ts'
import { transact } from './transact.ts'

const { db, owner, application } = await freshDatabase()

/** Tables that belong to no organisation, or that the application can't touch; each with the reason. */
const technical: Record<string, string> = {
  migration: 'says which migrations ran',
  kept_table: 'says what each table is held to',
  directory: 'found before the organisation is known; closed to the application',
  history_unsealed: 'waits for the seal; closed to the application',
  sign_in_attempt: 'counted before the organisation is known; holds digests',
}
/** Behind the wall, yet without history of their own. */
const withoutHistory: Record<string, string> = {
  history: 'is the history',
  history_seal: 'seals it',
  session_use: 'is no business record',
}

let here: InventedOrganisation
let elsewhere: InventedOrganisation
const tokenHash = Buffer.alloc(32, 7)
const invitationHash = Buffer.alloc(32, 8)
const at = new Date()

before(async () => {
  here = await buildOrganisation(db)
  elsewhere = await buildOrganisation(db, 'Elsewhere Council')
  const writer = { org: here.org, by: here.planLead, at, newId }
  await transact(db, { org: here.org, actor: here.planLead }, async (tx) => {
    const { importId } = await beginImport(tx, writer, { name: 'plan.docx', bytes: Buffer.from('bytes') })
    const { planId, actionIds } = await savePlanFromDocument(tx, writer, buildPlanDocument(), { importId })
    const timescale = { text: 'May', kind: 'month', due: '2032-05-31', start: null, every: null } as const
    await moveDate(tx, writer, actionIds.get('a1') ?? '', 1, { timescale, why: 'later' })
    await rememberColumns(tx, writer, new Map([['who', 'owners']]))
    const content = { position: { instant: at.toISOString(), date: '2031-07-10' } } as Parameters<
      typeof saveSnapshot
    >[3]
    const snapshotId = await saveSnapshot(tx, writer, planId, content)
    await saveReport(tx, writer, { snapshotId, paper: 'board-report', format: 'docx', bytes: Buffer.from('report') })
    const expiresAt = new Date(at.getTime() + 3_600_000)
    const sessionId = newId()
    await beginSession(tx, { org: here.org, id: sessionId, accountId: here.planLead, tokenHash, at, expiresAt })
    await noteSessionUse(tx, { org: here.org, id: sessionId, at })
    await invite(tx, {
      org: here.org,
      id: newId(),
      accountId: here.reader,
      tokenHash: invitationHash,
      madeBy: here.administrator,
      at,
      expiresAt,
    })
  })
  await recordSignInAttempt(db, newId(), {
    email: 'someone@wexcombe.example',
    address: '192.0.2.1',
    at,
    succeeded: false,
  })
})

const tables = await withClient(owner, async (client) => {
  const { rows } = await client.query<{
    name: string
    walled: boolean
    kept: boolean
    key: string[]
    guarded: boolean
  }>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_history' and t.tgenabled = 'O') as kept,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_change' and t.tgenabled = 'O') as guarded,
      (select array_agg(a.attname::text order by place) from pg_constraint p, unnest(p.conkey) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where p.conrelid = c.oid and p.contype = 'p') as key
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`)
  return rows
})
const walled = tables.filter(({ name }) => !(name in technical))
const organisationColumn = (name: string) => (name === 'organisation' ? 'id' : 'org_id')

test('there are tables to test', () => {
  assert.ok(walled.length > 20)
})

for (const { name, walled: isWalled, kept, key, guarded } of walled) {
  test(`${name} stands behind the wall${name in withoutHistory ? '' : ', under history'}, and its key begins with the organisation`, () => {
    assert.ok(isWalled, 'row-level security is not enabled and forced')
    assert.equal(key?.[0], organisationColumn(name))
    if (name === 'session_use') return
    assert.ok(guarded, 'nothing refuses truncate')
    if (!(name in withoutHistory)) assert.ok(kept, 'no history trigger')
  })

  test(`${name} of one organisation is not there for another, nor for none`, async () => {
    const mine = await asApplication(here.org, (client) => client.query(`select * from ${name}`))
    if (name !== 'history_seal') assert.ok((mine.rowCount ?? 0) > 0, 'the test must have rows to hide')
    for (const org of [elsewhere.org, '']) {
      const column = organisationColumn(name)
      const seen = await asApplication(org, (client) =>
        client.query(`select from ${name} where ${column} = $1`, [here.org]),
      )
      assert.equal(seen.rowCount, 0)
      for (const change of [
        `update ${name} set ${column} = ${column} where ${column} = '${here.org}'`,
        `delete from ${name} where ${column} = '${here.org}'`,
      ])
        assert.equal(await changedRows(org, change), 0, change)
      const [row] = mine.rows as Record<string, unknown>[]
      if (row === undefined) continue
      await assert.rejects(insertCopy(org, name, row), (fault: { code?: string; message: string }) => {
        assert.match(fault.message, /row-level security|permission denied|names no actor|generated always/)
        return true
      })
    }
    const still = await asApplication(here.org, (client) => client.query(`select from ${name}`))
    assert.equal(still.rowCount, mine.rowCount)
  })
}

test('a row can’t be moved to another organisation', async () => {
  await assert.rejects(
    transact(db, { org: here.org, actor: here.planLead }, (tx) =>
      tx.updateTable('plan').set({ org_id: elsewhere.org }).execute(),
    ),
    /row-level security/,
  )
})

test('the application can’t read or write what is closed to it', async () => {
  for (const name of ['directory', 'history_unsealed'])
    for (const statement of [`select * from ${name}`, `delete from ${name}`, `insert into ${name} default values`])
      await assert.rejects(
        asApplication(here.org, (client) => client.query(statement)),
        /permission denied/,
      )
})

test('the application can’t write, change or take away history', async () => {
  for (const statement of [
    'update history set why = null',
    'delete from history',
    'truncate history',
    'update history_seal set number = 1',
    'delete from history_seal',
    'alter table action disable trigger keep_history',
    'alter table action disable row level security',
    'set session_replication_role = replica',
    'update progress_update set words = null',
    'delete from action',
    'update kept_table set allows = null',
  ])
    await assert.rejects(
      asApplication(here.org, (client) => client.query(statement)),
      /permission denied|must be owner|refused/,
      statement,
    )
})

test('not even the owner changes history by a plain statement', async () => {
  await withClient(owner, async (client) => {
    for (const statement of [
      'update history set why = null',
      'delete from history',
      'truncate history',
      'delete from history_seal',
    ])
      await assert.rejects(client.query(statement), /is refused/, statement)
  })
})

test('the application’s role has no rights of its own', async () => {
  const { rows } = await asApplication(here.org, (client) =>
    client.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
      (select count(*)::int from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) as owns
      from pg_roles r where rolname = current_user`),
  )
  assert.deepEqual(rows, [{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: 0 }])
})

test('a write that names no actor fails, whoever writes', async () => {
  const statement = `insert into organisation (id, name) values ('${newId()}', 'Nobody’s')`
  await withClient(owner, (client) => assert.rejects(client.query(statement), /names no actor/))
})

test('what must be found before the organisation is known tells nothing more', async () => {
  const session = await findSession(db, tokenHash, at)
  assert.equal(session?.org, here.org)
  assert.equal(session?.role, 'plan-lead')
  assert.equal(session?.organisationName, 'Wexcombe Council')
  assert.equal(await findSession(db, Buffer.alloc(32, 9), at), undefined)
  assert.equal(await findSession(db, tokenHash, new Date(at.getTime() + 7_200_000)), undefined)
  assert.equal((await findInvitation(db, invitationHash, at))?.accountId, here.reader)
  assert.deepEqual((await organisationIds(db)).sort(), [here.org, elsewhere.org].sort())
  const email = session?.email.toUpperCase() ?? ''
  assert.equal((await findAccountForSignIn(db, ` ${email} `))?.id, here.planLead)
  assert.equal(await findAccountForSignIn(db, 'nobody@wexcombe.example'), undefined)
})

test('an organisation set for one question is not set for the next on the same connection', async () => {
  await withClient(application, async (client) => {
    await client.query('select * from find_session($1, $2)', [tokenHash, at])
    const { rowCount } = await client.query('select from account')
    assert.equal(rowCount, 0)
  })
})

async function asApplication<T>(org: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return await withClient(application, async (client) => {
    await client.query('begin')
    await client.query(
      `select set_config('golden_thread.org', $1, true), set_config('golden_thread.actor', 'system:test', true)`,
      [org],
    )
    const result = await work(client)
    await client.query('rollback')
    return result
  })
}

/** Rows changed; a refusal changes none. */
async function changedRows(org: string, statement: string): Promise<number> {
  try {
    return (await asApplication(org, (client) => client.query(statement))).rowCount ?? 0
  } catch (fault) {
    assert.match((fault as Error).message, /permission denied|is refused/)
    return 0
  }
}

async function insertCopy(org: string, name: string, row: Record<string, unknown>): Promise<void> {
  await asApplication(org, (client) =>
    client.query(`insert into ${name} overriding system value select * from jsonb_populate_record(null::${name}, $1)`, [
      JSON.stringify(row),
    ]),
  )
}
