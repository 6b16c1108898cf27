import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveLivePlan } from '../../../../tests/support/live-plan.ts'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { newId } from '../../../store/new-id.ts'
import { transact } from '../../../store/transact.ts'
import { mostPlans, silenceSentence } from './view.ts'

const app = await runningApp()
const { server, db, clock } = app

test('before any plan there is, a reader is told who brings it', async () => {
  const { org } = await withOrganisation(app)
  const reader = await withPerson(app, org, { role: 'reader', name: 'Owen Fairlight' })
  const seen = await visitorOf(server, reader.cookies).get('/')
  assert.match(seen.words, /No plan is here yet.*Wexcombe Council brings the first one/)
  assert.equal(seen.html('main form').length, 0)
})

test('every plan’s row adds up to All, and silence is the figure the sentence says', async () => {
  const administrator = await withOrganisation(app)
  await saveLivePlan(db, { org: administrator.org, by: administrator.id, now: clock.now })
  const { html, words } = await visitorOf(server, administrator.cookies).get('/')
  const numbers = html('tbody tr td')
    .map((_, cell) => Number.parseInt(html(cell).text(), 10))
    .get()
  const [all = 0, silent = 0] = numbers.slice(-2)
  const ratings = numbers.slice(0, -2)
  const closed = Number(/Closed: (\d+)/.exec(words)?.[1] ?? 0)
  assert.equal(ratings.reduce((sum, count) => sum + count, 0) + closed, all)
  assert.equal(Number(/(\d+) of \d+ open actions/.exec(words)?.[1]), silent)
  assert.equal(html('.gt-stitches .gt-silent').length, silent)
})

test('what is silent a month later is said to be', async () => {
  const administrator = await withOrganisation(app)
  const now = clock.now
  await saveLivePlan(db, { org: administrator.org, by: administrator.id, now })
  clock.now = new Date(now.getTime() + 31 * 24 * 60 * 60 * 1000)
  const later = await withPerson(app, administrator.org, { role: 'reader', name: 'Kit Marlow' })
  const { words } = await visitorOf(server, later.cookies).get('/')
  clock.now = now
  const [, silent, open] = /(\d+) of (\d+) open actions have said nothing/.exec(words) ?? []
  assert.ok(Number(silent) > 0)
  assert.equal(silent, open)
})

test('another organisation’s plans are not counted', async () => {
  const one = await withOrganisation(app)
  const other = await withOrganisation(app, 'Marlbridge Council')
  await saveLivePlan(db, { org: one.org, by: one.id, now: clock.now, title: 'Wexcombe’s plan' })
  await saveLivePlan(db, { org: other.org, by: other.id, now: clock.now, title: 'Marlbridge’s plan' })
  const { words } = await visitorOf(server, other.cookies).get('/')
  assert.match(words, /Marlbridge’s plan/)
  assert.doesNotMatch(words, /Wexcombe’s plan/)
})

test('an owner sees what they owe under My actions, by the post their account names', async () => {
  const administrator = await withOrganisation(app)
  await saveLivePlan(db, { org: administrator.org, by: administrator.id, now: clock.now })
  const owner = await withPerson(app, administrator.org, {
    role: 'contributor',
    name: 'Jo Fennimore',
    post: 'Head of Service, Help and Protection',
  })
  const { words } = await visitorOf(server, owner.cookies).get('/my-actions')
  assert.match(words, /You answer for \d+ open action/)
  assert.match(words, /Hold every return interview within 72 hours/)
  const nobody = await visitorOf(server, administrator.cookies).get('/my-actions')
  assert.match(nobody.words, /No open action names you.*Improvement Lead/)
})

test('the sentence about silence is true of every count', () => {
  assert.equal(silenceSentence(0, 0, 0), 'No action is open')
  assert.equal(silenceSentence(1, 0, 0), 'The one open action has been heard from this month')
  assert.equal(silenceSentence(41, 0, 0), 'All 41 open actions have been heard from this month')
  assert.equal(silenceSentence(41, 12, 3), '12 of 41 open actions have said nothing for more than 30 days')
  assert.equal(silenceSentence(41, 1, 0), '1 of 41 open actions has said nothing for more than 30 days')
  assert.equal(silenceSentence(54, 54, 54), '54 of 54 open actions have never been heard from')
})

test('of more plans than a page holds, the newest are shown and the rest are said to be elsewhere', async () => {
  const administrator = await withOrganisation(app)
  await transact(db, { org: administrator.org, actor: administrator.id }, async (tx) => {
    for (let number = 1; number <= mostPlans + 2; number++)
      await tx
        .insertInto('plan')
        .values({
          org_id: administrator.org,
          id: newId(),
          title: `Plan ${number}`,
          created_by: administrator.id,
          created_at: new Date(clock.now.getTime() + number),
        })
        .execute()
  })
  const { html, words } = await visitorOf(server, administrator.cookies).get('/')
  assert.equal(html('tbody tr').length, mostPlans)
  assert.match(words, new RegExp(`The ${mostPlans} newest of ${mostPlans + 2} plans.*See every plan`))
  assert.doesNotMatch(words, /Plan 1 /)
})
