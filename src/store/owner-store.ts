import { accept, type Result } from '../domain/problem.ts'
import { insertAll } from './insert-all.ts'
import type { OwnerKind } from './plan-store.ts'
import type { Tx } from './tables.ts'
import { notThere, type Writer } from './writer.ts'

/** How names are compared: case, spaces and a stop at the end do not tell owners apart. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;:]+$/, '')
}

/** The owners these names stand for, by folded name: known ones by their aliases, the others made now. */
export async function nameOwners(
  tx: Tx,
  { org, newId }: Writer,
  names: readonly string[],
  kindOf: (name: string) => OwnerKind = () => 'unknown',
): Promise<Map<string, string>> {
  const firstWriting = new Map<string, string>()
  for (const name of names) {
    const folded = foldName(name)
    if (folded !== '' && !firstWriting.has(folded)) firstWriting.set(folded, name.replace(/\s+/g, ' ').trim())
  }
  if (firstWriting.size === 0) return new Map()
  const known = await tx
    .selectFrom('owner_alias')
    .select(['alias', 'owner_id'])
    .where('org_id', '=', org)
    .where((where) => where('alias', '=', where.fn.any(where.val([...firstWriting.keys()]))))
    .execute()
  const ids = new Map(known.map(({ alias, owner_id }) => [alias, owner_id]))
  const made = [...firstWriting]
    .filter(([folded]) => !ids.has(folded))
    .map(([alias, name]) => ({ alias, name, id: newId() }))
  await insertAll(
    tx,
    'owner',
    made.map(({ id, name }) => ({ org_id: org, id, name, kind: kindOf(name) })),
  )
  await insertAll(
    tx,
    'owner_alias',
    made.map(({ id, alias }) => ({ org_id: org, alias, owner_id: id })),
  )
  for (const { alias, id } of made) ids.set(alias, id)
  return ids
}

export interface Owner {
  id: string
  kind: OwnerKind
  name: string
  accountId: string | null
  aliases: string[]
}

/** All owners by name, each with its aliases. */
export async function listOwners(tx: Tx, org: string): Promise<Owner[]> {
  const rows = await tx
    .selectFrom('owner')
    .leftJoin('owner_alias', (join) =>
      join.onRef('owner_alias.org_id', '=', 'owner.org_id').onRef('owner_alias.owner_id', '=', 'owner.id'),
    )
    .select(['owner.id', 'kind', 'name', 'account_id', 'alias'])
    .where('owner.org_id', '=', org)
    .orderBy('name')
    .orderBy('owner.id')
    .orderBy('alias')
    .execute()
  const owners = new Map<string, Owner>()
  for (const { id, kind, name, account_id: accountId, alias } of rows) {
    const owner = owners.get(id) ?? { id, kind, name, accountId, aliases: [] }
    if (alias !== null) owner.aliases.push(alias)
    owners.set(id, owner)
  }
  return [...owners.values()]
}

export async function editOwner(
  tx: Tx,
  { org }: Writer,
  id: string,
  edit: { name?: string; kind?: OwnerKind; accountId?: string | null },
): Promise<Result<void>> {
  const { accountId, ...plain } = edit
  const { numUpdatedRows } = await tx
    .updateTable('owner')
    .set({ ...plain, ...(accountId === undefined ? {} : { account_id: accountId }) })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('owner')
}

/** From now on this writing means this owner, whomever it meant before. */
export async function setAlias(tx: Tx, { org }: Writer, writing: string, ownerId: string): Promise<void> {
  await tx
    .insertInto('owner_alias')
    .values({ org_id: org, alias: foldName(writing), owner_id: ownerId })
    .onConflict((conflict) => conflict.columns(['org_id', 'alias']).doUpdateSet({ owner_id: ownerId }))
    .execute()
}

/** Replaces who owns an action, in this order; the first leads. */
export async function setActionOwners(
  tx: Tx,
  writer: Writer,
  action: { id: string; planId: string },
  names: readonly string[],
  kindOf?: (name: string) => OwnerKind,
): Promise<void> {
  const { org } = writer
  const ids = await nameOwners(tx, writer, names, kindOf)
  const wanted = ownersInOrder(names, ids)
  const now = await tx
    .selectFrom('action_owner')
    .select(['owner_id', 'position', 'as_written'])
    .where('org_id', '=', org)
    .where('action_id', '=', action.id)
    .forUpdate()
    .execute()
  const goes = now.filter((owner) => !wanted.some(({ id }) => id === owner.owner_id)).map((owner) => owner.owner_id)
  if (goes.length > 0)
    await tx
      .deleteFrom('action_owner')
      .where('org_id', '=', org)
      .where('action_id', '=', action.id)
      .where('owner_id', 'in', goes)
      .execute()
  if (wanted.length === 0) return
  await tx
    .insertInto('action_owner')
    .values(
      wanted.map(({ id, asWritten }, position) => ({
        org_id: org,
        action_id: action.id,
        plan_id: action.planId,
        owner_id: id,
        position,
        as_written: asWritten,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'action_id', 'owner_id']).doUpdateSet((row) => ({
        position: row.ref('excluded.position'),
        as_written: row.ref('excluded.as_written'),
      })),
    )
    .execute()
}

/** Each owner once, where it is first named. */
export function ownersInOrder(
  names: readonly string[],
  ids: ReadonlyMap<string, string>,
): { id: string; asWritten: string }[] {
  const seen = new Map<string, string>()
  for (const name of names) {
    const id = ids.get(foldName(name))
    if (id !== undefined && !seen.has(id)) seen.set(id, name)
  }
  return [...seen].map(([id, asWritten]) => ({ id, asWritten }))
}
