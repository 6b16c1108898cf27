/** A sentence carried over one redirect ("Recorded 11 May, 14:02"), signed with the session's secret so that nobody else can speak for us. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export function sealSaid(sentence: string, secret: string): string {
  const words = Buffer.from(sentence.slice(0, 500)).toString('base64url')
  return `${words}.${signature(words, secret)}`
}

export function openSaid(sealed: string | undefined, secret: string): string | undefined {
  const [words = '', given = ''] = sealed?.split('.') ?? []
  const expected = Buffer.from(signature(words, secret))
  const actual = Buffer.from(given)
  if (words === '' || expected.length !== actual.length || !timingSafeEqual(expected, actual)) return undefined
  return Buffer.from(words, 'base64url').toString()
}

const signature = (words: string, secret: string) =>
  createHmac('sha256', secret).update(`golden-thread said ${words}`).digest('base64url')
