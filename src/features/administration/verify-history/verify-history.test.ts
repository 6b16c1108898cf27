import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { buildOrganisation, type InventedOrganisation } from '../../../../tests/support/builders/organisation.ts'
import { buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { editAction } from '../../../store/action-store.ts'
import { withClient } from '../../../store/connect.ts'
import { beginImport } from '../../../store/import-store.ts'
import { newId } from '../../../store/new-id.ts'
import { setAlias } from '../../../store/owner-store.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { sealHistory } from '../../../store/sealing.ts'
import { transact } from '../../../store/transact.ts'
import { verifyHistory } from './verify-history.ts'

const { db, owner } = await freshDatabase()

test('what was written through the program is as it was written', async () => {
  const { org } = await organisationWithPlan()
  const verification = await verify(org)
  assert.deepEqual(verification.faults, [])
  assert.ok(verification.changes > 20)
  assert.ok(verification.seals >= 1)
  assert.match(verification.lastSeal ?? '', /^[0-9a-f]{64}$/)
})

test('rows made, deleted and made again are as they were written', async () => {
  const { org, writer } = await organisationWithPlan()
  const alias = { org_id: org, alias: 'practice lead' }
  const [row] = await transact(db, { org, actor: 'system:test' }, (tx) =>
    tx.deleteFrom('owner_alias').where('alias', '=', alias.alias).returning('owner_id').execute(),
  )
  assert.deepEqual((await verify(org)).faults, [])
  await transact(db, { org, actor: 'system:test' }, (tx) => setAlias(tx, writer, alias.alias, row?.owner_id ?? ''))
  assert.deepEqual((await verify(org)).faults, [])
})

const behindTheBack: { what: string; sql: string; finds: RegExp }[] = [
  {
    what: 'an action changed with triggers off',
    sql: `update action set text = 'Something else' where org_id = $1 and ref = '1.1'`,
    finds: /^The row \{"id": ".*"\} of “action” was changed behind history’s back: text\.$/,
  },
  {
    what: 'a rating made green',
    sql: `update action set rating = 'Green' where org_id = $1 and ref = '2.1'`,
    finds: /“action” was changed .*: rating\.$/,
  },
  {
    what: 'a password exchanged',
    sql: `update account set password_hash = 'mine' where org_id = $1 and role = 'administrator'`,
    finds: /“account” was changed .*: password_hash\.$/,
  },
  {
    what: 'a document exchanged',
    sql: `update source_document set bytes = 'other' where org_id = $1`,
    finds: /“source_document” was changed .*: bytes\.$/,
  },
  { what: 'a row taken away', sql: 'delete from plan_note where org_id = $1', finds: /“plan_note” was taken away/ },
  {
    what: 'a row put in',
    sql: `insert into column_memory (org_id, heading, field, learned_by) values ($1, 'who', 'owners', $1)`,
    finds: /“column_memory” was put in/,
  },
  {
    what: 'the reason in history rewritten',
    sql: `update history set why = 'a better reason' where org_id = $1 and seq = (select max(seq) from history where org_id = $1)`,
    finds: /^Change \d+ \(.*\) in history was altered/,
  },
  {
    what: 'a change taken out of history',
    sql: 'delete from history where org_id = $1 and seq = (select min(seq) from history where org_id = $1)',
    finds: /^Change \d+ was taken out of history\.$/,
  },
  {
    what: 'a change put into history',
    sql: `insert into history (org_id, at, recorded_at, operation, table_name, row_key, actor, transaction)
      values ($1, now(), now(), 'update', 'action', '{"id": "x"}', 'system:forger', 1)`,
    finds: /^Change \d+ \(action .*\) was put into history from outside\.$/,
  },
  {
    what: 'a seal changed',
    sql: `update history_seal set digests[1] = sha256('x') where org_id = $1 and number = 1`,
    finds: /^Seal 1 was changed/,
  },
  {
    what: 'a seal taken out',
    sql: 'delete from history_seal where org_id = $1 and number = 1',
    finds: /^Seal 2 does not follow/,
  },
  {
    what: 'a seal changed together with its own hash',
    sql: `update history_seal s set digests[1] = sha256('x'), hash = seal_hash(row(s.org_id, s.number, s.previous, s.hash, s.sealed_at, s.seqs,
      array[sha256('x')] || s.digests[2:])::history_seal) where org_id = $1 and number = 1`,
    finds: /^Seal 2 does not follow/,
  },
]

for (const { what, sql, finds } of behindTheBack)
  test(`it finds ${what}`, async () => {
    const { org } = await organisationWithPlan()
    await tamper(sql, org)
    const { faults } = await verify(org)
    assert.ok(
      faults.some((fault) => finds.test(fault)),
      `found only: ${faults.join(' ') || 'nothing'}`,
    )
  })

test('a change in history that was altered before its seal is found too', async () => {
  const { org } = await organisationWithPlan()
  await transact(db, { org, actor: 'system:test' }, (tx) =>
    tx.updateTable('organisation').set({ name: 'Wexcombe' }).execute(),
  )
  await tamper(
    `update history set actor = 'system:someone-else' where org_id = $1 and table_name = 'organisation'`,
    org,
  )
  assert.match((await verify(org)).faults.join(), /altered after it was written/)
})

test('it finds a trigger that was left switched off, and a wall taken down', async () => {
  const { org } = await organisationWithPlan()
  for (const [there, back] of [
    ['alter table action disable trigger keep_history', 'alter table action enable trigger keep_history'],
    ['alter table plan no force row level security', 'alter table plan force row level security'],
  ] as const) {
    await withClient(owner, (client) => client.query(there))
    assert.match((await verify(org)).faults.join(), /own rules .* are not those of this version/)
    await withClient(owner, (client) => client.query(back))
  }
  assert.deepEqual((await verify(org)).faults, [])
})

test('the faults of one organisation are not another’s', async () => {
  const { org } = await organisationWithPlan()
  const other = await organisationWithPlan()
  await tamper(`update plan set title = 'Another' where org_id = $1`, other.org)
  const found = await verifyHistory(db)
  assert.deepEqual(found.find((one) => one.org === org)?.faults, [])
  assert.equal(found.find((one) => one.org === other.org)?.faults.length, 1)
})

test('changes that are being written while it looks are no fault', async () => {
  const { org } = await organisationWithPlan()
  await transact(db, { org, actor: 'system:test' }, async (tx) => {
    await tx.updateTable('organisation').set({ name: 'Half-way' }).execute()
    assert.deepEqual((await verify(org)).faults, [])
  })
  assert.deepEqual((await verify(org)).faults, [])
})

/** Two seals, so that one can be missed. */
async function organisationWithPlan(): Promise<InventedOrganisation & { writer: Parameters<typeof setAlias>[1] }> {
  const place = await buildOrganisation(db)
  const writer = { org: place.org, by: place.planLead, at: new Date(), newId }
  const doing = { org: place.org, actor: place.planLead }
  const { actionIds } = await transact(db, doing, async (tx) => {
    await tx.updateTable('account').set({ password_hash: 'argon2id' }).execute()
    const { importId } = await beginImport(tx, writer, { name: 'plan.docx', bytes: Buffer.from('bytes') })
    return await savePlanFromDocument(tx, writer, buildPlanDocument(), { importId })
  })
  await sealHistory(db)
  await transact(db, doing, (tx) => editAction(tx, writer, actionIds.get('a1') ?? '', 1, { text: 'Rewritten' }))
  await sealHistory(db)
  return { ...place, writer }
}

async function verify(org: string) {
  const [found] = await verifyHistory(db, [org])
  return found ?? assert.fail('the organisation was not verified')
}

/** As someone with every right to the database would, with the triggers switched off. */
async function tamper(statement: string, org: string): Promise<void> {
  await withClient(owner, async (client: pg.Client) => {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    const { rowCount } = await client.query(statement, [org])
    assert.ok((rowCount ?? 0) > 0, 'nothing was tampered with')
    await client.query('commit')
  })
}
