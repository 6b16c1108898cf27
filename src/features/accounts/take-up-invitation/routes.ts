import { findInvitation } from '../../../store/invitation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { OpenAsk } from '../../../web/ask.ts'
import { digestOf } from '../../../web/secrets.ts'
import type { Web } from '../../../web/web.ts'
import { takeUpInvitation as takeUp } from './take-up-invitation.ts'

const template = 'features/accounts/take-up-invitation/take-up-invitation.njk'
const open = 'whoever holds a one-time link chooses their password here'

export function takeUpInvitation(web: Web, { db }: { db: Database }): void {
  web.get('/invitation/:secret', { open }, async (ask) => {
    const invitation = await invitationOf(ask)
    if (invitation === undefined) return gone
    return page(template, {
      name: invitation.accountName,
      email: invitation.email,
      organisation: invitation.organisationName,
    })
  })

  web.post('/invitation/:secret', { open }, async (ask) => {
    const invitation = await invitationOf(ask)
    if (invitation === undefined) return gone
    const { accountName: name, email, organisationName: organisation } = invitation
    const chosen = typeof ask.form.password === 'string' ? ask.form.password : ''
    const taken = await takeUp(db, ask, invitation, chosen)
    if (!taken.ok) return pageWithProblems(template, { name, email, organisation }, taken.problems)
    return { ...seeOther('/', `Welcome, ${name}.`), session: { begin: taken.value } }
  })

  const invitationOf = ({ params: { secret = '' }, now }: OpenAsk) => findInvitation(db, digestOf(secret), now)
}

const gone = { ...page('features/accounts/take-up-invitation/gone.njk', {}), status: 404 }
