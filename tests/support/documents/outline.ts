import type { Block, NeutralDocument, Paragraph, Part, Run, Table } from '../../../src/documents/neutral-document.ts'
import { paragraphText } from '../../../src/documents/neutral-document.ts'

/** Short views of a reading, so that a test shows what it expects at a glance. */

/** A paragraph as a person sees it: "i. Review the offer", "# Heading". */
export function shown(paragraph: Paragraph): string {
  const heading = paragraph.headingLevel === null ? '' : `${'#'.repeat(paragraph.headingLevel) || '%'} `
  const label = paragraph.list === null ? '' : `${'  '.repeat(paragraph.list.level)}${paragraph.list.label} `
  return `${heading}${label}${paragraphText(paragraph)}`
}

/** Blocks in order; a table as its rows of cells, each cell's paragraphs joined by " / ". */
export const outline = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) => (block.kind === 'paragraph' ? shown(block) : cellTexts(block)))

export const cellTexts = (table: Table): string[][] =>
  table.rows.map((row) =>
    row.cells.map((cell) =>
      cell.blocks.map((block) => JSON.stringify(outline([block])[0]).replace(/^"|"$/g, '')).join(' / '),
    ),
  )

/** "column+colSpan×rowSpan" of each cell, row by row. */
export const cellShapes = (table: Table): string[][] =>
  table.rows.map((row) => row.cells.map((cell) => `${cell.column}+${cell.colSpan}×${cell.rowSpan}`))

export const cellFills = (table: Table): (string | null)[][] =>
  table.rows.map((row) => row.cells.map((cell) => cell.fill))

export function partOf(document: NeutralDocument, kind: Part['kind'], at = 0): Part {
  const part = document.parts.filter((candidate) => candidate.kind === kind)[at]
  if (part === undefined) throw new Error(`The document has no ${kind} part ${at + 1}`)
  return part
}

export const bodyOf = (document: NeutralDocument): Block[] => partOf(document, 'body').blocks

export function firstTable(document: NeutralDocument): Table {
  for (const part of document.parts) for (const block of part.blocks) if (block.kind === 'table') return block
  throw new Error('The document has no table')
}

export function runsOf(document: NeutralDocument): Run[] {
  const runs: Run[] = []
  const gather = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.kind === 'paragraph') runs.push(...block.runs)
      else for (const row of block.rows) for (const cell of row.cells) gather(cell.blocks)
    }
  }
  gather(bodyOf(document))
  return runs
}

export const doubtCodes = (document: NeutralDocument): string[] => document.doubts.map((doubt) => doubt.code)
