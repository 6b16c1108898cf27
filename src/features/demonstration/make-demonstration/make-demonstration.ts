/** Makes the demonstration council's plans in an organisation, by the road every plan takes: a document is brought, read and accepted. */
import { readDocument } from '../../../documents/read-document.ts'
import { guessOwnerKind } from '../../../domain/people/owner-name.ts'
import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { keyOfPlan } from '../../../domain/rating/rating-key.ts'
import { addDays } from '../../../domain/timescale/civil-date.ts'
import { londonDay } from '../../../domain/timescale/london-day.ts'
import type { PlanReading } from '../../../intake/plan-reading.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { addAccount, listAccounts, reopenAccount } from '../../../store/account-store.ts'
import {
  aloneWithDemonstration,
  demonstrationPlans,
  inventedDomain,
  removeDemonstration,
} from '../../../store/demonstration-store.ts'
import { beginImport, claimForAcceptance, noteStage, saveReading } from '../../../store/import-store.ts'
import type { NewId } from '../../../store/new-id.ts'
import { editOwner, foldName, listOwners } from '../../../store/owner-store.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import type { Database, Tx } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import type { Writer } from '../../../store/writer.ts'
import { type BroughtDocument, demonstrationDocuments } from './documents.ts'
import { happen, must } from './happen.ts'
import { momentOn, storyOf } from './story.ts'
import { people } from './wexcombe.ts'

export interface Demonstration {
  planIds: string[]
  accounts: InventedAccount[]
}

export interface InventedAccount {
  id: string
  name: string
  post: string
  role: (typeof people)[number]['role']
}

export interface Where {
  org: string
  /** Who asks for it: an account's id, or "system:…". */
  actor: string
  /** The administrator too, where the organisation is the invented council itself. */
  withAdministrator?: boolean
}

/**
 * Makes three plans of different shapes with a year of updates, moved dates, a closed action and two board reports, and accounts
 * for their people, without passwords. History has every change at the story's own instant. Refused where the demonstration is
 * there; nothing stays of one that fails half-way.
 */
export async function makeDemonstration(
  db: Database,
  where: Where,
  { now, newId }: { now: Date; newId: NewId },
): Promise<Result<Demonstration>> {
  const made = await aloneWithDemonstration(db, where.org, async () => {
    const there = await readAs(db, where.org, (tx) => demonstrationPlans(tx, where.org))
    if (there.length > 0) return refuse(alreadyThere)
    const today = londonDay(now)
    const documents = await readAll(await demonstrationDocuments(today))
    const accounts = await addPeople(db, where, { began: momentOn(addDays(today, -400)), newId })
    try {
      const planIds: string[] = []
      for (const document of documents)
        planIds.push(await livePlan(db, where.org, document, accounts, { today, newId }))
      return accept({ planIds, accounts })
    } catch (fault) {
      const by = accounts[0]?.id ?? ''
      const doing = { org: where.org, actor: where.actor, why: 'The demonstration could not be made' }
      await transact(db, doing, (tx) => removeDemonstration(tx, { org: where.org, by, at: now, newId }, doing.why))
      throw fault
    }
  })
  return made ?? refuse(beingMade)
}

interface ReadDocument {
  document: BroughtDocument
  neutral: object
  reading: PlanReading
}

/** Each in a reader process of its own, as documents of strangers are. */
async function readAll(documents: BroughtDocument[]): Promise<ReadDocument[]> {
  return await Promise.all(
    documents.map(async (document) => {
      const read = await readDocument(document.bytes, document.name)
      if (!read.ok) throw new Error(`“${document.name}”: ${read.refusal.message}`)
      return { document, neutral: read.document, reading: readPlan(read.document) }
    }),
  )
}

/** Those who came back are let in again. */
async function addPeople(
  db: Database,
  { org, actor, withAdministrator = false }: Where,
  { began, newId }: { began: Date; newId: NewId },
): Promise<InventedAccount[]> {
  const wanted = people.filter(({ role }) => withAdministrator || role !== 'administrator')
  return await transact(db, { org, actor, why: 'Made the demonstration', at: began }, async (tx) => {
    const known = await listAccounts(tx, org)
    const accounts: InventedAccount[] = []
    for (const { name, email, post, role } of wanted) {
      // An address signs in to one account of one organisation; another organisation may look round too.
      const addresses = [email, email.replace('@', `.${org.slice(-6)}@`)]
      const before = known.find((account) => addresses.includes(account.email))
      const id = before?.id ?? newId()
      if (before !== undefined) await reopenAccount(tx, { org }, id)
      else if (!(await addToFirst(tx, org, addresses, { id, name, post, role })))
        throw new Error(`No address at ${inventedDomain} is free for ${name}.`)
      accounts.push({ id, name, post, role })
    }
    return accounts
  })
}

async function addToFirst(tx: Tx, org: string, addresses: string[], account: InventedAccount): Promise<boolean> {
  for (const email of addresses) if ((await addAccount(tx, org, { ...account, email })).ok) return true
  return false
}

/** Brings the document, accepts it, and lets the story happen, one save after the other, each at its own instant. */
async function livePlan(
  db: Database,
  org: string,
  { document, neutral, reading }: ReadDocument,
  accounts: InventedAccount[],
  { today, newId }: { today: string; newId: NewId },
): Promise<string> {
  const lead = accounts.find(({ role }) => role === 'plan-lead')
  if (lead === undefined) throw new Error('The demonstration has no plan lead.')
  const save = async <T>(by: string, at: Date, why: string, work: (tx: Tx, writer: Writer) => Promise<T>): Promise<T> =>
    await transact(db, { org, actor: by, why, at }, (tx) => work(tx, { org, by, at, newId }))

  const brought = momentOn(document.broughtOn)
  const minutesLater = (minutes: number) => new Date(brought.getTime() + minutes * 60_000)
  const { importId } = await save(lead.id, brought, 'Brought a document', (tx, writer) =>
    beginImport(tx, writer, {
      name: document.name,
      bytes: document.bytes,
      format: document.name.split('.').at(-1) ?? null,
    }),
  )
  await save(lead.id, minutesLater(1), 'Read the document', async (tx, writer) => {
    for (const stage of ['opened', 'tables found', 'rows read']) await noteStage(tx, writer, importId, stage)
    const { plan: planDocument, columns } = reading
    must(await saveReading(tx, writer, importId, { neutralDocument: neutral, planDocument, columns }))
  })
  const { planId, actionIds } = await save(lead.id, minutesLater(25), 'Accepted the plan', async (tx, writer) => {
    const plan = must(await claimForAcceptance(tx, org, importId))
    const saved = await savePlanFromDocument(tx, writer, plan, {
      importId,
      ratingKey: keyOfPlan(plan).map(({ colour, ...entry }) => (colour === null ? entry : { ...entry, colour })),
      ownerKind: guessOwnerKind,
      isDemonstration: true,
    })
    await linkOwners(tx, writer, accounts)
    return saved
  })
  for (const event of storyOf(document, reading.plan, today)) {
    const teller = event.kind === 'said' ? tellerOf(event.owner, accounts) : lead
    const actionId = 'actionId' in event ? (actionIds.get(event.actionId) ?? '') : ''
    await save((teller ?? lead).id, event.at, event.why, (tx, writer) =>
      happen(tx, writer, event, { planId, actionId, isTellerOwner: teller !== undefined }),
    )
  }
  return planId
}

/** Whoever holds a post that the plan names signs in and finds its actions as their own. */
async function linkOwners(tx: Tx, writer: Writer, accounts: InventedAccount[]): Promise<void> {
  for (const owner of await listOwners(tx, writer.org)) {
    const holder = accounts.find(({ post }) => foldName(post) === foldName(owner.name))
    if (holder !== undefined && owner.accountId !== holder.id)
      must(await editOwner(tx, writer, owner.id, { accountId: holder.id }))
  }
}

/** The account that holds a post among the owners; others are written down by the plan lead. */
const tellerOf = (owner: string, accounts: InventedAccount[]): InventedAccount | undefined =>
  accounts.find(({ post, role }) => role !== 'reader' && foldName(owner).includes(foldName(post)))

const alreadyThere = {
  code: 'already-there',
  message: 'The demonstration is here already. Take it away first if you want a new one.',
}
const beingMade = {
  code: 'being-made',
  message: 'The demonstration is being made at this moment. Wait a few seconds and look again.',
}
