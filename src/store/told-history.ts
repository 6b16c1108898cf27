import { type ChangeRow, type Told, tellHistory } from '../domain/change/tell-history.ts'
import type { Vocabulary } from '../domain/plan/plan-document.ts'
import type { KeyEntry } from '../domain/rating/rating-key.ts'
import { readHistory, type Subject } from './history-store.ts'
import { isId } from './new-id.ts'
import type { Tx } from './tables.ts'

export interface ToldPage {
  told: Told[]
  /** Give it back as `before` for what came earlier; null where there is nothing. */
  next: number | null
}

/** A subject's history in sentences, newest first, whole saves only. `limit` counts changes, of which a save may have many. */
export async function readTold(
  tx: Tx,
  org: string,
  subject: Subject,
  plan: { vocabulary: Vocabulary; key: readonly KeyEntry[] },
  { before, limit = 60 }: { before?: number | undefined; limit?: number } = {},
): Promise<ToldPage> {
  if (!Object.values(subject).every(isId)) return { told: [], next: null }
  const page = await readHistory(tx, org, subject, { limit, ...(before === undefined ? {} : { before }) })
  const { next } = page
  const changes = await withMilestoneNames(tx, org, page.changes)
  if (next === null) return { told: tellHistory(changes, plan.vocabulary, plan.key), next }
  // The last save of the page may go on after it: it is told whole on the next one, unless it fills this page alone.
  const last = changes.at(-1)?.transaction
  const whole = changes.filter(({ transaction }) => transaction !== last)
  if (whole.length === 0) return { told: tellHistory(changes, plan.vocabulary, plan.key), next }
  return { told: tellHistory(whole, plan.vocabulary, plan.key), next: whole.at(-1)?.seq ?? next }
}

/** A change holds only what changed; a step is named by its words, which it has where they did not. */
export async function withMilestoneNames<Change extends ChangeRow>(
  tx: Tx,
  org: string,
  changes: Change[],
): Promise<Change[]> {
  const isNameless = ({ table, operation, old }: ChangeRow) =>
    table === 'milestone' && operation === 'update' && old !== null && !('text' in old)
  const ids = [...new Set(changes.filter(isNameless).flatMap(({ rowId }) => rowId ?? []))]
  if (ids.length === 0) return changes
  const rows = await tx
    .selectFrom('milestone')
    .select(['id', 'text'])
    .where('org_id', '=', org)
    .where('id', 'in', ids)
    .execute()
  const texts = new Map(rows.map(({ id, text }) => [id, text]))
  return changes.map((change) => {
    const text = isNameless(change) ? texts.get(change.rowId ?? '') : undefined
    return text === undefined ? change : { ...change, old: { ...change.old, text }, new: { ...change.new, text } }
  })
}

/** The number of a page of history in an address; undefined where it is none. */
export const pageOfHistory = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
