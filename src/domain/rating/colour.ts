/** RRGGBB without a sign, upper case. */
export type Colour = string

export type ColourName = 'Red' | 'Amber' | 'Green' | 'Blue' | 'Purple' | 'Grey' | 'White' | 'Black' | 'Brown' | 'Pink'

/** A fill read as a colour people say. `isSure` is false near a border between two names, where a person should look. */
export interface ColourReading {
  name: ColourName
  isSure: boolean
  /** Pale enough to be a header band or zebra stripe rather than a rating. */
  isTint: boolean
}

export function readColour(text: string | null | undefined): Colour | null {
  const found = /^#?([0-9a-f]{6})$/i.exec(text ?? '')
  return found?.[1] ? found[1].toUpperCase() : null
}

/**
 * The name of a fill by hue, saturation and lightness. Zones were set from the standard, theme and highlight colours of
 * Word, Excel and Google Sheets: `docs/rating-rules.md` RR-6.
 */
export function nameColour(colour: Colour): ColourReading | null {
  const rgb = readColour(colour)
  if (rgb === null) return null
  const style = excelStyles.get(rgb)
  if (style) return { name: style, isSure: true, isTint: false }
  const { hue, saturation, lightness, chroma } = hsl(rgb)
  if (lightness > 0.965 && chroma < 0.07) return { name: 'White', isSure: true, isTint: true }
  if (lightness < 0.12 && chroma < 0.16) return { name: 'Black', isSure: true, isTint: false }
  if (chroma < 0.07 || (saturation < 0.12 && chroma < 0.12))
    return { name: 'Grey', isSure: chroma < 0.05, isTint: lightness > 0.85 }
  // The 80 and 60 per cent lighter theme colours of header bands; paler than anything chosen to warn.
  const isTint = (lightness > 0.86 && chroma < 0.21) || (lightness > 0.8 && chroma < 0.2)
  const isDull = chroma < 0.16
  const zone = zones.find(({ from, to }) => hue >= from && hue < to)
  if (!zone) return null
  const edge = Math.min(hue - zone.from, zone.to - hue)
  const isSure = !isDull && (zone.edge === 0 || edge >= zone.edge)
  if (zone.name === 'Amber' && lightness < 0.3) return { name: 'Brown', isSure: lightness < 0.25, isTint: false }
  return { name: zone.name, isSure, isTint }
}

/** Excel's own Good, Neutral and Bad cell styles: pale, and meant as ratings. */
const excelStyles = new Map<Colour, ColourName>([
  ['C6EFCE', 'Green'],
  ['FFEB9C', 'Amber'],
  ['FFC7CE', 'Red'],
])

interface Zone {
  from: number
  to: number
  name: ColourName
  /** Degrees from the border within which the name is a guess. */
  edge: number
}

const zones: Zone[] = [
  { from: 0, to: 16, name: 'Red', edge: 0 },
  // Orange reads as amber; nearer red than Excel's own orange (ED7D31, 24 degrees) it is a guess.
  { from: 16, to: 22, name: 'Amber', edge: 6 },
  { from: 22, to: 63, name: 'Amber', edge: 0 },
  // Yellow-green between highlighter yellow and Excel's light green (92D050, 89 degrees).
  { from: 63, to: 74, name: 'Green', edge: 11 },
  { from: 74, to: 165, name: 'Green', edge: 0 },
  { from: 165, to: 182, name: 'Green', edge: 17 },
  { from: 182, to: 248, name: 'Blue', edge: 0 },
  { from: 248, to: 258, name: 'Purple', edge: 10 },
  { from: 258, to: 312, name: 'Purple', edge: 0 },
  { from: 312, to: 338, name: 'Pink', edge: 26 },
  { from: 338, to: 345, name: 'Red', edge: 7 },
  { from: 345, to: 361, name: 'Red', edge: 0 },
]

function hsl(colour: Colour): { hue: number; saturation: number; lightness: number; chroma: number } {
  const [red, green, blue] = channels(colour)
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const chroma = most - least
  const lightness = (most + least) / 2
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1))
  const turn =
    chroma === 0
      ? 0
      : most === red
        ? (green - blue) / chroma + (green < blue ? 6 : 0)
        : most === green
          ? (blue - red) / chroma + 2
          : (red - green) / chroma + 4
  return { hue: turn * 60, saturation, lightness, chroma }
}

const channels = (colour: Colour): [number, number, number] => [
  Number.parseInt(colour.slice(0, 2), 16) / 255,
  Number.parseInt(colour.slice(2, 4), 16) / 255,
  Number.parseInt(colour.slice(4, 6), 16) / 255,
]

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: Colour): number {
  const [red, green, blue] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, 1 to 21, WCAG 2.2. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The text colour to write on a fill: the dark ink or white, whichever contrasts more. At least 4.5 on any fill. */
export function textColourOn(fill: Colour, ink: Colour = '17212B'): Colour {
  const dark = contrast(fill, ink)
  const light = contrast(fill, 'FFFFFF')
  if (Math.max(dark, light) >= 4.5) return dark >= light ? ink : 'FFFFFF'
  return contrast(fill, '000000') >= light ? '000000' : 'FFFFFF'
}
