import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocx, p, tbl, tc, tr } from '../../../../tests/support/documents/docx-builder.ts'
import {
  cellFills,
  cellShapes,
  cellTexts,
  doubtCodes,
  firstTable,
  outline,
  runsOf,
} from '../../../../tests/support/documents/outline.ts'
import { sayPlace } from '../../neutral-document.ts'
import { readDocx } from './read-docx.ts'

const read = (body: string, more: Omit<Parameters<typeof buildDocx>[0] & object, 'body'> = {}) =>
  readDocx(buildDocx({ ...more, body }))

test('a cell merged down belongs to its first row and counts its rows', async () => {
  const table = firstTable(
    await read(
      tbl([
        tr(['Outcome', 'Action']),
        tr([tc('Children are seen', '<w:vMerge w:val="restart"/>'), 'Visit weekly']),
        tr([tc('', '<w:vMerge/>'), 'Record visits']),
        tr([tc('', '<w:vMerge w:val="continue"/>'), 'Audit records']),
        tr([tc('Plans are good', '<w:vMerge w:val="restart"/>'), 'Train staff']),
      ]),
    ),
  )
  assert.deepEqual(cellShapes(table), [
    ['0+1×1', '1+1×1'],
    ['0+1×3', '1+1×1'],
    ['1+1×1'],
    ['1+1×1'],
    ['0+1×1', '1+1×1'],
  ])
  assert.deepEqual(cellTexts(table)[2], ['Record visits'])
})

test('cells merged across keep the grid straight, whichever way Word wrote them', async () => {
  const table = firstTable(
    await read(
      tbl([
        tr([tc('ACTION', '<w:gridSpan w:val="2"/>'), 'BY WHEN']),
        tr([tc('Help and protection', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('', '<w:hMerge/>')]),
        tr(['1', 'Visit weekly', 'May 2027']),
      ]),
    ),
  )
  assert.equal(table.columnCount, 3)
  assert.deepEqual(cellShapes(table), [['0+2×1', '2+1×1'], ['0+3×1'], ['0+1×1', '1+1×1', '2+1×1']])
})

test('a row that begins late starts in its own column', async () => {
  const table = firstTable(
    await read(tbl([tr(['1', '2', '3']), tr(['below 2', 'below 3'], '<w:gridBefore w:val="1"/>')])),
  )
  assert.deepEqual(cellShapes(table)[1], ['1+1×1', '2+1×1'])
})

test('a merge that starts with a continuation mark is a cell of its own', async () => {
  const table = firstTable(await read(tbl([tr([tc('left over', '<w:vMerge/>'), 'b'])])))
  assert.deepEqual(cellTexts(table), [['left over', 'b']])
})

test('a merge down ends where a row has no mark for it', async () => {
  const table = firstTable(
    await read(
      tbl([
        tr([tc('a', '<w:vMerge w:val="restart"/>'), 'x']),
        tr([tc('own', ''), 'y']),
        tr([tc('again', '<w:vMerge/>'), 'z']),
      ]),
    ),
  )
  assert.deepEqual(
    cellShapes(table).map((row) => row[0]),
    ['0+1×1', '0+1×1', '0+1×1'],
  )
})

test('text under a merged cell is kept as hidden text, with a doubt', async () => {
  const document = await read(
    tbl([tr([tc('shown', '<w:vMerge w:val="restart"/>'), 'x']), tr([tc('covered', '<w:vMerge/>'), 'y'])]),
  )
  assert.deepEqual(doubtCodes(document), ['covered-text'])
  assert.deepEqual(
    runsOf(document)
      .filter((run) => run.isHidden)
      .map((run) => run.text),
    ['covered'],
  )
})

test('rows and cells inside content controls and custom XML are rows and cells', async () => {
  const inControl = (inside: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${inside}</w:sdtContent></w:sdt>`
  const table = firstTable(
    await read(tbl([inControl(tr(['a', 'b'])), `<w:customXml>${tr([inControl(tc('c')), 'd'])}</w:customXml>`])),
  )
  assert.deepEqual(cellTexts(table), [
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('a table in a cell stays in that cell, with the place of that cell', async () => {
  const inner = tbl([tr(['step', 'May 2027'])])
  const document = await read(`${tbl([tr([tc(`${p('Milestones')}${inner}<w:p/>`), 'x'])])}${tbl([tr(['second'])])}`)
  const [outer, second] = document.parts[0]?.blocks ?? []
  assert.equal(outer?.kind, 'table')
  const nested = outer?.kind === 'table' ? outer.rows[0]?.cells[0]?.blocks[1] : undefined
  assert.equal(nested?.kind === 'table' && sayPlace(nested.at), 'table 1 row 1 column 1')
  assert.equal(second === undefined ? '' : sayPlace(second.at), 'table 2')
})

test('places count as people count', async () => {
  const table = firstTable(await read(`${p('Plan')}${tbl([tr(['a', 'b']), tr(['c', 'd'])])}`))
  const cell = table.rows[1]?.cells[1]
  assert.equal(cell && sayPlace(cell.at), 'table 1 row 2 column 2')
  assert.equal(cell?.blocks[0] && sayPlace(cell.blocks[0].at), 'table 1 row 2 column 2')
})

test('header rows, hidden rows and the caption are kept', async () => {
  const table = firstTable(
    await read(
      tbl(
        [tr(['Action'], '<w:tblHeader/>'), tr(['hidden'], '<w:hidden/>'), tr(['Visit'], '<w:tblHeader w:val="0"/>')],
        '<w:tblCaption w:val="Actions 2027"/>',
      ),
    ),
  )
  assert.deepEqual(
    table.rows.map((row) => [row.isHeader, row.isHidden]),
    [
      [true, false],
      [false, true],
      [false, false],
    ],
  )
  assert.equal(table.name, 'Actions 2027')
})

test('an empty cell has no blocks, and paragraphs that only make room are left out', async () => {
  const table = firstTable(await read(tbl([tr([tc('<w:p/><w:p/>'), tc(`${p('one')}<w:p/>${p('two')}`)])])))
  assert.deepEqual(cellTexts(table), [['', 'one / two']])
  assert.deepEqual(table.rows[0]?.cells[0]?.blocks, [])
})

const theme = (accent6: string) =>
  `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent6><a:srgbClr val="${accent6}"/></a:accent6></a:clrScheme></a:themeElements></a:theme>`

test('cell fills are what a person sees: direct, theme with tint, solid and percentage patterns', async () => {
  const fills = [
    '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
    '<w:shd w:val="nil"/>',
    '<w:shd w:val="solid" w:color="FF0000" w:fill="FFFFFF"/>',
    '<w:shd w:val="pct50" w:color="FF0000" w:fill="FFFFFF"/>',
    '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent6"/>',
    '<w:shd w:val="clear" w:fill="A8D08D" w:themeFill="accent6" w:themeFillTint="99"/>',
    '<w:shd w:val="clear" w:fill="538135" w:themeFill="accent6" w:themeFillShade="BF"/>',
  ]
  const table = firstTable(await read(tbl([tr(fills.map((fill) => tc('', fill)))]), { theme: theme('70AD47') }))
  assert.deepEqual(cellFills(table)[0], ['00B050', null, null, null, 'FF0000', 'FF8080', '70AD47', 'A8D08D', '538135'])
})

test('a table style gives its first row and column their fill, a direct fill wins, and bands are left out', async () => {
  const styles = `<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>
    <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>
    <w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr></w:tblStylePr>
    <w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="E2EFD9"/></w:tcPr></w:tblStylePr></w:style>`
  const rows = [
    tr(['Action', 'RAG']),
    tr(['Visit', tc('', '<w:shd w:val="clear" w:fill="FF0000"/>')]),
    tr(['Audit', '']),
  ]
  const table = firstTable(await read(tbl(rows, '<w:tblStyle w:val="Grid"/><w:tblLook w:val="00A0"/>'), { styles }))
  assert.deepEqual(cellFills(table), [
    ['1F3864', '1F3864'],
    ['D9E2F3', 'FF0000'],
    ['D9E2F3', null],
  ])
  const heading = table.rows[0]?.cells[0]?.blocks[0]
  assert.equal(heading?.kind === 'paragraph' && heading.runs[0]?.isBold, true)
})

test('a row deleted by a tracked change keeps its words aside and loses its fill and labels', async () => {
  const document = await read(
    tbl([
      tr(['kept', tc('', '<w:shd w:fill="00B050"/>')]),
      tr(
        [tc(p('<w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del>')), tc('', '<w:shd w:fill="FF0000"/>')],
        '<w:del w:id="1"/>',
      ),
    ]),
  )
  const table = firstTable(document)
  assert.deepEqual(cellTexts(table), [
    ['kept', ''],
    ['', ''],
  ])
  assert.deepEqual(cellFills(table)[1], [null, null])
  assert.deepEqual(doubtCodes(document), ['tracked-deletion'])
  assert.equal(document.doubts[0]?.at && sayPlace(document.doubts[0].at), 'table 1 row 2')
})

test('spans beyond what Word allows are cut to the table, not believed', async () => {
  const table = firstTable(await read(tbl([tr([tc('wide', '<w:gridSpan w:val="999999999"/>'), 'beyond'])])))
  assert.ok(table.columnCount <= 63)
  assert.deepEqual(outline(table.rows[0]?.cells[0]?.blocks ?? []), ['wide'])
})

const withGrid = (table: string, widths: readonly number[]) =>
  table.replace(
    '<w:tblGrid/>',
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
  )

test('edges that were dragged by hand and do not quite meet make no column of their own', async () => {
  const rows = [
    tr(['No.', tc('Action', '<w:gridSpan w:val="2"/>'), 'By']),
    tr([tc('1', '<w:gridSpan w:val="2"/>'), 'Visit', 'May']),
  ]
  const table = firstTable(await read(withGrid(tbl(rows), [900, 60, 4000, 1500])))
  assert.equal(table.columnCount, 3)
  assert.deepEqual(cellShapes(table), [
    ['0+1×1', '1+1×1', '2+1×1'],
    ['0+1×1', '1+1×1', '2+1×1'],
  ])
  const last = table.rows[1]?.cells[2]
  assert.equal(last?.blocks[0] && sayPlace(last.blocks[0].at), 'table 1 row 2 column 3')
})

test('a narrow column with a cell of its own stays', async () => {
  const table = firstTable(
    await read(withGrid(tbl([tr(['a', tc('', '<w:shd w:fill="FF0000"/>'), 'b'])]), [900, 60, 4000])),
  )
  assert.equal(table.columnCount, 3)
})
