import { randomFillSync } from 'node:crypto'

/** What makes ids: an argument of every use case, so that tests can say which id comes next. */
export type NewId = () => string

/**
 * A UUID of version 7 (RFC 9562): begins with the time in milliseconds and a counter, so that ids made by one process sort in
 * the order in which they were made and new rows lie together in an index.
 */
export function newId(): string {
  const now = Date.now()
  count = now > last ? 0 : count + 1
  last = Math.max(now, last) + (count > 0xfff ? 1 : 0)
  count &= 0xfff
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(last, 0, 6)
  bytes.writeUInt16BE(0x7000 | count, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

let last = 0
let count = 0

/** Whether text from an address or form can be an id at all: the database refuses to compare anything else. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
