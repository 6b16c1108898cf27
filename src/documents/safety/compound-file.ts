/**
 * The names of the streams in a compound file (the container of .doc, .xls, .ppt and of password-protected .docx), as MS-CFB
 * lays it out. Bounded: it follows at most `mostSectors` directory sectors and never throws; a broken file has no names.
 */
export function compoundStreams(bytes: Uint8Array): Set<string> {
  const names = new Set<string>()
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 512) return names
  const shift = view.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return names
  const size = 1 << shift
  const sector = (number: number): Buffer | null => {
    const start = (number + 1) * size
    return number >= endOfChain || start + size > view.length ? null : view.subarray(start, start + size)
  }
  const nextSector = (number: number): number => {
    const perSector = size / 4
    const table = Math.floor(number / perSector)
    // The first 109 table sectors are listed in the header; a plan's directory never lies beyond them.
    if (table >= 109) return endOfChain
    const entries = sector(view.readUInt32LE(76 + table * 4))
    return entries === null ? endOfChain : entries.readUInt32LE((number % perSector) * 4)
  }
  let number = view.readUInt32LE(48)
  for (let steps = 0; steps < mostSectors; steps++) {
    const entries = sector(number)
    if (entries === null) break
    for (let at = 0; at + 128 <= size; at += 128) {
      const length = entries.readUInt16LE(at + 64)
      if (length >= 2 && length <= 64) names.add(entries.toString('utf16le', at, at + length - 2))
    }
    number = nextSector(number)
  }
  return names
}

const endOfChain = 0xffff_fffa
const mostSectors = 4_000
