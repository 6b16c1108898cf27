import { readConfig } from '../../../config.ts'
import { roleName, roles } from '../../../domain/people/permissions.ts'
import { listAccounts } from '../../../store/account-store.ts'
import { openStore } from '../../../store/connect.ts'
import { demonstrationPlans, isInvented } from '../../../store/demonstration-store.ts'
import { invite } from '../../../store/invitation-store.ts'
import { newId } from '../../../store/new-id.ts'
import { addFirstOrganisation, organisationIds, readOrganisation } from '../../../store/organisation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { digestOf, invitationLasts, newSecret } from '../../../web/secrets.ts'
import { makeDemonstration } from './make-demonstration.ts'
import { council } from './wexcombe.ts'

const actor = 'system:demonstration'

/** `golden-thread demo`: 0 it is there, 1 refused with a sentence, 2 used wrongly. */
export const command = {
  usage: 'demo',
  summary:
    'Makes the demonstration council: three invented plans with a year of updates, and one-time links to come in as its people. ' +
    'Where an organisation is here already, the plans are made in it.',
  async run(args: string[]): Promise<number> {
    if (args.length > 0) {
      process.stderr.write(`Usage: golden-thread ${command.usage}\n`)
      return 2
    }
    const { databaseUrl, dataFolder, baseUrl } = readConfig(process.env)
    const log = (line: string) => process.stderr.write(`${line}\n`)
    const store = await openStore({ databaseUrl, dataFolder, connections: 4, log })
    try {
      return await demonstrate(store.db, new Date(), baseUrl)
    } finally {
      await store.close()
    }
  },
}

async function demonstrate(db: Database, now: Date, baseUrl: string): Promise<number> {
  const [org, ...others] = await organisationIds(db)
  if (others.length > 0) {
    process.stderr.write(
      'Several organisations are here. Their administrators make the demonstration from the first page.\n',
    )
    return 1
  }
  const place = org ?? (await makeCouncil(db))
  const isInventedCouncil = org === undefined || (await hasOnlyInventedPeople(db, place))
  const where = { org: place, actor, withAdministrator: isInventedCouncil }
  const made = await makeDemonstration(db, where, { now, newId })
  const name = await readAs(db, place, async (tx) => (await readOrganisation(tx, place))?.name ?? '')
  if (!made.ok && made.problems[0]?.code !== 'already-there') {
    process.stderr.write(`${made.problems[0]?.message}\n`)
    return 1
  }
  const plans = await readAs(db, place, (tx) => demonstrationPlans(tx, place))
  const state = made.ok ? 'The demonstration was made' : 'The demonstration is here already'
  process.stdout.write(`${state} in ${name}:\n${plans.map(({ title }) => `  ${title}\n`).join('')}`)
  process.stdout.write(await freshLinks(db, place, now, baseUrl))
  return 0
}

async function makeCouncil(db: Database): Promise<string> {
  const id = newId()
  const first = await transact(db, { org: id, actor, why: 'Made the demonstration' }, (tx) =>
    addFirstOrganisation(tx, { id, ...council }),
  )
  if (first) return id
  const [org] = await organisationIds(db)
  return org ?? id
}

async function hasOnlyInventedPeople(db: Database, org: string): Promise<boolean> {
  const accounts = await readAs(db, org, (tx) => listAccounts(tx, org))
  return accounts.every(({ email }) => isInvented(email))
}

/** New links for those who never came in; earlier ones stop working, as when an administrator makes a new link. */
async function freshLinks(db: Database, org: string, now: Date, baseUrl: string): Promise<string> {
  const expiresAt = new Date(now.getTime() + invitationLasts)
  const lines = await transact(db, { org, actor, why: 'Made links to come in' }, async (tx) => {
    const waiting = (await listAccounts(tx, org))
      .filter(({ email, hasPassword, closedAt }) => isInvented(email) && !hasPassword && closedAt === null)
      .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
    const made: string[] = []
    for (const { id: accountId, name, post, role } of waiting) {
      const secret = newSecret()
      const link = { org, id: newId(), accountId, tokenHash: digestOf(secret), madeBy: actor, at: now, expiresAt }
      await invite(tx, link)
      made.push(`  ${name}, ${post ?? role} (${roleName[role].toLowerCase()})\n    ${baseUrl}/invitation/${secret}\n`)
    }
    return made
  })
  if (lines.length === 0) return ''
  return `\nOpen a link to come in as that person. Each works once, for seven days.\n${lines.join('')}`
}
