import type { Database } from '../../../store/tables.ts'
import { page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { changePassword as change } from './change-password.ts'

const template = 'features/accounts/change-password/change-password.njk'
const deed = 'read plans'

export function changePassword(web: Web, { db }: { db: Database }): void {
  web.get('/account/password', { deed }, () => page(template, {}))

  web.post('/account/password', { deed }, async (ask) => {
    const text = (name: string) => (typeof ask.form[name] === 'string' ? ask.form[name].slice(0, 1000) : '')
    const changed = await change(db, ask, { current: text('current'), chosen: text('password') })
    if (!changed.ok) return pageWithProblems(template, {}, changed.problems)
    return seeOther('/account', 'Your password is changed. All other sessions are ended.')
  })
}
