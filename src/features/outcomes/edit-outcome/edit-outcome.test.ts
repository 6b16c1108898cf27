import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { readOutcomes } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'

const app = await runningApp()
const { db, server, clock } = app
const lead = await withOrganisation(app)
const visitor = visitorOf(server, lead.cookies)
let outcomeId: string

beforeEach(async () => {
  const writer = { org: lead.org, by: lead.id, at: clock.now, newId }
  const saved = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, writer, buildPlanDocument({ actions: [] })),
  )
  outcomeId = saved.outcomeIds.get('o1') ?? ''
})

const now = async () => (await readAs(db, lead.org, (tx) => readOutcomes(tx, lead.org, { id: outcomeId })))[0]
async function formOf(): Promise<Record<string, string>> {
  const { html } = await visitor.get(`/outcomes/${outcomeId}/edit`)
  const fields = html('form[action$="/edit"]').find('input[type!=hidden], textarea, select, input[name=version]')
  return Object.fromEntries(
    fields.map((_, field) => [[html(field).attr('name') ?? '', String(html(field).val() ?? '')]]).get(),
  )
}

test('saving what stands changes nothing; a change is said in the history', async () => {
  const was = await now()
  await visitor.post(`/outcomes/${outcomeId}/edit`, await formOf())
  assert.deepEqual(await now(), was)
  await visitor.post(`/outcomes/${outcomeId}/edit`, {
    ...(await formOf()),
    measures: 'Days to be seen\r\nChildren who say it helped',
    why: 'The board asked',
  })
  assert.deepEqual((await now())?.measures, ['Days to be seen', 'Children who say it helped'])
  assert.match((await visitor.get(`/outcomes/${outcomeId}`)).words, /changed the measures\. Reason: The board asked/)
})

test('crossed edits show both, and nothing typed is lost', async () => {
  const opened = await formOf()
  await visitor.post(`/outcomes/${outcomeId}/edit`, { ...opened, text: 'What the first one saved' })
  const crossed = await visitor.post(`/outcomes/${outcomeId}/edit`, { ...opened, text: 'What the second one typed' })
  assert.equal(crossed.status, 422)
  assert.match(crossed.words, /It says now:\s*What the first one saved/)
  assert.equal(crossed.html('#text').text().trim(), 'What the second one typed')
  assert.equal((await now())?.text, 'What the first one saved')
})

test('a deletion says who and why, and can be undone', async () => {
  await visitor.post(`/outcomes/${outcomeId}/delete`, { 'delete-why': 'Read twice' }, `/outcomes/${outcomeId}/edit`)
  assert.equal((await now())?.deleted?.why, 'Read twice')
  const gone = await visitor.get(`/outcomes/${outcomeId}`)
  assert.match(gone.words, /Ada Okafor deleted this on 11 May 2026: Read twice/)
  await visitor.post(`/outcomes/${outcomeId}/restore`, {}, `/outcomes/${outcomeId}`)
  assert.equal((await now())?.deleted, null)
})

test('whoever may not edit is refused, and another organisation sees nothing', async () => {
  const reader = await withPerson(app, lead.org, { role: 'reader', name: 'Owen Fairlight' })
  for (const url of ['edit', 'delete', 'restore'])
    assert.equal(
      (await visitorOf(server, reader.cookies).post(`/outcomes/${outcomeId}/${url}`, { text: 'x' }, '/account')).status,
      403,
      url,
    )
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  assert.equal((await visitorOf(server, stranger.cookies).get(`/outcomes/${outcomeId}`)).status, 404)
})
