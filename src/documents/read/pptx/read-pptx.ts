import type { Block, NeutralDocument, Paragraph, Part, ReadingDoubt } from '../../neutral-document.ts'
import { readDocumentProperties } from '../../ooxml/document-properties.ts'
import { macroDoubts } from '../../ooxml/macros.ts'
import { type Relationship, relatedPart, relationshipsOf } from '../../ooxml/relationships.ts'
import { allInside, child, childrenNamed, firstInside, parseXml, type XmlElement } from '../../ooxml/xml.ts'
import { Refused } from '../../safety/refused.ts'
import { type OpenedPackage, openPackage } from '../../safety/zip.ts'
import { type Backgrounds, readBackgrounds } from './backgrounds.ts'
import { readShapes, type Slide } from './shapes.ts'

/**
 * Reads a PowerPoint presentation: a part a slide in the order they are shown, each followed by its speaker notes, then the
 * comments and the footer texts. Throws Refused when the bytes are no presentation, or damaged, protected or boundless.
 */
export async function readPptx(bytes: Uint8Array): Promise<NeutralDocument> {
  const opened = await openPackage(bytes)
  const mainPart = relatedPart(relationshipsOf(opened, ''), 'officeDocument') ?? 'ppt/presentation.xml'
  if (!opened.has(mainPart)) throw notPowerPoint()
  const presentation = parseXml(opened.read(mainPart), mainPart)
  if (presentation.name !== 'p:presentation') throw notPowerPoint()

  const relationships = relationshipsOf(opened, mainPart)
  const backgrounds = readBackgrounds(opened)
  const doubts = macroDoubts(opened)
  const parts: Part[] = []
  const comments: Block[] = []
  const footers = new Map<string, Paragraph>()
  let language: string | null = null
  let number = 0
  for (const entry of childrenNamed(child(presentation, 'p:sldIdLst'), 'p:sldId')) {
    const target = relationships.get(entry.attributes['r:id'] ?? '')?.target
    const content = target === undefined ? null : opened.readIfThere(target)
    if (target === undefined || content === null) continue
    number++
    const root = parseXml(content, target)
    language ??= firstInside(root, 'a:rPr')?.attributes.lang ?? null
    const slide = startSlide(opened, target, `slide ${number}`, backgrounds, doubts)
    parts.push(...readSlide(slide, root))
    comments.push(...readComments(slide))
    for (const footer of slide.footers) footers.set(footer.runs.map((run) => run.text).join(''), footer)
  }
  if (comments.length > 0) parts.push({ kind: 'comments', name: null, isHidden: false, blocks: comments })
  if (footers.size > 0) parts.push({ kind: 'footer', name: null, isHidden: false, blocks: [...footers.values()] })
  return { format: 'pptx', language, properties: readDocumentProperties(opened), parts, doubts }
}

function startSlide(
  opened: OpenedPackage,
  part: string,
  place: string,
  backgrounds: Backgrounds,
  doubts: ReadingDoubt[],
): Slide {
  const relationships = relationshipsOf(opened, part)
  return {
    opened,
    relationships,
    background: backgrounds.behind(relatedPart(relationships, 'slideLayout')),
    place: { part: place },
    doubts,
    tables: 0,
    titles: [],
    footers: [],
  }
}

function readSlide(slide: Slide, root: XmlElement): Part[] {
  const blocks = readShapes(slide, firstInside(root, 'p:spTree'))
  const titles = slide.titles.map((title) => title.runs.map((run) => run.text).join(''))
  const name = titles.join(' ').replace(/\s+/g, ' ').trim().slice(0, 200) || null
  const isHidden = /^(0|false)$/.test(root.attributes.show ?? '')
  if (isHidden) {
    const message = 'This slide is hidden. It is offered, not taken.'
    slide.doubts.push({ severity: 'info', code: 'hidden-slide', message, at: slide.place })
  }
  const parts: Part[] = [{ kind: 'slide', name, isHidden, blocks: [...slide.titles, ...blocks] }]
  const notes = readNotes(slide)
  if (notes.length > 0) parts.push({ kind: 'speaker-notes', name, isHidden, blocks: notes })
  return parts
}

function readNotes(slide: Slide): Block[] {
  const part = relatedPart(slide.relationships, 'notesSlide')
  const bytes = part === null ? null : slide.opened.readIfThere(part)
  if (part === null || bytes === null) return []
  const notes: Slide = {
    ...slide,
    relationships: relationshipsOf(slide.opened, part),
    place: { part: `notes of ${slide.place.part}` },
    tables: 0,
    titles: [],
    footers: [],
    // Notes repeat a picture of the slide, which is not a picture the reader missed.
    doubts: [],
  }
  return readShapes(notes, firstInside(parseXml(bytes, part), 'p:spTree'))
}

/** Old comments hold one text, new ones hold paragraphs and replies; either way what was written is read in order. */
function readComments(slide: Slide): Block[] {
  const found: Block[] = []
  for (const relationship of slide.relationships.values()) {
    if (relationship.type !== 'comments' || relationship.isExternal) continue
    for (const text of commentTexts(slide.opened, relationship)) {
      found.push({ kind: 'paragraph', headingLevel: null, runs: [{ text }], list: null, at: slide.place })
    }
  }
  return found
}

function commentTexts(opened: OpenedPackage, relationship: Relationship): string[] {
  const bytes = opened.readIfThere(relationship.target)
  if (bytes === null) return []
  const root = parseXml(bytes, relationship.target)
  const old = allInside(root, 'p:text').map((text) => text.text)
  const recent = allInside(root, 'a:p').map((paragraph) =>
    allInside(paragraph, 'a:t')
      .map((run) => run.text)
      .join(''),
  )
  return [...old, ...recent].filter((text) => text.trim() !== '')
}

const notPowerPoint = (): Refused =>
  new Refused(
    'not-powerpoint',
    'This file is not a PowerPoint presentation. Check that it is the right one, or save it again from PowerPoint as .pptx.',
  )
