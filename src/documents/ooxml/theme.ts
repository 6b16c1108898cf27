import type { XmlElement } from './xml.ts'
import { firstInside } from './xml.ts'

/** The twelve colours of a theme by their own names (dk1, lt1, dk2, lt2, accent1 to accent6, hlink, folHlink), RRGGBB. */
export type Theme = ReadonlyMap<string, string>

/** The colours of a theme part; the Office theme where the document has none, as office programs do. */
export function readTheme(root: XmlElement | null): Theme {
  const theme = new Map(officeTheme)
  for (const slot of firstInside(root, 'a:clrScheme')?.children ?? []) {
    const colour = slot.children[0]
    if (colour === undefined) continue
    const hex = plainHex(colour.name === 'a:sysClr' ? colour.attributes.lastClr : colour.attributes.val)
    if (hex !== null) theme.set(slot.name.slice(2), hex)
  }
  return theme
}

/** RRGGBB in capitals, or null for "auto", absent or malformed. Takes AARRGGBB too, as spreadsheets write it. */
export function plainHex(written: string | undefined): string | null {
  const match = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(written ?? '')
  return match?.[1]?.toUpperCase() ?? null
}

/** White paper is no fill: what a person sees as uncoloured is null. */
export const visibleFill = (hex: string | null): string | null => (hex === 'FFFFFF' ? null : hex)

/**
 * A Word theme colour ("accent6", "text1", "background2") with themeTint or themeShade (two hex digits). Both move the
 * lightness and keep hue and saturation, which is how Word arrives at the colour it stores beside them.
 */
export function wordThemeColour(
  theme: Theme,
  name: string | undefined,
  tint?: string | undefined,
  shade?: string | undefined,
): string | null {
  if (name === undefined) return null
  const hex = theme.get(wordThemeNames[name] ?? name)
  if (hex === undefined) return null
  const [hue, saturation, lightness] = toHsl(hex)
  const kept = fraction(shade ?? tint)
  if (kept === null) return hex
  return fromHsl([hue, saturation, shade !== undefined ? lightness * kept : lightness * kept + (1 - kept)])
}

/** The colour a `w:shd` paints. "solid" paints the pattern's own colour, "pctNN" a mixture, "nil" and "clear auto" nothing. */
export function shadingColour(shading: XmlElement | null, theme: Theme): string | null {
  if (shading === null) return null
  const at = shading.attributes
  const pattern = at['w:val'] ?? 'clear'
  if (pattern === 'nil') return null
  const ground = settled(
    wordThemeColour(theme, at['w:themeFill'], at['w:themeFillTint'], at['w:themeFillShade']),
    plainHex(at['w:fill']),
  )
  const ink = settled(
    wordThemeColour(theme, at['w:themeColor'], at['w:themeTint'], at['w:themeShade']),
    plainHex(at['w:color']),
  )
  if (pattern === 'solid') return ink ?? '000000'
  const percent = /^pct(\d+)$/.exec(pattern)
  if (percent === null) return ground
  return mix(ink ?? '000000', ground ?? 'FFFFFF', Number(percent[1]) / 100)
}

/**
 * Word writes the colour it shows beside the theme colour it stems from. The written one is exact where both agree but for
 * rounding; where they differ the theme was changed since, and Word shows the theme's.
 */
function settled(themed: string | null, written: string | null): string | null {
  if (themed === null || written === null) return themed ?? written
  const apart = channels(themed).map((value, index) => Math.abs(value - (channels(written)[index] ?? 0)))
  return Math.max(...apart) <= 4 ? written : themed
}

/**
 * A DrawingML colour: the element that holds it (`a:solidFill`) or the colour itself, with its lumMod, lumOff, tint, shade,
 * satMod and alpha steps in order. `map` renames slide colours (bg1 → lt1) where a master says otherwise than usual.
 */
export function drawingColour(
  element: XmlElement | null,
  theme: Theme,
  map: Readonly<Record<string, string>> = usualColourMap,
): string | null {
  if (element === null) return null
  const colour = drawingColourNames.has(element.name)
    ? element
    : element.children.find((candidate) => drawingColourNames.has(candidate.name))
  if (colour === undefined) return null
  const start = startColour(colour, theme, map)
  if (start === null) return null
  // Steps work on one another's exact result; rounding between them would show.
  let hsl = toHsl(start)
  let cover = 1
  for (const step of colour.children) {
    const amount = Number(step.attributes.val) / 100_000
    if (!Number.isFinite(amount)) continue
    if (step.name === 'a:alpha') cover = Math.min(1, Math.max(0, amount))
    else hsl = changed(hsl, step.name, amount)
  }
  return cover < 1 ? mix(fromHsl(hsl), 'FFFFFF', cover) : fromHsl(hsl)
}

/** A spreadsheet colour with `tint` from -1 (black) to 1 (white), which moves the lightness as Excel does. */
export function tintColour(hex: string, tint: number): string {
  if (!Number.isFinite(tint) || tint === 0) return hex
  const [hue, saturation, lightness] = toHsl(hex)
  return fromHsl([hue, saturation, tint < 0 ? lightness * (1 + tint) : lightness * (1 - tint) + tint])
}

/** Spreadsheet theme numbers: Excel swaps the first two pairs against the theme's own order. */
export function spreadsheetThemeColour(theme: Theme, index: number, tint = 0): string | null {
  const name = spreadsheetThemeOrder[index]
  const hex = name === undefined ? undefined : theme.get(name)
  return hex === undefined ? null : tintColour(hex, tint)
}

/** Spreadsheet palette colour 0 to 63 (64 is the window's text, 65 its paper). Null outside. */
export const indexedColour = (index: number): string | null =>
  index === 64 ? '000000' : index === 65 ? 'FFFFFF' : (indexedPalette[index] ?? null)

/** `share` of the first colour over the second. */
export function mix(first: string, second: string, share: number): string {
  const over = channels(first)
  const under = channels(second)
  return fromChannels(over.map((value, index) => value * share + (under[index] ?? 0) * (1 - share)))
}

/** Word's sixteen highlighter pens. */
export const highlightColours: Readonly<Record<string, string>> = {
  black: '000000',
  blue: '0000FF',
  cyan: '00FFFF',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGray: '808080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  green: '00FF00',
  lightGray: 'C0C0C0',
  magenta: 'FF00FF',
  red: 'FF0000',
  white: 'FFFFFF',
  yellow: 'FFFF00',
}

function startColour(colour: XmlElement, theme: Theme, map: Readonly<Record<string, string>>): string | null {
  const at = colour.attributes
  switch (colour.name) {
    case 'a:srgbClr':
      return plainHex(at.val)
    case 'a:sysClr':
      return plainHex(at.lastClr) ?? (at.val === 'window' ? 'FFFFFF' : '000000')
    case 'a:schemeClr':
      return theme.get(map[at.val ?? ''] ?? at.val ?? '') ?? null
    case 'a:prstClr':
      return presetColours[(at.val ?? '').toLowerCase()] ?? null
    case 'a:scrgbClr':
      return fromChannels([at.r, at.g, at.b].map((value) => 255 * linearToScreen(Number(value) / 100_000)))
    case 'a:hslClr':
      return fromHsl([Number(at.hue) / 60_000 / 360, Number(at.sat) / 100_000, Number(at.lum) / 100_000])
    default:
      return null
  }
}

function changed([hue, saturation, lightness]: Hsl, step: string, amount: number): Hsl {
  switch (step) {
    case 'a:lumMod':
    case 'a:shade':
      return [hue, saturation, lightness * amount]
    case 'a:lumOff':
      return [hue, saturation, lightness + amount]
    case 'a:satMod':
      return [hue, saturation * amount, lightness]
    case 'a:tint':
      return [hue, saturation, lightness * amount + (1 - amount)]
    default:
      return [hue, saturation, lightness]
  }
}

const linearToScreen = (value: number): number =>
  value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055

function fraction(twoHexDigits: string | undefined): number | null {
  if (twoHexDigits === undefined || !/^[0-9a-f]{1,2}$/i.test(twoHexDigits)) return null
  return Number.parseInt(twoHexDigits, 16) / 255
}

const channels = (hex: string): number[] => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

const fromChannels = (values: readonly number[]): string =>
  values
    .map((value) => Math.min(255, Math.max(0, Math.round(Number.isFinite(value) ? value : 0))))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

type Hsl = [hue: number, saturation: number, lightness: number]

function toHsl(hex: string): Hsl {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => value / 255)
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const lightness = (most + least) / 2
  const spread = most - least
  if (spread === 0) return [0, 0, lightness]
  const saturation = spread / (1 - Math.abs(2 * lightness - 1))
  const sixth =
    most === red
      ? (((green - blue) / spread) % 6) + 6
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4
  return [(sixth % 6) / 6, saturation, lightness]
}

function fromHsl([hue, saturation, lightness]: Hsl): string {
  const light = Math.min(1, Math.max(0, lightness))
  const spread = (1 - Math.abs(2 * light - 1)) * Math.min(1, Math.max(0, saturation))
  const sixth = (((hue % 1) + 1) % 1) * 6
  const second = spread * (1 - Math.abs((sixth % 2) - 1))
  const least = light - spread / 2
  const parts =
    sixth < 1
      ? [spread, second, 0]
      : sixth < 2
        ? [second, spread, 0]
        : sixth < 3
          ? [0, spread, second]
          : sixth < 4
            ? [0, second, spread]
            : sixth < 5
              ? [second, 0, spread]
              : [spread, 0, second]
  return fromChannels(parts.map((value) => (value + least) * 255))
}

const officeTheme: ReadonlyMap<string, string> = new Map([
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
  ['dk2', '44546A'],
  ['lt2', 'E7E6E6'],
  ['accent1', '4472C4'],
  ['accent2', 'ED7D31'],
  ['accent3', 'A5A5A5'],
  ['accent4', 'FFC000'],
  ['accent5', '5B9BD5'],
  ['accent6', '70AD47'],
  ['hlink', '0563C1'],
  ['folHlink', '954F72'],
])

const wordThemeNames: Readonly<Record<string, string>> = {
  dark1: 'dk1',
  light1: 'lt1',
  dark2: 'dk2',
  light2: 'lt2',
  text1: 'dk1',
  background1: 'lt1',
  text2: 'dk2',
  background2: 'lt2',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
}

const usualColourMap: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2' }

const drawingColourNames = new Set(['a:srgbClr', 'a:schemeClr', 'a:sysClr', 'a:prstClr', 'a:scrgbClr', 'a:hslClr'])

const spreadsheetThemeOrder = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
]

const presetColours: Readonly<Record<string, string>> = {
  black: '000000',
  white: 'FFFFFF',
  red: 'FF0000',
  green: '008000',
  lime: '00FF00',
  blue: '0000FF',
  yellow: 'FFFF00',
  orange: 'FFA500',
  amber: 'FFBF00',
  gold: 'FFD700',
  gray: '808080',
  grey: '808080',
  silver: 'C0C0C0',
  purple: '800080',
  navy: '000080',
  teal: '008080',
  maroon: '800000',
  olive: '808000',
  cyan: '00FFFF',
  magenta: 'FF00FF',
  pink: 'FFC0CB',
  brown: 'A52A2A',
  darkred: '8B0000',
  darkgreen: '006400',
  darkorange: 'FF8C00',
  lightgreen: '90EE90',
  lightblue: 'ADD8E6',
  limegreen: '32CD32',
  forestgreen: '228B22',
  crimson: 'DC143C',
}

/** ECMA-376 part 1, 18.8.27: eight colours twice, then forty-eight more. */
const indexedPalette: readonly string[] = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF ' +
  '800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF ' +
  '000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 ' +
  '3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ')
