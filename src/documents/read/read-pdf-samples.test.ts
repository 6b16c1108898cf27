import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { blocksText, type NeutralDocument, type Table } from '../neutral-document.ts'
import { readPdf } from './read-pdf.ts'

const folder = join(import.meta.dirname, '../../../tests/samples/pdf')

interface PlanRow {
  section: string
  no: string
  outcome: string
  action: string
  rag: string
  owner: string
  by: string
  update: string
}

const plan = (JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { rows: PlanRow[] }).rows
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'))

suite('the same plan printed by different programs', () => {
  for (const name of files) {
    test(`${name}: every cell of every action is read, in one table`, async () => {
      const document = await readPdf(readFileSync(join(folder, name)))
      const tables = tablesOf(document)
      assert.equal(tables.length, 1)
      assert.deepEqual(actionsOf(tables[0] as Table), plan)
    })

    test(`${name}: RAG colours stand in their cells`, async () => {
      const document = await readPdf(readFileSync(join(folder, name)))
      const colours: Record<string, string> = { Green: '00B050', Amber: 'FFC000', Red: 'FF0000' }
      const rated = tablesOf(document)
        .flatMap((table) => table.rows)
        .flatMap((row) => row.cells)
        .filter((cell) => Object.hasOwn(colours, words(cell.blocks)))
      assert.equal(rated.length, plan.filter((row) => row.rag !== '').length)
      for (const cell of rated) assert.equal(cell.fill, colours[words(cell.blocks)])
    })
  }

  test('a table without lines is marked to be checked; a drawn one is not', async () => {
    const codes = async (name: string) =>
      (await readPdf(readFileSync(join(folder, name)))).doubts.map((doubt) => doubt.code)
    assert.ok((await codes('libreoffice-borderless.pdf')).includes('table-by-alignment'))
    assert.ok(!(await codes('libreoffice-ruled.pdf')).includes('table-by-alignment'))
  })

  test('where tags name the cells, alignment is not asked and no doubt is left', async () => {
    const { doubts } = await readPdf(readFileSync(join(folder, 'chromium-rules-between-rows.pdf')))
    assert.ok(!doubts.some((doubt) => doubt.code === 'table-by-alignment'))
  })

  test('a row cut by the page is joined and marked with its place', async () => {
    const document = await readPdf(readFileSync(join(folder, 'chromium-cut-rows.pdf')))
    const joined = document.doubts.filter((doubt) => doubt.code === 'joined-over-page')
    assert.ok(joined.length > 0)
    for (const doubt of joined) {
      assert.equal(doubt.severity, 'check')
      assert.equal(doubt.at?.page, 2)
      assert.equal(doubt.at?.table, 1)
    }
  })

  test('running headers and page numbers are parts of their own, off the body', async () => {
    const document = await readPdf(readFileSync(join(folder, 'libreoffice-ruled.pdf')))
    const part = (kind: string) => blocksText(document.parts.find((each) => each.kind === kind)?.blocks ?? [])
    assert.equal(part('header'), 'Wexcombe Council – official')
    assert.equal(part('footer'), 'Page 1 of 3\nPage 2 of 3\nPage 3 of 3')
    assert.doesNotMatch(part('body'), /official|Page \d/)
  })

  test('every word says on which page and where it stands', async () => {
    const document = await readPdf(readFileSync(join(folder, 'typst-ruled.pdf')))
    const pages = document.parts[0]?.pages ?? []
    for (const cell of tablesOf(document).flatMap((table) => table.rows.flatMap((row) => row.cells))) {
      const page = pages.find((each) => each.number === cell.at.page)
      const box = cell.at.box
      assert.ok(page && box, 'a cell without a place')
      assert.ok(box.x >= 0 && box.x + box.width <= page.width && box.y >= 0 && box.y + box.height <= page.height)
    }
  })
})

function tablesOf(document: NeutralDocument): Table[] {
  return (document.parts[0]?.blocks ?? []).filter((block) => block.kind === 'table')
}

/** The table as a person reads it: a blank or spanned number and outcome are those above. */
function actionsOf(table: Table): PlanRow[] {
  const grid: string[][] = table.rows.map(() => [])
  table.rows.forEach((row, i) => {
    for (const cell of row.cells) {
      for (let down = 0; down < cell.rowSpan; down++) {
        for (let across = 0; across < cell.colSpan; across++) {
          const place = grid[i + down]
          if (place) place[cell.column + across] = words(cell.blocks)
        }
      }
    }
  })
  const rows: PlanRow[] = []
  let [section, no, outcome] = ['', '', '']
  table.rows.forEach((row, i) => {
    const [number = '', aim = '', action = '', rag = '', owner = '', by = '', update = ''] = grid[i] ?? []
    if (row.isHeader || i === 0) return
    if (row.cells.filter((cell) => cell.blocks.length > 0).length === 1 && action === number) {
      section = number
      return
    }
    if (number !== '') [no, outcome] = [number, aim]
    rows.push({ section, no, outcome, action, rag, owner, by, update })
  })
  return rows
}

function words(blocks: Parameters<typeof blocksText>[0]): string {
  return blocks
    .map((block) => (block.kind === 'paragraph' && block.list ? `${block.list.label} ` : '') + blocksText([block]))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
