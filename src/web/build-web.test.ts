import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { load } from 'cheerio'
import { pino } from 'pino'
import { deeds, may, type Role, roles } from '../domain/people/permissions.ts'
import { page, seeOther } from './answer.ts'
import type { SignedIn } from './ask.ts'
import { buildWeb } from './build-web.ts'
import { fieldOf } from './read-form.ts'
import type { Web } from './web.ts'

// People of this test sign in by saying their role: the shell asks whoever starts it who a cookie belongs to.
const secretOf = (role: Role) => `secret-of-the-${role}-`.padEnd(43, 'x')
const seen: unknown[] = []
const settings = {
  findSession: async (secret: string) => personWith(roles.find((role) => secretOf(role) === secret)),
  now: () => new Date('2026-05-11T23:30:00Z'),
  newId: () => crypto.randomUUID(),
  secure: false,
  trustedProxies: 0,
  requestsAMinute: 1000,
  log: false as const,
}
const { server, guards } = await buildWeb(settings, (web) => {
  web.get('/open', { open: 'a test' }, (ask) => page('web/errors/forbidden.njk', { sentence: ask.today }))
  web.post('/open', { open: 'a test' }, (ask) => {
    seen.push(ask.form)
    return seeOther('/open', `You typed ${fieldOf(ask.form, 'words')}`)
  })
  web.get('/guarded', { deed: 'manage accounts' }, (ask) =>
    page('web/errors/forbidden.njk', { sentence: ask.account.name }),
  )
  web.post('/guarded', { deed: 'import a plan', upload: { maxBytes: 1000, maxFiles: 2 } }, (ask) => {
    seen.push(ask.files)
    return seeOther('/open')
  })
  web.get('/fault', { open: 'a test' }, () => {
    throw new Error('the reason stays in the log')
  })
})
after(() => server.close())

function personWith(role: Role | undefined): SignedIn | undefined {
  if (role === undefined) return undefined
  const account = { id: 'a', name: 'Jo Fennimore', email: 'jo@wexcombe.example', post: 'Improvement Lead', role }
  return { sessionId: `session of ${role}`, account, org: { id: 'o', name: 'Wexcombe Council' } }
}

const cookieOf = (role: Role) => ({ 'gt-session': secretOf(role) })

test('every answer carries the headers that keep a browser honest', async () => {
  const odd = ['/open/%E0%A4%A', `/open/${'x'.repeat(9000)}`]
  for (const url of ['/open', '/nowhere', '/fault', '/favicon.ico', '/guarded', ...odd]) {
    const { headers } = await server.inject(url)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:|\*/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'same-origin')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.match(String(headers['permissions-policy']), /camera=\(\)/)
    assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
  }
})

test('pages bring no script or style of their own and nothing from elsewhere', async () => {
  const html = load((await server.inject('/open')).body)
  assert.equal(html('script:not([src]), style, [style], [onclick]').length, 0)
  for (const element of html('script[src], link[href]')) {
    const address = html(element).attr('src') ?? html(element).attr('href') ?? ''
    assert.match(address, /^\/assets\//)
    const fetched = await server.inject(address)
    assert.equal(fetched.statusCode, 200, address)
    assert.match(String(fetched.headers['cache-control']), /immutable/)
  }
})

test('the style sheet holds nothing that belongs to GOV.UK alone, and only addresses that exist', async () => {
  const html = load((await server.inject('/open')).body)
  const css = (await server.inject(html('link[rel=stylesheet]').attr('href') ?? '')).body
  assert.ok(!/GDS Transport|govuk-crest\.svg/.test(css))
  const addresses = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, address = '']) => address.replaceAll(/["']/g, ''))
  assert.ok(addresses.length > 4)
  for (const address of addresses) assert.equal((await server.inject(address)).statusCode, 200, address)
})

test('a role reaches exactly the deeds the domain gives it', async () => {
  for (const role of roles) {
    const { statusCode } = await server.inject({ url: '/guarded', cookies: cookieOf(role) })
    assert.equal(statusCode, may(role, 'manage accounts') ? 200 : 403, role)
  }
})

test('a stranger is asked to sign in and comes back to where they were going', async () => {
  const { statusCode, headers } = await server.inject('/guarded?page=2')
  assert.equal(statusCode, 303)
  assert.equal(headers.location, '/sign-in?next=%2Fguarded%3Fpage%3D2')
  const sent = await server.inject({ method: 'POST', url: '/guarded' })
  assert.equal(sent.headers.location, '/sign-in?next=%2Fguarded')
})

test('every route says what deed it is or why it is open', () => {
  for (const { guard, path } of guards) assert.ok('open' in guard ? guard.open.length > 5 : guard.deed in deeds, path)
})

test('a route that says neither cannot be hung at all', async () => {
  const unguarded = buildWeb(settings, (web) => web.get('/unguarded', {} as { open: string }, () => seeOther('/')))
  await assert.rejects(unguarded, /neither what deed/)
})

test('a form without its token is refused and not read', async () => {
  const before = seen.length
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: '/open',
    payload: form({ words: 'hello' }),
    headers: formType,
  })
  assert.equal(statusCode, 403)
  assert.match(body, /open too long/)
  assert.equal(seen.length, before)
})

test('a form with another browser’s token is refused', async () => {
  const mine = await tokenFrom('/open')
  const theirs = await tokenFrom('/open')
  const payload = form({ _token: theirs.token, words: 'hello' })
  const { statusCode } = await server.inject({
    method: 'POST',
    url: '/open',
    payload,
    headers: formType,
    cookies: mine.cookies,
  })
  assert.equal(statusCode, 403)
})

test('a form another site sends is refused even with a good token', async () => {
  const { token, cookies } = await tokenFrom('/open')
  const headers = { ...formType, 'sec-fetch-site': 'cross-site' }
  const sent = await server.inject({ method: 'POST', url: '/open', payload: form({ _token: token }), headers, cookies })
  assert.equal(sent.statusCode, 403)
})

test('a good form is taken, and what was done is said once on the next page', async () => {
  const { token, cookies } = await tokenFrom('/open')
  const payload = form({ _token: token, words: '<b>bold</b>' })
  const sent = await server.inject({ method: 'POST', url: '/open', payload, headers: formType, cookies })
  assert.equal(sent.statusCode, 303)
  const said = Object.fromEntries(sent.cookies.map(({ name, value }) => [name, value]))
  const next = await server.inject({ url: '/open', cookies: { ...cookies, ...said } })
  assert.equal(load(next.body)('.gt-said').text().trim(), 'You typed <b>bold</b>')
  assert.ok(next.cookies.some(({ name, value }) => name === 'gt-said' && value === ''))
  const forged = await server.inject({ url: '/open', cookies: { ...cookies, 'gt-said': 'U2VuZCBtb25leQ.AAAA' } })
  assert.equal(load(forged.body)('.gt-said').length, 0)
})

test('files are read only after the token, and too large a file is refused in words', async () => {
  const html = load((await server.inject({ url: '/guarded', cookies: cookieOf('administrator') })).body)
  const token = html('input[name=_token]').first().attr('value') ?? ''
  const send = (parts: [string, string | Blob, string?][]) => sendMultipart('/guarded', parts, cookieOf('plan-lead'))
  const own =
    load((await server.inject({ url: '/open', cookies: cookieOf('plan-lead') })).body)('input[name=_token]')
      .first()
      .attr('value') ?? ''
  assert.equal(
    (
      await send([
        ['_token', token],
        ['file', new Blob(['a']), 'plan.docx'],
      ])
    ).statusCode,
    403,
  )
  assert.equal(
    (
      await send([
        ['file', new Blob(['a']), 'plan.docx'],
        ['_token', own],
      ])
    ).statusCode,
    403,
  )
  assert.equal(
    (
      await send([
        ['_token', own],
        ['file', new Blob(['plan']), 'plan.docx'],
        ['file', new Blob([]), ''],
      ])
    ).statusCode,
    303,
  )
  const [file] = seen.at(-1) as { name: string; bytes: Uint8Array }[]
  assert.equal(file?.name, 'plan.docx')
  assert.equal(Buffer.from(file?.bytes ?? []).toString(), 'plan')
  const wordy = await send([
    ['_token', own],
    ['words', 'x'.repeat(5_000_000)],
  ])
  assert.equal(wordy.statusCode, 413)
  const large = await send([
    ['_token', own],
    ['file', new Blob(['x'.repeat(1001)]), 'plan.docx'],
  ])
  assert.equal(large.statusCode, 413)
  assert.match(large.body, /too large/)
})

test('a form with too many words in it is refused in words', async () => {
  const { token, cookies } = await tokenFrom('/open')
  const payload = form({ _token: token, words: 'x'.repeat(300_000) })
  const sent = await server.inject({ method: 'POST', url: '/open', payload, headers: formType, cookies })
  assert.equal(sent.statusCode, 413)
  assert.match(sent.body, /up to about 40 pages/)
})

test('a form of more fields than any page has is refused, at once', async () => {
  const { token, cookies } = await tokenFrom('/open')
  const before = performance.now()
  const payload = `${form({ _token: token })}&${'a&'.repeat(120_000)}`
  const sent = await server.inject({ method: 'POST', url: '/open', payload, headers: formType, cookies })
  assert.equal(sent.statusCode, 413)
  assert.ok(performance.now() - before < 1000)
})

test('a form gives names and words only: no NUL, no object, no other kind of body', async () => {
  const { token, cookies } = await tokenFrom('/open')
  const odd = new URLSearchParams({ _token: token, words: 'before\0after', __proto__: 'x' })
  odd.append('constructor', 'a')
  odd.append('constructor', 'b')
  const payload = `${odd}&__proto__=y`
  const sent = await server.inject({ method: 'POST', url: '/open', payload, headers: formType, cookies })
  assert.equal(sent.statusCode, 303)
  const taken = seen.at(-1) as Record<string, unknown>
  assert.equal(taken.words, 'beforeafter')
  assert.deepEqual(Object.getOwnPropertyDescriptor(taken, 'constructor')?.value, ['a', 'b'])
  assert.equal(Object.getPrototypeOf(taken), Object.prototype)
  const json = await server.inject({ method: 'POST', url: '/open', payload: { _token: token, words: {} }, cookies })
  assert.equal(json.statusCode, 400)
})

test('who asks too fast is told to wait, and styles still come', async () => {
  const hang = (web: Web) =>
    web.get('/', { open: 'a test' }, (ask) => page('web/errors/forbidden.njk', { sentence: ask.today }))
  const slow = await buildWeb({ ...settings, requestsAMinute: 3 }, hang)
  const from = (remoteAddress: string) => slow.server.inject({ url: '/', remoteAddress })
  for (let count = 0; count < 3; count++) assert.equal((await from('192.0.2.1')).statusCode, 200)
  const refused = await from('192.0.2.1')
  assert.equal(refused.statusCode, 429)
  assert.match(refused.body, /Wait a minute/)
  assert.equal((await from('192.0.2.2')).statusCode, 200)
  const styles = load(refused.body)('link[rel=stylesheet]').attr('href') ?? ''
  assert.equal((await slow.server.inject({ url: styles, remoteAddress: '192.0.2.1' })).statusCode, 200)
  await slow.server.close()
})

test('pages are squeezed for browsers that take it, and read the same', async () => {
  const plain = await server.inject('/open')
  const squeezed = await server.inject({ url: '/open', headers: { 'accept-encoding': 'gzip, deflate, br' } })
  assert.equal(squeezed.headers['content-encoding'], 'br')
  assert.ok(squeezed.rawPayload.length < plain.rawPayload.length / 2)
  assert.equal(load(brotliDecompressSync(squeezed.rawPayload))('h1').text(), load(plain.body)('h1').text())
})

test('where people come by https, cookies are kept to it and to this host', async () => {
  const secure = await buildWeb({ ...settings, secure: true }, (web) =>
    web.get('/', { open: 'a test' }, () => ({
      ...seeOther('/', 'Hello'),
      session: { begin: { secret: secretOf('reader'), until: new Date('2026-05-12T11:30:00Z') } },
    })),
  )
  const { cookies, headers } = await secure.server.inject('/')
  const session = cookies.find(({ name }) => name === '__Host-gt-session')
  assert.deepEqual(
    { ...session, value: '' },
    {
      name: '__Host-gt-session',
      value: '',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      maxAge: 12 * 3600,
    },
  )
  assert.match(String(headers['strict-transport-security']), /max-age=31536000/)
  await secure.server.close()
})

test('the log names no person, no address and no secret of a link', async () => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  const logged = await buildWeb({ ...settings, log }, (web) => {
    web.get('/link/:secret', { open: 'a test' }, () => page('web/errors/forbidden.njk', { sentence: '' }))
    web.get('/fault/:secret', { open: 'a test' }, () => {
      throw new Error('broken')
    })
  })
  for (const url of ['/link/one-time-secret', '/fault/one-time-secret', '/nowhere/one-time-secret'])
    await logged.server.inject({
      url,
      remoteAddress: '192.0.2.7',
      cookies: cookieOf('reader'),
      headers: { 'user-agent': 'Firefox' },
    })
  const all = lines.join('')
  assert.match(all, /"route":"\/link\/:secret","status":200/)
  assert.match(all, /broken/)
  assert.doesNotMatch(all, /one-time-secret|192\.0\.2\.7|Fennimore|Firefox|secret-of-the/)
  await logged.server.close()
})

test('a fault shows a number to quote and nothing of its inside', async () => {
  const { statusCode, body, headers } = await server.inject('/fault')
  assert.equal(statusCode, 500)
  assert.ok(body.includes(String(headers['x-request-id'])))
  assert.doesNotMatch(body, /the reason stays|build-web/)
})

test('an address with nothing behind it says where to go', async () => {
  const { statusCode, body } = await server.inject('/nowhere/at/all')
  assert.equal(statusCode, 404)
  assert.equal(load(body)('main a[href="/"]').length, 1)
})

test('the day is London’s, not the server’s', async () => {
  assert.match((await server.inject('/open')).body, /2026-05-12/)
})

const formType = { 'content-type': 'application/x-www-form-urlencoded' }
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

async function tokenFrom(url: string) {
  const answer = await server.inject(url)
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
  // This test's own page has no form: the token is made as a page would make it.
  const { issueFormToken } = await import('./form-token.ts')
  return { token: issueFormToken(cookies['gt-visitor'] ?? ''), cookies }
}

async function sendMultipart(url: string, parts: [string, string | Blob, string?][], cookies: Record<string, string>) {
  const body = new FormData()
  for (const [name, value, file] of parts)
    value instanceof Blob ? body.append(name, value, file) : body.append(name, value)
  const encoded = new Response(body)
  const payload = Buffer.from(await encoded.arrayBuffer())
  return server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    cookies,
  })
}
