import type { Insertable } from 'kysely'
import type { Tables, Tx } from './tables.ts'

/** PostgreSQL takes 65,535 values in one statement. */
const mostValues = 60_000

/** Inserts rows in as few statements as the protocol allows; every row has the same columns as the first. */
export async function insertAll<Table extends keyof Tables>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const size = Math.max(1, Math.floor(mostValues / Object.keys(first).length))
  for (let start = 0; start < rows.length; start += size)
    await tx
      .insertInto(table)
      .values(rows.slice(start, start + size))
      .execute()
}
