import type { NeutralDocument, Part, ReadingDoubt } from '../neutral-document.ts'
import { Refused } from '../safety/refused.ts'
import { alignPages, isRuled, layOutPage, type PageLayout } from './pdf/lay-out-page.ts'
import { type PageNote, readNotesAndFields } from './pdf/notes-and-fields.ts'
import { type OpenPdf, openPdf } from './pdf/open-pdf.ts'
import { settlePictures, unseenDoubts } from './pdf/page-doubts.ts'
import type { PageDrawing } from './pdf/page-drawing.ts'
import type { PageTable } from './pdf/page-table.ts'
import { turnUpright } from './pdf/page-turn.ts'
import { proseOf, stretches } from './pdf/prose.ts'
import { readPageDrawing } from './pdf/read-page.ts'
import { takeRunningLines } from './pdf/running-lines.ts'
import { Spelling } from './pdf/spelling.ts'
import { beginTable, continues, continueTable } from './pdf/stitch-tables.ts'
import { readTags } from './pdf/tags.ts'
import type { Line } from './pdf/text-lines.ts'
import { type Flow, isTable, writeBlocks, writeNotes, writeRunning } from './pdf/write-document.ts'

/**
 * Reads a PDF: its drawing instructions once, page by page, then tables from lines and fills (or, where there are none, from how the
 * words line up), text from what stands between them, and the cuts that pages make mended. What was guessed is a doubt. Throws
 * `Refused` for scans, passwords, XFA forms, damage and files that unpack past the budget.
 */
export async function readPdf(bytes: Uint8Array): Promise<NeutralDocument> {
  const pdf = await openPdf(bytes)
  try {
    const facts = await factsOf(pdf)
    const { drawings, notes, doubts: faults } = await readPages(pdf)
    refuseXfa(facts, drawings)
    const doubts = [...faults, ...settlePictures(drawings), ...unseenDoubts(drawings), ...(await attachmentDoubts(pdf))]
    const layouts = drawings.map(layOutPage)
    const running = takeRunningLines(layouts)
    alignPages(layouts)
    const { flow, doubts: guesses } = flowOf(layouts)
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
      language: facts.language,
      properties: facts.properties,
      parts: [body, ...writeRunning(running, spelling), ...writeNotes(notes)],
      doubts: [...doubts, ...guesses],
    }
  } finally {
    await pdf.close()
  }
}

/** Words all pages together may hold; each costs some 200 bytes while reading. */
const MOST_WORDS = 1_500_000

/** Tags cost some 20 ms a page in pdf.js: pages whose lines draw their tables, and longer documents, do without. */
const MOST_TAGGED_PAGES = 150

async function readPages({
  document,
  ops,
}: OpenPdf): Promise<{ drawings: PageDrawing[]; notes: PageNote[]; doubts: ReadingDoubt[] }> {
  const drawings: PageDrawing[] = []
  const notes: PageNote[] = []
  const doubts: ReadingDoubt[] = []
  let words = 0
  for (let number = 1; number <= document.numPages; number++) {
    try {
      const page = await document.getPage(number)
      const drawn = await readPageDrawing(page, ops)
      const drawing = turnUpright(drawn)
      if (document.numPages <= MOST_TAGGED_PAGES && !isRuled(drawing)) {
        const tags = await readTags(page, drawing)
        for (const word of drawing.words) {
          const tag = tags.get(word.mark)
          if (tag) word.tag = tag
        }
      }
      notes.push(...(await readNotesAndFields(page, drawing)))
      page.cleanup()
      drawings.push(drawing)
      words += drawing.words.length
    } catch (fault) {
      if (fault instanceof Refused) throw fault
      doubts.push({
        severity: 'problem',
        code: 'damaged-page',
        message: `Page ${number} is damaged and could not be read. Compare with the original.`,
        at: { page: number },
      })
    }
    if (words > MOST_WORDS)
      throw new Refused('too-large', 'This PDF holds more words than a plan does. Send the pages that hold the plan.')
  }
  if (drawings.length === 0) {
    throw new Refused(
      'damaged-pdf',
      'No page of this PDF can be read. Save it as PDF again, or send the Word or Excel original.',
    )
  }
  return { drawings, notes, doubts }
}

/** The pages one after another; a table that goes on over pages is one table. */
function flowOf(layouts: readonly PageLayout[]): { flow: Flow; doubts: ReadingDoubt[] } {
  const flow: Flow = []
  const doubts: ReadingDoubt[] = []
  let tables = 0
  for (const { drawing, tables: parts, words, proseColumns, isTooDense } of layouts) {
    if (isTooDense) doubts.push(denseDoubt(drawing.number))
    stretches(words, parts).forEach((stretch, i) => {
      const prose = proseOf(stretch, proseColumns, drawing.number)
      flow.push(...prose)
      const part = parts[i]
      if (!part) return
      const last = flow.at(-1)
      if (i === 0 && prose.length === 0 && last && isTable(last) && continues(last, part)) {
        doubts.push(...continueTable(last, part))
        return
      }
      flow.push(beginTable(part, ++tables))
      if (part.from === 'alignment') doubts.push(alignmentDoubt(part, tables))
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

function denseDoubt(page: number): ReadingDoubt {
  return {
    severity: 'check',
    code: 'dense-drawing',
    message: `Page ${page} is full of drawn lines, like a map or a chart. Its words were read as plain text.`,
    at: { page },
  }
}

function* linesIn(flow: Flow): Generator<Line> {
  for (const item of flow) {
    if (!isTable(item)) yield* item.lines
    else
      for (const row of item.rows)
        for (const cell of row.cells) for (const paragraph of cell.paragraphs) yield* paragraph.lines
  }
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

interface Facts extends Pick<NeutralDocument, 'language' | 'properties'> {
  isXfa: boolean
  hasFields: boolean
}

async function factsOf({ document }: OpenPdf): Promise<Facts> {
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
    isXfa: facts.IsXFAPresent === true,
    hasFields: facts.IsAcroFormPresent === true,
  }
}

/** An XFA form's pages are made by Adobe Reader alone: others see one page that says "Please wait". */
function refuseXfa(facts: Facts, drawings: readonly PageDrawing[]): void {
  const words = drawings.flatMap((drawing) => drawing.words.map((word) => word.text))
  const isWaiting = words.length < 150 && /please wait/i.test(words.join(' '))
  if (!facts.isXfa || (facts.hasFields && !isWaiting)) return
  throw new Refused(
    'xfa-form',
    'This PDF is an Adobe form (XFA) whose pages only Adobe Reader can make. Open it there, print it to PDF, and send that.',
  )
}

async function attachmentDoubts({ document }: OpenPdf): Promise<ReadingDoubt[]> {
  const attachments = (await document.getAttachments()) as ReadonlyMap<string, unknown> | Record<string, unknown> | null
  if (!attachments) return []
  const names = attachments instanceof Map ? [...attachments.keys()] : Object.keys(attachments)
  if (names.length === 0) return []
  return [
    {
      severity: 'info',
      code: 'attachment',
      message: `Files attached inside this PDF were not opened: ${names.slice(0, 10).join(', ')}.`,
      at: null,
    },
  ]
}

/** "D:20260115093000Z" → "2026-01-15" */
function civilDay(date: string | null): string | null {
  const match = /^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(date ?? '')
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null
}
