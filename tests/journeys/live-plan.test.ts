/** The working day on a live plan: find what is off, say how it stands, move a date; with script, without, and with axe on every page. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/store/new-id.ts'
import { savePlanFromDocument } from '../../src/store/plan-store.ts'
import { readAs, transact } from '../../src/store/transact.ts'
import { assertAccessible, browserFor, phone } from '../support/browser.ts'
import { buildPlanDocument } from '../support/builders/plan-document.ts'
import { saveLivePlan } from '../support/live-plan.ts'
import { runningApp, withOrganisation, withPerson } from '../support/running-app.ts'

const app = await runningApp()
const administrator = await withOrganisation(app)
const { org } = administrator
const lead = await withPerson(app, org, { role: 'plan-lead', name: 'Ana Cole', post: 'Improvement Lead' })
const owner = await withPerson(app, org, {
  role: 'contributor',
  name: 'Jo Fennimore',
  post: 'Head of Service, Help and Protection',
})
const planId = await saveLivePlan(app.db, { org, by: lead.id, now: app.clock.now })
const small = await transact(app.db, { org, actor: lead.id }, (tx) =>
  savePlanFromDocument(tx, { org, by: lead.id, at: app.clock.now, newId }, buildPlanDocument()),
)
const browser = await browserFor(await app.listen())

for (const javaScript of [true, false])
  test(`an owner says in a minute how an action stands (${javaScript ? 'with' : 'without'} script)`, async () => {
    const page = await browser.visit({ javaScript, cookies: owner.cookies, viewport: phone })
    await page.goto('/my-actions')
    await page
      .getByRole('link', { name: /^Update/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Send update' }).click()
    assert.match(await page.title(), /^Error:/)
    await page.getByRole('radio', { name: /At risk/ }).check()
    await page.getByRole('textbox', { name: /What has happened/ }).fill('Two more sessional workers start next week.')
    await page.getByRole('radio', { name: 'Later' }).check()
    await page.getByLabel('Day').last().fill('30')
    await page.getByLabel('Month').last().fill('9')
    await page.getByLabel('Year').last().fill('2027')
    await page.getByLabel('Why later?').fill('The rota is two people short.')
    await page.getByRole('button', { name: 'Send update' }).click()
    await page.getByText('Thank you. Recorded').waitFor()
    await page.getByRole('main').getByRole('link').first().click()
    await page.getByText('The owner’s forecast, 30 September 2027, is after the date').waitFor()
    await page.getByText('Two more sessional workers start next week.').first().waitFor()
  })

for (const javaScript of [true, false])
  test(`a lead finds what is silent and moves a date with a reason (${javaScript ? 'with' : 'without'} script)`, async () => {
    const page = await browser.visit({ javaScript, cookies: lead.cookies })
    await page.goto(`/plans/${planId}/actions`)
    await page.getByLabel('Show').selectOption('silent')
    if (!javaScript) await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/show=silent/)
    await page
      .getByRole('rowheader')
      .getByRole('link', { name: /priority for care leavers/ })
      .click()
    await page.getByRole('link', { name: 'Change it' }).click()
    const words = javaScript ? 'Dec 2026' : 'Jan 2027'
    await page.getByRole('textbox', { name: 'When' }).fill(words)
    if (javaScript) await page.getByText('Read as by 31 December 2026').waitFor()
    await page.getByRole('textbox', { name: 'Why is it changed?' }).fill('Housing asked for one more panel')
    await page.getByRole('button', { name: 'Save' }).click()
    if (!javaScript) {
      await page.getByText('by 31 January 2027').waitFor()
      await page.getByRole('button', { name: 'Save' }).click()
    }
    await page.getByText('Changed.', { exact: true }).waitFor()
    await page
      .getByText(/Reason: Housing asked for one more panel/)
      .first()
      .waitFor()
  })

test('axe finds nothing on any page of a live plan, and nothing scrolls sideways', async () => {
  const [actionId, milestoneId, outcomeId, sectionId] = await readAs(app.db, org, async (tx) => [
    small.actionIds.get('a1'),
    (await tx.selectFrom('milestone').select('id').executeTakeFirst())?.id,
    small.outcomeIds.get('o1'),
    (await tx.selectFrom('section').select('id').executeTakeFirst())?.id,
  ])
  const page = await browser.visit({ cookies: administrator.cookies })
  for (const url of [
    '/plans',
    `/plans/${planId}`,
    `/plans/${planId}/actions`,
    `/plans/${planId}/actions?sort=-due&show=open`,
    `/plans/${planId}/history`,
    `/plans/${small.planId}/notes`,
    `/plans/${planId}/edit`,
    `/plans/${planId}/actions/add`,
    `/plans/${planId}/outcomes/add`,
    `/plans/${planId}/sections/add`,
    `/sections/${sectionId}/edit`,
    `/outcomes/${outcomeId}`,
    `/outcomes/${outcomeId}/edit`,
    `/actions/${actionId}`,
    `/actions/${actionId}/history`,
    `/actions/${actionId}/update`,
    `/actions/${actionId}/update/sent`,
    `/actions/${actionId}/edit`,
    `/actions/${actionId}/move`,
    `/actions/${actionId}/close`,
    `/actions/${actionId}/delete`,
    `/actions/${actionId}/reading`,
    `/actions/${actionId}/milestones/add`,
    `/milestones/${milestoneId}/edit`,
    '/search?words=children',
  ]) {
    const answer = await page.goto(url)
    assert.equal(answer?.status(), 200, url)
    await assertAccessible(page, url)
  }
})
