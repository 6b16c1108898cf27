/** A new password for oneself: asks for the present one, ends all other sessions. */
import { checkPassword } from '../../../domain/people/password-rules.ts'
import { type Result, refuse } from '../../../domain/problem.ts'
import { findAccountForSignIn, setPassword } from '../../../store/account-store.ts'
import { revokeSessionsOf } from '../../../store/session-store.ts'
import { countFailedSignIns, recordSignInAttempt } from '../../../store/sign-in-attempt-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import type { Ask } from '../../../web/ask.ts'
import { hashPassword, isPassword } from '../../../web/passwords.ts'

export async function changePassword(
  db: Database,
  ask: Pick<Ask, 'account' | 'org' | 'signedIn' | 'now' | 'newId' | 'address' | 'as'>,
  { current, chosen }: { current: string; chosen: string },
): Promise<Result<void>> {
  const { account, org, now, address } = ask
  const { email } = account
  // A stolen session must not serve to guess the password: wrong ones count as failed sign-ins.
  const failed = await countFailedSignIns(db, { email, address, since: new Date(now.getTime() - 15 * 60 * 1000) })
  if (failed.forEmail >= 10)
    return refuse({ code: 'too-many-tries', message: 'Too many tries. Wait 15 minutes', field: 'current' })
  const held = await findAccountForSignIn(db, email)
  if (!(await isPassword(current, held?.passwordHash))) {
    await recordSignInAttempt(db, ask.newId(), { email, address, at: now, succeeded: false })
    return refuse({ code: 'not-recognised', message: 'Your present password is not right', field: 'current' })
  }
  const password = checkPassword(chosen, [account.name, email, org.name])
  if (!password.ok) return password
  const passwordHash = await hashPassword(password.value)
  await transact(db, ask.as('Changed their password'), async (tx) => {
    await setPassword(tx, { org: org.id }, account.id, passwordHash)
    const why = { org: org.id, at: now, by: account.id, why: 'the password was changed' }
    await revokeSessionsOf(tx, why, account.id, ask.signedIn.sessionId)
  })
  return { ok: true, value: undefined }
}
