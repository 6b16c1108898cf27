import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bringDocument } from '../../../../tests/support/bring-document.ts'
import { runningApp, withOrganisation } from '../../../../tests/support/running-app.ts'
import { type Seen, visitorOf } from '../../../../tests/support/visitor.ts'
import { readAs } from '../../../store/transact.ts'
import { reviewOf } from './review.ts'

const app = await runningApp()
const lead = await withOrganisation(app)
const visitor = visitorOf(app.server, lead.cookies)
let made = 0

/** A plan with an ambiguous date, a pointer to the row above, a possible child, and a column of the plan's own. */
async function brought(rows: string[][] = usualRows, head = usualHead): Promise<string> {
  made++
  const lines = [[`Wexcombe improvement plan ${made}`], head, ...rows]
  const csv = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
  return await bringDocument(app, lead, { name: `Plan ${made}.csv`, bytes: csv })
}

const usualHead = ['No.', 'Action', 'Owner', 'By when', 'Workstream budget', 'Progress']
const usualRows = [
  ['1', 'Agree the rota with every team', 'Head of Service', '31/03/2027', '£1,000', ''],
  [
    '2',
    'Let the contract. Tell the teams what it holds',
    'Quality Lead',
    'Bi-monthly',
    '',
    'Gone out to tender in May.',
  ],
  ['3', 'Review each plan of a missing child', 'as above', 'Ongoing', '', 'JT (14) was seen within a day.'],
]

const versionOf = (seen: Seen): string => seen.html('input[name=version]').first().attr('value') ?? ''
const review = (id: string) => visitor.get(`/imports/${id}/review`)

/** Sends a form of the review with the version its page shows. */
async function send(id: string, what: string, fields: Record<string, string>, from = 'review'): Promise<Seen> {
  const page = await visitor.get(`/imports/${id}/${from}`)
  return await visitor.post(`/imports/${id}/${what}`, { version: versionOf(page), ...fields }, `/imports/${id}/${from}`)
}

/** The form that answers the doubt with this title. */
async function doubtKey(id: string, title: RegExp): Promise<string> {
  const page = await review(id)
  const article = page.html('article').filter((_, each) => title.test(page.html(each).find('h3').text()))
  return article.find('input[name=doubt]').attr('value') ?? ''
}

const stored = (id: string) =>
  readAs(app.db, lead.org, (tx) =>
    tx
      .selectFrom('import')
      .select(['plan_document', 'corrections', 'plan_id', 'accepted_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
const actionsOf = async (id: string) => (await stored(id)).plan_document?.actions ?? []

test('the review shows what was read, why, and what is doubted, beside the source', async () => {
  const page = await review(await brought())
  assert.match(page.words, /3 ?actions|actions ?3/)
  assert.match(page.words, /words placed/)
  assert.match(page.words, /“Bi-monthly”|"Bi-monthly"/)
  assert.equal(page.html('.gt-source td.gt-lit--now').length, 1)
  assert.equal(page.html('article input[type=radio][checked]').length, 0, 'nothing is chosen beforehand')
  assert.match(page.words, /How this row will read in the plan/)
})

test('choosing what a column means reads the document anew and is remembered for the next one', async () => {
  const id = await brought()
  const page = await review(id)
  const row = page.html('tr').filter((_, each) => page.html(each).find('th').text() === 'Workstream budget')
  const [shape, column] = ['shape', 'column'].map((name) => row.find(`input[name=${name}]`).attr('value') ?? '')
  const answer = await send(id, 'review/column', {
    shape: shape ?? '',
    column: column ?? '',
    heading: 'Workstream budget',
    field: 'evidence',
  })
  assert.match((await visitor.follow(answer)).words, /remembered for your next document/)
  assert.equal((await actionsOf(id))[0]?.evidence, '£1,000')
  const next = await brought()
  assert.equal((await actionsOf(next))[0]?.evidence, '£1,000')
  assert.match((await review(next)).words, /as chosen in an earlier document of yours/)
})

test('a column, table or answer that the reading does not have changes nothing', async () => {
  const id = await brought()
  for (const [what, fields] of [
    ['review/column', { shape: 'none', column: '0', heading: 'x', field: 'action' }],
    ['review/column', { shape: '', column: '0', heading: 'x', field: '__proto__' }],
    ['review/table', { table: 'table 99', take: 'no' }],
    ['review/answer', { doubt: '0000', choice: 'guess' }],
    ['reading/drop', { key: 'table 9 row 9' }],
    ['reading/split', { key: 'table 9 row 9', at: '3' }],
  ] as const)
    assert.equal((await send(id, what, fields)).status, 422, what)
  assert.equal(reviewOf((await stored(id)).corrections).version, 1)
})

test('a word that every object knows is no deed of a row', async () => {
  const id = await brought()
  const reading = await visitor.get(`/imports/${id}/reading`)
  const key = reading.html('input[name=key]').first().attr('value') ?? ''
  assert.notEqual(key, '')
  for (const what of ['constructor', 'valueOf', '__proto__'])
    assert.equal((await send(id, `reading/${what}`, { key }, 'reading')).status, 404, what)
  assert.equal(reviewOf((await stored(id)).corrections).version, 1)
})

test('an answer changes the reading and folds; undo brings the doubt back', async () => {
  const id = await brought()
  const doubt = await doubtKey(id, /When is this due/)
  const page = await visitor.follow(await send(id, 'review/answer', { doubt, choice: 'other-1' }))
  const [, second] = await actionsOf(id)
  assert.equal(second?.timescale.every, 'P2W')
  assert.equal(second?.timescale.text, 'Bi-monthly', "the writer's words stay")
  assert.match(page.words, /Answered/)
  assert.equal(page.html(`article#doubt-${doubt}`).length, 0)
  await send(id, 'review/take-back', { doubt })
  assert.equal((await actionsOf(id))[1]?.timescale.isGuess, true)
  assert.equal((await review(id)).html(`article#doubt-${doubt}`).length, 1)
})

test('a person may type an answer of their own; an empty one is asked for again', async () => {
  const id = await brought()
  const doubt = await doubtKey(id, /When is this due/)
  const empty = await send(id, 'review/answer', { doubt, choice: 'typed', typed: '' })
  assert.equal(empty.status, 422)
  assert.match(empty.words, /Type your answer, or choose one of the others/)
  await send(id, 'review/answer', { doubt, choice: 'typed', typed: '30 June 2027' })
  assert.equal((await actionsOf(id))[1]?.timescale.due, '2027-06-30')
})

test('accepting all that is sure never takes what may name a child', async () => {
  const id = await brought()
  await send(id, 'review/accept-sure', {})
  const page = await review(id)
  assert.match(page.words, /This may name a child/)
  assert.equal(page.words.includes('When is this due?Table'), false)
  const doubt = await doubtKey(id, /may name a child/)
  await send(id, 'review/answer', { doubt, choice: 'withhold' })
  assert.equal(JSON.stringify((await stored(id)).plan_document).includes('JT (14)'), false)
})

test('every field of an action can be changed, and nothing else changes', async () => {
  const id = await brought()
  const reading = await visitor.get(`/imports/${id}/reading`)
  const href =
    reading
      .html('a')
      .filter((_, each) => /Change action 2/.test(reading.html(each).text()))
      .attr('href') ?? ''
  const page = await visitor.get(href)
  const before = await actionsOf(id)
  const key = page.html('form[data-keep] input[name=key]').attr('value') ?? ''
  const answer = await visitor.post(
    `/imports/${id}/reading/action`,
    {
      version: versionOf(page),
      key,
      text: 'Let the contract',
      ref: '2a',
      section: 'Help',
      outcome: '',
      owners: 'PSW, Team Manager',
      timescale: 'May 2027',
      rating: 'Amber',
      progress: 'Out to tender',
      evidence: 'Signed copy',
      impact: 'Children wait less',
      'step-0-text': 'Advertise',
      'step-0-when': 'April 2027',
      'step-0-owners': '',
    },
    href,
  )
  assert.equal(answer.status, 303)
  const after = await actionsOf(id)
  const changed = after[1]
  assert.deepEqual(
    [
      changed?.text,
      changed?.ref,
      changed?.section,
      changed?.timescale.due,
      changed?.rag?.value,
      changed?.progress,
      changed?.evidence,
      changed?.impact,
    ],
    ['Let the contract', '2a', 'Help', '2027-05-31', 'Amber', 'Out to tender', 'Signed copy', 'Children wait less'],
  )
  assert.deepEqual(changed?.owners, ['PSW', 'Team Manager'])
  assert.equal(changed?.milestones[0]?.timescale.due, '2027-04-30')
  assert.deepEqual([after[0], after[2]], [before[0], before[2]])
})

test('actions are joined, split, dropped and brought back', async () => {
  const id = await brought()
  const keyAt = async (index: number) => {
    const reading = await visitor.get(`/imports/${id}/reading`)
    return reading.html('.gt-reading__acts input[name=key]').eq(index).attr('value') ?? ''
  }
  const second = await keyAt(1)
  const at = String('Let the contract. '.length)
  await send(id, 'reading/split', { key: second, at }, 'reading')
  assert.deepEqual(
    (await actionsOf(id)).slice(1, 3).map(({ text }) => text),
    ['Let the contract.', 'Tell the teams what it holds'],
  )
  await send(id, 'reading/join', { key: await keyAt(2) }, 'reading')
  assert.equal((await actionsOf(id)).length, 3)
  await send(id, 'reading/drop', { key: await keyAt(0) }, 'reading')
  assert.equal((await actionsOf(id)).length, 2)
  const reading = await visitor.get(`/imports/${id}/reading`)
  assert.match(reading.words, /Said to be no actions/)
  await send(id, 'take-back', { change: reading.html('#dropped input[name=change]').attr('value') ?? '' }, 'reading')
  assert.equal((await actionsOf(id)).length, 3)
})

test('two people at once: the second is told, keeps what was typed, and nothing of the first is lost', async () => {
  const id = await brought()
  const reading = await visitor.get(`/imports/${id}/reading`)
  const href =
    reading
      .html('a')
      .filter((_, each) => /Change action 1/.test(reading.html(each).text()))
      .attr('href') ?? ''
  const page = await visitor.get(href)
  const fields = { version: versionOf(page), key: page.html('form[data-keep] input[name=key]').attr('value') ?? '' }
  assert.equal(
    (await visitor.post(`/imports/${id}/reading/action`, { ...fields, owners: 'The first' }, href)).status,
    303,
  )
  const late = await visitor.post(`/imports/${id}/reading/action`, { ...fields, text: 'Words of the second' }, href)
  assert.equal(late.status, 422)
  assert.match(late.words, /Someone else changed this reading/)
  assert.equal(late.html('textarea[name=text]').val(), 'Words of the second')
  assert.equal((await actionsOf(id))[0]?.ownersText, 'The first')
  const again = await visitor.post(
    `/imports/${id}/reading/action`,
    { ...fields, version: versionOf(late), text: 'Words of the second' },
    href,
  )
  assert.equal(again.status, 303)
  const [first] = await actionsOf(id)
  assert.deepEqual([first?.text, first?.ownersText], ['Words of the second', 'The first'])
})

test('making it the plan makes it once, with where each value was read, and of the version that was seen', async () => {
  const id = await brought()
  const page = await visitor.get(`/imports/${id}/accept`)
  assert.match(page.words, /3 actions/)
  assert.match(page.words, /new, 0 known already/)
  const stale = await visitor.post(`/imports/${id}/accept`, { version: '0', title: 'x', period: '' })
  assert.equal(stale.status, 422)
  const nameless = await send(id, 'accept', { title: ' ', period: '' }, 'accept')
  assert.match(nameless.words, /Give the plan a title/)
  const [one, two] = await Promise.all(
    [1, 2].map(() => send(id, 'accept', { title: 'Our plan', period: '2026 to 2028' }, 'accept')),
  )
  const ends = [one, two].map((seen) => seen?.to ?? String(seen?.status)).sort()
  assert.equal(ends.filter((end) => end.startsWith('/plans/')).length, 1, 'one of two clicks makes the plan')
  assert.ok(ends.includes('422') || ends.includes(`/imports/${id}`), `the other is told: ${ends}`)
  const { plan_id } = await stored(id)
  assert.ok(plan_id)
  const rows = await readAs(app.db, lead.org, async (tx) => ({
    plans: await tx.selectFrom('plan').select(['title', 'period']).where('import_id', '=', id).execute(),
    places: await tx.selectFrom('provenance').select('place').where('import_id', '=', id).execute(),
  }))
  assert.deepEqual(rows.plans, [{ title: 'Our plan', period: '2026 to 2028' }])
  assert.ok(rows.places.length >= 9)
  assert.equal((await review(id)).to, `/imports/${id}`, 'an accepted reading is not reviewed any more')
})

test('a reading can be thrown away; its document stays', async () => {
  const id = await brought()
  assert.match((await visitor.get(`/imports/${id}/cancel`)).words, /The original stays/)
  await send(id, 'cancel', {}, 'cancel')
  assert.match((await visitor.get(`/imports/${id}`)).words, /threw this reading away/)
  assert.equal((await visitor.get(`/imports/${id}/original`)).status, 200)
  const late = await visitor.post(`/imports/${id}/review/accept-sure`, { version: '1' }, '/plans/import')
  assert.equal(late.to, `/imports/${id}`)
})

test('an import is undone with a reason; what people added since is said first', async () => {
  const id = await brought()
  await send(id, 'accept', { title: 'To be undone', period: '' }, 'accept')
  const page = await visitor.get(`/imports/${id}/undo`)
  assert.match(page.words, /nothing else is lost/)
  const known = page.html('input[name=known]').attr('value') ?? ''
  assert.match((await visitor.post(`/imports/${id}/undo`, { known, why: '' })).words, /Say why/)
  assert.equal((await visitor.post(`/imports/${id}/undo`, { known: '99', why: 'Wrong version' })).status, 422)
  assert.equal((await visitor.post(`/imports/${id}/undo`, { known, why: 'Wrong version' })).to, '/imports')
  assert.match((await visitor.get(`/imports/${id}`)).words, /Wrong version/)
  const plan = await readAs(app.db, lead.org, (tx) =>
    tx.selectFrom('plan').select('deleted_why').where('import_id', '=', id).executeTakeFirstOrThrow(),
  )
  assert.equal(plan.deleted_why, 'Wrong version')
  assert.equal((await visitor.get(`/imports/${id}/undo`)).status, 404)
})

test('what a document says is shown as words, whatever it says', async () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'
  const id = await brought(
    [[hostile, hostile, hostile, `Bi-monthly ${hostile}`, hostile, hostile]],
    ['No.', `Action`, 'Owner', 'By when', hostile, 'Progress'],
  )
  for (const path of ['review', 'reading', 'accept']) {
    const page = await visitor.get(`/imports/${id}/${path}`)
    assert.equal(page.status, 200)
    assert.equal(page.html('main script, main img').length, 0, path)
    assert.equal(page.words.includes('49'), false, path)
  }
  assert.match((await visitor.get(`/imports/${id}/reading`)).words, /<script>alert\(1\)<\/script>/)
})

test('a big document is shown a page at a time', async () => {
  const rows = Array.from({ length: 600 }, (_, index) => [
    String(index + 1),
    `Do task ${index + 1} well`,
    'PSW',
    'Bi-monthly',
    '',
    '',
  ])
  const id = await brought(rows)
  const page = await review(id)
  assert.ok(page.html('.gt-source tr').length <= 40)
  const reading = await visitor.get(`/imports/${id}/reading?page=12`)
  assert.match(reading.words, /551 to 600 of 600 actions/)
})
