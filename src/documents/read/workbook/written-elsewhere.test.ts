/** Workbooks by another writer (hucre) and in another format (OpenDocument as LibreOffice writes it) read the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import {
  cellFills,
  cellShapes,
  cellTexts,
  doubtCodes,
  firstTable,
  partOf,
} from '../../../../tests/support/documents/outline.ts'
import { buildZip } from '../../../../tests/support/documents/zip-builder.ts'
import { blocksText } from '../../neutral-document.ts'
import { readOds } from './read-ods.ts'
import { readXlsx } from './read-xlsx.ts'

test('whatever words another program writes into cells come back, none lost and none added', async () => {
  const words = fc
    .string({ unit: fc.constantFrom(...'ab =&<>"_x000D_;é€😀\n'), minLength: 1, maxLength: 12 })
    .filter((text) => text.trim() !== '')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(words, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
      async (rows) => {
        const document = await readXlsx(await writeXlsx({ sheets: [{ name: 'Plan', rows }] }))
        const lines = (text: string) =>
          text
            .split('\n')
            .filter((line) => line.trim() !== '')
            .join('\n')
        assert.deepEqual(
          firstTable(document).rows.map((row) => row.cells.map((cell) => blocksText(cell.blocks))),
          rows.map((row) => row.map(lines)),
        )
      },
    ),
    { numRuns: 60 },
  )
})

const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
const ods = (styles: string, tables: string) =>
  buildZip({
    'content.xml': `<office:document-content ${namespaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  })
const cell = (text: string, more = '') =>
  `<table:table-cell office:value-type="string" ${more}><text:p>${text}</text:p></table:table-cell>`

test('an OpenDocument sheet gives merges, fills, dates as shown, notes and hidden rows', async () => {
  const document = await readOds(
    ods(
      '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text><number:year/></number:date-style><style:style style:name="amber" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffc000"/></style:style><style:style style:name="month" style:family="table-cell" style:parent-style-name="amber" style:data-style-name="N1"/><style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>',
      `<table:table table:name="Plan"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row>${cell('Action')}${cell('When')}${cell('RAG')}</table:table-row></table:table-header-rows><table:table-row>${cell('Ask <text:span text:style-name="struck">June</text:span><text:s text:c="2"/>all', 'table:number-columns-spanned="1" table:number-rows-spanned="2"')}<table:table-cell table:style-name="month" office:value-type="date" office:date-value="2026-09-01"><text:p>Sep-26</text:p></table:table-cell><table:table-cell table:style-name="amber"><office:annotation><dc:date>2026-01-01</dc:date><text:p>Why amber?</text:p></office:annotation></table:table-cell></table:table-row><table:table-row table:visibility="filter"><table:covered-table-cell/>${cell('TBC')}</table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Lists" table:style-name="off"><table:table-row>${cell('x')}</table:table-row></table:table>`,
    ),
  )
  const table = firstTable(document)
  assert.deepEqual(cellShapes(table), [
    ['0+1×1', '1+1×1', '2+1×1'],
    ['0+1×2', '1+1×1', '2+1×1'],
    ['1+1×1', '2+1×1'],
  ])
  assert.deepEqual(cellTexts(table)[1], ['Ask June  all', 'Sep-26', ''])
  assert.deepEqual(cellFills(table)[1], [null, 'FFC000', 'FFC000'])
  assert.deepEqual(table.rows[1]?.cells[1]?.value, {
    kind: 'date',
    date: '2026-09-01',
    precision: 'month',
    shows: 'Sep-26',
  })
  assert.deepEqual(
    table.rows.map((row) => [row.isHeader, row.isHidden]),
    [
      [true, false],
      [false, false],
      [false, true],
    ],
  )
  assert.deepEqual(
    partOf(document, 'comments').blocks.map((block) => blocksText([block])),
    ['Why amber?'],
  )
  assert.deepEqual(
    document.parts.map((part) => part.isHidden),
    [false, true, false],
  )
  assert.deepEqual(doubtCodes(document).sort(), ['hidden-row', 'hidden-sheet'])
})

test('conditional formats of LibreOffice paint cells', async () => {
  const document = await readOds(
    ods(
      '<style:style style:name="bad" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>',
      `<table:table table:name="Plan"><table:table-row>${cell('Late')}${cell('x')}</table:table-row><table:table-row>${cell('Done')}${cell('y')}</table:table-row><calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Plan.A1:Plan.A2"><calcext:condition calcext:apply-style-name="bad" calcext:value="=&quot;late&quot;"/></calcext:conditional-format><calcext:conditional-format calcext:target-range-address="Plan.B1:Plan.B2"><calcext:condition calcext:apply-style-name="bad" calcext:value="formula-is($A1=&quot;Done&quot;)"/></calcext:conditional-format></calcext:conditional-formats></table:table>`,
    ),
  )
  assert.deepEqual(cellFills(firstTable(document)), [
    ['FF0000', null],
    [null, 'FF0000'],
  ])
})
