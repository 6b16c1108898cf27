import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runningApp } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'

const answers = {
  organisation: 'Wexcombe Council',
  name: 'Ada Okafor',
  email: 'ada@wexcombe.example',
  password: 'marmalade kestrel tuesday',
}

test('before anybody set it up, signing in says where the link is', async () => {
  const { server } = await runningApp()
  const seen = await visitorOf(server).get('/sign-in')
  assert.match(seen.words, /has not been set up yet.*\/set-up\//)
  assert.equal(seen.html('input[name=password]').length, 0)
})

test('only the printed link sets it up', async () => {
  const { server, setUpSecret } = await runningApp()
  assert.equal((await visitorOf(server).get('/set-up/guess')).status, 404)
  assert.equal((await visitorOf(server).post('/set-up/guess', answers, `/set-up/${setUpSecret}`)).status, 404)
})

test('four answers make the organisation and its administrator, who is signed in at once', async () => {
  const { server, setUpSecret } = await runningApp()
  const visitor = visitorOf(server)
  const done = await visitor.post(`/set-up/${setUpSecret}`, answers)
  assert.equal(done.to, '/')
  const home = await visitor.follow(done)
  assert.equal(home.html('.gt-header__org').text(), 'Wexcombe Council')
  assert.equal((await visitor.get('/people')).status, 200)
})

test('the link works once', async () => {
  const { server, setUpSecret } = await runningApp()
  await visitorOf(server).post(`/set-up/${setUpSecret}`, answers)
  const again = await visitorOf(server).get(`/set-up/${setUpSecret}`)
  assert.equal(again.to, '/sign-in')
})

test('two people with the link at once make one organisation', async () => {
  const { server, setUpSecret } = await runningApp()
  const sent = await Promise.all(
    ['ada@wexcombe.example', 'bo@wexcombe.example'].map((email) =>
      visitorOf(server).post(`/set-up/${setUpSecret}`, { ...answers, email }),
    ),
  )
  assert.equal(sent.filter(({ to }) => to === '/').length, 1)
})

test('what is wrong is said beside its field, and what was typed stays, but for the password', async () => {
  const { server, setUpSecret } = await runningApp()
  const seen = await visitorOf(server).post(`/set-up/${setUpSecret}`, { ...answers, email: 'ada', password: 'short' })
  assert.equal(seen.status, 422)
  assert.match(seen.html('title').text(), /^Error:/)
  assert.equal(seen.html('.govuk-error-summary a').attr('href'), '#email')
  assert.match(seen.html('#email-error').text(), /like name@council.gov.uk/)
  assert.equal(seen.html('#organisation').attr('value'), 'Wexcombe Council')
  assert.equal(seen.html('#password').attr('value') ?? '', '')
})
