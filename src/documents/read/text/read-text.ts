/** .txt → the neutral document. A text may hold tables (tabs, bars, aligned columns), lists, headings and paragraphs. */
import type { Block, NeutralDocument, ReadingDoubt } from '../../neutral-document.ts'
import { readAlignedTable } from './aligned-table.ts'
import { readBarTable } from './bar-table.ts'
import { decodeText } from './decode-text.ts'
import { readProse } from './prose.ts'
import { tableOfSeparatedText } from './read-csv.ts'
import { isBlank, type SourceLine, sourceLines } from './source-line.ts'
import { readTabTable, type TableFound } from './tab-table.ts'

/** Throws `Refused` ("too-large", "not-text"). */
export async function readText(bytes: Uint8Array): Promise<NeutralDocument> {
  const { text, doubts } = decodeText(bytes)
  return documentOfText(text, 'txt', doubts)
}

export function documentOfText(text: string, format: 'txt' | 'pasted', doubts: ReadingDoubt[]): NeutralDocument {
  const read = separatedText(text) ?? blocksOfText(text)
  return {
    format,
    language: null,
    properties: { title: null, author: null, modified: null },
    parts: [{ kind: 'body', name: null, isHidden: false, blocks: read.blocks }],
    doubts: [...doubts, ...read.doubts],
  }
}

/** A text file that is a spreadsheet's export under another name: nearly every line cut evenly by semicolons, bars or commas. */
function separatedText(text: string): { blocks: Block[]; doubts: ReadingDoubt[] } | null {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '')
  if (lines.length < 3 || text.includes('\t') || (!/^sep=./i.test(text) && (lines[0]?.split(/[;,|]/).length ?? 0) < 4))
    return null
  const { table, doubts } = tableOfSeparatedText(text, null)
  const whole = table.rows.filter((row) => row.cells.filter((cell) => cell.blocks.length > 0).length >= 3).length
  // Prose has commas too; a record's fields are short and follow a comma without a space.
  const isTight =
    lines.filter((line) => /[;|]|,(?! )/.test(line)).length >= lines.length * 0.8 && !/^\s*[|+]/.test(lines[0] ?? '')
  return isTight && table.columnCount >= 3 && whole >= table.rows.length * 0.6 ? { blocks: [table], doubts } : null
}

export function blocksOfText(text: string): { blocks: Block[]; doubts: ReadingDoubt[] } {
  const lines = sourceLines(text)
  const blocks: Block[] = []
  const doubts: ReadingDoubt[] = []
  let prose: SourceLine[] = []
  let tables = 0
  const endProse = () => {
    blocks.push(...readProse(prose, blocks.length === 0))
    prose = []
  }
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (line === undefined) break
    const found = isBlank(line) ? null : tableAt(lines, at, tables + 1)
    if (found === null) {
      prose.push(line)
      at++
      continue
    }
    endProse()
    tables++
    blocks.push(found.table)
    doubts.push(...found.doubts)
    at = Math.max(found.next, at + 1)
  }
  endProse()
  return { blocks, doubts }
}

function tableAt(lines: readonly SourceLine[], at: number, tableNumber: number): TableFound | null {
  return (
    readTabTable(lines, at, tableNumber) ??
    readBarTable(lines, at, tableNumber) ??
    readAlignedTable(lines, at, tableNumber)
  )
}
