import { sql } from 'kysely'
import type { Tx } from './tables.ts'

export interface Found {
  kind: 'action' | 'outcome'
  id: string
  planId: string
  /** Higher fits better. */
  rank: number
}

/** Actions and outcomes by their words, best first; understands "quoted words", or and -not. Never fails on what is typed. */
export async function findSubjects(tx: Tx, words: string, most = 50): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select kind, id, plan_id as "planId", rank from find_subjects(${words.replaceAll('\0', '')}, ${most})`.execute(tx)
  return rows
}
