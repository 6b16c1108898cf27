import { may } from '../../../domain/people/permissions.ts'
import {
  type LiveAction,
  type PlanHead,
  readAction,
  readMilestones,
  readOutcomes,
  readPlanHead,
} from '../../../store/live-plan.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { pageOfHistory, readTold } from '../../../store/told-history.ts'
import { readAs } from '../../../store/transact.ts'
import { notFound, page } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import type { Web } from '../../../web/web.ts'
import { lastUpdates, movesOf, neighboursOf, ownersOf, sourcesOf } from './queries.ts'
import { actionHistoryView, actionView } from './view.ts'

/** Everything about one promise of work, and who says what. */
export function showAction(web: Web, { db }: { db: Database }): void {
  web.get('/actions/:actionId', { deed: 'read plans' }, async (ask) => {
    const org = ask.org.id
    const facts = await readAs(db, org, async (tx) => {
      const found = await findAction(tx, org, ask.params.actionId ?? '')
      if (found === undefined) return undefined
      const { action, plan } = found
      return {
        ...found,
        outcome: action.outcomeId === null ? undefined : (await readOutcomes(tx, org, { id: action.outcomeId }))[0],
        owners: await ownersOf(tx, org, action.id),
        milestones: await readMilestones(tx, org, { actionId: action.id }),
        said: (await lastUpdates(tx, org, action.id))[0],
        moves: await movesOf(tx, org, action.id),
        sources: await sourcesOf(tx, org, action.id),
        neighbours: await neighboursOf(tx, org, action),
        history: await readTold(tx, org, { actionId: action.id }, plan, { limit: 30 }),
      }
    })
    if (facts === undefined) return notFound()
    return page('features/actions/show-action/show-action.njk', {
      ...actionView({ ...facts, today: ask.today }),
      acts: actsFor(ask, facts.action, facts.plan),
    })
  })

  web.get('/actions/:actionId/history', { deed: 'read history' }, async (ask) => {
    const before = pageOfHistory(ask.query.before)
    const facts = await readAs(db, ask.org.id, async (tx) => {
      const found = await findAction(tx, ask.org.id, ask.params.actionId ?? '')
      if (found === undefined) return undefined
      return {
        ...found,
        history: await readTold(tx, ask.org.id, { actionId: found.action.id }, found.plan, { before }),
      }
    })
    if (facts === undefined) return notFound()
    return page('features/actions/show-action/action-history.njk', actionHistoryView(facts, before !== undefined))
  })

  function actsFor(ask: Ask, action: LiveAction, plan: PlanHead) {
    const { role } = ask.account
    const isOpen = action.closed === null && action.deleted === null && plan.closed === null
    const isThere = (method: 'GET' | 'POST', path: string) => web.has(method, path)
    return {
      update: isOpen && may(role, 'record an update') && isThere('GET', '/actions/:actionId/update'),
      edit: isOpen && may(role, 'edit a plan') && isThere('GET', '/actions/:actionId/edit'),
      confirm: isOpen && may(role, 'confirm a reading') && isThere('GET', '/actions/:actionId/reading'),
      move: isOpen && may(role, 'edit a plan') && isThere('GET', '/actions/:actionId/move'),
      addMilestone: isOpen && may(role, 'edit a plan') && isThere('GET', '/actions/:actionId/milestones/add'),
      close: isOpen && may(role, 'close or reopen an action') && isThere('GET', '/actions/:actionId/close'),
      reopen:
        action.closed !== null &&
        action.deleted === null &&
        plan.closed === null &&
        may(role, 'close or reopen an action') &&
        isThere('POST', '/actions/:actionId/reopen'),
      delete:
        action.deleted === null &&
        plan.closed === null &&
        may(role, 'delete an action') &&
        isThere('GET', '/actions/:actionId/delete'),
      restore:
        action.deleted !== null && may(role, 'delete an action') && isThere('POST', '/actions/:actionId/restore'),
      source: may(role, 'read source documents') && isThere('GET', '/imports/:importId/original'),
    }
  }
}

async function findAction(
  tx: Tx,
  org: string,
  id: string,
): Promise<{ action: LiveAction; plan: PlanHead } | undefined> {
  const action = await readAction(tx, org, id)
  const plan = action && (await readPlanHead(tx, org, action.planId))
  return action === undefined || plan === undefined ? undefined : { action, plan }
}
