/** Turns a handler's answer into bytes: the template in its shell, a redirect with a sentence, a file. */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Role } from '../domain/people/permissions.ts'
import type { Problem } from '../domain/problem.ts'
import { type Answer, type PageAnswer, page, type SessionChange } from './answer.ts'
import type { OpenAsk } from './ask.ts'
import type { Cookies } from './cookies.ts'
import { type Reason, statusOf } from './errors/turned-away.ts'
import { formTokenField, issueFormToken } from './form-token.ts'
import { openSaid, sealSaid } from './said.ts'
import { filePolicy } from './security-headers.ts'
import { type Render, trusted } from './templates.ts'
import type { NavigationEntry } from './web.ts'

interface Sending {
  render: Render
  cookies: Cookies
  navigation: readonly NavigationEntry[]
}

export type Send = (ask: OpenAsk, answer: Answer, request: FastifyRequest, reply: FastifyReply) => FastifyReply

export function answering({ render, cookies, navigation }: Sending): Send {
  return (ask, answer, request, reply) => {
    switch (answer.kind) {
      case 'page':
        return sendPage(ask, answer, request, reply)
      case 'redirect': {
        const secret = changeSession(answer.session, ask.now, reply) ?? formSecret(request, reply)
        if (answer.said !== undefined) cookies.setSaid(reply, sealSaid(answer.said, secret))
        return reply.redirect(answer.to, 303)
      }
      case 'file':
        return reply
          .type(answer.type)
          .headers({
            'content-disposition': disposition(answer.name, answer.inline),
            'content-security-policy': filePolicy(answer.type),
            'cache-control': 'private, no-cache',
          })
          .send(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength))
      case 'json':
        return reply.status(answer.status).header('cache-control', 'no-store').send(answer.value)
    }
  }

  function sendPage(ask: OpenAsk, answer: PageAnswer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const secret = changeSession(answer.session, ask.now, reply) ?? formSecret(request, reply)
    const said = openSaid(cookies.said(request), secret)
    if (said !== undefined) cookies.clearSaid(reply)
    const signedIn = answer.session === undefined ? ask.signedIn : undefined
    const html = render(answer.template, {
      ...answer.view,
      shell: {
        path: ask.path,
        today: ask.today,
        said,
        account: signedIn?.account,
        org: signedIn?.org,
        navigation: signedIn === undefined ? [] : navigationFor(signedIn.account.role, ask.path),
      },
      problems: answer.problems,
      errorFor: (field: string) => errorFor(answer.problems, field),
      may: (deed: NavigationEntry['deed']) => signedIn !== undefined && may(signedIn.account.role, deed),
      formToken: trusted(`<input type="hidden" name="${formTokenField}" value="${issueFormToken(secret)}">`),
    })
    return reply.status(answer.status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
  }

  function navigationFor(role: Role, path: string) {
    return navigation
      .filter(({ deed }) => may(role, deed))
      .map(({ text, href }) => ({
        text,
        href,
        current: path === href,
        active: href !== '/' && path.startsWith(`${href}/`),
      }))
  }

  function changeSession(change: SessionChange | undefined, now: Date, reply: FastifyReply): string | undefined {
    if (change === undefined) return undefined
    if (change !== 'end') {
      const { secret, until } = change.begin
      cookies.setSession(reply, secret, Math.round((until.getTime() - now.getTime()) / 1000))
      return secret
    }
    cookies.clearSession(reply)
    return newVisitor(reply)
  }

  /** What this browser's form tokens are derived from; a browser without any cookie of ours is given one. */
  function formSecret(request: FastifyRequest, reply: FastifyReply): string {
    return cookies.session(request) ?? cookies.visitor(request) ?? newVisitor(reply)
  }

  function newVisitor(reply: FastifyReply): string {
    const secret = randomBytes(32).toString('base64url')
    cookies.setVisitor(reply, secret)
    return secret
  }
}

/** The page for a request the shell turned away. */
export const turnedAway = (reason: Reason): PageAnswer => ({
  ...page(`web/errors/${reason}.njk`, {}),
  status: statusOf[reason],
})

/** The page for a fault of ours; the number finds it in the log. */
export const failure = (requestId: string): PageAnswer => ({
  ...page('web/errors/failed.njk', { requestId }),
  status: 500,
})

/** For a GOV.UK macro's `errorMessage`. */
function errorFor(problems: readonly Problem[], field: string): { text: string } | undefined {
  const problem = problems.find((candidate) => candidate.field === field)
  return problem === undefined ? undefined : { text: problem.message }
}

function disposition(name: string, inline: boolean): string {
  const plain = name.replaceAll(/[^\w. ()-]/g, '_')
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`
}
