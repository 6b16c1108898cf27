import { readListMark } from './list-mark.ts'
import type { Word } from './page-drawing.ts'
import type { Line } from './text-lines.ts'

/** A stretch of a line that stands in one column, or over several. */
export interface Segment {
  x0: number
  x1: number
  words: Word[]
  line: Line
}

/** A column of text: where its words begin and end, and the left edge that most of its lines share. */
export interface TextColumn {
  x0: number
  x1: number
  left: number | null
}

/** A gap wider than this many letter sizes may be the gap between columns; justified text stays below it. */
const COLUMN_GAP = 0.7
/** Spreadsheets set columns closer than a space; such a gap counts only where many lines begin right after it. */
const MANY_LINES = 6
/** … or some, and a row of heads does so too. */
const SOME_LINES = 3

/** A line parted at its wide gaps, before anything is known of columns. */
export function segmentsOf(line: Line): Segment[] {
  return withListMarks(
    line,
    partedAt(line, (left, right) => right.x0 - left.x1 > COLUMN_GAP * line.size),
  )
}

/**
 * A line parted at the columns' edges. Text that runs over an edge without a gap there is one segment: a band or a merged cell.
 */
export function segmentsIn(line: Line, columns: readonly TextColumn[]): Segment[] {
  return partedAt(line, (left, right) => {
    const column = columnAt(columns, right.x0)
    if (columnAt(columns, left.x0) === column) return false
    const edge = columns[column]?.left ?? null
    return right.x0 - left.x1 > COLUMN_GAP * line.size || (edge !== null && Math.abs(right.x0 - edge) < 1.5)
  })
}

/** A segment parted where a word begins at a column's left edge. */
function partedAtEdges(segment: Segment, columns: readonly TextColumn[]): Segment[] {
  const parted: Segment[] = []
  for (const word of segment.words) {
    const last = parted.at(-1)
    const edge = columns[columnAt(columns, word.x0)]?.left ?? null
    if (last && (edge === null || Math.abs(word.x0 - edge) >= 1.5)) {
      last.words.push(word)
      last.x1 = Math.max(last.x1, word.x1)
    } else parted.push({ x0: word.x0, x1: word.x1, words: [word], line: segment.line })
  }
  return parted
}

function partedAt(line: Line, isParted: (left: Word, right: Word) => boolean): Segment[] {
  const segments: Segment[] = []
  let previous: Word | null = null
  for (const word of line.words) {
    const last = segments.at(-1)
    if (last && previous && !isParted(previous, word)) {
      last.x1 = Math.max(last.x1, word.x1)
      last.words.push(word)
    } else segments.push({ x0: word.x0, x1: word.x1, words: [word], line })
    previous = word
  }
  return segments
}

/** A list mark belongs to the text after it, however far that is set in. */
function withListMarks(line: Line, segments: Segment[]): Segment[] {
  const mark = readListMark(line)
  const [first, second] = segments
  if (!mark || !first || !second || first.x1 > mark.bodyX) return segments
  if (mark.isOrdered && segments.length > 2) return segments
  if (second.x0 - first.x1 > 3.5 * line.size) return segments
  return [{ x0: first.x0, x1: second.x1, words: [...first.words, ...second.words], line }, ...segments.slice(2)]
}

/**
 * The columns that lines with several segments agree on: (nearly) no word stands across the stretches of x that part them, and most
 * of what stands in a column lines up at its left, right or middle.
 */
export function columnsOf(lines: readonly Segment[][], size: number): TextColumn[] {
  const words = lines.map((segments) => segments.flatMap((segment) => pieces(segment)))
  const stretches = coveredStretches(words.flat(), Math.floor(lines.length * 0.05))
  const heads = headsOf(lines)
  const columns: TextColumn[] = []
  for (const stretch of stretches) {
    const last = columns.at(-1)
    const gap = last ? stretch.x0 - last.x1 : Infinity
    if (last && gap < COLUMN_GAP * size && !linesUp(stretch, words, heads, size)) last.x1 = stretch.x1
    else columns.push({ ...stretch, left: null })
  }
  const edged = withLeftEdges(columns, words)
  // Parted again at the edges now known, so that a date set to the right is not judged together with the text that follows it closely.
  const segments = lines.flatMap((each) => each.flatMap((segment) => partedAtEdges(segment, edged)))
  return withLeftEdges(withHeads(joinSparse(joinRagged(columns, segments), lines, size), lines), words)
}

interface Stretch {
  x0: number
  x1: number
  text?: string
}

/** A list mark and its text are one piece: the space between them is no gap between columns. */
function pieces(segment: Segment): Stretch[] {
  const mark = readListMark(segment.line)
  const [first, second] = segment.words
  if (!mark || !first || !second || first !== segment.line.words[0]) return segment.words
  return [{ x0: first.x0, x1: second.x1 }, ...segment.words.slice(2)]
}

/** Stretches of x in which more than `mayCross` words stand. */
function coveredStretches(words: readonly Stretch[], mayCross: number): Stretch[] {
  if (words.length === 0) return []
  const step = 0.5
  const left = Math.min(...words.map((word) => word.x0))
  const right = Math.max(...words.map((word) => word.x1))
  const counts = new Int32Array(Math.ceil((right - left) / step) + 2)
  for (const word of words) {
    const to = Math.ceil((word.x1 - left) / step)
    for (let i = Math.floor((word.x0 - left) / step); i < to; i++) counts[i] = (counts[i] ?? 0) + 1
  }
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  for (let i = 0; i < counts.length; i++) {
    if ((counts[i] ?? 0) > mayCross) {
      open ??= stretches[stretches.push({ x0: left + i * step, x1: 0 }) - 1] ?? null
      if (open) open.x1 = left + (i + 1) * step
    } else open = null
  }
  return stretches
}

interface Heads {
  /** Where the pieces of rows begin that are parted by wide gaps. */
  starts: number[]
  /** Where the column heads begin, if the first such row is in bold. */
  row: number[] | null
}

function headsOf(lines: readonly Segment[][]): Heads {
  const rows = lines.filter((segments) => segments.length > 3)
  const [first] = rows
  const isBold = first?.every((segment) => segment.words.every((word) => word.style.isBold)) ?? false
  return {
    starts: rows.flat().map(({ x0 }) => x0),
    row: first && isBold ? first.map(({ x0 }) => x0) : null,
  }
}

/**
 * Many lines begin a word at the stretch's left edge, after different words or after none: only columns do that. (A post that many rows
 * name, "Head of Service", lines up too, but always after the same word.)
 */
function linesUp(stretch: Stretch, lines: readonly Stretch[][], heads: Heads, size: number): boolean {
  const firsts = lines.flatMap((words) => {
    const i = words.findIndex((word) => word.x0 >= stretch.x0 - 0.5 && word.x0 <= stretch.x1)
    const [word, before] = [words[i], words[i - 1]]
    return word
      ? { x0: word.x0, before: before && word.x0 - before.x1 < COLUMN_GAP * size ? (before.text ?? '') : null }
      : []
  })
  const { value, share } = mostCommon(firsts.map((word) => word.x0))
  const isHeaded = heads.starts.some((x) => Math.abs(x - value) < 1.5)
  // Sentences that many rows repeat line up inside their column; but no head stands there.
  if (heads.row && !heads.row.some((x) => x > stretch.x0 - 1.5 && x < stretch.x1)) return false
  if (firsts.length * share < (isHeaded ? SOME_LINES : MANY_LINES) || share <= 0.7) return false
  const here = firsts.filter((word) => Math.abs(word.x0 - value) < 2.5)
  const free = here.filter((word) => word.before === null).length
  return free >= 0.3 * here.length || new Set(here.map((word) => word.before)).size >= 4
}

/** Columns whose text lines up nowhere are no columns: a chance gap in prose. They join their left neighbour. */
function joinRagged(columns: readonly TextColumn[], segments: readonly Segment[]): TextColumn[] {
  const kept: TextColumn[] = []
  for (const column of columns) {
    const inside = segments.filter((segment) => segment.x0 >= column.x0 - 1 && segment.x0 <= column.x1)
    const last = kept.at(-1)
    const isAligned =
      inside.length === 0 ||
      [
        inside.map((segment) => segment.x0),
        inside.map((segment) => segment.x1),
        inside.map((segment) => (segment.x0 + segment.x1) / 2),
      ].some((values) => mostCommon(values).share >= 0.5)
    if (last && !isAligned) last.x1 = column.x1
    else kept.push({ ...column })
  }
  return kept
}

/** A heading set apart from the figures under it ("No." left, numbers right) is one column with them: no line fills both. */
function joinSparse(columns: readonly TextColumn[], lines: readonly Segment[][], size: number): TextColumn[] {
  const kept: TextColumn[] = []
  const fills = (column: Stretch) =>
    lines.map((segments) =>
      segments.some((each) => each.words.some((word) => word.x0 >= column.x0 - 0.5 && word.x0 < column.x1)),
    )
  for (const column of columns) {
    const last = kept.at(-1)
    const [before, now] = [last ? fills(last) : [], fills(column)]
    const isSparse = Math.min(before.filter(Boolean).length, now.filter(Boolean).length) <= 1
    const isApart = now.some((each, i) => each && before[i])
    if (last && isSparse && !isApart && column.x0 - last.x1 < 2 * size) last.x1 = column.x1
    else kept.push({ ...column })
  }
  return kept
}

/** A head that begins left of the dates under it, in the white before them, is of their column. */
function withHeads(columns: readonly TextColumn[], lines: readonly Segment[][]): TextColumn[] {
  const widened = columns.map((column) => ({ ...column }))
  for (const segment of lines.filter((segments) => segments.length > 2).flat()) {
    const at = widened.findIndex((column) => segment.x0 < column.x0 && segment.x1 > column.x0)
    const [before, column, next] = [widened[at - 1], widened[at], widened[at + 1]]
    if (!column || !before || segment.x0 < before.x1 + 0.5 || segment.x1 > (next?.x0 ?? Infinity)) continue
    column.x0 = segment.x0
  }
  return widened
}

function withLeftEdges(columns: readonly TextColumn[], lines: readonly Stretch[][]): TextColumn[] {
  return columns.map((column) => {
    const firsts = lines.flatMap(
      (words) => words.find((word) => word.x0 >= column.x0 - 0.5 && word.x0 <= column.x1) ?? [],
    )
    const { value, share } = mostCommon(firsts.map((word) => word.x0))
    return { ...column, left: share >= 0.5 ? value : null }
  })
}

/** The value that most values lie within 2.5 points of, and their share. */
function mostCommon(values: readonly number[]): { value: number; share: number } {
  const sorted = [...values].sort((a, b) => a - b)
  let best = { value: 0, count: 0 }
  let from = 0
  for (let to = 0; to < sorted.length; to++) {
    while ((sorted[to] ?? 0) - (sorted[from] ?? 0) > 2.5) from++
    if (to - from + 1 > best.count) best = { value: sorted[from] ?? 0, count: to - from + 1 }
  }
  return { value: best.value, share: values.length === 0 ? 0 : best.count / values.length }
}

export function columnAt(columns: readonly TextColumn[], x: number): number {
  let best = 0
  columns.forEach((column, i) => {
    if (x >= column.x0 - 1) best = i
  })
  return best
}

/** A segment that reaches over the gap into the next column: a heading band or a merged cell. */
export function crossesColumns(columns: readonly TextColumn[], segment: Segment): boolean {
  const next = columns[columnAt(columns, segment.x0) + 1]
  return next !== undefined && segment.x1 > next.x0 + 1
}
