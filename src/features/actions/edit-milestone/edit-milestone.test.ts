import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { runningApp, withOrganisation } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { type LiveMilestone, readMilestones } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { editMilestone, type MilestoneChange } from './edit-milestone.ts'

const app = await runningApp()
const { db, server, clock } = app
const lead = await withOrganisation(app)
let actionId: string

beforeEach(async () => {
  const saved = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument()),
  )
  actionId = saved.actionIds.get('a1') ?? ''
})

const writer = () => ({ org: lead.org, by: lead.id, at: clock.now, newId })
async function first(): Promise<LiveMilestone> {
  const [milestone] = await readAs(db, lead.org, (tx) => readMilestones(tx, lead.org, { actionId }))
  assert.ok(milestone)
  return milestone
}
async function change(changes: Partial<MilestoneChange>) {
  const { id, version, text, ownersText, timescale } = await first()
  const as = { milestoneId: id, version, text, ownersText, timescale, why: '' }
  return await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    editMilestone(tx, { ...as, ...changes }, writer()),
  )
}

test('a step’s date moves with a reason, and the action’s history says so', async () => {
  const timescale = parseTimescale('Aug 2031')
  const refused = await change({ timescale })
  assert.deepEqual(refused.ok ? [] : refused.problems.map(({ field }) => field), ['why'])
  assert.ok((await change({ timescale, why: 'Partners on leave' })).ok)
  assert.equal((await first()).timescale.due, '2031-08-31')
  const { words } = await visitorOf(server, lead.cookies).get(`/actions/${actionId}/history`)
  assert.match(words, /moved the date from 30 June 2031 to 31 August 2031\. Reason: Partners on leave/)
})

test('crossed edits are seen, and what was typed stays', async () => {
  const { id, version } = await first()
  assert.ok((await change({ text: 'Draft to schools' })).ok)
  const visitor = visitorOf(server, lead.cookies)
  const crossed = await visitor.post(`/milestones/${id}/edit`, {
    version: String(version),
    text: 'Draft to health',
    when: 'June',
  })
  assert.equal(crossed.status, 422)
  assert.match(crossed.words, /It says now: Draft to schools/)
  assert.equal(crossed.html('#text').text().trim(), 'Draft to health')
})

test('a step can be added, and deleted with a reason', async () => {
  const visitor = visitorOf(server, lead.cookies)
  const added = await visitor.post(`/actions/${actionId}/milestones/add`, {
    text: 'Evaluate with families',
    when: 'TBC',
    'when-seen': 'TBC',
  })
  assert.equal(added.status, 303)
  assert.match((await visitor.follow(added)).words, /Evaluate with families/)
  const { id } = await first()
  assert.equal(
    (await visitor.post(`/milestones/${id}/delete`, { 'delete-why': '' }, `/milestones/${id}/edit`)).status,
    422,
  )
  assert.equal(
    (await visitor.post(`/milestones/${id}/delete`, { 'delete-why': 'Done last year' }, `/milestones/${id}/edit`))
      .status,
    303,
  )
  assert.notEqual((await first()).id, id)
  assert.match(
    (await visitor.get(`/actions/${actionId}/history`)).words,
    /deleted the milestone “Draft to partners”\. Reason: Done last year/,
  )
})

test('another organisation’s step is not there', async () => {
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  const { id } = await first()
  assert.equal((await visitorOf(server, stranger.cookies).get(`/milestones/${id}/edit`)).status, 404)
  assert.equal((await visitorOf(server, lead.cookies).get('/milestones/nonsense/edit')).status, 404)
})
