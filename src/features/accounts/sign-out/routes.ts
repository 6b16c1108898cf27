import { revokeSession } from '../../../store/session-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import { seeOther } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'

export function signOut(web: Web, { db }: { db: Database }): void {
  web.post('/sign-out', { open: 'signing out twice must not fail' }, async (ask) => {
    const { signedIn } = ask
    if (signedIn !== undefined) {
      const { account, org, sessionId } = signedIn
      await transact(db, { org: org.id, actor: account.id, why: 'Signed out', request: ask.requestId }, (tx) =>
        revokeSession(tx, { org: org.id, at: ask.now, by: account.id, why: 'signed out' }, sessionId),
      )
    }
    return { ...seeOther('/sign-in', 'You are signed out.'), session: 'end' }
  })
}
