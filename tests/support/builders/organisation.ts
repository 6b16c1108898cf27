import { newId } from '../../../src/store/new-id.ts'
import type { Database } from '../../../src/store/tables.ts'
import { transact } from '../../../src/store/transact.ts'

export interface InventedOrganisation {
  org: string
  administrator: string
  planLead: string
  contributor: string
  reader: string
}

/** Wexcombe Council, invented, with an account of every role: `planLead@wexcombe.example` and so on. */
export async function buildOrganisation(db: Database, name = 'Wexcombe Council'): Promise<InventedOrganisation> {
  const org = newId()
  const domain = `${org.slice(-6)}.wexcombe.example`
  const people = [
    { id: newId(), role: 'administrator', name: 'Asha Merton', post: 'Head of Business Support' },
    { id: newId(), role: 'plan-lead', name: 'Tom Ridgeway', post: 'Improvement Lead' },
    { id: newId(), role: 'contributor', name: 'Priya Calder', post: 'Head of Service, Help and Protection' },
    { id: newId(), role: 'reader', name: 'Owen Fairlight', post: 'Lead Member' },
  ] as const
  await transact(db, { org, actor: 'system:test' }, async (tx) => {
    await tx.insertInto('organisation').values({ id: org, name }).execute()
    await tx
      .insertInto('account')
      .values(people.map((person) => ({ org_id: org, ...person, email: `${person.role}@${domain}` })))
      .execute()
  })
  const [administrator, planLead, contributor, reader] = people
  return { org, administrator: administrator.id, planLead: planLead.id, contributor: contributor.id, reader: reader.id }
}
