import type { ReadingDoubt } from '../../neutral-document.ts'
import { Refused } from '../../safety/refused.ts'
import { areaOf } from './box.ts'
import type { PageDrawing } from './page-drawing.ts'

/** Share of a page that a picture must cover to be the page. */
const WHOLE_PAGE = 0.5

/**
 * Looks at pages that hold no words of their own. A scan with a text layer is read from that layer; a document of pictures only is
 * refused; single pages that are pictures are named.
 */
export function settlePictures(drawings: readonly PageDrawing[]): ReadingDoubt[] {
  const doubts: ReadingDoubt[] = []
  const recognised: number[] = []
  for (const drawing of drawings) {
    if (drawing.words.length > 0 || drawing.invisibleWords.length === 0 || !isPicture(drawing)) continue
    drawing.words = drawing.invisibleWords
    recognised.push(drawing.number)
  }
  if (drawings.every((drawing) => drawing.words.length === 0)) refuseWordless(drawings)
  if (recognised.length > 0) {
    doubts.push({
      severity: 'check',
      code: 'recognised-text',
      message: `${sayPages(recognised)} scanned; the words come from text recognition and may be wrong. Check them, or ask for the original.`,
      at: { page: recognised[0] ?? 1 },
    })
  }
  for (const drawing of drawings) {
    if (!isPicture(drawing) || recognised.includes(drawing.number) || lettersOf(drawing) > 120) continue
    doubts.push({
      severity: 'problem',
      code: 'picture',
      message: `Page ${drawing.number} is a picture; its words cannot be read. Ask for the original, or type in what it says.`,
      at: { page: drawing.number },
    })
  }
  return doubts
}

/** Words that are drawn but not seen, and letters no one can tell. */
export function unseenDoubts(drawings: readonly PageDrawing[]): ReadingDoubt[] {
  const doubts: ReadingDoubt[] = []
  const seen = new Set(drawings.flatMap((drawing) => drawing.words.map((word) => word.text)))
  for (const drawing of drawings) {
    const cut = drawing.clippedWords.filter((word) => !seen.has(word.text)).map((word) => word.text)
    if (cut.length > 0) {
      const words = cut.join(' ')
      doubts.push({
        severity: 'check',
        code: 'cut-off-text',
        message: `Page ${drawing.number} cuts off words that the file still holds, as a cell does that is too small: “${words.length > 400 ? `${words.slice(0, 400)}…` : words}”.`,
        at: { page: drawing.number },
      })
    }
    if (drawing.unreadableCharacters > 0) {
      const isMuch = drawing.unreadableCharacters > 0.02 * lettersOf(drawing)
      doubts.push({
        severity: isMuch ? 'problem' : 'info',
        code: 'unreadable-font',
        message: `Page ${drawing.number} has ${drawing.unreadableCharacters} characters in a font that does not say which letters they are. Compare the page with the reading, or ask for the original.`,
        at: { page: drawing.number },
      })
    }
  }
  return doubts
}

function refuseWordless(drawings: readonly PageDrawing[]): never {
  if (drawings.every((drawing) => drawing.pictures.length === 0)) {
    throw new Refused('empty-pdf', 'This PDF has no words on any page. Send the document it was made from.')
  }
  throw new Refused(
    'scanned-pdf',
    'This PDF is a picture of a document, probably a scan: it holds no words that can be read. Ask for the Word or Excel original, or have text recognition (OCR) run on it first.',
  )
}

function isPicture(drawing: PageDrawing): boolean {
  const page = drawing.width * drawing.height
  return drawing.pictures.reduce((sum, picture) => sum + areaOf(picture), 0) > WHOLE_PAGE * page
}

function lettersOf(drawing: PageDrawing): number {
  return drawing.words.reduce((sum, word) => sum + word.text.length, 0)
}

function sayPages(pages: readonly number[]): string {
  if (pages.length === 1) return `Page ${pages[0]} is`
  return `Pages ${pages.slice(0, -1).join(', ')} and ${pages.at(-1)} are`
}
