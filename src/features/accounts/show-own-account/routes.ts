import { z } from 'zod'
import { editAccount } from '../../../store/account-store.ts'
import { listSessions, revokeSession, revokeSessionsOf } from '../../../store/session-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { readForm } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { ownAccountView } from './view.ts'

const template = 'features/accounts/show-own-account/show-own-account.njk'
/** Everybody with an account reads plans; the pages here are about the asker's own account and nobody else's. */
const deed = 'read plans'

export function showOwnAccount(web: Web, { db }: { db: Database }): void {
  web.get('/account', { deed }, async (ask) => page(template, await viewFor(ask)))

  web.post('/account', { deed }, async (ask) => {
    const form = readForm(fields, ask.form)
    if (!form.ok) return pageWithProblems(template, { ...(await viewFor(ask)), form: ask.form }, form.problems)
    const { name, post } = form.value
    await transact(db, ask.as('Changed their own details'), (tx) =>
      editAccount(tx, { org: ask.org.id }, ask.account.id, { name, post: post === '' ? null : post }),
    )
    return seeOther('/account', 'Your details are changed.')
  })

  web.post('/account/sessions/:sessionId/end', { deed }, async (ask) => {
    const { sessionId = '' } = ask.params
    const own = await sessionsOf(ask)
    if (own.some((session) => session.id === sessionId))
      await transact(db, ask.as('Ended a session of their own'), (tx) => revokeSession(tx, ending(ask), sessionId))
    return seeOther('/account', 'That session is ended. Whoever used it has to sign in again.')
  })

  web.post('/account/sessions/end-others', { deed }, async (ask) => {
    await transact(db, ask.as('Ended their other sessions'), (tx) =>
      revokeSessionsOf(tx, ending(ask), ask.account.id, ask.signedIn.sessionId),
    )
    return seeOther('/account', 'All other sessions are ended.')
  })

  const sessionsOf = (ask: Ask) =>
    readAs(db, ask.org.id, (tx) => listSessions(tx, { org: ask.org.id, accountId: ask.account.id, now: ask.now }))
  const viewFor = async (ask: Ask) => ownAccountView(ask.account, await sessionsOf(ask), ask.signedIn.sessionId)
}

const ending = (ask: Ask) => ({ org: ask.org.id, at: ask.now, by: ask.account.id, why: 'ended by its holder' })

const fields = z.object({
  name: z.string().trim().min(1, 'Enter your name').max(200, 'Use at most 200 characters'),
  post: z.string().trim().max(200, 'Use at most 200 characters').default(''),
})
