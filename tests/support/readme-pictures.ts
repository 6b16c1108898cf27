/** Draws the pictures of the README from the demonstration council, at a moment that stays the same: npm run screenshots. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { demonstrationDocuments } from '../../src/features/demonstration/make-demonstration/documents.ts'
import { makeDemonstration } from '../../src/features/demonstration/make-demonstration/make-demonstration.ts'
import { newId } from '../../src/store/new-id.ts'
import { bringDocument } from './bring-document.ts'
import { browserFor } from './browser.ts'
import { momentOfTests, runningApp, withOrganisation } from './running-app.ts'

const folder = path.join(import.meta.dirname, '../../docs/images')

test('the pictures of the README are drawn', { timeout: 240_000 }, async () => {
  mkdirSync(folder, { recursive: true })
  const app = await runningApp()
  const ada = await withOrganisation(app)
  const [brought] = await demonstrationDocuments('2026-05-11')
  if (brought === undefined) throw new Error('The demonstration has no documents')
  const importId = await bringDocument(app, ada, brought)
  const made = await makeDemonstration(app.db, { org: ada.org, actor: ada.id }, { now: momentOfTests, newId })
  if (!made.ok) throw new Error(made.problems[0]?.message)
  const [planId] = made.value.planIds
  const page = await (await browserFor(await app.listen())).visit({
    cookies: ada.cookies,
    viewport: { width: 1280, height: 860 },
  })
  for (const [name, url] of [
    ['plan', `/plans/${planId}`],
    ['review', `/imports/${importId}/review`],
  ] as const) {
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
  }
})
