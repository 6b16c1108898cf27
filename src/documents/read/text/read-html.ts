/** .html, and the flavours of it that Word, Excel and web mail put on the clipboard → the neutral document. */
import type { DocumentFormat, NeutralDocument, ReadingDoubt } from '../../neutral-document.ts'
import { decodeText } from './decode-text.ts'
import { type HtmlStory, readNodes } from './html-blocks.ts'
import { readStyleSheet } from './html-styles.ts'
import { attribute, elementsNamed, parseHtml, textOf } from './html-tree.ts'

/** Scripts are not run, nothing is fetched. Throws `Refused` ("too-large", "not-text"). */
export async function readHtml(bytes: Uint8Array): Promise<NeutralDocument> {
  const { text, doubts } = decodeText(bytes)
  return documentOfHtml(text, 'html', doubts)
}

export function documentOfHtml(text: string, format: DocumentFormat, doubts: ReadingDoubt[]): NeutralDocument {
  const { childNodes } = parseHtml(fragmentOf(text))
  const css = elementsNamed(childNodes, 'style').map(textOf).join('\n')
  const story: HtmlStory = { styles: readStyleSheet(css), doubts: [...doubts], tables: 0, paragraphs: 0, cells: 0 }
  const blocks = readNodes(childNodes, story, null)
  const [root] = elementsNamed(childNodes, 'html')
  const [title] = elementsNamed(childNodes, 'title')
  const metas = elementsNamed(childNodes, 'meta')
  const meta = (name: string) => metas.find((each) => attribute(each, 'name')?.toLowerCase() === name)
  const author = meta('author')
  return {
    format,
    language: (root === undefined ? null : attribute(root, 'lang')) || null,
    properties: {
      title: title === undefined ? null : textOf(title).replace(/\s+/g, ' ').trim() || null,
      author: author === undefined ? null : attribute(author, 'content')?.trim() || null,
      modified: null,
    },
    parts: [{ kind: 'body', name: null, isHidden: false, blocks }],
    doubts: story.doubts,
  }
}

/** Windows puts a few lines of offsets before the html on its clipboard. */
function fragmentOf(text: string): string {
  return /^\s*Version:[\d.]+\s/i.test(text) ? text.slice(Math.max(0, text.indexOf('<'))) : text
}
