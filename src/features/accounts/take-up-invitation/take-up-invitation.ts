/** Whoever holds a one-time link chooses a password and is signed in. The same for a first visit and a forgotten password. */
import { checkPassword } from '../../../domain/people/password-rules.ts'
import { type Result, refuse } from '../../../domain/problem.ts'
import { setPassword } from '../../../store/account-store.ts'
import { type Invitation, takeInvitation } from '../../../store/invitation-store.ts'
import { beginSession, revokeSessionsOf } from '../../../store/session-store.ts'
import { recordSignInAttempt } from '../../../store/sign-in-attempt-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import type { OpenAsk } from '../../../web/ask.ts'
import { hashPassword } from '../../../web/passwords.ts'
import { digestOf, longestSession, newSecret } from '../../../web/secrets.ts'

export async function takeUpInvitation(
  db: Database,
  { now, newId, requestId, address, browser }: Pick<OpenAsk, 'now' | 'newId' | 'requestId' | 'address' | 'browser'>,
  invitation: Invitation,
  chosen: string,
): Promise<Result<{ secret: string; until: Date }>> {
  const { org, accountId, accountName, email, organisationName } = invitation
  const password = checkPassword(chosen, [accountName, email, organisationName])
  if (!password.ok) return password
  const passwordHash = await hashPassword(password.value)
  const [id, secret, until] = [newId(), newSecret(), new Date(now.getTime() + longestSession)]
  const doing = { org, actor: accountId, why: 'Took up a one-time link', request: requestId }
  const taken = await transact<Result<{ secret: string; until: Date }>>(db, doing, async (tx) => {
    if (!(await takeInvitation(tx, { org, id: invitation.id, at: now }))) return refuse(usedUp)
    await setPassword(tx, { org }, accountId, passwordHash)
    await revokeSessionsOf(tx, { org, at: now, by: accountId, why: 'a new password was chosen' }, accountId)
    const session = { org, id, accountId, tokenHash: digestOf(secret), at: now, expiresAt: until, address, browser }
    await beginSession(tx, session)
    return { ok: true, value: { secret, until } }
  })
  // A new password ends the count of wrong ones.
  if (taken.ok) await recordSignInAttempt(db, newId(), { email, address, at: now, succeeded: true })
  return taken
}

const usedUp = { code: 'link-used', message: 'This link was used a moment ago. Sign in with the password chosen then' }
