import { randomFillSync } from 'node:crypto'

/** What makes ids: an argument of every use case, so that tests can say which id comes next. */
export type NewId = () => string

/** A UUID of version 7 (RFC 9562): begins with the time in milliseconds, so that new rows lie together in an index. */
export function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
