import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { runningApp, type TestPerson, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { type LiveAction, readAction } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { type ActionChange, editAction } from './edit-action.ts'

const app = await runningApp()
const { db, server, clock } = app
let lead: TestPerson
let actionId: string

before(async () => {
  lead = await withOrganisation(app)
  const saved = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument()),
  )
  actionId = saved.actionIds.get('a1') ?? ''
})

const writer = () => ({ org: lead.org, by: lead.id, at: clock.now, newId })
async function now(): Promise<LiveAction> {
  const action = await readAs(db, lead.org, (tx) => readAction(tx, lead.org, actionId))
  assert.ok(action)
  return action
}
async function change(changes: Partial<ActionChange>) {
  const { version, ref, text, ownersText, owners, timescale, evidence, impact, isPlaceholder, extra } = await now()
  const as: ActionChange = {
    actionId,
    version,
    ref,
    text,
    owners: { text: ownersText, names: owners },
    timescale,
    evidence,
    impact,
    isPlaceholder,
    extra,
    why: '',
  }
  return await transact(db, { org: lead.org, actor: lead.id, at: clock.now }, (tx) =>
    editAction(tx, { ...as, ...changes }, writer()),
  )
}
const fieldsOf = (html: Awaited<ReturnType<ReturnType<typeof visitorOf>['get']>>['html']) =>
  Object.fromEntries(
    html('form[action$="/edit"]')
      .find('input, textarea')
      .map((_, field) => [[html(field).attr('name') ?? '', String(html(field).val() ?? '')]])
      .get()
      .filter(([name]) => name !== '_token' && name !== 'isPlaceholder'),
  ) as Record<string, string>
const history = async () => (await visitorOf(server, lead.cookies).get(`/actions/${actionId}/history`)).words

test('saving what stands already changes nothing, not even the version', async () => {
  const was = await now()
  const saved = await change({})
  assert.deepEqual(saved, { ok: true, value: was.version })
  assert.deepEqual(await now(), was)
})

test('every field can be changed, and history says from what to what', async () => {
  assert.ok(
    (
      await change({
        ref: '1.1a',
        text: 'Rewrite it with families',
        evidence: 'Families say so',
        impact: 'Help sooner',
        extra: [{ name: 'Cost', text: '£4,000' }],
        owners: { text: 'QA Lead', names: ['QA Lead'] },
      })
    ).ok,
  )
  const action = await now()
  assert.deepEqual(
    [action.ref, action.text, action.evidence, action.impact, action.ownersText, action.owners],
    ['1.1a', 'Rewrite it with families', 'Families say so', 'Help sooner', 'QA Lead', ['QA Lead']],
  )
  const told = await history()
  assert.match(told, /changed the reference from “1.1” to “1.1a”/)
  assert.match(told, /changed the owners? from “Head of Service \/ Practice Lead” to “QA Lead”/)
  assert.match(told, /extra fields/)
})

test('a date moves only with a reason, which stays with who agreed it', async () => {
  const refused = await change({ timescale: parseTimescale('Dec 2031') })
  assert.deepEqual(refused.ok ? [] : refused.problems.map(({ field }) => field), ['why'])
  assert.equal((await now()).timescale.due, '2031-09-30')
  assert.ok(
    (await change({ timescale: parseTimescale('Dec 2031'), why: 'Partners asked for longer', agreedBy: 'the board' }))
      .ok,
  )
  const action = await now()
  assert.deepEqual([action.timescale.due, action.firstDue, action.moves], ['2031-12-31', '2031-09-30', 1])
  assert.match(
    await history(),
    /moved the date from 30 September 2031 to 31 December 2031, agreed by the board\. Reason: Partners asked for longer/,
  )
})

test('other words for the same day are no move', async () => {
  assert.ok(
    (await change({ timescale: parseTimescale('31 Dec 2031') })).ok === false,
    'a day is another reading than a month',
  )
  assert.ok((await change({ timescale: parseTimescale('December 2031') })).ok)
  const action = await now()
  assert.deepEqual([action.timescale.text, action.moves], ['December 2031', 1])
})

test('two people’s edits never cross unseen: the second sees both, and loses nothing typed', async () => {
  const visitor = visitorOf(server, lead.cookies)
  const opened = fieldsOf((await visitor.get(`/actions/${actionId}/edit`)).html)
  assert.ok((await change({ text: 'What the first one saved' })).ok)
  const crossed = await visitor.post(`/actions/${actionId}/edit`, { ...opened, text: 'What the second one typed' })
  assert.equal(crossed.status, 422)
  assert.match(crossed.words, /Someone else changed this action/)
  assert.match(crossed.words, /What the first one saved/)
  assert.equal(crossed.html('#text').text().trim(), 'What the second one typed')
  assert.equal((await now()).text, 'What the first one saved')
  const again = await visitor.post(`/actions/${actionId}/edit`, fieldsOf(crossed.html))
  assert.equal(again.status, 303)
  assert.equal((await now()).text, 'What the second one typed')
})

test('words for a date are saved once their reading was seen, and a day given by hand wins', async () => {
  const visitor = visitorOf(server, lead.cookies)
  const opened = fieldsOf((await visitor.get(`/actions/${actionId}/edit`)).html)
  const asked = await visitor.post(`/actions/${actionId}/edit`, {
    ...opened,
    when: 'Bi-monthly',
    why: 'It comes round',
  })
  assert.equal(asked.status, 422)
  assert.match(asked.html('#when-reading').text(), /every two months/)
  assert.equal((await now()).timescale.text, 'December 2031')
  const sent = await visitor.post(`/actions/${actionId}/edit`, {
    ...fieldsOf(asked.html),
    'when-due-day': '15',
    'when-due-month': '11',
    'when-due-year': '2031',
  })
  assert.equal(sent.status, 303)
  const { timescale } = await now()
  assert.deepEqual(
    [timescale.text, timescale.kind, timescale.due, timescale.isGuess],
    ['Bi-monthly', 'date', '2031-11-15', undefined],
  )
})

test('an owner like one known here is asked about, and the answer is remembered', async () => {
  const visitor = visitorOf(server, lead.cookies)
  const opened = fieldsOf((await visitor.get(`/actions/${actionId}/edit`)).html)
  const asked = await visitor.post(`/actions/${actionId}/edit`, { ...opened, owners: 'Practise Lead' })
  assert.equal(asked.status, 422)
  const question = asked.html('input[type=radio][value!=new]')
  assert.match(asked.words, /Who is “Practise Lead”\?.*Practice Lead, already known here/)
  assert.equal(asked.html('input[type=radio]:checked').length, 0)
  const sent = await visitor.post(`/actions/${actionId}/edit`, {
    ...opened,
    owners: 'Practise Lead',
    [question.attr('name') ?? '']: String(question.val()),
  })
  assert.equal(sent.status, 303)
  assert.deepEqual((await now()).ownerIds, [question.val()])
})

test('what is written in a plan is shown as words, never run', async () => {
  const hostile = '<img src=x onerror=alert(1)> {{ 7 * 7 }} </textarea><b>'
  assert.ok((await change({ text: hostile, evidence: hostile, extra: [{ name: hostile, text: hostile }] })).ok)
  for (const url of [
    `/actions/${actionId}`,
    `/actions/${actionId}/edit`,
    `/actions/${actionId}/history`,
    `/actions/${actionId}/move`,
    `/actions/${actionId}/close`,
  ]) {
    const { status, html, words } = await visitorOf(server, lead.cookies).get(url)
    assert.equal(status, 200, url)
    assert.equal(html('main img').length, 0, url)
    assert.doesNotMatch(words, /49/, url)
  }
})

test('a closed action is not changed, and neither is one of another organisation', async () => {
  const stranger = await withOrganisation(app, 'Marlbridge Council')
  const visitor = visitorOf(server, stranger.cookies)
  for (const url of [
    `/actions/${actionId}`,
    `/actions/${actionId}/edit`,
    `/actions/${actionId}/close`,
    '/actions/not-an-id',
    '/actions/not-an-id/edit',
  ])
    assert.equal((await visitor.get(url)).status, 404, url)
  assert.equal((await visitor.post(`/actions/${actionId}/delete`, { why: 'x' }, '/account')).status, 404)
  assert.equal((await now()).deleted, null)
  const mine = visitorOf(server, lead.cookies)
  assert.equal((await mine.post(`/actions/${actionId}/close`, { why: '' })).status, 422)
  assert.equal((await mine.post(`/actions/${actionId}/close`, { why: 'Merged into 1.2' })).status, 303)
  const refused = await change({ text: 'Too late' })
  assert.deepEqual(refused.ok ? [] : refused.problems.map(({ code }) => code), ['closed'])
  assert.match(
    (await mine.get(`/actions/${actionId}`)).words,
    /Ada Okafor closed this on 11 May 2026: Merged into 1\.2/,
  )
  await mine.post(`/actions/${actionId}/reopen`, {}, `/actions/${actionId}`)
  assert.equal((await now()).closed, null)
})

test('a deletion says who and why, goes from every list, and can be undone', async () => {
  const mine = visitorOf(server, lead.cookies)
  const { planId } = await now()
  assert.equal((await mine.post(`/actions/${actionId}/delete`, { why: 'Read twice' })).status, 303)
  assert.equal((await mine.get(`/plans/${planId}/actions`)).html(`a[href="/actions/${actionId}"]`).length, 0)
  assert.match((await mine.get(`/plans/${planId}/actions?show=deleted`)).words, /Deleted by Ada Okafor: Read twice/)
  assert.match((await mine.get(`/actions/${actionId}`)).words, /Ada Okafor deleted this on 11 May 2026: Read twice/)
  await mine.post(`/actions/${actionId}/restore`, {}, `/actions/${actionId}`)
  assert.equal((await mine.get(`/plans/${planId}/actions`)).html(`a[href="/actions/${actionId}"]`).length, 1)
  assert.match(await history(), /brought back/)
})

test('whoever may not edit is refused every change', async () => {
  for (const role of ['reader', 'contributor'] as const) {
    const person = visitorOf(server, (await withPerson(app, lead.org, { role, name: `A ${role}` })).cookies)
    for (const url of ['edit', 'move', 'close', 'reopen', 'delete', 'restore', 'reading', 'milestones/add'])
      assert.equal(
        (await person.post(`/actions/${actionId}/${url}`, { why: 'x', text: 'x' }, '/account')).status,
        403,
        `${role} ${url}`,
      )
  }
})
