import type { Line } from './text-lines.ts'

export interface ListMark {
  /** As it shows: "•", "i.", "(a)". */
  label: string
  isOrdered: boolean
  /** x of the mark and of the text after it. */
  x: number
  bodyX: number
  /** The word processor made it (a tab follows); a typed mark is followed by a plain space and stays in the text. */
  isSetOff: boolean
}

const BULLET = /^[•●○◦‣▪■□❑❒◆❖➢➔→✓✗☐☑·∙*–—-]$/
const ORDINAL = /^(?:\(?(?:[ivxlc]{1,6}|[a-z]|\d{1,3})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)$/i

/** The list mark at the beginning of a line, if one stands there with text after it. */
export function readListMark(line: Line): ListMark | null {
  const [mark, body] = line.words
  if (!mark || !body) return null
  const gap = (body.x0 - mark.x1) / line.size
  const label = mark.text
  if (BULLET.test(label) || (label === 'o' && gap > 0.5)) {
    // A dash is a list mark only when set off; "– see above" is punctuation.
    const isSetOff = /[–—*-]/.test(label) ? gap > 0.45 : true
    return { label, isOrdered: false, x: mark.x0, bodyX: body.x0, isSetOff }
  }
  if (ORDINAL.test(label)) return { label, isOrdered: true, x: mark.x0, bodyX: body.x0, isSetOff: gap > 0.5 }
  return null
}
