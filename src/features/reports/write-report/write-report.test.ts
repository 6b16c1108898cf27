import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { saveLivePlan } from '../../../../tests/support/live-plan.ts'
import { runningApp, type TestPerson, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { readDocument } from '../../../documents/read-document.ts'
import { countedActions, ratingsBySection, ratingsLastTime } from '../../../domain/plan/snapshot-counts.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { listReports, readSnapshot } from '../../../store/snapshot-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { recordUpdate } from '../../../store/update-store.ts'

const app = await runningApp({ now: new Date('2026-11-10T09:00:00Z') })
const ada = await withOrganisation(app)
const planId = await saveLivePlan(app.db, { org: ada.org, by: ada.id, now: app.clock.now })
const lead = visitorOf(app.server, ada.cookies)
const address = `/plans/${planId}/reports/write`
const meeting = {
  body: 'Improvement Board',
  'date-day': '19',
  'date-month': '11',
  'date-year': '2026',
  item: 'Item 6',
  reportOf: 'Director of Children’s Services',
  asks: '1. Note the position\n2. Agree to move 4.i to March 2027',
}

test('a plan lead freezes the figures for a meeting and takes the same bytes twice', async () => {
  const made = await lead.post(address, { ...meeting })
  assert.match(made.to ?? '', /^\/reports\/[0-9a-f-]{36}$/)
  const seen = await lead.follow(made)
  assert.match(seen.words, /The figures are frozen/)
  assert.match(seen.words, /The plan on 10 November 2026/)
  assert.match(seen.words, /Improvement Board.*19 November 2026.*Agree to move 4\.i to March 2027/)
  const word = await get(ada, `${made.to}/board-report/docx`)
  assert.equal(word.status, 200)
  assert.match(word.disposition, /board report, 10 November 2026\.docx/)
  assert.deepEqual((await get(ada, `${made.to}/board-report/docx`)).bytes, word.bytes)
  const files = await readAs(app.db, ada.org, (tx) => listReports(tx, ada.org, idOf(made.to)))
  assert.deepEqual(
    files.map(({ paper, format, sha256, bytes }) => [paper, format, sha256, bytes]),
    [['board-report', 'docx', createHash('sha256').update(word.bytes).digest('hex'), word.bytes.length]],
  )
  assert.match((await lead.get(made.to ?? '')).words, /Board report ?Word ?\d+ KB/)
})

test('two who ask at once are given one file', async () => {
  const made = await lead.post(address, {})
  const both = await Promise.all([1, 2, 3].map(() => get(ada, `${made.to}/plan-paper/xlsx`)))
  assert.ok(both.every(({ bytes }) => bytes.equals(both[0]?.bytes ?? Buffer.alloc(0))))
  const files = await readAs(app.db, ada.org, (tx) => listReports(tx, ada.org, idOf(made.to)))
  assert.equal(files.length, 1)
})

test('every paper is given in every format the page offers, and the web page runs nothing', async () => {
  const made = await lead.post(address, {})
  const seen = await lead.follow(made)
  const links = seen
    .html('.gt-paper__formats a')
    .toArray()
    .map((link) => link.attribs.href ?? '')
  assert.ok(links.length >= 10)
  for (const link of links) {
    const file = await get(ada, link)
    assert.equal(file.status, 200, link)
    assert.ok(file.bytes.length > 2000, link)
    if (!link.endsWith('html')) continue
    assert.match(file.disposition, /^inline/)
    assert.match(file.policy, /default-src 'none'.*sandbox/)
    assert.doesNotMatch(file.bytes.toString(), /<script/i)
  }
  assert.equal((await get(ada, `${made.to}/board-report/exe`)).status, 404)
  assert.equal((await get(ada, `${made.to}/minutes/docx`)).status, 404)
})

test('the next report says what changed since the last, and its figures add up', async (t) => {
  const before = await lead.post(address, { ...meeting })
  app.clock.now = new Date('2026-12-01T09:00:00Z')
  t.after(() => (app.clock.now = new Date('2026-11-10T09:00:00Z')))
  const bo = visitorOf(app.server, (await withPerson(app, ada.org, { role: 'plan-lead', name: 'Bo Merrin' })).cookies)
  const [first, second] = (await frozen(before.to)).actions
  const writer = { org: ada.org, by: ada.id, at: app.clock.now, newId }
  await transact(app.db, { org: ada.org, actor: ada.id }, async (tx) => {
    await recordUpdate(tx, writer, { actionId: first?.id ?? '', words: 'It has slipped.', rating: 'Off track' })
    await recordUpdate(tx, writer, { actionId: second?.id ?? '', words: 'Done.', rating: 'Complete' })
  })
  const form = await bo.get(address)
  assert.equal(form.html('#body').val(), 'Improvement Board')
  assert.equal(form.html('#date-day').val(), undefined)
  const after = await bo.post(address, {})
  const snapshot = await frozen(after.to)
  const { all, sections } = ratingsBySection(snapshot)
  assert.equal(all.total, countedActions(snapshot).length)
  assert.equal(
    Object.values(all.counts).reduce((sum, count) => sum + count, 0),
    all.total,
  )
  assert.equal(
    sections.reduce((sum, { total }) => sum + total, 0),
    all.total,
  )
  assert.deepEqual(ratingsLastTime(snapshot)?.counts, ratingsBySection(await frozen(before.to)).all.counts)
  assert.match((await bo.follow(after)).words, /What changed since 10 November 2026.*to off track: 1i\./)
  assert.match((await bo.get(`/plans/${planId}/reports`)).words, /The newest shows the plan on 1 December 2026/)
})

test('the Word paper of a live plan reads back as the same actions', async () => {
  const made = await lead.post(address, {})
  const { bytes } = await get(ada, `${made.to}/plan-paper/docx`)
  const read = await readDocument(bytes, 'plan.docx')
  assert.ok(read.ok)
  const texts = (await frozen(made.to)).actions.map(({ text }) => text)
  assert.deepEqual(
    readPlan(read.document).plan.actions.map(({ text }) => text),
    texts,
  )
})

test('a form that lacks something comes back with what was typed and says what is missing', async () => {
  const noDay = await lead.post(address, { body: 'Improvement Board', place: 'County Hall' })
  assert.equal(noDay.status, 422)
  assert.match(noDay.words, /Enter the day of the meeting/)
  assert.equal(noDay.html('#place').val(), 'County Hall')
  const future = { 'on-day': '1', 'on-month': '1', 'on-year': '2030' }
  assert.match((await lead.post(address, future)).words, /nobody knows yet/)
  const noBody = await lead.post(address, {
    asks: 'Note the position',
    'on-day': '31',
    'on-month': '2',
    'on-year': '2026',
  })
  assert.match(
    noBody.words,
    /There are 3 problems.*Give the day as a real day.*Enter the board or committee.*Enter the day of/,
  )
})

test('readers take papers but make none, and another organisation sees nothing', async () => {
  const made = await lead.post(address, {})
  const reader = await withPerson(app, ada.org, { role: 'reader', name: 'Owen Fairlight' })
  assert.equal((await visitorOf(app.server, reader.cookies).get(address)).status, 403)
  assert.equal((await visitorOf(app.server, reader.cookies).get(made.to ?? '')).status, 200)
  assert.equal((await get(reader, `${made.to}/plan-paper/html`)).status, 200)
  const stranger = await withOrganisation(app, 'Another Council')
  for (const path of [address, `/plans/${planId}/reports`, made.to ?? '', `${made.to}/board-report/docx`])
    assert.equal((await visitorOf(app.server, stranger.cookies).get(path)).status, 404, path)
})

const idOf = (path: string | undefined): string => path?.split('/').at(-1) ?? ''

async function frozen(path: string | undefined) {
  const found = await readAs(app.db, ada.org, (tx) => readSnapshot(tx, ada.org, idOf(path)))
  return found?.content ?? assert.fail(`there is no report at ${path}`)
}

async function get(person: TestPerson, url: string) {
  const answer = await app.server.inject({ method: 'GET', url, cookies: person.cookies })
  return {
    status: answer.statusCode,
    bytes: answer.rawPayload,
    disposition: decodeURIComponent(answer.headers['content-disposition']?.toString() ?? ''),
    policy: answer.headers['content-security-policy']?.toString() ?? '',
  }
}
