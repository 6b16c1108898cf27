import assert from 'node:assert/strict'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { cellTexts, doubtCodes, firstTable } from '../../../../tests/support/documents/outline.ts'
import { Refused } from '../../safety/refused.ts'
import { readCsv, readTsv } from './read-csv.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const rowsOf = async (text: string) => cellTexts(firstTable(await readCsv(bytes(text))))

for (const [name, encode] of [
  ['UTF-8', (text: string) => bytes(text)],
  ['UTF-8 with a mark', (text: string) => bytes(`\uFEFF${text}`)],
  ['Windows-1252', (text: string) => iconv.encode(text, 'windows-1252')],
  ['UTF-16 with a mark', (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['UTF-16 without a mark', (text: string) => iconv.encode(text, 'utf-16le')],
  ['UTF-16 big-endian', (text: string) => iconv.encode(text, 'utf-16be')],
] as const)
  test(`${name} is recognised`, async () => {
    const document = await readCsv(encode('No,Action\r\n1,“Don’t wait” – £5'))
    assert.deepEqual(cellTexts(firstTable(document)), [
      ['No', 'Action'],
      ['1', '“Don’t wait” – £5'],
    ])
  })

test('semicolons, tabs and bars part cells too; a sep= line decides and is no row', async () => {
  assert.deepEqual(await rowsOf('a;b;c\n1,5;2;3'), [
    ['a', 'b', 'c'],
    ['1,5', '2', '3'],
  ])
  assert.deepEqual(await rowsOf('a|b|c\n1|2, 3|4'), [
    ['a', 'b', 'c'],
    ['1', '2, 3', '4'],
  ])
  assert.deepEqual(await rowsOf('sep=;\na;b\n1,2;3'), [
    ['a', 'b'],
    ['1,2', '3'],
  ])
  assert.deepEqual(cellTexts(firstTable(await readTsv(bytes('a, b\tc\n1\t2')))), [
    ['a, b', 'c'],
    ['1', '2'],
  ])
})

test('line breaks in quotes are paragraphs, and later rows keep their line numbers', async () => {
  const table = firstTable(await readCsv(bytes('a,b\n"one\ntwo ""x""",c\nlast,d')))
  assert.deepEqual(cellTexts(table), [
    ['a', 'b'],
    ['one / two \\"x\\"', 'c'],
    ['last', 'd'],
  ])
  assert.deepEqual(
    table.rows.map((row) => row.at.line),
    [1, 2, 4],
  )
})

test('short rows, long rows and blank lines are kept; blank tails are not', async () => {
  const table = firstTable(await readCsv(bytes('Title,,,\n\na,b\n1,2,3\n,,,\n\n')))
  assert.deepEqual(cellTexts(table), [['Title', '', ''], [''], ['a', 'b'], ['1', '2', '3']])
  assert.equal(table.columnCount, 3)
})

test('a quotation mark that is never closed is said, with its line', async () => {
  const document = await readCsv(bytes('a,b\n1,"two\n3,4'))
  assert.deepEqual(doubtCodes(document), ['unclosed-quote'])
  assert.match(document.doubts[0]?.message ?? '', /line 2/)
})

test('formulas, dates and numbers stay the words they are', async () => {
  const table = firstTable(await readCsv(bytes('a,b,c\n=1+1,01/09/2026,007')))
  assert.deepEqual(cellTexts(table)[1], ['=1+1', '01/09/2026', '007'])
  assert.ok(table.rows.every((row) => row.cells.every((cell) => cell.value === null)))
})

test('a million cells in a line, and a line of fifty million letters, end in time', async () => {
  const began = performance.now()
  await assert.rejects(
    readCsv(bytes(`a,b\n${','.repeat(1_000_000)}`)),
    (error) => error instanceof Refused && error.code === 'too-large',
  )
  assert.equal(firstTable(await readCsv(bytes(`a,b\n1,${'x'.repeat(50_000_000)}`))).rows.length, 2)
  assert.ok(performance.now() - began < 10_000)
})

test('stray NULs are left out and said; a file of them is no text', async () => {
  const document = await readCsv(bytes('a,b\n1,t\0wo'))
  assert.deepEqual(cellTexts(firstTable(document))[1], ['1', 'two'])
  assert.deepEqual(doubtCodes(document), ['control-characters'])
  await assert.rejects(readCsv(new Uint8Array(2000)), (error) => error instanceof Refused && error.code === 'not-text')
})
