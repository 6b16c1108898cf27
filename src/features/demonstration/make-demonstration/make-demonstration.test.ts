import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { ratingsLastTime } from '../../../domain/plan/snapshot-counts.ts'
import { endOfLondonDay } from '../../../domain/timescale/london-day.ts'
import { listAccounts } from '../../../store/account-store.ts'
import { demonstrationPlans } from '../../../store/demonstration-store.ts'
import { newId } from '../../../store/new-id.ts'
import { readPlanAt } from '../../../store/plan-at.ts'
import { listSnapshots, readSnapshot } from '../../../store/snapshot-store.ts'
import { readAs } from '../../../store/transact.ts'
import { makeDemonstration } from './make-demonstration.ts'
import { improvementPlan, sendPlan, youthJusticePlan } from './wexcombe.ts'

const app = await runningApp({ now: new Date('2026-11-24T15:00:00Z') })
const ada = await withOrganisation(app)
const began = Date.now()
const made = await visitorOf(app.server, ada.cookies).post('/demonstration', {}, '/')
const took = Date.now() - began
const plans = await read((tx) => demonstrationPlans(tx, ada.org))

test('the first page makes three plans, every action of each document read', async () => {
  assert.equal(made.to, '/')
  assert.ok(took < 15_000, `it took ${took} ms`)
  assert.equal(plans.length, 3)
  const counts = await Promise.all(plans.map(async ({ id }) => (await planAt(id)).actions.length))
  const told = [improvementPlan, youthJusticePlan, sendPlan].map(
    (outcomes) => outcomes.flatMap((one) => one.actions).length,
  )
  assert.deepEqual(counts.toSorted(), told.toSorted())
})

test('each plan has its outcomes, and each action stands under one', async () => {
  for (const { id } of plans) {
    const { outcomes, actions } = await planAt(id)
    assert.ok(outcomes.length >= 3)
    assert.ok(actions.every(({ outcome_id }) => outcome_id !== null))
  }
})

test('every update of the story stands there once, by its owner, at its own time, over most of a year', async () => {
  const updates = (await Promise.all(plans.map(({ id }) => planAt(id)))).flatMap((plan) => plan.updates)
  const said = updates.filter(({ import_id }) => import_id === null)
  const told = [improvementPlan, youthJusticePlan, sendPlan]
    .flat()
    .flatMap((one) => one.actions.flatMap((action) => action.said))
  assert.equal(said.length, told.length)
  assert.deepEqual(new Set(said.map(({ words }) => words)), new Set(told.map(({ words }) => words)))
  const days = said.map(({ said_at }) => said_at.slice(0, 10)).sort()
  assert.ok((days[0] ?? '') < '2026-01-01' && (days.at(-1) ?? '') > '2026-11-01', `${days[0]} to ${days.at(-1)}`)
  assert.ok(
    said.every(({ said_at }) => ![0, 6].includes(new Date(said_at).getUTCDay())),
    'nobody reports on a weekend',
  )
  const jo = (await read((tx) => listAccounts(tx, ada.org))).find(({ name }) => name === 'Jo Fennimore')
  assert.ok(said.some(({ said_by, said_by_words }) => said_by === jo?.id && said_by_words === null))
  assert.ok(said.some(({ said_by_words }) => said_by_words === 'Early Help Manager'))
})

test('the plan stands in the past as it did in the story', async () => {
  const plan = plans.find(({ title }) => /improvement/i.test(title))
  assert.ok(plan)
  const ratingOf = async (ref: string, on: string) =>
    (await planAt(plan.id, endOfLondonDay(on))).actions.find((action) => action.text.includes(ref))?.rating
  const home = 'Open two council-run homes'
  const words = await Promise.all(['2025-11-25', '2026-05-01', '2026-11-24'].map((on) => ratingOf(home, on)))
  assert.equal(new Set(words).size, 3, words.join())
  assert.equal(await read((tx) => readPlanAt(tx, ada.org, plan.id, endOfLondonDay('2025-11-20'))), undefined)
})

test('dates moved with reasons, milestones were done, one action was closed, and the board had two reports', async () => {
  const all = await Promise.all(plans.map(({ id }) => planAt(id)))
  const moves = all.flatMap((plan) => plan.moves)
  assert.ok(moves.length >= 3)
  for (const { from_due, to_due, why } of moves) assert.ok((from_due ?? '') < (to_due ?? '') && why !== '', why)
  assert.ok(all.flatMap((plan) => plan.milestones).filter(({ done_on }) => done_on !== null).length >= 5)
  assert.equal(all.flatMap((plan) => plan.actions).filter(({ closed_at }) => closed_at !== null).length, 1)
  const snapshots = (await Promise.all(plans.map(({ id }) => read((tx) => listSnapshots(tx, ada.org, id))))).flat()
  assert.equal(snapshots.length, 2)
  const newest = await read((tx) => readSnapshot(tx, ada.org, snapshots[0]?.id ?? ''))
  assert.ok((ratingsLastTime(newest?.content ?? assert.fail('no report'))?.total ?? 0) > 15)
  assert.equal(newest?.content.organisation, 'Wexcombe Council')
})

test('its people can be invited and have no password; nobody in it is a child', async () => {
  const accounts = (await read((tx) => listAccounts(tx, ada.org))).filter(
    ({ email }) => email.includes('@wexcombe.example') && email !== ada.email,
  )
  assert.equal(accounts.length, 6)
  assert.ok(accounts.every(({ hasPassword, role }) => !hasPassword && role !== 'administrator'))
  const words = JSON.stringify(await Promise.all(plans.map(({ id }) => planAt(id))))
  assert.doesNotMatch(words, /\b(aged? \d|\d{1,2}[- ]year[- ]old|date of birth|NHS number|UPN)\b/i)
})

test('asking again makes nothing more and says so', async () => {
  const again = await makeDemonstration(app.db, { org: ada.org, actor: ada.id }, { now: app.clock.now, newId })
  assert.ok(!again.ok)
  assert.match(again.problems[0]?.message ?? '', /here already/)
  assert.equal((await read((tx) => demonstrationPlans(tx, ada.org))).length, 3)
})

test('two who ask at once get one demonstration, also in a second organisation', async () => {
  const bo = await withOrganisation(app, 'Another Council')
  const where = { org: bo.org, actor: bo.id }
  const both = await Promise.all([1, 2].map(() => makeDemonstration(app.db, where, { now: app.clock.now, newId })))
  assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
  assert.equal((await readAs(app.db, bo.org, (tx) => demonstrationPlans(tx, bo.org))).length, 3)
})

test('only an administrator makes it or takes it away; it goes with a trace and can be made anew', async () => {
  const lead = await withPerson(app, ada.org, { role: 'plan-lead', name: 'Lee Marlow' })
  assert.equal((await visitorOf(app.server, lead.cookies).post('/demonstration', {}, '/')).status, 403)
  assert.equal((await visitorOf(app.server, lead.cookies).get('/demonstration')).status, 403)
  const visitor = visitorOf(app.server, ada.cookies)
  assert.match((await visitor.get('/demonstration')).words, /Take the demonstration away/)
  const gone = await visitor.post('/demonstration/remove', {}, '/demonstration')
  assert.match((await visitor.follow(gone)).words, /The demonstration is gone/)
  assert.deepEqual(await read((tx) => demonstrationPlans(tx, ada.org)), [])
  const rows = await read((tx) =>
    tx.selectFrom('plan').select(['deleted_why', 'deleted_by']).where('org_id', '=', ada.org).execute(),
  )
  assert.deepEqual(
    new Set(rows.map(({ deleted_why, deleted_by }) => `${deleted_why} ${deleted_by}`)),
    new Set([`Took the demonstration away ${ada.id}`]),
  )
  assert.equal((await visitor.get('/demonstration')).status, 404)
  const anew = await makeDemonstration(app.db, { org: ada.org, actor: ada.id }, { now: app.clock.now, newId })
  assert.ok(anew.ok)
  const open = (await read((tx) => listAccounts(tx, ada.org))).filter(({ closedAt }) => closedAt === null)
  assert.ok(open.some(({ name }) => name === 'Ana Cole'))
})

async function read<T>(work: Parameters<typeof readAs<T>>[2]): Promise<T> {
  return await readAs(app.db, ada.org, work)
}

async function planAt(id: string, at: Date | 'now' = 'now') {
  return (await read((tx) => readPlanAt(tx, ada.org, id, at))) ?? assert.fail(`there is no plan ${id}`)
}
