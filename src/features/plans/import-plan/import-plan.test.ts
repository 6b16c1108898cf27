import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { bringDocument, readingOf, sendFiles } from '../../../../tests/support/bring-document.ts'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { beginImport } from '../../../store/import-store.ts'
import { newId } from '../../../store/new-id.ts'
import { readAs, transact } from '../../../store/transact.ts'

const app = await runningApp()
const lead = await withOrganisation(app)
const visitor = visitorOf(app.server, lead.cookies)

const plan = (title: string) =>
  `${title}\nNo.,Action,Owner,By when\n1,Agree the rota,Head of Service,31/03/2027\n2,Let the contract,Quality Lead,TBC\n`

test('a document that is brought is kept with its digest, read, and waits to be checked', async () => {
  const bytes = plan('First plan')
  const importId = await bringDocument(app, lead, { name: 'First plan.csv', bytes })
  const row = await readAs(app.db, lead.org, (tx) =>
    tx
      .selectFrom('source_document')
      .innerJoin('import', 'import.source_document_id', 'source_document.id')
      .select(['sha256', 'bytes', 'plan_document', 'progress'])
      .where('import.id', '=', importId)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(row.sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.equal(Buffer.from(row.bytes).toString(), bytes)
  assert.equal(row.plan_document?.actions.length, 2)
  assert.deepEqual(
    row.progress.map(({ stage }) => stage),
    ['stored', 'opened', 'tables found', 'rows read'],
  )
  assert.equal((await visitor.get(`/imports/${importId}`)).to, `/imports/${importId}/review`)
})

test('the very same file is not stored again, and the page says when it came', async () => {
  const file = { name: 'Again.csv', bytes: plan('Second plan') }
  const importId = await bringDocument(app, lead, file)
  const answer = await sendFiles(app, lead, [file])
  assert.equal(answer.statusCode, 200)
  assert.match(answer.body, /You brought this file before/)
  assert.match(answer.body, new RegExp(`/imports/${importId}`))
  const again = await visitor.post(`/imports/${importId}/again`, {}, '/plans/import')
  assert.notEqual(again.to, `/imports/${importId}`)
  assert.equal(await readingOf(app, lead, again.to?.split('/')[2] ?? ''), 'To check')
})

test('a file that can not be read says so in words, and its original stays', async () => {
  const importId = await bringDocument(app, lead, { name: 'plan.docx', bytes: Buffer.from('PK\u0003\u0004 broken') })
  const page = await visitor.get(`/imports/${importId}`)
  assert.match(page.words, /could not be read/)
  assert.match(page.words, /The original is kept exactly as it came/)
  const original = await app.server.inject({ url: `/imports/${importId}/original`, cookies: lead.cookies })
  assert.equal(original.body, 'PK\u0003\u0004 broken')
  assert.match(original.headers['content-disposition']?.toString() ?? '', /^attachment/)
})

test('several files are brought at once, and what is known already is named', async () => {
  const known = { name: 'Known.csv', bytes: plan('Known plan') }
  await bringDocument(app, lead, known)
  const answer = await sendFiles(app, lead, [
    known,
    { name: 'New one.csv', bytes: plan('New one') },
    { name: 'New two.csv', bytes: plan('New two') },
  ])
  assert.equal(answer.headers.location, '/imports')
  const list = await visitor.get('/imports')
  for (const name of ['New one.csv', 'New two.csv', 'Known.csv']) assert.match(list.words, new RegExp(name))
})

test('sending the form without a file says what to choose', async () => {
  const answer = await sendFiles(app, lead, [])
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Choose a file: Word, Excel, PDF/)
})

test('a pasted table is read, as text or as the table itself', async () => {
  const asText = await visitor.post('/plans/import/paste', {
    text: 'Action\tOwner\tBy when\nWrite the guide\tTeam Manager\tMay 2027\nTell the teams\tPSW\tJune 2027',
  })
  assert.equal(await readingOf(app, lead, asText.to?.split('/')[2] ?? ''), 'To check')
  const html =
    '<table><tr><th>Action</th><th>Owner</th><th>By when</th></tr><tr><td>Write it</td><td rowspan="2">PSW</td><td>May 2027</td></tr><tr><td>Send it</td><td>June 2027</td></tr></table>'
  const asTable = await visitor.post('/plans/import/paste', { text: 'Action Owner By when', html })
  const importId = asTable.to?.split('/')[2] ?? ''
  assert.equal(await readingOf(app, lead, importId), 'To check')
  assert.match((await visitor.get(`/imports/${importId}/reading`)).words, /Send it/)
  const empty = await visitor.post('/plans/import/paste', { text: ' ' })
  assert.match(empty.words, /Paste the table from Word or Excel/)
})

test('what a stop of the program left unread is read when somebody opens it', async () => {
  const writer = { org: lead.org, by: lead.id, at: app.clock.now, newId }
  const { importId } = await transact(app.db, { org: lead.org, actor: lead.id }, (tx) =>
    beginImport(tx, writer, { name: 'left.csv', bytes: Buffer.from(plan('Left behind')) }),
  )
  const page = await visitor.get(`/imports/${importId}`)
  assert.match(page.words, /Reading left\.csv/)
  assert.match(page.html('noscript').html() ?? '', /http-equiv="refresh"/)
  assert.equal(await readingOf(app, lead, importId), 'To check')
})

test('a hostile name is text and no path', async () => {
  const importId = await bringDocument(app, lead, {
    name: '../../<img src=x onerror=alert(1)>.csv',
    bytes: plan('Hostile'),
  })
  const page = await visitor.get(`/imports/${importId}/review`)
  assert.equal(page.html('main img').length, 0)
  assert.match(page.words, /<img src=x onerror=alert\(1\)>\.csv/)
})

test("another organisation's imports and invented ids are not there", async () => {
  const importId = await bringDocument(app, lead, { name: 'Ours.csv', bytes: plan('Ours') })
  const stranger = visitorOf(app.server, (await withOrganisation(app, 'Elsewhere Council')).cookies)
  for (const id of [importId, newId(), 'not-an-id', '%27'])
    for (const path of ['', '/original', '/progress', '/undo', '/pages/1.svg'])
      assert.equal((await stranger.get(`/imports/${id}${path}`)).status, 404, `${id}${path}`)
  for (const path of ['review', 'reading', 'accept', 'cancel']) {
    const answer = await stranger.get(`/imports/${importId}/${path}`)
    assert.equal((await stranger.follow(answer)).status, 404, path)
  }
  assert.equal((await stranger.post(`/imports/${importId}/again`, {}, '/plans/import')).status, 404)
})

test('readers may not see source documents; contributors may, but not bring or review them', async () => {
  const importId = await bringDocument(app, lead, { name: 'Roles.csv', bytes: plan('Roles') })
  const reader = visitorOf(
    app.server,
    (await withPerson(app, lead.org, { role: 'reader', name: 'Rae Reader' })).cookies,
  )
  assert.equal((await reader.get('/imports')).status, 403)
  assert.equal((await reader.get(`/imports/${importId}/original`)).status, 403)
  const contributor = visitorOf(
    app.server,
    (await withPerson(app, lead.org, { role: 'contributor', name: 'Con Tributor' })).cookies,
  )
  assert.equal((await contributor.get('/imports')).status, 200)
  assert.match((await contributor.get(`/imports/${importId}`)).words, /waits for a plan lead/)
  assert.equal((await contributor.get('/plans/import')).status, 403)
  assert.equal((await contributor.get(`/imports/${importId}/review`)).status, 403)
})
