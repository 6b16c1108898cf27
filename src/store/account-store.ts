import type { Role } from '../domain/people/permissions.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import { organisationOf } from './organisation-store.ts'
import type { Database, Tx } from './tables.ts'
import { readAs } from './transact.ts'
import type { Writer } from './writer.ts'

export interface Account {
  org: string
  id: string
  email: string
  name: string
  post: string | null
  role: Role
  /** False until an invitation was taken up and a password chosen. */
  hasPassword: boolean
  closedAt: Date | null
}

export interface NewAccount {
  id: string
  email: string
  name: string
  post?: string | null
  role: Role
  /** argon2id; none for an account that is only invited. */
  passwordHash?: string
}

/** An address signs in to one account of one organisation, so a second use of it is refused, whosever it is. */
export async function addAccount(tx: Tx, org: string, account: NewAccount): Promise<Result<string>> {
  const { id, name, role } = account
  const email = account.email.trim()
  if ((await organisationOf(tx, 'email', email.toLowerCase())) !== undefined) return addressTaken(email)
  await tx
    .insertInto('account')
    .values({
      org_id: org,
      id,
      email,
      name,
      role,
      post: account.post ?? null,
      password_hash: account.passwordHash ?? null,
    })
    .execute()
  return accept(id)
}

/** For sign-in, before the organisation is known. A closed account is not found. */
export async function findAccountForSignIn(
  db: Database,
  email: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const org = await organisationOf(db, 'email', email.trim().toLowerCase())
  if (org === undefined) return undefined
  return await readAs(db, org, async (tx) => {
    const row = await tx
      .selectFrom('account')
      .select([...columns, 'password_hash'])
      .where('org_id', '=', org)
      .where((where) => where(where.fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return row && { ...asAccount(row), passwordHash: row.password_hash }
  })
}

export async function readAccount(tx: Tx, org: string, id: string): Promise<Account | undefined> {
  const row = await accounts(tx, org).where('id', '=', id).executeTakeFirst()
  return row && asAccount(row)
}

/** By name; the closed ones last. */
export async function listAccounts(tx: Tx, org: string): Promise<Account[]> {
  const rows = await accounts(tx, org)
    .orderBy((order) => order('closed_at', 'is not', null))
    .orderBy('name')
    .execute()
  return rows.map(asAccount)
}

export async function setPassword(
  tx: Tx,
  { org }: Pick<Writer, 'org'>,
  id: string,
  passwordHash: string,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password_hash: passwordHash })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function editAccount(
  tx: Tx,
  { org }: Pick<Writer, 'org'>,
  id: string,
  changes: { name?: string; post?: string | null; email?: string },
): Promise<Result<void>> {
  const { email } = changes
  if (email !== undefined) {
    const same = await tx
      .selectFrom('account')
      .select('email')
      .where('org_id', '=', org)
      .where('id', '=', id)
      .executeTakeFirst()
    const isNew = same?.email.toLowerCase() !== email.trim().toLowerCase()
    if (isNew && (await organisationOf(tx, 'email', email.trim().toLowerCase())) !== undefined)
      return addressTaken(email)
  }
  if (Object.keys(changes).length > 0)
    await tx.updateTable('account').set(changes).where('org_id', '=', org).where('id', '=', id).execute()
  return accept(undefined)
}

/** The last administrator keeps the role: an organisation that nobody can manage would be lost. */
export async function changeRole(tx: Tx, { org }: Pick<Writer, 'org'>, id: string, role: Role): Promise<Result<void>> {
  if (role !== 'administrator' && (await isLastAdministrator(tx, org, id))) return lastAdministrator()
  await tx.updateTable('account').set({ role }).where('org_id', '=', org).where('id', '=', id).execute()
  return accept(undefined)
}

/** Closes it and ends its sessions and invitations. What it wrote stays under its name. */
export async function closeAccount(tx: Tx, { org, by, at }: Omit<Writer, 'newId'>, id: string): Promise<Result<void>> {
  if (await isLastAdministrator(tx, org, id)) return lastAdministrator()
  await tx
    .updateTable('account')
    .set({ closed_at: at, closed_by: by })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute()
  await tx
    .updateTable('session')
    .set({ revoked_at: at, revoked_by: by, revoked_why: 'the account was closed' })
    .where('org_id', '=', org)
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  await tx
    .updateTable('invitation')
    .set({ withdrawn_at: at, withdrawn_by: by })
    .where('org_id', '=', org)
    .where('account_id', '=', id)
    .where('taken_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  return accept(undefined)
}

export async function reopenAccount(tx: Tx, { org }: Pick<Writer, 'org'>, id: string): Promise<void> {
  await tx
    .updateTable('account')
    .set({ closed_at: null, closed_by: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

const columns = ['org_id', 'id', 'email', 'name', 'post', 'role', 'closed_at'] as const

function accounts(tx: Tx, org: string) {
  return tx
    .selectFrom('account')
    .select([...columns, 'password_hash'])
    .where('org_id', '=', org)
}

function asAccount(row: {
  org_id: string
  id: string
  email: string
  name: string
  post: string | null
  role: Role
  closed_at: Date | null
  password_hash: string | null
}): Account {
  const { org_id: org, id, email, name, post, role, closed_at: closedAt } = row
  return { org, id, email, name, post, role, closedAt, hasPassword: row.password_hash !== null }
}

/** Locks the administrators' rows, so that two of them can't remove each other at once. */
async function isLastAdministrator(tx: Tx, org: string, id: string): Promise<boolean> {
  const open = await tx
    .selectFrom('account')
    .select('id')
    .where('org_id', '=', org)
    .where('role', '=', 'administrator')
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return open.length === 1 && open[0]?.id === id
}

function lastAdministrator(): Result<never> {
  return refuse({
    code: 'last-administrator',
    message: 'This is the only administrator. Make someone else an administrator first.',
  })
}

function addressTaken(email: string): Result<never> {
  return refuse({
    code: 'address-taken',
    field: 'email',
    message: `There is already an account for ${email}. Use another e-mail address.`,
  })
}
