/** .md → the neutral document: CommonMark with tables and task lists, by way of the page it describes. */
import { Marked } from 'marked'
import type { NeutralDocument } from '../../neutral-document.ts'
import { decodeText } from './decode-text.ts'
import { documentOfHtml } from './read-html.ts'
import { documentOfText } from './read-text.ts'

/** Characters. Past this, and for text that makes the parser slow, a file is read as plain text instead. */
const longest = 2_000_000

export async function readMarkdown(bytes: Uint8Array): Promise<NeutralDocument> {
  const { text, doubts } = decodeText(bytes)
  if (text.length > longest || nestsDeeply(text)) return { ...documentOfText(text, 'txt', doubts), format: 'md' }
  const { matter, body } = withoutFrontMatter(text)
  const html = new Marked({ gfm: true, async: false }).parse(body) as string
  const document = documentOfHtml(matter.map((line) => `<p>${escaped(line)}</p>`).join('') + html, 'md', doubts)
  const title = matter
    .map((line) => /^title:\s*["']?(.*?)["']?\s*$/i.exec(line)?.[1])
    .find((words) => words !== undefined)
  return { ...document, properties: { ...document.properties, title: title ?? document.properties.title } }
}

/** "---", lines of settings, "---" at the very start. */
function withoutFrontMatter(text: string): { matter: string[]; body: string } {
  const match = /^---\n((?:[^\n]*\n){0,60}?)---\n/.exec(text)
  if (match === null || !/^[\w -]+:/m.test(match[1] ?? '')) return { matter: [], body: text }
  return {
    matter: (match[1] ?? '').split('\n').filter((line) => line.trim() !== ''),
    body: text.slice(match[0].length),
  }
}

/** Quotes in quotes in quotes, or brackets without end: nobody writes them, and parsers suffer. */
const nestsDeeply = (text: string): boolean => /^[>\s]{60,}/m.test(text) || /[[(*_`~<]{200}/.test(text)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
