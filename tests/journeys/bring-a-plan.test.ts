/** From a document to a live plan: with script, without, and by keyboard alone; nothing for axe to find on the way, at both widths. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, browserFor } from '../support/browser.ts'
import { runningApp, withOrganisation } from '../support/running-app.ts'

const app = await runningApp({ now: new Date() })
const lead = await withOrganisation(app)
const browser = await browserFor(await app.listen())
const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-journey-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** An invented plan: each has a title of its own, so that none is the same file as another. */
function planFile(title: string): string {
  const file = path.join(folder, `${title}.csv`)
  const rows = [
    title,
    'No.,Action,Owner,By when,RAG,Progress',
    '1,Agree the rota with every team,Head of Service,31/03/2027,Green,Agreed in May.',
    '2,Let the contract. Tell the teams,Quality Lead,Bi-monthly,Amber,Out to tender.',
    '3,Review each missing child’s plan,as above,Ongoing,Red,JT (14) was seen.',
  ]
  writeFileSync(file, rows.join('\n'))
  return file
}

/** Until it is read: the page that waits goes on by itself, with script and without. */
const untilRead = (page: Page) => page.waitForURL(/\/review$/, { timeout: 40_000 })

for (const javaScript of [true, false])
  test(`a plan is brought, checked, corrected, made live and undone (${javaScript ? 'with' : 'without'} script)`, async () => {
    const page = await browser.visit({ javaScript, cookies: lead.cookies })
    const faults: string[] = []
    page.on('console', (line) => line.type() === 'error' && !/422/.test(line.text()) && faults.push(line.text()))
    const look = async (name: string) => {
      if (javaScript) await assertAccessible(page, name)
    }
    await page.goto('/plans/import')
    await look('bring')
    await page
      .getByLabel('Choose one or more files')
      .setInputFiles(planFile(`Wexcombe ${javaScript ? 'first' : 'second'} plan`))
    await page.getByRole('button', { name: 'Read what I chose' }).click()
    await untilRead(page)
    await look('review')

    // A choice must be made: nothing is chosen beforehand.
    const child = page.locator('article', { hasText: 'This may name a child' })
    await child.getByRole('button', { name: /^Confirm/ }).click()
    await page.getByText('There is a problem').waitFor()
    await look('review with a problem')
    await child.getByLabel('Take the words out of the plan').check()
    await child.getByRole('button', { name: /^Confirm/ }).click()
    await page.getByText('Answered').waitFor()

    // What a column means is changed, and the document is read again at once.
    const progress = page.locator('tr', { has: page.locator('th', { hasText: /^Progress$/ }) })
    await progress.locator('summary').click()
    await progress.getByLabel('Progress means').selectOption('How we will know')
    if (!javaScript) await progress.getByRole('button', { name: 'Read again' }).click()
    await page.getByText('is remembered for your next document').waitFor()
    await progress.locator('td', { hasText: 'How we will know' }).first().waitFor()

    await page.getByRole('button', { name: /^Accept \d/ }).click()
    await page.getByText(/accepted\./).waitFor()
    await look('review half answered')
    await page.getByRole('link', { name: 'Everything read' }).click()
    await look('reading')
    await page.getByRole('link', { name: 'Change action 1' }).click()
    await page.getByLabel('Who', { exact: true }).first().fill('Head of Service, Team Manager')
    await look('change')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page
      .locator('tr', { hasText: 'Let the contract' })
      .getByRole('button', { name: /^Not an action/ })
      .click()
    await page.getByText('Said to be no actions').waitFor()
    await page.getByRole('button', { name: /^Bring back/ }).click()
    await page.getByText('Taken back.').waitFor()

    await page.getByRole('button', { name: 'Carry on' }).click()
    await look('make it the plan')
    await page.getByLabel('Title of the plan').fill('Wexcombe improvement plan')
    await page.getByRole('button', { name: 'Make it the plan' }).click()
    await page.getByText('The plan is live: 3 actions.').waitFor()

    await page.goto('/imports')
    await look('documents')
    await page.getByRole('link', { name: /^Undo this import/ }).click()
    await look('undo')
    await page.getByLabel('Why').fill('Wrong version of the document')
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('is taken back').waitFor()
    assert.deepEqual(faults, [])
  })

test('a doubt is answered by keyboard alone', async () => {
  const page = await browser.visit({ cookies: lead.cookies })
  await page.goto('/plans/import')
  await page.getByLabel('Choose one or more files').setInputFiles(planFile('Wexcombe keyboard plan'))
  await page.getByRole('button', { name: 'Read what I chose' }).focus()
  await page.keyboard.press('Enter')
  await untilRead(page)
  const answered = async () => await page.locator('.gt-answered li').count()
  assert.equal(await answered(), 0)
  const isOnChoice = () => page.evaluate<boolean>("document.activeElement.matches('article input[type=radio]')")
  for (let tabs = 0; tabs < 80 && !(await isOnChoice()); tabs++) await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('Answered').waitFor()
  assert.equal(await answered(), 1)
})
