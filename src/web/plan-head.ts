/** The head every page of a plan shares: where it is, its name, its state and its tabs. */
import { type Deed, may, type Role } from '../domain/people/permissions.ts'
import { levelNames } from '../domain/plan/level-names.ts'
import type { Vocabulary } from '../domain/plan/plan-document.ts'
import type { Web } from './web.ts'
import { dayMonthYear, shortDay } from './words.ts'

export interface HeadedPlan {
  id: string
  title: string
  period: string | null
  status: string | null
  isDraft: boolean
  isDemonstration: boolean
  vocabulary: Vocabulary
  createdAt: Date
  closed: { at: Date; by: string; why: string | null } | null
}

export type PlanTab = 'outcomes' | 'actions' | 'reports' | 'history'

interface Tab {
  tab: PlanTab
  text: string
  path: string
  deed: Deed
}

/** For `planHead` in components/plan-head.njk. Only tabs that are there and may be opened are shown. */
export function planHead(web: Web, role: Role, plan: HeadedPlan, active: PlanTab | null) {
  const levels = levelNames(plan.vocabulary)
  const tabs: Tab[] = [
    { tab: 'outcomes', text: levels.outcome.many, path: '/plans/:planId', deed: 'read plans' },
    { tab: 'actions', text: levels.action.many, path: '/plans/:planId/actions', deed: 'read plans' },
    { tab: 'reports', text: 'Reports', path: '/plans/:planId/reports', deed: 'read papers' },
    { tab: 'history', text: 'History', path: '/plans/:planId/history', deed: 'read history' },
  ]
  return {
    id: plan.id,
    title: plan.title,
    href: `/plans/${plan.id}`,
    note: [plan.status, plan.period, `here since ${shortDay(plan.createdAt)}`]
      .filter(Boolean)
      .map(capitalised)
      .join(' · '),
    band: bandOf(plan),
    bandLink:
      plan.isDemonstration && may(role, 'manage the organisation') && web.has('GET', '/demonstration')
        ? { text: 'Take the demonstration away', href: '/demonstration' }
        : undefined,
    tabs: tabs
      .filter(({ path, deed }) => web.has('GET', path) && may(role, deed))
      .map(({ tab, text, path }) => ({ text, href: path.replace(':planId', plan.id), active: tab === active })),
    reportHref:
      plan.closed === null && may(role, 'make a paper') && web.has('GET', '/plans/:planId/reports/write')
        ? `/plans/${plan.id}/reports/write`
        : undefined,
  }
}

function bandOf(plan: HeadedPlan): string | undefined {
  if (plan.closed !== null) {
    const why = plan.closed.why === null ? '' : `: ${plan.closed.why}`
    return `${plan.closed.by} closed this plan on ${dayMonthYear(plan.closed.at)}${why.replace(/\.$/, '')}. It stays here as it was.`
  }
  if (plan.isDraft) return 'This is a draft. Nobody owes a word on it yet, so silence is not counted.'
  return plan.isDemonstration ? 'This plan is invented, to look round in. Nothing in it is real.' : undefined
}

const capitalised = (words: string | null, index: number) =>
  index === 0 ? `${words?.charAt(0).toUpperCase()}${words?.slice(1)}` : words
