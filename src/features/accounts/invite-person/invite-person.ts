/** Makes an account without a password and a one-time link to hand over, as mail is not sent yet. */
import type { Role } from '../../../domain/people/permissions.ts'
import type { Result } from '../../../domain/problem.ts'
import { addAccount } from '../../../store/account-store.ts'
import { invite } from '../../../store/invitation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import type { Ask } from '../../../web/ask.ts'
import { digestOf, invitationLasts, newSecret } from '../../../web/secrets.ts'

export interface Invited {
  name: string
  secret: string
  expiresAt: Date
}

export async function invitePerson(
  db: Database,
  ask: Pick<Ask, 'account' | 'org' | 'now' | 'newId' | 'as'>,
  person: { name: string; email: string; post: string; role: Role },
): Promise<Result<Invited>> {
  const [accountId, id, secret] = [ask.newId(), ask.newId(), newSecret()]
  const expiresAt = new Date(ask.now.getTime() + invitationLasts)
  const { name, email, role } = person
  return await transact(db, ask.as(`Invited ${name}`), async (tx) => {
    const post = person.post === '' ? null : person.post
    const added = await addAccount(tx, ask.org.id, { id: accountId, name, email, post, role })
    if (!added.ok) return added
    const link = {
      org: ask.org.id,
      id,
      accountId,
      tokenHash: digestOf(secret),
      madeBy: ask.account.id,
      at: ask.now,
      expiresAt,
    }
    await invite(tx, link)
    return { ok: true, value: { name, secret, expiresAt } }
  })
}
