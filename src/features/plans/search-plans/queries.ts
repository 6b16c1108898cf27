import { sql } from 'kysely'
import { findSubjects } from '../../../store/search-store.ts'
import type { StoredRating, Tx } from '../../../store/tables.ts'

export interface FoundRow {
  kind: 'action' | 'outcome'
  id: string
  ref: string | null
  text: string
  planId: string
  planTitle: string
  owners: string
  rating: string | null
  isClosed: boolean
  ratingKey: StoredRating[]
  vocabulary: object
}

/** Best first, at most `most`: two statements, however many plans. */
export async function search(tx: Tx, org: string, words: string, most: number): Promise<FoundRow[]> {
  const found = await findSubjects(tx, words, most)
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const { rows } = await sql<FoundRow>`
    select 'action' as kind, a.id, a.ref, a.text, p.id as "planId", p.title as "planTitle", a.owners_text as owners, a.rating,
      a.closed_at is not null as "isClosed", p.rating_key as "ratingKey", p.vocabulary
    from action a join plan p on p.org_id = a.org_id and p.id = a.plan_id where a.org_id = ${org} and a.id = any(${ids})
    union all
    select 'outcome', o.id, o.ref, o.text, p.id, p.title, '', null, false, p.rating_key, p.vocabulary
    from outcome o join plan p on p.org_id = o.org_id and p.id = o.plan_id where o.org_id = ${org} and o.id = any(${ids})`.execute(
    tx,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
