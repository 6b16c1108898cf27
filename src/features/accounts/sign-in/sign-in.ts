/** Checks an e-mail address and a password, slowly enough that guessing does not pay, and begins a session. */
import { type Result, refuse } from '../../../domain/problem.ts'
import { findAccountForSignIn } from '../../../store/account-store.ts'
import { beginSession } from '../../../store/session-store.ts'
import { countFailedSignIns, forgetSignInAttempts, recordSignInAttempt } from '../../../store/sign-in-attempt-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import { isPassword } from '../../../web/passwords.ts'
import { day, digestOf, longestSession, newSecret } from '../../../web/secrets.ts'

export interface SigningIn {
  email: string
  password: string
  address: string
  browser?: string
}

export const failuresOfAnAccount = 10
export const failuresFromAnAddress = 50
const within = 15 * 60 * 1000

export async function signIn(
  db: Database,
  { email, password, address, browser }: SigningIn,
  { now, newId, request }: { now: Date; newId(): string; request: string },
): Promise<Result<{ secret: string; until: Date }>> {
  const failed = await countFailedSignIns(db, { email, address, since: new Date(now.getTime() - within) })
  if (failed.forEmail >= failuresOfAnAccount || failed.fromAddress >= failuresFromAnAddress) return refuse(tooManyTries)

  const account = await findAccountForSignIn(db, email)
  const isRight = (await isPassword(password, account?.passwordHash)) && account !== undefined
  await recordSignInAttempt(db, newId(), { email, address, at: now, succeeded: isRight })
  if (!isRight) return refuse(notRecognised)

  await forgetSignInAttempts(db, new Date(now.getTime() - day))
  const [id, secret, until] = [newId(), newSecret(), new Date(now.getTime() + longestSession)]
  const { org, id: accountId } = account
  const session = {
    org,
    id,
    accountId,
    tokenHash: digestOf(secret),
    at: now,
    expiresAt: until,
    address,
    browser: browser ?? null,
  }
  await transact(db, { org, actor: accountId, why: 'Signed in', request }, (tx) => beginSession(tx, session))
  return { ok: true, value: { secret, until } }
}

/** The same words whether the address, the password or both are wrong. */
const notRecognised = {
  code: 'not-recognised',
  message: 'The e-mail address or the password is not right',
  field: 'email',
}

const tooManyTries = {
  code: 'too-many-tries',
  message: 'Too many tries. Wait 15 minutes, or ask an administrator for a new link',
  field: 'email',
}
