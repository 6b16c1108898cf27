/** The invented plans an organisation looks round in. They are plans like any other, but for a mark. */
import { sql } from 'kysely'
import { closeAccount, listAccounts } from './account-store.ts'
import { undoImport } from './import-store.ts'
import { deletePlan } from './plan-store.ts'
import type { Database, Tx } from './tables.ts'
import type { Writer } from './writer.ts'

export interface DemonstrationPlan {
  id: string
  title: string
  importId: string | null
}

/** Those that are there; none where the demonstration was never made, or was taken away. */
export async function demonstrationPlans(tx: Tx, org: string): Promise<DemonstrationPlan[]> {
  return await tx
    .selectFrom('plan')
    .select(['id', 'title', 'import_id as importId'])
    .where('org_id', '=', org)
    .where('is_demonstration', '=', true)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** No real person can have such an address: RFC 2606 keeps the ending for examples. */
export const isInvented = (email: string): boolean => email.endsWith(`@${inventedDomain}`)
export const inventedDomain = 'wexcombe.example'

/**
 * Takes the demonstration away, with a trace: its imports are undone, its plans deleted, its people's accounts closed. Resolves
 * to how many plans went.
 */
export async function removeDemonstration(tx: Tx, writer: Writer, why: string): Promise<number> {
  const plans = await demonstrationPlans(tx, writer.org)
  for (const { id, importId } of plans)
    if (importId === null || !(await undoImport(tx, writer, importId, why)).ok) await deletePlan(tx, writer, id, why)
  for (const account of await listAccounts(tx, writer.org))
    if (isInvented(account.email) && account.closedAt === null && account.id !== writer.by)
      await closeAccount(tx, writer, account.id)
  return plans.length
}

/** Runs `work` while no other process makes this organisation's demonstration; undefined where one does already. */
export async function aloneWithDemonstration<T>(
  db: Database,
  org: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return await db.connection().execute(async (own) => {
    const name = `golden-thread demonstration ${org}`
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as mine`.execute(own)
    if (rows[0]?.mine !== true) return undefined
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(own)
    }
  })
}
