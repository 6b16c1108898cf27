import { may } from '../../../domain/people/permissions.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { owedActions } from './queries.ts'
import { myActionsView } from './view.ts'

/** Nobody answers for more; a longer list would be read from the plan's own page. */
const most = 500

export function listMyActions(web: Web, { db }: { db: Database }): void {
  web.navigation({ text: 'My actions', href: '/my-actions', deed: 'read plans' })

  web.get('/my-actions', { deed: 'read plans' }, async (ask) => {
    const names = [ask.account.post, ask.account.name].filter((name) => name !== null && name !== '') as string[]
    const asked = {
      org: ask.org.id,
      accountId: ask.account.id,
      names: names.map((name) => name.toLowerCase()),
      limit: most,
    }
    const owed = await readAs(db, ask.org.id, (tx) => owedActions(tx, asked))
    const pages = {
      action: web.has('GET', '/actions/:actionId'),
      update: web.has('GET', '/actions/:actionId/update') && may(ask.account.role, 'record an update'),
      plan: web.has('GET', '/plans/:planId'),
    }
    return page(
      'features/actions/list-my-actions/list-my-actions.njk',
      myActionsView({ today: ask.today, owed, names, pages }),
    )
  })
}
