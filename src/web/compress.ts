/** Squeezes pages on their way out: a plan of 600 actions is half a megabyte of very regular HTML. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const inBrotli = promisify(brotliCompress)
const inGzip = promisify(gzip)

export async function sendCompressed(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const type = String(reply.getHeader('content-type') ?? '')
  if (typeof payload !== 'string' || payload.length < worthIt || !/^(text\/html|application\/json)/.test(type))
    return payload
  reply.header('vary', 'accept-encoding')
  const accepted = request.headers['accept-encoding'] ?? ''
  if (accepted.includes('br')) return sent('br', await inBrotli(payload, { params: quick(payload) }))
  if (accepted.includes('gzip')) return sent('gzip', await inGzip(payload, { level: 4 }))
  return payload

  function sent(encoding: string, bytes: Buffer): Buffer {
    reply.header('content-encoding', encoding).header('content-length', bytes.length)
    return bytes
  }
}

const worthIt = 2000
const quick = (payload: string) => ({
  [constants.BROTLI_PARAM_QUALITY]: 4,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_SIZE_HINT]: payload.length,
})
