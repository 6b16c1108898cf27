import type { Theme } from '../../ooxml/theme.ts'
import { highlightColours, plainHex, shadingColour, visibleFill, wordThemeColour } from '../../ooxml/theme.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { child } from '../../ooxml/xml.ts'

/** How text looks, as one layer (a style, or properties on the run itself) says it. Absent means: as the layer below. */
export interface Look {
  isBold?: boolean
  isItalic?: boolean
  isStruck?: boolean
  isHidden?: boolean
  isUnderlined?: boolean
  isSuperscript?: boolean
  /** RRGGBB; null takes the colour away. */
  colour?: string | null
  fill?: string | null
  font?: string
}

/** Reads a `w:rPr`. */
export function readLook(properties: XmlElement | null, theme: Theme): Look {
  const look: Look = {}
  for (const property of properties?.children ?? []) {
    const value = property.attributes['w:val']
    switch (property.name) {
      case 'w:b':
        look.isBold = isOnWord(value)
        break
      case 'w:i':
        look.isItalic = isOnWord(value)
        break
      case 'w:strike':
      case 'w:dstrike':
        // Two switches for one line through the text: either is enough.
        look.isStruck = isOnWord(value) || look.isStruck === true
        break
      case 'w:vanish':
        look.isHidden = isOnWord(value)
        break
      case 'w:u':
        look.isUnderlined = value !== 'none'
        break
      case 'w:vertAlign':
        look.isSuperscript = value === 'superscript'
        break
      case 'w:color':
        look.colour =
          wordThemeColour(
            theme,
            property.attributes['w:themeColor'],
            property.attributes['w:themeTint'],
            property.attributes['w:themeShade'],
          ) ?? plainHex(value)
        break
      case 'w:highlight':
        look.fill = visibleFill(highlightColours[value ?? ''] ?? null)
        break
      case 'w:shd':
        // A highlighter lies over shading.
        if (child(properties, 'w:highlight') === null) look.fill = visibleFill(shadingColour(property, theme))
        break
      case 'w:rFonts': {
        const font = property.attributes['w:ascii'] ?? property.attributes['w:hAnsi']
        if (font !== undefined) look.font = font
        break
      }
    }
  }
  return look
}

/** The upper layer where it speaks, else the lower: for properties on a run, and for a style over the one it is based on. */
export const laidOver = (lower: Look, upper: Look): Look => ({ ...lower, ...upper })

/**
 * A character style over a paragraph style. Bold, italic, strike and hidden are switches there: bold in both is not bold,
 * which is how emphasis stays visible inside a bold heading.
 */
export function toggledOver(lower: Look, upper: Look): Look {
  const look = { ...lower, ...upper }
  for (const name of ['isBold', 'isItalic', 'isStruck', 'isHidden'] as const) {
    if (lower[name] !== undefined && upper[name] !== undefined) look[name] = lower[name] !== upper[name]
  }
  return look
}

/** True for a switch (`w:tblHeader`, `w:hidden`) that is there and not turned off. */
export function isOn(properties: XmlElement | null, name: string): boolean {
  const element = child(properties, name)
  return element !== null && isOnWord(element.attributes['w:val'])
}

export const value = (properties: XmlElement | null | undefined, name: string): string | undefined =>
  child(properties, name)?.attributes['w:val']

/** A whole number within bounds, or null when absent or not a number. */
export function wholeNumber(written: string | undefined, least: number, most: number): number | null {
  if (written === undefined || !/^\s*[+-]?\d{1,9}(\.0*)?\s*$/.test(written)) return null
  return Math.min(most, Math.max(least, Math.trunc(Number(written))))
}

export const isOnWord = (word: string | undefined): boolean =>
  word === undefined || !/^(0|false|off)$/i.test(word.trim())
