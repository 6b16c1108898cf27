import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, paragraph, sheet, table, withParts } from '../../../../tests/support/neutral-builder.ts'
import { mapSource, type SourceRow } from './source-pages.ts'

const rowsOf = (blocks: readonly { kind: string }[]): SourceRow[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? (block as unknown as { rows: SourceRow[] }).rows : []))

test('a long sheet is cut into pages of few rows, and every row is on one of them', () => {
  const source = mapSource(
    withParts('xlsx', [
      sheet(
        'Plan',
        Array.from({ length: 200 }, (_, index) => [`Row ${index + 1}`, 'words']),
      ),
    ]),
  )
  assert.ok(source.pages.every(({ blocks }) => rowsOf(blocks).length <= 30))
  assert.equal(source.pages.flatMap(({ blocks }) => rowsOf(blocks)).length, 200)
  assert.equal(source.pages[1]?.label, 'Plan (2 of 7)')
  assert.equal(source.pageOf.get('Plan!B150'), 4)
})

test('a merged cell that runs over the end of a page goes on at the top of the next', () => {
  const rows = [
    ['Outcome', 'Action'],
    [{ text: 'One outcome', down: 39 }, 'Action 1'],
    ...Array.from({ length: 38 }, (_, index) => [`Action ${index + 2}`]),
  ]
  const source = mapSource(documentOf('docx', [table(rows)]))
  const [first, second] = source.pages
  const open = rowsOf(first?.blocks ?? [])[1]?.cells[0]
  assert.equal(open?.rowSpan, 29)
  const goesOn = rowsOf(second?.blocks ?? [])[0]?.cells[0]
  assert.equal(goesOn?.text, 'One outcome')
  assert.equal(goesOn?.isContinued, true)
  assert.equal(goesOn?.rowSpan, 10)
})

test('a place leads to its page and its row', () => {
  const source = mapSource(
    documentOf('docx', [
      paragraph('Before'),
      table([
        ['Action', 'By when'],
        ['Do it', 'May 2026'],
      ]),
    ]),
  )
  assert.equal(source.pageOf.get('table 1 row 2 column 2'), 0)
  assert.deepEqual(
    source.rowOf.get('table 1 row 2 column 2')?.cells.map(({ text }) => text),
    ['Do it', 'May 2026'],
  )
})
