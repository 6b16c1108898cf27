import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database, Tx } from './tables.ts'

export interface Doing {
  /** The organisation whose rows are there; no other's are. */
  org: string
  /** The account's id, or "system:…" for what no person does: "system:first-start". */
  actor: string
  /** Why, where the person or the task says so: stands in the history of every row changed. */
  why?: string | null
  /** The request's id, so that a change is found in the log. */
  request?: string | null
  /** The instant history gives to the changes; the database's clock where absent. */
  at?: Date
}

/**
 * Every write goes through here: one transaction, in which history knows who acts and row-level security knows for which
 * organisation. `work` may run again where the database could not serialise it, so it touches nothing but `tx`.
 */
export async function transact<T>(db: Database, doing: Doing, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(async (tx) => {
        await sql`select set_config('golden_thread.org', ${doing.org}, true),
          set_config('golden_thread.actor', ${doing.actor}, true),
          set_config('golden_thread.why', ${doing.why ?? ''}, true),
          set_config('golden_thread.request', ${doing.request ?? ''}, true),
          set_config('golden_thread.at', ${doing.at?.toISOString() ?? ''}, true)`.execute(tx)
        return await work(tx)
      })
    } catch (fault) {
      if (!isWorthAnotherTry(fault) || tries === 5) throw fault
      await wait(10 * tries * tries)
    }
  }
}

/** Reads an organisation's rows, all as they stood at one instant. */
export async function readAs<T>(db: Database, org: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Rows of one plan lie together and in memory: without this the planner would rather read a large organisation's table whole.
      await sql`select set_config('golden_thread.org', ${org}, true), set_config('random_page_cost', '1.1', true)`.execute(
        tx,
      )
      return await work(tx)
    })
}

/** Serialisation failure and deadlock: nothing was written, and the same work may succeed now. */
function isWorthAnotherTry(fault: unknown): boolean {
  const { code } = fault as { code?: string }
  return code === '40001' || code === '40P01'
}
