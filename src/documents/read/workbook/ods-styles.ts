/** The styles of an OpenDocument spreadsheet, from styles.xml and from the sheet's own automatic ones. */
import { plainHex, visibleFill } from '../../ooxml/theme.ts'
import type { Look } from './xlsx-styles.ts'

type Attributes = Readonly<Record<string, string>>

export interface OdsStyle {
  /** Undefined where the style says nothing of it and its parent does. */
  fill: string | null | undefined
  look: Look | null
  parent: string | null
  dataStyle: string | null
  isDisplayed: boolean
}

export interface OdsStyles {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  /** The style by family ("table-cell", "text", "table") and name, with what it takes over from its parents. */
  of(family: string, name: string | undefined): OdsStyle
  datePrecision(dataStyle: string | null): 'day' | 'month' | 'year'
}

const plain: OdsStyle = { fill: undefined, look: null, parent: null, dataStyle: null, isDisplayed: true }

export function odsStyles(): OdsStyles {
  const styles = new Map<string, OdsStyle>()
  const dates = new Map<string, Set<string>>()
  let style: OdsStyle | null = null
  let date: Set<string> | null = null

  const resolve = (family: string, name: string | undefined, depth: number): OdsStyle => {
    const own = name === undefined ? undefined : styles.get(`${family} ${name}`)
    if (own === undefined || depth > 20) return plain
    if (own.parent === null) return own
    const parent = resolve(family, own.parent, depth + 1)
    const look = { ...parent.look, ...own.look }
    return {
      ...own,
      fill: own.fill === undefined ? parent.fill : own.fill,
      look: Object.keys(look).length === 0 ? null : look,
      dataStyle: own.dataStyle ?? parent.dataStyle,
    }
  }

  return {
    open(name, at) {
      if (name === 'style:style') {
        style = {
          ...plain,
          parent: at['style:parent-style-name'] ?? null,
          dataStyle: at['style:data-style-name'] ?? null,
        }
        styles.set(`${at['style:family'] ?? ''} ${at['style:name'] ?? ''}`, style)
      } else if (name === 'number:date-style') {
        date = new Set()
        dates.set(at['style:name'] ?? '', date)
      } else if (date !== null && name.startsWith('number:')) date.add(name.slice(7))
      else if (style !== null && name === 'style:table-cell-properties') {
        const colour = at['fo:background-color']
        if (colour !== undefined) style.fill = visibleFill(plainHex(colour))
      } else if (style !== null && name === 'style:text-properties') style.look = lookOf(at)
      else if (style !== null && name === 'style:table-properties') style.isDisplayed = at['table:display'] !== 'false'
    },
    close(name) {
      if (name === 'style:style') style = null
      else if (name === 'number:date-style') date = null
    },
    of: (family, name) => resolve(family, name, 0),
    datePrecision(dataStyle) {
      const shown = dataStyle === null ? undefined : dates.get(dataStyle)
      if (shown === undefined || shown.has('day') || shown.size === 0) return 'day'
      return shown.has('month') ? 'month' : shown.has('year') ? 'year' : 'day'
    },
  }
}

function lookOf(at: Attributes): Look | null {
  const look: Look = {}
  if (/^(bold|[6-9]00)$/.test(at['fo:font-weight'] ?? '')) look.isBold = true
  if (/^(italic|oblique)$/.test(at['fo:font-style'] ?? '')) look.isItalic = true
  if (![undefined, 'none'].includes(at['style:text-line-through-style'])) look.isStruck = true
  if (![undefined, 'none'].includes(at['style:text-underline-style'])) look.isUnderlined = true
  if ((at['style:text-position'] ?? '').startsWith('super')) look.superscript = true
  const colour = plainHex(at['fo:color'])
  if (colour !== null && colour !== '000000') look.colour = colour
  return Object.keys(look).length === 0 ? null : look
}
