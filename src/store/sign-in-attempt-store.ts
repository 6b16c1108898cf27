import { createHash } from 'node:crypto'
import type { Database } from './tables.ts'

export interface SignInAttempt {
  email: string
  /** The caller's IP address. */
  address: string
  at: Date
}

const keptFor = 24 * 60 * 60 * 1000

/** Older ones than a day go by the way. Kept as a digest of the e-mail address: whoever guesses may be typing anybody's. */
export async function recordSignInAttempt(
  db: Database,
  id: string,
  attempt: SignInAttempt & { succeeded: boolean },
): Promise<void> {
  await db
    .insertInto('sign_in_attempt')
    .values({
      id,
      email_hash: digest(attempt.email),
      address: attempt.address,
      tried_at: attempt.at,
      succeeded: attempt.succeeded,
    })
    .execute()
  await forgetSignInAttempts(db, new Date(attempt.at.getTime() - keptFor))
}

export interface FailedSignIns {
  /** For this account since its last success. */
  forEmail: number
  fromAddress: number
}

/** Failures since an instant, counted in the database so that every process and every restart counts the same. */
export async function countFailedSignIns(
  db: Database,
  { email, address, since }: { email: string; address: string; since: Date },
): Promise<FailedSignIns> {
  const emailHash = digest(email)
  const row = await db
    .selectNoFrom((select) => [
      select
        .selectFrom('sign_in_attempt as a')
        .select((count) => count.fn.countAll<number>().as('n'))
        .where('email_hash', '=', emailHash)
        .where('tried_at', '>', since)
        .where('succeeded', '=', false)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('sign_in_attempt as later')
                .select('later.id')
                .where('later.email_hash', '=', emailHash)
                .where('later.succeeded', '=', true)
                .whereRef('later.tried_at', '>', 'a.tried_at'),
            ),
          ),
        )
        .as('forEmail'),
      select
        .selectFrom('sign_in_attempt')
        .select((count) => count.fn.countAll<number>().as('n'))
        .where('address', '=', address)
        .where('tried_at', '>', since)
        .where('succeeded', '=', false)
        .as('fromAddress'),
    ])
    .executeTakeFirstOrThrow()
  return { forEmail: row.forEmail ?? 0, fromAddress: row.fromAddress ?? 0 }
}

/** What is older than an instant is of no more use, and is somebody's trace. */
export async function forgetSignInAttempts(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('tried_at', '<', before).execute()
}

const digest = (email: string): Buffer => createHash('sha256').update(email.trim().toLowerCase()).digest()
