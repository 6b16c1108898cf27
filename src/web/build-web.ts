/**
 * Builds the web server every page lives in: sessions, permission, form tokens, headers, limits, errors. It knows no feature; features
 * hang their routes on the `Web` it hands them. How to write one: README.md beside this file.
 */
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { may } from '../domain/people/permissions.ts'
import type { Answer } from './answer.ts'
import type { Ask, OpenAsk, SignedIn } from './ask.ts'
import { loadAssets } from './assets.ts'
import { sendCompressed } from './compress.ts'
import { cookiesFor } from './cookies.ts'
import { reasonOf, TurnedAway } from './errors/turned-away.ts'
import { readBody, readFields } from './read-body.ts'
import { securityHeaders } from './security-headers.ts'
import { answering, failure, turnedAway } from './send-answer.ts'
import { templates } from './templates.ts'
import type { Body, Guarded, Handler, NavigationEntry, Open, OpenHandler, Web } from './web.ts'
import { civilDate } from './words.ts'

export interface WebDependencies {
  /** Who a session cookie's secret belongs to, marking the session as used; undefined for none, ended or expired. */
  findSession(secret: string, now: Date): Promise<SignedIn | undefined>
  now(): Date
  newId(): string
  /** People reach us by https (directly or through a proxy): cookies are marked secure and HSTS is sent. */
  secure: boolean
  /** How many proxies in front of us name the visitor's address truthfully. */
  trustedProxies: number
  /** Requests a minute from one session, or from one address before sign-in. */
  requestsAMinute: number
  log: FastifyBaseLogger | false
}

export interface RouteGuard {
  method: string
  path: string
  guard: Guarded | Open
}

/** The server, not yet listening, and what guards each of its routes. */
export interface BuiltWeb {
  server: FastifyInstance
  guards: readonly RouteGuard[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    guard?: Guarded | Open
    body?: Body
  }
  interface FastifyRequest {
    signedIn?: SignedIn
  }
}

export async function buildWeb(dependencies: WebDependencies, hang: (web: Web) => void): Promise<BuiltWeb> {
  const assets = loadAssets()
  const cookies = cookiesFor(dependencies.secure)
  const navigation: NavigationEntry[] = []
  const guards: RouteGuard[] = []
  const render = templates({ asset: assets.addressOf })
  const send = answering({ render, cookies, navigation })

  const options: FastifyServerOptions = {
    ...(dependencies.log === false ? { logger: false } : { loggerInstance: dependencies.log }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => dependencies.newId(),
    trustProxy: (_address, hop) => hop < dependencies.trustedProxies,
    bodyLimit: usualFormBytes,
    // An address that is no address, or a long one, gets our own page with our own headers, not the framework's bare answer.
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : unreadableAddress),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
  }
  const server = Fastify(options)

  await server.register(cookie)
  // Forms and nothing else: fields of a JSON body could be of any shape, which no handler expects.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string | Buffer) => readFields(String(body)),
  )
  await server.register(multipart)

  server.addHook('onRoute', (route) => {
    const guard = route.config?.guard
    if (guard === undefined || !('deed' in guard || 'open' in guard))
      throw new Error(`${route.method} ${route.url} says neither what deed it is nor why it is open`)
    for (const method of [route.method].flat()) if (method !== 'HEAD') guards.push({ method, path: route.url, guard })
  })

  const headers = securityHeaders(dependencies.secure)
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
    if (request.routeOptions.config.guard === undefined || request.routeOptions.url === assetsRoute) return
    const secret = cookies.session(request)
    const signedIn = secret === undefined ? undefined : await dependencies.findSession(secret, dependencies.now())
    if (signedIn !== undefined) request.signedIn = signedIn
  })
  await server.register(rateLimit, {
    max: dependencies.requestsAMinute,
    timeWindow: '1 minute',
    hook: 'preParsing',
    keyGenerator: (request) => request.signedIn?.sessionId ?? request.ip,
    allowList: (request) => request.routeOptions.url === assetsRoute,
    errorResponseBuilder: () => new TurnedAway('too-many'),
  })
  server.addHook('preParsing', async (request, reply) => {
    const guard = request.routeOptions.config.guard
    if (request.method === 'POST') refuseForeignForms(request)
    if (guard === undefined || 'open' in guard) return
    if (request.signedIn === undefined) return askToSignIn(request, reply)
    if (!may(request.signedIn.account.role, guard.deed)) throw new TurnedAway('not-permitted')
  })
  server.addHook('onSend', sendCompressed)
  server.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url === assetsRoute) return
    // The route's pattern, not its address: addresses carry one-time links. No name, address or browser is logged.
    const line = {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
    }
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, 'answered')
  })

  server.setErrorHandler(async (error, request, reply) => {
    const reason = reasonOf(error)
    if (reason === undefined)
      request.log.error({ request: request.id, route: request.routeOptions.url, err: error }, 'failed')
    const answer = reason === undefined ? failure(request.id) : turnedAway(reason)
    return send(openAskOf(request), answer, request, reply)
  })
  server.setNotFoundHandler(async (request, reply) => send(openAskOf(request), turnedAway('not-found'), request, reply))

  const route = (
    method: 'GET' | 'POST',
    path: string,
    guard: (Guarded | Open) & Body,
    handler: Handler | OpenHandler,
  ) =>
    server.route({
      method,
      url: path,
      bodyLimit: guard.upload === undefined ? (guard.maxFormBytes ?? usualFormBytes) : multipartBytes(guard.upload),
      config: { guard, body: guard },
      handler: async (request, reply) => {
        const ask = openAskOf(request)
        if (method === 'POST') {
          const secret = cookies.session(request) ?? cookies.visitor(request)
          Object.assign(ask, await readBody(request, secret, guard.upload))
        }
        const answer: Answer =
          'open' in guard ? await (handler as OpenHandler)(ask) : await (handler as Handler)(guardedAsk(ask))
        return send(ask, answer, request, reply)
      },
    })

  server.get(
    assetsRoute,
    { config: { guard: { open: 'styles, scripts and typefaces are the same for everyone' } } },
    (request, reply) => {
      const asset = assets.at(request.url.split('?')[0] ?? '')
      if (asset === undefined) throw new TurnedAway('not-found')
      reply
        .type(asset.type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
      const accepted = request.headers['accept-encoding'] ?? ''
      if (asset.brotli !== undefined && accepted.includes('br'))
        return reply.header('content-encoding', 'br').send(asset.brotli)
      if (asset.gzip !== undefined && accepted.includes('gzip'))
        return reply.header('content-encoding', 'gzip').send(asset.gzip)
      return reply.send(asset.bytes)
    },
  )
  server.get('/health', { config: { guard: { open: 'machines ask whether we are here' } } }, (_, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'here' }),
  )
  const favicon = assets.addressOf('favicon.svg')
  server.get('/favicon.ico', { config: { guard: { open: 'browsers ask for it unbidden' } } }, (_, reply) =>
    reply.redirect(favicon, 302),
  )

  hang({
    get: (path: string, guard: Guarded | Open, handler: Handler | OpenHandler) =>
      void route('GET', path, guard, handler),
    post: (path: string, guard: (Guarded | Open) & Body, handler: Handler | OpenHandler) =>
      void route('POST', path, guard, handler),
    navigation: (entry) => void navigation.push(entry),
    has: (method, path) => server.hasRoute({ method, url: path }),
  })

  function openAskOf(request: FastifyRequest): OpenAsk {
    const now = dependencies.now()
    return {
      method: request.method === 'POST' ? 'POST' : 'GET',
      path: request.url.split('?')[0] ?? '/',
      params: request.params as Record<string, string>,
      query: lastOfEach(request.query as Record<string, string | string[]>),
      form: {},
      files: [],
      today: civilDate(now),
      now,
      newId: dependencies.newId,
      requestId: request.id,
      address: request.ip,
      browser: (request.headers['user-agent'] ?? '').slice(0, 300),
      ...(request.signedIn === undefined ? {} : { signedIn: request.signedIn }),
    }
  }

  /** They come back to the page they asked for; after a form, to the page it stands on, where the browser kept their words. */
  function askToSignIn(request: FastifyRequest, reply: FastifyReply) {
    const isPage = request.method === 'GET' || server.hasRoute({ method: 'GET', url: request.routeOptions.url ?? '' })
    const next = isPage && request.url !== '/' ? `?next=${encodeURIComponent(request.url)}` : ''
    return reply.redirect(`/sign-in${next}`, 303)
  }

  /** Belt to the form token's braces: browsers say where a form came from, and another site's is refused unread. */
  function refuseForeignForms(request: FastifyRequest) {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new TurnedAway('cross-site')
  }

  return { server, guards }
}

const lastOfEach = (query: Record<string, string | string[]>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? (value.at(-1) ?? '') : value]),
  )

function guardedAsk(ask: OpenAsk): Ask {
  const { signedIn } = ask
  if (signedIn === undefined) throw new Error('A guarded handler was reached by nobody')
  const { account, org } = signedIn
  return {
    ...ask,
    signedIn,
    account,
    org,
    as: (why) => ({ org: org.id, actor: account.id, why, request: ask.requestId }),
  }
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return true
  } catch {
    return false
  }
}

const usualFormBytes = 256 * 1024
/** Nothing lives here. */
const unreadableAddress = '/an-address-that-could-not-be-read'
const assetsRoute = '/assets/*'
/** Room for the files and for the form's fields and part heads around them. */
const multipartBytes = ({ maxBytes, maxFiles }: { maxBytes: number; maxFiles: number }) =>
  maxBytes * maxFiles + 4 * 1024 * 1024
