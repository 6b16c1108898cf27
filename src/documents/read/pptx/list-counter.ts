import type { Paragraph } from '../../neutral-document.ts'
import { isSymbolFont, symbolText } from '../../ooxml/symbol-fonts.ts'
import { child, type XmlElement } from '../../ooxml/xml.ts'
import { formatNumber } from '../docx/numbering.ts'

/** The bullets and numbers of one text body, asked paragraph by paragraph in order. */
export class ListCounter {
  readonly #styles: readonly XmlElement[]
  readonly #numbers = new Map<number, { kind: string; number: number }>()

  /** `styles` nearest first. */
  constructor(styles: readonly XmlElement[]) {
    this.#styles = styles
  }

  next(properties: XmlElement | null): Paragraph['list'] {
    const level = Math.min(8, Math.max(0, Math.trunc(Number(properties?.attributes.lvl ?? 0)) || 0))
    const layers = [properties, ...this.#styles.map((style) => child(style, `a:lvl${level + 1}pPr`))]
    const marked = layers.find((layer) => layer?.children.some((one) => bulletNames.has(one.name)))
    const bullet = marked?.children.find((one) => bulletNames.has(one.name))
    for (const deeper of [...this.#numbers.keys()]) if (deeper > level) this.#numbers.delete(deeper)
    if (bullet?.name !== 'a:buAutoNum') this.#numbers.delete(level)
    switch (bullet?.name) {
      case 'a:buChar': {
        const font = layers
          .map((layer) => child(layer, 'a:buFont')?.attributes.typeface)
          .find((name) => name !== undefined)
        return { label: bulletSign(bullet.attributes.char ?? '•', font ?? ''), level, isOrdered: false }
      }
      case 'a:buBlip':
        return { label: '•', level, isOrdered: false }
      case 'a:buAutoNum':
        return { label: this.#count(bullet, level), level, isOrdered: true }
      default:
        return null
    }
  }

  #count(bullet: XmlElement, level: number): string {
    const kind = bullet.attributes.type ?? 'arabicPeriod'
    const start = Math.trunc(Number(bullet.attributes.startAt ?? 1)) || 1
    const before = this.#numbers.get(level)
    const number = before?.kind === kind ? before.number + 1 : start
    this.#numbers.set(level, { kind, number })
    const written = formatNumber(numberFormat(kind), number)
    if (kind.endsWith('ParenBoth')) return `(${written})`
    if (kind.endsWith('ParenR')) return `${written})`
    return kind.endsWith('Period') ? `${written}.` : written
  }
}

const bulletNames = new Set(['a:buNone', 'a:buChar', 'a:buBlip', 'a:buAutoNum'])

function bulletSign(sign: string, font: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (isSymbolFont(font) || (code >= 0xf000 && code <= 0xf0ff)) return symbolText(font, code) ?? '•'
  return sign
}

function numberFormat(kind: string): string {
  if (kind.startsWith('romanLc')) return 'lowerRoman'
  if (kind.startsWith('romanUc')) return 'upperRoman'
  if (kind.startsWith('alphaLc')) return 'lowerLetter'
  if (kind.startsWith('alphaUc')) return 'upperLetter'
  if (kind.startsWith('circleNum')) return 'decimalEnclosedCircle'
  return 'decimal'
}
