import { may } from '../../../domain/people/permissions.ts'
import { silentAfterDays } from '../../../domain/plan/open-action.ts'
import { addDays } from '../../../domain/timescale/civil-date.ts'
import { soonDays } from '../../../domain/timescale/due.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import type { Web } from '../../../web/web.ts'
import { mine, plansOf, ratingGroups, recurringGroups, stitches, unfinishedImports } from './queries.ts'
import { homeView, mostStitches } from './view.ts'

export function showHome(web: Web, { db }: { db: Database }): void {
  web.navigation({ text: 'Home', href: '/', deed: 'read plans' })

  web.get('/', { deed: 'read plans' }, async (ask) => {
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const org = ask.org.id
      const soon = addDays(ask.today, soonDays)
      const heardSince = new Date(ask.now.getTime() - silentAfterDays * 24 * 60 * 60 * 1000)
      const plans = await plansOf(tx, org)
      const imports = mayImport(ask) ? await unfinishedImports(tx, org) : []
      if (plans.length === 0) return { plans, imports }
      const names = [ask.account.name, ask.account.post ?? ''].filter(Boolean).map((name) => name.toLowerCase())
      return {
        plans,
        imports,
        groups: await ratingGroups(tx, { org, today: ask.today, soon, heardSince }),
        recurring: await recurringGroups(tx, org),
        stitches: await stitches(tx, { org, heardSince, limit: mostStitches + 1 }),
        mine: await mine(tx, { org, accountId: ask.account.id, names, today: ask.today, soon, heardSince }),
      }
    })
    const { groups } = facts
    if (groups === undefined) return page('features/home/show-home/first-run.njk', firstRunView(ask, facts.imports))
    return page(
      'features/home/show-home/home.njk',
      homeView({ ...facts, groups, today: ask.today, pages: pagesFor(ask) }),
    )
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
    mayLookRound: may(ask.account.role, 'import a plan') && web.has('POST', '/demonstration'),
    imports: web.has('GET', '/imports/:importId') ? imports : [],
  })
}
