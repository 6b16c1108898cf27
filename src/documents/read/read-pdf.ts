import type { NeutralDocument, Part, ReadingDoubt } from '../neutral-document.ts'
import { Refused } from '../safety/refused.ts'
import { alignPage, layOutPage, type PageLayout } from './pdf/lay-out-page.ts'
import { type OpenPdf, openPdf } from './pdf/open-pdf.ts'
import { type PageDrawing, readPageDrawing } from './pdf/page-drawing.ts'
import type { PageTable } from './pdf/page-table.ts'
import { proseOf, stretches } from './pdf/prose.ts'
import { takeRunningLines } from './pdf/running-lines.ts'
import { Spelling } from './pdf/spelling.ts'
import { beginTable, continues, continueTable, type WholeTable } from './pdf/stitch-tables.ts'
import type { TextColumn } from './pdf/text-columns.ts'
import type { Line } from './pdf/text-lines.ts'
import { type Flow, isTable, writeBlocks, writeRunning } from './pdf/write-document.ts'

/**
 * Reads a PDF: its drawing instructions once, page by page, then tables from lines and fills, text from what stands between
 * them, and the cuts that pages make mended. What was guessed is a doubt. Throws `Refused` for scans, passwords and damage.
 */
export async function readPdf(bytes: Uint8Array): Promise<NeutralDocument> {
  const pdf = await openPdf(bytes)
  try {
    const drawings = await readDrawings(pdf)
    const doubts = pictureDoubts(drawings)
    const layouts = drawings.map(layOutPage)
    const running = takeRunningLines(layouts)
    let columns: TextColumn[] | null = null
    for (const layout of layouts) columns = alignPage(layout, columns)
    const { flow, doubts: joins } = flowOf(layouts)
    const spelling = new Spelling()
    spelling.learn(linesIn(flow))
    const body: Part = {
      kind: 'body',
      name: null,
      isHidden: false,
      blocks: writeBlocks(flow, spelling, bodySizeOf(drawings)),
      pages: drawings.map(({ number, width, height }) => ({ number, width, height })),
    }
    return {
      format: 'pdf',
      ...(await propertiesOf(pdf)),
      parts: [body, ...writeRunning(running, spelling)],
      doubts: [...doubts, ...joins],
    }
  } finally {
    await pdf.close()
  }
}

async function readDrawings({ document, ops }: OpenPdf): Promise<PageDrawing[]> {
  const drawings: PageDrawing[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    drawings.push(await readPageDrawing(page, ops))
    page.cleanup()
  }
  return drawings
}

/** Refuses a document without words; names the pages that are pictures. */
function pictureDoubts(drawings: readonly PageDrawing[]): ReadingDoubt[] {
  const wordless = drawings.filter((drawing) => drawing.words.length === 0 && drawing.pictures.length > 0)
  if (drawings.every((drawing) => drawing.words.length === 0)) {
    if (wordless.length === 0)
      throw new Refused('empty-pdf', 'This PDF has no words on any page. Send the document it was made from.')
    throw new Refused(
      'scanned-pdf',
      'This PDF is a picture of a document, probably a scan: it holds no words that can be read. Ask for the Word or Excel original, or have text recognition (OCR) run on it first.',
    )
  }
  return wordless.map((drawing) => ({
    severity: 'problem',
    code: 'picture',
    message: `Page ${drawing.number} is a picture; its words cannot be read. Ask for the original, or type in what it says.`,
    at: { page: drawing.number },
  }))
}

function flowOf(layouts: readonly PageLayout[]): { flow: Flow; doubts: ReadingDoubt[] } {
  const flow: Flow = []
  const doubts: ReadingDoubt[] = []
  let tables = 0
  for (const { drawing, tables: parts, words, proseColumns } of layouts) {
    const groups = stretches(words, parts)
    groups.forEach((group, i) => {
      const prose = proseOf(group, proseColumns, drawing.number)
      flow.push(...prose)
      const part = parts[i]
      if (!part) return
      const last = flow.at(-1)
      if (i === 0 && prose.length === 0 && last && isTable(last) && continues(last, part))
        doubts.push(...continueTable(last, part))
      else {
        flow.push(beginTable(part, ++tables))
        if (part.from === 'alignment') doubts.push(alignmentDoubt(part, tables))
      }
    })
  }
  return { flow, doubts }
}

function alignmentDoubt(part: PageTable, table: number): ReadingDoubt {
  return {
    severity: 'check',
    code: 'table-by-alignment',
    message: `The table on page ${part.page} has no lines between its cells. Its ${part.xs.length - 1} columns and its rows were told by how the words line up: check them.`,
    at: { page: part.page, table },
  }
}

function* linesIn(flow: Flow): Generator<Line> {
  for (const item of flow) {
    if (!isTable(item)) yield* item.lines
    else for (const cell of cellsOf(item)) for (const paragraph of cell.paragraphs) yield* paragraph.lines
  }
}

function cellsOf(table: WholeTable) {
  return table.rows.flatMap((row) => row.cells)
}

/** The size of most letters in the document. */
function bodySizeOf(drawings: readonly PageDrawing[]): number {
  const letters = new Map<number, number>()
  for (const drawing of drawings) {
    for (const word of drawing.words) {
      const size = Math.round(word.size * 2) / 2
      letters.set(size, (letters.get(size) ?? 0) + word.text.length)
    }
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

async function propertiesOf({ document }: OpenPdf): Promise<Pick<NeutralDocument, 'language' | 'properties'>> {
  const { info } = await document.getMetadata()
  const facts = info as Record<string, unknown>
  const words = (key: string) => {
    const value = facts[key]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  return {
    language: words('Language'),
    properties: {
      title: words('Title'),
      author: words('Author'),
      modified: civilDay(words('ModDate') ?? words('CreationDate')),
    },
  }
}

/** "D:20260115093000Z" → "2026-01-15" */
function civilDay(date: string | null): string | null {
  const match = /^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(date ?? '')
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null
}
