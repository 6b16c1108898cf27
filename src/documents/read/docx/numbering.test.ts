import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocx, p, tbl, tc, tr } from '../../../../tests/support/documents/docx-builder.ts'
import { bodyOf, cellTexts, firstTable, outline } from '../../../../tests/support/documents/outline.ts'
import { formatNumber } from './numbering.ts'
import { readDocx } from './read-docx.ts'

const level = (ilvl: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`
const list = (id: number, ...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`
const num = (id: number, abstract: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`
const item = (text: string, numId: number, ilvl = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`)
const labels = async (body: string, numbering: string, styles = '') =>
  outline(bodyOf(await readDocx(buildDocx({ body, numbering, styles }))))

test('labels are written as Word shows them, level by level', async () => {
  const numbering =
    list(0, level(0, 'decimal', '%1.'), level(1, 'lowerRoman', '%2)'), level(2, 'upperLetter', '%1.%2.%3')) + num(1, 0)
  assert.deepEqual(
    await labels(
      [item('a', 1), item('b', 1, 1), item('c', 1, 1), item('d', 1, 2), item('e', 1), item('f', 1, 1)].join(''),
      numbering,
    ),
    ['1. a', '  i) b', '  ii) c', '    1.ii.A d', '2. e', '  i) f'],
  )
})

test('lists made from one definition count on; a start override begins again once', async () => {
  const numbering =
    list(0, level(0, 'decimal', '%1.')) +
    num(1, 0) +
    num(2, 0) +
    num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
  assert.deepEqual(
    await labels([item('a', 1), item('b', 2), item('c', 3), item('d', 3), item('e', 1)].join(''), numbering),
    ['1. a', '2. b', '1. c', '2. d', '3. e'],
  )
})

test('a level redefined for one list is used for that list', async () => {
  const numbering =
    list(0, level(0, 'decimal', '%1.')) +
    num(1, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'lowerLetter', '(%1)')}</w:lvlOverride>`)
  assert.deepEqual(await labels(item('a', 1) + item('b', 1), numbering), ['(a) a', '(b) b'])
})

test('legal levels are written in figures, and a level may be told never to begin again', async () => {
  const numbering =
    list(0, level(0, 'upperRoman', '%1'), level(1, 'decimal', '%1.%2', '<w:isLgl/>')) +
    list(1, level(0, 'decimal', '%1.'), level(1, 'decimal', '%2)', '<w:lvlRestart w:val="0"/>')) +
    num(1, 0) +
    num(2, 1)
  assert.deepEqual(
    await labels(
      [item('a', 1), item('b', 1, 1), item('c', 2), item('d', 2, 1), item('e', 2), item('f', 2, 1)].join(''),
      numbering,
    ),
    ['I a', '  1.1 b', '1. c', '  1) d', '2. e', '  2) f'],
  )
})

test('numbers come from a paragraph style, and numId 0 takes them away', async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="heading 2"/><w:basedOn w:val="H"/></w:style>'
  const numbering =
    list(0, level(0, 'decimal', '%1.', '<w:pStyle w:val="H"/>'), level(1, 'decimal', '%1.%2')) + num(1, 0)
  const body =
    p('Help', '<w:pStyle w:val="H"/>') +
    p('Early help', '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="1"/></w:numPr>') +
    p('Annex', '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
  assert.deepEqual(await labels(body, numbering, styles), ['# 1. Help', '#   1.1 Early help', '# Annex'])
})

test('a list that points to a list style is numbered by that style', async () => {
  const numbering =
    list(0, level(0, 'decimal', '%1)')) +
    num(1, 0) +
    '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Steps"/></w:abstractNum>' +
    num(9, 5)
  const styles =
    '<w:style w:type="numbering" w:styleId="Steps"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
  assert.deepEqual(await labels(item('a', 9) + item('b', 9), numbering, styles), ['1) a', '2) b'])
})

test('bullets of sign fonts are the sign they show', async () => {
  const font = (name: string) => `<w:rPr><w:rFonts w:ascii="${name}" w:hAnsi="${name}"/></w:rPr>`
  const numbering =
    list(0, level(0, 'bullet', '\u{F0B7}', font('Symbol'))) +
    list(1, level(0, 'bullet', '\u{F0FC}', font('Wingdings'))) +
    list(2, level(0, 'bullet', 'o', font('Courier New'))) +
    list(3, level(0, 'bullet', 'ü', font('Wingdings'))) +
    num(1, 0) +
    num(2, 1) +
    num(3, 2) +
    num(4, 3)
  assert.deepEqual(await labels([1, 2, 3, 4].map((id) => item('x', id)).join(''), numbering), [
    '• x',
    '✓ x',
    'o x',
    '✓ x',
  ])
})

test('an empty numbered cell keeps its number, an empty bullet says nothing', async () => {
  const numbering = list(0, level(0, 'decimal', '%1.')) + list(1, level(0, 'bullet', '•')) + num(1, 0) + num(2, 1)
  const document = await readDocx(
    buildDocx({ body: tbl([tr([tc(item('', 1)), 'first']), tr([tc(item('', 1)), tc(item('', 2))])]), numbering }),
  )
  assert.deepEqual(cellTexts(firstTable(document)), [
    ['1. ', 'first'],
    ['2. ', ''],
  ])
})

test('a list that is not defined has no label', async () => {
  assert.deepEqual(await labels(item('a', 77), list(0, level(0, 'decimal', '%1.'))), ['a'])
})

test('numbers are written in every common format', () => {
  assert.deepEqual(
    [
      'lowerRoman',
      'upperRoman',
      'lowerLetter',
      'upperLetter',
      'decimalZero',
      'ordinal',
      'cardinalText',
      'decimalEnclosedCircle',
    ].map((format) => formatNumber(format, 4)),
    ['iv', 'IV', 'd', 'D', '04', '4th', 'Four', '④'],
  )
  assert.deepEqual(
    [1, 2, 3, 11, 12, 13, 21, 22].map((number) => formatNumber('ordinal', number)),
    ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd'],
  )
  assert.equal(formatNumber('lowerLetter', 27), 'aa')
  assert.equal(formatNumber('lowerRoman', 5000), '5000')
})
