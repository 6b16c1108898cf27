/** Notes and threaded comments of a sheet. A thread reads as one comment: who said what, in order. */
import { relationshipsOf } from '../../ooxml/relationships.ts'
import { allInside, child, childrenNamed, parseXml } from '../../ooxml/xml.ts'
import type { OpenedPackage } from '../../safety/zip.ts'
import { cellAddress, cellPosition } from './cell-address.ts'
import { unescaped } from './xlsx-strings.ts'

/** The comments of a sheet by address ("B9"), one text each with lines for replies. */
export function readComments(
  opened: OpenedPackage,
  sheetPart: string,
  people: ReadonlyMap<string, string>,
): Map<string, string> {
  const comments = new Map<string, string>()
  const parts = [...relationshipsOf(opened, sheetPart).values()].filter((each) => !each.isExternal)
  for (const { type, target } of parts) if (type === 'comments') addNotes(opened, target, comments)
  for (const { type, target } of parts) if (type === 'threadedComment') addThreads(opened, target, people, comments)
  return comments
}

/** Display names by the id that threaded comments give them. */
export function readPeople(opened: OpenedPackage, parts: readonly string[]): Map<string, string> {
  const people = new Map<string, string>()
  for (const part of parts) {
    const bytes = opened.readIfThere(part)
    if (bytes === null) continue
    for (const element of allInside(parseXml(bytes, part), localName('person', bytes, part)))
      if (element.attributes.id !== undefined) people.set(element.attributes.id, element.attributes.displayName ?? '')
  }
  return people
}

function addNotes(opened: OpenedPackage, part: string, comments: Map<string, string>): void {
  const bytes = opened.readIfThere(part)
  if (bytes === null) return
  const root = parseXml(bytes, part)
  const authors = childrenNamed(child(root, 'authors'), 'author').map((author) => author.text.trim())
  for (const comment of childrenNamed(child(root, 'commentList'), 'comment')) {
    const position = cellPosition(comment.attributes.ref ?? '')
    if (position === null) continue
    const text = unescaped(
      allInside(child(comment, 'text'), 't')
        .map((each) => each.text)
        .join(''),
    ).trim()
    const author = authors[Number(comment.attributes.authorId ?? -1)] ?? ''
    // Excel puts the author's name in the text; other programs do not. "tc=" marks the stand-in for a thread.
    const isNamed = author === '' || author.startsWith('tc=') || text.startsWith(author)
    if (text !== '') comments.set(cellAddress(position.row, position.column), isNamed ? text : `${author}: ${text}`)
  }
}

function addThreads(
  opened: OpenedPackage,
  part: string,
  people: ReadonlyMap<string, string>,
  comments: Map<string, string>,
): void {
  const bytes = opened.readIfThere(part)
  if (bytes === null) return
  const addresses = new Map<string, string>()
  const threads = new Map<string, string[]>()
  for (const element of parseXml(bytes, part).children) {
    const { id = '', ref, parentId = '', personId = '', dT = '' } = element.attributes
    const position = ref === undefined ? null : cellPosition(ref)
    const address = addresses.get(parentId) ?? (position === null ? null : cellAddress(position.row, position.column))
    const text =
      allInside(element, element.children.find((each) => each.name.endsWith('text'))?.name ?? 'text')[0]?.text.trim() ??
      ''
    if (address === null || text === '') continue
    addresses.set(id, address)
    const who = people.get(personId) ?? ''
    const when = /^\d{4}-\d\d-\d\d/.exec(dT)?.[0] ?? ''
    const said = [who, when === '' ? '' : `(${when})`].filter((word) => word !== '').join(' ')
    const line = said === '' ? text : `${said}: ${text}`
    const thread = threads.get(address)
    if (thread === undefined) threads.set(address, [line])
    else thread.push(line)
  }
  for (const [address, lines] of threads) comments.set(address, lines.join('\n'))
}

function localName(name: string, bytes: Uint8Array, part: string): string {
  const found = parseXml(bytes, part).children.find((each) => each.name.endsWith(name))
  return found?.name ?? name
}
