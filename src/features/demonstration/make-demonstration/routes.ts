import type { Database } from '../../../store/tables.ts'
import { seeOther } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { makeDemonstration as make } from './make-demonstration.ts'

/** "Look round first" on the first page. */
export function makeDemonstration(web: Web, { db }: { db: Database }): void {
  web.post('/demonstration', { deed: 'manage the organisation' }, async (ask) => {
    const made = await make(db, { org: ask.org.id, actor: ask.account.id }, { now: ask.now, newId: ask.newId })
    if (!made.ok) return seeOther('/', made.problems[0]?.message)
    return seeOther(
      '/',
      'Three invented plans are here, a year into their work. Nothing in them is real, so try anything.',
    )
  })
}
