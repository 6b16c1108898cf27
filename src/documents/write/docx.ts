import { Resvg } from '@resvg/resvg-js'
import * as word from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import type {
  BandedTable,
  CellLine,
  Line,
  Paper,
  PaperBlock,
  PaperTable,
  Part,
  RatingChart,
  RatingMark,
  TableCell,
  TableColumn,
} from '../paper.ts'
import { lineText } from '../paper.ts'
import { fontFiles } from './fonts.ts'
import { colours, columnWidths, edgeOf, glyphs, markOf, requireContrast } from './look.ts'
import { countLines } from './measure-text.ts'
import { escapeMarkup, printable } from './printable.ts'
import { drawRatingChart } from './rating-chart.ts'
import { steadyPackage } from './steady-package.ts'

/**
 * The paper to read as a Word document that an officer can edit: real styles and headings, a contents list already
 * filled, header rows that repeat, one table a group, no text boxes, no hand spacing. Word's own font: Arial.
 */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  requireContrast(paper.marks)
  const writing = new Writing(paper)
  const sections = writing.sections()
  const document = new word.Document({
    title: printable(paper.title),
    creator: printable(paper.organisation ?? ''),
    lastModifiedBy: printable(paper.organisation ?? ''),
    description: printable(paper.description),
    pageNumbers: writing.isLong
      ? (body) => ({ bookmarks: writing.pagesOfHeadings(bookmarksIn(body)) })
      : estimatePageNumbers,
    styles: styles(paper.language),
    numbering: { config: numbering },
    sections,
  })
  const bytes = new Uint8Array(await word.Packer.toBuffer(document))
  return steadyPackage(bytes, paper.date, (name, xml) =>
    name === 'word/document.xml' ? withOwnNumbers(writing.nameTables(xml)) : xml,
  )
}

/** The library numbers bookmarks and pictures through the life of the process; a paper numbers its own. */
function withOwnNumbers(xml: string): string {
  const numbers = new Map<string, number>()
  const numberOf = (old: string) => {
    const known = numbers.get(old) ?? numbers.size + 1
    numbers.set(old, known)
    return known
  }
  let picture = 0
  return xml
    .replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++picture}"`)
    .replace(/_Toc(\d+)/g, (_all, old: string) => `_Toc${numberOf(old)}`)
    .replace(
      /(<w:bookmark(?:Start|End)[^>]*w:id=")(\d+)/g,
      (_all, before: string, old: string) => `${before}${numberOf(old)}`,
    )
}

const millimetre = 56.6929
const a4 = { width: 11906, height: 16838 }
const portraitWidth = 9640
const landscapeWidth = 15258
const portraitPage = {
  size: a4,
  margin: { top: 1360, bottom: 1200, left: 1133, right: 1133, header: 600, footer: 500 },
}
const landscapePage = {
  size: { ...a4, orientation: word.PageOrientation.LANDSCAPE },
  margin: { top: 1130, bottom: 1250, left: 790, right: 790, header: 500, footer: 400 },
}

class Writing {
  readonly #paper: Paper
  /** Names of tables in the order in which they stand, for the alternative text that the library can't write. */
  readonly #tableNames: string[] = []
  readonly #tally = new PageTally()
  #lists = 0
  #width = portraitWidth

  constructor(paper: Paper) {
    this.#paper = paper
  }

  sections(): word.ISectionOptions[] {
    const stretches: { isLandscape: boolean; children: (word.Paragraph | word.Table | word.TableOfContents)[] }[] = [
      { isLandscape: false, children: this.#cover() },
    ]
    for (const part of this.#paper.parts) {
      let stretch = stretches.at(-1)
      const turns = stretch === undefined || stretch.isLandscape !== part.isLandscape
      if (stretch === undefined || turns) {
        stretch = { isLandscape: part.isLandscape, children: [] }
        stretches.push(stretch)
      }
      this.#width = part.isLandscape ? landscapeWidth : portraitWidth
      this.#tally.turn(part.isLandscape ? 9300 : 14200)
      stretch.children.push(...this.#part(part, !turns))
    }
    return stretches.map((stretch, index) => {
      const width = stretch.isLandscape ? landscapeWidth : portraitWidth
      const page = stretch.isLandscape ? landscapePage : portraitPage
      const { headLeft, headRight } = this.#paper.furniture
      const header = new word.Header({ children: [this.#furniture(`${headLeft}\t${headRight}`, width)] })
      const footer = this.#footer(width, stretch.isLandscape)
      const blank = new word.Header({ children: [this.#furniture('', width)] })
      return index === 0
        ? {
            properties: { page, titlePage: true },
            headers: { default: header, first: blank },
            footers: { default: footer, first: footer },
            children: stretch.children,
          }
        : {
            properties: { type: word.SectionType.NEXT_PAGE, page },
            headers: { default: header },
            footers: { default: footer },
            children: stretch.children,
          }
    })
  }

  /** Laying out every cell to learn page numbers takes longer than all else together; a long paper gets our own tally. */
  get isLong(): boolean {
    return this.#tally.rows > 150
  }

  /** The library bookmarks the headings of the contents list in their order. */
  pagesOfHeadings(bookmarks: string[]): Map<string, string> {
    return new Map(bookmarks.map((name, index) => [name, String(this.#tally.headings[index] ?? '')]))
  }

  /** The library has no place for a table's name, so it is put where Word keeps it: the table's alternative text. */
  nameTables(xml: string): string {
    let next = 0
    return xml.replaceAll('</w:tblPr>', () => {
      const name = this.#tableNames[next++]
      return `${name === undefined ? '' : `<w:tblCaption w:val="${escapeMarkup(name)}"/>`}</w:tblPr>`
    })
  }

  #cover() {
    const { cover, title, subtitle } = this.#paper
    const blocks: (word.Paragraph | word.Table)[] = []
    if (cover.kicker !== null) blocks.push(this.#paragraph([{ text: cover.kicker }], { style: 'Kicker' }))
    blocks.push(new word.Paragraph({ heading: word.HeadingLevel.TITLE, children: this.#runs([{ text: title }]) }))
    blocks.push(
      this.#paragraph([{ text: subtitle ?? '' }], {
        style: 'Subtitle',
        border: { bottom: { style: word.BorderStyle.SINGLE, size: 18, color: colours.gold, space: 10 } },
      }),
    )
    blocks.push(...this.#facts(cover.facts))
    if (cover.asks !== null) {
      blocks.push(this.#heading(1, cover.asks.heading, { spacing: { before: 360, after: 120 } }))
      blocks.push(
        ...this.#list(
          true,
          cover.asks.items.map((text) => [{ text }]),
        ),
      )
    }
    return blocks
  }

  #part(part: Part, startsPage: boolean): (word.Paragraph | word.Table | word.TableOfContents)[] {
    const children: (word.Paragraph | word.Table | word.TableOfContents)[] = []
    if (part.hasContents === true) {
      children.push(
        this.#paragraph([{ text: 'Contents' }], { style: 'ContentsHeading', pageBreakBefore: startsPage }),
        new word.TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
      )
    }
    const isTop = part.hasContents !== true
    children.push(this.#heading(1, part.heading, isTop && startsPage ? { pageBreakBefore: true } : {}))
    for (const block of part.blocks) children.push(...this.#block(block))
    return children
  }

  #block(block: PaperBlock): (word.Paragraph | word.Table)[] {
    switch (block.kind) {
      case 'heading':
        return [this.#heading(block.level, block.text)]
      case 'paragraph': {
        const style = { lead: 'Lead', small: 'Small', label: 'Label', body: undefined }[block.tone ?? 'body']
        return [
          this.#paragraph(block.line, {
            ...(style === undefined ? {} : { style }),
            ...(block.keepsWithNext === true ? { keepNext: true } : {}),
          }),
        ]
      }
      case 'list':
        return this.#list(block.isOrdered, block.items)
      case 'facts':
        return this.#facts(block.facts)
      case 'tiles':
        return this.#tiles(block)
      case 'chart':
        return [this.#paragraph([], { children: [this.#picture(block)], keepNext: true })]
      case 'table':
        return [this.#table(block), this.#gap()]
      case 'banded-table':
        return this.#bandedTable(block)
    }
  }

  #heading(level: 1 | 2 | 3, text: string, options: Partial<word.IParagraphOptions> = {}) {
    this.#tally.heading(level)
    const heading = [word.HeadingLevel.HEADING_1, word.HeadingLevel.HEADING_2, word.HeadingLevel.HEADING_3][level - 1]
    return new word.Paragraph({
      ...(heading === undefined ? {} : { heading }),
      children: this.#runs([{ text }]),
      ...options,
    })
  }

  #paragraph(line: Line, options: word.IParagraphOptions = {}) {
    const letters = lineText(line, this.#paper.marks).length
    this.#tally.add(Math.max(1, Math.ceil(letters / (this.#width / 110))) * 300 + 100)
    return new word.Paragraph({ children: this.#runs(line), ...options })
  }

  #runs(line: Line, base: word.IRunOptions = {}): word.TextRun[] {
    return line.flatMap((run) => {
      if ('rating' in run) return [this.#ratingRun(markOf(this.#paper.marks, run.rating))]
      const pieces = printable(run.text).split('\n')
      return pieces.map(
        (text, index) =>
          new word.TextRun({
            ...base,
            text,
            ...(index > 0 ? { break: 1 } : {}),
            ...(run.isBold === true ? { bold: true } : {}),
            ...(run.isMuted === true ? { color: colours.muted } : {}),
          }),
      )
    })
  }

  /** Word, colour and shape as one shaded run with hard spaces: it stays a word when it is copied out. */
  #ratingRun(mark: RatingMark) {
    const edge = edgeOf(mark)
    return new word.TextRun({
      text: `\u00a0${[glyphs[mark.shape], printable(mark.word).replaceAll(' ', '\u00a0')].filter((one) => one !== '').join('\u00a0')}\u00a0`,
      bold: true,
      color: mark.ink,
      shading: { type: word.ShadingType.CLEAR, color: 'auto', fill: mark.fill },
      ...(edge === mark.fill ? {} : { border: { style: word.BorderStyle.SINGLE, size: 6, color: edge, space: 0 } }),
    })
  }

  #facts(facts: { label: string; value: string }[]) {
    return facts.map((fact) =>
      this.#paragraph([{ text: fact.label, isBold: true }, { text: `\t${fact.value}` }], { style: 'Fact' }),
    )
  }

  #list(isOrdered: boolean, items: Line[]) {
    const instance = ++this.#lists
    return items.map((line) =>
      this.#paragraph(line, { numbering: { reference: isOrdered ? 'numbers' : 'dots', level: 0, instance } }),
    )
  }

  #tiles(block: Extract<PaperBlock, { kind: 'tiles' }>) {
    const widths = block.tiles.map(() => Math.floor(this.#width / block.tiles.length))
    const columns = block.tiles.map((tile) => ({
      lines: [
        { runs: tile.rating === null ? [{ text: tile.label ?? '', isBold: true }] : [{ rating: tile.rating }] },
        { runs: [{ text: tile.figure, isBold: true }] },
        ...(tile.note === null ? [] : [{ runs: [{ text: tile.note, isMuted: true }] }]),
      ],
    }))
    this.#tableNames.push(block.name)
    const row = (pick: number, options: { tableHeader?: boolean; size?: number }) =>
      new word.TableRow({
        cantSplit: true,
        ...(options.tableHeader === true ? { tableHeader: true } : {}),
        children: columns.map((column, index) => {
          const line = column.lines[pick]
          return new word.TableCell({
            width: { size: widths[index] ?? 0, type: word.WidthType.DXA },
            margins: padding,
            children: [
              new word.Paragraph({
                style: 'TableText',
                keepNext: true,
                children: this.#runs(
                  line?.runs ?? [],
                  options.size === undefined ? {} : { size: options.size, color: colours.navy },
                ),
              }),
            ],
          })
        }),
      })
    const rows = [row(0, { tableHeader: true }), row(1, { size: 44 })]
    if (columns.some((column) => column.lines.length > 2)) rows.push(row(2, {}))
    return [
      new word.Table({
        layout: word.TableLayoutType.FIXED,
        width: { size: this.#width, type: word.WidthType.DXA },
        columnWidths: widths,
        borders: {
          top: thin,
          bottom: thin,
          left: thin,
          right: thin,
          insideHorizontal: none,
          insideVertical: thin,
        },
        rows,
      }),
      this.#gap(),
    ]
  }

  #picture(chart: RatingChart) {
    const { svg, width, height } = drawRatingChart(chart, this.#paper.marks, { font: 'Source Sans 3', width: 640 })
    const drawn = new Resvg(svg, {
      fitTo: { mode: 'width', value: width * 3 },
      font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
    }).render()
    return new word.ImageRun({
      type: 'png',
      data: drawn.asPng(),
      transformation: { width, height },
      altText: { name: chart.title, title: printable(chart.title), description: printable(chart.alternative) },
    })
  }

  #table(table: PaperTable) {
    const widths = wholeWidths(table.columns, this.#width)
    this.#tableNames.push(table.name)
    const totals = table.totals ?? []
    // A short table keeps whole: every row but the last is kept with the next.
    const keeps = table.rows.length + totals.length <= 14
    const rows = [...table.rows, ...totals]
    return this.#wordTable(widths, [
      this.#headRow(table.columns, widths),
      ...rows.map((row, index) =>
        this.#row(table.columns, widths, row, {
          keepNext: keeps && index < rows.length - 1,
          ...(index >= table.rows.length ? { fill: colours.tint } : {}),
        }),
      ),
    ])
  }

  /**
   * Word repeats header rows only at the top of a table, so each group is a table of its own whose first two rows, the
   * band and the column heads, are both header rows. Sections are headings above: headings inside tables do not show in
   * Word's navigation pane.
   */
  #bandedTable(table: BandedTable): (word.Paragraph | word.Table)[] {
    const widths = wholeWidths(table.columns, this.#width)
    return table.sections.flatMap((section) => [
      ...(section.heading === null ? [] : [this.#heading(2, section.heading)]),
      ...section.groups.flatMap((group) => {
        const children: (word.Paragraph | word.Table)[] = []
        const bandText = group.band === null ? '' : lineText(group.band, this.#paper.marks)
        const standsAbove = group.about.length > 0 || group.rows.length === 0 || group.isHeading === true
        if (standsAbove) {
          if (group.band !== null) children.push(this.#heading(section.heading === null ? 2 : 3, bandText))
          for (const about of group.about) {
            children.push(this.#paragraph([{ text: about.label }], { style: 'Label', keepNext: true }))
            children.push(
              ...this.#list(
                false,
                about.items.map((text) => [{ text }]),
              ),
            )
          }
        }
        if (group.rows.length === 0) return children
        this.#tableNames.push(bandText === '' ? table.name : bandText)
        this.#tally.head(standsAbove || group.band === null ? 330 : 660)
        const rows = [
          ...(standsAbove || group.band === null ? [] : [this.#bandRow(group.band, group.aside, widths)]),
          this.#headRow(table.columns, widths, true),
          ...group.rows.map((row) => this.#row(table.columns, widths, row, { keepNext: false })),
        ]
        children.push(this.#wordTable(widths, rows), this.#gap())
        return children
      }),
    ])
  }

  #wordTable(widths: number[], rows: word.TableRow[]) {
    return new word.Table({
      layout: word.TableLayoutType.FIXED,
      width: { size: widths.reduce((a, b) => a + b, 0), type: word.WidthType.DXA },
      columnWidths: widths,
      borders: tableBorders,
      tableLook: {
        firstRow: true,
        lastRow: false,
        firstColumn: false,
        lastColumn: false,
        noHBand: true,
        noVBand: true,
      },
      rows,
    })
  }

  #bandRow(band: Line, aside: Line | null, widths: number[]) {
    const line: Line = aside === null ? band : [...band, { text: '   ' }, ...aside]
    return new word.TableRow({
      tableHeader: true,
      cantSplit: true,
      children: [
        new word.TableCell({
          columnSpan: widths.length,
          width: { size: widths.reduce((a, b) => a + b, 0), type: word.WidthType.DXA },
          margins: padding,
          shading: shade(colours.band),
          children: [new word.Paragraph({ style: 'TableText', keepNext: true, children: this.#runs(line) })],
        }),
      ],
    })
  }

  #headRow(columns: TableColumn[], widths: number[], isQuiet = false) {
    return new word.TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(
        (column, index) =>
          new word.TableCell({
            width: { size: widths[index] ?? 0, type: word.WidthType.DXA },
            margins: padding,
            shading: shade(isQuiet ? colours.tint : colours.navy),
            verticalAlign: word.VerticalAlignTable.BOTTOM,
            children: [
              new word.Paragraph({
                style: 'TableText',
                keepNext: true,
                alignment: column.align === 'right' ? word.AlignmentType.RIGHT : word.AlignmentType.LEFT,
                children: [
                  new word.TextRun({
                    text: printable(column.heading),
                    bold: true,
                    color: isQuiet ? colours.ink : colours.white,
                  }),
                ],
              }),
            ],
          }),
      ),
    })
  }

  #row(columns: TableColumn[], widths: number[], cells: TableCell[], options: { keepNext: boolean; fill?: string }) {
    const lines = linesOfRow(cells, widths, this.#paper.marks)
    this.#tally.row(lines * 203 + 125)
    return new word.TableRow({
      // A row taller than half a page may break: it can't be moved whole without leaving the page nearly empty.
      cantSplit: lines <= (this.#width === portraitWidth ? 28 : 18),
      children: columns.map((column, index) => {
        const lines: CellLine[] = cells[index]?.lines ?? []
        return new word.TableCell({
          width: { size: widths[index] ?? 0, type: word.WidthType.DXA },
          margins: padding,
          ...(options.fill === undefined ? {} : { shading: shade(options.fill) }),
          children: (lines.length === 0 ? [{ runs: [] }] : lines).map(
            (line: CellLine) =>
              new word.Paragraph({
                style: line.isSmall === true ? 'TableSmall' : 'TableText',
                ...(options.keepNext ? { keepNext: true } : {}),
                ...(column.align === 'right' ? { alignment: word.AlignmentType.RIGHT } : {}),
                ...(line.isBullet === true ? { numbering: { reference: 'table-dots', level: 0 } } : {}),
                children: this.#runs(line.runs),
              }),
          ),
        })
      }),
    })
  }

  #gap() {
    this.#tally.add(180)
    return new word.Paragraph({ style: 'Gap', children: [] })
  }

  #furniture(text: string, width: number) {
    return new word.Paragraph({
      style: 'Furniture',
      tabStops: [{ type: word.TabStopType.RIGHT, position: width }],
      children: [new word.TextRun({ text: printable(text) })],
    })
  }

  #footer(width: number, isKeyed: boolean) {
    const key = this.#paper.marks.flatMap((mark, index) => [
      ...(index > 0 ? [new word.TextRun({ text: '  ' })] : []),
      this.#ratingRun(mark),
    ])
    return new word.Footer({
      children: [
        ...(isKeyed && key.length > 0 ? [new word.Paragraph({ style: 'FurnitureKey', children: key })] : []),
        new word.Paragraph({
          style: 'Furniture',
          tabStops: [{ type: word.TabStopType.RIGHT, position: width }],
          border: { top: { style: word.BorderStyle.SINGLE, size: 4, color: colours.rule, space: 4 } },
          children: [
            new word.TextRun({ text: printable(this.#paper.furniture.footLeft) }),
            new word.TextRun({
              children: ['\tPage ', word.PageNumber.CURRENT, ' of ', word.PageNumber.TOTAL_PAGES],
            }),
          ],
        }),
      ],
    })
  }
}

/** Names of the bookmarks of headings, in order, in a body as the library is about to write it. */
function bookmarksIn(body: unknown, found: string[] = []): string[] {
  if (Array.isArray(body)) for (const one of body) bookmarksIn(one, found)
  else if (body !== null && typeof body === 'object')
    for (const [key, value] of Object.entries(body)) {
      if (key === 'w:bookmarkStart') found.push(/_Toc\d+/.exec(JSON.stringify(value))?.[0] ?? '')
      else if (key.startsWith('w:')) bookmarksIn(value, found)
    }
  return found
}

/** Where the pages turn, near enough for a contents list that Word can bring up to date. Twips. */
class PageTally {
  rows = 0
  readonly headings: number[] = []
  #page = 1
  #used = 0
  #height = 14200
  #repeated = 0

  turn(height: number): void {
    this.#page++
    this.#used = 0
    this.#height = height
  }

  heading(level: number): void {
    this.add(level === 1 ? 620 : level === 2 ? 680 : 560, 900)
    if (level < 3) this.headings.push(this.#page)
  }

  /** The head rows of a table, which stand again on each page it goes on to. */
  head(height: number): void {
    this.add(height, 700)
    this.#repeated = height
  }

  row(height: number): void {
    this.rows++
    if (this.#used + height > this.#height) {
      this.#page++
      this.#used = this.#repeated
    }
    this.#used += height
  }

  /** `keeps`: room that what follows needs on the same page. */
  add(height: number, keeps = 0): void {
    if (this.#used + height + keeps > this.#height) {
      this.#page++
      this.#used = 0
    }
    this.#used += height
  }
}

/** How many lines a row will take at 9 point: as measured in Arial. */
function linesOfRow(cells: TableCell[], widths: number[], marks: RatingMark[]): number {
  return Math.max(
    1,
    ...cells.map((cell, index) => {
      const points = Math.max(20, ((widths[index] ?? 0) - 180) / 20)
      return cell.lines.reduce((sum, line) => {
        const indent = line.isBullet === true ? 10 : 0
        return sum + countLines(printable(lineText(line.runs, marks)), 9, points - indent)
      }, 0)
    }),
  )
}

function wholeWidths(columns: TableColumn[], total: number): number[] {
  return columnWidths(columns, total, millimetre).map(Math.round)
}

const shade = (fill: string) => ({ type: word.ShadingType.CLEAR, color: 'auto', fill })
const none = { style: word.BorderStyle.NONE, size: 0, color: 'auto' }
const thin = { style: word.BorderStyle.SINGLE, size: 4, color: colours.rule }
const padding = { top: 50, bottom: 50, left: 90, right: 90 }
const tableBorders = {
  top: none,
  left: none,
  right: none,
  bottom: thin,
  insideHorizontal: thin,
  insideVertical: none,
}

const oneLine = { line: 240, lineRule: word.LineRuleType.AUTO }

function styles(language: string): word.IStylesOptions {
  const style = (
    id: string,
    name: string,
    run: word.IRunStylePropertiesOptions,
    paragraph: word.IParagraphStylePropertiesOptions,
  ) => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph })
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 22, color: colours.ink, language: { value: language } },
        paragraph: { spacing: { after: 120, line: 269, lineRule: word.LineRuleType.AUTO } },
      },
      title: {
        run: { size: 60, bold: true, color: colours.navy },
        paragraph: { spacing: { before: 0, after: 120, ...oneLine } },
      },
      heading1: {
        run: { size: 36, bold: true, color: colours.navy },
        paragraph: { spacing: { before: 0, after: 160 }, keepNext: true },
      },
      heading2: {
        run: { size: 25, bold: true, color: colours.navy },
        paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
      },
      heading3: {
        run: { size: 22, bold: true, color: colours.navy },
        paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
      },
    },
    paragraphStyles: [
      style('TableText', 'Table Text', { size: 18 }, { spacing: { before: 0, after: 30, ...oneLine } }),
      style(
        'TableSmall',
        'Table Small',
        { size: 17, color: colours.muted },
        { spacing: { before: 0, after: 30, ...oneLine } },
      ),
      style('Furniture', 'Header and footer text', { size: 17, color: colours.muted }, { spacing: { after: 40 } }),
      style('FurnitureKey', 'Footer key', { size: 14 }, { spacing: { after: 40 } }),
      style(
        'Kicker',
        'Kicker',
        { size: 24, bold: true, color: colours.navy },
        { spacing: { before: 300, after: 500 } },
      ),
      style('Subtitle', 'Subtitle', { size: 28, color: colours.muted }, { spacing: { after: 360 } }),
      style('Lead', 'Lead', { size: 24 }, { spacing: { after: 160 } }),
      style('Small', 'Small', { size: 18, color: colours.muted }, { spacing: { after: 100 } }),
      style(
        'Label',
        'Label',
        { bold: true, color: colours.navy },
        { spacing: { before: 120, after: 40 }, keepNext: true },
      ),
      style(
        'Fact',
        'Fact',
        {},
        {
          spacing: { after: 70 },
          indent: { left: 2300, hanging: 2300 },
        },
      ),
      style(
        'ContentsHeading',
        'Contents heading',
        { size: 25, bold: true, color: colours.navy },
        { spacing: { before: 360, after: 100 }, keepNext: true },
      ),
      style(
        'Gap',
        'Gap',
        { size: 8 },
        { spacing: { before: 0, after: 60, line: 120, lineRule: word.LineRuleType.AUTO } },
      ),
      style('TOC1', 'toc 1', { bold: true }, { spacing: { before: 60, after: 40 } }),
      style(
        'TOC2',
        'toc 2',
        {},
        {
          indent: { left: 340 },
          spacing: { after: 20 },
        },
      ),
    ],
  }
}

const dots = (left: number, after: number) => [
  {
    level: 0,
    format: word.LevelFormat.BULLET,
    text: '•',
    style: { paragraph: { indent: { left, hanging: left }, spacing: { after } } },
  },
]
const numbering = [
  { reference: 'dots', levels: dots(340, 80) },
  { reference: 'table-dots', levels: dots(200, 20) },
  {
    reference: 'numbers',
    levels: [
      {
        level: 0,
        format: word.LevelFormat.DECIMAL,
        text: '%1.',
        style: { paragraph: { indent: { left: 400, hanging: 400 }, spacing: { after: 80 } } },
      },
    ],
  },
]
