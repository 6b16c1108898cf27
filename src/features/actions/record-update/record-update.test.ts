import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { runningApp, type TestPerson, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { closeAction } from '../../../store/action-store.ts'
import { readHistory } from '../../../store/history-store.ts'
import { readAction, readMilestones } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { recordUpdate, type UpdateInput } from './record-update.ts'

const app = await runningApp()
const { db, server, clock } = app
let lead: TestPerson
let contributor: TestPerson
let reader: TestPerson
let actionId: string
let other: string

before(async () => {
  lead = await withOrganisation(app)
  contributor = await withPerson(app, lead.org, { role: 'contributor', name: 'Priya Calder', post: 'Head of Service' })
  reader = await withPerson(app, lead.org, { role: 'reader', name: 'Owen Fairlight' })
  const saved = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument()),
  )
  actionId = saved.actionIds.get('a1') ?? ''
  other = saved.actionIds.get('a2') ?? ''
})

const writer = (by = lead.id) => ({ org: lead.org, by, at: clock.now, newId })
const say = (input: Partial<UpdateInput>) =>
  transact(db, { org: lead.org, actor: contributor.id }, (tx) =>
    recordUpdate(tx, { actionId, words: 'Workshops held', rating: 'Green', ...input }, writer(contributor.id)),
  )
const now = () => readAs(db, lead.org, (tx) => readAction(tx, lead.org, actionId))
const codes = (result: Awaited<ReturnType<typeof say>>) => (result.ok ? [] : result.problems.map(({ code }) => code))

test('an update is kept with who said it, moves the rating, and the history says what it was before', async () => {
  assert.ok((await say({ rating: 'Amber', words: 'Two schools have not answered' })).ok)
  const action = await now()
  assert.deepEqual(
    [action?.rating, action?.lastWords, action?.lastSaidOn],
    ['Amber', 'Two schools have not answered', '2026-05-11'],
  )
  const { words } = await visitorOf(server, reader.cookies).get(`/actions/${actionId}`)
  assert.match(words, /Priya Calder said amber, before that green/)
  const { changes } = await readAs(db, lead.org, (tx) => readHistory(tx, lead.org, { actionId }))
  assert.equal(changes[0]?.actor, contributor.id)
})

test('a word the plan does not rate with is refused, and nothing is written', async () => {
  const was = await now()
  assert.deepEqual(codes(await say({ rating: 'Purple-ish' })), ['no-rating'])
  assert.deepEqual(codes(await say({ words: '  ' })), ['no-words'])
  assert.deepEqual(await now(), was)
})

test('later wants a later day and a reason, records the forecast, and leaves the date alone', async () => {
  assert.deepEqual(codes(await say({ finish: { kind: 'later', forecast: '2031-09-01', why: 'Tender' } })), [
    'forecast-not-later',
  ])
  assert.deepEqual(codes(await say({ finish: { kind: 'later', forecast: '2031-12-01', why: ' ' } })), ['no-why'])
  assert.deepEqual(codes(await say({ finish: { kind: 'by', forecast: '2026-01-01' } })), ['forecast-gone'])
  assert.ok((await say({ finish: { kind: 'later', forecast: '2031-12-01', why: 'Tender run again' } })).ok)
  const action = await now()
  assert.deepEqual([action?.forecast, action?.timescale.due], ['2031-12-01', '2031-09-30'])
  assert.ok((await say({ finish: { kind: 'as planned' } })).ok)
  assert.equal((await now())?.forecast, null)
})

test('milestones are marked done, not on a day to come, and never those of another action', async () => {
  const [step] = await readAs(db, lead.org, (tx) => readMilestones(tx, lead.org, { actionId }))
  assert.ok(step)
  assert.deepEqual(codes(await say({ milestones: [{ milestoneId: step.id, doneOn: '2026-06-01' }] })), ['done-later'])
  assert.deepEqual(codes(await say({ milestones: [{ milestoneId: newId(), doneOn: '2026-05-01' }] })), ['not-there'])
  assert.deepEqual(
    codes(await say({ actionId: other, milestones: [{ milestoneId: step.id, doneOn: '2026-05-01' }] })),
    ['not-there'],
  )
  assert.ok((await say({ milestones: [{ milestoneId: step.id, doneOn: '2026-05-01' }] })).ok)
  const [done] = await readAs(db, lead.org, (tx) => readMilestones(tx, lead.org, { actionId }))
  assert.equal(done?.doneOn, '2026-05-01')
})

test('nothing can be said of what is closed, or of another organisation’s action', async () => {
  const closed = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    closeAction(tx, writer(), other, 'Merged'),
  )
  assert.ok(closed.ok)
  assert.deepEqual(codes(await say({ actionId: other })), ['closed'])
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  const tried = await transact(db, { org: stranger.org, actor: stranger.id }, (tx) =>
    recordUpdate(tx, { actionId, words: 'x', rating: 'Green' }, { ...writer(stranger.id), org: stranger.org }),
  )
  assert.deepEqual(codes(tried), ['not-there'])
  assert.equal((await visitorOf(server, stranger.cookies).get(`/actions/${actionId}/update`)).status, 404)
})

test('the form shows the last words and the plan’s own key, with nothing chosen beforehand', async () => {
  const { html, words } = await visitorOf(server, contributor.cookies).get(`/actions/${actionId}/update`)
  assert.deepEqual(
    html('input[name=rating]')
      .map((_, input) => html(input).val())
      .get(),
    ['Red', 'Amber', 'Green', 'Complete'],
  )
  assert.equal(html('input:checked').length, 0)
  assert.match(words, /You said/)
})

test('a form sent wrong comes back with every answer, and each fault leads to its field', async () => {
  const visitor = visitorOf(server, contributor.cookies)
  const hostile = '<script>alert(1)</script> "quoted" & more'
  const seen = await visitor.post(`/actions/${actionId}/update`, {
    words: hostile,
    finish: 'later',
    'forecast-day': '31',
    'forecast-month': '2',
    'forecast-year': '2032',
    blocker: 'No money',
  })
  assert.equal(seen.status, 422)
  assert.equal(seen.html('textarea[name=words]').text().trim(), hostile)
  assert.equal(seen.html('main script').length, 0)
  assert.equal(seen.html('textarea[name=blocker]').text().trim(), 'No money')
  assert.equal(seen.html('#forecast-day').val(), '31')
  for (const link of seen.html('.govuk-error-summary a').toArray())
    assert.equal(seen.html(seen.html(link).attr('href') ?? '').length, 1, seen.html(link).text())
})

test('sent, the person is thanked and led to the next action of theirs that waits', async () => {
  const visitor = visitorOf(server, contributor.cookies)
  const sent = await visitor.post(`/actions/${actionId}/update`, {
    words: 'All schools have answered',
    rating: 'Green',
  })
  assert.equal(sent.to, `/actions/${actionId}/update/sent`)
  const { html } = await visitor.follow(sent)
  assert.match(html('.gt-said').text(), /Thank you. Recorded 11 May 2026, 09:12/)
  assert.equal((await now())?.lastWords, 'All schools have answered')
})

test('a reader may see the action but not answer for it', async () => {
  const visitor = visitorOf(server, reader.cookies)
  const { html } = await visitor.get(`/actions/${actionId}`)
  assert.equal(html(`a[href="/actions/${actionId}/update"]`).length, 0)
  assert.equal((await visitor.get(`/actions/${actionId}/update`)).status, 403)
  assert.equal(
    (await visitor.post(`/actions/${actionId}/update`, { words: 'x', rating: 'Green' }, '/account')).status,
    403,
  )
})

test('a form sent twice, one after the other or at once, is one account; later the same words are a new one', async () => {
  const countOf = async () =>
    (
      await readAs(db, lead.org, (tx) =>
        tx.selectFrom('progress_update').select('id').where('words', '=', 'The button stuck').execute(),
      )
    ).length
  const twice = await Promise.all([1, 2, 3].map(() => say({ words: 'The button stuck' })))
  assert.ok(twice.every(({ ok }) => ok))
  await say({ words: 'The button stuck' })
  assert.equal(await countOf(), 1)
  await say({ words: 'The button stuck', blocker: 'The button' })
  assert.equal(await countOf(), 2)
  const before = clock.now
  clock.now = new Date(before.getTime() + 3 * 60 * 1000)
  await say({ words: 'The button stuck' })
  assert.equal(await countOf(), 3)
  clock.now = before
})
