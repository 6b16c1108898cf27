import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { organisationIds } from '../../../store/organisation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import { readForm } from '../../../web/read-form.ts'
import { digestOf } from '../../../web/secrets.ts'
import type { Web } from '../../../web/web.ts'
import { alreadySetUp, setUpOrganisation as setUp } from './set-up-organisation.ts'

const template = 'features/accounts/set-up-organisation/set-up-organisation.njk'
const open = 'whoever holds the link printed at the first start makes the first administrator'

/** `secret` is in the link that main.ts prints while there is no organisation. */
export function setUpOrganisation(web: Web, { db, setUpSecret }: { db: Database; setUpSecret: string }): void {
  const isLink = (given = '') => timingSafeEqual(digestOf(given), digestOf(setUpSecret))

  web.get('/set-up/:secret', { open }, async (ask) => {
    if (!isLink(ask.params.secret)) return notFound(wrongLink)
    if ((await organisationIds(db)).length > 0) return seeOther('/sign-in', alreadySetUp)
    return page(template, { form: {} })
  })

  web.post('/set-up/:secret', { open }, async (ask) => {
    if (!isLink(ask.params.secret)) return notFound(wrongLink)
    const again = { form: { ...ask.form, password: '' } }
    const form = readForm(fields, ask.form)
    if (!form.ok) return pageWithProblems(template, again, form.problems)
    const done = await setUp(db, form.value, { now: ask.now, newId: ask.newId, request: ask.requestId })
    if (!done.ok) return pageWithProblems(template, again, done.problems)
    return { ...seeOther('/'), session: { begin: done.value } }
  })
}

const wrongLink = 'This link is not the one Golden Thread printed when it was last started. Use the newest one.'

const fields = z.object({
  organisation: z.string().trim().min(1, 'Enter the name of your organisation').max(200, 'Use at most 200 characters'),
  name: z.string().trim().min(1, 'Enter your name').max(200, 'Use at most 200 characters'),
  email: z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters')
    .pipe(z.email('Enter an e-mail address like name@council.gov.uk')),
  password: z.string(),
})
