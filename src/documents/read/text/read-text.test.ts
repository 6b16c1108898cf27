import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bodyOf, cellTexts, doubtCodes, firstTable, outline } from '../../../../tests/support/documents/outline.ts'
import { type Block, blocksText } from '../../neutral-document.ts'
import { readText } from './read-text.ts'

const read = (text: string) => readText(new TextEncoder().encode(text))
const header = 'No\tAction\tLead\tWhen'

test('a table copied with tabs: blank leading cells, blank lines and repeated headers stay one table', async () => {
  const document = await read(
    `Wexcombe plan\n\n${header}\nSafety\t\t\t\n1\tAsk\tAnn\tMay\n\n${header}\n\tTell\tBob\tJune\n\nClosing words.`,
  )
  assert.deepEqual(outline(bodyOf(document)), [
    '% Wexcombe plan',
    [
      ['No', 'Action', 'Lead', 'When'],
      ['Safety', '', '', ''],
      ['1', 'Ask', 'Ann', 'May'],
      ['No', 'Action', 'Lead', 'When'],
      ['', 'Tell', 'Bob', 'June'],
    ],
    'Closing words.',
  ])
})

test('a cell of several lines is joined to its row, quoted or not', async () => {
  const document = await read(
    `${header}\n1\tFirst line\nsecond line\n• a bullet\tAnn\tMay\n2\t"Quoted\n\nwith ""marks"""\tBob\tJune\n3\tThree\tCat\tMay\nand then monthly\n4\tFour\tDan\tTBC`,
  )
  assert.deepEqual(cellTexts(firstTable(document)).slice(1), [
    ['1', 'First line / second line / • a bullet', 'Ann', 'May'],
    ['2', 'Quoted / with \\"marks\\"', 'Bob', 'June'],
    ['3', 'Three', 'Cat', 'May / and then monthly'],
    ['4', 'Four', 'Dan', 'TBC'],
  ])
})

test('rows whose blank ends were cut off stay rows', async () => {
  const document = await read(`${header}\n1\tAsk\n2\tTell\n3\tHear\tAnn\tMay`)
  assert.deepEqual(cellTexts(firstTable(document)), [
    ['No', 'Action', 'Lead', 'When'],
    ['1', 'Ask', '', ''],
    ['2', 'Tell', '', ''],
    ['3', 'Hear', 'Ann', 'May'],
  ])
})

test('a short line alone between rows is a section of the table', async () => {
  const document = await read(`${header}\n1\tAsk.\tAnn\tMay\n\nChildren in care\n2\tTell.\tBob\tJune`)
  assert.deepEqual(cellTexts(firstTable(document))[2], ['Children in care', '', '', ''])
})

test('a row cut by a page break in the middle of a sentence is joined, and said', async () => {
  const document = await read(
    `${header}\n1\tAgree the way we\tAnn\tMay\n\n\task families what they think\t\t\n2\tTell\tBob\tJune`,
  )
  assert.deepEqual(cellTexts(firstTable(document))[1], [
    '1',
    'Agree the way we ask families what they think',
    'Ann',
    'May',
  ])
  assert.deepEqual(doubtCodes(document), ['joined-over-page'])
})

test('html and bold marks left in cells become structure, and words between angle brackets stay words', async () => {
  const document = await read(
    `${header}\n1\tAsk: <ul style="x"> - children; - families <18 years\t<p>Ann</p> <p>Bob</p>\t**May** &amp; June\n2\t<ol><li>One</li><li>Two</li></ol>\tCat\t5 * 4 * 3`,
  )
  assert.deepEqual(cellTexts(firstTable(document)).slice(1), [
    ['1', 'Ask: / - children; / - families <18 years', 'Ann / Bob', 'May & June'],
    ['2', '1. One / 2. Two', 'Cat', '5 * 4 * 3'],
  ])
})

test('a symbol alone in a cell is kept, a middle dot parts words, bullets in a line part items', async () => {
  const document = await read(`${header}\n1\t●\tAnn · Bob\t✓ done\n2\tx: • one • two\t· dot\tMay`)
  assert.deepEqual(cellTexts(firstTable(document)).slice(1), [
    ['1', '●', 'Ann · Bob', '✓ done'],
    ['2', 'x: / • one / • two', '· dot', 'May'],
  ])
})

test('headings, labels, bullets with levels and typed numbers', async () => {
  const document = await read(
    'THE PLAN FOR CHILDREN\n\nAREA FOR IMPROVEMENT 1: Hear children\n\nOBJECTIVES:\n\n- One\n - Nested\n- Two\n\n1. Typed number\n\nA sentence that ends here.\n\nNext steps\n\n•\tWord bullet\n',
  )
  assert.deepEqual(outline(bodyOf(document)), [
    '% THE PLAN FOR CHILDREN',
    '## AREA FOR IMPROVEMENT 1: Hear children',
    '### OBJECTIVES:',
    '- One',
    '  - Nested',
    '- Two',
    '1. Typed number',
    'A sentence that ends here.',
    '## Next steps',
    '• Word bullet',
  ])
})

test('headings glued together by their bold marks come apart', async () => {
  const document = await read('Intro words\n\nTHE PLAN**AREA 1: Hear them****OBJECTIVES:**\n\n- One')
  assert.deepEqual(outline(bodyOf(document)).slice(1), [
    '## THE PLAN',
    '## AREA 1: Hear them',
    '### OBJECTIVES:',
    '- One',
  ])
})

test('lines broken at a margin are one paragraph again', async () => {
  const line = 'The partnership will review how it listens to children and young people in'
  const document = await read(`Plan\n\n${line}\n${line}\n${line}\ncare.`)
  assert.equal(bodyOf(document).length, 2)
})

test('columns kept apart by spaces are a table with a doubt', async () => {
  const document = await read(
    'No   Action                   Lead      When\n1    Review the front door    Ann       May 2027\n     and agree a standard\n2    Train managers           Bob Dow   June\n',
  )
  assert.deepEqual(cellTexts(firstTable(document)), [
    ['No', 'Action', 'Lead', 'When'],
    ['1', 'Review the front door and agree a standard', 'Ann', 'May 2027'],
    ['2', 'Train managers', 'Bob Dow', 'June'],
  ])
  assert.deepEqual(doubtCodes(document), ['aligned-columns'])
})

test('tables drawn with bars or boxes', async () => {
  assert.deepEqual(cellTexts(firstTable(await read('| No | Action |\n|----|--------|\n| 1  | Ask    |'))), [
    ['No', 'Action'],
    ['1', 'Ask'],
  ])
  assert.deepEqual(
    cellTexts(firstTable(await read('+---+-----+\n| N | Act |\n+===+=====+\n| 1 | Ask |\n|   | all |\n+---+-----+'))),
    [
      ['N', 'Act'],
      ['1', 'Ask / all'],
    ],
  )
})

test('a text with commas is prose; a spreadsheet saved as .txt is a table', async () => {
  assert.ok(
    bodyOf(
      await read(
        'First, we ask, then we tell, and so on.\nSecond, we hear, we act, we learn.\nThird, we check, we wait, we stop.',
      ),
    ).every((block) => block.kind === 'paragraph'),
  )
  assert.deepEqual(cellTexts(firstTable(await read('No;Action;Lead;When\n1;Ask;Ann;May\n2;Tell;Bob;June')))[1], [
    '1',
    'Ask',
    'Ann',
    'May',
  ])
})

test('no word of any text is lost, whatever its shape', async () => {
  const piece = fc.constantFrom(
    'alpha',
    'beta',
    '\t',
    '\t\t',
    '\n',
    '\n\n',
    ' ',
    '    ',
    '- ',
    '• ',
    '**',
    '"',
    '|',
    '<b>',
    '</p>',
    '<ul>',
    '1. ',
    'GAMMA',
    ':',
    ';',
    '.',
    '\f',
    'sep=;',
  )
  const words = (blocks: readonly Block[]) => (blocksText(blocks).match(/alpha|beta|gamma/gi) ?? []).length
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const text = pieces.join('')
      assert.equal(
        words(bodyOf(await read(text))),
        (text.match(/alpha|beta|gamma/gi) ?? []).length,
        JSON.stringify(text),
      )
    }),
    { numRuns: 400 },
  )
})

test('long, deep and odd texts end in time', async () => {
  const began = performance.now()
  for (const text of [
    'a\tb\tc\n'.repeat(60_000),
    '"'.repeat(100_000),
    `a\tb\tc\n${'"x\n'.repeat(50_000)}`,
    '<ul><li>'.repeat(50_000),
    `${'x '.repeat(2_000_000)}`,
    '**'.repeat(200_000),
    '| '.repeat(200_000),
    `${'a  b  c\n'.repeat(20_000)}`,
    '-\n'.repeat(100_000),
    '*a'.repeat(100_000),
  ])
    await read(text)
  assert.ok(performance.now() - began < 10_000)
})
