import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cellFills,
  cellShapes,
  cellTexts,
  doubtCodes,
  firstTable,
  partOf,
} from '../../../../tests/support/documents/outline.ts'
import {
  buildXlsx,
  c,
  type SheetContent,
  solid,
  stylesOf,
  type WorkbookContent,
} from '../../../../tests/support/documents/xlsx-builder.ts'
import { sayPlace, type Table } from '../../neutral-document.ts'
import { readXlsx } from './read-xlsx.ts'

const sheetOf = async (sheet: SheetContent, workbook: Partial<WorkbookContent> = {}) =>
  readXlsx(buildXlsx({ sheets: [{ name: 'Plan', ...sheet }], ...workbook }))
const cellsOf = (table: Table) => table.rows.flatMap((row) => row.cells)

test('a merged cell spans, and the cells it covers are not listed', async () => {
  const document = await sheetOf({
    rows: [
      [c('A1', 'Outcome'), c('B1', 'Action')],
      [c('A2', 'Children are heard'), c('B2', 'Ask them')],
      [c('B3', 'Write it down')],
      [c('A4', 'SECTION')],
      [c('A5', 'x'), c('B5', 'y')],
    ],
    after: '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:B4"/></mergeCells>',
  })
  assert.deepEqual(cellShapes(firstTable(document)), [
    ['0+1×1', '1+1×1'],
    ['0+1×2', '1+1×1'],
    ['1+1×1'],
    ['0+2×1'],
    ['0+1×1', '1+1×1'],
  ])
})

test('blank rows inside the used range stay, blank formatted rows and columns after it go', async () => {
  const style = stylesOf([{ fill: solid('rgb="FFFF0000"') }])
  const document = await sheetOf(
    {
      rows: [
        [c('A1', 'Title')],
        [],
        [c('A3', 'No'), c('B3', 'Action'), c('C3', null, 1)],
        [c('A4', null, 1)],
        [c('A5', null, 1)],
      ],
    },
    { styles: style },
  )
  const table = firstTable(document)
  assert.equal(table.columnCount, 2)
  assert.deepEqual(cellTexts(table), [
    ['Title', ''],
    ['', ''],
    ['No', 'Action'],
  ])
  assert.deepEqual(
    table.rows.map((row) => row.at.row),
    [1, 2, 3],
  )
})

test('a last column with colours that differ from row to row stays, though it has neither word nor heading', async () => {
  const styles = stylesOf([{ fill: solid('rgb="FF00B050"') }, { fill: solid('rgb="FFFF0000"') }])
  const document = await sheetOf(
    { rows: [[c('A1', 'Action')], [c('A2', 'One'), c('B2', null, 1)], [c('A3', 'Two'), c('B3', null, 2)]] },
    { styles },
  )
  assert.deepEqual(cellFills(firstTable(document)), [
    [null, null],
    [null, '00B050'],
    [null, 'FF0000'],
  ])
})

test('places are sheet addresses, also where the used range does not begin at A1', async () => {
  const document = await sheetOf({ rows: [[], [], [c('C3', 'Action')]] })
  const [cell] = cellsOf(firstTable(document))
  assert.equal(sayPlace(cell?.at ?? {}), 'Plan!C3')
  assert.equal(cell?.column, 0)
})

test('fills are resolved: direct, theme with tint, palette, pattern, gradient; white is none', async () => {
  const styles = stylesOf([
    { fill: solid('rgb="FF92D050"') },
    { fill: solid('theme="9" tint="0.5999"') },
    { fill: solid('indexed="10"') },
    { fill: '<patternFill patternType="mediumGray"><fgColor rgb="FFFF0000"/><bgColor rgb="FFFFFFFF"/></patternFill>' },
    { fill: solid('rgb="FFFFFFFF"') },
    {
      fill: '<gradientFill><stop position="0"><color rgb="FFFF0000"/></stop><stop position="1"><color rgb="FFFF0000"/></stop></gradientFill>',
    },
    { fill: '<patternFill patternType="gray125"/>' },
  ])
  const document = await sheetOf(
    { rows: [[1, 2, 3, 4, 5, 6, 7].map((style) => c(`${'ABCDEFG'[style - 1]}1`, 'x', style))] },
    { styles },
  )
  assert.deepEqual(cellFills(firstTable(document)), [['92D050', 'C5E0B4', 'FF0000', 'FF8080', null, 'FF0000', null]])
})

test('dates keep the day, how they show and how precise they are', async () => {
  const styles = stylesOf([
    { id: 14 },
    { id: 17 },
    { code: '[$-809]d mmmm yyyy;@' },
    { code: 'yyyy' },
    { id: 20 },
    { code: 'mmmm yyyy' },
  ])
  const document = await sheetOf(
    {
      rows: [
        [
          c('A1', 46295, 1),
          c('B1', 46266, 2),
          c('C1', 46295, 3),
          c('D1', 46295, 4),
          c('E1', 0.5, 5),
          c('F1', 46266, 6),
        ],
      ],
    },
    { styles },
  )
  assert.deepEqual(
    cellsOf(firstTable(document)).map((cell) => cell.value),
    [
      { kind: 'date', date: '2026-09-30', precision: 'day', shows: '30/09/2026' },
      { kind: 'date', date: '2026-09-01', precision: 'month', shows: 'Sep-26' },
      { kind: 'date', date: '2026-09-30', precision: 'day', shows: '30 September 2026' },
      { kind: 'date', date: '2026-09-30', precision: 'year', shows: '2026' },
      { kind: 'number', number: 0.5, shows: '12:00' },
      { kind: 'date', date: '2026-09-01', precision: 'month', shows: 'September 2026' },
    ],
  )
})

test('a workbook that counts from 1904 gives the same days', async () => {
  const document = await sheetOf(
    { rows: [[c('A1', 46295 - 1462, 1)]] },
    { styles: stylesOf([{ id: 14 }]), isDate1904: true },
  )
  assert.equal(cellTexts(firstTable(document))[0]?.[0], '30/09/2026')
})

test('an ISO date of a strict workbook is a date', async () => {
  const document = await sheetOf({ rows: [['<c r="A1" t="d"><v>2026-09-30T00:00:00</v></c>']] })
  assert.deepEqual(cellsOf(firstTable(document))[0]?.value, {
    kind: 'date',
    date: '2026-09-30',
    precision: 'day',
    shows: '30/09/2026',
  })
})

test('numbers show as a person sees them: per cent, money, leading zeros, one decimal', async () => {
  const styles = stylesOf([
    { id: 9 },
    { code: '"£"#,##0.00' },
    { code: '000' },
    { code: '0.0' },
    { code: '"Action "0' },
  ])
  const document = await sheetOf(
    { rows: [[c('A1', 0.95, 1), c('B1', 12500.5, 2), c('C1', 7, 3), c('D1', 1.1, 4), c('E1', 4, 5), c('F1', 1.1)]] },
    { styles },
  )
  assert.deepEqual(cellTexts(firstTable(document)), [['95%', '£12,500.50', '007', '1.1', 'Action 4', '1.1']])
})

test('formulas give their stored results; text that looks like a formula stays text; faults are faults', async () => {
  const document = await sheetOf({
    rows: [
      [
        '<c r="A1"><f>B1*2</f><v>84</v></c>',
        '<c r="B1" t="str"><f>"a"</f><v>Late</v></c>',
        c('C1', '=1+1'),
        '<c r="D1" t="e"><v>#REF!</v></c>',
        c('E1', true),
        '<c r="F1"><f>NOW()</f></c>',
      ],
    ],
  })
  const table = firstTable(document)
  assert.deepEqual(cellTexts(table), [['84', 'Late', '=1+1', '#REF!', 'TRUE']])
  assert.deepEqual(cellsOf(table)[3]?.value, { kind: 'fault', shows: '#REF!' })
  assert.ok(doubtCodes(document).includes('formula-without-result'))
})

test('rich text keeps its runs, its line breaks become paragraphs, phonetic helps are left out', async () => {
  const document = await sheetOf(
    { rows: [['<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>']] },
    {
      sharedStrings: [
        '<r><t xml:space="preserve">Was </t></r><r><rPr><strike/><color rgb="FFFF0000"/></rPr><t>June</t></r><r><rPr><b/></rPr><t xml:space="preserve">&#10;Now July</t></r><rPh sb="0" eb="1"><t>no</t></rPh>',
        '<t>line_x000D_&#10;two_x005F_x</t>',
      ],
    },
  )
  const [rich, plain] = cellsOf(firstTable(document))
  assert.deepEqual(
    rich?.blocks.map((block) => (block.kind === 'paragraph' ? block.runs : [])),
    [[{ text: 'Was ' }, { text: 'June', isStruck: true, colour: 'FF0000' }], [{ text: 'Now July', isBold: true }]],
  )
  assert.deepEqual(
    cellTexts({
      ...firstTable(document),
      rows: [{ isHeader: false, isHidden: false, at: {}, cells: plain ? [plain] : [] }],
    }),
    [['line / two_x']],
  )
})

test('a struck-out cell is struck in every run', async () => {
  const document = await sheetOf({ rows: [[c('A1', 'Cancelled', 1)]] }, { styles: stylesOf([{ font: '<strike/>' }]) })
  const block = cellsOf(firstTable(document))[0]?.blocks[0]
  assert.deepEqual(block?.kind === 'paragraph' ? block.runs : null, [{ text: 'Cancelled', isStruck: true }])
})

test('hidden sheets, rows and columns are read, marked and said', async () => {
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          name: 'Plan',
          before: '<cols><col min="2" max="2" hidden="1"/></cols>',
          rows: `<row r="1">${c('A1', 'a')}${c('B1', 'b')}</row><row r="2" hidden="1">${c('A2', 'gone')}</row>`,
        },
        { name: 'Lists', state: 'veryHidden', rows: [[c('A1', 'Red')]] },
      ],
    }),
  )
  assert.deepEqual(
    document.parts.map((part) => part.isHidden),
    [false, true],
  )
  assert.deepEqual(
    firstTable(document).rows.map((row) => row.isHidden),
    [false, true],
  )
  assert.deepEqual(doubtCodes(document).sort(), ['hidden-column', 'hidden-row', 'hidden-sheet'])
})

test('notes and threads become numbered comments that their cells point to', async () => {
  const document = await sheetOf(
    {
      rows: [[c('A1', 'Action')]],
      related: [
        { id: 'c', type: 'comments', target: 'xl/comments1.xml' },
        { id: 't', type: 'threadedComment', target: 'xl/threadedComments/t1.xml' },
      ],
    },
    {
      parts: {
        'xl/comments1.xml':
          '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Ann Bell</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Is this done?</t></text></comment><comment ref="B2" authorId="0"><text><t>stand-in</t></text></comment></commentList></comments>',
        'xl/threadedComments/t1.xml':
          '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="B2" dT="2026-03-01T10:00:00" personId="{1}" id="{a}"><text>Who owns it?</text></threadedComment><threadedComment ref="B2" personId="{2}" id="{b}" parentId="{a}"><text>I do</text></threadedComment></ThreadedComments>',
        'xl/persons/person.xml':
          '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Cat Dow" id="{1}"/><person displayName="Ed Fox" id="{2}"/></personList>',
      },
      relatedToWorkbook:
        '<Relationship Id="p" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/>',
    },
  )
  const comments = partOf(document, 'comments').blocks
  assert.deepEqual(
    comments.map((block) => block.kind === 'paragraph' && block.runs[0]?.text),
    ['Ann Bell: Is this done?', 'Cat Dow (2026-03-01): Who owns it?\nEd Fox: I do'],
  )
  const notes = cellsOf(firstTable(document)).flatMap((cell) =>
    cell.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs.flatMap((run) => run.note?.id ?? []) : [])),
  )
  assert.deepEqual(notes, ['1', '2'])
})

test('links, filter headings, table names and page headers are kept', async () => {
  const document = await sheetOf(
    {
      rows: [[c('A1', 'Action')], [c('A2', 'See the strategy')]],
      after:
        '<autoFilter ref="A1:A2"/><hyperlinks><hyperlink ref="A2" r:id="l"/></hyperlinks><headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14Draft 3&amp;RPage &amp;P of &amp;N</oddHeader></headerFooter>',
      related: [
        { id: 'l', type: 'hyperlink', target: 'https://wexcombe.example/strategy', isExternal: true },
        { id: 'x', type: 'table', target: 'xl/tables/table1.xml' },
      ],
    },
    {
      parts: {
        'xl/tables/table1.xml':
          '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="Improvement_actions" displayName="Improvement_actions" ref="A1:A2"/>',
      },
    },
  )
  const table = firstTable(document)
  assert.equal(table.name, 'Improvement actions')
  assert.deepEqual(
    table.rows.map((row) => row.isHeader),
    [true, false],
  )
  const block = table.rows[1]?.cells[0]?.blocks[0]
  assert.equal(block?.kind === 'paragraph' && block.runs[0]?.link, 'https://wexcombe.example/strategy')
  assert.deepEqual(
    partOf(document, 'header').blocks.map((each) => each.kind === 'paragraph' && each.runs[0]?.text),
    ['Draft 3'],
  )
})

test('a text box is read before the table it floats above', async () => {
  const document = await sheetOf(
    {
      rows: [[], [], [c('A3', 'Action')]],
      related: [{ id: 'd', type: 'drawing', target: 'xl/drawings/drawing1.xml' }],
    },
    {
      parts: {
        'xl/drawings/drawing1.xml':
          '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:rPr b="1"/><a:t>Wexcombe plan</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>',
      },
    },
  )
  assert.deepEqual(
    partOf(document, 'sheet').blocks.map((block) => block.kind),
    ['paragraph', 'table'],
  )
})

test('cells without addresses, rows out of order and prefixed elements read the same', async () => {
  const document = await sheetOf({
    rows: '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row><row r="4"><c r="B4"><v>2</v></c><c r="A4"><v>1</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>',
  })
  assert.deepEqual(cellTexts(firstTable(document)), [
    ['a', 'b'],
    ['', ''],
    ['3', ''],
    ['1', '2'],
  ])
})

test('names like __proto__ are only names', async () => {
  const document = await sheetOf(
    {
      name: '__proto__',
      rows: [[c('A1', '__proto__')]],
      related: [{ id: 'c', type: 'comments', target: 'xl/comments1.xml' }],
    },
    {
      parts: {
        'xl/comments1.xml':
          '<comments><commentList><comment ref="__proto__"><text><t>x</t></text></comment><comment ref="A1"><text><t>y</t></text></comment></commentList></comments>',
      },
    },
  )
  assert.equal(document.parts[0]?.name, '__proto__')
  assert.equal(({} as Record<string, unknown>).x, undefined)
  assert.deepEqual(cellTexts(firstTable(document)), [['__proto__']])
})
