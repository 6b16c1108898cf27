import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: string | Uint8Array
  /** Lies for hostile packages: what the directory says instead of the truth. */
  forged?: { size?: number; crc?: number; flags?: number; method?: number }
  isStored?: boolean
  /** Content that is packed already, with its true size: for bombs too large to hold. */
  packed?: { bytes: Uint8Array; size: number; crc: number }
}

/** A zip package, the same bytes for the same entries. Order is kept and names are not checked, so that it can be as wrong as asked. */
export function buildZip(entries: readonly ZipEntry[] | Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const list = Array.isArray(entries)
    ? (entries as readonly ZipEntry[])
    : Object.entries(entries as Record<string, string | Uint8Array>).map(([name, content]) => ({ name, content }))
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of list) {
    const { header, name, packed, central } = describe(entry, offset)
    locals.push(header, name, packed)
    directory.push(central, name)
    offset += header.length + name.length + packed.length
  }
  const directorySize = directory.reduce((size, part) => size + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(directorySize, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

function describe(entry: ZipEntry, offset: number) {
  const name = Buffer.from(entry.name, 'utf8')
  const content = typeof entry.content === 'string' ? Buffer.from(entry.content, 'utf8') : Buffer.from(entry.content)
  const method = entry.isStored ? 0 : 8
  const packed = entry.packed ? Buffer.from(entry.packed.bytes) : entry.isStored ? content : deflateRawSync(content)
  const size = entry.forged?.size ?? entry.packed?.size ?? content.length
  const crc = entry.forged?.crc ?? entry.packed?.crc ?? crc32(content)
  const fields = (target: Buffer, at: number): void => {
    target.writeUInt16LE(20, at)
    target.writeUInt16LE(entry.forged?.flags ?? 0x800, at + 2)
    target.writeUInt16LE(entry.forged?.method ?? method, at + 4)
    target.writeUInt16LE(0x21, at + 8)
    target.writeUInt32LE(crc, at + 10)
    target.writeUInt32LE(packed.length, at + 14)
    target.writeUInt32LE(size, at + 18)
    target.writeUInt16LE(name.length, at + 22)
  }
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  fields(header, 4)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  fields(central, 6)
  central.writeUInt32LE(offset, 42)
  return { header, name, packed, central }
}
