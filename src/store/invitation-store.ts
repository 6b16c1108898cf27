import { organisationOf } from './organisation-store.ts'
import type { Database, Tx } from './tables.ts'
import { readAs } from './transact.ts'

export interface Invitation {
  org: string
  id: string
  accountId: string
  accountName: string
  email: string
  organisationName: string
  expiresAt: Date
}

/** A one-time link: only the sha256 of its token is kept. Earlier links of the account stop working. */
export async function invite(
  tx: Tx,
  invitation: {
    org: string
    id: string
    accountId: string
    tokenHash: Buffer
    madeBy: string
    at: Date
    expiresAt: Date
  },
): Promise<void> {
  const { org, id, accountId, tokenHash, madeBy, at, expiresAt } = invitation
  await tx
    .updateTable('invitation')
    .set({ withdrawn_at: at, withdrawn_by: madeBy })
    .where('org_id', '=', org)
    .where('account_id', '=', accountId)
    .where('taken_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  await tx
    .insertInto('invitation')
    .values({
      org_id: org,
      id,
      account_id: accountId,
      token_hash: tokenHash,
      made_at: at,
      made_by: madeBy,
      expires_at: expiresAt,
    })
    .execute()
}

/** The invitation a link stands for; nothing where it was taken up, withdrawn or has run out. */
export async function findInvitation(db: Database, tokenHash: Buffer, now: Date): Promise<Invitation | undefined> {
  const org = await organisationOf(db, 'invitation', tokenHash.toString('hex'))
  if (org === undefined) return undefined
  return await readAs(db, org, (tx) =>
    tx
      .selectFrom('invitation')
      .innerJoin('account', (join) =>
        join.onRef('account.org_id', '=', 'invitation.org_id').onRef('account.id', '=', 'invitation.account_id'),
      )
      .innerJoin('organisation', 'organisation.id', 'invitation.org_id')
      .select([
        'invitation.org_id as org',
        'invitation.id',
        'account_id as accountId',
        'account.name as accountName',
        'account.email',
        'organisation.name as organisationName',
        'expires_at as expiresAt',
      ])
      .where('invitation.org_id', '=', org)
      .where('token_hash', '=', tokenHash)
      .where('taken_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', now)
      .where('account.closed_at', 'is', null)
      .executeTakeFirst(),
  )
}

/** True for the one request that takes it up; false where another was quicker. */
export async function takeInvitation(tx: Tx, { org, id, at }: { org: string; id: string; at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ taken_at: at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
