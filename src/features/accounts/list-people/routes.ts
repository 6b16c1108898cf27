import { roleName } from '../../../domain/people/permissions.ts'
import { type Account, listAccounts } from '../../../store/account-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'

const deed = 'manage accounts'

export function listPeople(web: Web, { db }: { db: Database }): void {
  web.navigation({ text: 'People', href: '/people', deed })

  web.get('/people', { deed }, async (ask) => {
    const accounts = await readAs(db, ask.org.id, (tx) => listAccounts(tx, ask.org.id))
    return page('features/accounts/list-people/list-people.njk', peopleView(accounts))
  })
}

export function peopleView(accounts: Account[]) {
  const asRow = ({ id, name, email, post, role, hasPassword }: Account) => ({
    id,
    name,
    email,
    post,
    role: roleName[role],
    isWaiting: !hasPassword,
  })
  const open = accounts.filter((account) => account.closedAt === null)
  const closed = accounts.filter((account) => account.closedAt !== null)
  return {
    people: open.map(asRow),
    closed: closed.map(asRow),
    waiting: open.filter((account) => !account.hasPassword).length,
  }
}
