import { z } from 'zod'
import { roleName, roles } from '../../../domain/people/permissions.ts'
import type { Database } from '../../../store/tables.ts'
import { page, pageWithProblems } from '../../../web/answer.ts'
import type { Form } from '../../../web/ask.ts'
import { readForm } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { dayMonthYear } from '../../../web/words.ts'
import { invitePerson as invite } from './invite-person.ts'

const template = 'features/accounts/invite-person/invite-person.njk'
const deed = 'manage accounts'

export function invitePerson(web: Web, { db, baseUrl }: { db: Database; baseUrl: string }): void {
  web.get('/people/invite', { deed }, () => page(template, formView({})))

  web.post('/people/invite', { deed }, async (ask) => {
    const form = readForm(fields, ask.form)
    if (!form.ok) return pageWithProblems(template, formView(ask.form), form.problems)
    const invited = await invite(db, ask, form.value)
    if (!invited.ok) return pageWithProblems(template, formView(ask.form), invited.problems)
    const { name, secret, expiresAt } = invited.value
    // Shown now and never again: only the link's digest is kept, so there is no address to go on to.
    return page('features/accounts/invite-person/invited.njk', {
      name,
      link: `${baseUrl}/invitation/${secret}`,
      until: dayMonthYear(expiresAt),
    })
  })
}

const formView = (form: Form) => ({
  form,
  roles: roles.toReversed().map((role) => ({ value: role, text: roleName[role], hint: { text: hints[role] } })),
})

const hints = {
  reader: 'Reads plans, their history and papers',
  contributor: 'Also says how actions stand',
  'plan-lead': 'Also brings plans in, changes them and makes papers',
  administrator: 'Also manages people',
}

const fields = z.object({
  name: z.string().trim().min(1, 'Enter their name').max(200, 'Use at most 200 characters'),
  email: z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters')
    .pipe(z.email('Enter an e-mail address like name@council.gov.uk')),
  post: z.string().trim().max(200, 'Use at most 200 characters').default(''),
  role: z.enum(roles, { error: 'Choose what they may do' }),
})
