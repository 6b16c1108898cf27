import { parseXml, type XmlElement } from '../../src/documents/ooxml/xml.ts'
import { openPackage } from '../../src/documents/safety/zip.ts'
import { buildZip } from '../support/documents/zip-builder.ts'

/** Numbers that look random and are the same for the same seed, so that a failure can be had again. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 2654435761 + 0x9e3779b9) >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('Nothing to choose from')
    return choice
  }
}

/** A good file made bad in one to three ways. Packages are also changed inside, with right checksums, so that readers meet the change. */
export async function mutate(good: Uint8Array, chance: Chance): Promise<Uint8Array> {
  const isPackage = good[0] === 0x50 && good[1] === 0x4b
  if (!isPackage)
    return isText(good) && chance.next() < 0.6
      ? Buffer.from(spliceText(Buffer.from(good).toString('latin1'), chance), 'latin1')
      : mutateBytes(good, chance)
  return chance.next() < 0.15 ? mutateBytes(good, chance) : mutatePackage(good, chance)
}

const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 2_000).includes(0)

function mutateBytes(good: Uint8Array, chance: Chance): Uint8Array {
  let bytes = Buffer.from(good)
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const at = chance.below(bytes.length)
    const length = 1 + chance.below(Math.min(200, bytes.length - at))
    switch (chance.below(7)) {
      case 0:
        for (let count = 1 + chance.below(20); count > 0; count--) bytes[chance.below(bytes.length)] = chance.below(256)
        break
      case 1:
        bytes = bytes.subarray(0, Math.max(1, at))
        break
      case 2:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(Array.from({ length }, () => chance.below(256))),
          bytes.subarray(at),
        ])
        break
      case 3:
        bytes.fill(chance.of([0, 0xff, 0x20]), at, at + length)
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
        break
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
        break
      default:
        if (at + 4 <= bytes.length) bytes.writeUInt32LE(chance.of([0, 1, 0x7fffffff, 0xffffffff, 0x10000]), at)
    }
  }
  return new Uint8Array(bytes)
}

async function mutatePackage(good: Uint8Array, chance: Chance): Promise<Uint8Array> {
  const opened = await openPackage(good)
  const parts = opened.names.map((name) => ({ name, content: Buffer.from(opened.read(name)) }))
  for (let times = 1 + chance.below(2); times > 0; times--) {
    const part = chance.of(parts)
    switch (chance.below(15)) {
      case 0:
        if (parts.length > 1) parts.splice(parts.indexOf(part), 1)
        break
      case 1: {
        const other = chance.of(parts)
        ;[part.content, other.content] = [other.content, part.content]
        break
      }
      case 2:
        part.content = Buffer.alloc(0)
        break
      case 3:
        part.content = Buffer.from(mutateBytes(part.content.length > 0 ? part.content : Buffer.from(' '), chance))
        break
      case 4:
        part.content = Buffer.from(spliceText(part.content.toString('utf8'), chance), 'utf8')
        break
      default:
        // Mostly still XML, so that the change is met by what reads the document and not only by the XML reader.
        part.content = Buffer.from(mutateXml(part.content, chance))
    }
  }
  return buildZip(parts)
}

/** Changes that leave the XML well formed: elements dropped, repeated, moved and wrapped, values and text made absurd. */
function mutateXml(good: Uint8Array, chance: Chance): Uint8Array {
  let root: XmlElement
  try {
    root = parseXml(good, 'part')
  } catch {
    return good
  }
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const all = everyElement(root)
    const parent = chance.of(all)
    const at = chance.below(parent.children.length)
    const element = parent.children[at]
    if (element === undefined) {
      parent.text = chance.of(['', ' ', 'x'.repeat(10_000), '\u{F0FC}', '1e309', '31/02/2027'])
      continue
    }
    switch (chance.below(7)) {
      case 0:
        parent.children.splice(at, 1)
        break
      case 1:
        parent.children.splice(at, 0, ...Array.from({ length: chance.of([1, 30, 300]) }, () => element))
        break
      case 2:
        parent.children.splice(at, 1)
        chance.of(everyElement(root)).children.push(element)
        break
      case 3:
        parent.children[at] = { ...chance.of(all), children: [element] }
        break
      case 4:
        parent.children[at] = { ...element, name: chance.of(all).name }
        break
      case 5:
        parent.children[at] = { ...element, children: chance.of(all).children }
        break
      default: {
        const name = chance.of([...Object.keys(element.attributes), 'w:val'])
        const value = chance.of([...absurdNumbers, ...absurdValues])
        if (!name.startsWith('xmlns'))
          parent.children[at] = { ...element, attributes: { ...element.attributes, [name]: value } }
      }
    }
  }
  return Buffer.from(serialise(root, { left: 50_000 }), 'utf8')
}

function everyElement(root: XmlElement, found: XmlElement[] = [], depth = 0): XmlElement[] {
  // Moving elements about may have made a ring, so both how many and how deep have an end.
  if (found.length >= 5_000 || depth > 100) return found
  found.push(root)
  for (const child of root.children) everyElement(child, found, depth + 1)
  return found
}

function serialise(element: XmlElement, budget: { left: number }, depth = 0): string {
  if (budget.left-- < 0 || depth > 200) return ''
  const escaped = (text: string): string =>
    text.replace(/[<>&"\u0000-\u0008]/g, (sign) => `&#${Math.max(9, sign.charCodeAt(0))};`)
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const inside = element.children.map((child) => serialise(child, budget, depth + 1)).join('')
  return `<${element.name}${attributes.join('')}>${escaped(element.text)}${inside}</${element.name}>`
}

/** Changes to XML, HTML, PDF and plain text alike: tags, values and numbers moved, repeated, dropped or made absurd. */
function spliceText(good: string, chance: Chance): string {
  let text = good
  for (let times = 1 + chance.below(3); times > 0; times--) {
    switch (chance.below(9)) {
      case 0:
        text = replaceOne(text, /<[^>]{1,400}>/g, chance, () => '')
        break
      case 1:
        text = replaceOne(text, /<[^>]{1,400}>/g, chance, (tag) => tag.repeat(chance.of([2, 50, 400])))
        break
      case 2:
        text = replaceOne(text, /\d+/g, chance, () => chance.of(absurdNumbers))
        break
      case 3:
        text = replaceOne(text, /="[^"]{0,200}"/g, chance, () => `="${chance.of(absurdValues)}"`)
        break
      case 4:
        text = replaceOne(text, /<(\w+:?\w*)\b[^<]*<\/\1>/g, chance, (element) =>
          element.repeat(chance.of([0, 2, 300])),
        )
        break
      case 5:
        text = replaceOne(text, /[\w.]+:[\w.]+/g, chance, () => chance.of(names))
        break
      case 6: {
        const at = chance.below(text.length)
        text = text.slice(0, at) + chance.of(insertions) + text.slice(at)
        break
      }
      case 7: {
        const [from, to, target] = [chance.below(text.length), chance.below(text.length), chance.below(text.length)]
        text = text.slice(0, target) + text.slice(Math.min(from, to), Math.min(from, to) + 2_000) + text.slice(target)
        break
      }
      default:
        text = text.slice(0, chance.below(text.length))
    }
  }
  return text
}

function replaceOne(text: string, pattern: RegExp, chance: Chance, change: (found: string) => string): string {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return text
  const match = chance.of(matches)
  return text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length)
}

const absurdNumbers = [
  '-1',
  '0',
  '999999999999999999999',
  '1e309',
  'NaN',
  '',
  '2147483648',
  '0x7fffffff',
  '1.5',
  '٣',
  '65536',
]

const absurdValues = [
  '',
  ' ',
  '-1',
  '99999999999',
  'A1:XFD1048576',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '\u0000',
  '&#0;',
  '&amp;',
  '<',
  '%n',
  'rId1',
  'true',
  'x'.repeat(5_000),
]

const names = [
  'w:p',
  'w:tbl',
  'w:tc',
  'w:r',
  'w:sdt',
  'w:vMerge',
  'mc:AlternateContent',
  'w:txbxContent',
  'a:t',
  'p:sp',
  'a:tbl',
  'x:y',
  'xmlns:w',
]

const insertions = [
  '<!DOCTYPE x [<!ENTITY e "e">]>',
  '&e;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '\u0000',
  '\ufeff',
  '\ud800',
  '<w:p>',
  '</w:p>',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '(',
  ')',
  '<<',
  '>>',
  '<table>',
  '</table>',
  '<td colspan=99999999 rowspan=99999999>',
  '|',
  '=cmd',
  '\u202e',
]
