import { organisationIds, readOrganisation } from '../../../store/organisation-store.ts'
import { hasReleasedSchema } from '../../../store/schema.ts'
import { sealHistory } from '../../../store/sealing.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { differencesFromHistory, faultyChanges, faultySeals, keptTables, sealedSoFar } from './queries.ts'

export interface Verification {
  org: string
  name: string
  changes: number
  seals: number
  /** Hex; written down elsewhere, it proves later that nothing before it was changed. */
  lastSeal: string | null
  /** In sentences; none where all is as it was written. */
  faults: string[]
}

/**
 * Checks that nothing was changed behind history's back: every seal follows from the one before, every change is the one that was
 * sealed, and every row is what its changes made it. Faults are told at most 100 a kind and table.
 *
 * All organisations, or those given. The sums are done with expressions of this program, not with functions stored in the database, which might be changed too.
 */
export async function verifyHistory(db: Database, orgs?: string[]): Promise<Verification[]> {
  await sealHistory(db)
  const verifications: Verification[] = []
  for (const org of orgs ?? (await organisationIds(db))) verifications.push(await verifyOrganisation(db, org))
  return verifications
}

const schemaChanged =
  'The database’s own rules (tables, triggers, walls between organisations) are not those of this version: compare it with src/store/schema.sql.'

async function verifyOrganisation(db: Database, org: string): Promise<Verification> {
  return await readAs(db, org, async (tx) => {
    const organisation = await readOrganisation(tx, org)
    const faults = (await hasReleasedSchema(tx)) ? [] : [schemaChanged]
    faults.push(...(await faultySeals(tx, org)), ...(await faultyChanges(tx, org)))
    for (const table of await keptTables(tx)) faults.push(...(await differencesFromHistory(tx, org, table)))
    return { org, name: organisation?.name ?? '(its row is missing)', ...(await sealedSoFar(tx, org)), faults }
  })
}
