import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PageDrawing } from './page-drawing.ts'

/** What a tagged PDF says of a piece of text: the paragraph it is of, and the table cell that paragraph is in. */
export interface Tag {
  /** Number of the paragraph, heading or list item's text on its page. */
  paragraph: number
  cell: TaggedCell | null
}

export interface TaggedCell {
  table: number
  /** Number of the row's tag on its page. Rows without a word have none. */
  row: number
  isHead: boolean
  rowSpan: number
  colSpan: number
}

/** The tags of a page by marked content id; none where the file has none, or where pdf.js cannot make sense of them. */
export async function readTags(page: PDFPageProxy, drawing: PageDrawing): Promise<Map<number, Tag>> {
  const tags = new Map<number, Tag>()
  if (!drawing.words.some((word) => word.mark >= 0)) return tags
  let root: unknown
  try {
    root = await page.getStructTree()
  } catch {
    return tags
  }
  const count = { paragraph: 0, table: 0, row: 0 }
  const walk = (node: Node, place: Tag, depth: number): void => {
    if (depth > 60) return
    const here = { ...place }
    const role = node.role ?? ''
    if (BLOCK.test(role)) here.paragraph = ++count.paragraph
    if (role === 'Table') here.cell = { table: ++count.table, row: 0, isHead: false, rowSpan: 1, colSpan: 1 }
    if (role === 'TR' && here.cell) here.cell = { ...here.cell, row: ++count.row }
    if ((role === 'TD' || role === 'TH') && here.cell) {
      const { table, row } = here.cell
      here.cell = { table, row, isHead: role === 'TH', rowSpan: spanOf(node.rowSpan), colSpan: spanOf(node.colSpan) }
    }
    for (const child of node.children ?? []) {
      const id = child.type === 'content' ? /_mc(\d+)$/.exec(child.id ?? '')?.[1] : undefined
      if (id === undefined) walk(child, here, depth + 1)
      else tags.set(Number(id), here)
    }
  }
  if (root) walk(root as Node, { paragraph: 0, cell: null }, 0)
  return tags
}

interface Node {
  role?: string
  type?: string
  id?: string
  rowSpan?: unknown
  colSpan?: unknown
  children?: Node[]
}

/** Tags that part text from text. */
const BLOCK = /^(?:P|H\d?|Title|Caption|LI|Lbl|LBody|TD|TH|TOCI|BlockQuote|Note|FENote)$/

function spanOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && value < 1000 ? value : 1
}
