import { type Box, boxOf } from './box.ts'
import type { PageDrawing, Ruling, Word } from './page-drawing.ts'

/** Turns a page whose text was set sideways (a landscape table on a portrait page) so that most of it reads left to right. */
export function turnUpright(drawing: PageDrawing): PageDrawing {
  const letters = [0, 0, 0, 0]
  for (const word of drawing.words) letters[word.turn] = (letters[word.turn] ?? 0) + word.text.length
  const all = letters.reduce((sum, count) => sum + count, 0)
  const turn = letters.findIndex((count) => count > 0.6 * all)
  if (turn < 1) return drawing
  let turned = drawing
  // Each quarter turn back takes one clockwise quarter off every word.
  for (let i = 0; i < turn; i++) turned = turnedBack(turned)
  return turned
}

/** The page a quarter turn anticlockwise: (x, y) → (y, width − x). */
function turnedBack(drawing: PageDrawing): PageDrawing {
  const { width, height } = drawing
  const point = (x: number, y: number): [number, number] => [y, width - x]
  const box = <B extends Box>(each: B): B => ({ ...each, ...boxOf([point(each.x0, each.y0), point(each.x1, each.y1)]) })
  const word = (each: Word): Word => {
    const [x, y] = point(each.turn === 2 ? each.x1 : each.x0, each.baseline)
    const turn = (each.turn + 3) % 4
    const length = each.x1 - each.x0
    return { ...each, turn, baseline: y, x0: turn === 2 ? x - length : x, x1: turn === 2 ? x : x + length }
  }
  const ruling = (each: Ruling): Ruling =>
    each.isVertical
      ? { ...each, isVertical: false, at: width - each.at }
      : { ...each, isVertical: true, at: each.at, from: width - each.to, to: width - each.from }
  return {
    ...drawing,
    width: height,
    height: width,
    words: drawing.words.map(word),
    clippedWords: drawing.clippedWords.map(word),
    invisibleWords: drawing.invisibleWords.map(word),
    rulings: drawing.rulings.map(ruling),
    fills: drawing.fills.map(box),
    pictures: drawing.pictures.map(box),
  }
}
