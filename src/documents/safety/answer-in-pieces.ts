import type { Block, Part } from '../neutral-document.ts'
import type { ReaderAnswer } from './reader-process.ts'

/** Rows of a table written at once. */
const rowsAtOnce = 500

/**
 * The JSON of an answer, a piece at a time: a document of 100,000 rows is some 200 MB as text, which does not fit whole beside
 * the document in the reader's memory.
 */
export function* answerInPieces(answer: ReaderAnswer): Generator<string> {
  if (answer.kind !== 'read') {
    yield JSON.stringify(answer)
    return
  }
  const { parts, ...rest } = answer.document
  yield `{"kind":"read","document":${opened(rest)}"parts":[`
  for (const [index, part] of parts.entries()) {
    if (index > 0) yield ','
    yield* partInPieces(part)
  }
  yield ']}}'
}

function* partInPieces({ blocks, ...rest }: Part): Generator<string> {
  yield `${opened(rest)}"blocks":[`
  for (const [index, block] of blocks.entries()) {
    if (index > 0) yield ','
    yield* blockInPieces(block)
  }
  yield ']}'
}

function* blockInPieces(block: Block): Generator<string> {
  if (block.kind === 'paragraph') {
    yield JSON.stringify(block)
    return
  }
  const { rows, ...rest } = block
  yield `${opened(rest)}"rows":[`
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    yield (at > 0 ? ',' : '') + JSON.stringify(rows.slice(at, at + rowsAtOnce)).slice(1, -1)
  yield ']}'
}

/** An object of at least one member, left open for one more. */
const opened = (object: object): string => `${JSON.stringify(object).slice(0, -1)},`
