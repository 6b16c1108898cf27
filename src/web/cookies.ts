/** Our three cookies: who is signed in, which visitor a form belongs to before sign-in, and a sentence for the next page. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Cookies {
  session(request: FastifyRequest): string | undefined
  visitor(request: FastifyRequest): string | undefined
  said(request: FastifyRequest): string | undefined
  /** `seconds` from now, so that a browser whose clock is wrong keeps it as long. */
  setSession(reply: FastifyReply, secret: string, seconds: number): void
  setVisitor(reply: FastifyReply, secret: string): void
  setSaid(reply: FastifyReply, sealed: string): void
  clearSession(reply: FastifyReply): void
  clearSaid(reply: FastifyReply): void
}

/** `secure`: the address people use begins with https. The prefix then keeps sister sites from planting a cookie. */
export function cookiesFor(secure: boolean): Cookies {
  const prefix = secure ? '__Host-' : ''
  const [session, visitor, said] = ['session', 'visitor', 'said'].map((name) => `${prefix}gt-${name}`) as [
    string,
    string,
    string,
  ]
  const settings = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const secretIn = (request: FastifyRequest, name: string) => {
    const value = request.cookies[name]
    return value !== undefined && /^[\w-]{20,100}$/.test(value) ? value : undefined
  }
  return {
    session: (request) => secretIn(request, session),
    visitor: (request) => secretIn(request, visitor),
    said: (request) => request.cookies[said],
    setSession: (reply, secret, seconds) => void reply.setCookie(session, secret, { ...settings, maxAge: seconds }),
    setVisitor: (reply, secret) => void reply.setCookie(visitor, secret, settings),
    setSaid: (reply, sealed) => void reply.setCookie(said, sealed, { ...settings, maxAge: 60 }),
    clearSession: (reply) => void reply.clearCookie(session, settings),
    clearSaid: (reply) => void reply.clearCookie(said, settings),
  }
}
