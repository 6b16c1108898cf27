/** The first minute of an installation: the person who holds the printed link names the organisation and becomes its administrator. */
import { checkPassword } from '../../../domain/people/password-rules.ts'
import { type Result, refuse } from '../../../domain/problem.ts'
import { addAccount } from '../../../store/account-store.ts'
import { addFirstOrganisation } from '../../../store/organisation-store.ts'
import { beginSession } from '../../../store/session-store.ts'
import type { Database } from '../../../store/tables.ts'
import { transact } from '../../../store/transact.ts'
import { hashPassword } from '../../../web/passwords.ts'
import { digestOf, longestSession, newSecret } from '../../../web/secrets.ts'

export interface FirstAdministrator {
  organisation: string
  name: string
  email: string
  password: string
}

export async function setUpOrganisation(
  db: Database,
  asked: FirstAdministrator,
  { now, newId, request }: { now: Date; newId(): string; request: string },
): Promise<Result<{ secret: string; until: Date }>> {
  const password = checkPassword(asked.password, [asked.name, asked.email, asked.organisation])
  if (!password.ok) return password
  const passwordHash = await hashPassword(password.value)
  const [org, id, session, secret] = [newId(), newId(), newId(), newSecret()]
  const until = new Date(now.getTime() + longestSession)
  const doing = { org, actor: 'system:first-start', why: 'The organisation was set up', request }
  return await transact(db, doing, async (tx) => {
    if (!(await addFirstOrganisation(tx, { id: org, name: asked.organisation })))
      return refuse({ code: 'set-up-already', message: alreadySetUp })
    const added = await addAccount(tx, org, {
      id,
      email: asked.email,
      name: asked.name,
      role: 'administrator',
      passwordHash,
    })
    if (!added.ok) return added
    await beginSession(tx, { org, id: session, accountId: id, tokenHash: digestOf(secret), at: now, expiresAt: until })
    return { ok: true, value: { secret, until } }
  })
}

export const alreadySetUp = 'Golden Thread was set up already. Sign in, or ask its administrator for an account.'
