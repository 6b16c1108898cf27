/** From the first page to a paper for the board, in a real browser: with script, without, and read by axe. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDocument } from '../../src/documents/read-document.ts'
import { assertAccessible, browserFor } from '../support/browser.ts'
import { runningApp, withOrganisation } from '../support/running-app.ts'

const app = await runningApp({ now: new Date('2026-11-24T15:00:00Z') })
const browser = await browserFor(await app.listen())

for (const javaScript of [true, false])
  test(`the demonstration, a report and its papers ${javaScript ? 'with' : 'without'} script`, {
    timeout: 180_000,
  }, async () => {
    const ada = await withOrganisation(app, javaScript ? 'First Council' : 'Second Council')
    const page = await browser.visit({ cookies: ada.cookies, javaScript })
    page.setDefaultTimeout(20_000)
    // axe waits for timers, which a page without script does not have.
    const readByAxe = async () => (javaScript ? await assertAccessible(page) : undefined)
    await page.goto('/')
    await page.getByRole('button', { name: 'Open the example' }).click()
    await page.getByText('Three invented plans are here').waitFor()

    await page.getByRole('link', { name: /^Children’s services improvement plan/ }).click()
    await page.getByRole('link', { name: 'Reports' }).click()
    await readByAxe()
    await page.getByRole('button', { name: 'Write a report' }).click()
    await readByAxe()
    await page.getByLabel('Board or committee').fill('Improvement Board')
    await page.getByRole('button', { name: 'Freeze the figures' }).click()
    await page.getByRole('link', { name: 'Enter the day of the meeting' }).waitFor()
    await readByAxe()
    const day = page.getByRole('group', { name: 'Day of the meeting' })
    await day.getByLabel('Day', { exact: true }).fill('1')
    await day.getByLabel('Month').fill('12')
    await day.getByLabel('Year').fill('2026')
    await page.getByLabel('What the meeting is asked to do').fill('Note the position of the plan')
    await page.getByRole('button', { name: 'Freeze the figures' }).click()
    await page.getByRole('heading', { name: 'The plan on 24 November 2026' }).waitFor()
    await readByAxe()

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Board report in Word' }).click(),
    ])
    assert.match(file.suggestedFilename(), /board report, 24 November 2026\.docx$/)
    const read = await readDocument(new Uint8Array(readFileSync(await file.path())), 'report.docx')
    assert.ok(read.ok)
    assert.match(JSON.stringify(read.document), /Note the position of the plan/)

    // Its sandbox lets no script in, not even axe.
    const [answer] = await Promise.all([
      page.waitForResponse(/\/board-report\/html$/),
      page.getByRole('link', { name: 'Board report as a web page' }).click(),
    ])
    assert.equal(answer.status(), 200)

    await page.goto('/demonstration')
    await readByAxe()
    await page.getByRole('button', { name: 'Take it away' }).click()
    await page.getByText('The demonstration is gone.').waitFor()
    await page.getByRole('button', { name: 'Open the example' }).waitFor()
    await page.context().close()
  })
