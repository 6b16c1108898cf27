/** styles.xml: what a cell's format number means for its colour, its lettering and how its numbers show. */
import type { Run } from '../../neutral-document.ts'
import { indexedColour, mix, plainHex, spreadsheetThemeColour, type Theme, visibleFill } from '../../ooxml/theme.ts'
import { child, childrenNamed, type XmlElement } from '../../ooxml/xml.ts'
import { builtInFormats } from './number-format.ts'

/** The look that a run takes over from its cell or from its own properties. */
export type Look = Pick<Run, 'isBold' | 'isItalic' | 'isUnderlined' | 'isStruck' | 'colour' | 'superscript'>

export interface CellFormat {
  fill: string | null
  /** Null for plain lettering. */
  look: Look | null
  /** A number format code: "dd/mm/yyyy". */
  numberFormat: string
}

export interface Styles {
  formats: readonly CellFormat[]
  /** What conditional formats put on a cell: fill (undefined where the rule leaves it alone) and lettering. */
  differences: readonly Difference[]
  colour(element: Readonly<Record<string, string>>): string | null
}

export interface Difference {
  fill: string | null | undefined
  look: Look | null
}

export const plainFormat: CellFormat = { fill: null, look: null, numberFormat: 'General' }

export function readStyles(root: XmlElement | null, theme: Theme): Styles {
  const palette = childrenNamed(child(child(root, 'colors'), 'indexedColors'), 'rgbColor').map((each) =>
    plainHex(each.attributes.rgb),
  )
  const colour: Styles['colour'] = (at) => colourOf(at, theme, palette)
  const fonts = childrenNamed(child(root, 'fonts'), 'font').map((font) => lookOf(font, colour))
  const fills = childrenNamed(child(root, 'fills'), 'fill').map((fill) => fillColour(fill, colour, false) ?? null)
  const codes = new Map<number, string>()
  for (const format of childrenNamed(child(root, 'numFmts'), 'numFmt'))
    codes.set(Number(format.attributes.numFmtId), format.attributes.formatCode ?? 'General')
  return {
    formats: childrenNamed(child(root, 'cellXfs'), 'xf').map(({ attributes }) => {
      const id = Number(attributes.numFmtId ?? 0)
      return {
        fill: fills[Number(attributes.fillId ?? 0)] ?? null,
        look: fonts[Number(attributes.fontId ?? 0)] ?? null,
        numberFormat: codes.get(id) ?? builtInFormats[id] ?? 'General',
      }
    }),
    differences: childrenNamed(child(root, 'dxfs'), 'dxf').map((each) => differenceOf(each, colour)),
    colour,
  }
}

export function differenceOf(dxf: XmlElement, colour: Styles['colour']): Difference {
  const font = child(dxf, 'font')
  const fill = child(dxf, 'fill')
  return {
    fill: fill === null ? undefined : fillColour(fill, colour, true),
    look: font === null ? null : lookOf(font, colour),
  }
}

/** The lettering of a font or of a run's properties; null where there is nothing to say of it. Black is not said. */
export function lookOf(font: XmlElement | null, colour: Styles['colour']): Look | null {
  if (font === null) return null
  const look: Look = {}
  for (const { name, attributes } of font.children) {
    const isOn = attributes.val !== '0' && attributes.val !== 'false' && attributes.val !== 'none'
    if (name === 'b' && isOn) look.isBold = true
    else if (name === 'i' && isOn) look.isItalic = true
    else if (name === 'u' && isOn) look.isUnderlined = true
    else if (name === 'strike' && isOn) look.isStruck = true
    else if (name === 'vertAlign' && attributes.val === 'superscript') look.superscript = true
    else if (name === 'color') {
      const hex = colour(attributes)
      if (hex !== null && hex !== '000000') look.colour = hex
    }
  }
  return Object.keys(look).length === 0 ? null : look
}

function colourOf(
  at: Readonly<Record<string, string>>,
  theme: Theme,
  palette: readonly (string | null)[],
): string | null {
  const tint = at.tint === undefined ? 0 : Number(at.tint)
  const tinted = (hex: string | null | undefined) =>
    hex === null || hex === undefined || tint === 0
      ? (hex ?? null)
      : spreadsheetThemeColour(new Map([['lt1', hex]]), 0, tint)
  if (at.rgb !== undefined) return tinted(plainHex(at.rgb))
  if (at.theme !== undefined) return spreadsheetThemeColour(theme, Number(at.theme), tint)
  if (at.indexed !== undefined) return tinted(palette[Number(at.indexed)] ?? indexedColour(Number(at.indexed)))
  return null
}

/** How much of the pattern's own colour a pattern shows, over its ground. */
const coverage: Readonly<Record<string, number>> = {
  gray0625: 0.0625,
  gray125: 0.125,
  lightGray: 0.25,
  mediumGray: 0.5,
  darkGray: 0.75,
  lightHorizontal: 0.25,
  lightVertical: 0.25,
  lightDown: 0.25,
  lightUp: 0.25,
  lightGrid: 0.4,
  lightTrellis: 0.6,
  darkHorizontal: 0.5,
  darkVertical: 0.5,
  darkDown: 0.5,
  darkUp: 0.5,
  darkGrid: 0.5,
  darkTrellis: 0.75,
}

/** RRGGBB as it shows, null for none or white. In a conditional format a solid fill is painted by bgColor. */
function fillColour(fill: XmlElement, colour: Styles['colour'], isConditional: boolean): string | null {
  const pattern = child(fill, 'patternFill')
  if (pattern === null) {
    const stops = childrenNamed(child(fill, 'gradientFill'), 'stop').map((stop) =>
      colour(child(stop, 'color')?.attributes ?? {}),
    )
    const [first = null, second = first] = stops
    return first === null || second === null ? visibleFill(first ?? second) : visibleFill(mix(first, second, 0.5))
  }
  const kind = pattern.attributes.patternType
  const ink = colourOrNull(child(pattern, 'fgColor'), colour)
  const ground = colourOrNull(child(pattern, 'bgColor'), colour)
  if (kind === 'none') return null
  if (isConditional && (kind === undefined || kind === 'solid')) return visibleFill(ground ?? ink)
  if (kind === undefined) return null
  if (kind === 'solid') return visibleFill(ink)
  const share = coverage[kind]
  if (share === undefined || (ink === null && ground === null && kind === 'gray125')) return null
  return visibleFill(mix(ink ?? '000000', ground ?? 'FFFFFF', share))
}

const colourOrNull = (element: XmlElement | null, colour: Styles['colour']): string | null =>
  element === null ? null : colour(element.attributes)
