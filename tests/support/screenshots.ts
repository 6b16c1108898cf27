/**
 * Draws pages as people see them, at 1280 and 375 px, to look at: node tests/support/screenshots.ts FOLDER [PATH ...]
 * Uses an invented council at a fixed moment. Without paths, draws the pages of the shell, accounts and home.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { browserFor, desktop, phone, violations } from './browser.ts'
import { saveLivePlan } from './live-plan.ts'
import { runningApp, withOrganisation, withPerson } from './running-app.ts'

const [folder = 'build/screenshots', ...paths] = process.argv.slice(2)

test('pages are drawn', { timeout: 300_000 }, async () => {
  mkdirSync(folder, { recursive: true })
  const app = await runningApp()
  const administrator = await withOrganisation(app)
  const address = await app.listen()
  const browser = await browserFor(address)

  const draw = async (name: string, url: string, cookies: Record<string, string> = {}) => {
    for (const [size, viewport] of [
      ['desktop', desktop],
      ['phone', phone],
    ] as const) {
      const page = await browser.visit({ viewport, cookies })
      page.on('console', (line) => line.type() === 'error' && process.stdout.write(`${name}: ${line.text()}\n`))
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.screenshot({ path: path.join(folder, `${name}-${size}.png`), fullPage: true })
      for (const line of await violations(page)) process.stdout.write(`${name} ${size}: ${line}\n`)
      await page.context().close()
    }
  }

  if (paths.length === 0) {
    await draw('sign-in', '/sign-in')
    await draw('first-run', '/', administrator.cookies)
  }
  const lead = await withPerson(app, administrator.org, {
    role: 'plan-lead',
    name: 'Jo Fennimore',
    post: 'Head of Service, Help and Protection',
  })
  await saveLivePlan(app.db, { org: administrator.org, by: lead.id, now: app.clock.now })
  const { sendPlan, youthJusticePlan } = await import('../../src/features/demonstration/make-demonstration/wexcombe.ts')
  await saveLivePlan(app.db, {
    org: administrator.org,
    by: lead.id,
    now: app.clock.now,
    title: 'SEND partnership action plan',
    outcomes: sendPlan,
  })
  await saveLivePlan(app.db, {
    org: administrator.org,
    by: lead.id,
    now: app.clock.now,
    title: 'Youth justice plan 2026',
    outcomes: youthJusticePlan,
  })

  if (paths.length > 0) {
    for (const [index, url] of paths.entries()) await draw(`page-${index + 1}`, url, administrator.cookies)
    return
  }
  await draw('home', '/', lead.cookies)
  await draw('my-actions', '/my-actions', lead.cookies)
  await draw('my-actions-none', '/my-actions', administrator.cookies)
  await draw('account', '/account', lead.cookies)
  await draw('password', '/account/password', lead.cookies)
  await draw('people', '/people', administrator.cookies)
  await draw('invite', '/people/invite', administrator.cookies)
  await draw('person', `/people/${lead.id}`, administrator.cookies)
  await draw('not-found', '/nowhere', lead.cookies)
  await draw('not-permitted', '/people', lead.cookies)
  for (const name of ['', '/accessibility', '/privacy', '/words'])
    await draw(`help${name.replace('/', '-')}`, `/help${name}`)
})
