import type { Block, NeutralDocument, Paragraph, Part, Place } from '../../neutral-document.ts'
import { readDocumentProperties } from '../../ooxml/document-properties.ts'
import { macroDoubts } from '../../ooxml/macros.ts'
import { type Relationship, relatedPart, relationshipsOf } from '../../ooxml/relationships.ts'
import { readTheme } from '../../ooxml/theme.ts'
import { allInside, child, childrenNamed, parseXml, type XmlElement } from '../../ooxml/xml.ts'
import { Refused } from '../../safety/refused.ts'
import { openPackage } from '../../safety/zip.ts'
import { readBlocks } from './blocks.ts'
import { formatNumber, readNumbering } from './numbering.ts'
import { isOn } from './properties.ts'
import { NoteNumbers, startStory, type WordDocument } from './story.ts'
import { readStyles } from './styles.ts'

/**
 * Reads a Word document (.docx, and the text of .docm and .dotx). Throws Refused when the bytes are no Word document, or when
 * they are damaged, protected or boundless.
 */
export async function readDocx(bytes: Uint8Array): Promise<NeutralDocument> {
  const opened = await openPackage(bytes)
  const mainPart = relatedPart(relationshipsOf(opened, ''), 'officeDocument') ?? 'word/document.xml'
  if (!opened.has(mainPart)) throw notWord()
  const main = parseXml(opened.read(mainPart), mainPart)
  const body = child(main, 'w:body')
  if (main.name !== 'w:document' || body === null) throw notWord()

  const relationships = relationshipsOf(opened, mainPart)
  const root = (type: string): XmlElement | null => {
    const part = relatedPart(relationships, type)
    const content = part === null ? null : opened.readIfThere(part)
    return part === null || content === null ? null : parseXml(content, part)
  }
  const theme = readTheme(root('theme'))
  const styles = readStyles(root('styles'), theme)
  const document: WordDocument = {
    opened,
    theme,
    styles,
    numbering: readNumbering(root('numbering'), styles),
    notes: new NoteNumbers(),
    doubts: macroDoubts(opened),
  }

  const parts: Part[] = [part('body', readBlocks(startStory(document, relationships, {}), body))]
  parts.push(...readMargins(document, relationships, body, root('settings')))
  parts.push(...readNotes(document, relationships))
  return {
    format: 'docx',
    language: styles.language,
    properties: readDocumentProperties(opened),
    parts,
    doubts: document.doubts,
  }
}

const part = (kind: Part['kind'], blocks: Block[], name: string | null = null, isHidden = false): Part => ({
  kind,
  name,
  isHidden,
  blocks,
})

/** Headers and footers in the order of the sections that use them, each once. */
function readMargins(
  document: WordDocument,
  relationships: ReadonlyMap<string, Relationship>,
  body: XmlElement,
  settings: XmlElement | null,
): Part[] {
  const parts = new Map<string, Part>()
  const hasEvenPages = isOn(settings, 'w:evenAndOddHeaders')
  for (const section of allInside(body, 'w:sectPr')) {
    for (const reference of section.children) {
      const kind =
        reference.name === 'w:headerReference' ? 'header' : reference.name === 'w:footerReference' ? 'footer' : null
      const target = relationships.get(reference.attributes['r:id'] ?? '')?.target
      if (kind === null || target === undefined || parts.has(target)) continue
      const bytes = document.opened.readIfThere(target)
      if (bytes === null) continue
      const pages = reference.attributes['w:type'] ?? 'default'
      const isShown = pages === 'first' ? isOn(section, 'w:titlePg') : pages === 'even' ? hasEvenPages : true
      const story = startStory(document, relationshipsOf(document.opened, target), { part: kind })
      const blocks = readBlocks(story, parseXml(bytes, target))
      if (blocks.length > 0) parts.set(target, part(kind, blocks, null, !isShown))
    }
  }
  return [...parts.values()]
}

function readNotes(document: WordDocument, relationships: ReadonlyMap<string, Relationship>): Part[] {
  const parts: Part[] = []
  const footnotes = readNotePart(document, relationships, 'footnote')
  if (footnotes.length > 0) parts.push(part('footnotes', footnotes))
  const endnotes = readNotePart(document, relationships, 'endnote')
  if (endnotes.length > 0) parts.push(part('footnotes', endnotes, 'Endnotes'))
  const comments = readNotePart(document, relationships, 'comment')
  if (comments.length > 0) parts.push(part('comments', comments))
  return parts
}

/** The notes the text refers to, in the order it does, each headed by its number as a list label. */
function readNotePart(
  document: WordDocument,
  relationships: ReadonlyMap<string, Relationship>,
  kind: 'footnote' | 'endnote' | 'comment',
): Block[] {
  const target = relatedPart(relationships, `${kind}s`)
  const bytes = target === null ? null : document.opened.readIfThere(target)
  if (target === null || bytes === null) return []
  const notes = new Map<string, XmlElement>()
  for (const note of childrenNamed(parseXml(bytes, target), `w:${kind}`)) notes.set(note.attributes['w:id'] ?? '', note)
  const ownRelationships = relationshipsOf(document.opened, target)
  const blocks: Block[] = []
  const read = new Set<string>()
  // A note may itself refer to another (a comment on a footnote), so the list may grow while it is read.
  for (let met = document.notes.met(kind); read.size < met.length; met = document.notes.met(kind)) {
    for (const id of met) {
      if (read.has(id)) continue
      read.add(id)
      const note = notes.get(id)
      if (note === undefined) continue
      const number = document.notes.numberOf(kind, id)
      const label = kind === 'endnote' ? formatNumber('lowerRoman', number) : String(number)
      const place: Place = { part: `${kind} ${label}` }
      const story = startStory(document, ownRelationships, place)
      blocks.push(
        ...headed(readBlocks(story, note), label, kind === 'comment' ? note.attributes['w:author'] : undefined),
      )
    }
  }
  return blocks
}

function headed(blocks: Block[], label: string, author: string | undefined): Block[] {
  const first = blocks[0]
  const list = { label, level: 0, isOrdered: true }
  const by = author?.trim() ? [{ text: `${author.trim()}: `, isBold: true }] : []
  if (first?.kind === 'paragraph') {
    const headedFirst: Paragraph = { ...first, list, runs: [...by, ...first.runs] }
    return [headedFirst, ...blocks.slice(1)]
  }
  return blocks
}

const notWord = (): Refused =>
  new Refused(
    'not-word',
    'This file is not a Word document. Check that it is the right one, or save it again from Word as .docx.',
  )
