import { may } from '../../../domain/people/permissions.ts'
import { isDraft } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { dayMonthYear, plural, shortDay } from '../../../web/words.ts'
import { type ListedPlan, plansOf } from './queries.ts'

/** Every plan of the organisation, open and closed; how they stand is on home. */
export function listPlans(web: Web, { db }: { db: Database }): void {
  web.navigation({ text: 'Plans', href: '/plans', deed: 'read plans' })

  web.get('/plans', { deed: 'read plans' }, async (ask) => {
    const plans = await readAs(db, ask.org.id, (tx) => plansOf(tx, ask.org.id))
    const { role } = ask.account
    return page('features/plans/list-plans/list-plans.njk', {
      lead: leadOf(plans),
      open: plans.filter(({ closedAt }) => closedAt === null).map(rowOf),
      closed: plans.filter(({ closedAt }) => closedAt !== null).map(rowOf),
      acts: {
        import: may(role, 'import a plan') && web.has('GET', '/plans/import'),
        search: web.has('GET', '/search'),
      },
    })
  })
}

function leadOf(plans: ListedPlan[]): string {
  const open = plans.filter(({ closedAt }) => closedAt === null)
  const drafts = open.filter(({ status }) => isDraft(status)).length
  const draft = drafts === 0 ? '' : `, ${drafts === open.length ? 'all' : drafts} of them in draft`
  return `${plural(open.length, 'plan is', 'plans are')} open${open.length === 1 && drafts === 1 ? ', in draft' : draft}.`
}

function rowOf(plan: ListedPlan) {
  return {
    href: `/plans/${plan.id}`,
    title: plan.title,
    state: [plan.status === null ? 'Agreed or draft: not said' : capitalised(plan.status), plan.period]
      .filter(Boolean)
      .join(' · '),
    from: plan.isDemonstration
      ? 'invented, to look round in'
      : plan.source === null
        ? 'written here'
        : `read from ${plan.source}`,
    since:
      plan.closedAt === null
        ? shortDay(plan.createdAt)
        : `${shortDay(plan.createdAt)} to ${dayMonthYear(plan.closedAt)}`,
  }
}

const capitalised = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
