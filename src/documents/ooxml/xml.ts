import { SaxesParser } from 'saxes'
import { Refused } from '../safety/refused.ts'

/**
 * One element of an office document. Names carry the usual prefix of their namespace ("w:p", "a:t", "r:id") whatever prefix
 * the file chose, transitional or strict; spreadsheet, relationship and content-type elements carry none ("row").
 * `text` is all character data directly inside, joined: office formats never mix text and elements where order matters.
 */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

export interface XmlLimits {
  /** Of the part, unpacked. */
  bytes: number
  depth: number
  elements: number
  /** Of one element. */
  attributes: number
}

export const xmlLimits: XmlLimits = { bytes: 200_000_000, depth: 256, elements: 10_000_000, attributes: 256 }

/** A tree costs some 300 bytes an element; a plan of 600 actions has 40,000 in one megabyte. */
export const xmlTreeLimits: XmlLimits = { ...xmlLimits, bytes: 60_000_000, elements: 1_500_000 }

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(text: string): void
}

/** Reads one part into a tree. `part` names it in the refusal. Throws Refused for a DOCTYPE, broken or boundless XML. */
export function parseXml(source: Uint8Array | string, part: string, limits: XmlLimits = xmlTreeLimits): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open: XmlElement[] = [root]
  let current = root
  walkXml(
    source,
    part,
    {
      open(name, attributes) {
        const element: XmlElement = { name, attributes, children: [], text: '' }
        current.children.push(element)
        open.push(element)
        current = element
      },
      close() {
        open.pop()
        current = open[open.length - 1] ?? root
      },
      text(text) {
        current.text += text
      },
    },
    limits,
  )
  const top = root.children[0]
  if (top === undefined) throw brokenXml(part)
  return top
}

/** Reads one part as events, for parts too large to hold as a tree. The same refusals as `parseXml`. */
export function walkXml(
  source: Uint8Array | string,
  part: string,
  handler: XmlHandler,
  limits: XmlLimits = xmlLimits,
): void {
  if (source.length > limits.bytes) throw boundless(part, 'is far larger than any plan')
  const parser = new SaxesParser({ position: false })
  const scopes: Scope[] = [new Scope(new Map())]
  const names: string[] = []
  let elements = 0
  let attributeCount = 0
  let declaresPrefix = false

  parser.on('doctype', () => {
    throw new Refused(
      'doctype',
      `This file holds a document type declaration in ${part}, which office programs never write and which can be used for attacks, so it was not read. Save the plan again from Word, Excel or PowerPoint.`,
    )
  })
  // Counting attributes as they come spares a look through every element's: most have none, and few declare a prefix.
  parser.on('attribute', ({ name }) => {
    attributeCount++
    if (attributeCount > limits.attributes) throw boundless(part, 'has an element with more attributes than any plan')
    if (name.startsWith('xmlns')) declaresPrefix = true
  })
  parser.on('opentag', (tag) => {
    elements++
    if (elements > limits.elements) throw boundless(part, 'has more elements than a plan could need')
    if (names.length >= limits.depth) throw boundless(part, 'is nested deeper than any plan')
    const written = tag.attributes as Record<string, string>
    const outer = scopes[scopes.length - 1] as Scope
    const scope = declaresPrefix ? outer.within(written) : outer
    const name = scope.elementName(tag.name)
    const attributes = attributeCount === 0 ? noAttributes : scope.attributes(written)
    attributeCount = 0
    declaresPrefix = false
    scopes.push(scope)
    names.push(name)
    handler.open(name, attributes)
  })
  parser.on('closetag', () => {
    scopes.pop()
    handler.close(names.pop() ?? '')
  })
  parser.on('text', (text) => handler.text(text))
  parser.on('cdata', (text) => handler.text(text))

  try {
    parser.write(typeof source === 'string' ? source : decodeXml(source)).close()
  } catch (error) {
    if (error instanceof Refused) throw error
    throw brokenXml(part)
  }
}

export function child(element: XmlElement | null | undefined, name: string): XmlElement | null {
  if (!element) return null
  for (const candidate of element.children) if (candidate.name === name) return candidate
  return null
}

export const childrenNamed = (element: XmlElement | null | undefined, name: string): XmlElement[] =>
  element ? element.children.filter((candidate) => candidate.name === name) : []

/** The element at the end of a path of first children: `childAt(cell, 'w:tcPr', 'w:shd')`. */
export function childAt(element: XmlElement | null | undefined, ...path: string[]): XmlElement | null {
  let here = element ?? null
  for (const name of path) here = child(here, name)
  return here
}

/** The first element of that name anywhere inside, in document order. */
export function firstInside(element: XmlElement | null | undefined, name: string): XmlElement | null {
  if (!element) return null
  for (const candidate of element.children) {
    if (candidate.name === name) return candidate
    const inside = firstInside(candidate, name)
    if (inside !== null) return inside
  }
  return null
}

/** All elements of that name anywhere inside, in document order. Does not look inside the ones found. */
export function allInside(
  element: XmlElement | null | undefined,
  name: string,
  found: XmlElement[] = [],
): XmlElement[] {
  if (!element) return found
  for (const candidate of element.children) {
    if (candidate.name === name) found.push(candidate)
    else allInside(candidate, name, found)
  }
  return found
}

/** UTF-8 unless a byte order mark, or the pattern of "<?" in two bytes, says UTF-16. */
export function decodeXml(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return decode('utf-16le', bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return decode('utf-16be', bytes)
  return decode('utf-8', bytes)
}

const decode = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes)

/** The prefixes in force at one element, with every name already met under them, so that each is worked out once. */
class Scope {
  readonly #prefixes: ReadonlyMap<string, string>
  readonly #elementNames = new Map<string, string>()
  readonly #attributeNames = new Map<string, string>()
  /** True while every prefix is the usual one, so that attributes can be handed on as they are. */
  readonly #isUsual: boolean

  constructor(prefixes: ReadonlyMap<string, string>) {
    this.#prefixes = prefixes
    this.#isUsual = [...prefixes].every(([prefix, usual]) => prefix === '' || prefix === usual)
  }

  within(attributes: Readonly<Record<string, string>>): Scope {
    const declared = new Map(this.#prefixes)
    for (const name in attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
      const prefix = name.slice(6)
      declared.set(prefix, usualPrefixes[attributes[name] ?? ''] ?? prefix)
    }
    return new Scope(declared)
  }

  elementName(written: string): string {
    let name = this.#elementNames.get(written)
    if (name === undefined) {
      name = this.#usualName(written, this.#prefixes.get('') ?? '')
      this.#elementNames.set(written, name)
    }
    return name
  }

  attributes(written: Record<string, string>): Readonly<Record<string, string>> {
    if (this.#isUsual) return written
    const usual: Record<string, string> = Object.create(null)
    for (const key in written) usual[this.#attributeName(key)] = written[key] ?? ''
    return usual
  }

  #attributeName(written: string): string {
    let name = this.#attributeNames.get(written)
    if (name === undefined) {
      name = this.#usualName(written, '')
      this.#attributeNames.set(written, name)
    }
    return name
  }

  #usualName(written: string, unprefixed: string): string {
    const colon = written.indexOf(':')
    const prefix = colon < 0 ? unprefixed : (this.#prefixes.get(written.slice(0, colon)) ?? written.slice(0, colon))
    const local = colon < 0 ? written : written.slice(colon + 1)
    return prefix === '' ? local : `${prefix}:${local}`
  }
}

/** One empty object for all elements without attributes halves the memory of a large document. */
const noAttributes: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

const transitional = 'http://schemas.openxmlformats.org'
const strict = 'http://purl.oclc.org/ooxml'
const microsoft = 'http://schemas.microsoft.com/office'

const usualPrefixes: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  [`${transitional}/wordprocessingml/2006/main`]: 'w',
  [`${strict}/wordprocessingml/main`]: 'w',
  [`${transitional}/spreadsheetml/2006/main`]: '',
  [`${strict}/spreadsheetml/main`]: '',
  [`${transitional}/presentationml/2006/main`]: 'p',
  [`${strict}/presentationml/main`]: 'p',
  [`${transitional}/drawingml/2006/main`]: 'a',
  [`${strict}/drawingml/main`]: 'a',
  [`${transitional}/drawingml/2006/chart`]: 'c',
  [`${strict}/drawingml/chart`]: 'c',
  [`${transitional}/drawingml/2006/diagram`]: 'dgm',
  [`${strict}/drawingml/diagram`]: 'dgm',
  [`${transitional}/drawingml/2006/picture`]: 'pic',
  [`${strict}/drawingml/picture`]: 'pic',
  [`${transitional}/drawingml/2006/wordprocessingDrawing`]: 'wp',
  [`${strict}/drawingml/wordprocessingDrawing`]: 'wp',
  [`${transitional}/drawingml/2006/spreadsheetDrawing`]: 'xdr',
  [`${strict}/drawingml/spreadsheetDrawing`]: 'xdr',
  [`${transitional}/officeDocument/2006/relationships`]: 'r',
  [`${strict}/officeDocument/relationships`]: 'r',
  [`${transitional}/officeDocument/2006/math`]: 'm',
  [`${strict}/officeDocument/math`]: 'm',
  [`${transitional}/markup-compatibility/2006`]: 'mc',
  [`${transitional}/package/2006/relationships`]: '',
  [`${transitional}/package/2006/content-types`]: '',
  [`${transitional}/package/2006/metadata/core-properties`]: 'cp',
  [`${transitional}/officeDocument/2006/extended-properties`]: '',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  [`${microsoft}/word/2010/wordml`]: 'w14',
  [`${microsoft}/word/2012/wordml`]: 'w15',
  [`${microsoft}/word/2010/wordprocessingShape`]: 'wps',
  [`${microsoft}/word/2010/wordprocessingGroup`]: 'wpg',
  [`${microsoft}/word/2010/wordprocessingCanvas`]: 'wpc',
  [`${microsoft}/drawing/2008/diagram`]: 'dsp',
  [`${microsoft}/drawing/2014/chartex`]: 'cx',
  [`${microsoft}/drawing/2017/decorative`]: 'adec',
  [`${microsoft}/spreadsheetml/2009/9/main`]: 'x14',
  [`${microsoft}/excel/2006/main`]: 'xm',
})

const brokenXml = (part: string): Refused =>
  new Refused(
    'damaged',
    `This file is damaged: its part ${part} cannot be read. Open it in the program it was made with, save it again under a new name, and use that copy.`,
  )

const boundless = (part: string, what: string): Refused =>
  new Refused(
    'too-large',
    `This file was not read because ${part} ${what}. Copy the plan into a new document and use that.`,
  )
