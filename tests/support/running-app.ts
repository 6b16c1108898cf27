/** The whole application on a fresh database, at a fixed moment, with or without a port. */
import { after } from 'node:test'
import { buildApp } from '../../src/app.ts'
import type { Role } from '../../src/domain/people/permissions.ts'
import { addAccount } from '../../src/store/account-store.ts'
import { newId } from '../../src/store/new-id.ts'
import { addOrganisation } from '../../src/store/organisation-store.ts'
import { beginSession } from '../../src/store/session-store.ts'
import type { Database } from '../../src/store/tables.ts'
import { transact } from '../../src/store/transact.ts'
import type { BuiltWeb } from '../../src/web/build-web.ts'
import { hashPassword } from '../../src/web/passwords.ts'
import { digestOf, longestSession, newSecret } from '../../src/web/secrets.ts'
import { freshDatabase } from './database.ts'

export interface RunningApp extends BuiltWeb {
  db: Database
  setUpSecret: string
  /** Where the application believes it is; the port is another one once `listen` was called. */
  baseUrl: string
  clock: Clock
  /** Listens on a free port; resolves to the address. */
  listen(): Promise<string>
}

export interface Clock {
  now: Date
}

/** The moment of the pictures: Monday 11 May 2026, 09:12 in London. */
export const momentOfTests = new Date('2026-05-11T08:12:00Z')

export async function runningApp(options: { now?: Date } = {}): Promise<RunningApp> {
  const { db } = await freshDatabase()
  const clock = { now: options.now ?? momentOfTests }
  const setUpSecret = newSecret()
  const baseUrl = 'http://localhost'
  const config = { isSecure: false, trustedProxies: 0, requestsAMinute: 100_000 }
  const built = await buildApp({ config, db, baseUrl, setUpSecret, now: () => clock.now, newId, log: false })
  after(() => built.server.close())
  return {
    ...built,
    db,
    setUpSecret,
    baseUrl,
    clock,
    listen: () => built.server.listen({ port: 0, host: '127.0.0.1' }),
  }
}

export interface TestPerson {
  org: string
  id: string
  email: string
  password: string
  /** Cookies of an open session, for `server.inject` or a browser. */
  cookies: Record<string, string>
}

/** An organisation with one administrator, signed in. */
export async function withOrganisation(app: RunningApp, name = 'Wexcombe Council'): Promise<TestPerson> {
  const org = newId()
  await transact(app.db, { org, actor: 'system:test' }, (tx) => addOrganisation(tx, { id: org, name }))
  return await withPerson(app, org, { role: 'administrator', name: 'Ada Okafor', post: 'Improvement Lead' })
}

export async function withPerson(
  app: RunningApp,
  org: string,
  person: { role: Role; name: string; post?: string },
): Promise<TestPerson> {
  const [id, sessionId, secret] = [newId(), newId(), newSecret()]
  const email = `${person.name.toLowerCase().replaceAll(' ', '.')}.${id.slice(-6)}@wexcombe.example`
  const password = 'marmalade kestrel tuesday'
  const passwordHash = await hashPassword(password)
  const at = app.clock.now
  await transact(app.db, { org, actor: 'system:test' }, async (tx) => {
    const added = await addAccount(tx, org, {
      id,
      email,
      name: person.name,
      post: person.post ?? null,
      role: person.role,
      passwordHash,
    })
    if (!added.ok) throw new Error(added.problems[0]?.message)
    const expiresAt = new Date(at.getTime() + longestSession)
    await beginSession(tx, { org, id: sessionId, accountId: id, tokenHash: digestOf(secret), at, expiresAt })
  })
  return { org, id, email, password, cookies: { 'gt-session': secret } }
}
