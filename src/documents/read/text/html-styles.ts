/** As much of CSS as decides what a person sees of a plan: struck, bold, coloured, hidden. No cascade beyond tag and class. */
import { plainHex } from '../../ooxml/theme.ts'

/** Properties by lower-case name, values as written. */
export type Declarations = ReadonlyMap<string, string>

export interface StyleSheet {
  /** What the sheet says of an element by its tag and its classes; later rules win, classes win over tags. */
  of(tag: string, classes: readonly string[]): Declarations
}

/** More rules than this are a web site's, not a document's. */
const mostRules = 5_000

export function readStyleSheet(css: string): StyleSheet {
  const rules = new Map<string, Map<string, string>>()
  const plain = css.replace(/<!--|-->/g, ' ').replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
  let read = 0
  for (const block of plain.split('}')) {
    const brace = block.lastIndexOf('{')
    if (brace === -1 || ++read > mostRules) continue
    const declarations = readDeclarations(block.slice(brace + 1))
    if (declarations.size === 0) continue
    for (const selector of block.slice(block.lastIndexOf(';', brace) + 1, brace).split(',')) {
      const key = selector.trim().toLowerCase()
      if (!/^(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?$/.test(key) || key === '') continue
      const known = rules.get(key)
      if (known === undefined) rules.set(key, new Map(declarations))
      else for (const [name, value] of declarations) known.set(name, value)
    }
  }
  const found = new Map<string, Declarations>()
  return {
    of(tag, classes) {
      const key = `${tag} ${classes.join(' ')}`
      let all = found.get(key)
      if (all === undefined) {
        const merged = new Map<string, string>()
        for (const selector of [tag, ...classes.map((name) => `.${name}`), ...classes.map((name) => `${tag}.${name}`)])
          for (const [name, value] of rules.get(selector.toLowerCase()) ?? []) merged.set(name, value)
        all = merged
        if (found.size < 10_000) found.set(key, all)
      }
      return all
    },
  }
}

export function readDeclarations(text: string): Map<string, string> {
  const declarations = new Map<string, string>()
  for (const each of text.slice(0, 20_000).split(';')) {
    const colon = each.indexOf(':')
    if (colon > 0)
      declarations.set(
        each.slice(0, colon).trim().toLowerCase(),
        each
          .slice(colon + 1)
          .replace(/!important/i, '')
          .trim(),
      )
  }
  return declarations
}

/** "#9d5", "rgb(0, 176, 80)", "green", "windowtext" → RRGGBB; null for none, transparent or unknown. */
export function cssColour(written: string | undefined): string | null {
  if (written === undefined) return null
  const value = written.trim().toLowerCase()
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value)
  if (short !== null)
    return short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')
      .toUpperCase()
  const numbers = /^rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)$/.exec(value)
  if (numbers !== null) {
    if (numbers[4] !== undefined && Number.parseFloat(numbers[4]) === 0) return null
    return numbers
      .slice(1, 4)
      .map((part) => Math.min(255, Math.round(Number.parseFloat(part ?? '0') * (part?.endsWith('%') ? 2.55 : 1))))
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()
  }
  return colourNames[value] ?? (/^#[0-9a-f]{6}$/.test(value) ? plainHex(value) : null)
}

/** The colour in a `background` shorthand or `background-color`. */
export function backgroundColour(declarations: Declarations): string | null {
  const colour = cssColour(declarations.get('background-color'))
  if (colour !== null) return colour
  const shorthand = declarations.get('background')
  if (shorthand === undefined) return null
  return cssColour(/#[0-9a-f]{3,6}\b|rgba?\([^)]*\)/i.exec(shorthand)?.[0] ?? shorthand.trim().split(/\s+/)[0])
}

const colourNames: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  black: '000000',
  white: 'FFFFFF',
  red: 'FF0000',
  green: '008000',
  lime: '00FF00',
  blue: '0000FF',
  yellow: 'FFFF00',
  orange: 'FFA500',
  gold: 'FFD700',
  amber: 'FFBF00',
  gray: '808080',
  grey: '808080',
  silver: 'C0C0C0',
  purple: '800080',
  navy: '000080',
  teal: '008080',
  maroon: '800000',
  olive: '808000',
  aqua: '00FFFF',
  cyan: '00FFFF',
  fuchsia: 'FF00FF',
  magenta: 'FF00FF',
  pink: 'FFC0CB',
  brown: 'A52A2A',
  darkred: '8B0000',
  darkgreen: '006400',
  darkorange: 'FF8C00',
  lightgreen: '90EE90',
  lightblue: 'ADD8E6',
  lightgrey: 'D3D3D3',
  lightgray: 'D3D3D3',
  darkgrey: 'A9A9A9',
  darkgray: 'A9A9A9',
  limegreen: '32CD32',
  forestgreen: '228B22',
  seagreen: '2E8B57',
  crimson: 'DC143C',
  tomato: 'FF6347',
  orangered: 'FF4500',
  firebrick: 'B22222',
  salmon: 'FA8072',
  khaki: 'F0E68C',
  yellowgreen: '9ACD32',
  greenyellow: 'ADFF2F',
  springgreen: '00FF7F',
  palegreen: '98FB98',
  windowtext: '000000',
  window: 'FFFFFF',
})
