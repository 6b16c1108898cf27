import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellFills, cellTexts, doubtCodes, firstTable } from '../../../../tests/support/documents/outline.ts'
import { buildXlsx, c } from '../../../../tests/support/documents/xlsx-builder.ts'
import { readXlsx } from './read-xlsx.ts'

const dxf = (colour: string) => `<dxf><fill><patternFill><bgColor rgb="FF${colour}"/></patternFill></fill></dxf>`
const styles = `<dxfs>${dxf('00B050')}${dxf('FFC000')}${dxf('FF0000')}<dxf><font><strike/></font></dxf></dxfs>`

async function fillsUnder(rules: string, words: readonly (string | number | null)[], more: readonly string[] = []) {
  const rows = words.map((word, index) => [
    c(`A${index + 1}`, 'action'),
    c(`B${index + 1}`, word),
    ...(more[index] === undefined ? [] : [c(`C${index + 1}`, more[index] ?? '')]),
  ])
  const document = await readXlsx(buildXlsx({ sheets: [{ name: 'Plan', rows, after: rules }], styles }))
  return { document, fills: cellFills(firstTable(document)).map((row) => row[1]) }
}

const over = (rules: string) => `<conditionalFormatting sqref="B1:B9">${rules}</conditionalFormatting>`

test('cellIs paints words and numbers, without regard to case; the first rule by priority wins', async () => {
  const { fills } = await fillsUnder(
    over(
      '<cfRule type="cellIs" dxfId="2" priority="2" operator="equal"><formula>"red"</formula></cfRule><cfRule type="cellIs" dxfId="0" priority="3" operator="greaterThan"><formula>5</formula></cfRule><cfRule type="cellIs" dxfId="1" priority="1" operator="between"><formula>8</formula><formula>9</formula></cfRule>',
    ),
    ['Red', 'Green', 7, 9, 3],
  )
  // Text is above every number, as in Excel: "Green" > 5 holds.
  assert.deepEqual(fills, ['FF0000', '00B050', '00B050', 'FFC000', null])
})

test('containsText, beginsWith, notContainsText and blanks', async () => {
  const { fills } = await fillsUnder(
    over(
      '<cfRule type="containsText" dxfId="2" priority="1" operator="containsText" text="late"/><cfRule type="beginsWith" dxfId="0" priority="2" text="On"/><cfRule type="containsBlanks" dxfId="1" priority="3"/>',
    ),
    ['Running LATE', 'On track', 'Other', null],
  )
  assert.deepEqual(fills, ['FF0000', '00B050', null, 'FFC000'])
})

test('an expression looks at another column of its own row, and paints a cell that is blank', async () => {
  const { fills } = await fillsUnder(
    over(
      '<cfRule type="expression" dxfId="2" priority="1"><formula>$C1="Red"</formula></cfRule><cfRule type="expression" dxfId="0" priority="2"><formula>AND(ISNUMBER(SEARCH("gre*n",$C1)),LEN($C1)&gt;3)</formula></cfRule>',
    ),
    [null, null, null],
    ['Red', 'Green', 'none'],
  )
  assert.deepEqual(fills, ['FF0000', '00B050', null])
})

test('a rule may compare with a cell of a key on another sheet, by address or by name', async () => {
  const rules = over(
    '<cfRule type="cellIs" dxfId="2" priority="1" operator="equal"><formula>Key!$A$1</formula></cfRule><cfRule type="cellIs" dxfId="0" priority="2" operator="equal"><formula>Good</formula></cfRule>',
  )
  const document = await readXlsx(
    buildXlsx({
      sheets: [
        {
          name: 'Plan',
          rows: [[c('A1', 'x'), c('B1', 'Off track')], [c('B2', 'On track')], [c('B3', 'Other')]],
          after: rules,
        },
        { name: 'Key', rows: [[c('A1', 'Off track')], [c('A2', 'On track')]] },
      ],
      styles,
      definedNames: '<definedName name="Good">Key!$A$2</definedName>',
    }),
  )
  assert.deepEqual(
    cellFills(firstTable(document)).map((row) => row[1]),
    ['FF0000', '00B050', null],
  )
})

test('a rule that needs today or another workbook is said and paints nothing', async () => {
  const { document, fills } = await fillsUnder(
    over('<cfRule type="expression" dxfId="2" priority="1"><formula>B1&lt;TODAY()</formula></cfRule>'),
    [46000, 46001],
  )
  assert.deepEqual(fills, [null, null])
  assert.deepEqual(doubtCodes(document), ['conditional-format'])
})

test('a traffic light stands as a coloured symbol, alone where the value is not shown', async () => {
  const set = (showValue: string) =>
    over(
      `<cfRule type="iconSet" priority="1"><iconSet iconSet="3TrafficLights1"${showValue}><cfvo type="percent" val="0"/><cfvo type="num" val="2"/><cfvo type="num" val="3"/></iconSet></cfRule>`,
    )
  const shown = await fillsUnder(set(''), [1, 2, 3])
  assert.deepEqual(
    cellTexts(firstTable(shown.document)).map((row) => row[1]),
    ['● 1', '● 2', '● 3'],
  )
  const alone = await fillsUnder(set(' showValue="0"'), [1, 2, 3])
  const runs = firstTable(alone.document).rows.map((row) =>
    row.cells[1]?.blocks.map((block) => (block.kind === 'paragraph' ? block.runs : [])),
  )
  assert.deepEqual(runs, [
    [[{ text: '●', colour: 'C00000' }]],
    [[{ text: '●', colour: 'FFC000' }]],
    [[{ text: '●', colour: '00B050' }]],
  ])
})

test('colour scales mix between their stops', async () => {
  const { fills } = await fillsUnder(
    over(
      '<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFF0000"/><color rgb="FF00FF00"/></colorScale></cfRule>',
    ),
    [0, 50, 100],
  )
  assert.deepEqual(fills, ['FF0000', '808000', '00FF00'])
})

test('rules in the extension list count too', async () => {
  const { fills } = await fillsUnder(
    '<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="1"><xm:f>$B1="Off"</xm:f><x14:dxf><fill><patternFill><bgColor rgb="FF7030A0"/></patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>B1:B5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>',
    ['Off', 'On'],
  )
  assert.deepEqual(fills, ['7030A0', null])
})

test('a rule may strike its cell', async () => {
  const { document } = await fillsUnder(
    over('<cfRule type="cellIs" dxfId="3" priority="1" operator="equal"><formula>"Dropped"</formula></cfRule>'),
    ['Dropped'],
  )
  const block = firstTable(document).rows[0]?.cells[1]?.blocks[0]
  assert.equal(block?.kind === 'paragraph' && block.runs[0]?.isStruck, true)
})
