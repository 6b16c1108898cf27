import { writeSync } from 'node:fs'
import { readSniffed } from '../read-sniffed.ts'
import { answerInPieces } from './answer-in-pieces.ts'
import type { FileSaid, ReaderAnswer } from './reader-process.ts'
import { Refused } from './refused.ts'

/**
 * The reader process: takes what is known of the file (`FileSaid`) as one line of JSON and then its bytes on standard input, answers one JSON value on
 * descriptor 3 and ends. Standard output and error are not part of the answer, so libraries may print what they like.
 */
const input = await takeIn()
const lineEnd = input.indexOf(0x0a)
const said = JSON.parse(input.toString('utf8', 0, lineEnd)) as FileSaid
for (const piece of answerInPieces(await answerFor(input.subarray(lineEnd + 1), said))) writeAnswer(piece)
process.exit(0)

async function takeIn(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function answerFor(bytes: Uint8Array, { name, isPasted, drawPage }: FileSaid): Promise<ReaderAnswer> {
  try {
    if (drawPage !== undefined) {
      const { drawPdfPage } = await import('../read/pdf/draw-page.ts')
      return { kind: 'drawn', ...(await drawPdfPage(bytes, drawPage)) }
    }
    return await readSniffed(bytes, name, isPasted)
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', refusal: { code: error.code, message: error.message } }
    if (error instanceof RangeError) {
      // The stack or an array ran out: nested or large beyond anything a person wrote.
      const message =
        'This file is nested deeper or is larger than any plan, so it was not read. Copy the plan into a new document and use that.'
      return { kind: 'refused', refusal: { code: 'too-large', message } }
    }
    return { kind: 'fault', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function writeAnswer(json: string): void {
  const bytes = Buffer.from(json)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(3, bytes, at)
    } catch (error) {
      // A full pipe: the parent has not emptied it yet.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}
