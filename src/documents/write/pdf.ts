import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { BandedTable, CellLine, Line, Paper, PaperBlock, PaperTable, TableCell } from '../paper.ts'
import { lineText } from '../paper.ts'
import { fontBytes } from './fonts.ts'
import { colours, columnWidths, edgeOf, requireContrast } from './look.ts'
import { printable } from './printable.ts'
import { drawRatingChart } from './rating-chart.ts'

/**
 * The paper to read as PDF/UA-1: tagged, with contents, bookmarks and alternatives in words. Typst refuses to build what
 * would not be accessible; a warning is refused as well. A character that no font of ours has becomes “[?]”.
 */
export async function writePdf(paper: Paper): Promise<Uint8Array> {
  requireContrast(paper.marks)
  const charts: string[] = []
  const data = JSON.stringify(dataOf(paper, charts))
  const missing: string[] = []
  for (;;) {
    const replace = (text: string) => missing.reduce((all, glyph) => all.replaceAll(glyph, '[?]'), text)
    try {
      return compile(replace(data), charts.map(replace), paper.date)
    } catch (fault) {
      if (!(fault instanceof MissingGlyphs) || fault.glyphs.every((glyph) => missing.includes(glyph))) throw fault
      missing.push(...fault.glyphs)
    }
  }
}

class MissingGlyphs extends Error {
  readonly glyphs: string[]
  constructor(glyphs: string[]) {
    super(`No font has ${glyphs.join(' ')}`)
    this.glyphs = glyphs
  }
}

const template = readFileSync(path.join(import.meta.dirname, 'paper.typ'), 'utf8')
let compiler: { typst: NodeCompiler; workspace: string } | undefined

/** The compiler holds nothing of a plan between papers but what it has cached by content; its workspace is an empty folder. */
function theCompiler() {
  if (compiler === undefined) {
    const workspace = mkdtempSync(path.join(tmpdir(), 'golden-thread-typst-'))
    compiler = { workspace, typst: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fontBytes() }] }) }
  }
  return compiler
}

function compile(data: string, charts: readonly string[], date: string): Uint8Array {
  const { typst, workspace } = theCompiler()
  typst.resetShadow()
  typst.mapShadow(path.join(workspace, 'data.json'), Buffer.from(data))
  for (const [index, chart] of charts.entries())
    typst.mapShadow(path.join(workspace, `chart-${index}.svg`), Buffer.from(chart))
  try {
    const compiled = typst.compile({ mainFileContent: template })
    const fault = compiled.takeDiagnostics() ?? compiled.takeWarnings()
    const document = compiled.result
    if (fault !== null || document === null) throw asFault(fault === null ? [] : typst.fetchDiagnostics(fault))
    return withFaults(typst, () =>
      typst.pdf(document, { pdfStandard: 'ua-1' as never, creationTimestamp: Date.parse(`${date}T12:00:00Z`) / 1000 }),
    )
  } finally {
    typst.resetShadow()
    typst.evictCache(2)
  }
}

function withFaults(_typst: NodeCompiler, write: () => Buffer): Uint8Array {
  try {
    return new Uint8Array(write())
  } catch (fault) {
    const text = fault instanceof Error ? fault.message : String(fault)
    const glyphs = missingGlyphsIn(text)
    if (glyphs.length > 0) throw new MissingGlyphs(glyphs)
    throw fault
  }
}

function asFault(diagnostics: unknown[]): Error {
  const text = JSON.stringify(diagnostics)
  const glyphs = missingGlyphsIn(text)
  return glyphs.length > 0 ? new MissingGlyphs(glyphs) : new Error(`The PDF could not be set: ${text.slice(0, 2000)}`)
}

/** Typst's debug text escapes what is not printable: `\\u{301}`. */
function missingGlyphsIn(text: string): string[] {
  return [...text.matchAll(/the text `[\\"]*(.+?)[\\"]*` could not be displayed/gs)]
    .map((found) =>
      (found[1] ?? '').replace(/\\+u\{([0-9a-f]+)\}/g, (_all, code: string) =>
        String.fromCodePoint(Number.parseInt(code, 16)),
      ),
    )
    .filter((glyph) => glyph !== '')
}

function dataOf(paper: Paper, charts: string[]) {
  const [year, month, day] = paper.date.split('-').map(Number)
  return {
    title: inline(paper.title),
    subtitle: paper.subtitle === null ? null : inline(paper.subtitle),
    author: inline(paper.organisation ?? ''),
    description: inline(paper.description),
    date: [year, month, day],
    colours,
    furniture: {
      headLeft: inline(paper.furniture.headLeft),
      headRight: inline(paper.furniture.headRight),
      footLeft: inline(paper.furniture.footLeft),
    },
    order: paper.marks.map((mark) => mark.id),
    marks: Object.fromEntries(
      paper.marks.map((mark) => [mark.id, { ...mark, word: inline(mark.word), edge: edgeOf(mark) }]),
    ),
    cover: {
      kicker: paper.cover.kicker === null ? null : inline(paper.cover.kicker),
      facts: paper.cover.facts.map((fact) => ({ label: inline(fact.label), value: inline(fact.value) })),
      asks:
        paper.cover.asks === null
          ? null
          : { heading: inline(paper.cover.asks.heading), items: paper.cover.asks.items.map(inline) },
    },
    parts: paper.parts.map((part) => ({
      heading: inline(part.heading),
      landscape: part.isLandscape,
      contents: part.hasContents === true,
      listed: part.isListed !== false,
      blocks: part.blocks.map((block) => blockData(block, paper, part.isLandscape, charts)),
    })),
  }
}

function blockData(block: PaperBlock, paper: Paper, isLandscape: boolean, charts: string[]) {
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, level: block.level, text: inline(block.text), listed: block.isListed !== false }
    case 'paragraph':
      return {
        kind: block.kind,
        line: lineData(block.line),
        tone: block.tone ?? 'body',
        sticky: block.keepsWithNext === true,
      }
    case 'list':
      return { kind: block.kind, ordered: block.isOrdered, items: block.items.map(lineData) }
    case 'facts':
      return {
        kind: block.kind,
        facts: block.facts.map((fact) => ({ label: inline(fact.label), value: inline(fact.value) })),
      }
    case 'tiles':
      return {
        kind: block.kind,
        tiles: block.tiles.map((tile) => ({ ...tile, figure: inline(tile.figure), label: inline(tile.label ?? '') })),
      }
    case 'chart': {
      const width = isLandscape ? 1000 : 680
      charts.push(drawRatingChart(block, paper.marks, { font: 'Source Sans 3', width }).svg)
      return { kind: block.kind, file: `/chart-${charts.length - 1}.svg`, alternative: inline(block.alternative) }
    }
    case 'table':
      return tableData(block, isLandscape)
    case 'banded-table':
      return bandedData(block, isLandscape, paper)
  }
}

const columnData = (columns: PaperTable['columns'], isLandscape: boolean) => {
  const widths = columnWidths(columns, isLandscape ? 269 : 170, 1)
  // Typst shares what is left by weight alone; widths worked out here keep every column's least.
  return columns.map((column, index) => ({
    heading: inline(column.heading),
    weight: 0,
    least: widths[index] ?? 20,
    align: column.align ?? 'left',
  }))
}

function tableData(table: PaperTable, isLandscape: boolean) {
  return {
    kind: table.kind,
    columns: columnData(table.columns, isLandscape),
    rows: table.rows.map((row) => row.map(cellData)),
    totals: (table.totals ?? []).map((row) => row.map(cellData)),
  }
}

function bandedData(table: BandedTable, isLandscape: boolean, paper: Paper) {
  const columns = columnData(table.columns, isLandscape)
  const letters = columns.map((column) => Math.max(4, (column.least - 3.5) / 1.62))
  return {
    kind: table.kind,
    columns,
    sections: table.sections.map((section) => ({
      heading: section.heading === null ? null : inline(section.heading),
      groups: section.groups.map((group) => ({
        band: group.band === null ? null : lineData(group.band),
        aside: group.aside === null ? null : lineData(group.aside),
        about: group.about.map((about) => ({ label: inline(about.label), items: about.items.map(printable) })),
        rows: group.rows.map((row) => ({ cells: row.map(cellData), tall: heightOf(row, letters, paper) > 16 })),
      })),
    })),
  }
}

/** Lines of type of the tallest cell. A row over half a page may break, or it would run off the page. */
function heightOf(row: TableCell[], letters: number[], paper: Paper): number {
  return Math.max(
    1,
    ...row.map((cell, index) =>
      cell.lines.reduce(
        (sum, line) =>
          sum +
          lineText(line.runs, paper.marks)
            .split('\n')
            .reduce((all, words) => all + Math.max(1, Math.ceil(words.length / (letters[index] ?? 20))), 0),
        0,
      ),
    ),
  )
}

const cellData = (cell: TableCell) => cell.lines.map(cellLineData)
const cellLineData = (line: CellLine) => [lineData(line.runs), line.isBullet === true, line.isSmall === true]
const lineData = (line: Line) =>
  line.map((run) =>
    'rating' in run ? ['', run.rating] : [printable(run.text), run.isBold === true, run.isMuted === true],
  )
const inline = (text: string) => printable(text).replaceAll('\n', ' ')
