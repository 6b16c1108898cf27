import { organisationIds } from '../../../store/organisation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { signIn as begin } from './sign-in.ts'

const template = 'features/accounts/sign-in/sign-in.njk'
const open = 'people sign in here'

export function signIn(web: Web, { db }: { db: Database }): void {
  web.get('/sign-in', { open }, async (ask) => {
    if (ask.signedIn !== undefined) return seeOther(within(ask.query.next))
    return page(template, { next: ask.query.next, email: '', isSetUp: (await organisationIds(db)).length > 0 })
  })

  web.post('/sign-in', { open }, async (ask) => {
    const { form } = ask
    const next = fieldOf(form, 'next')
    const email = fieldOf(form, 'email').slice(0, 200)
    const password = typeof form.password === 'string' ? form.password.slice(0, 1000) : ''
    const again = { next, email, isSetUp: true }
    if (email === '' || password === '')
      return pageWithProblems(template, again, [
        ...(email === '' ? [{ code: 'email-missing', message: 'Enter your e-mail address', field: 'email' }] : []),
        ...(password === '' ? [{ code: 'password-missing', message: 'Enter your password', field: 'password' }] : []),
      ])
    const begun = await begin(
      db,
      { email, password, address: ask.address, browser: ask.browser },
      { now: ask.now, newId: ask.newId, request: ask.requestId },
    )
    if (!begun.ok) return pageWithProblems(template, again, begun.problems)
    return { ...seeOther(within(next)), session: { begin: begun.value } }
  })
}

/** Where they were going, if that is a page of ours; addresses are printable ASCII, as anything else is none for a redirect. */
function within(next = ''): string {
  return /^\/(?![/\\])[!-[\]-~]*$/.test(next) ? next : '/'
}
