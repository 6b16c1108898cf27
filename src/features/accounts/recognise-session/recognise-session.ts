/** Whose a session cookie is: the shell asks on every page. */
import { findSession, noteSessionUse } from '../../../store/session-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import type { SignedIn } from '../../../web/ask.ts'
import { digestOf, longestIdle } from '../../../web/secrets.ts'

export async function recogniseSession(db: Database, secret: string, now: Date): Promise<SignedIn | undefined> {
  const session = await findSession(db, digestOf(secret), now)
  if (session === undefined) return undefined
  const idle = now.getTime() - session.usedAt.getTime()
  if (idle > longestIdle) return undefined
  // Once in five minutes is often enough to tell idle from busy, and keeps reading pages free of writes.
  if (idle > 5 * 60 * 1000)
    await transact(db, { org: session.org, actor: session.accountId }, (tx) =>
      noteSessionUse(tx, { org: session.org, id: session.id, at: now }),
    )
  return {
    sessionId: session.id,
    account: {
      id: session.accountId,
      name: session.accountName,
      email: session.email,
      post: session.post,
      role: session.role,
    },
    org: { id: session.org, name: session.organisationName },
  }
}
