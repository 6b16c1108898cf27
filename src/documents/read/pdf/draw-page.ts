import { Refused } from '../../safety/refused.ts'
import type { Box } from './box.ts'
import { readNotesAndFields } from './notes-and-fields.ts'
import { openPdf } from './open-pdf.ts'
import type { PageDrawing, Word } from './page-drawing.ts'
import { turnUpright } from './page-turn.ts'
import { readPageDrawing } from './read-page.ts'

/** A page as simple vector data, in points from its top left: what the review screen needs to show where a value was read. */
export interface PageSketch {
  width: number
  height: number
  fills: (Box & { colour: string })[]
  lines: { x0: number; y0: number; x1: number; y1: number; colour: string }[]
  pictures: Box[]
  words: {
    text: string
    x: number
    y: number
    width: number
    size: number
    turn: number
    isBold: boolean
    isItalic: boolean
    colour: string
  }[]
}

/** Describes page `number` (from 1). Throws `Refused` as `readPdf` does, and for a page the document does not have. */
export async function describePage(bytes: Uint8Array, number: number): Promise<PageSketch> {
  const pdf = await openPdf(bytes)
  try {
    if (!Number.isInteger(number) || number < 1 || number > pdf.document.numPages) {
      throw new Refused('no-such-page', `This document has ${pdf.document.numPages} pages; there is no page ${number}.`)
    }
    const page = await pdf.document.getPage(number)
    // Turned as the reader turns it, so that the places it names fit.
    const drawing = turnUpright(await readPageDrawing(page, pdf.ops))
    await readNotesAndFields(page, drawing)
    return sketchOf(drawing)
  } finally {
    await pdf.close()
  }
}

/**
 * Page `page` (from 1) as an SVG picture: text as text, lines and fills as shapes; pictures are grey boxes. It holds no scripts,
 * styles, links or outside references, and every word is escaped, so that it may be embedded under a strict CSP.
 */
export async function drawPdfPage(
  bytes: Uint8Array,
  page: number,
): Promise<{ width: number; height: number; svg: string }> {
  const sketch = await describePage(bytes, page)
  return { width: sketch.width, height: sketch.height, svg: svgOf(sketch) }
}

function sketchOf(drawing: PageDrawing): PageSketch {
  return {
    width: drawing.width,
    height: drawing.height,
    fills: drawing.fills,
    lines: drawing.rulings.map(({ isVertical, at, from, to, colour }) =>
      isVertical ? { x0: at, x1: at, y0: from, y1: to, colour } : { x0: from, x1: to, y0: at, y1: at, colour },
    ),
    pictures: drawing.pictures,
    words: (drawing.words.length > 0 ? drawing.words : drawing.invisibleWords).map(sketchWord),
  }
}

function sketchWord(word: Word): PageSketch['words'][number] {
  const { text, size, turn, style } = word
  return {
    text,
    x: word.turn === 2 ? word.x1 : word.x0,
    y: word.baseline,
    width: word.x1 - word.x0,
    size,
    turn,
    isBold: style.isBold,
    isItalic: style.isItalic,
    colour: style.colour,
  }
}

function svgOf(sketch: PageSketch): string {
  const { width, height } = sketch
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${short(width)} ${short(height)}" width="${short(width)}" height="${short(height)}" role="img">`,
    `<rect width="${short(width)}" height="${short(height)}" fill="#FFFFFF"/>`,
  ]
  for (const fill of sketch.fills) parts.push(rectangle(fill, fill.colour))
  for (const picture of sketch.pictures) parts.push(rectangle(picture, 'D8D8D8'))
  for (const line of sketch.lines) {
    parts.push(
      `<line x1="${short(line.x0)}" y1="${short(line.y0)}" x2="${short(line.x1)}" y2="${short(line.y1)}" stroke="#${hex(line.colour)}" stroke-width="0.6"/>`,
    )
  }
  for (const word of sketch.words) {
    const turned = word.turn === 0 ? '' : ` transform="rotate(${word.turn * 90} ${short(word.x)} ${short(word.y)})"`
    const weight = word.isBold ? ' font-weight="bold"' : ''
    const slant = word.isItalic ? ' font-style="italic"' : ''
    // The stretch to the drawn width keeps each word in its place whatever font the reader has.
    parts.push(
      `<text x="${short(word.x)}" y="${short(word.y)}" font-family="Arial, Helvetica, sans-serif" font-size="${short(word.size)}" fill="#${hex(word.colour)}" textLength="${short(Math.max(0.1, word.width))}" lengthAdjust="spacingAndGlyphs"${weight}${slant}${turned}>${escaped(word.text)}</text>`,
    )
  }
  parts.push('</svg>')
  return parts.join('\n')
}

function rectangle(box: Box, colour: string): string {
  return `<rect x="${short(box.x0)}" y="${short(box.y0)}" width="${short(box.x1 - box.x0)}" height="${short(box.y1 - box.y0)}" fill="#${hex(colour)}"/>`
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0'
}

function hex(colour: string): string {
  return /^[0-9A-F]{6}$/i.test(colour) ? colour : '000000'
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
