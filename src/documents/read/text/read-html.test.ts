import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bodyOf,
  cellFills,
  cellShapes,
  cellTexts,
  doubtCodes,
  firstTable,
  outline,
  runsOf,
} from '../../../../tests/support/documents/outline.ts'
import { Refused } from '../../safety/refused.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPasted } from './read-pasted.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (html: string) => readHtml(bytes(html))

test('tables keep spans, headings, nested tables and hidden rows', async () => {
  const document = await read(
    '<table><caption>Actions</caption><thead><tr><td>No<td>Action<td>By</thead><tr><td rowspan=9>1<td colspan=2>Ask<tr style="display:none"><td>Tell<td><table><tr><td>x<td>y</table><tr><td>a<td>b</table>',
  )
  const table = firstTable(document)
  assert.equal(table.name, 'Actions')
  assert.deepEqual(cellShapes(table), [
    ['0+1×1', '1+1×1', '2+1×1'],
    ['0+1×3', '1+2×1'],
    ['1+1×1', '2+1×1'],
    ['1+1×1', '2+1×1'],
  ])
  assert.deepEqual(
    table.rows.map((row) => [row.isHeader, row.isHidden]),
    [
      [true, false],
      [false, false],
      [false, true],
      [false, false],
    ],
  )
  assert.equal(table.rows[2]?.cells[1]?.blocks[0]?.kind, 'table')
  assert.deepEqual(doubtCodes(document), ['hidden-row'])
})

test('lists show their labels and levels', async () => {
  assert.deepEqual(
    outline(
      bodyOf(
        await read(
          '<ol type=i start=3><li>three<ul><li><p>nested</p></ul><li>four</ol><ol style="list-style-type:lower-alpha"><li value=2>b</ol>',
        ),
      ),
    ),
    ['iii. three', '  • nested', 'iv. four', 'b. b'],
  )
})

test("Excel's clipboard: colours from its style sheet, line breaks as paragraphs", async () => {
  const document = await readPasted(
    bytes(
      'Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td{color:black;}.xl65{background:#92D050;mso-pattern:black none;}.xl66{text-decoration:line-through}--></style></head><body><table><tr><td class=xl65>Green</td><td class=xl66>June<br>July</td><td bgcolor="#FFFFFF" style="background:red">x</td></tr></table></body></html>',
    ),
  )
  assert.equal(document.format, 'pasted')
  assert.deepEqual(cellTexts(firstTable(document)), [['Green', 'June / July', 'x']])
  assert.deepEqual(cellFills(firstTable(document)), [['92D050', null, 'FF0000']])
})

test("Word's clipboard: its list labels, its tracked changes, its empty marks", async () => {
  const document = await readPasted(
    bytes(
      `<html><body><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>i.<span>&nbsp;&nbsp; </span></span><![endif]>Review   it<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span></span>Then <del cite="mailto:a" datetime="2026-01-01">not </del><ins cite="mailto:a" datetime="2026-01-01">do</ins></p><p>&nbsp;</p></body></html>`,
    ),
  )
  assert.deepEqual(outline(bodyOf(document)), ['i. Review it', '  • Then do'])
  assert.deepEqual(doubtCodes(document), ['tracked-deletion'])
})

test('scripts and styles are no words; entities, looks and links are kept', async () => {
  const document = await read(
    '<title>Wexcombe &amp; plan</title><script>alert(1)</script><h2>Aim</h2><p>a&nbsp;<b>bold</b> <s>old</s> <a href="javascript:x">j</a> <a href="https://wexcombe.example">l</a> <span style="color:rgb(255,0,0);font-weight:700">red</span><style>p{}</style>',
  )
  assert.equal(document.properties.title, 'Wexcombe & plan')
  assert.deepEqual(runsOf(document), [
    { text: 'Aim' },
    { text: 'a ' },
    { text: 'bold', isBold: true },
    { text: ' ' },
    { text: 'old', isStruck: true },
    { text: ' j ' },
    { text: 'l', link: 'https://wexcombe.example' },
    { text: ' ' },
    { text: 'red', isBold: true, colour: 'FF0000' },
  ])
})

test('markdown: headings, tables, tasks and front matter', async () => {
  const document = await readMarkdown(
    bytes(
      '---\ntitle: The plan\n---\n# Plan\n\n| No | Action |\n|---|---|\n| 1 | **Ask** ~~not~~<br>all |\n\n- [x] done\n  1. sub\n',
    ),
  )
  assert.equal(document.properties.title, 'The plan')
  assert.deepEqual(outline(bodyOf(document)), [
    'title: The plan',
    '# Plan',
    [
      ['No', 'Action'],
      ['1', 'Ask not / all'],
    ],
    '• ☑ done',
    '  1. sub',
  ])
})

test('plain text that is pasted is read as text', async () => {
  assert.deepEqual(cellTexts(firstTable(await readPasted(bytes('No\tAction\tBy\n1\tAsk <18s\tMay')))), [
    ['No', 'Action', 'By'],
    ['1', 'Ask <18s', 'May'],
  ])
})

test('hostile pages are refused or read in time', async () => {
  const began = performance.now()
  const isTooLarge = (error: unknown) => error instanceof Refused && error.code === 'too-large'
  await assert.rejects(read('<div>'.repeat(100_000)), isTooLarge)
  await assert.rejects(read('<table><tr><td>'.repeat(50_000)), isTooLarge)
  const fonts = Array.from({ length: 390 }, (_, index) => `<font size=${index}>`).join('')
  await assert.rejects(read(`<p>${fonts}</p>${'<p>x</p>'.repeat(20_000)}`), isTooLarge)
  await assert.rejects(read(`<table><tr>${'<td colspan=1000>x'.repeat(20)}</table>`), isTooLarge)
  await read('<table><tr><td rowspan=65534 colspan=1000>x<tr><td>y</table>')
  await read(`<p style="${'a:b;'.repeat(50_000)}">x</p><style>${'.a{b:c}'.repeat(100_000)}</style>`)
  await read(`<!--${'-'.repeat(500_000)}`)
  for (const text of [
    '>'.repeat(50_000),
    '['.repeat(100_000),
    '*a '.repeat(50_000),
    '`'.repeat(100_000),
    `|${'a|'.repeat(10_000)}\n|${'-|'.repeat(10_000)}`,
  ])
    await readMarkdown(bytes(text))
  assert.ok(performance.now() - began < 10_000)
})
