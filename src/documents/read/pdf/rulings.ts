import type { PageDrawing, Ruling, Word } from './page-drawing.ts'

/** Lines nearer than this are one line drawn twice, or touch. */
const TOUCH = 3
/** Dots and dashes of a line are no further apart than this. */
const DASH_GAP = 3.5

/**
 * The lines of a page that may be table borders, each whole (dashes and cell-by-cell pieces joined). Underlines and lines
 * struck through words are told to the words and taken out.
 */
export function tidyRulings(drawing: PageDrawing): Ruling[] {
  const merged = mergePieces(drawing.rulings)
  const words = drawing.words.filter((word) => word.turn === 0)
  return merged.filter((ruling) => ruling.isVertical || !marksWords(ruling, words))
}

/** Groups of lines that touch one another: each table is one, and margin bars and page furniture fall out. */
export function connectedRulings(rulings: readonly Ruling[]): Ruling[][] {
  const parents = rulings.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    for (;;) {
      const parent = parents[at] ?? at
      if (parent === at) return at
      parents[at] = parents[parent] ?? parent
      at = parent
    }
  }
  const join = (i: number, j: number) => {
    parents[root(i)] = root(j)
  }
  const order = rulings.map((_, i) => i).sort((i, j) => at(rulings, i) - at(rulings, j))
  const verticals = order.filter((i) => rulings[i]?.isVertical)
  const horizontals = order.filter((i) => !rulings[i]?.isVertical)
  const heights = verticals.map((i) => at(rulings, i))
  for (const h of horizontals) {
    const across = rulings[h]
    if (!across) continue
    for (let k = firstAtLeast(heights, across.from - TOUCH); k < verticals.length; k++) {
      const v = verticals[k] ?? 0
      const down = rulings[v]
      if (!down || down.at > across.to + TOUCH) break
      if (across.at >= down.from - TOUCH && across.at <= down.to + TOUCH) join(h, v)
    }
  }
  for (const group of [verticals, horizontals]) {
    for (let k = 1; k < group.length; k++) {
      const a = rulings[group[k - 1] ?? 0]
      const b = rulings[group[k] ?? 0]
      if (a && b && b.at - a.at < TOUCH && a.from <= b.to + TOUCH && b.from <= a.to + TOUCH)
        join(group[k - 1] ?? 0, group[k] ?? 0)
    }
  }
  const groups = new Map<number, Ruling[]>()
  rulings.forEach((ruling, i) => {
    const key = root(i)
    const group = groups.get(key)
    if (group) group.push(ruling)
    else groups.set(key, [ruling])
  })
  return [...groups.values()]
}

function at(rulings: readonly Ruling[], i: number): number {
  return rulings[i]?.at ?? 0
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function mergePieces(rulings: readonly Ruling[]): Ruling[] {
  const sorted = [...rulings].sort(
    (a, b) => Number(a.isVertical) - Number(b.isVertical) || a.at - b.at || a.from - b.from,
  )
  const merged: Ruling[] = []
  let band: Ruling[] = []
  const closeBand = () => {
    band.sort((a, b) => a.from - b.from)
    let open: Ruling | null = null
    for (const piece of band) {
      if (open && piece.from - open.to <= DASH_GAP) open.to = Math.max(open.to, piece.to)
      else {
        open = { ...piece }
        merged.push(open)
      }
    }
    band = []
  }
  for (const ruling of sorted) {
    const last = band.at(-1)
    if (last && (last.isVertical !== ruling.isVertical || ruling.at - last.at > 0.8)) closeBand()
    band.push(ruling)
  }
  closeBand()
  // A speck is no border.
  return merged.filter((ruling) => ruling.to - ruling.from > 4)
}

/** True for a line drawn for words: under them or through them, as long as they are. Marks the words. */
function marksWords(ruling: Ruling, words: readonly Word[]): boolean {
  const through: Word[] = []
  const under: Word[] = []
  for (const word of words) {
    const above = word.baseline - ruling.at
    if (above < -0.3 * word.size || above > 0.5 * word.size) continue
    const shared = Math.min(word.x1, ruling.to) - Math.max(word.x0, ruling.from)
    if (shared < 0.6 * (word.x1 - word.x0)) continue
    if (above > 0.12 * word.size) through.push(word)
    else under.push(word)
  }
  const marked = through.length > 0 ? through : under
  if (marked.length === 0) return false
  const from = Math.min(...marked.map((word) => word.x0))
  const to = Math.max(...marked.map((word) => word.x1))
  const slack = Math.max(2, 0.35 * (marked[0]?.size ?? 10))
  if (ruling.from < from - slack || ruling.to > to + slack) return false
  for (const word of marked) {
    if (through.length > 0) word.isStruck = true
    else word.isUnderlined = true
  }
  return true
}
