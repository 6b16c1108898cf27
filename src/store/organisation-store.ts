import { sql } from 'kysely'
import type { Database, Tx } from './tables.ts'

export interface Organisation {
  id: string
  name: string
  kind: string
}

/** Inside a transaction that names this organisation as its own. */
export async function addOrganisation(
  tx: Tx,
  { id, name, kind = 'council' }: { id: string; name: string; kind?: string },
): Promise<void> {
  await tx.insertInto('organisation').values({ id, name, kind }).execute()
}

/** Makes it unless there is one already; true where it did. Of two first starts, the second waits and then finds it done. */
export async function addFirstOrganisation(
  tx: Tx,
  organisation: { id: string; name: string; kind?: string },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('golden-thread first start'))`.execute(tx)
  if ((await organisationIds(tx)).length > 0) return false
  await addOrganisation(tx, organisation)
  return true
}

export async function renameOrganisation(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('organisation').set({ name }).where('id', '=', id).execute()
}

export async function readOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  return await tx.selectFrom('organisation').select(['id', 'name', 'kind']).where('id', '=', id).executeTakeFirst()
}

/** The ids of all organisations here: for the first start, and for work that goes round them. Nothing else is told. */
export async function organisationIds(db: Database | Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organisations() id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Which organisation an e-mail address, or the digest of a token, belongs to. */
export async function organisationOf(
  db: Database | Tx,
  kind: 'email' | 'session' | 'invitation',
  key: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ org: string | null }>`select organisation_of(${kind}, ${key}) as org`.execute(db)
  return rows[0]?.org ?? undefined
}
