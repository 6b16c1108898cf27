import type { NeutralDocument, Refusal } from './neutral-document.ts'
import { readDocx } from './read/docx/read-docx.ts'
import { Refused } from './safety/refused.ts'

export type DocumentReading = { ok: true; document: NeutralDocument } | { ok: false; refusal: Refusal }

/** Reads a document of any known format. `name` is only for telling text formats apart. Never throws for bad input. */
export async function readDocument(bytes: Uint8Array, _name: string): Promise<DocumentReading> {
  try {
    return { ok: true, document: await readDocx(bytes) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: { code: error.code, message: error.message } }
    throw error
  }
}
