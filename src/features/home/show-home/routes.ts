import { may } from '../../../domain/people/permissions.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import type { Web } from '../../../web/web.ts'
import { mine, unfinishedImports } from './queries.ts'
import { daysThatDecide, rememberedCounts } from './remembered-counts.ts'
import { homeView } from './view.ts'

export function showHome(web: Web, { db }: { db: Database }): void {
  const countsOf = rememberedCounts()
  web.navigation({ text: 'Home', href: '/', deed: 'read plans' })

  web.get('/', { deed: 'read plans' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const org = ask.org.id
      const imports = mayImport(ask) ? await unfinishedImports(tx, org) : []
      const counts = await countsOf(tx, { org, today: ask.today })
      const names = [ask.account.name, ask.account.post ?? ''].filter(Boolean).map((name) => name.toLowerCase())
      const who = { org, accountId: ask.account.id, names }
      const owed = counts.plans.length === 0 ? [] : await mine(tx, { ...who, ...daysThatDecide(ask.today) })
      return { ...counts, imports, mine: owed }
    })
    if (facts.plans.length === 0) return page('features/home/show-home/first-run.njk', firstRunView(ask, facts.imports))
    return page('features/home/show-home/home.njk', homeView({ ...facts, today: ask.today, pages: pagesFor(ask) }))
  })

  const mayImport = (ask: Ask) => may(ask.account.role, 'import a plan') && web.has('POST', '/plans/import')
  const pagesFor = (ask: Ask) => ({
    plan: web.has('GET', '/plans/:planId'),
    actions: web.has('GET', '/plans/:planId/actions'),
    review: mayImport(ask) && web.has('GET', '/imports/:importId'),
    import: mayImport(ask) && web.has('GET', '/plans/import'),
    mine: web.has('GET', '/my-actions'),
  })
  const firstRunView = (ask: Ask, imports: { id: string; name: string }[]) => ({
    mayImport: mayImport(ask),
    mayPaste: mayImport(ask) && web.has('GET', '/plans/import/paste'),
    mayLookRound: may(ask.account.role, 'manage the organisation') && web.has('POST', '/demonstration'),
    imports: web.has('GET', '/imports/:importId') ? imports : [],
  })
}
