/**
 * The main job, whole and on a real document: from the printed link to a paper for the board; with script, without, and by keyboard
 * alone. And the walls around it: a reader does not write, and another organisation's plan is not there.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { readDocument } from '../../src/documents/read-document.ts'
import { demonstrationDocuments } from '../../src/features/demonstration/make-demonstration/documents.ts'
import { convertPlan } from '../../src/features/reports/convert-plan/convert-plan.ts'
import { readPlan } from '../../src/intake/read-plan.ts'
import { assertAccessible, browserFor, desktop, phone } from '../support/browser.ts'
import { runningApp, withOrganisation, withPerson } from '../support/running-app.ts'

const today = '2026-05-11'
const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-main-job-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const [word, excel] = await demonstrationDocuments(today)
if (word === undefined || excel === undefined) throw new Error('The demonstration has no documents')
const inWord = await readDocument(word.bytes, word.name)
if (!inWord.ok) throw new Error(inWord.refusal.message)
const asPdf = await convertPlan(readPlan(inWord.document).plan, 'pdf', `${today}T08:00:00Z`)

/** How a person presses what they found: with a pointer, or by walking to it with the keyboard and pressing Enter. */
type Press = (page: Page, what: Locator) => Promise<void>
const byPointer: Press = (_page, what) => what.click()

const byKeyboard: Press = async (page, what) => {
  const isThere = () => what.evaluate((element) => element === element.ownerDocument.activeElement)
  await what.waitFor()
  for (let tabs = 0; tabs < 400; tabs++) {
    if (await isThere()) return await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${what}`)
}

for (const { how, document, javaScript, press, viewport } of [
  { how: 'with script, from Word', document: word, javaScript: true, press: byPointer, viewport: desktop },
  {
    how: 'without script, from Excel, on a phone',
    document: excel,
    javaScript: false,
    press: byPointer,
    viewport: phone,
  },
  {
    how: 'by keyboard alone, from PDF',
    document: { name: 'Wexcombe improvement plan.pdf', bytes: asPdf },
    javaScript: true,
    press: byKeyboard,
    viewport: desktop,
  },
])
  test(`the main job ${how}`, { timeout: 180_000 }, async () => {
    const app = await runningApp()
    const browser = await browserFor(await app.listen())
    const page = await browser.visit({ javaScript, viewport })
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    page.on('console', (line) => line.type() === 'error' && !/422/.test(line.text()) && faults.push(line.text()))
    const look = async () => {
      if (javaScript) await assertAccessible(page)
    }
    const file = path.join(folder, `${viewport.width} ${document.name}`)
    writeFileSync(file, document.bytes)

    await page.goto(`/set-up/${app.setUpSecret}`)
    await page.getByLabel('Name of your organisation').fill('Wexcombe Council')
    await page.getByLabel('Your name').fill('Ada Okafor')
    await page.getByLabel('Your e-mail address').fill('ada@wexcombe.example')
    await page.getByLabel('Choose a password', { exact: true }).fill('marmalade kestrel tuesday')
    await press(page, page.getByRole('button', { name: 'Set up and go on' }))
    await page.getByRole('heading', { name: 'Start with the plan you have' }).waitFor()
    await look()

    await page.getByLabel('Choose a file').setInputFiles(file)
    await press(page, page.getByRole('button', { name: 'Read this file' }))
    await untilRead(page)
    await look()

    // What one column means is changed and changed back by reading again; one doubt is answered; one row is no action.
    const columns = page.locator('#columns')
    if ((await columns.getAttribute('open')) === null) await press(page, columns.locator('> summary'))
    const column = columns.locator('tbody tr').last()
    await press(page, column.locator('summary'))
    const field = column.getByRole('combobox')
    const other = await field.evaluate((element) => {
      const { options, value } = element as unknown as { options: { value: string }[]; value: string }
      return Array.from(options).find((option) => option.value !== value)?.value ?? ''
    })
    await field.selectOption(other)
    if (!javaScript) await press(page, column.getByRole('button', { name: 'Read again' }))
    await page.getByText(/^Read again\./).waitFor()
    const doubt = page.locator('article.gt-doubt--now')
    if ((await doubt.count()) > 0) {
      const choice = doubt.getByRole('radio').first()
      await choice.focus()
      await page.keyboard.press('Space')
      await press(page, doubt.getByRole('button', { name: /^Confirm/ }))
      await page.getByRole('heading', { name: 'Answered' }).waitFor()
    }
    await press(page, page.getByRole('link', { name: 'Everything read' }))
    await page.waitForURL(/\/reading$/)
    await page.getByRole('heading', { name: 'Everything read' }).waitFor()
    await look()
    await press(page, page.getByRole('button', { name: /^Not an action/ }).last())
    await page.getByText('Said to be no actions').waitFor()
    await press(page, page.getByRole('button', { name: 'Carry on' }))
    await page.waitForURL(/\/accept$/)
    await look()
    await press(page, page.getByRole('button', { name: 'Make it the plan' }))
    await page.getByText(/The plan is live: \d+ actions/).waitFor()
    await look()

    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Actions', exact: true }))
    await page.waitForURL(/\/plans\/[^/]+\/actions$/)
    await look()
    await press(page, page.locator(toAction).first())
    await page.waitForURL(/\/actions\/[^/]+$/)
    await look()
    await press(page, page.getByRole('button', { name: /^Update this/ }))
    await page.waitForURL(/\/update$/)
    await look()
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await page.getByRole('textbox', { name: /What has happened/ }).fill('The second sample is done: 17 of 20 show it.')
    await press(page, page.getByRole('button', { name: 'Send update' }))
    await page.getByText('Thank you. Recorded').waitFor()
    await look()
    await press(page, page.getByRole('main').getByRole('link').first())
    await page.getByText('17 of 20 show it').first().waitFor()

    await press(page, page.getByRole('link', { name: 'Change it' }))
    await page.waitForURL(/\/edit$/)
    await page.locator('[data-reads-when] > .govuk-form-group input').fill('30 September 2027')
    await page.getByRole('textbox', { name: 'Why is it changed?' }).fill('The board asked for a third sample')
    const save = page.getByRole('button', { name: 'Save' })
    if (javaScript) await page.getByText('Read as by 30 September 2027').waitFor()
    await press(page, save)
    await page.getByText('Changed.', { exact: true }).or(page.getByText('by 30 September 2027')).first().waitFor()
    if (new URL(page.url()).pathname.endsWith('/edit')) await press(page, save)
    await page.getByText('Changed.', { exact: true }).waitFor()
    await page
      .getByText(/Reason: The board asked for a third sample/)
      .first()
      .waitFor()

    await press(page, page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').nth(1))
    await page.waitForURL(/\/plans\/[^/]+$/)
    await press(page, page.getByRole('button', { name: 'Make a report' }))
    await page.waitForURL(/\/reports\/write$/)
    await page.getByLabel('Board or committee').fill('Improvement Board')
    const day = page.getByRole('group', { name: 'Day of the meeting' })
    for (const [part, value] of [
      ['Day', '9'],
      ['Month', '6'],
      ['Year', '2026'],
    ] as const)
      await day.getByLabel(part, { exact: true }).fill(value)
    await page.getByLabel('What the meeting is asked to do').fill('Note where the plan stands')
    await press(page, page.getByRole('button', { name: 'Freeze the figures' }))
    await page.getByRole('heading', { name: /^The plan on 11 May 2026/ }).waitFor()
    await look()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page, page.getByRole('button', { name: 'Board report in Word' })),
    ])
    const report = await readDocument(new Uint8Array(readFileSync(await download.path())), 'report.docx')
    assert.ok(report.ok)
    assert.match(JSON.stringify(report.document), /17 of 20 show it/)
    assert.match(JSON.stringify(report.document), /30 September 2027/)

    await press(page, page.getByRole('button', { name: 'Sign out' }))
    await page.getByText('You are signed out.').waitFor()
    await page.goto('/plans')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.deepEqual(faults, [])
  })

test('a reader finds no way to write, and another organisation’s plan is not there', async () => {
  const app = await runningApp()
  const ada = await withOrganisation(app)
  const reader = await withPerson(app, ada.org, { role: 'reader', name: 'Carys Byfield' })
  const stranger = await withOrganisation(app, 'Another Council')
  const browser = await browserFor(await app.listen())
  const page = await browser.visit({ cookies: ada.cookies })
  await page.goto('/')
  await page.getByRole('button', { name: 'Open the example' }).click()
  await page.getByText('Three invented plans are here').waitFor()
  await page.getByRole('link', { name: /^Children’s services improvement plan/ }).click()
  const plan = new URL(page.url()).pathname
  await page.goto(`${plan}/actions`)
  const action = (await page.locator(toAction).first().getAttribute('href')) ?? ''

  const reading = await browser.visit({ cookies: reader.cookies })
  for (const url of [plan, `${plan}/actions`, action]) {
    assert.equal((await reading.goto(url))?.status(), 200)
    const offers = reading.getByRole('main').getByRole('link', { name: /^(Update|Change|Add|Delete|Close|Make)\b/ })
    assert.equal(await offers.count(), 0, url)
  }
  for (const url of [`${action}/update`, `${action}/edit`, `${plan}/edit`, `${plan}/reports/write`, '/plans/import'])
    assert.equal((await reading.goto(url))?.status(), 403, url)

  const elsewhere = await browser.visit({ cookies: stranger.cookies })
  for (const url of [plan, `${plan}/actions`, `${plan}/history`, `${plan}/reports`, action, `${action}/update`])
    assert.equal((await elsewhere.goto(url))?.status(), 404, url)
})

const toAction = 'main a[href^="/actions/"]'

/** Until it is read: the page that waits goes on by itself, with script and without. */
const untilRead = (page: Page) => page.waitForURL(/\/review$/, { timeout: 40_000 })
