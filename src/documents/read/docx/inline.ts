import type { Block, Run } from '../../neutral-document.ts'
import { isSymbolFont, symbolText } from '../../ooxml/symbol-fonts.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { allInside, child, childrenNamed } from '../../ooxml/xml.ts'
import { readDrawing } from './drawings.ts'
import { formatNumber } from './numbering.ts'
import { isOn, isOnWord, type Look, laidOver, readLook, toggledOver, value, wholeNumber } from './properties.ts'
import { doubt, type OpenField, type Story } from './story.ts'

/** The text of one paragraph as it is gathered, and the blocks (text boxes, charts) that hang on it. */
export interface InlineText {
  runs: Run[]
  hanging: Block[]
}

/** Reads what stands in a paragraph: runs, and everything that wraps runs. */
export function readInline(story: Story, container: XmlElement, base: Look): InlineText {
  const text: InlineText = { runs: [], hanging: [] }
  readChildren(new InlineReader(story, base, text), container, { change: story.change, link: null })
  return text
}

interface Around {
  change: 'inserted' | 'deleted' | null
  link: string | null
}

function readChildren(reader: InlineReader, container: XmlElement, around: Around): void {
  for (const element of container.children) {
    switch (element.name) {
      case 'w:pPr':
      case 'w:rPr':
      case 'w:sdtPr':
      case 'w:sdtEndPr':
      case 'w:customXmlPr':
      case 'w:smartTagPr':
        break
      case 'w:r':
        reader.readRun(element, around)
        break
      case 'w:ins':
      case 'w:moveTo':
        readChildren(reader, element, { ...around, change: around.change ?? 'inserted' })
        break
      case 'w:del':
      case 'w:moveFrom':
        readChildren(reader, element, { ...around, change: 'deleted' })
        break
      case 'w:hyperlink':
        readChildren(reader, element, { ...around, link: reader.linkOf(element) ?? around.link })
        break
      case 'w:fldSimple':
        readChildren(reader, element, { ...around, link: addressIn(element.attributes['w:instr']) ?? around.link })
        break
      case 'w:sdt':
        readContentControl(reader, element, around)
        break
      case 'm:oMath':
      case 'm:oMathPara':
        reader.addText(
          allInside(element, 'm:t')
            .map((part) => part.text)
            .join(''),
          {},
          around,
        )
        break
      case 'mc:AlternateContent':
        readChildren(reader, chosenContent(element), around)
        break
      default:
        // Smart tags, custom XML, direction marks and whatever comes later: what they wrap is read.
        readChildren(reader, element, around)
    }
  }
}

/** A content control: its tick box by its state, its text unless it is only the prompt to fill it in. */
function readContentControl(reader: InlineReader, control: XmlElement, around: Around): void {
  const properties = child(control, 'w:sdtPr')
  const content = child(control, 'w:sdtContent')
  const tick = child(properties, 'w14:checkbox')
  if (tick !== null) {
    reader.addText(tickBox(isOnWord(child(tick, 'w14:checked')?.attributes['w14:val'] ?? '0')), {}, around)
  } else if (isPrompt(properties)) {
    reader.sayPrompt(content)
  } else if (content !== null) {
    readChildren(reader, content, around)
  }
}

export const isPrompt = (properties: XmlElement | null): boolean => isOn(properties, 'w:showingPlcHdr')

/** What the newest program that wrote the file meant to be seen; the fallback says the same again for older ones. */
export function chosenContent(alternatives: XmlElement): XmlElement {
  const choice = child(alternatives, 'mc:Choice')
  const fallback = child(alternatives, 'mc:Fallback')
  return (choice !== null && choice.children.length > 0 ? choice : fallback) ?? alternatives
}

const tickBox = (isTicked: boolean): string => (isTicked ? '☒' : '☐')

class InlineReader {
  readonly #story: Story
  readonly #base: Look
  readonly #text: InlineText

  constructor(story: Story, base: Look, text: InlineText) {
    this.#story = story
    this.#base = base
    this.#text = text
  }

  linkOf(hyperlink: XmlElement): string | null {
    const relationship = this.#story.relationships.get(hyperlink.attributes['r:id'] ?? '')
    return relationship?.isExternal === true ? safeAddress(relationship.target) : null
  }

  sayPrompt(content: XmlElement | null): void {
    const words = content === null ? '' : writtenText(content).trim()
    if (words === '') return
    doubt(this.#story, 'info', 'placeholder', `“${words}” is a prompt that nobody has filled in, so it was left out.`)
  }

  readRun(run: XmlElement, around: Around): void {
    const properties = child(run, 'w:rPr')
    const look = this.#lookOf(properties)
    // A run inside <w:ins> may carry its own deletion mark in very old files; the mark on the run wins.
    const here: Around = { ...around, link: this.#fieldLink() ?? around.link }
    for (const element of run.children) this.#readRunContent(element, look, here)
  }

  addText(text: string, look: Look, around: Around): void {
    if (text === '') return
    const next = this.#run(text, look, around)
    const last = this.#text.runs[this.#text.runs.length - 1]
    // Word splits a sentence into many runs; those that look the same are one again.
    if (last !== undefined && last.note === undefined && looksLike(last, next)) last.text += text
    else this.#text.runs.push(next)
  }

  #readRunContent(element: XmlElement, look: Look, around: Around): void {
    switch (element.name) {
      case 'w:t':
        if (!this.#isInsideInstruction()) this.addText(shownText(element.text, look), look, around)
        break
      case 'w:delText':
        if (!this.#isInsideInstruction()) {
          this.addText(shownText(element.text, look), look, { ...around, change: 'deleted' })
        }
        break
      case 'w:tab':
      case 'w:ptab':
        this.addText('\t', look, around)
        break
      case 'w:br':
      case 'w:cr':
        this.addText('\n', look, around)
        break
      case 'w:noBreakHyphen':
        this.addText('-', look, around)
        break
      case 'w:sym':
        this.#addSymbol(element, look, around)
        break
      case 'w:fldChar':
        this.#readFieldMark(element, look, around)
        break
      case 'w:instrText':
        this.#addInstruction(element.text)
        break
      case 'w:footnoteReference':
      case 'w:endnoteReference':
      case 'w:commentReference':
        this.#addNote(element, around)
        break
      case 'w:ruby':
        for (const run of childrenNamed(child(element, 'w:rubyBase'), 'w:r')) this.readRun(run, around)
        break
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#addDrawing(element, look, around)
        break
      case 'mc:AlternateContent': {
        for (const inner of chosenContent(element).children) this.#readRunContent(inner, look, around)
        break
      }
    }
  }

  #run(text: string, look: Look, around: Around): Run {
    const seen = laidOver(this.#base, look)
    const run: Run = { text }
    if (seen.isBold) run.isBold = true
    if (seen.isItalic) run.isItalic = true
    if (seen.isUnderlined) run.isUnderlined = true
    if (seen.isStruck) run.isStruck = true
    if (seen.isHidden || this.#story.isCovered) run.isHidden = true
    if (around.change !== null) run.change = around.change
    if (seen.colour && seen.colour !== '000000') run.colour = seen.colour
    if (seen.fill) run.fill = seen.fill
    if (around.link !== null) run.link = around.link
    if (seen.isSuperscript) run.superscript = true
    return run
  }

  #lookOf(properties: XmlElement | null): Look {
    if (properties === null) return this.#base
    const styleId = value(properties, 'w:rStyle')
    const { styles, theme } = this.#story.document
    const styled = styleId === undefined ? this.#base : toggledOver(this.#base, styles.character(styleId))
    return laidOver(styled, readLook(properties, theme))
  }

  #addSymbol(element: XmlElement, look: Look, around: Around): void {
    const code = Number.parseInt(element.attributes['w:char'] ?? '', 16)
    const font = element.attributes['w:font'] ?? look.font ?? ''
    const sign = Number.isNaN(code) ? null : symbolText(font, code)
    if (sign === null) {
      doubt(this.#story, 'check', 'unknown-symbol', `A sign in the font ${font || 'of the text'} could not be read.`)
    }
    this.addText(sign ?? '\u{FFFD}', look, around)
  }

  #addNote(element: XmlElement, around: Around): void {
    const id = element.attributes['w:id']
    if (id === undefined || around.change === 'deleted') return
    const kind =
      element.name === 'w:commentReference' ? 'comment' : element.name === 'w:endnoteReference' ? 'endnote' : 'footnote'
    const number = this.#story.document.notes.numberOf(kind, id)
    const run = this.#run('', {}, { ...around, link: null })
    run.note = {
      kind: kind === 'comment' ? 'comment' : 'footnote',
      id: kind === 'endnote' ? formatNumber('lowerRoman', number) : String(number),
    }
    this.#text.runs.push(run)
  }

  #addDrawing(element: XmlElement, look: Look, around: Around): void {
    const drawing = readDrawing(this.#story, element)
    for (const sign of drawing.signs) {
      this.addText(sign.text, sign.colour === null ? look : { ...look, colour: sign.colour }, around)
    }
    this.#text.hanging.push(...drawing.blocks)
  }

  #readFieldMark(element: XmlElement, look: Look, around: Around): void {
    const { fields } = this.#story
    const field = fields[fields.length - 1]
    switch (element.attributes['w:fldCharType']) {
      case 'begin':
        this.addText(formFieldText(child(element, 'w:ffData')), look, around)
        if (fields.length < 50) fields.push({ isInResult: false, instruction: '', link: null })
        break
      case 'separate':
        if (field !== undefined) {
          field.isInResult = true
          field.link = addressIn(field.instruction)
        }
        break
      case 'end':
        fields.pop()
        break
    }
  }

  #addInstruction(text: string): void {
    const field = this.#story.fields[this.#story.fields.length - 1]
    if (field !== undefined && field.instruction.length < 5_000) field.instruction += text
  }

  /** Only text of a field inside another's instruction is dropped, so that a field left open loses nothing. */
  #isInsideInstruction(): boolean {
    const { fields } = this.#story
    return fields.length > 1 && fields.slice(0, -1).some((field) => !field.isInResult)
  }

  #fieldLink(): string | null {
    return this.#story.fields.reduce<string | null>((link, field: OpenField) => field.link ?? link, null)
  }
}

/** Old form fields keep their state in data, not in text. Text fields have their text as a result. */
function formFieldText(data: XmlElement | null): string {
  const tick = child(data, 'w:checkBox')
  if (tick !== null)
    return tickBox(child(tick, 'w:checked') === null ? isOn(tick, 'w:default') : isOn(tick, 'w:checked'))
  const list = child(data, 'w:ddList')
  if (list === null) return ''
  const chosen = wholeNumber(value(list, 'w:result') ?? value(list, 'w:default'), 0, 1_000) ?? 0
  return childrenNamed(list, 'w:listEntry')[chosen]?.attributes['w:val'] ?? ''
}

/** Line ends inside text are only the XML's own; soft hyphens show nothing; letters of a sign font are the signs. */
function shownText(text: string, look: Look): string {
  const plain = text.replace(/[\t\r\n]+/g, ' ').replaceAll('\u{AD}', '')
  const font = look.font
  if (font !== undefined && isSymbolFont(font)) {
    return [...plain].map((letter) => symbolText(font, letter.codePointAt(0) ?? 0) ?? letter).join('')
  }
  return /[\u{F000}-\u{F0FF}]/u.test(plain)
    ? [...plain].map((letter) => symbolText('', letter.codePointAt(0) ?? 0) ?? letter).join('')
    : plain
}

const writtenText = (element: XmlElement): string =>
  allInside(element, 'w:t')
    .map((part) => part.text)
    .join('')

function addressIn(instruction: string | undefined): string | null {
  const match = /^\s*HYPERLINK\s+(?:"([^"]*)"|(\S+))/i.exec(instruction ?? '')
  return match === null ? null : safeAddress(match[1] ?? match[2] ?? '')
}

/** Only addresses that are safe to follow are kept as links. */
export const safeAddress = (address: string): string | null =>
  /^(https?:\/\/|mailto:)/i.test(address.trim()) ? address.trim() : null

const lookNames = [
  'isBold',
  'isItalic',
  'isUnderlined',
  'isStruck',
  'isHidden',
  'change',
  'colour',
  'fill',
  'link',
  'superscript',
] as const

const looksLike = (one: Run, other: Run): boolean => lookNames.every((name) => one[name] === other[name])
