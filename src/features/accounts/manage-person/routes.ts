import { z } from 'zod'
import { roleName, roles } from '../../../domain/people/permissions.ts'
import {
  type Account,
  changeRole,
  closeAccount,
  editAccount,
  readAccount,
  reopenAccount,
} from '../../../store/account-store.ts'
import { invite } from '../../../store/invitation-store.ts'
import { isId } from '../../../store/new-id.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { readForm } from '../../../web/read-form.ts'
import { digestOf, invitationLasts, newSecret } from '../../../web/secrets.ts'
import type { Web } from '../../../web/web.ts'
import { dayMonthYear } from '../../../web/words.ts'

const template = 'features/accounts/manage-person/manage-person.njk'
const deed = 'manage accounts'

export function managePerson(web: Web, { db, baseUrl }: { db: Database; baseUrl: string }): void {
  web.get('/people/:accountId', { deed }, async (ask) => {
    const person = await personOf(ask)
    return person === undefined ? notFound() : page(template, personView(person, ask))
  })

  web.post('/people/:accountId', { deed }, async (ask) => {
    const person = await personOf(ask)
    if (person === undefined) return notFound()
    const form = readForm(fields, ask.form)
    if (!form.ok) return pageWithProblems(template, { ...personView(person, ask), form: ask.form }, form.problems)
    const { role, name, post } = form.value
    const changed = await transact(db, ask.as(`Changed the account of ${person.name}`), async (tx) => {
      const edited = await editAccount(tx, { org: ask.org.id }, person.id, { name, post: post === '' ? null : post })
      return edited.ok ? await changeRole(tx, { org: ask.org.id }, person.id, role) : edited
    })
    if (!changed.ok)
      return pageWithProblems(
        template,
        { ...personView(person, ask), form: ask.form },
        withField(changed.problems, 'role'),
      )
    return seeOther('/people', `The account of ${name} is changed.`)
  })

  web.post('/people/:accountId/link', { deed }, async (ask) => {
    const person = await personOf(ask)
    if (person === undefined || person.closedAt !== null) return notFound()
    const [id, secret] = [ask.newId(), newSecret()]
    const expiresAt = new Date(ask.now.getTime() + invitationLasts)
    const link = {
      org: ask.org.id,
      id,
      accountId: person.id,
      tokenHash: digestOf(secret),
      madeBy: ask.account.id,
      at: ask.now,
      expiresAt,
    }
    await transact(db, ask.as(`Made a new link for ${person.name}`), (tx) => invite(tx, link))
    return page('features/accounts/invite-person/invited.njk', {
      name: person.name,
      link: `${baseUrl}/invitation/${secret}`,
      until: dayMonthYear(expiresAt),
    })
  })

  web.post('/people/:accountId/close', { deed }, async (ask) => {
    const person = await personOf(ask)
    if (person === undefined) return notFound()
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now }
    const closed = await transact(db, ask.as(`Closed the account of ${person.name}`), (tx) =>
      closeAccount(tx, writer, person.id),
    )
    if (!closed.ok) return pageWithProblems(template, personView(person, ask), withField(closed.problems, 'role'))
    return seeOther('/people', `The account of ${person.name} is closed. What they wrote stays under their name.`)
  })

  web.post('/people/:accountId/reopen', { deed }, async (ask) => {
    const person = await personOf(ask)
    if (person === undefined) return notFound()
    await transact(db, ask.as(`Opened the account of ${person.name} again`), (tx) =>
      reopenAccount(tx, { org: ask.org.id }, person.id),
    )
    return seeOther(`/people/${person.id}`, `${person.name} can sign in again.`)
  })

  async function personOf({ org, params: { accountId = '' } }: Ask): Promise<Account | undefined> {
    // The database would call an id of another shape a fault.
    return isId(accountId) ? await readAs(db, org.id, (tx) => readAccount(tx, org.id, accountId)) : undefined
  }
}

export function personView(person: Account, { account }: Pick<Ask, 'account'>) {
  return {
    person: { id: person.id, name: person.name, email: person.email },
    form: { name: person.name, post: person.post ?? '', role: person.role },
    roles: roles.toReversed().map((role) => ({ value: role, text: roleName[role] })),
    isClosed: person.closedAt !== null,
    isWaiting: !person.hasPassword,
    isOneself: person.id === account.id,
  }
}

const withField = <P extends object>(problems: P[], field: string) => problems.map((problem) => ({ field, ...problem }))

const fields = z.object({
  name: z.string().trim().min(1, 'Enter their name').max(200, 'Use at most 200 characters'),
  post: z.string().trim().max(200, 'Use at most 200 characters').default(''),
  role: z.enum(roles, { error: 'Choose what they may do' }),
})
