/** The tabs every page of a plan shares, in their order: only those that are there are shown. */
import type { Web } from './web.ts'

export type PlanTab = 'outcomes' | 'actions' | 'reports' | 'history'

const tabs: { tab: PlanTab; text: string; path: string }[] = [
  { tab: 'outcomes', text: 'Outcomes', path: '/plans/:planId' },
  { tab: 'actions', text: 'Actions', path: '/plans/:planId/actions' },
  { tab: 'reports', text: 'Reports', path: '/plans/:planId/reports' },
  { tab: 'history', text: 'History', path: '/plans/:planId/history' },
]

/** For the `subNavigation` component. `words`: what the plan calls its levels, in the plural. */
export function planTabs(web: Web, planId: string, active: PlanTab, words: Partial<Record<PlanTab, string>> = {}) {
  return tabs
    .filter(({ path }) => web.has('GET', path))
    .map(({ tab, text, path }) => ({
      text: words[tab] ?? text,
      href: path.replace(':planId', planId),
      active: tab === active,
    }))
}
