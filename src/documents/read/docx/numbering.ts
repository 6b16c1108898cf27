import { isSymbolFont, symbolText } from '../../ooxml/symbol-fonts.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { child, childAt, childrenNamed } from '../../ooxml/xml.ts'
import { isOn, value, wholeNumber } from './properties.ts'
import type { Styles } from './styles.ts'

export interface ListLabel {
  label: string
  level: number
  isOrdered: boolean
}

/** The list labels Word shows but does not store. Asked once per paragraph, in reading order: counters move as it answers. */
export interface Numbering {
  /** Null where the list is unknown or turned off (numId 0). */
  next(numId: string, level: number | null, styleId: string | null): ListLabel | null
}

export function readNumbering(root: XmlElement | null, styles: Styles): Numbering {
  const abstracts = new Map<string, AbstractList>()
  const lists = new Map<string, List>()
  for (const element of childrenNamed(root, 'w:abstractNum')) {
    const id = element.attributes['w:abstractNumId']
    if (id !== undefined) abstracts.set(id, readAbstract(element))
  }
  for (const element of childrenNamed(root, 'w:num')) {
    const id = element.attributes['w:numId']
    if (id !== undefined) lists.set(id, readList(element))
  }

  /** A list may point to a list style, which points to the list that has the levels. */
  const abstractOf = (list: List): AbstractList | null => {
    let found = abstracts.get(list.abstractId) ?? null
    for (let steps = 0; found?.styleLink && found.levels.size === 0 && steps < 5; steps++) {
      const linked = lists.get(styles.listNumId(found.styleLink) ?? '')
      found = linked === undefined ? null : (abstracts.get(linked.abstractId) ?? null)
    }
    return found
  }

  return {
    next(numId, askedLevel, styleId) {
      const list = lists.get(numId)
      const abstract = list === undefined ? null : abstractOf(list)
      if (list === undefined || abstract === null) return null
      const level = askedLevel ?? levelOfStyle(abstract, styleId) ?? 0
      const definition = levelOf(list, abstract, level)
      if (definition === null) return null
      count(list, abstract, level, definition)
      return label(list, abstract, level, definition)
    },
  }
}

interface Level {
  start: number
  format: string
  text: string
  font: string
  /** The 1-based level whose use starts this one again; 0 for never; null for any level above. */
  restart: number | null
  isLegal: boolean
  styleId: string | null
}

interface AbstractList {
  levels: Map<number, Level>
  styleLink: string | null
  /** Shared by every list made from this one, as Word and LibreOffice count. */
  counters: Map<number, number>
}

interface List {
  abstractId: string
  overrides: Map<number, { start: number | null; level: Level | null; isUsed: boolean }>
}

function readAbstract(element: XmlElement): AbstractList {
  const levels = new Map<number, Level>()
  for (const level of childrenNamed(element, 'w:lvl')) {
    const at = wholeNumber(level.attributes['w:ilvl'], 0, 8)
    if (at !== null) levels.set(at, readLevel(level))
  }
  return { levels, styleLink: value(element, 'w:numStyleLink') ?? null, counters: new Map() }
}

function readLevel(element: XmlElement): Level {
  const hasPicture = child(element, 'w:lvlPicBulletId') !== null
  return {
    start: wholeNumber(value(element, 'w:start'), 0, 100_000) ?? 0,
    format: hasPicture ? 'bullet' : (value(element, 'w:numFmt') ?? 'decimal'),
    text: hasPicture ? '•' : (value(element, 'w:lvlText') ?? ''),
    font: childAt(element, 'w:rPr', 'w:rFonts')?.attributes['w:ascii'] ?? '',
    restart: wholeNumber(value(element, 'w:lvlRestart'), 0, 9),
    isLegal: isOn(element, 'w:isLgl'),
    styleId: value(element, 'w:pStyle') ?? null,
  }
}

function readList(element: XmlElement): List {
  const overrides: List['overrides'] = new Map()
  for (const override of childrenNamed(element, 'w:lvlOverride')) {
    const at = wholeNumber(override.attributes['w:ilvl'], 0, 8)
    if (at === null) continue
    const level = child(override, 'w:lvl')
    overrides.set(at, {
      start: wholeNumber(value(override, 'w:startOverride'), 0, 100_000),
      level: level === null ? null : readLevel(level),
      isUsed: false,
    })
  }
  return { abstractId: value(element, 'w:abstractNumId') ?? '', overrides }
}

function levelOfStyle(abstract: AbstractList, styleId: string | null): number | null {
  for (const [at, level] of abstract.levels) if (styleId !== null && level.styleId === styleId) return at
  return null
}

const levelOf = (list: List, abstract: AbstractList, level: number): Level | null =>
  list.overrides.get(level)?.level ?? abstract.levels.get(level) ?? null

function count(list: List, abstract: AbstractList, level: number, definition: Level): void {
  const override = list.overrides.get(level)
  const before = abstract.counters.get(level)
  const restart = override?.start ?? null
  if (override !== undefined && restart !== null && !override.isUsed) abstract.counters.set(level, restart)
  else abstract.counters.set(level, before === undefined ? (restart ?? definition.start) : before + 1)
  if (override !== undefined) override.isUsed = true
  for (const deeper of [...abstract.counters.keys()]) {
    if (deeper <= level) continue
    const rule = levelOf(list, abstract, deeper)?.restart ?? null
    if (rule === null || (rule > 0 && level < rule)) abstract.counters.delete(deeper)
  }
}

function label(list: List, abstract: AbstractList, level: number, definition: Level): ListLabel {
  if (definition.format === 'bullet') {
    return {
      label: [...definition.text].map((sign) => bulletSign(sign, definition.font)).join(''),
      level,
      isOrdered: false,
    }
  }
  const text = definition.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1
    const from = levelOf(list, abstract, at)
    const number = abstract.counters.get(at) ?? list.overrides.get(at)?.start ?? from?.start ?? 1
    return formatNumber(definition.isLegal ? 'decimal' : (from?.format ?? 'decimal'), number)
  })
  return { label: text.trim(), level, isOrdered: /%[1-9]/.test(definition.text) && text.trim() !== '' }
}

function bulletSign(sign: string, font: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0xf000 && code <= 0xf0ff) return symbolText(font, code) ?? '•'
  return isSymbolFont(font) ? (symbolText(font, code) ?? '•') : sign
}

/** A list number as written by a `w:numFmt`. Unknown formats are written in figures. */
export function formatNumber(format: string, number: number): string {
  switch (format) {
    case 'lowerRoman':
      return roman(number)
    case 'upperRoman':
      return roman(number).toUpperCase()
    case 'lowerLetter':
      return letters(number)
    case 'upperLetter':
      return letters(number).toUpperCase()
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'ordinal':
      return `${number}${ordinalEnding(number)}`
    case 'cardinalText':
      return cardinals[number] ?? String(number)
    case 'ordinalText':
      return ordinals[number] ?? `${number}${ordinalEnding(number)}`
    case 'decimalEnclosedCircle':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : String(number)
    case 'none':
      return ''
    default:
      return String(number)
  }
}

const romanSigns: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let rest = number
  let written = ''
  for (const [worth, sign] of romanSigns) {
    while (rest >= worth) {
      written += sign
      rest -= worth
    }
  }
  return written
}

/** a … z, aa, bb … as Word repeats them. */
function letters(number: number): string {
  if (number < 1 || number > 780) return String(number)
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.floor((number - 1) / 26) + 1)
}

function ordinalEnding(number: number): string {
  const tens = number % 100
  if (tens >= 11 && tens <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'
}

const cardinals: Readonly<Record<number, string>> = Object.fromEntries(
  'One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ').map((word, at) => [at + 1, word]),
)
const ordinals: Readonly<Record<number, string>> = Object.fromEntries(
  'First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth'
    .split(' ')
    .map((word, at) => [at + 1, word]),
)
