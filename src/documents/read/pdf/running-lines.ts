import type { PageLayout } from './lay-out-page.ts'
import { type Line, linesOf, lineText } from './text-lines.ts'

export interface RunningLine {
  page: number
  line: Line
  kind: 'header' | 'footer'
}

/** Share of the page's height, at its top and bottom, where running headers and footers stand. */
const MARGIN = 0.14

/**
 * Takes running headers, footers and page numbers out of the pages: lines in the margin that come again on other pages at the
 * same height, page numbers, and what a tagged PDF calls an artifact. Returns them, so that no word is lost.
 */
export function takeRunningLines(pages: readonly PageLayout[]): RunningLine[] {
  const candidates = pages.flatMap((page) => marginLines(page))
  const seen = new Map<string, Set<number>>()
  for (const { key, page } of candidates) {
    const where = seen.get(key) ?? new Set()
    where.add(page.drawing.number)
    seen.set(key, where)
  }
  const taken: RunningLine[] = []
  const stopped = new Set<string>()
  for (const { key, page, line, kind, isOutermost } of candidates) {
    // From the page's edge inwards: behind the first line that belongs to the text, everything does.
    const side = `${page.drawing.number} ${kind}`
    if (stopped.has(side)) continue
    const repeats = (seen.get(key)?.size ?? 0) >= Math.max(2, pages.length * 0.2) && !looksLikeTableHead(line, page)
    const isTagged = line.words.every((word) => word.isArtifact)
    if (!repeats && !isTagged && !(isOutermost && isPageNumber(lineText(line)))) {
      stopped.add(side)
      continue
    }
    taken.push({ page: page.drawing.number, line, kind })
    const gone = new Set(line.words)
    page.words = page.words.filter((word) => !gone.has(word))
  }
  return taken
}

interface Candidate {
  key: string
  page: PageLayout
  line: Line
  kind: 'header' | 'footer'
  isOutermost: boolean
}

/** Lines outside every table, near the top or bottom edge, the outermost first. Figures do not count when lines are compared. */
function marginLines(page: PageLayout): Candidate[] {
  const { height } = page.drawing
  const lines = linesOf(page.words)
  const tableTop = Math.min(Infinity, ...page.tables.map((table) => table.y0))
  const tableBottom = Math.max(-Infinity, ...page.tables.map((table) => table.y1))
  const found = lines.flatMap((line, i): Candidate[] => {
    const kind = line.y1 < height * MARGIN ? 'header' : line.y0 > height * (1 - MARGIN) ? 'footer' : null
    if (kind === null) return []
    const text = lineText(line).replace(/\d+/g, '#').toLowerCase()
    const isOutermost =
      kind === 'header' ? i === 0 && line.y1 <= tableTop + 2 : i === lines.length - 1 && line.y0 >= tableBottom - 2
    const key = `${kind}|${text}|${Math.round(line.baseline / 4)}`
    return [{ key, page, line, kind, isOutermost }]
  })
  const footers = found.filter((each) => each.kind === 'footer').reverse()
  return [...found.filter((each) => each.kind === 'header'), ...footers]
}

function isPageNumber(text: string): boolean {
  return /^(?:[-–—]\s*)?(?:page|p\.?|pg\.?)?\s*\d{1,4}(?:\s*(?:of|\/|\|)\s*\d{1,4})?(?:\s*[-–—])?$/i.test(text.trim())
}

/** The heads of an unruled table come again on each page too: several set apart pieces with text under each of them. */
function looksLikeTableHead(line: Line, page: PageLayout): boolean {
  const starts = line.words
    .filter((word, i) => {
      const before = line.words[i - 1]
      return !before || word.x0 - before.x1 > 1.2 * line.size
    })
    .map((word) => word.x0)
  if (starts.length < 3) return false
  const below = page.words.filter(
    (word) => word.baseline > line.baseline + 2 && word.baseline < line.baseline + 12 * line.size,
  )
  const matched = starts.filter((x) => below.some((word) => Math.abs(word.x0 - x) < 3))
  return matched.length >= 3
}
