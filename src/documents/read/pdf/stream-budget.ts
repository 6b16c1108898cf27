import { inflateSync } from 'node:zlib'
import { Refused } from '../../safety/refused.ts'

/** What one compressed stream of text or drawing, and all of them together, may grow to. A 50-page plan needs about 10 MB. */
const MOST_OF_ONE = 64_000_000
const MOST_OF_ALL = 256_000_000
/** Filters named twice unpack twice; more layers than this is an attack. */
const MOST_LAYERS = 3

/**
 * Refuses a PDF whose compressed streams grow past the budget, before pdf.js (which unpacks without limit) opens it. Pictures are
 * not counted: they are never unpacked.
 */
export function keepWithinBudget(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let total = 0
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue
    const dictionary = dictionaryBefore(file, at)
    const layers = [...dictionary.matchAll(/\/(?:FlateDecode|Fl)\b/g)].length
    if (layers === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue
    if (layers > MOST_LAYERS) throw tooLarge()
    const start = at + 6 + (file[at + 6] === 13 ? 1 : 0) + (file[at + 6] === 10 || file[at + 7] === 10 ? 1 : 0)
    total += grownSize(file.subarray(start), layers)
    if (total > MOST_OF_ALL) throw tooLarge()
  }
}

/** The stream's own dictionary: from its last "obj" on. */
function dictionaryBefore(file: Buffer, at: number): string {
  const text = file.subarray(Math.max(0, at - 2000), at).toString('latin1')
  return text.slice(Math.max(0, text.lastIndexOf(' obj')))
}

function grownSize(packed: Buffer, layers: number): number {
  let data = packed
  let size = 0
  for (let layer = 0; layer < layers; layer++) {
    try {
      data = inflateSync(data, { maxOutputLength: MOST_OF_ONE, finishFlush: SYNC_FLUSH })
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
      // Encrypted or damaged: pdf.js will say so, and the reader process has its own limit.
      return size
    }
    size += data.length
  }
  return size
}

/** Z_SYNC_FLUSH: a stream that is cut short still gives what it holds. */
const SYNC_FLUSH = 2

function tooLarge(): Refused {
  return new Refused(
    'too-large',
    'This PDF unpacks to far more than a plan can hold and was not opened. Save it as PDF again, or send the Word or Excel original.',
  )
}
