/** What a hostile or broken workbook may cost: ten seconds, and a sentence or a reading at the end. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellShapes, cellTexts, firstTable } from '../../../../tests/support/documents/outline.ts'
import { buildXlsx, c, xlsxParts } from '../../../../tests/support/documents/xlsx-builder.ts'
import { buildZip } from '../../../../tests/support/documents/zip-builder.ts'
import { Refused } from '../../safety/refused.ts'
import { readOds } from './read-ods.ts'
import { readXls } from './read-xls.ts'
import { readXlsx } from './read-xlsx.ts'

/** A test that also fails when it takes more than ten seconds; a test's own timeout cannot stop a reader that does not pause. */
function inTime(name: string, run: () => Promise<void>): void {
  test(name, async () => {
    const began = performance.now()
    await run()
    assert.ok(performance.now() - began < 10_000)
  })
}
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof Refused && error.code === code && error.message.length > 30

inTime('a merge to the end of the sheet is cut to what is used', async () => {
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          rows: [[c('A1', 'a'), c('B1', 'b')], [], [c('A3', 'c')]],
          after: '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
        },
      ],
    }),
  )
  assert.deepEqual(cellShapes(firstTable(document)).at(-1), ['0+2×1'])
})

inTime('cells at both ends of the sheet do not make the sheet between them', async () => {
  const document = await readXlsx(
    buildXlsx({
      sheets: [{ rows: `<row r="1">${c('A1', 'first')}</row><row r="1048576">${c('XFD1048576', 'last')}</row>` }],
    }),
  )
  const table = firstTable(document)
  assert.ok(table.rows.length < 50)
  assert.deepEqual([cellTexts(table)[0], cellTexts(table).at(-1)], [['first'], ['last']])
  assert.equal(table.rows.at(-1)?.at.row, 1_048_576)
})

inTime('a hundred thousand merges, overlapping, are read', async () => {
  const merges = Array.from(
    { length: 100_000 },
    (_, index) => `<mergeCell ref="A${(index % 500) + 1}:Z${(index % 500) + 3}"/>`,
  ).join('')
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          rows: Array.from({ length: 500 }, (_, row) => [c(`A${row + 1}`, 'x'), c(`Z${row + 1}`, 'y')]),
          after: `<mergeCells>${merges}</mergeCells>`,
        },
      ],
    }),
  )
  assert.equal(firstTable(document).rows.length, 500)
})

inTime('rules whose formulas look at everything are given up, not followed', async () => {
  const rules = Array.from(
    { length: 200 },
    (_, index) =>
      `<cfRule type="expression" priority="${index}"><formula>COUNTIF($A$1:$XFD$1048576,A1)&gt;1</formula></cfRule>`,
  ).join('')
  const deep = `<cfRule type="expression" priority="1"><formula>${'('.repeat(1500)}1</formula></cfRule>`
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          rows: Array.from({ length: 300 }, (_, row) => [c(`A${row + 1}`, row)]),
          after: `<conditionalFormatting sqref="A1:XFD1048576">${rules}${deep}</conditionalFormatting>`,
        },
      ],
    }),
  )
  assert.ok(document.doubts.length > 0)
})

inTime('more columns hidden than there are, and addresses outside the sheet, do no harm', async () => {
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          before: '<cols><col min="1" max="999999999" hidden="1"/><col min="-5" max="x" hidden="1"/></cols>',
          rows: `<row r="99999999">${c('A1', 'a')}</row><row r="-1"><c r="ZZZZ9"><v>1</v></c></row>`,
        },
      ],
    }),
  )
  assert.equal(cellTexts(firstTable(document)).length, 2)
})

inTime('a document type declaration is refused', async () => {
  const parts = xlsxParts({ sheets: [{ rows: [[c('A1', 'a')]] }] })
  parts['xl/sharedStrings.xml'] = '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
  await assert.rejects(readXlsx(buildZip(parts)), refusedWith('doctype'))
})

inTime(
  'a protected workbook, a renamed file, a cut file and a binary workbook are each refused in a sentence',
  async () => {
    const good = buildXlsx({ sheets: [{ rows: [[c('A1', 'a')]] }] })
    await assert.rejects(readXlsx(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)), refusedWith('password-protected'))
    await assert.rejects(readXlsx(good.subarray(0, good.length - 40)), Refused)
    await assert.rejects(readXlsx(new TextEncoder().encode('just words')), Refused)
    await assert.rejects(
      readXlsx(
        buildZip({
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
          'xl/workbook.bin': 'x',
        }),
      ),
      refusedWith('xlsb'),
    )
  },
)

inTime('millions of filled cells are refused before they fill the memory', async () => {
  const row = `<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>`
  await assert.rejects(readXlsx(buildXlsx({ sheets: [{ rows: row.repeat(260) }] })), refusedWith('too-large'))
})

inTime('repeats without end in an OpenDocument sheet are bounded', async () => {
  const ods = (body: string) =>
    buildZip({
      'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    })
  const repeated =
    '<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
  await assert.rejects(readOds(ods(repeated)), refusedWith('too-large'))
  const spaces =
    '<table:table table:name="A"><table:table-row><table:table-cell><text:p>a<text:s text:c="900000000"/>b</text:p></table:table-cell><table:table-cell table:number-columns-spanned="99999" table:number-rows-spanned="99999999"><text:p>c</text:p></table:table-cell></table:table-row></table:table>'
  const document = await readOds(ods(spaces))
  assert.equal(firstTable(document).columnCount, 2)
})

inTime('what is named .xls and is none is read for what it is, or refused', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  assert.deepEqual(cellTexts(firstTable(await readXls(bytes('<html><table><tr><td>a<td>b<tr><td>c<td>d</table>')))), [
    ['a', 'b'],
    ['c', 'd'],
  ])
  assert.deepEqual(cellTexts(firstTable(await readXls(bytes('No\tAction\n1\tAsk')))), [
    ['No', 'Action'],
    ['1', 'Ask'],
  ])
  await assert.rejects(readXls(bytes('words')), refusedWith('not-a-workbook'))
  await assert.rejects(
    readXls(
      Uint8Array.from(
        { length: 600 },
        (_, index) => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][index] ?? index % 251,
      ),
    ),
    Refused,
  )
})
