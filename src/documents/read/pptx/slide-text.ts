import type { Paragraph, Place, Run } from '../../neutral-document.ts'
import { isSymbolFont, symbolText } from '../../ooxml/symbol-fonts.ts'
import { drawingColour, visibleFill } from '../../ooxml/theme.ts'
import { allInside, child, childrenNamed, type XmlElement } from '../../ooxml/xml.ts'
import { ListCounter } from './list-counter.ts'
import type { Slide } from './shapes.ts'

/** The paragraphs of a text body that say something. `inherited` are list styles below the body's own, nearest first. */
export function readSlideText(
  slide: Slide,
  body: XmlElement | null,
  inherited: readonly XmlElement[],
  at: Place,
): Paragraph[] {
  const own = child(body, 'a:lstStyle')
  const counter = new ListCounter(own === null ? inherited : [own, ...inherited])
  const paragraphs: Paragraph[] = []
  for (const element of childrenNamed(body, 'a:p')) {
    const runs = readRuns(slide, element)
    if (runs.every((run) => run.text.trim() === '')) continue
    paragraphs.push({ kind: 'paragraph', headingLevel: null, runs, list: counter.next(child(element, 'a:pPr')), at })
  }
  return paragraphs
}

function readRuns(slide: Slide, paragraph: XmlElement): Run[] {
  const runs: Run[] = []
  for (const element of paragraph.children) {
    const { text, isBreak } = textOf(element)
    if (text === '') continue
    const run = isBreak ? { text } : styledRun(slide, text, child(element, 'a:rPr'))
    const last = runs[runs.length - 1]
    if (last !== undefined && isAlike(last, run)) last.text += run.text
    else runs.push(run)
  }
  return runs
}

function textOf(element: XmlElement): { text: string; isBreak: boolean } {
  switch (element.name) {
    case 'a:br':
      return { text: '\n', isBreak: true }
    case 'a:r':
    case 'a:fld':
      return { text: child(element, 'a:t')?.text ?? '', isBreak: false }
    case 'mc:AlternateContent':
    case 'm:oMath':
    case 'a14:m':
      return { text: mathText(element), isBreak: false }
    default:
      return { text: '', isBreak: false }
  }
}

function styledRun(slide: Slide, text: string, properties: XmlElement | null): Run {
  const { theme, colours } = slide.background
  const at = properties?.attributes ?? {}
  const font = (child(properties, 'a:sym') ?? child(properties, 'a:latin'))?.attributes.typeface ?? ''
  const run: Run = { text: shownText(text, font) }
  const colour = drawingColour(child(properties, 'a:solidFill'), theme, colours)
  const fill = visibleFill(drawingColour(child(properties, 'a:highlight'), theme, colours))
  const link = slide.relationships.get(child(properties, 'a:hlinkClick')?.attributes['r:id'] ?? '')
  if (isOn(at.b)) run.isBold = true
  if (isOn(at.i)) run.isItalic = true
  if (at.u !== undefined && at.u !== 'none') run.isUnderlined = true
  if (at.strike === 'sngStrike' || at.strike === 'dblStrike') run.isStruck = true
  if (Number(at.baseline) > 0) run.superscript = true
  if (colour !== null && colour !== '000000') run.colour = colour
  if (fill !== null) run.fill = fill
  if (link?.isExternal && /^(https?:\/\/|mailto:)/i.test(link.target)) run.link = link.target
  return run
}

/** A vertical tab is how a line break inside a run is written; letters of a sign font are the signs. */
function shownText(text: string, font: string): string {
  const plain = text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('\u{B}', '\n')
    .replaceAll('_x000B_', '\n')
    .replaceAll('\u{AD}', '')
  if (!isSymbolFont(font) && !/[\u{F000}-\u{F0FF}]/u.test(plain)) return plain
  return [...plain].map((letter) => symbolText(font, letter.codePointAt(0) ?? 0) ?? letter).join('')
}

const mathText = (element: XmlElement): string =>
  allInside(child(element, 'mc:Choice') ?? element, 'm:t')
    .map((part) => part.text)
    .join('')

const isOn = (written: string | undefined): boolean => written !== undefined && /^(1|true)$/.test(written)

const lookNames = ['isBold', 'isItalic', 'isUnderlined', 'isStruck', 'superscript', 'colour', 'fill', 'link'] as const

const isAlike = (one: Run, other: Run): boolean => lookNames.every((name) => one[name] === other[name])
