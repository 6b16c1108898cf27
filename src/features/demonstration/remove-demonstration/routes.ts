import { demonstrationPlans, removeDemonstration as remove } from '../../../store/demonstration-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, seeOther } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'

/** Takes the demonstration away again: one page that says what goes, one button. */
export function removeDemonstration(web: Web, { db }: { db: Database }): void {
  const deed = 'manage the organisation'
  web.get('/demonstration', { deed }, async (ask) => {
    const plans = await readAs(db, ask.org.id, (tx) => demonstrationPlans(tx, ask.org.id))
    if (plans.length === 0) return notFound('The demonstration is not here. It is made from the first page.')
    return page('features/demonstration/remove-demonstration/remove-demonstration.njk', { plans })
  })

  web.post('/demonstration/remove', { deed }, async (ask) => {
    const why = 'Took the demonstration away'
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const gone = await transact(db, ask.as(why), (tx) => remove(tx, writer, why))
    return seeOther('/', gone === 0 ? 'The demonstration was gone already.' : 'The demonstration is gone.')
  })
}
