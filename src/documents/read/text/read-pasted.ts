/** What a person pasted: html from Word, Excel or a web page where the browser gave it, else text. */
import type { NeutralDocument } from '../../neutral-document.ts'
import { decodeText } from './decode-text.ts'
import { documentOfHtml } from './read-html.ts'
import { documentOfText } from './read-text.ts'

/** Throws `Refused`. An empty paste is a document without blocks. */
export async function readPasted(bytes: Uint8Array): Promise<NeutralDocument> {
  const { text, doubts } = decodeText(bytes)
  return looksLikeHtml(text) ? documentOfHtml(text, 'pasted', doubts) : documentOfText(text, 'pasted', doubts)
}

/** Html from a clipboard or a file, rather than text with a tag or two left in it. */
export function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 4000)
  if (
    /^\s*(?:Version:[\d.]+\s[^<]*)?(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|style)\b/i.test(
      start,
    )
  )
    return true
  return (
    /^\s*<(?:p|h[1-6]|ul|ol|b|span|section|article)\b[^>]*>/i.test(start) &&
    /<\/(?:p|h[1-6]|ul|ol|li|td|b|span|section|article)>/i.test(text)
  )
}
