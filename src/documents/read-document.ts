import type { DocumentFormat, NeutralDocument, Refusal } from './neutral-document.ts'
import { convertToWord } from './read/convert-to-word.ts'
import { type ReaderAnswer, type ReadingBudget, readingBudget, runReader } from './safety/reader-process.ts'

export type DocumentReading = { ok: true; document: NeutralDocument } | { ok: false; refusal: Refusal }

export interface ReadingOptions {
  /** Wall time for the whole reading; ten unless said. A large file its owner vouches for may have more. */
  seconds?: number
  /** The bytes are UTF-8 text or HTML from the clipboard, not a file. */
  isPasted?: boolean
  /** Told what went wrong when a reader itself failed; the person only gets the sentence. */
  onFault?: (detail: string) => void
}

/**
 * Reads a document of any known format in a process with time and memory budgets. What it is comes from its bytes; `name`
 * only tells text formats apart. Never throws for bad input: what can't be read is a refusal with a sentence.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadingOptions = {},
): Promise<DocumentReading> {
  const budget: ReadingBudget = { ...readingBudget, seconds: options.seconds ?? readingBudget.seconds }
  const answer = await runReader(bytes, { name, isPasted: options.isPasted === true }, budget)
  if (answer.kind !== 'convert') return understand(answer, options)
  const converted = await convertToWord(bytes, answer.format)
  if (!converted.ok) return converted
  return asFormat(
    answer.format,
    understand(await runReader(converted.bytes, { name: 'converted.docx', isPasted: false }, budget), options),
  )
}

function understand(answer: ReaderAnswer, options: ReadingOptions): DocumentReading {
  switch (answer.kind) {
    case 'read':
      return { ok: true, document: answer.document }
    case 'refused':
      return { ok: false, refusal: answer.refusal }
    case 'drawn':
    case 'convert':
      return {
        ok: false,
        refusal: {
          code: 'unknown-type',
          message: 'This file could not be turned into a Word document. Save it as .docx and use that.',
        },
      }
    case 'fault':
      options.onFault?.(answer.detail)
      return {
        ok: false,
        refusal: {
          code: 'reader-fault',
          message:
            'This file could not be read because of a fault in this program. Open it, save it again under a new name, and try that copy.',
        },
      }
  }
}

function asFormat(format: DocumentFormat, reading: DocumentReading): DocumentReading {
  if (!reading.ok) return reading
  return { ok: true, document: { ...reading.document, format } }
}
