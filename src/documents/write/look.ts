/** Colours and measures that every format shares, with their contrast: docs/papers.md. RRGGBB. */
import type { MarkShape, RatingMark, TableColumn } from '../paper.ts'

export const colours = {
  ink: '1A1F24',
  muted: '4A5560',
  navy: '14324A',
  band: 'DCE4EB',
  tint: 'F5F2EB',
  rule: 'C9CED3',
  gold: 'B07A12',
  goldOnNavy: 'E3B75A',
  white: 'FFFFFF',
}

/** The shape as a character, where a format has no drawing inside a line. */
export const glyphs: Record<MarkShape, string> = {
  tick: '✓',
  'ringed-tick': '✪',
  circle: '●',
  triangle: '▲',
  diamond: '◆',
  ring: '○',
  'dashed-ring': '',
  square: '■',
  star: '★',
  bar: '▬',
}

/** A pale or amber fill needs an edge to stand out from paper. */
export function edgeOf(mark: RatingMark): string {
  const contrast = 1.05 / (luminance(mark.fill) + 0.05)
  if (contrast >= 3) return mark.fill
  return contrast < 1.2 ? colours.muted : darken(mark.fill)
}

/** Column widths in the unit of `total`: everybody's least first, the rest by weight; all less where there is no room. */
export function columnWidths(columns: readonly TableColumn[], total: number, perMillimetre: number): number[] {
  const least = columns.map((column) => column.least * perMillimetre)
  const sum = least.reduce((a, b) => a + b, 0)
  if (sum >= total) return least.map((width) => (width / sum) * total)
  const weights = columns.reduce((all, column) => all + column.weight, 0) || columns.length
  return columns.map((column, index) => (least[index] ?? 0) + ((column.weight || 0) / weights) * (total - sum))
}

export function markOf(marks: readonly RatingMark[], id: string): RatingMark {
  const mark = marks.find((one) => one.id === id)
  if (mark === undefined) throw new Error(`The paper uses a rating that its key does not have: ${id}`)
  return mark
}

/** WCAG relative luminance of RRGGBB. */
export function luminance(hex: string): number {
  const channel = (index: number) => {
    const value = Number.parseInt(hex.slice(index, index + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Below 4.5 to 1 a word on its fill is refused, whatever paper asks for it. */
export function requireContrast(marks: readonly RatingMark[]): void {
  for (const mark of marks) {
    const found = contrast(mark.fill, mark.ink)
    if (found < 4.5)
      throw new Error(
        `The rating “${mark.word}” can’t be read: ${mark.ink} on ${mark.fill} is ${found.toFixed(1)} to 1`,
      )
  }
}

function darken(hex: string): string {
  return [0, 2, 4]
    .map((index) =>
      Math.round(Number.parseInt(hex.slice(index, index + 2), 16) * 0.55)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase()
}
