import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAs } from '../../../../src/store/transact.ts'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { failuresOfAnAccount } from './sign-in.ts'

const app = await runningApp()
const { server, db, clock } = app
const administrator = await withOrganisation(app)
const minutes = (count: number) => count * 60 * 1000

test('the right e-mail address, however it is written, and password lead home', async () => {
  const visitor = visitorOf(server)
  const { email, password } = administrator
  const seen = await visitor.post('/sign-in', { email: `  ${email.toUpperCase()} `, password })
  assert.equal(seen.status, 303)
  assert.equal(seen.to, '/')
  assert.equal((await visitor.get('/')).status, 200)
})

test('signing in leads on to the page asked for, if it is ours', async () => {
  const { email, password } = administrator
  const sentTo = async (next: string) => (await visitorOf(server).post('/sign-in', { email, password, next })).to
  assert.equal(await sentTo('/people?page=2'), '/people?page=2')
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'people', '/a\nb', '/search?q=’'])
    assert.equal(await sentTo(next), '/', next)
})

test('a wrong password and an unknown address are refused in the same words', async () => {
  const wrong = await visitorOf(server).post('/sign-in', { email: administrator.email, password: 'not this one' })
  const unknown = await visitorOf(server).post('/sign-in', {
    email: 'nobody@wexcombe.example',
    password: 'not this one',
  })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.html('.govuk-error-summary').text(), unknown.html('.govuk-error-summary').text())
  assert.equal(wrong.html('#email').attr('value'), administrator.email)
})

test('each sign-in has a session of its own, and the cookie before it opens nothing', async () => {
  const visitor = visitorOf(server)
  await visitor.get('/sign-in')
  const before = { ...visitor.cookies }
  await visitor.post('/sign-in', { email: administrator.email, password: administrator.password })
  assert.notEqual(visitor.cookies['gt-session'], before['gt-visitor'])
  assert.equal((await visitorOf(server, { 'gt-session': before['gt-visitor'] ?? '' }).get('/people')).status, 303)
})

test('the database keeps no secret of a session', async () => {
  const visitor = visitorOf(server)
  await visitor.post('/sign-in', { email: administrator.email, password: administrator.password })
  const secret = visitor.cookies['gt-session'] ?? ''
  const rows = await readAs(db, administrator.org, (tx) => tx.selectFrom('session').selectAll().execute())
  assert.ok(rows.length > 0)
  assert.ok(!JSON.stringify(rows).includes(secret))
})

test('ten wrong passwords close the account to guessing for a quarter of an hour, even to the right one', async () => {
  const { email, password } = await withPerson(app, administrator.org, { role: 'reader', name: 'Owen Fairlight' })
  const tries = visitorOf(server)
  for (let count = 0; count < failuresOfAnAccount; count++)
    await tries.post('/sign-in', { email, password: `guess ${count}` })
  const late = await visitorOf(server).post('/sign-in', { email, password })
  assert.match(late.words, /Too many tries/)
  const elsewhere = await visitorOf(server).post('/sign-in', {
    email: administrator.email,
    password: administrator.password,
  })
  assert.equal(elsewhere.to, '/')
  clock.now = new Date(clock.now.getTime() + minutes(16))
  assert.equal((await visitorOf(server).post('/sign-in', { email, password })).to, '/')
})

test('a session ends after two hours without use, and twelve hours after it began whatever happens', async () => {
  const visitor = visitorOf(server)
  await visitor.post('/sign-in', { email: administrator.email, password: administrator.password })
  const began = clock.now.getTime()
  for (const hour of [1.5, 3, 4.5, 6, 7.5, 9, 10.5]) {
    clock.now = new Date(began + minutes(hour * 60))
    assert.equal((await visitor.get('/account')).status, 200, `${hour} hours`)
  }
  clock.now = new Date(began + minutes(12 * 60 + 1))
  assert.equal((await visitor.get('/account')).status, 303)

  const idle = visitorOf(server)
  await idle.post('/sign-in', { email: administrator.email, password: administrator.password })
  clock.now = new Date(clock.now.getTime() + minutes(121))
  assert.equal((await idle.get('/account')).status, 303)
})

test('signing out ends the session, not only the cookie, and twice does no harm', async () => {
  const visitor = visitorOf(server)
  await visitor.post('/sign-in', { email: administrator.email, password: administrator.password })
  const stolen = { ...visitor.cookies }
  const out = await visitor.post('/sign-out', {}, '/account')
  assert.match((await visitor.follow(out)).words, /You are signed out/)
  assert.equal((await visitorOf(server, stolen).get('/account')).status, 303)
  assert.equal((await visitor.post('/sign-out', {}, '/sign-in')).status, 303)
})
