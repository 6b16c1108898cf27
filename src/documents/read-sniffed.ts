import type { Block, NeutralDocument } from './neutral-document.ts'
import { convertedFormats, readers } from './readers.ts'
import type { ReaderAnswer } from './safety/reader-process.ts'
import { Refused } from './safety/refused.ts'
import { sniffType } from './safety/sniff-type.ts'

/** Finds out what the bytes are and reads them, in this process. Pasted text has no mark and is said to be so. Throws Refused. */
export async function readSniffed(bytes: Uint8Array, name: string, isPasted = false): Promise<ReaderAnswer> {
  const { format, doubts } = isPasted ? ({ format: 'pasted', doubts: [] } as const) : await sniffType(bytes, name)
  if (convertedFormats.has(format)) return { kind: 'convert', format }
  const load = readers[format]
  if (load === undefined)
    throw new Refused(
      'unknown-type',
      'This kind of file is not read. Save the plan as .docx, .xlsx or .pdf and use that.',
    )
  const document = await (await load())(bytes)
  document.doubts.unshift(...doubts)
  if (!hasContent(document)) throw emptyDocument(document)
  return { kind: 'read', document }
}

/** A reading without a single word is refused rather than handed on: an empty plan would look like a success. */
const hasContent = (document: NeutralDocument): boolean =>
  document.parts.some((part) => part.blocks.some(saysSomething))

function saysSomething(block: Block): boolean {
  if (block.kind === 'paragraph') return block.runs.some((run) => run.text.trim() !== '')
  return block.rows.some((row) => row.cells.some((cell) => cell.value !== null || cell.blocks.some(saysSomething)))
}

function emptyDocument(document: NeutralDocument): Refused {
  const isPicture = document.doubts.some((doubt) => doubt.code === 'picture')
  return isPicture
    ? new Refused(
        'picture',
        'This document holds only pictures, so there are no words to read. Use the document the pictures were made from, or type the plan into Word or Excel.',
      )
    : new Refused('no-words', 'There are no words in this document. Check that it is the right one.')
}
