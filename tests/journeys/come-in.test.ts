/** From the printed link to the home page, and back out: with script, without, and by keyboard alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, browserFor, phone } from '../support/browser.ts'
import { runningApp, withOrganisation, withPerson } from '../support/running-app.ts'

const password = 'marmalade kestrel tuesday'

for (const javaScript of [true, false])
  test(`the first administrator sets up, invites a colleague, and the colleague comes in (${javaScript ? 'with' : 'without'} script)`, async () => {
    const app = await runningApp()
    const browser = await browserFor(await app.listen())
    const page = await browser.visit({ javaScript })
    await page.goto(`/set-up/${app.setUpSecret}`)
    await page.getByLabel('Name of your organisation').fill('Wexcombe Council')
    await page.getByLabel('Your name').fill('Ada Okafor')
    await page.getByLabel('Your e-mail address').fill('ada@wexcombe.example')
    await page.getByLabel('Choose a password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Set up and go on' }).click()
    assert.match(await page.title(), /^Error:/)
    if (javaScript) assert.equal(await page.evaluate<string>('document.activeElement.className'), 'govuk-error-summary')
    await page.getByRole('link', { name: /at least 12 characters/ }).click()
    await page.getByLabel('Choose a password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Set up and go on' }).click()
    await page.waitForURL((url) => url.pathname === '/')

    await page.goto('/people')
    await page
      .getByRole('link', { name: 'Invite someone' })
      .or(page.getByRole('button', { name: 'Invite someone' }))
      .click()
    await page.getByLabel('Their name').fill('Priya Calder')
    await page.getByLabel('Their e-mail address').fill('priya@wexcombe.example')
    await page.getByLabel('Contributor').check()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const link = new URL(await page.getByLabel('Link').inputValue())

    const colleague = await browser.visit({ javaScript, viewport: phone })
    await colleague.goto(link.pathname)
    await colleague.getByLabel('Password', { exact: true }).fill('lantern biscuit river')
    await colleague.getByRole('button', { name: 'Save it and go on' }).click()
    await colleague.getByText('Welcome, Priya Calder.').waitFor()
    await colleague.getByRole('button', { name: 'Sign out' }).click()
    await colleague.getByText('You are signed out.').waitFor()
  })

test('a person signs in and finds their actions by keyboard alone', async () => {
  const app = await runningApp()
  const { org } = await withOrganisation(app)
  const person = await withPerson(app, org, { role: 'contributor', name: 'Jo Fennimore' })
  const page = await (await browserFor(await app.listen())).visit()
  await page.goto('/my-actions')
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to main content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/my-actions')
  assert.match((await page.textContent('h1')) ?? '', /My actions/)
})

test('axe finds nothing on the pages of the shell, accounts, home and help, at desktop and phone width', {
  timeout: 240_000,
}, async () => {
  const app = await runningApp()
  const administrator = await withOrganisation(app)
  const browser = await browserFor(await app.listen())
  const stranger = await browser.visit()
  for (const url of [
    '/sign-in',
    `/set-up/${'x'.repeat(43)}`,
    '/help',
    '/help/accessibility',
    '/help/privacy',
    '/help/words',
  ]) {
    await stranger.goto(url)
    await assertAccessible(stranger, url)
  }
  await stranger.goto('/sign-in')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await assertAccessible(stranger, 'sign-in with problems')
  const page = await browser.visit({ cookies: administrator.cookies })
  for (const url of [
    '/',
    '/my-actions',
    '/account',
    '/account/password',
    '/people',
    '/people/invite',
    `/people/${administrator.id}`,
    '/nowhere',
  ]) {
    await page.goto(url)
    await assertAccessible(page, url)
  }
})

const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent.trim()')
