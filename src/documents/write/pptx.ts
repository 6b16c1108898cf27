import { createRequire } from 'node:module'
import type Library from 'pptxgenjs'
import type { Line, Paper, PaperBlock, PaperTable, RatingChart, RatingMark, Slide, TableCell } from '../paper.ts'
import { lineText } from '../paper.ts'
import { colours, columnWidths, edgeOf, glyphs, markOf, requireContrast } from './look.ts'
import { countLines, textWidth, wrapText } from './measure-text.ts'
import { patchSlides } from './pptx-patches.ts'
import { printable } from './printable.ts'
import { steadyPackage } from './steady-package.ts'

/**
 * The paper to show, as PowerPoint: a title on every slide, native charts and tables, notes. Text is measured before it
 * is placed: what does not fit goes on a slide of its own with the same title, never off the edge and never smaller than
 * a hall can read.
 */
export async function writePptx(paper: Paper): Promise<Uint8Array> {
  requireContrast(paper.marks)
  const deck = new PowerPoint()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = printable(paper.title)
  deck.company = printable(paper.organisation ?? '')
  deck.author = printable(paper.organisation ?? '')
  deck.subject = printable(paper.description)
  deck.theme = { headFontFace: face, bodyFontFace: face }
  const writing = new Writing(deck, paper)
  for (const slide of paper.slides) writing.slide(slide)
  const bytes = (await deck.write({ outputType: 'uint8array' })) as Uint8Array
  return steadyPackage(bytes, paper.date, patchSlides(paper))
}

// The package's types describe an ES default export; what Node loads is the class itself.
const PowerPoint = createRequire(import.meta.url)('pptxgenjs') as new () => Library.default

const face = 'Arial'
const wide = 13.333
const left = 0.6
const bodyTop = 1.62
const bodyBottom = 6.85
const bodyWidth = wide - 2 * left
const cellMargin: [number, number, number, number] = [0.05, 0.09, 0.05, 0.09]
const inch = 72

/** A stretch of the slide that blocks are laid into, from the top down. Inches. */
interface Frame {
  x: number
  y: number
  width: number
  bottom: number
}

/** What still stands below a block on its slide, in inches, and whether a table may take larger type to fill the rest. */
interface Spread {
  below: number
  canGrow: boolean
}

class Writing {
  readonly #deck: Library.default
  readonly #paper: Paper

  constructor(deck: Library.default, paper: Paper) {
    this.#deck = deck
    this.#paper = paper
    const footer = clipped(paper.furniture.headLeft, 11, 6.6)
    const position = clipped(paper.furniture.footLeft, 11, 4.2)
    deck.defineSlideMaster({
      title: 'COVER',
      background: { color: colours.navy },
      objects: [
        { rect: { x: left, y: 4.35, w: 2.2, h: 0.06, fill: { color: colours.goldOnNavy } } },
        {
          placeholder: {
            options: { ...titleBox, y: 1.0, w: 11.6, h: 3.1, fontSize: 44, color: colours.white, valign: 'bottom' },
            text: '',
          },
        },
      ],
    })
    deck.defineSlideMaster({
      title: 'PAGE',
      background: { color: colours.white },
      objects: [
        { rect: { x: left, y: 1.28, w: 1.3, h: 0.05, fill: { color: colours.gold } } },
        { text: { text: footer, options: { ...furnitureBox, x: left, w: 6.8 } } },
        { text: { text: position, options: { ...furnitureBox, x: 7.5, w: 4.4, align: 'right' } } },
        {
          placeholder: {
            options: { ...titleBox, y: 0.35, w: bodyWidth, h: 0.85, fontSize: 28, valign: 'middle' },
            text: '',
          },
        },
      ],
      slideNumber: { ...furnitureBox, x: wide - left - 0.6, w: 0.6, align: 'right' },
    })
  }

  slide(slide: Slide): void {
    if (slide.kind === 'cover') {
      this.#cover(slide)
      return
    }
    let target = this.#newSlide(slide.title, slide.notes)
    let frame: Frame = { x: left, y: bodyTop, width: bodyWidth, bottom: bodyBottom }
    const turn = () => {
      target = this.#newSlide(slide.title, null, true)
      frame = { x: left, y: bodyTop, width: bodyWidth, bottom: bodyBottom }
    }
    if (slide.isSplit === true && slide.blocks.length > 1) {
      this.#split(target, slide)
      return
    }
    const isOnlyTable =
      slide.blocks.filter((block) => block.kind === 'table' || block.kind === 'banded-table').length === 1
    for (const [index, block] of slide.blocks.entries())
      this.#place(
        target,
        frame,
        block,
        () => {
          turn()
          return frame
        },
        () => target,
        this.#roomWith(block, slide.blocks[index + 1]),
        { below: this.#heightOf(slide.blocks.slice(index + 1), frame.width), canGrow: isOnlyTable },
      )
  }

  /** Words at the left, figures at the right; what does not fit goes on. Counts under ratings take the whole foot. */
  #split(first: Library.default.PresSlide, slide: Slide): void {
    const strip = slide.blocks.find(
      (block, index): block is PaperTable =>
        index > 0 && block.kind === 'table' && block.columns.some((column) => column.rating !== undefined),
    )
    const [words, ...figures] = slide.blocks.filter((block) => block !== strip)
    const bottom = strip === undefined ? bodyBottom : bodyBottom - this.#heightOf([strip], bodyWidth)
    const half = (frame: { x: number; width: number }, blocks: PaperBlock[]) => {
      let target = first
      let place: Frame = { ...frame, y: bodyTop, bottom }
      const turn = () => {
        target = this.#newSlide(slide.title, null, true)
        place = { x: left, y: bodyTop, width: bodyWidth, bottom: bodyBottom }
        return place
      }
      for (const [index, block] of blocks.entries())
        this.#place(target, place, block, turn, () => target, undefined, {
          below: this.#heightOf(blocks.slice(index + 1), frame.width),
          canGrow: true,
        })
    }
    half({ x: left, width: 5.7 }, words === undefined ? [] : [words])
    half({ x: 6.65, width: wide - left - 6.65 }, figures)
    if (strip === undefined) return
    const foot: Frame = { x: left, y: bottom + 0.15, width: bodyWidth, bottom: bodyBottom }
    this.#table(
      () => first,
      foot,
      () => foot,
      strip,
    )
  }

  /** Inches that blocks need at their usual sizes: what stands above them leaves them so much. */
  #heightOf(blocks: readonly PaperBlock[], width: number): number {
    return blocks.reduce((sum, block) => {
      if (block.kind === 'table') {
        const { headHeight, heightOf } = this.#measured(block, width)
        return (
          sum + headHeight + [...block.rows, ...(block.totals ?? [])].reduce((all, row) => all + heightOf(row), 0.2)
        )
      }
      if (block.kind === 'chart') return sum + leastChart(block)
      if (block.kind === 'tiles') return sum + 1.75
      if (block.kind === 'paragraph')
        return (
          sum + (countLines(lineText(block.line, this.#paper.marks), 18, width * inch * 0.97) * 18 * 1.2) / inch + 0.2
        )
      return sum + 0.45
    }, 0)
  }

  /** What a label needs with the head and the first row of the table under it, so that it is never left alone. */
  #roomWith(label: PaperBlock, next: PaperBlock | undefined): number {
    if (label.kind !== 'paragraph' || label.tone !== 'label') return 0
    const own = (countLines(lineText(label.line, this.#paper.marks), 15, bodyWidth * inch * 0.97, true) * 18 + 6) / inch
    if (next?.kind !== 'table') return own + 1
    const { headHeight, heightOf } = this.#measured(next, bodyWidth)
    const most = bodyBottom - bodyTop - own - 0.3
    return Math.min(most, own + 0.2 + headHeight + heightOf(next.rows[0] ?? []))
  }

  #cover(slide: Slide): void {
    const target = this.#deck.addSlide({ masterName: 'COVER' })
    const size = [44, 38, 32, 28].find((one) => countLines(slide.title, one, 11.4 * inch, true) <= 4) ?? 26
    target.addText(printable(slide.title), { placeholder: 'title', fontSize: size })
    const lines = slide.blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [lineText(block.line, this.#paper.marks)] : [],
    )
    if (lines.length > 0)
      target.addText(
        lines.map((text, index) => ({ text: printable(text), options: { breakLine: index < lines.length - 1 } })),
        { ...textBox, x: left, y: 4.65, w: 11, h: 1.6, fontSize: 20, color: colours.white, paraSpaceAfter: 6 },
      )
    target.addText(printable(this.#paper.furniture.footLeft), {
      ...textBox,
      x: left,
      y: 6.75,
      w: 11,
      h: 0.35,
      fontSize: 14,
      color: 'C9D6E2',
    })
    if (slide.notes !== null) target.addNotes(printable(slide.notes))
  }

  #newSlide(title: string, notes: string | null, isContinued = false) {
    const target = this.#deck.addSlide({ masterName: 'PAGE' })
    const text = isContinued ? `${title} (continued)` : title
    const size = [28, 26, 24, 22].find((one) => countLines(text, one, bodyWidth * inch, true) === 1)
    target.addText(printable(size === undefined ? clipped(text, 22, bodyWidth) : text), {
      placeholder: 'title',
      ...(size === 28 ? {} : { fontSize: size ?? 22 }),
    })
    if (notes !== null) target.addNotes(printable(notes))
    return target
  }

  /** Puts a block into the frame and moves the frame's top below it; `turn` gives a fresh slide where it does not fit. */
  #place(
    target: Library.default.PresSlide,
    frame: Frame,
    block: PaperBlock,
    turn: () => Frame,
    current: () => Library.default.PresSlide = () => target,
    room = 1.9,
    spread: Spread = { below: 0, canGrow: false },
  ): void {
    switch (block.kind) {
      case 'heading':
        this.#text(current, frame, turn, [strong(block.text)], { size: 18, colour: colours.navy })
        return
      case 'paragraph': {
        const size = block.tone === 'lead' ? 20 : block.tone === 'small' ? 14 : block.tone === 'label' ? 15 : 18
        const colour = block.tone === 'small' ? colours.muted : block.tone === 'label' ? colours.navy : colours.ink
        // A label stays with the table under it.
        const place = block.tone === 'label' && frame.y + room > bodyBottom && frame.y > bodyTop ? turn() : frame
        this.#text(current, place, turn, [block.line], { size, colour, isBold: block.tone === 'label' })
        return
      }
      case 'list':
        this.#text(current, frame, turn, block.items, {
          size: 20,
          colour: colours.ink,
          bullets: true,
          isOrdered: block.isOrdered,
          below: spread.below,
        })
        return
      case 'facts':
        this.#text(
          current,
          frame,
          turn,
          block.facts.map((fact) => [{ text: `${fact.label}: `, isBold: true }, { text: fact.value }]),
          { size: 18, colour: colours.ink },
        )
        return
      case 'tiles':
        this.#tiles(current(), frame, block)
        return
      case 'chart':
        this.#chart(current(), frame, block, spread.below)
        return
      case 'table':
        this.#table(current, frame, turn, block, spread)
        return
      case 'banded-table':
        for (const section of block.sections)
          for (const group of section.groups) {
            if (group.band !== null)
              this.#text(current, frame, turn, [group.band], { size: 15, colour: colours.navy, isBold: true })
            this.#table(current, frame, turn, {
              kind: 'table',
              name: block.name,
              columns: block.columns,
              rows: group.rows,
            })
          }
    }
  }

  #text(
    current: () => Library.default.PresSlide,
    first: Frame,
    turn: () => Frame,
    lines: Line[],
    look: { size: number; colour: string; isBold?: boolean; bullets?: boolean; isOrdered?: boolean; below?: number },
  ): void {
    let frame = first
    const indent = look.bullets === true ? 0.3 : 0
    const tight = look.bullets === true ? 9 : 6
    // A short list stands wider apart where nothing is crowded out by it.
    const linesAlone = lines.reduce(
      (sum, line) =>
        sum +
        countLines(lineText(line, this.#paper.marks), look.size, (frame.width - indent) * inch * 0.97) *
          look.size *
          1.2,
      0,
    )
    const spare = (frame.bottom - frame.y - (look.below ?? 0) - 0.2) * inch - linesAlone
    const after = look.bullets === true ? Math.max(tight, Math.min(20, spare / Math.max(1, lines.length))) : tight
    const heightOf = (line: Line) =>
      (countLines(lineText(line, this.#paper.marks), look.size, (frame.width - indent) * inch * 0.97, look.isBold) *
        look.size *
        1.2 +
        after) /
      inch
    let waiting = lines.flatMap((line) => this.#cutLine(line, look.size, (frame.width - indent) * inch, 13))
    while (waiting.length > 0) {
      let height = 0
      let fits = 0
      for (const line of waiting) {
        const next = height + heightOf(line)
        if (frame.y + next > frame.bottom) break
        height = next
        fits++
      }
      if (fits === 0) {
        if (frame.y > bodyTop) {
          frame = turn()
          continue
        }
        fits = 1
        height = Math.min(frame.bottom - frame.y, heightOf(waiting[0] ?? []))
      }
      const shown = waiting.slice(0, fits)
      current().addText(
        shown.flatMap((line, index) => this.#runs(line, look, index < shown.length - 1)),
        {
          ...textBox,
          x: frame.x,
          y: frame.y,
          w: frame.width,
          h: height + 0.02,
          fontSize: look.size,
          color: look.colour,
          paraSpaceAfter: after,
        },
      )
      frame.y += height + 0.12
      waiting = waiting.slice(fits)
      if (waiting.length > 0) frame = turn()
    }
  }

  /** A paragraph of more lines than a slide holds is cut between lines, so that each piece can stand on its own slide. */
  #cutLine(line: Line, size: number, width: number, most: number): Line[] {
    const text = lineText(line, this.#paper.marks)
    if (text.length < 600) return [line]
    const lines = wrapText(text, size, width * 0.97)
    if (lines.length <= most) return [line]
    return Array.from({ length: Math.ceil(lines.length / most) }, (_, index) => [
      {
        text: lines
          .slice(index * most, (index + 1) * most)
          .join('')
          .trim(),
      },
    ])
  }

  #runs(
    line: Line,
    look: { colour: string; isBold?: boolean; bullets?: boolean; isOrdered?: boolean },
    breaks: boolean,
  ): Library.default.TextProps[] {
    const pieces = line.flatMap((run): { text: string; options: Library.default.TextPropsOptions }[] => {
      if ('rating' in run) {
        const mark = markOf(this.#paper.marks, run.rating)
        return [{ text: ratingWords(mark), options: { bold: true } }]
      }
      return [
        {
          text: printable(run.text).replaceAll('\n', ' '),
          options: {
            ...(run.isBold === true || look.isBold === true ? { bold: true } : {}),
            ...(run.isMuted === true ? { color: colours.muted } : {}),
          },
        },
      ]
    })
    // The library starts a paragraph at every run once one of them has a bullet, so a bullet's line is one run.
    const one = look.bullets === true ? [{ text: pieces.map((piece) => piece.text).join(''), options: {} }] : pieces
    const filled = one.length === 0 ? [{ text: '', options: {} }] : one
    return filled.map(({ text, options }, index) => ({
      text,
      options: {
        ...options,
        ...(look.bullets === true && index === 0
          ? { bullet: look.isOrdered === true ? { type: 'number' as const, indent: 22 } : { indent: 16 } }
          : {}),
        ...(index === filled.length - 1 && breaks ? { breakLine: true } : {}),
      },
    }))
  }

  #tiles(target: Library.default.PresSlide, frame: Frame, block: Extract<PaperBlock, { kind: 'tiles' }>): void {
    const gap = 0.15
    const width = (frame.width - gap * (block.tiles.length - 1)) / block.tiles.length
    const size = block.tiles.length > 5 ? 14 : 16
    for (const [index, tile] of block.tiles.entries()) {
      const x = frame.x + index * (width + gap)
      const mark = tile.rating === null ? null : markOf(this.#paper.marks, tile.rating)
      target.addShape('rect', {
        x,
        y: frame.y,
        w: width,
        h: 1.55,
        fill: { color: colours.tint },
        line: { color: colours.tint },
      })
      target.addText(printable(tile.figure), {
        ...textBox,
        x: x + 0.15,
        y: frame.y + 0.1,
        w: width - 0.3,
        h: 0.65,
        fontSize: 40,
        bold: true,
        color: colours.navy,
      })
      const words = mark === null ? printable(tile.label ?? '') : ratingWords(mark)
      target.addText(clipped(words, size, width - 0.36, true), {
        ...textBox,
        x: x + 0.15,
        y: frame.y + 0.78,
        w: width - 0.3,
        h: 0.34,
        fontSize: size,
        bold: true,
        color: mark?.ink ?? colours.ink,
        valign: 'middle',
        ...(mark === null
          ? {}
          : {
              margin: [0, 5, 0, 5] as [number, number, number, number],
              fill: { color: mark.fill },
              line: { color: edgeOf(mark), width: 1 },
            }),
      })
      if (tile.note !== null)
        target.addText(printable(tile.note), {
          ...textBox,
          x: x + 0.15,
          y: frame.y + 1.18,
          w: width - 0.3,
          h: 0.3,
          fontSize: 14,
          color: colours.muted,
        })
    }
    frame.y += 1.75
  }

  #chart(target: Library.default.PresSlide, frame: Frame, chart: RatingChart, below = 0): void {
    const rows = chart.rows.slice(0, 14)
    const marks = chart.order
      .map((id) => markOf(this.#paper.marks, id))
      .filter((mark) => chart.rows.some((row) => (row.counts[mark.id] ?? 0) > 0))
    const size = rows.length > 8 ? 12 : frame.width < 8 || rows.length > 5 ? 14 : 16
    // Names break over lines in up to half of the width, so the chart shows them whole or cut at a word.
    const share = Math.min(
      frame.width < 8 ? 0.5 : 0.36,
      (Math.max(...rows.map((row) => textWidth(printable(row.name), size))) / inch + 0.3) / frame.width,
    )
    const nameLines = rows.length > 8 ? 1 : rows.length > 4 ? 2 : 3
    const labels = rows.map((row) => clipped(row.name, size, (frame.width * share - 0.2) * nameLines * 0.86))
    const room = frame.bottom - frame.y - below
    const height = Math.min(
      frame.bottom - frame.y,
      Math.max(leastChart(chart), Math.min(room, 0.75 + rows.length * (rows.length === 1 ? 1.3 : 1.1))),
    )
    target.addChart(
      this.#deck.ChartType.bar,
      marks.map((mark) => ({
        name: printable(mark.word),
        labels,
        values: rows.map((row) => row.counts[mark.id] ?? 0),
      })),
      {
        x: frame.x - 0.1,
        y: frame.y - 0.1,
        w: frame.width + 0.1,
        h: height,
        barDir: 'bar',
        barGrouping: 'stacked',
        barGapWidthPct: 38,
        layout: { x: share, y: 0.5 / height, w: 0.98 - share, h: Math.max(0.3, (height - 0.6) / height) },
        chartColors: marks.map((mark) => mark.fill),
        showLegend: true,
        legendPos: 't',
        legendFontSize: 14,
        legendFontFace: face,
        legendColor: colours.ink,
        showValue: true,
        dataLabelFormatCode: '0;;;',
        dataLabelFontSize: Math.max(12, size),
        dataLabelFontBold: true,
        dataLabelColor: colours.white,
        catAxisLabelFontSize: size,
        catAxisLabelFontFace: face,
        catAxisLabelColor: colours.ink,
        catAxisLineShow: false,
        valAxisHidden: true,
        valGridLine: { style: 'none' },
        catAxisOrientation: 'maxMin',
        objectName: chart.title,
        altText: printable(chart.alternative),
      },
    )
    frame.y += height + 0.1
  }

  /** As many rows as fit; the rest on the next slide under the same heads. A row too tall for a slide is cut in two. */
  #table(
    current: () => Library.default.PresSlide,
    first: Frame,
    turn: () => Frame,
    table: PaperTable,
    spread: Spread = { below: 0, canGrow: false },
  ): void {
    let frame = first
    const free = frame.bottom - frame.y - spread.below - 0.2
    const { measured, padding } = this.#fitted(table, frame.width, spread.canGrow ? free : 0)
    const { size, widths, lineHeight, columnPoints, headHeight } = measured
    const heightOf = (row: TableCell[]) => measured.heightOf(row) + padding
    const room = () => frame.bottom - frame.y - headHeight
    const most = bodyBottom - bodyTop - headHeight
    const rows = [
      ...table.rows.map((cells) => ({ cells, isTotal: false })),
      ...(table.totals ?? []).map((cells) => ({ cells, isTotal: true })),
    ].flatMap((row) => this.#cutRow(row, most, lineHeight, size, columnPoints))
    let waiting = rows
    while (waiting.length > 0) {
      let used = 0
      let fits = 0
      for (const row of waiting) {
        const next = used + heightOf(row.cells)
        if (next > room()) break
        used = next
        fits++
      }
      if (fits === 0 && frame.y > bodyTop + 0.6) {
        frame = turn()
        continue
      }
      const shown = waiting.slice(0, Math.max(1, fits))
      const body = shown.map((row) =>
        table.columns.map((column, index) => this.#cell(row.cells[index], column.align, row.isTotal)),
      )
      const heads = table.columns.map((column): Library.default.TableCell => {
        const mark = column.rating === undefined ? undefined : markOf(this.#paper.marks, column.rating)
        return {
          text: printable(headText(column.heading, column.rating, this.#paper.marks)),
          options: {
            bold: true,
            color: mark?.ink ?? colours.white,
            fill: { color: mark?.fill ?? colours.navy },
            valign: 'middle',
            align: column.align ?? 'left',
          },
        }
      })
      current().addTable([heads, ...body], {
        x: frame.x,
        y: frame.y,
        w: frame.width,
        colW: widths,
        rowH: [headHeight, ...shown.map((row) => heightOf(row.cells))],
        fontFace: face,
        fontSize: size,
        color: colours.ink,
        valign: padding > 0.1 ? 'middle' : 'top',
        margin: cellMargin,
        border: { type: 'solid', pt: 0.75, color: colours.rule },
        objectName: clipped(table.name, 12, 20),
      })
      frame.y += headHeight + Math.max(used, 0.3) + 0.2
      waiting = waiting.slice(Math.max(1, fits))
      if (waiting.length > 0) frame = turn()
    }
  }

  /** The largest type, to 17 pt, in which the whole table stands in so many inches of height; then room between its rows. */
  #fitted(table: PaperTable, width: number, free: number) {
    const rows = [...table.rows, ...(table.totals ?? [])]
    for (const size of [17, 16, 15, 14]) {
      const measured = this.#measured(table, width, size)
      if (measured.isSqueezed) continue
      const height = rows.reduce((sum, row) => sum + measured.heightOf(row), measured.headHeight)
      if (height <= free) return { measured, padding: Math.min(0.3, (free - height) / Math.max(1, rows.length)) }
    }
    return { measured: this.#measured(table, width), padding: 0 }
  }

  /** How a table's rows stand in so many inches: the sizes that both placing it and keeping its label with it go by. */
  #measured(table: PaperTable, width: number, size = table.columns.length > 6 ? 13 : 14) {
    const columns = withRoomForHeads(table, size, this.#paper.marks)
    const widths = columnWidths(columns, width, 1 / 25.4)
    const breaksWords = [...table.rows, ...(table.totals ?? [])].some((row) =>
      row.some((cell, index) =>
        cell.lines.some((line) =>
          ratedText(line.runs, this.#paper.marks)
            .split(/[\s-]+/)
            .some((word) => textWidth(printable(word), size, true) > ((widths[index] ?? 1) - 0.2) * inch),
        ),
      ),
    )
    const isSqueezed = breaksWords || columns.reduce((sum, column) => sum + column.least / 25.4, 0) > width
    const lineHeight = (size * 1.2) / inch
    const columnPoints = (index: number) => ((widths[index] ?? 1) - 0.2) * inch
    const linesOf = (cell: TableCell | undefined, index: number) =>
      (cell?.lines ?? []).reduce((sum, line) => {
        const text = printable(`${line.isBullet === true ? '• ' : ''}${ratedText(line.runs, this.#paper.marks)}`)
        const bold = line.runs.some((run) => 'rating' in run || run.isBold === true)
        return sum + countLines(text, size, columnPoints(index) * 0.98, bold)
      }, 0)
    const heightOf = (row: TableCell[]) => Math.max(1, ...row.map(linesOf)) * lineHeight + 0.13
    const headLines = Math.max(
      1,
      ...table.columns.map((column, index) =>
        countLines(
          printable(headText(column.heading, column.rating, this.#paper.marks)),
          size,
          columnPoints(index),
          true,
        ),
      ),
    )
    const headHeight = headLines * lineHeight + 0.14
    return { size, widths, lineHeight, columnPoints, heightOf, headHeight, isSqueezed }
  }

  #cutRow(
    row: { cells: TableCell[]; isTotal: boolean },
    most: number,
    lineHeight: number,
    size: number,
    columnPoints: (index: number) => number,
  ): { cells: TableCell[]; isTotal: boolean }[] {
    const mostLines = Math.floor((most - 0.13) / lineHeight)
    const wrapped = row.cells.map((cell, index) =>
      cell.lines.flatMap((line) => {
        const text = printable(ratedText(line.runs, this.#paper.marks))
        const lines = wrapText(text, size, columnPoints(index) * 0.98)
        return lines.length === 1 ? [line] : lines.map((one) => ({ ...line, runs: [{ text: one.trim() }] }))
      }),
    )
    const tallest = Math.max(1, ...wrapped.map((lines) => lines.length))
    if (tallest <= mostLines) return [row]
    return Array.from({ length: Math.ceil(tallest / mostLines) }, (_, index) => ({
      isTotal: row.isTotal,
      cells: wrapped.map((lines) => ({ lines: lines.slice(index * mostLines, (index + 1) * mostLines) })),
    }))
  }

  #cell(cell: TableCell | undefined, align: 'left' | 'right' | undefined, isTotal: boolean): Library.default.TableCell {
    const only = cell?.lines.length === 1 && cell.lines[0]?.runs.length === 1 ? cell.lines[0].runs[0] : undefined
    if (only !== undefined && 'rating' in only) {
      const mark = markOf(this.#paper.marks, only.rating)
      return {
        text: ratingWords(mark),
        options: { bold: true, color: mark.ink, fill: { color: mark.fill }, align: align ?? 'left' },
      }
    }
    const text = (cell?.lines ?? []).flatMap((line, index, all) => {
      const runs = this.#runs(line.runs, { colour: colours.ink }, index < all.length - 1)
      return line.isBullet === true
        ? runs.map((run, at) => (at === 0 ? { ...run, text: `• ${run.text ?? ''}` } : run))
        : runs
    })
    return {
      text: text.length === 0 ? '' : (text as Library.default.TableCell[]),
      options: {
        align: align ?? 'left',
        ...(isTotal ? { fill: { color: colours.tint } } : {}),
      },
    }
  }
}

/** No head is broken inside a word. */
function withRoomForHeads(table: PaperTable, size: number, marks: readonly RatingMark[]): PaperTable['columns'] {
  return table.columns.map((column) => {
    const words = headText(column.heading, column.rating, marks).split(column.rating === undefined ? /\s+/ : /\n/)
    const widest = Math.max(0, ...words.map((word) => textWidth(word, size, true)))
    return { ...column, least: Math.max(column.least, (widest / inch) * 25.4 + 6) }
  })
}

/** The least height at which a chart's bars and numbers can be read. */
const leastChart = (chart: RatingChart) => Math.max(1.6, 0.75 + Math.min(14, chart.rows.length) * 0.5)

const titleBox = {
  name: 'title',
  type: 'title' as const,
  x: left,
  bold: true,
  color: colours.navy,
  fontFace: face,
  align: 'left' as const,
  margin: 0,
}
const furnitureBox = { y: 7.02, h: 0.3, fontSize: 11, color: colours.muted, fontFace: face, margin: 0 }
const textBox = { fontFace: face, color: colours.ink, margin: 0, valign: 'top' as const }

const strong = (text: string): Line => [{ text, isBold: true }]

/** Shape, then word: the same everywhere that a line can't hold a drawing. */
function ratingWords(mark: RatingMark): string {
  return [glyphs[mark.shape], printable(mark.word)].filter((one) => one !== '').join(' ')
}

function ratedText(line: Line, marks: readonly RatingMark[]): string {
  return line.map((run) => ('rating' in run ? ratingWords(markOf(marks, run.rating)) : run.text)).join('')
}

function headText(heading: string, rating: string | undefined, marks: readonly RatingMark[]): string {
  return rating === undefined ? heading : ratingWords(markOf(marks, rating))
}

/** On one line of so many inches: cut at the end with a mark. */
function clipped(text: string, size: number, width: number, isBold = false): string {
  const line = printable(text).replace(/\s+/g, ' ').trim()
  if (textWidth(line, size, isBold) <= width * inch) return line
  const letters = [...line]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, isBold) > width * inch) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
