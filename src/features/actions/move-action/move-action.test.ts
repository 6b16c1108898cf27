import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { buildOrganisation, type InventedOrganisation } from '../../../../tests/support/builders/organisation.ts'
import { buildAction, buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { readActions } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { type SavedPlan, savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { type ActionMove, moveAction } from './move-action.ts'

const { db } = await freshDatabase()
let place: InventedOrganisation
let plan: SavedPlan

before(async () => {
  place = await buildOrganisation(db)
})
beforeEach(async () => {
  const actions = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    buildAction({ id, ref: id, section: 'Front door', outcomeId: id < 'd' ? 'o1' : 'o2', text: id }),
  )
  plan = await transact(db, { org: place.org, actor: place.planLead }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument({ actions })),
  )
})

const writer = () => ({ org: place.org, by: place.planLead, at: new Date('2026-05-11T08:00:00Z'), newId })
const idOf = (ref: string) => plan.actionIds.get(ref) ?? ''
const outcome = (id: string) => ({ outcomeId: plan.outcomeIds.get(id) ?? '' })
const rows = () => readAs(db, place.org, (tx) => readActions(tx, place.org, { planId: plan.planId }))
const order = async () => (await rows()).map(({ ref }) => ref).join('')
async function move(ref: string, to: ActionMove['to'], afterId?: string | null) {
  const version = (await rows()).find((row) => row.ref === ref)?.version ?? 0
  const input = { actionId: idOf(ref), version, to, ...(afterId === undefined ? {} : { afterId }) }
  return await transact(db, { org: place.org, actor: place.planLead }, (tx) => moveAction(tx, input, writer()))
}

test('an action goes after another of its outcome', async () => {
  assert.ok((await move('a', outcome('o1'), idOf('c'))).ok)
  assert.equal(await order(), 'bcade')
})

test('an action becomes the first of its outcome, and the first of the plan', async () => {
  assert.ok((await move('e', outcome('o2'), null)).ok)
  assert.equal(await order(), 'abced')
  assert.ok((await move('c', outcome('o1'), null)).ok)
  assert.equal(await order(), 'cabed')
})

test('an action goes to the end of another outcome, and takes its section', async () => {
  assert.ok((await move('a', outcome('o2'))).ok)
  assert.equal(await order(), 'bcdea')
  const moved = (await rows()).find(({ ref }) => ref === 'a')
  assert.equal(moved?.outcomeId, plan.outcomeIds.get('o2'))
})

test('an action can stand under no outcome and under no heading', async () => {
  assert.ok((await move('b', { nowhere: true })).ok)
  const moved = (await rows()).find(({ ref }) => ref === 'b')
  assert.deepEqual([moved?.outcomeId, moved?.sectionId], [null, null])
})

test('a place of another plan, or after an action that is not there, is refused', async () => {
  const other = await transact(db, { org: place.org, actor: place.planLead }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument()),
  )
  assert.equal((await move('a', { outcomeId: other.outcomeIds.get('o1') ?? '' })).ok, false)
  assert.equal((await move('a', outcome('o1'), idOf('e'))).ok, false)
  assert.equal(await order(), 'abcde')
})

test('a move of what somebody else changed meanwhile is refused', async () => {
  const input = { actionId: idOf('a'), version: 99, to: outcome('o2') }
  const moved = await transact(db, { org: place.org, actor: place.planLead }, (tx) => moveAction(tx, input, writer()))
  assert.deepEqual(moved.ok ? [] : moved.problems.map(({ code }) => code), ['changed-meanwhile'])
})
