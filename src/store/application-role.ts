import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Whom the application works as: a role without rights of its own, which row-level security always holds. */
export const applicationRole = 'golden_thread_application'

export interface RoleChoice {
  /** Null where the connecting user may not make roles, owns the tables and is itself held by row-level security. */
  role: string | null
}

/**
 * Makes the application's role where it is missing, and gives it what it needs on every table and nothing else. Run by the
 * tables' owner after each migration.
 * @throws Error with a sentence where the application could only run as a user that row-level security does not hold.
 */
export async function prepareApplicationRole(owner: pg.ClientBase): Promise<RoleChoice> {
  const role = (await mayBecomeRole(owner)) ? applicationRole : null
  if (role === null) await refuseIfUnheld(owner)
  await grant(owner, role)
  return { role }
}

/** Lets the role sign in by itself, so that the application's connections never hold the owner's rights. */
export async function letRoleSignIn(owner: pg.ClientBase, password: string): Promise<void> {
  await untilAlone(() => owner.query(`alter role ${applicationRole} login password ${pg.escapeLiteral(password)}`))
}

async function mayBecomeRole(owner: pg.ClientBase): Promise<boolean> {
  const { rows } = await owner.query<{ may_make: boolean; exists: boolean; may_become: boolean }>(
    `select rolsuper or rolcreaterole as may_make,
       exists (select from pg_roles where rolname = $1) as exists,
       exists (select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')) as may_become
     from pg_roles where rolname = current_user`,
    [applicationRole],
  )
  const standing = rows[0]
  if (standing === undefined) return false
  if (standing.exists && standing.may_become) return true
  if (!standing.may_make) return false
  try {
    if (!standing.exists)
      await untilAlone(() =>
        owner.query(`create role ${applicationRole} nosuperuser nobypassrls nocreatedb nocreaterole`),
      )
    await untilAlone(() => owner.query(`grant ${applicationRole} to current_user`))
    return true
  } catch (fault) {
    if ((fault as { code?: string }).code === '42501') return false // made by someone else, who did not share it
    throw fault
  }
}

async function refuseIfUnheld(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ name: string; unheld: boolean }>(
    'select current_user as name, rolsuper or rolbypassrls as unheld from pg_roles where rolname = current_user',
  )
  if (rows[0]?.unheld !== false)
    throw new Error(
      `The database user “${rows[0]?.name}” passes over row-level security, which keeps organisations apart, and can't use the role ` +
        `${applicationRole}. Give DATABASE_URL a user that owns the database and has neither SUPERUSER nor BYPASSRLS, or one with CREATEROLE.`,
    )
}

/** From nothing, so that a right taken away here is taken away in every database. */
async function grant(owner: pg.ClientBase, role: string | null): Promise<void> {
  const to = role ?? 'current_user'
  const { rows: kept } = await owner.query<{ name: string; allows: string[] }>(
    'select name, allows from kept_table order by name',
  )
  const statements = [
    'revoke all on all functions in schema public from public',
    `grant execute on all functions in schema public to ${to}`,
    ...kept.map(({ name, allows }) => `grant select, ${allows.join(', ')} on ${pg.escapeIdentifier(name)} to ${to}`),
    `grant select on history, history_seal, kept_table, migration to ${to}`,
    `grant select, insert, update, delete on session_use, sign_in_attempt to ${to}`,
  ]
  if (role !== null)
    statements.unshift(
      `revoke all on all tables in schema public from ${role}`,
      `revoke all on all sequences in schema public from ${role}`,
      `grant usage on schema public to ${role}`,
      `revoke create on schema public from ${role}`,
    )
  await owner.query(statements.join('; ')) // one message, so one transaction
}

/**
 * Roles belong to the whole server, which no lock of one database guards: two processes that change one at the same moment make
 * one of them fail, and it tries again.
 */
async function untilAlone(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work()
      return
    } catch (fault) {
      const { code, message } = fault as { code?: string; message: string }
      if (code === '23505' || code === '42710') return // another process has just made it
      if (!(code === 'XX000' && message.includes('concurrently')) || tries === 20) throw fault
      await wait(5 * tries)
    }
  }
}
