import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runningApp, withOrganisation, withPerson } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'

const app = await runningApp()
const { server, clock } = app
const administrator = await withOrganisation(app)
const asAdministrator = visitorOf(server, administrator.cookies)
const password = 'lantern biscuit river'

const invite = async (email: string, role = 'contributor') => {
  const made = await asAdministrator.post('/people/invite', { name: 'Priya Calder', email, post: '', role })
  assert.equal(made.status, 200)
  return new URL(made.html('#link').attr('value') ?? '').pathname
}

test('a link lets the invited choose a password, once, and they come in with the role given', async () => {
  const link = await invite('priya@wexcombe.example')
  const priya = visitorOf(server)
  assert.match((await priya.get(link)).words, /Wexcombe Council/)
  assert.equal((await priya.post(link, { password: 'short' })).status, 422)
  const taken = await priya.post(link, { password })
  assert.match((await priya.follow(taken)).words, /Welcome, Priya Calder/)
  assert.equal((await priya.get('/people')).status, 403)
  assert.match((await visitorOf(server).get(link)).words, /does not work any more/)
  assert.equal((await visitorOf(server).post('/sign-in', { email: 'priya@wexcombe.example', password })).to, '/')
})

test('a second account for one address is refused, and the form keeps its answers', async () => {
  await invite('sam@wexcombe.example')
  const again = await asAdministrator.post('/people/invite', {
    name: 'Sam',
    email: 'SAM@wexcombe.example',
    post: '',
    role: 'reader',
  })
  assert.equal(again.status, 422)
  assert.match(again.html('#email-error').text(), /already an account/)
  assert.equal(again.html('input[name=role][checked]').attr('value'), 'reader')
})

test('a link runs out after a week', async () => {
  const link = await invite('late@wexcombe.example')
  const before = clock.now
  clock.now = new Date(before.getTime() + 8 * 24 * 60 * 60 * 1000)
  assert.match((await visitorOf(server).get(link)).words, /does not work any more/)
  clock.now = before
})

test('a new link replaces the old one and ends the sessions of whoever had the old password', async () => {
  const person = await withPerson(app, administrator.org, { role: 'reader', name: 'Owen Fairlight' })
  const old = visitorOf(server, person.cookies)
  assert.equal((await old.get('/account')).status, 200)
  const made = await asAdministrator.post(`/people/${person.id}/link`, {}, `/people/${person.id}`)
  const first = new URL(made.html('#link').attr('value') ?? '').pathname
  const second = new URL(
    (await asAdministrator.post(`/people/${person.id}/link`, {}, `/people/${person.id}`)).html('#link').attr('value') ??
      '',
  ).pathname
  assert.match((await visitorOf(server).get(first)).words, /does not work any more/)
  await visitorOf(server).post(second, { password })
  assert.equal((await old.get('/account')).status, 303)
})

test('a changed role holds from the next page on', async () => {
  const person = await withPerson(app, administrator.org, { role: 'reader', name: 'Kit Marlow' })
  const visitor = visitorOf(server, person.cookies)
  assert.equal((await visitor.get('/people')).status, 403)
  await asAdministrator.post(`/people/${person.id}`, { name: 'Kit Marlow', post: '', role: 'administrator' })
  assert.equal((await visitor.get('/people')).status, 200)
})

test('a closed account is signed out at once and can be opened again', async () => {
  const person = await withPerson(app, administrator.org, { role: 'contributor', name: 'Ida Crane' })
  await asAdministrator.post(`/people/${person.id}/close`, {}, `/people/${person.id}`)
  assert.equal((await visitorOf(server, person.cookies).get('/account')).status, 303)
  assert.equal(
    (await visitorOf(server).post('/sign-in', { email: person.email, password: person.password })).status,
    422,
  )
  await asAdministrator.post(`/people/${person.id}/reopen`, {}, `/people/${person.id}`)
  assert.equal((await visitorOf(server).post('/sign-in', { email: person.email, password: person.password })).to, '/')
})

test('the last administrator can be neither closed nor made something else', async () => {
  const other = await withOrganisation(app, 'Marlbridge Council')
  const alone = visitorOf(server, other.cookies)
  for (const [url, fields] of [
    [`/people/${other.id}`, { name: 'Ada', post: '', role: 'reader' }],
    [`/people/${other.id}/close`, {}],
  ] as const) {
    const seen = await alone.post(url, fields, `/people/${other.id}`)
    assert.equal(seen.status, 422)
    assert.match(seen.words, /only administrator/)
  }
})

test('another organisation’s people are not there', async () => {
  const other = await withOrganisation(app, 'Elsewhere Council')
  assert.equal((await asAdministrator.get(`/people/${other.id}`)).status, 404)
  assert.equal((await asAdministrator.post(`/people/${other.id}/close`, {}, '/people')).status, 404)
  assert.equal((await visitorOf(server, other.cookies).get('/account')).status, 200)
  assert.equal((await asAdministrator.get('/people/not-an-id')).status, 404)
})

test('changing one’s password asks for the present one and ends one’s other sessions', async () => {
  const person = await withPerson(app, administrator.org, { role: 'reader', name: 'Noor Haddad' })
  const here = visitorOf(server, person.cookies)
  const there = visitorOf(server)
  await there.post('/sign-in', { email: person.email, password: person.password })
  assert.equal((await here.post('/account/password', { current: 'wrong', password })).status, 422)
  assert.equal((await here.post('/account/password', { current: person.password, password })).to, '/account')
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await there.get('/account')).status, 303)
})

test('one’s sessions are listed, and another can be ended, but not somebody else’s', async () => {
  const person = await withPerson(app, administrator.org, { role: 'reader', name: 'Lou Petrie' })
  const here = visitorOf(server, person.cookies)
  const there = visitorOf(server, {}, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' })
  await there.post('/sign-in', { email: person.email, password: person.password })
  const account = await here.get('/account')
  assert.match(account.words, /Firefox on Windows/)
  const [end = ''] = account
    .html('form[action^="/account/sessions/"]')
    .map((_, form) => account.html(form).attr('action'))
    .get()
  await asAdministrator.post(end, {}, '/account')
  assert.equal((await there.get('/account')).status, 200)
  await here.post(end, {}, '/account')
  assert.equal((await there.get('/account')).status, 303)
})
