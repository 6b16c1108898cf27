import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { buildOrganisation, type InventedOrganisation } from '../../tests/support/builders/organisation.ts'
import { buildAction, buildPlanDocument } from '../../tests/support/builders/plan-document.ts'
import { freshDatabase } from '../../tests/support/database.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { addAction, closeAction, deleteAction, editAction, moveAction, moveDate, reopenAction } from './action-store.ts'
import { readHistory } from './history-store.ts'
import { beginImport, claimForAcceptance, noteStage, saveReading, undoImport } from './import-store.ts'
import { newId } from './new-id.ts'
import { listOwners, setAlias } from './owner-store.ts'
import { editPlan, savePlanFromDocument } from './plan-store.ts'
import type { Tx } from './tables.ts'
import { readAs, transact } from './transact.ts'
import { recordUpdate } from './update-store.ts'
import type { Writer } from './writer.ts'

const { db } = await freshDatabase()
const at = new Date('2031-07-10T09:00:00Z')
let place: InventedOrganisation
let writer: Writer

const write = <T>(work: (tx: Tx) => Promise<T>, why?: string) =>
  transact(db, { org: place.org, actor: writer.by, at, ...(why === undefined ? {} : { why }) }, work)
const read = <T>(work: (tx: Tx) => Promise<T>) => readAs(db, place.org, work)

const september: Timescale = { text: 'Sept 2031', kind: 'month', due: '2031-09-30', start: null, every: null }
const december: Timescale = { text: 'December 2031', kind: 'month', due: '2031-12-31', start: null, every: null }

before(async () => {
  place = await buildOrganisation(db)
  writer = { org: place.org, by: place.planLead, at, newId }
})

async function bringIn(document = buildPlanDocument()) {
  return await write(async (tx) => {
    const { importId } = await beginImport(tx, writer, { name: 'plan.docx', bytes: Buffer.from('a plan') })
    await noteStage(tx, writer, importId, 'opened')
    await saveReading(tx, writer, importId, { planDocument: document })
    const claimed = await claimForAcceptance(tx, place.org, importId)
    assert.ok(claimed.ok)
    return { importId, ...(await savePlanFromDocument(tx, writer, claimed.value, { importId })) }
  })
}

const idOf = (ids: Map<string, string>, id: string): string => ids.get(id) ?? assert.fail(`no ${id}`)

test('a plan document becomes a plan with everything it says', async () => {
  const { planId, actionIds } = await bringIn()
  const { sections, actions, owners, updates, milestones, notes } = await read(async (tx) => ({
    sections: await tx
      .selectFrom('section')
      .select('title')
      .where('plan_id', '=', planId)
      .orderBy('position')
      .execute(),
    actions: await tx.selectFrom('action').selectAll().where('plan_id', '=', planId).orderBy('position').execute(),
    owners: await tx
      .selectFrom('action_owner')
      .selectAll()
      .where('plan_id', '=', planId)
      .orderBy('action_id')
      .orderBy('position')
      .execute(),
    updates: await tx.selectFrom('progress_update').selectAll().where('plan_id', '=', planId).execute(),
    milestones: await tx
      .selectFrom('milestone')
      .selectAll()
      .where('plan_id', '=', planId)
      .orderBy('position')
      .execute(),
    notes: await tx.selectFrom('plan_note').selectAll().where('plan_id', '=', planId).execute(),
  }))
  assert.deepEqual(
    sections.map(({ title }) => title),
    ['Front door', 'Supervision'],
  )
  assert.deepEqual(
    actions.map(({ ref }) => ref),
    ['1.1', '1.2', '2.1', null],
  )
  const [first] = actions
  assert.equal(first?.due, '2031-09-30')
  assert.equal(first?.first_due, '2031-09-30')
  assert.equal(first?.rating, 'Green')
  assert.deepEqual(first?.last_said_at, new Date('2031-06-30T12:00:00Z'), 'said when the document says it was true')
  assert.equal(actions[3]?.is_placeholder, true)
  assert.deepEqual(
    owners.filter((owner) => owner.action_id === idOf(actionIds, 'a1')).map(({ as_written }) => as_written),
    ['Head of Service', 'Practice Lead'],
  )
  assert.deepEqual(updates.map(({ words }) => words).sort(), ['', 'Draft agreed with schools.'])
  assert.deepEqual(
    milestones.map(({ text }) => text),
    ['Draft to partners', 'Launch'],
  )
  assert.equal(notes.length, 1)
})

test('every value knows where it was read', async () => {
  const { actionIds } = await bringIn()
  const places = await read((tx) =>
    tx
      .selectFrom('provenance')
      .select(['field', 'place'])
      .where('subject_id', '=', idOf(actionIds, 'a1'))
      .orderBy('field')
      .execute(),
  )
  assert.deepEqual(places, [
    { field: 'owners', place: 'table 1 row 2 column 3' },
    { field: 'row', place: 'table 1 row 2' },
    { field: 'text', place: 'table 1 row 2 column 2' },
  ])
})

test('an owner written in two ways of capitals is one owner, in this plan and the next', async () => {
  await bringIn()
  await bringIn()
  const owners = await read((tx) => listOwners(tx, place.org))
  assert.equal(owners.filter(({ name }) => name.toLowerCase() === 'practice lead').length, 1)
})

test('a new alias makes the next plan find the owner that was meant', async () => {
  await write((tx) => savePlanFromDocument(tx, writer, buildPlanDocument()))
  const head = (await read((tx) => listOwners(tx, place.org))).find(({ name }) => name === 'Head of Service')
  await write((tx) => setAlias(tx, writer, 'HOS ', head?.id ?? ''))
  const { actionIds } = await write((tx) =>
    savePlanFromDocument(
      tx,
      writer,
      buildPlanDocument({ outcomes: [], actions: [buildAction({ owners: ['hos'], ownersText: 'hos' })] }),
    ),
  )
  const rows = await read((tx) =>
    tx.selectFrom('action_owner').selectAll().where('action_id', '=', idOf(actionIds, 'a1')).execute(),
  )
  assert.equal(rows[0]?.owner_id, head?.id)
  assert.equal(rows[0]?.as_written, 'hos')
})

test('ratings by period are kept, the last of them counts', async () => {
  const action = buildAction({
    ratings: [
      { period: 'Autumn', value: 'Red', source: 'text' },
      { period: 'Spring', value: 'Green', source: 'text' },
    ],
  })
  const { planId } = await write((tx) =>
    savePlanFromDocument(tx, writer, buildPlanDocument({ outcomes: [], actions: [action] })),
  )
  const rows = await read((tx) =>
    tx.selectFrom('progress_update').select(['period', 'rating']).where('plan_id', '=', planId).orderBy('id').execute(),
  )
  assert.deepEqual(rows, [
    { period: 'Autumn', rating: 'Red' },
    { period: 'Spring', rating: 'Green' },
  ])
  const [row] = await read((tx) => tx.selectFrom('action').select('rating').where('plan_id', '=', planId).execute())
  assert.equal(row?.rating, 'Green')
})

test('an accepted document is not accepted twice', async () => {
  const { importId } = await bringIn()
  const again = await write((tx) => claimForAcceptance(tx, place.org, importId))
  assert.equal(again.ok ? '' : again.problems[0]?.code, 'already-accepted')
})

test('undoing an import takes the plan away with a trace and keeps every row', async () => {
  const { importId, planId } = await bringIn()
  const undone = await write((tx) => undoImport(tx, writer, importId, 'the wrong document'))
  assert.deepEqual(undone, { ok: true, value: { planId } })
  const plan = await read((tx) => tx.selectFrom('plan').selectAll().where('id', '=', planId).executeTakeFirstOrThrow())
  assert.equal(plan.deleted_why, 'the wrong document')
  assert.equal(plan.deleted_by, place.planLead)
  assert.equal((await write((tx) => undoImport(tx, writer, importId, 'again'))).ok, false)
})

test('the second of two edits that cross is caught', async () => {
  const { actionIds, planId } = await bringIn()
  const id = idOf(actionIds, 'a1')
  const first = await write((tx) => editAction(tx, writer, id, 1, { text: 'First' }))
  const second = await write((tx) => editAction(tx, writer, id, 1, { text: 'Second' }))
  assert.deepEqual(first, { ok: true, value: 2 })
  assert.equal(second.ok ? '' : second.problems[0]?.code, 'changed-meanwhile')
  assert.equal((await write((tx) => editPlan(tx, writer, planId, 1, { title: 'New' }))).ok, true)
  assert.equal((await write((tx) => editPlan(tx, writer, planId, 1, { title: 'Old' }))).ok, false)
})

test('an update does not make an open edit of the same action fail', async () => {
  const { actionIds } = await bringIn()
  const id = idOf(actionIds, 'a2')
  assert.ok((await write((tx) => recordUpdate(tx, writer, { actionId: id, words: 'Going well', rating: 'Green' }))).ok)
  assert.ok((await write((tx) => editAction(tx, writer, id, 1, { text: 'Audit twelve referrals a month' }))).ok)
})

test('a moved date keeps what was first agreed and why it moved', async () => {
  const { actionIds } = await bringIn()
  const id = idOf(actionIds, 'a1')
  assert.equal((await write((tx) => moveDate(tx, writer, id, 1, { timescale: december, why: ' ' }))).ok, false)
  assert.ok(
    (await write((tx) => moveDate(tx, writer, id, 1, { timescale: december, why: 'Partners asked for more time' }))).ok,
  )
  const { action, moves } = await read(async (tx) => ({
    action: await tx.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    moves: await tx.selectFrom('date_move').selectAll().where('action_id', '=', id).execute(),
  }))
  assert.equal(action.due, '2031-12-31')
  assert.equal(action.first_due, '2031-09-30')
  assert.equal(moves[0]?.from_text, 'Sept 2031')
  assert.equal(moves[0]?.why, 'Partners asked for more time')
})

test('an update written late does not hide what was said since', async () => {
  const { actionIds } = await bringIn()
  const id = idOf(actionIds, 'a3')
  await write((tx) => recordUpdate(tx, writer, { actionId: id, words: 'Now', rating: 'Green', forecast: '2031-10-01' }))
  await write((tx) =>
    recordUpdate(tx, writer, { actionId: id, words: 'Then', rating: 'Red', saidAt: new Date('2031-07-01T09:00:00Z') }),
  )
  const action = await read((tx) => tx.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
  assert.equal(action.rating, 'Green')
  assert.equal(action.forecast, '2031-10-01')
})

test('an update moves the milestones it speaks of and leaves the others', async () => {
  const { actionIds, planId } = await bringIn()
  const id = idOf(actionIds, 'a1')
  const milestones = await read((tx) =>
    tx.selectFrom('milestone').select('id').where('action_id', '=', id).orderBy('position').execute(),
  )
  const said = [{ milestoneId: milestones[0]?.id ?? '', rating: 'Green', doneOn: '2031-06-28' }]
  await write((tx) => recordUpdate(tx, writer, { actionId: id, words: 'Sent', milestones: said }))
  await write((tx) =>
    recordUpdate(tx, writer, {
      actionId: id,
      words: 'Again',
      milestones: [{ milestoneId: milestones[0]?.id ?? '', rating: 'Red' }],
    }),
  )
  const rows = await read((tx) =>
    tx
      .selectFrom('milestone')
      .select(['rating', 'done_on'])
      .where('plan_id', '=', planId)
      .orderBy('position')
      .execute(),
  )
  assert.deepEqual(rows, [
    { rating: 'Red', done_on: '2031-06-28' },
    { rating: null, done_on: null },
  ])
})

test('an action is closed, reopened, deleted with a trace, and each is refused where it makes no sense', async () => {
  const { actionIds } = await bringIn()
  const id = idOf(actionIds, 'a1')
  assert.ok((await write((tx) => closeAction(tx, writer, id, 'Done and checked'))).ok)
  assert.equal((await write((tx) => closeAction(tx, writer, id, 'twice'))).ok, false)
  assert.ok((await write((tx) => reopenAction(tx, writer, id))).ok)
  assert.ok((await write((tx) => deleteAction(tx, writer, id, 'Merged with 1.2'))).ok)
  assert.equal((await write((tx) => editAction(tx, writer, id, 3, { text: 'x' }))).ok, false)
})

test('a new action stands last in its outcome; a moved one where it was put, however often', async () => {
  const { planId, outcomeIds, actionIds } = await bringIn()
  const outcomeId = idOf(outcomeIds, 'o1')
  const added = await write((tx) => addAction(tx, writer, { planId, outcomeId, text: 'Added', timescale: september }))
  const order = async () => {
    const rows = await read((tx) =>
      tx.selectFrom('action').select('text').where('plan_id', '=', planId).orderBy('position').execute(),
    )
    return rows.map(({ text }) => text.split(' ')[0])
  }
  assert.deepEqual(await order(), ['Rewrite', 'Audit', 'Added', 'Train', 'Further'])
  for (let turn = 1; turn <= 24; turn++) {
    const id = turn % 2 === 0 ? added : idOf(actionIds, 'a2')
    const [row] = await read((tx) => tx.selectFrom('action').select('version').where('id', '=', id).execute())
    const to = { sectionId: null, outcomeId, afterId: idOf(actionIds, 'a1') }
    assert.ok((await write((tx) => moveAction(tx, writer, id, row?.version ?? 0, to))).ok)
    assert.deepEqual(
      (await order()).slice(0, 3),
      turn % 2 === 0 ? ['Rewrite', 'Added', 'Audit'] : ['Rewrite', 'Audit', 'Added'],
    )
  }
})

test('history tells an action’s story, newest first, page by page, with names', async () => {
  const { actionIds } = await bringIn()
  const id = idOf(actionIds, 'a1')
  await write((tx) => editAction(tx, writer, id, 1, { text: 'Rewrite it' }), 'plainer words')
  const page = await read((tx) => readHistory(tx, place.org, { actionId: id }, { limit: 1 }))
  const [change] = page.changes
  assert.equal(change?.table, 'action')
  assert.deepEqual(change?.old, { text: 'Rewrite the threshold guidance with partners', version: 1 })
  assert.deepEqual(change?.new, { text: 'Rewrite it', version: 2 })
  assert.equal(change?.why, 'plainer words')
  assert.equal(change?.actorName, 'Tom Ridgeway')
  assert.deepEqual(change?.at, at)
  assert.ok(page.next !== null)
  const rest = await read((tx) => readHistory(tx, place.org, { actionId: id }, { before: page.next ?? 0 }))
  assert.deepEqual([...new Set(rest.changes.map(({ table }) => table))].sort(), [
    'action',
    'action_owner',
    'milestone',
    'progress_update',
  ])
  assert.equal(rest.next, null)
})
