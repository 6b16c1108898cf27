import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildOrganisation } from '../../tests/support/builders/organisation.ts'
import { buildPlanDocument } from '../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { londonDay } from '../domain/timescale/london-day.ts'
import { parseTimescale } from '../domain/timescale/parse-timescale.ts'
import { editAccount } from './account-store.ts'
import {
  addAction,
  closeAction,
  deleteAction,
  editAction,
  moveAction,
  moveDate,
  reopenAction,
  restoreAction,
} from './action-store.ts'
import { freezePlan } from './freeze-plan.ts'
import { beginImport, saveReading } from './import-store.ts'
import { addMilestone, deleteMilestone, editMilestone } from './milestone-store.ts'
import { newId } from './new-id.ts'
import { renameOrganisation } from './organisation-store.ts'
import { addOutcome, addSection, editOutcome, editSection } from './outcome-store.ts'
import { type At, readPlanAt } from './plan-at.ts'
import { addPlanNote, deletePlan, editPlan, savePlanFromDocument } from './plan-store.ts'
import { snapshotOfRows } from './snapshot-of-rows.ts'
import type { Tx } from './tables.ts'
import { readAs, transact } from './transact.ts'
import { recordUpdate } from './update-store.ts'
import type { Writer } from './writer.ts'

const { db } = await freshDatabase()
const began = new Date('2031-01-10T09:00:00Z')

test('after any edits, the plan at each earlier instant is what was frozen then', async () => {
  const place = await planOf(began)
  const random = randomFrom(20310110)
  const then: { at: Date; snapshot: Snapshot }[] = []
  for (let step = 0; step < 120; step++) {
    const at = new Date(began.getTime() + (step + 1) * 7 * 60 * 60 * 1000)
    await change(place, at, random)
    then.push({ at, snapshot: await snapshotAt(place, 'now', at) })
  }
  assert.ok(new Set(then.map(({ snapshot }) => JSON.stringify({ ...snapshot, position: null }))).size > 60)
  for (const { at, snapshot } of then) assert.deepEqual(await snapshotAt(place, at, at), snapshot)
})

test('a save counts whole or not at all', async () => {
  const place = await planOf(new Date('2026-01-10T09:00:00Z'))
  const before = new Date()
  await transact(db, { org: place.org, actor: place.by }, async (tx) => {
    for (const id of place.actionIds)
      await recordUpdate(tx, writer(place, new Date()), { actionId: id, words: 'All', rating: 'Green' })
  })
  const after = new Date()
  for (let instant = before.getTime() - 1; instant <= after.getTime(); instant++) {
    const told = (await snapshotAt(place, new Date(instant), new Date(instant))).actions
    const heard = told.filter(({ update }) => update?.words === 'All').length
    assert.ok(heard === 0 || heard === place.actionIds.length, `${heard} of ${place.actionIds.length} were told`)
  }
  assert.equal((await snapshotAt(place, after, after)).actions.length, 4)
})

test('there is no plan before it came, after it was deleted, or for another organisation', async () => {
  const place = await planOf(began)
  const read = (org: string, at: At) => readAs(db, org, (tx) => readPlanAt(tx, org, place.planId, at))
  const deletedAt = new Date('2031-03-01T09:00:00Z')
  assert.equal(await read(place.org, new Date(began.getTime() - 1)), undefined)
  assert.notEqual(await read(place.org, began), undefined)
  await save(place, deletedAt, async (tx) => {
    await deletePlan(tx, writer(place, deletedAt), place.planId, 'Entered twice')
  })
  assert.equal(await read(place.org, 'now'), undefined)
  assert.equal(await read(place.org, deletedAt), undefined)
  assert.notEqual(await read(place.org, new Date(deletedAt.getTime() - 1)), undefined)
  const { org } = await planOf(began)
  assert.equal(await read(org, new Date('2031-02-01T09:00:00Z')), undefined)
  assert.equal(await readAs(db, org, (tx) => readPlanAt(tx, org, 'no-id', 'now')), undefined)
})

test('a snapshot says who said it by post, what changed since the last, and where it came from', async () => {
  const place = await planOf(began)
  const [first = ''] = place.actionIds
  const january = new Date('2031-03-31T12:00:00Z')
  const one = await freeze(place, january)
  const said = new Date('2031-04-20T22:30:00Z')
  await save(place, said, async (tx) => {
    await recordUpdate(tx, writer(place, said), { actionId: first, words: 'Schools agreed it.', rating: 'Red' })
    await recordUpdate(tx, writer(place, said), { actionId: first, words: '', rating: 'Green' })
  })
  const two = await freeze(place, new Date('2031-06-30T12:00:00Z'))
  assert.deepEqual([one.number, two.number], [1, 2])
  assert.equal(one.previous, null)
  assert.deepEqual([two.previous?.number, two.previous?.date, two.previous?.actions.length], [1, '2031-03-31', 3])
  const action = two.actions.find(({ id }) => id === first)
  assert.deepEqual(action?.rating, { word: 'Green', saidOn: '2031-04-20', saidBy: 'Improvement Lead' })
  assert.equal(action?.update?.words, 'Schools agreed it. (20 April 2031)')
  assert.deepEqual(
    action?.updatesSinceLast.map(({ words }) => words),
    ['Schools agreed it.'],
  )
  assert.equal(
    two.provenance,
    'The plan was read from “plan.docx” on 10 January 2031. 2 updates have been recorded since.',
  )
  assert.equal(one.isLive, true)
  assert.equal((await snapshotAt(place, 'now', new Date('2031-02-01T09:00:00Z'))).isLive, false)
})

test('reports of one day share the last time, and a past position is compared with what came before it', async () => {
  const place = await planOf(began)
  await freeze(place, new Date('2031-03-31T12:00:00Z'))
  const second = await freeze(place, new Date('2031-06-30T12:00:00Z'))
  const third = await freeze(place, new Date('2031-06-30T15:00:00Z'))
  assert.deepEqual([second.previous?.number, third.previous?.number, third.number], [1, 1, 3])
  const past = await freeze(place, new Date('2031-07-01T12:00:00Z'), '2031-02-28')
  assert.deepEqual([past.previous, past.position], [null, { instant: '2031-02-28T23:59:59.999Z', date: '2031-02-28' }])
})

test('a position that cannot be is refused in a sentence', async () => {
  const place = await planOf(began)
  const now = new Date('2031-06-30T12:00:00Z')
  for (const [on, sentence] of [
    ['2031-07-01', /nobody knows yet/],
    ['2031-01-09', /not here yet on 9 January 2031/],
    ['2031-02-30', /real date/],
  ] as const) {
    const frozen = await tryToFreeze(place, now, on)
    assert.ok(!frozen.ok)
    assert.match(frozen.problems[0]?.message ?? '', sentence)
  }
})

interface Place {
  org: string
  by: string
  planId: string
  actionIds: string[]
}

const writer = ({ org, by }: Pick<Place, 'org' | 'by'>, at: Date): Writer => ({ org, by, at, newId })

async function save<T>(place: Pick<Place, 'org' | 'by'>, at: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await transact(db, { org: place.org, actor: place.by, at }, work)
}

async function planOf(at: Date): Promise<Place> {
  const { org, planLead: by } = await buildOrganisation(db)
  const earlier = { org, by }
  return await save(earlier, at, async (tx) => {
    const document = buildPlanDocument({ plan: { ...buildPlanDocument().plan, asOf: null } })
    const { importId } = await beginImport(tx, writer(earlier, at), { name: 'plan.docx', bytes: Buffer.from('bytes') })
    await saveReading(tx, writer(earlier, at), importId, { planDocument: document })
    const { planId, actionIds } = await savePlanFromDocument(tx, writer(earlier, at), document, { importId })
    return { ...earlier, planId, actionIds: [...actionIds.values()] }
  })
}

async function snapshotAt(place: Place, at: At, position: Date): Promise<Snapshot> {
  const rows = await readAs(db, place.org, (tx) => readPlanAt(tx, place.org, place.planId, at))
  assert.ok(rows !== undefined)
  return snapshotOfRows(
    rows,
    { instant: position, date: londonDay(position) },
    { number: null, meeting: null, previous: null },
  )
}

const tryToFreeze = (place: Place, at: Date, on?: string) =>
  save(place, at, (tx) =>
    freezePlan(tx, writer(place, at), { planId: place.planId, meeting: null, ...(on === undefined ? {} : { on }) }),
  )

async function freeze(place: Place, at: Date, on?: string): Promise<Snapshot> {
  const frozen = await tryToFreeze(place, at, on)
  assert.ok(frozen.ok, JSON.stringify(frozen))
  return frozen.value.snapshot
}

/** One change that a person could make, picked at random; some are refused, as they would be on a page. */
async function change(place: Place, at: Date, random: Random): Promise<void> {
  const { org, planId } = place
  const who = writer(place, at)
  await save(place, at, async (tx): Promise<unknown> => {
    const actions = await tx.selectFrom('action').selectAll().where('plan_id', '=', planId).orderBy('id').execute()
    const outcomes = await tx.selectFrom('outcome').selectAll().where('plan_id', '=', planId).orderBy('id').execute()
    const sections = await tx.selectFrom('section').selectAll().where('plan_id', '=', planId).orderBy('id').execute()
    const steps = await tx.selectFrom('milestone').selectAll().where('plan_id', '=', planId).orderBy('id').execute()
    const plan = await tx.selectFrom('plan').selectAll().where('id', '=', planId).executeTakeFirstOrThrow()
    const [action, outcome, section, step] = [
      random.of(actions),
      random.of(outcomes),
      random.of(sections),
      random.of(steps),
    ]
    const words = `Said at ${at.toISOString()}`
    const deeds: (() => Promise<unknown>)[] = [
      () => editAction(tx, who, action.id, action.version, { text: words, evidence: words }),
      () =>
        editAction(tx, who, action.id, action.version, {
          owners: { text: words, names: random.some(['Head of Service', 'Practice Lead', 'Board', 'Police']) },
        }),
      () => moveDate(tx, who, action.id, action.version, { timescale: parseTimescale('Mar-32'), why: words }),
      () => closeAction(tx, who, action.id, words),
      () => reopenAction(tx, who, action.id),
      () => deleteAction(tx, who, action.id, words),
      () => restoreAction(tx, who, action.id),
      () => moveAction(tx, who, action.id, action.version, { sectionId: section.id, outcomeId: outcome.id }),
      () => addAction(tx, who, { planId, outcomeId: outcome.id, text: words, timescale: parseTimescale('Quarterly') }),
      () => recordUpdate(tx, who, { actionId: action.id, words, rating: random.of(['Red', 'Green']), nextStep: words }),
      () => recordUpdate(tx, who, { outcomeId: outcome.id, words, rating: random.of(['Red', 'Green']) }),
      () =>
        recordUpdate(tx, who, {
          actionId: step.action_id,
          words: '',
          milestones: [{ milestoneId: step.id, rating: 'Green', doneOn: londonDay(at) }],
        }),
      () => addMilestone(tx, who, { id: action.id, planId }, { text: words, timescale: parseTimescale('June 2032') }),
      () => editMilestone(tx, who, step.id, step.version, { text: words }),
      () => deleteMilestone(tx, who, step.id, words),
      () => editOutcome(tx, who, outcome.id, outcome.version, { text: words, sectionId: section.id }),
      () => addOutcome(tx, who, planId, { text: words }),
      () => addSection(tx, who, planId, words),
      () => editSection(tx, who, section.id, section.version, { title: words }),
      () => editPlan(tx, who, planId, plan.version, { title: words }),
      () => addPlanNote(tx, who, planId, { text: words, at: 'here' }),
      () => renameOrganisation(tx, org, words),
      () => editAccount(tx, who, place.by, { post: words }),
    ]
    return await random.of(deeds)()
  })
}

interface Random {
  of<T>(some: readonly T[]): T
  some<T>(from: readonly T[]): T[]
}

/** The same choices each time (a linear congruential generator), so that a failure can be looked at again. */
function randomFrom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
  return {
    of: (some) => some[Math.floor(next() * some.length)] ?? assert.fail('there is nothing to choose from'),
    some: (from) => from.filter(() => next() < 0.5),
  }
}
