import type { Box } from './box.ts'
import type { Tag } from './tags.ts'

/** What a page shows, in points from its top left as a person holds it (page rotation undone). */
export interface PageDrawing {
  number: number
  width: number
  height: number
  words: Word[]
  rulings: Ruling[]
  fills: Fill[]
  pictures: Box[]
  /** Words that are in the file but cut off by a clip: mostly copies, sometimes the overflow of a spreadsheet cell. */
  clippedWords: Word[]
  /** Words drawn invisibly: the text layer of a scan. */
  invisibleWords: Word[]
  /** Characters whose font does not say which letters they are. */
  unreadableCharacters: number
}

export interface Word {
  text: string
  x0: number
  x1: number
  /** y of the baseline; for turned words, in the page's own frame like the rest. */
  baseline: number
  size: number
  style: Style
  /** Quarter turns clockwise: 0, 1, 2 or 3. */
  turn: number
  /** A space stands before it in the file. False for the second half of a word that changes style. */
  hasSpaceBefore: boolean
  isStruck: boolean
  isUnderlined: boolean
  /** Where a click on it goes: http, https or mailto. */
  link?: string
  /** Marked content id in a tagged PDF, -1 for none. */
  mark: number
  /** What a tagged PDF says of it. */
  tag?: Tag
  /** Tagged as page furniture: running header, footer, watermark. */
  isArtifact: boolean
}

export interface Style {
  font: string
  isBold: boolean
  isItalic: boolean
  /** RRGGBB */
  colour: string
}

export interface Ruling {
  isVertical: boolean
  /** x of a vertical ruling, y of a horizontal one. */
  at: number
  from: number
  to: number
  colour: string
}

export interface Fill extends Box {
  colour: string
}

/** Where a word stands: a little above and below its baseline, or along it when it is turned. */
export function wordBox(word: Word): Box {
  const rise = word.size * 0.75
  const drop = word.size * 0.22
  if (word.turn === 1)
    return { x0: word.x0 - drop, x1: word.x0 + rise, y0: word.baseline, y1: word.baseline + reach(word) }
  if (word.turn === 3)
    return { x0: word.x0 - rise, x1: word.x0 + drop, y0: word.baseline - reach(word), y1: word.baseline }
  return { x0: word.x0, x1: word.x1, y0: word.baseline - rise, y1: word.baseline + drop }
}

/** A turned word keeps its length in x1 − x0, with x0 on its baseline. */
function reach(word: Word): number {
  return word.x1 - word.x0
}
