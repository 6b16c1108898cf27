import { sql } from 'kysely'
import type { Database } from './tables.ts'

/** Seals the changes of all organisations that have been committed since the last time; resolves to how many. */
export async function sealHistory(db: Database): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select seal_history() as sealed`.execute(db)
  return rows[0]?.sealed ?? 0
}

/** Seals every few seconds until stopped, away from the writers: none waits for it. Several processes may do so at once. */
export function startSealing(
  db: Database,
  { everySeconds = 10, log }: { everySeconds?: number; log: (sentence: string) => void },
): { stop(): Promise<void> } {
  let sealing: Promise<unknown> = Promise.resolve()
  const seal = () => {
    sealing = sealing
      .then(() => sealHistory(db))
      .catch((fault: Error) => log(`History was not sealed; it will be tried again: ${fault.message}`))
  }
  const timer = setInterval(seal, everySeconds * 1000)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      seal()
      await sealing
    },
  }
}
