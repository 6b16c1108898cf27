import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import { buildOrganisation, type InventedOrganisation } from '../../tests/support/builders/organisation.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import {
  addAccount,
  changeRole,
  closeAccount,
  editAccount,
  findAccountForSignIn,
  listAccounts,
  readAccount,
  reopenAccount,
  setPassword,
} from './account-store.ts'
import { findInvitation, invite, takeInvitation } from './invitation-store.ts'
import { newId } from './new-id.ts'
import {
  beginSession,
  findSession,
  listSessions,
  noteSessionUse,
  revokeSession,
  revokeSessionsOf,
} from './session-store.ts'
import { countFailedSignIns, recordSignInAttempt } from './sign-in-attempt-store.ts'
import type { Tx } from './tables.ts'
import { readAs, transact } from './transact.ts'

const { db } = await freshDatabase()
const now = new Date('2031-07-10T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const hashOf = (token: string) => createHash('sha256').update(token).digest()
let place: InventedOrganisation

before(async () => {
  place = await buildOrganisation(db)
})

const write = <T>(work: (tx: Tx) => Promise<T>) => transact(db, { org: place.org, actor: place.administrator }, work)
const writer = () => ({ org: place.org, by: place.administrator, at: now })

async function invited(email: string): Promise<string> {
  const id = newId()
  const added = await write((tx) =>
    addAccount(tx, place.org, { id, email, name: 'Invited Person', role: 'contributor' }),
  )
  assert.ok(added.ok)
  return id
}

async function signedIn(accountId: string, token: string, minutes = 60): Promise<string> {
  const id = newId()
  await write((tx) =>
    beginSession(tx, { org: place.org, id, accountId, tokenHash: hashOf(token), at: now, expiresAt: later(minutes) }),
  )
  return id
}

test('an address signs in to one account, however it is typed, in whichever organisation', async () => {
  const other = await buildOrganisation(db, 'Elsewhere Council')
  await invited('Jo@Wexcombe.example')
  const taken = await transact(db, { org: other.org, actor: other.administrator }, (tx) =>
    addAccount(tx, other.org, { id: newId(), email: ' jo@wexcombe.EXAMPLE', name: 'Jo', role: 'reader' }),
  )
  assert.equal(taken.ok ? '' : taken.problems[0]?.code, 'address-taken')
  assert.equal((await findAccountForSignIn(db, 'JO@wexcombe.example '))?.hasPassword, false)
})

test('a changed address is the one that signs in from then on', async () => {
  const id = await invited('before@wexcombe.example')
  await invited('held@wexcombe.example')
  assert.equal((await write((tx) => editAccount(tx, writer(), id, { email: 'held@wexcombe.example' }))).ok, false)
  assert.ok((await write((tx) => editAccount(tx, writer(), id, { email: 'after@wexcombe.example' }))).ok)
  assert.equal(await findAccountForSignIn(db, 'before@wexcombe.example'), undefined)
  assert.equal((await findAccountForSignIn(db, 'after@wexcombe.example'))?.id, id)
  await invited('before@wexcombe.example')
})

test('an invitation is taken up once, by the newest link only', async () => {
  const accountId = await invited('new@wexcombe.example')
  const link = (token: string) => ({
    org: place.org,
    id: newId(),
    accountId,
    tokenHash: hashOf(token),
    madeBy: place.administrator,
    at: now,
    expiresAt: later(60),
  })
  await write((tx) => invite(tx, link('first link')))
  await write((tx) => invite(tx, link('second link')))
  assert.equal(await findInvitation(db, hashOf('first link'), now), undefined)
  const invitation = await findInvitation(db, hashOf('second link'), now)
  assert.equal(invitation?.email, 'new@wexcombe.example')
  assert.equal(await findInvitation(db, hashOf('second link'), later(61)), undefined)
  const take = () => write((tx) => takeInvitation(tx, { org: place.org, id: invitation?.id ?? '', at: now }))
  const tries = await Promise.all([take(), take(), take()])
  assert.equal(tries.filter(Boolean).length, 1)
  assert.equal(await findInvitation(db, hashOf('second link'), now), undefined)
  await write((tx) => setPassword(tx, writer(), accountId, '$argon2id$new'))
  assert.equal((await findAccountForSignIn(db, 'new@wexcombe.example'))?.passwordHash, '$argon2id$new')
})

test('a session ends when it runs out, is revoked or its account is closed', async () => {
  const accountId = await invited('sessions@wexcombe.example')
  const id = await signedIn(accountId, 'one')
  await signedIn(accountId, 'two')
  await signedIn(accountId, 'three')
  assert.equal((await findSession(db, hashOf('one'), now))?.accountId, accountId)
  assert.equal(await findSession(db, hashOf('one'), later(61)), undefined)
  const revocation = { org: place.org, at: now, by: accountId, why: 'signed out' }
  await write((tx) => revokeSession(tx, revocation, id))
  assert.equal(await findSession(db, hashOf('one'), now), undefined)
  const [kept] = await readAs(db, place.org, (tx) => listSessions(tx, { org: place.org, accountId, now }))
  await write((tx) => revokeSessionsOf(tx, { ...revocation, why: 'the password was changed' }, accountId, kept?.id))
  assert.equal((await readAs(db, place.org, (tx) => listSessions(tx, { org: place.org, accountId, now }))).length, 1)
  assert.ok((await write((tx) => closeAccount(tx, writer(), accountId))).ok)
  assert.deepEqual(await readAs(db, place.org, (tx) => listSessions(tx, { org: place.org, accountId, now })), [])
  assert.equal(await findAccountForSignIn(db, 'sessions@wexcombe.example'), undefined)
  await write((tx) => reopenAccount(tx, writer(), accountId))
  assert.equal((await findAccountForSignIn(db, 'sessions@wexcombe.example'))?.id, accountId)
})

test('a session knows when it was last used', async () => {
  const id = await signedIn(place.reader, 'used')
  assert.deepEqual((await findSession(db, hashOf('used'), now))?.usedAt, now)
  await write((tx) => noteSessionUse(tx, { org: place.org, id, at: later(5) }))
  await write((tx) => noteSessionUse(tx, { org: place.org, id, at: later(10) }))
  assert.deepEqual((await findSession(db, hashOf('used'), later(10)))?.usedAt, later(10))
})

test('the last administrator can neither be closed nor made something else', async () => {
  for (const change of [
    (tx: Tx) => closeAccount(tx, writer(), place.administrator),
    (tx: Tx) => changeRole(tx, writer(), place.administrator, 'reader'),
  ]) {
    const refused = await write(change)
    assert.equal(refused.ok ? '' : refused.problems[0]?.code, 'last-administrator')
  }
  assert.ok((await write((tx) => changeRole(tx, writer(), place.planLead, 'administrator'))).ok)
  const both = await Promise.all([
    write((tx) => changeRole(tx, writer(), place.planLead, 'plan-lead')),
    write((tx) => changeRole(tx, writer(), place.administrator, 'reader')),
  ])
  assert.equal(both.filter(({ ok }) => ok).length, 1, 'two administrators can’t remove each other at once')
  const accounts = await readAs(db, place.org, (tx) => listAccounts(tx, place.org))
  assert.equal(accounts.filter(({ role }) => role === 'administrator').length, 1)
  assert.equal((await readAs(db, place.org, (tx) => readAccount(tx, place.org, place.reader)))?.role, 'reader')
})

test('failed sign-ins are counted for the account since its last success, and for the address they come from', async () => {
  const attempt = (email: string, address: string, minute: number, succeeded = false) =>
    recordSignInAttempt(db, newId(), { email, address, at: later(minute), succeeded })
  await attempt('a@wexcombe.example', '192.0.2.1', 1)
  await attempt('A@wexcombe.example ', '192.0.2.2', 2)
  await attempt('b@wexcombe.example', '192.0.2.1', 3)
  const count = (minute: number) =>
    countFailedSignIns(db, { email: 'a@wexcombe.example', address: '192.0.2.1', since: later(minute) })
  assert.deepEqual(await count(0), { forEmail: 2, fromAddress: 2 })
  assert.deepEqual(await count(1), { forEmail: 1, fromAddress: 1 })
  await attempt('a@wexcombe.example', '192.0.2.9', 4, true)
  assert.deepEqual(await count(0), { forEmail: 0, fromAddress: 2 })
  await attempt('c@wexcombe.example', '192.0.2.3', 24 * 60 + 10)
  assert.deepEqual(await count(0), { forEmail: 0, fromAddress: 0 })
})
