import { sql } from 'kysely'
import type { Role } from '../domain/people/permissions.ts'
import type { Database, Tx } from './tables.ts'

export interface Session {
  org: string
  id: string
  accountId: string
  accountName: string
  email: string
  post: string | null
  role: Role
  organisationName: string
  expiresAt: Date
  usedAt: Date
}

export interface NewSession {
  org: string
  id: string
  accountId: string
  /** sha256 of the cookie's token. */
  tokenHash: Buffer
  at: Date
  expiresAt: Date
  address?: string | null
  browser?: string | null
}

export async function beginSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('session')
    .values({
      org_id: session.org,
      id: session.id,
      account_id: session.accountId,
      token_hash: session.tokenHash,
      began_at: session.at,
      expires_at: session.expiresAt,
      address: session.address ?? null,
      browser: session.browser ?? null,
    })
    .execute()
}

/** The open session a token stands for, with its account; one question, before the organisation is known. */
export async function findSession(db: Database, tokenHash: Buffer, now: Date): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select org_id as org, session_id as id, account_id as "accountId", account_name as "accountName", email, post, role,
      organisation_name as "organisationName", expires_at as "expiresAt", used_at as "usedAt"
    from find_session(${tokenHash}, ${now})`.execute(db)
  return rows[0]
}

/** Notes that it was used; call it at most every few minutes. Kept without history: it is no business record. */
export async function noteSessionUse(tx: Tx, { org, id, at }: { org: string; id: string; at: Date }): Promise<void> {
  await tx
    .insertInto('session_use')
    .values({ org_id: org, session_id: id, used_at: at })
    .onConflict((conflict) => conflict.columns(['org_id', 'session_id']).doUpdateSet({ used_at: at }))
    .execute()
}

export interface Revocation {
  org: string
  at: Date
  by: string
  /** "signed out", "the password was changed". */
  why: string
}

export async function revokeSession(tx: Tx, { org, at, by, why }: Revocation, id: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ revoked_at: at, revoked_by: by, revoked_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends all sessions of an account, but the one given. */
export async function revokeSessionsOf(
  tx: Tx,
  { org, at, by, why }: Revocation,
  accountId: string,
  exceptId?: string,
): Promise<void> {
  let revoking = tx
    .updateTable('session')
    .set({ revoked_at: at, revoked_by: by, revoked_why: why })
    .where('org_id', '=', org)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
  if (exceptId !== undefined) revoking = revoking.where('id', '!=', exceptId)
  await revoking.execute()
}

export interface OpenSession {
  id: string
  beganAt: Date
  usedAt: Date
  expiresAt: Date
  address: string | null
  browser: string | null
}

/** An account's open sessions, newest first, so that its holder can end what they do not know. */
export async function listSessions(
  tx: Tx,
  { org, accountId, now }: { org: string; accountId: string; now: Date },
): Promise<OpenSession[]> {
  return await tx
    .selectFrom('session')
    .leftJoin('session_use', (join) =>
      join.onRef('session_use.org_id', '=', 'session.org_id').onRef('session_use.session_id', '=', 'session.id'),
    )
    .select((select) => [
      'session.id',
      'began_at as beganAt',
      select.fn.coalesce('used_at', 'began_at').as('usedAt'),
      'expires_at as expiresAt',
      'address',
      'browser',
    ])
    .where('session.org_id', '=', org)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('began_at', 'desc')
    .execute()
}
