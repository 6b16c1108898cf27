/** Bytes of a text file → text, whatever program wrote them. */
import type { ReadingDoubt } from '../../neutral-document.ts'
import { Refused } from '../../safety/refused.ts'

/** More than any plan; a larger text is an export of something else. Bytes. */
const largestText = 64 * 1024 * 1024

export interface DecodedText {
  /** Line ends are "\n"; no NUL and no byte order mark. */
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  doubts: ReadingDoubt[]
}

/**
 * Decides the encoding by byte order mark, then by the zero bytes that UTF-16 leaves in Western text, then by whether the
 * bytes are sound UTF-8; what is left is Windows-1252, which every byte sequence is.
 * Throws `Refused` ("too-large", "not-text").
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > largestText)
    throw new Refused(
      'too-large',
      'This text file is larger than 64 MB, which is more than any plan needs. Save the part with the plan as a file of its own and bring that.',
    )
  const doubts: ReadingDoubt[] = []
  const encoding = encodingOf(bytes)
  let text = new TextDecoder(encoding).decode(bytes)
  if (encoding === 'utf-8' && text.includes('\uFFFD') && !isSoundUtf8(bytes))
    doubts.push({
      severity: 'check',
      code: 'encoding',
      message: 'Some characters of this file could not be read and show as “\uFFFD”.',
      at: null,
    })
  if (text.includes('\0')) {
    const zeros = text.split('\0').length - 1
    if (zeros > 16 && zeros > text.length / 50)
      throw new Refused(
        'not-text',
        'This file is named as text but does not contain text. Open it in the program it came from and save it as Word, Excel, PDF or CSV.',
      )
    text = text.replaceAll('\0', '')
    doubts.push({
      severity: 'info',
      code: 'control-characters',
      message: 'Characters that cannot be shown (NUL) were left out.',
      at: null,
    })
  }
  return { text: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), encoding, doubts }
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sixteen = sixteenBitOrder(bytes)
  if (sixteen !== null) return sixteen
  return isSoundUtf8(bytes) || isUtf8WithAFewFaults(bytes) ? 'utf-8' : 'windows-1252'
}

/** UTF-16 of Western text has a zero in nearly every other byte, always on the same side. */
function sixteenBitOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(bytes.length, 8192) >> 1
  if (pairs < 4) return null
  let even = 0
  let odd = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[pair * 2] === 0) even++
    if (bytes[pair * 2 + 1] === 0) odd++
  }
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be'
  return null
}

function isSoundUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** A UTF-8 file cut in the middle of a letter, or with one line pasted from elsewhere, is still UTF-8. */
function isUtf8WithAFewFaults(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let faults = 0
  let sound = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code === 0xfffd) faults++
    else if (code > 0x7f) sound++
  }
  return sound > faults * 4
}
