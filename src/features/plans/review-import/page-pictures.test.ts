import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bringDocument } from '../../../../tests/support/bring-document.ts'
import { rawPdf, tableContent } from '../../../../tests/support/documents/raw-pdf.ts'
import { runningApp, withOrganisation } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'

const app = await runningApp()
const lead = await withOrganisation(app)

const content = tableContent({
  xs: [40, 120, 300, 420, 540],
  ys: [780, 740, 700, 660],
  rows: [
    ['No.', 'Action', 'Owner', 'By when'],
    ['1', 'Agree the rota', 'PSW', 'Bi-monthly'],
    ['2', 'Tell the teams', 'PSW', 'June 2027'],
  ],
})

test('a PDF page is drawn beside its doubts, with the doubtful cell lit and pinned', async () => {
  const importId = await bringDocument(app, lead, { name: 'Plan.pdf', bytes: rawPdf({ pages: [{ content }] }) })
  const page = await visitorOf(app.server, lead.cookies).get(`/imports/${importId}/review`)
  const href = page.html('.gt-source image').attr('href') ?? ''
  assert.equal(href, `/imports/${importId}/pages/1.svg`)
  assert.equal(page.html('.gt-source__box--now').length, 1)
  const picture = await app.server.inject({ url: href, cookies: lead.cookies })
  assert.match(picture.headers['content-type']?.toString() ?? '', /^image\/svg\+xml/)
  assert.match(picture.headers['content-security-policy']?.toString() ?? '', /default-src 'none'.*sandbox/)
  assert.match(picture.body, /Bi-monthly/)
})

test('pages that are not there, and documents without pages, give no picture', async () => {
  const pdf = await bringDocument(app, lead, {
    name: 'Other.pdf',
    bytes: rawPdf({ pages: [{ content: `${content} ` }] }),
  })
  const csv = await bringDocument(app, lead, {
    name: 'Plan.csv',
    bytes: 'No.,Action,Owner\n1,Agree the rota,PSW\n2,Tell the teams,PSW',
  })
  for (const url of [
    `/imports/${pdf}/pages/2.svg`,
    `/imports/${pdf}/pages/0.svg`,
    `/imports/${pdf}/pages/1.png`,
    `/imports/${pdf}/pages/1.svg.svg`,
    `/imports/${csv}/pages/1.svg`,
  ])
    assert.equal((await app.server.inject({ url, cookies: lead.cookies })).statusCode, 404, url)
})
