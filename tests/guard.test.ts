/** Walks every route of the application: nobody gets past a deed they may not do, and no form goes without its token. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { deeds, may, roles } from '../src/domain/people/permissions.ts'
import { runningApp, withOrganisation, withPerson } from './support/running-app.ts'
import { visitorOf } from './support/visitor.ts'

const app = await runningApp()
const { server, guards } = app
const administrator = await withOrganisation(app)
const people = await Promise.all(
  roles.map(async (role) => ({ role, person: await withPerson(app, administrator.org, { role, name: `A ${role}` }) })),
)
const nothing = '00000000-0000-7000-8000-000000000000'
const addressOf = (pattern: string) => pattern.replaceAll(/:\w+/g, nothing).replace('*', 'nothing')

/** Open to anyone, each for a reason. A new one is added here on purpose or not at all. */
const openToAnyone = [
  'GET /assets/*',
  'GET /favicon.ico',
  'GET /health',
  'GET /help',
  'GET /help/accessibility',
  'GET /help/privacy',
  'GET /help/words',
  'GET /invitation/:secret',
  'POST /invitation/:secret',
  'GET /set-up/:secret',
  'POST /set-up/:secret',
  'GET /sign-in',
  'POST /sign-in',
  'POST /sign-out',
]

test('only these routes are open to anyone', () => {
  const open = guards.filter(({ guard }) => 'open' in guard).map(({ method, path: url }) => `${method} ${url}`)
  assert.deepEqual(open.sort(), openToAnyone.sort())
})

for (const { method, path: pattern, guard } of guards) {
  if ('open' in guard) continue
  test(`${method} ${pattern} is for those who may ${guard.deed}`, async () => {
    assert.ok(guard.deed in deeds)
    const url = addressOf(pattern)
    const stranger = await server.inject({ method: method as 'GET' | 'POST', url })
    assert.equal(stranger.statusCode, 303)
    assert.match(String(stranger.headers.location), /^\/sign-in/)
    for (const { role, person } of people) {
      const { statusCode, body } = await server.inject({
        method: method as 'GET' | 'POST',
        url,
        cookies: person.cookies,
      })
      // A permitted form still lacks its token here, so it is refused for that and changes nothing.
      const isTurnedAway = statusCode === 403 && body.includes('Your role does not allow this')
      assert.equal(isTurnedAway, !may(role, guard.deed), role)
      assert.notEqual(statusCode, 500, role)
    }
  })
}

test('every POST is refused without its form token', async () => {
  for (const { method, path: pattern } of guards.filter((each) => each.method === 'POST')) {
    const { statusCode } = await server.inject({
      method: method as 'POST',
      url: addressOf(pattern),
      cookies: administrator.cookies,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=x',
    })
    assert.equal(statusCode, 403, pattern)
  }
})

test('every form that is posted starts with its token', () => {
  const source = path.join(import.meta.dirname, '../src')
  for (const file of globSync('**/*.njk', { cwd: source })) {
    const text = readFileSync(path.join(source, file), 'utf8')
    for (const [form] of text.matchAll(/<form[^>]*method="post"[^>]*>\s*[^<]*?(?=<|$)/gi))
      assert.match(form, /\{\{ formToken \}\}/, `${file}: ${form.slice(0, 120)}`)
  }
})

test('no template brings a script, style or address of its own', () => {
  const source = path.join(import.meta.dirname, '../src')
  for (const file of globSync('**/*.njk', { cwd: source })) {
    const text = readFileSync(path.join(source, file), 'utf8')
    assert.doesNotMatch(text, /\sstyle="|<style|\son\w+="|<script(?![^>]*src="\{\{)/, file)
  }
})

test('pages of the shell link to nothing that is not there', async () => {
  const visitor = visitorOf(server, administrator.cookies)
  const seen = new Set<string>()
  const toSee = ['/', '/help']
  while (toSee.length > 0 && seen.size < 60) {
    const url = toSee.shift() ?? '/'
    if (seen.has(url)) continue
    seen.add(url)
    const { status, html } = await visitor.get(url)
    assert.ok(status < 400, `${url} answered ${status}`)
    for (const link of html('a[href^="/"]').toArray()) toSee.push((html(link).attr('href') ?? '/').split('#')[0] ?? '/')
  }
  assert.ok(seen.size > 8)
})
