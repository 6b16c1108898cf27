/** A plan's pages as people meet them: what they count adds up, and what is not theirs is not there. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { buildAction, buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { saveLivePlan } from '../../../../tests/support/live-plan.ts'
import { runningApp, type TestPerson, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { type Seen, visitorOf } from '../../../../tests/support/visitor.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { newId } from '../../../store/new-id.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { transact } from '../../../store/transact.ts'

const app = await runningApp()
const { db, server, clock } = app
let lead: TestPerson
let reader: TestPerson
let planId: string

before(async () => {
  lead = await withOrganisation(app)
  reader = await withPerson(app, lead.org, { role: 'reader', name: 'Owen Fairlight' })
  planId = await saveLivePlan(db, { org: lead.org, by: lead.id, now: clock.now })
})

const see = (url: string, person = lead): Promise<Seen> => visitorOf(server, person.cookies).get(url)
const save = (document: Parameters<typeof savePlanFromDocument>[2]) =>
  transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, { org: lead.org, by: lead.id, at: clock.now, newId }, document),
  )
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

test('the figures add up to the actions, and the outcomes’ own counts to the same', async () => {
  const { html, words } = await see(`/plans/${planId}`)
  const figures = html('.gt-figures__count b')
    .map((_, each) => Number(html(each).text()))
    .get()
  const all = Number(/(\d+) actions by what owners say/.exec(words)?.[1])
  assert.equal(sum(figures), all)
  const outcomes = html('.gt-outcomes tbody th .gt-second')
    .map((_, each) => Number(/^\d+/.exec(html(each).text().trim())?.[0]))
    .get()
  assert.equal(sum(outcomes), all)
  const silent = html('.gt-outcomes td b.gt-worry')
    .map((_, each) => html(each).text())
    .get()
    .filter((text) => /silent/.test(text))
  assert.equal(
    sum(silent.map((text) => Number.parseInt(text, 10))),
    Number(/(\d+) of \d+ open actions have said nothing/.exec(words)?.[1]),
  )
})

test('the table’s sentence is true of its rows under every filter', async () => {
  for (const show of [
    '',
    '?due=late',
    '?show=silent',
    '?show=worse',
    '?rating=At+risk',
    '?rating=none',
    '?words=children',
    '?show=open&due=soon',
    '?show=late',
  ]) {
    const { html } = await see(`/plans/${planId}/actions${show}`)
    const said = Number(/^(\d+|no)/.exec(html('.gt-sum b').text())?.[1]?.replace('no', '0'))
    assert.equal(html('.gt-working tbody tr[id]').length, said, show)
    const counted = html('.gt-shape-counts li')
      .map((_, each) => Number.parseInt(html(each).text().trim(), 10))
      .get()
    assert.equal(sum(counted), said, show)
  }
})

test('the table sorts by a head, with what has no date last and no band between', async () => {
  const { html } = await see(`/plans/${planId}/actions?sort=due`)
  assert.equal(html('.gt-working__band').length, 0)
  assert.equal(html('th[aria-sort=ascending]').text().trim().startsWith('When'), true)
  const written = html('.gt-actions__when .gt-written')
    .map((_, each) => html(each).text())
    .get()
  assert.ok(['TBC', 'ASAP', 'Ongoing', 'Quarterly', 'Monthly', 'Weekly', '6 months'].includes(written.at(-1) ?? ''))
  const turned = await see(`/plans/${planId}/actions?sort=-due`)
  assert.equal(turned.html('.gt-actions__when .gt-written').last().text(), written.at(-1))
})

test('a plan without outcomes or sections is a list of its actions, in its own words', async () => {
  const { planId: flat } = await save(
    buildPlanDocument({
      outcomes: [],
      vocabulary: { action: 'Recommendation' },
      ratingKey: [],
      actions: [
        buildAction({ id: 'r1', ref: '1', text: 'Publish the strategy' }),
        buildAction({ id: 'r2', ref: '2', text: 'Train panels', timescale: parseTimescale('31/03/2026') }),
      ],
    }),
  )
  const { html, words } = await see(`/plans/${flat}`)
  assert.equal(html('.gt-outcomes').length, 0)
  assert.equal(html('.gt-actions tbody tr').length, 2)
  assert.match(words, /2 recommendations by what owners say/)
  assert.match(words, /41 days late/)
})

test('a draft owes nobody a word; a closed plan says who closed it and takes no change', async () => {
  const draft = buildPlanDocument()
  const saved = await save({ ...draft, plan: { ...draft.plan, status: 'draft' } })
  const { words } = await see(`/plans/${saved.planId}`)
  assert.match(words, /This is a draft/)
  assert.doesNotMatch(words, /silent|said nothing/)
  const visitor = visitorOf(server, lead.cookies)
  assert.equal(
    (await visitor.post(`/plans/${saved.planId}/close`, { why: '' }, `/plans/${saved.planId}/edit`)).status,
    422,
  )
  assert.equal(
    (await visitor.post(`/plans/${saved.planId}/close`, { why: 'Run its course' }, `/plans/${saved.planId}/edit`))
      .status,
    303,
  )
  assert.match(
    (await see(`/plans/${saved.planId}`)).words,
    /Ada Okafor closed this plan on 11 May 2026: Run its course/,
  )
  const added = await visitor.post(
    `/plans/${saved.planId}/actions/add`,
    { to: 'nowhere', text: 'Too late' },
    '/account',
  )
  assert.equal(added.status, 422)
  assert.match(added.words, /closed/)
})

test('every note of the document is there, with its place', async () => {
  const { planId: noted } = await save(
    buildPlanDocument({ notes: [{ text: 'Agreed <b>by</b> the board', at: 'paragraph 3' }] }),
  )
  const { html, words } = await see(`/plans/${noted}/notes`)
  assert.match(words, /Agreed <b>by<\/b> the board.*paragraph 3/)
  assert.equal(html('main td b').length, 0)
})

test('a new heading, outcome and action are in the plan, and its history says who added them', async () => {
  const visitor = visitorOf(server, lead.cookies)
  await visitor.post(`/plans/${planId}/sections/add`, { title: 'From the peer review' })
  const outcome = await visitor.post(`/plans/${planId}/outcomes/add`, {
    text: 'Panels decide in a week',
    measures: 'Days to decide\nChildren told',
  })
  assert.equal(outcome.status, 303)
  const outcomeId = outcome.to?.split('/').at(-1) ?? ''
  const form = { to: `outcome ${outcomeId}`, text: 'Meet every Tuesday', when: 'Weekly', owners: 'Panel Chair' }
  const asked = await visitor.post(`/plans/${planId}/actions/add`, form)
  assert.match(asked.html('#when-reading').text(), /every week/)
  const added = await visitor.post(`/plans/${planId}/actions/add`, { ...form, 'when-seen': 'Weekly' })
  assert.equal(added.status, 303)
  const page = await see(outcome.to ?? '')
  assert.match(page.words, /Days to decide.*Children told.*Meet every Tuesday/)
  const history = await see(`/plans/${planId}/history`)
  assert.match(history.words, /Ada Okafor added the action “Meet every Tuesday”/)
  assert.match(history.words, /added the section “From the peer review”/)
  const refused = await visitor.post(
    `/outcomes/${outcomeId}/delete`,
    { 'delete-why': 'Not ours' },
    `/outcomes/${outcomeId}/edit`,
  )
  assert.match(refused.words, /still actions under this outcome/)
})

test('a search finds actions and outcomes by their words, and only ours', async () => {
  const found = await see('/search?words=return+interview', reader)
  assert.match(found.words, /Hold every return interview within 72 hours/)
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  assert.match((await see('/search?words=return+interview', stranger)).words, /no places have these words/)
  assert.equal((await see('/search?words=%22%28%27+%26')).status, 200)
})

test('another organisation’s plan, and an address that is no plan, are not there', async () => {
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  for (const page of [
    '',
    '/actions',
    '/history',
    '/notes',
    '/edit',
    '/actions/add',
    '/outcomes/add',
    '/sections/add',
  ]) {
    assert.equal((await see(`/plans/${planId}${page}`, stranger)).status, 404, page)
    assert.equal((await see(`/plans/nonsense${page}`)).status, 404, page)
    assert.equal((await see(`/plans/${newId()}${page}`)).status, 404, page)
  }
})

test('a reader sees no way to change anything, and is refused where they try', async () => {
  const { html } = await see(`/plans/${planId}`, reader)
  assert.equal(html('main a[href*="/add"], main a[href*="/edit"]').length, 0)
  const visitor = visitorOf(server, reader.cookies)
  for (const url of ['edit', 'close', 'reopen', 'delete', 'sections/add', 'outcomes/add', 'actions/add'])
    assert.equal((await visitor.post(`/plans/${planId}/${url}`, { title: 'x', why: 'x' }, '/account')).status, 403, url)
})
