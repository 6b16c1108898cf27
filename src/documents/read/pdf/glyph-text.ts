/** A character as pdf.js hands it over; widths are in thousandths of the font size. */
export interface Glyph {
  unicode: string
  width: number
  isSpace: boolean
  fontChar?: string
}

export interface GlyphText {
  characters: string
  isUnreadable: boolean
}

/** The letters a glyph stands for: ligatures apart, symbol-font marks as the signs they show, soft hyphens dropped. */
export function glyphText(glyph: Glyph): GlyphText {
  const { unicode } = glyph
  if (unicode.length === 1) {
    const code = unicode.charCodeAt(0)
    if (code > 0x20 && code < 0x7f) return { characters: unicode, isUnreadable: false }
    if (code === 0xad) return { characters: '-', isUnreadable: false }
    if (code < 0x20 || code === 0xfffd)
      return { characters: code === 9 ? ' ' : '', isUnreadable: code !== 9 && code !== 10 && code !== 13 }
    if (code >= 0xf000 && code <= 0xf0ff) {
      const sign = SYMBOL_SIGNS[code - 0xf000]
      return { characters: sign ?? '\u25A1', isUnreadable: sign === undefined }
    }
  }
  // Only presentation forms (ﬁ, ﬂ …) are taken apart: ½, ² and ™ stay as written.
  return { characters: unicode.replace(/[\uFB00-\uFB4F]/g, (form) => form.normalize('NFKC')), isUnreadable: false }
}

/** Marks of Symbol and Wingdings that office programs use for lists and ticks, by their place in the font. */
const SYMBOL_SIGNS: Record<number, string> = {
  32: ' ',
  45: '-',
  74: '☺',
  108: '●',
  110: '■',
  111: '☐',
  113: '❑',
  114: '❒',
  118: '❖',
  119: '◆',
  125: '”',
  160: ' ',
  167: '▪',
  168: '☐',
  174: '→',
  179: '≥',
  163: '≤',
  183: '•',
  216: '➢',
  224: '→',
  232: '➔',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
}
