import type { NeutralDocument } from '../neutral-document.ts'
import type { OpenedPackage } from '../safety/zip.ts'
import { relatedPart, relationshipsOf } from './relationships.ts'
import { child, parseXml, type XmlElement } from './xml.ts'

/** Title, author and day of the last change as the package's core properties say; null where they say nothing. */
export function readDocumentProperties(opened: OpenedPackage): NeutralDocument['properties'] {
  const part = relatedPart(relationshipsOf(opened, ''), 'core-properties')
  const bytes = part === null ? null : opened.readIfThere(part)
  if (part === null || bytes === null) return { title: null, author: null, modified: null }
  const root = parseXml(bytes, part)
  return {
    title: words(root, 'dc:title'),
    author: words(root, 'dc:creator') ?? words(root, 'cp:lastModifiedBy'),
    modified: words(root, 'dcterms:modified'),
  }
}

const words = (root: XmlElement, name: string): string | null => child(root, name)?.text.trim() || null
