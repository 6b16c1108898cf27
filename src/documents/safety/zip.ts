import { crc32, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import { Refused } from './refused.ts'

/** What a package (.docx, .xlsx, .pptx, .ods, .odt) may cost before it is refused. Sizes are bytes once unpacked. */
export interface PackageBudget {
  entries: number
  part: number
  total: number
  /** Unpacked bytes for one packed byte; asked only of parts above `ratioFrom`, since short XML packs very well. */
  ratio: number
  ratioFrom: number
}

export const packageBudget: PackageBudget = {
  entries: 5_000,
  part: 200_000_000,
  total: 400_000_000,
  ratio: 250,
  ratioFrom: 5_000_000,
}

/** A zip package opened within a budget. Names are matched as OPC says: without a leading slash, whatever their case. */
export interface OpenedPackage {
  /** As written in the package, without a leading slash, in the order of its directory. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The unpacked bytes. Throws Refused when the part is missing, damaged, or larger than it says or than the budget. */
  read(name: string): Uint8Array
  /** As `read`, but null where there is no such part. */
  readIfThere(name: string): Uint8Array | null
}

/**
 * Opens a zip package without unpacking anything: the directory is checked first (how many parts, how large they say they
 * are, twice the same name, passwords), then each part as it is read (real size, ratio, checksum, the sum of all). Names are
 * only keys and never become paths.
 */
export async function openPackage(bytes: Uint8Array, budget: PackageBudget = packageBudget): Promise<OpenedPackage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = await listEntries(buffer, budget)
  const unpacked = new Map<string, Uint8Array>()
  let total = 0

  const readIfThere = (name: string): Uint8Array | null => {
    const key = partKey(name)
    const known = unpacked.get(key)
    if (known !== undefined) return known
    const entry = entries.get(key)
    if (entry === undefined) return null
    if (total + entry.size > budget.total) throw tooLarge()
    const content = inflate(buffer, entry, budget)
    total += content.length
    // Small parts (relationships, settings) are asked for more than once; large ones are not kept.
    if (content.length < 1_000_000) unpacked.set(key, content)
    return content
  }

  return {
    names: [...entries.values()].map((entry) => entry.name),
    has: (name) => entries.has(partKey(name)),
    readIfThere,
    read(name) {
      const content = readIfThere(name)
      if (content === null) throw damaged(`its part ${quoteName(name)} is missing`)
      return content
    },
  }
}

interface Entry {
  name: string
  /** Where its local header stands. */
  offset: number
  packedSize: number
  size: number
  crc: number
  method: number
}

async function listEntries(buffer: Buffer, budget: PackageBudget): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let declared = 0
  let zip: yauzl.ZipFile
  try {
    // decodeStrings off: yauzl would refuse names that could not be paths; ours never are.
    zip = await yauzl.fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true })
  } catch {
    throw damaged('its directory of parts is cut short or broken')
  }
  if (zip.entryCount > budget.entries) throw tooManyParts(zip.entryCount, budget)
  try {
    for await (const raw of zip.eachEntry()) {
      if (entries.size >= budget.entries) throw tooManyParts(entries.size + 1, budget)
      const name = entryName(raw)
      if (name.endsWith('/')) continue
      if (raw.isEncrypted()) throw passwordProtected()
      const key = partKey(name)
      if (entries.has(key)) throw damaged(`it holds the part ${quoteName(name)} twice`)
      declared += raw.uncompressedSize
      if (raw.uncompressedSize > budget.part || declared > budget.total) throw tooLarge()
      entries.set(key, {
        name: name.replace(/^\/+/, ''),
        offset: raw.relativeOffsetOfLocalHeader,
        packedSize: raw.compressedSize,
        size: raw.uncompressedSize,
        crc: raw.crc32,
        method: raw.compressionMethod,
      })
    }
  } catch (error) {
    if (error instanceof Refused) throw error
    throw damaged('its directory of parts is broken')
  }
  return entries
}

function entryName(raw: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, false)
}

function inflate(buffer: Buffer, entry: Entry, budget: PackageBudget): Uint8Array {
  if (entry.size > budget.ratioFrom && entry.size / Math.max(1, entry.packedSize) > budget.ratio) throw tooLarge()
  const packed = packedBytes(buffer, entry)
  let content: Uint8Array
  if (entry.method === 0) {
    content = packed
  } else if (entry.method === 8) {
    try {
      // One byte more than declared is enough to know that the size is forged, and no more is ever unpacked.
      content = entry.size === 0 ? new Uint8Array() : inflateRawSync(packed, { maxOutputLength: entry.size })
    } catch (error) {
      const isLarger = error instanceof RangeError
      throw damaged(
        isLarger
          ? `its part ${quoteName(entry.name)} is larger than it says`
          : `its part ${quoteName(entry.name)} is broken`,
      )
    }
  } else {
    throw damaged(`its part ${quoteName(entry.name)} is packed in a way that office programs do not use`)
  }
  if (content.length !== entry.size) throw damaged(`its part ${quoteName(entry.name)} has not the size it says`)
  if (crc32(content) !== entry.crc) throw damaged(`its part ${quoteName(entry.name)} does not match its checksum`)
  return content
}

/** The local header repeats the name and has its own extra field, so the content starts after lengths read there. */
function packedBytes(buffer: Buffer, entry: Entry): Buffer {
  const header = entry.offset
  if (header + 30 > buffer.length || buffer.readUInt32LE(header) !== 0x04034b50) {
    throw damaged(`its part ${quoteName(entry.name)} is not where the directory says`)
  }
  const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28)
  const end = start + entry.packedSize
  if (end > buffer.length) throw damaged(`its part ${quoteName(entry.name)} is cut short`)
  return buffer.subarray(start, end)
}

const partKey = (name: string): string => name.replace(/^\/+/, '').toLowerCase()

/** Names come from the file, so they are kept short and plain before they stand in a sentence. */
function quoteName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._[\]/-]/gu, '?')
  return `“${plain.length > 80 ? `${plain.slice(0, 77)}…` : plain}”`
}

const damaged = (what: string): Refused =>
  new Refused(
    'damaged',
    `This file is damaged: ${what}. Open it in the program it was made with, save it again under a new name, and use that copy.`,
  )

const tooLarge = (): Refused =>
  new Refused(
    'too-large',
    'This file unpacks to far more than a plan could hold, so it was not opened. Copy the plan into a new document and use that.',
  )

const tooManyParts = (count: number, budget: PackageBudget): Refused =>
  new Refused(
    'too-many-parts',
    `This file is made of ${count.toLocaleString('en-GB')} parts; no more than ${budget.entries.toLocaleString('en-GB')} are opened. Copy the plan into a new document and use that.`,
  )

const passwordProtected = (): Refused =>
  new Refused(
    'password-protected',
    'This file is protected with a password. Open it with its password, save a copy without one, and use that copy.',
  )
