/** Small makers of neutral blocks for the readers of spreadsheets and texts. */
import type { Cell, Paragraph, Place, Run } from '../neutral-document.ts'

/** A paragraph of body text. `at` may be one object for a cell and all its paragraphs: places are never changed once made. */
export function paragraph(runs: Run[], at: Place): Paragraph {
  return { kind: 'paragraph', headingLevel: null, runs, list: null, at }
}

/** One paragraph a line; lines without a word are left out. */
export function paragraphsOfLines(text: string, at: Place): Paragraph[] {
  if (!text.includes('\n') && !text.includes('\r')) return text.trim() === '' ? [] : [paragraph([{ text }], at)]
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph([{ text: line }], at))
}

/** Runs cut into paragraphs at their line breaks, each keeping its look; lines without a word are left out unless they carry a note. */
export function paragraphsOfRuns(runs: readonly Run[], at: Place): Paragraph[] {
  const lines: Run[][] = [[]]
  for (const run of runs)
    run.text.split(/\r\n|\r|\n/).forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '' || run.note !== undefined) lines.at(-1)?.push({ ...run, text })
    })
  return lines
    .filter((line) => line.some((run) => run.text.trim() !== '' || run.note !== undefined))
    .map((line) => paragraph(line, at))
}

/** A cell of a grid without merges, colours or stored values. */
export function plainCell(column: number, blocks: Cell['blocks'], at: Place): Cell {
  return { column, rowSpan: 1, colSpan: 1, blocks, fill: null, value: null, at }
}
