import type { Theme } from '../../ooxml/theme.ts'
import { shadingColour } from '../../ooxml/theme.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { child, childAt, childrenNamed } from '../../ooxml/xml.ts'
import { type Look, laidOver, readLook, value, wholeNumber } from './properties.ts'

/** What a paragraph style, with all it is based on, says. */
export interface ParagraphStyle {
  /** 0 for Title, 1 to 6 for headings, null for body text. */
  headingLevel: number | null
  numbering: { numId: string; level: number | null; styleId: string } | null
  look: Look
  fill: string | null
}

/** What a table style says about the parts that are told apart by place alone. Bands are decoration and left out. */
export interface TableStyle {
  look: Look
  parts: ReadonlyMap<TablePart, { fill: string | null; look: Look }>
}

export type TablePart = 'firstRow' | 'lastRow' | 'firstCol' | 'lastCol'

export interface Styles {
  /** Null asks for the document's default paragraph style. */
  paragraph(styleId: string | null): ParagraphStyle
  character(styleId: string): Look
  table(styleId: string | null): TableStyle | null
  /** The numbering a list style stands for. */
  listNumId(styleId: string): string | null
  /** BCP 47, as the defaults say. */
  language: string | null
}

export function readStyles(root: XmlElement | null, theme: Theme): Styles {
  const elements = new Map<string, XmlElement>()
  const defaults = new Map<string, string>()
  for (const element of childrenNamed(root, 'w:style')) {
    const styleId = element.attributes['w:styleId']
    if (styleId === undefined) continue
    elements.set(styleId, element)
    const isDefault = /^(1|true|on)$/i.test(element.attributes['w:default'] ?? '')
    if (isDefault) defaults.set(element.attributes['w:type'] ?? '', styleId)
  }
  const base = childAt(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')
  const baseLook = readLook(base, theme)
  const paragraphs = new Map<string | null, ParagraphStyle>()
  const characters = new Map<string, Look>()
  const tables = new Map<string | null, TableStyle | null>()

  /** The style and those it is based on, nearest first. */
  const chain = (styleId: string | null): XmlElement[] => {
    const found: XmlElement[] = []
    let next: string | null | undefined = styleId
    while (next !== null && next !== undefined && found.length < 20) {
      const element = elements.get(next)
      if (element === undefined || found.includes(element)) break
      found.push(element)
      next = value(element, 'w:basedOn')
    }
    return found
  }

  const look = (styles: readonly XmlElement[], start: Look): Look =>
    styles.reduceRight((under, style) => laidOver(under, readLook(child(style, 'w:rPr'), theme)), start)

  return {
    language: child(base, 'w:lang')?.attributes['w:val'] ?? null,
    paragraph(styleId) {
      let style = paragraphs.get(styleId)
      if (style === undefined) {
        const known = styleId !== null && elements.has(styleId) ? styleId : (defaults.get('paragraph') ?? null)
        const styles = chain(known)
        style = {
          headingLevel: headingLevel(styles),
          numbering: numbering(styles),
          look: look(styles, baseLook),
          fill: firstOf(styles, (element) => {
            const shading = childAt(element, 'w:pPr', 'w:shd')
            return shading === null ? undefined : shadingColour(shading, theme)
          }),
        }
        paragraphs.set(styleId, style)
      }
      return style
    },
    character(styleId) {
      let style = characters.get(styleId)
      if (style === undefined) {
        style = look(chain(styleId), {})
        characters.set(styleId, style)
      }
      return style
    },
    table(styleId) {
      let style = tables.get(styleId)
      if (style === undefined) {
        const styles = chain(styleId ?? defaults.get('table') ?? null)
        style = styles.length === 0 ? null : { look: look(styles, {}), parts: tableParts(styles, theme) }
        tables.set(styleId, style)
      }
      return style
    },
    listNumId(styleId) {
      const properties = childAt(elements.get(styleId), 'w:pPr', 'w:numPr')
      return value(properties, 'w:numId') ?? null
    },
  }
}

/** Heading level by outline level on the paragraph itself: 1 to 6 and null for "body text"; undefined where it says nothing. */
export function outlineLevel(paragraphProperties: XmlElement | null): number | null | undefined {
  const level = wholeNumber(value(paragraphProperties, 'w:outlineLvl'), 0, 9)
  if (level === null) return undefined
  return level === 9 ? null : Math.min(6, level + 1)
}

function headingLevel(styles: readonly XmlElement[]): number | null {
  for (const style of styles) {
    const name = (value(style, 'w:name') ?? '').trim().toLowerCase()
    const heading = /^heading ([1-9])$/.exec(name)
    if (heading !== null) return Math.min(6, Number(heading[1]))
    if (name === 'title') return 0
    const level = outlineLevel(child(style, 'w:pPr'))
    if (level !== undefined) return level
  }
  return null
}

function numbering(styles: readonly XmlElement[]): ParagraphStyle['numbering'] {
  let level: number | null = null
  for (const style of styles) {
    const properties = childAt(style, 'w:pPr', 'w:numPr')
    level ??= wholeNumber(value(properties, 'w:ilvl'), 0, 8)
    const numId = value(properties, 'w:numId')
    if (numId !== undefined) return { numId, level, styleId: style.attributes['w:styleId'] ?? '' }
  }
  return null
}

function tableParts(styles: readonly XmlElement[], theme: Theme): TableStyle['parts'] {
  const parts = new Map<TablePart, { fill: string | null; look: Look }>()
  for (const style of [...styles].reverse()) {
    for (const part of childrenNamed(style, 'w:tblStylePr')) {
      const name = part.attributes['w:type']
      if (name !== 'firstRow' && name !== 'lastRow' && name !== 'firstCol' && name !== 'lastCol') continue
      const shading = childAt(part, 'w:tcPr', 'w:shd')
      const under = parts.get(name)
      parts.set(name, {
        fill: shading === null ? (under?.fill ?? null) : shadingColour(shading, theme),
        look: laidOver(under?.look ?? {}, readLook(child(part, 'w:rPr'), theme)),
      })
    }
  }
  return parts
}

function firstOf<T>(styles: readonly XmlElement[], read: (style: XmlElement) => T | undefined): T | null {
  for (const style of styles) {
    const found = read(style)
    if (found !== undefined) return found
  }
  return null
}
