import { around, type Box } from './box.ts'
import { type Word, wordBox } from './page-drawing.ts'

/** Words on one baseline, left to right. */
export interface Line extends Box {
  words: Word[]
  baseline: number
  /** The size of most of its letters. */
  size: number
}

/** Words into lines, top to bottom. Raised and lowered small print joins the line it belongs to. */
export function linesOf(words: readonly Word[]): Line[] {
  const upright = words.filter((word) => word.turn === 0)
  const lines = upright.length > 0 ? uprightLines(upright) : []
  for (const turn of [3, 1, 2]) {
    const turned = words.filter((word) => word.turn === turn)
    if (turned.length > 0) lines.push(...turnedLines(turned, turn))
  }
  return lines
}

/** A gap this wide, in parts of the letter size, is a space even where the file has none. */
const SPACE_GAP = 0.15

export function hasSpaceBetween(left: Word, right: Word): boolean {
  const gap = (right.x0 - left.x1) / Math.max(left.size, right.size)
  return gap > SPACE_GAP || (right.hasSpaceBefore && gap > 0.05)
}

/** The line as text, a space between words. */
export function lineText(line: Line): string {
  let text = ''
  let previous: Word | null = null
  for (const word of line.words) {
    if (previous && hasSpaceBetween(previous, word)) text += ' '
    text += word.text
    previous = word
  }
  return text
}

function uprightLines(words: readonly Word[]): Line[] {
  const sorted = [...words].sort((a, b) => a.baseline - b.baseline || a.x0 - b.x0)
  const lines: { words: Word[]; baseline: number; size: number }[] = []
  for (const word of sorted) {
    const line = lines.at(-1)
    const before = lines.at(-2)
    if (line && Math.abs(line.baseline - word.baseline) < 0.42 * Math.max(line.size, word.size)) {
      line.words.push(word)
      if (word.size > line.size) {
        line.size = word.size
        line.baseline = word.baseline
      }
    } else if (line && line.size < word.size * 0.8 && word.baseline - line.baseline < 0.6 * word.size) {
      // Raised figures come first in order of height.
      line.words.push(word)
      line.size = word.size
      line.baseline = word.baseline
    } else if (before && word.size < before.size * 0.8 && word.baseline - before.baseline < 0.42 * before.size) {
      before.words.push(word)
    } else lines.push({ words: [word], baseline: word.baseline, size: word.size })
  }
  return lines.map(finishedLine)
}

function finishedLine({ words, baseline }: { words: Word[]; baseline: number }): Line {
  words.sort((a, b) => a.x0 - b.x0)
  const kept = withoutDoubles(words)
  return { words: kept, baseline, size: mainSize(kept), ...around(kept.map(wordBox)) }
}

/** A shadow or a poor man's bold is the same word drawn again a hair's breadth away. */
function withoutDoubles(words: Word[]): Word[] {
  return words.filter((word, i) => {
    for (let j = i - 1; j >= 0 && j >= i - 3; j--) {
      const other = words[j]
      if (
        other &&
        other.text === word.text &&
        Math.abs(other.x0 - word.x0) < 0.12 * word.size &&
        Math.abs(other.x1 - word.x1) < 0.12 * word.size
      )
        return false
    }
    return true
  })
}

function mainSize(words: readonly Word[]): number {
  const letters = new Map<number, number>()
  for (const word of words) letters.set(word.size, (letters.get(word.size) ?? 0) + word.text.length)
  let best = 0
  let most = -1
  for (const [size, count] of letters) {
    if (count > most) {
      most = count
      best = size
    }
  }
  return best
}

/** Turned words are read in their own frame; their lines keep the place where they stand on the page. */
function turnedLines(words: readonly Word[], turn: number): Line[] {
  const upright = words.map((word) => {
    const length = word.x1 - word.x0
    if (turn === 3) return { ...word, turn: 0, x0: -word.baseline, x1: -word.baseline + length, baseline: word.x0 }
    if (turn === 1) return { ...word, turn: 0, x0: word.baseline, x1: word.baseline + length, baseline: -word.x0 }
    return { ...word, turn: 0, x0: -word.x1, x1: -word.x0, baseline: -word.baseline }
  })
  return uprightLines(upright).map((line) => {
    const { x0, y0, x1, y1 } = line
    const place =
      turn === 3
        ? { x0: y0, x1: y1, y0: -x1, y1: -x0 }
        : turn === 1
          ? { x0: -y1, x1: -y0, y0: x0, y1: x1 }
          : { x0: -x1, x1: -x0, y0: -y1, y1: -y0 }
    return { ...line, ...place }
  })
}
