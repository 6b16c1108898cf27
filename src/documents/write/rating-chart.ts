import type { MarkShape, RatingChart, RatingMark } from '../paper.ts'
import { escapeMarkup } from './printable.ts'

/** Strong enough to survive a grey print: blue, green and red are near one grey there. Keyed by shape, so never twice the same. */
const patterns: Record<MarkShape, string | null> = {
  tick: null,
  ring: null,
  'ringed-tick': '<path d="M0 2H8M0 6H8" stroke="INK" stroke-opacity=".4" stroke-width=".8"/>',
  'dashed-ring': '<circle cx="4" cy="4" r=".9" fill="INK" fill-opacity=".5"/>',
  circle: '<path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" stroke="INK" stroke-opacity=".55" stroke-width="1.1"/>',
  triangle:
    '<circle cx="2" cy="2" r="1.15" fill="INK" fill-opacity=".75"/><circle cx="6" cy="6" r="1.15" fill="INK" fill-opacity=".75"/>',
  diamond: '<path d="M0 0L8 8M8 0L0 8" stroke="INK" stroke-opacity=".6" stroke-width="1"/>',
  square: '<path d="M0 4H8" stroke="INK" stroke-opacity=".6" stroke-width="1.2"/>',
  star: '<path d="M4 0V8" stroke="INK" stroke-opacity=".6" stroke-width="1.2"/>',
  bar: '<path d="M-2 -2L10 10M-2 6L2 10M6 -2L10 2" stroke="INK" stroke-opacity=".45" stroke-width="1"/>',
}

/** The mark of a rating, centred on x, y, within r of it. */
export function markShape(shape: MarkShape, x: number, y: number, r: number, ink: string): string {
  const fill = `fill="${ink}"`
  switch (shape) {
    case 'tick':
      return `<path d="M${round(x - r)} ${round(y)}l${round(r * 0.7)} ${round(r * 0.75)}l${round(r * 1.25)} ${round(-r * 1.5)}" fill="none" stroke="${ink}" stroke-width="${round(r * 0.42)}"/>`
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="${round(r * 0.85)}" ${fill}/>`
    case 'triangle':
      return `<path d="M${x} ${round(y - r)}l${r} ${round(r * 1.8)}h${-2 * r}z" ${fill}/>`
    case 'diamond':
      return `<path d="M${x} ${round(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z" ${fill}/>`
    case 'ring':
      return `<circle cx="${x}" cy="${y}" r="${round(r * 0.7)}" fill="none" stroke="${ink}" stroke-width="${round(r * 0.36)}"/>`
    case 'ringed-tick':
      return `<circle cx="${x}" cy="${y}" r="${round(r * 0.85)}" fill="none" stroke="${ink}" stroke-width="${round(r * 0.24)}"/>${markShape('tick', x, y, r * 0.5, ink)}`
    case 'dashed-ring':
      return `<circle cx="${x}" cy="${y}" r="${round(r * 0.7)}" fill="none" stroke="${ink}" stroke-width="${round(r * 0.26)}" stroke-dasharray="${round(r * 0.5)} ${round(r * 0.38)}"/>`
    case 'square':
      return `<rect x="${round(x - r * 0.75)}" y="${round(y - r * 0.75)}" width="${round(r * 1.5)}" height="${round(r * 1.5)}" ${fill}/>`
    case 'star':
      return `<path d="${starPath(x, y, r)}" ${fill}/>`
    case 'bar':
      return `<rect x="${round(x - r * 0.8)}" y="${round(y - r * 0.22)}" width="${round(r * 1.6)}" height="${round(r * 0.44)}" ${fill}/>`
  }
}

/**
 * Stacked bars of counts: one scale for all rows, a number on every block, the row's total at its end. Plain SVG with its own
 * patterns, so that one drawing serves the PDF, the web page and, as a picture, Word.
 */
export function drawRatingChart(
  chart: RatingChart,
  marks: readonly RatingMark[],
  options: { font: string; width?: number; size?: number; idPrefix?: string },
): { svg: string; width: number; height: number } {
  const { font, width = 680, size = 13, idPrefix = 'p' } = options
  const used = chart.order.flatMap((id) => marks.find((mark) => mark.id === id) ?? [])
  const labelWidth = Math.min(
    230,
    Math.max(90, ...chart.rows.map((row) => Math.min(row.name.length, 34) * size * 0.54 + 14)),
  )
  const bar = chart.rows.length > 12 ? 20 : 26
  const gap = chart.rows.length > 12 ? 8 : 12
  const most = Math.max(1, ...chart.rows.map((row) => row.total))
  const unit = (width - labelWidth - 46) / most
  const legend = drawLegend(used, width, size, idPrefix)
  let out = legend.svg
  let y = legend.height
  for (const row of chart.rows) {
    const names = wrapName(row.name, Math.floor((labelWidth - 10) / (size * 0.52)))
    const height = Math.max(bar, names.length * size * 1.1)
    const middle = y + height / 2
    out += names
      .map(
        (name, index) =>
          `<text x="${round(labelWidth - 10)}" y="${round(middle + size * 0.34 + (index - (names.length - 1) / 2) * size * 1.1)}" text-anchor="end">${escapeMarkup(name)}</text>`,
      )
      .join('')
    let x = labelWidth
    for (const mark of used) {
      const count = row.counts[mark.id] ?? 0
      if (count === 0) continue
      const blockWidth = count * unit
      out += block(mark, x, middle - bar / 2, blockWidth, bar, idPrefix)
      const chip = String(count).length * size * 0.56 + 8
      if (blockWidth >= chip - 3)
        out +=
          `<rect x="${round(x + blockWidth / 2 - chip / 2 + 1.5)}" y="${round(middle - size * 0.65)}" width="${round(chip - 3)}" height="${round(size * 1.3)}" rx="2" fill="#${mark.fill}"/>` +
          `<text x="${round(x + blockWidth / 2)}" y="${round(middle + size * 0.34)}" text-anchor="middle" font-weight="700" fill="#${mark.ink}">${count}</text>`
      x += blockWidth
    }
    out += `<text x="${round(x + 9)}" y="${round(middle + size * 0.34)}" font-weight="700">${row.total}</text>`
    y += height + gap
  }
  const height = Math.ceil(y)
  const definitions = used
    .map((mark) => {
      const pattern = patterns[mark.shape]
      return pattern === null
        ? ''
        : `<pattern id="${idPrefix}-${mark.shape}" width="8" height="8" patternUnits="userSpaceOnUse">${pattern.replaceAll('INK', `#${mark.ink}`)}</pattern>`
    })
    .join('')
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}" font-size="${size}" fill="#1A1F24"><defs>${definitions}</defs>${out}</svg>`,
    width,
    height,
  }
}

function drawLegend(marks: readonly RatingMark[], width: number, size: number, idPrefix: string) {
  let svg = ''
  let x = 0
  let y = 4
  for (const mark of marks) {
    const needs = 44 + mark.word.length * size * 0.56
    if (x > 0 && x + needs > width) {
      x = 0
      y += 22
    }
    svg += block(mark, x + 0.5, y, 22, 14, idPrefix)
    svg += `<text x="${round(x + 29)}" y="${round(y + 11.5)}">${escapeMarkup(mark.word)}</text>`
    x += needs
  }
  return { svg, height: y + 32 }
}

function block(mark: RatingMark, x: number, y: number, width: number, height: number, idPrefix: string): string {
  const box = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`
  const pattern = patterns[mark.shape] === null ? '' : `<rect ${box} fill="url(#${idPrefix}-${mark.shape})"/>`
  return `<rect ${box} fill="#${mark.fill}"/>${pattern}<rect ${box} fill="none" stroke="#1A1F24" stroke-width=".9"/>`
}

/** At most three lines of a name; what does not fit is cut with a mark, since the table below has it whole. */
function wrapName(name: string, letters: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of name.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= letters || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  const kept = lines.slice(0, 3)
  if (lines.length > 3) kept[2] = `${kept[2] ?? ''}…`
  return kept.map((one) => (one.length > letters + 4 ? `${one.slice(0, letters + 3)}…` : one))
}

function starPath(x: number, y: number, r: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (Math.PI / 5) * index - Math.PI / 2
    const reach = index % 2 === 0 ? r : r * 0.42
    return `${round(x + Math.cos(angle) * reach)} ${round(y + Math.sin(angle) * reach)}`
  })
  return `M${points.join('L')}z`
}

const round = (value: number) => Math.round(value * 100) / 100
