import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Box, boxOf, centreOf, covers } from './box.ts'
import { applied, type Matrix } from './matrix.ts'
import { type PageDrawing, type Style, type Word, wordBox } from './page-drawing.ts'

/** A reader's note on a page: sticky note, comment on highlighted words. */
export interface PageNote {
  page: number
  author: string | null
  text: string
  box: Box
}

/**
 * Reads what lies on a page: notes are returned; links are told to the words under them; what is filled into form fields becomes
 * words where the field stands, unless the page already shows it.
 */
export async function readNotesAndFields(page: PDFPageProxy, drawing: PageDrawing): Promise<PageNote[]> {
  const annotations = (await page.getAnnotations({ intent: 'display' })) as Record<string, unknown>[]
  const matrix = page.getViewport({ scale: 1 }).transform as unknown as Matrix
  const notes: PageNote[] = []
  for (const annotation of annotations) {
    const [a = 0, b = 0, c = 0, d = 0] = Array.isArray(annotation.rect) ? (annotation.rect as number[]) : []
    const box = boxOf([applied(matrix, a, b), applied(matrix, c, d)])
    if (annotation.subtype === 'Link') markLink(drawing, box, annotation.url)
    else if (annotation.subtype === 'Widget') addField(drawing, box, annotation)
    else if (annotation.subtype !== 'Popup' && annotation.subtype !== 'FreeText') {
      const text = said(annotation.contentsObj)
      if (text !== '') notes.push({ page: drawing.number, author: said(annotation.titleObj) || null, text, box })
    }
  }
  return notes
}

function said(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? (value as { str?: unknown }).str : undefined
  return typeof text === 'string' ? text.trim() : ''
}

function markLink(drawing: PageDrawing, box: Box, url: unknown): void {
  if (typeof url !== 'string' || !/^(?:https?|mailto):/i.test(url)) return
  for (const word of drawing.words) if (covers(box, centreOf(wordBox(word)), 1)) word.link = url
}

function addField(drawing: PageDrawing, box: Box, field: Record<string, unknown>): void {
  if (field.hidden === true) return
  const isInside = (word: Word) => covers(box, centreOf(wordBox(word)), 1)
  if (field.checkBox === true || field.radioButton === true) {
    const isChosen =
      typeof field.fieldValue === 'string' &&
      field.fieldValue !== 'Off' &&
      (field.exportValue ?? field.buttonValue) === field.fieldValue
    drawing.words = drawing.words.filter((word) => !isInside(word))
    if (field.radioButton !== true || isChosen) placeWords(drawing, box, [isChosen ? '☑' : '☐'])
    return
  }
  const value = Array.isArray(field.fieldValue) ? field.fieldValue.join(', ') : field.fieldValue
  if (typeof value !== 'string' || value.trim() === '' || drawing.words.some(isInside)) return
  placeWords(drawing, box, value.split(/\r\n|\r|\n/))
}

const FIELD_STYLE: Style = { font: '', isBold: false, isItalic: false, colour: '000000' }

/** Words for a value whose drawing the file does not hold: set in the field's box, evenly, as a form viewer would. */
function placeWords(drawing: PageDrawing, box: Box, lines: readonly string[]): void {
  const height = (box.y1 - box.y0) / Math.max(1, lines.length)
  const size = Math.max(4, Math.min(11, height * 0.7))
  lines.forEach((line, i) => {
    let x = box.x0 + 2
    for (const text of line.split(/\s+/).filter((each) => each !== '')) {
      const width = text.length * size * 0.5
      drawing.words.push({
        text,
        x0: x,
        x1: x + width,
        baseline: box.y0 + i * height + Math.min(height, size * 1.4) * 0.75,
        size,
        style: FIELD_STYLE,
        turn: 0,
        hasSpaceBefore: true,
        isStruck: false,
        isUnderlined: false,
        mark: -1,
        isArtifact: false,
      })
      x += width + size * 0.28
    }
  })
}
