/** A visitor without a browser: keeps cookies, sends forms with the token of the page they stand on. */
import { type CheerioAPI, load } from 'cheerio'
import type { FastifyInstance } from 'fastify'

export interface Seen {
  status: number
  /** Where a redirect leads. */
  to: string | undefined
  html: CheerioAPI
  /** The page's main part as words. */
  words: string
}

export interface Visitor {
  get(url: string): Promise<Seen>
  /** Opens `from` (or the address itself) for its token, then sends the form. */
  post(url: string, fields?: Record<string, string | string[]>, from?: string): Promise<Seen>
  /** Follows a redirect. */
  follow(seen: Seen): Promise<Seen>
  cookies: Record<string, string>
}

export function visitorOf(
  server: FastifyInstance,
  cookies: Record<string, string> = {},
  headers: Record<string, string> = {},
): Visitor {
  const jar = { ...cookies }
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Seen> => {
    const answer = await server.inject({
      method,
      url,
      cookies: jar,
      headers: {
        ...headers,
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') delete jar[name]
      else jar[name] = value
    }
    const html = load(answer.body)
    const words = html('main').text().replaceAll(/\s+/g, ' ').trim()
    return { status: answer.statusCode, to: answer.headers.location?.toString(), html, words }
  }
  const get = (url: string) => ask('GET', url)
  return {
    cookies: jar,
    get,
    post: async (url, fields = {}, from = url) => {
      const token = (await get(from)).html('input[name=_token]').first().attr('value') ?? ''
      const form = new URLSearchParams({ _token: token })
      for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
      return await ask('POST', url, form.toString())
    },
    follow: (seen) => get(seen.to ?? '/'),
  }
}
