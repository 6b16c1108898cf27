import { type Told, tellHistory } from '../../../domain/change/tell-history.ts'
import { readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { pageOfHistory, withMilestoneNames } from '../../../store/told-history.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import { planHead } from '../../../web/plan-head.ts'
import type { Web } from '../../../web/web.ts'
import { momentInWords } from '../../../web/words.ts'
import { type Named, namesOf, planChanges } from './queries.ts'

const changesAPage = 120

/** Who changed what, when and why, anywhere in the plan. */
export function showPlanHistory(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/history', { deed: 'read history' }, async (ask) => {
    const { planId = '' } = ask.params
    const before = pageOfHistory(ask.query.before)
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const plan = await readPlanHead(tx, ask.org.id, planId)
      if (plan === undefined) return undefined
      const changes = await planChanges(tx, ask.org.id, planId, { before, limit: changesAPage + 1 })
      const next = changes.length > changesAPage ? (changes[changesAPage - 1]?.seq ?? null) : null
      const told = tellHistory(
        await withMilestoneNames(tx, ask.org.id, changes.slice(0, changesAPage)),
        plan.vocabulary,
        plan.key,
      )
      const ids = [...new Set(told.flatMap(({ actionId, outcomeId }) => actionId ?? outcomeId ?? []))]
      return { plan, told, next, names: await namesOf(tx, ask.org.id, ids) }
    })
    if (facts === undefined) return notFound()
    return page('features/plans/show-plan-history/show-plan-history.njk', {
      head: planHead(web, ask.account.role, facts.plan, 'history'),
      story: storyOf(facts.told, facts.names),
      earlier: facts.next === null ? undefined : `${ask.path}?before=${facts.next}`,
      newest: before === undefined ? undefined : ask.path,
    })
  })
}

/** Each entry says what it is about: its sentences name only what changed. */
function storyOf(told: Told[], names: Named[]) {
  const known = new Map(names.map((named) => [named.id, named]))
  return told.map(({ at, sentences, actionId, outcomeId }) => {
    const named = known.get(actionId ?? outcomeId ?? '')
    return {
      at: momentInWords(at),
      sentences,
      about: named && {
        href: `/${named.kind}s/${named.id}`,
        text: `${named.ref === null ? '' : `${named.ref} `}${named.text.length > 70 ? `${named.text.slice(0, 68).trimEnd()}…` : named.text}`,
      },
    }
  })
}
