import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cellFills,
  cellShapes,
  cellTexts,
  doubtCodes,
  firstTable,
  outline,
  partOf,
} from '../../../../tests/support/documents/outline.ts'
import {
  ap,
  atc,
  buildPptx,
  chartPart,
  diagramPart,
  shape,
  slideTable,
} from '../../../../tests/support/documents/pptx-builder.ts'
import { sayPlace } from '../../neutral-document.ts'
import { readPptx } from './read-pptx.ts'

test('slides come in the order shown, titles first, and know their place', async () => {
  const document = await readPptx(
    buildPptx(
      [
        { shapes: shape('body', ['second']) + shape('title', ['Two']) },
        { shapes: shape('ctrTitle', ['Plan 2027']) + shape('subTitle', ['Wexcombe']) },
      ],
      { order: [1, 0] },
    ),
  )
  assert.deepEqual(
    document.parts.map((part) => [part.name, outline(part.blocks)]),
    [
      ['Plan 2027', ['% Plan 2027', 'Wexcombe']],
      ['Two', ['# Two', 'second']],
    ],
  )
  const last = document.parts[1]?.blocks[1]
  assert.equal(last && sayPlace(last.at), 'slide 2')
})

test('hidden slides are marked, offered and not taken', async () => {
  const document = await readPptx(buildPptx([{ shapes: shape('body', ['x']), isHidden: true }]))
  assert.equal(document.parts[0]?.isHidden, true)
  assert.deepEqual(doubtCodes(document), ['hidden-slide'])
})

test('bullets and numbers come from the paragraph, the shape, the layout and the master', async () => {
  const bullet = (char: string, font = '') => `<a:buFont typeface="${font}"/><a:buChar char="${char}"/>`
  const number = (type: string, start = '') => `<a:pPr><a:buAutoNum type="${type}"${start}/></a:pPr>`
  const document = await readPptx(
    buildPptx(
      [
        {
          shapes:
            shape('body', [
              'from master',
              ap('deeper', '<a:pPr lvl="1"/>'),
              ap('none', '<a:pPr><a:buNone/></a:pPr>'),
              ap('own', `<a:pPr>${bullet('ü', 'Wingdings')}</a:pPr>`),
            ]) +
            shape(null, [
              'no bullet',
              ap('a', number('arabicPeriod')),
              ap('b', number('arabicPeriod')),
              'between',
              ap('c', number('arabicPeriod')),
              ap('d', number('romanLcParenBoth', ' startAt="3"')),
            ]) +
            shape(null, ['of the shape'], `<a:lstStyle><a:lvl1pPr>${bullet('–')}</a:lvl1pPr></a:lstStyle>`),
        },
      ],
      {
        textStyles: `<p:bodyStyle><a:lvl1pPr>${bullet('•')}</a:lvl1pPr><a:lvl2pPr>${bullet('§', 'Wingdings')}</a:lvl2pPr></p:bodyStyle>`,
      },
    ),
  )
  assert.deepEqual(outline(partOf(document, 'slide').blocks), [
    '• from master',
    '  ▪ deeper',
    'none',
    '✓ own',
    'no bullet',
    '1. a',
    '2. b',
    'between',
    '1. c',
    '(iii) d',
    '– of the shape',
  ])
})

test('tables keep merged cells, fills and their header row', async () => {
  const fill = (inside: string) => `<a:solidFill>${inside}</a:solidFill>`
  const document = await readPptx(
    buildPptx([
      {
        shapes: slideTable(
          [
            [atc('ACTION', 'gridSpan="2"'), atc('', 'hMerge="1"'), 'RAG'],
            [atc('1', 'rowSpan="2"'), 'Visit', atc('', '', fill('<a:srgbClr val="00B050"/>'))],
            [
              atc('', 'vMerge="1"'),
              'Audit',
              atc(
                '',
                '',
                fill('<a:schemeClr val="accent6"><a:lumMod val="60000"/><a:lumOff val="40000"/></a:schemeClr>'),
              ),
            ],
          ],
          'firstRow="1"',
        ),
      },
    ]),
  )
  const table = firstTable(document)
  assert.deepEqual(cellShapes(table), [
    ['0+2×1', '2+1×1'],
    ['0+1×2', '1+1×1', '2+1×1'],
    ['1+1×1', '2+1×1'],
  ])
  assert.deepEqual(cellTexts(table), [
    ['ACTION', 'RAG'],
    ['1', 'Visit', ''],
    ['Audit', ''],
  ])
  assert.deepEqual(
    cellFills(table).map((row) => row[row.length - 1]),
    [null, '00B050', 'A9D18E'],
  )
  assert.deepEqual(
    table.rows.map((row) => row.isHeader),
    [true, false, false],
  )
  const last = table.rows[2]?.cells[1]
  assert.equal(last && sayPlace(last.at), 'slide 1 table 1 row 3 column 3')
})

test('charts give their figures as a table, and say so', async () => {
  const document = await readPptx(
    buildPptx([
      {
        shapes:
          '<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id="c1"/></a:graphicData></a:graphic></p:graphicFrame>',
        parts: [
          {
            id: 'c1',
            type: 'chart',
            name: 'charts/chart1.xml',
            content: chartPart('Visits', ['Q1', 'Q2'], { 'On time': [80, 91.5], Late: [20, 8.5] }),
          },
        ],
      },
    ]),
  )
  const table = firstTable(document)
  assert.equal(table.name, 'Visits')
  assert.deepEqual(cellTexts(table), [
    ['', 'On time', 'Late'],
    ['Q1', '80', '20'],
    ['Q2', '91.5', '8.5'],
  ])
  assert.deepEqual(table.rows[2]?.cells[1]?.value, { kind: 'number', number: 91.5, shows: '91.5' })
  assert.deepEqual(doubtCodes(document), ['chart'])
})

test('diagrams give their words in the order of their outline', async () => {
  const document = await readPptx(
    buildPptx([
      {
        shapes:
          '<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></p:graphicFrame>',
        parts: [
          {
            id: 'd1',
            type: 'diagramData',
            name: 'diagrams/data1.xml',
            content: diagramPart([
              [1, 'Plan'],
              [2, 'Agree aims'],
              [1, 'Do'],
              [2, 'Visit'],
            ]),
          },
        ],
      },
    ]),
  )
  assert.deepEqual(outline(partOf(document, 'slide').blocks), ['Plan', '• Agree aims', 'Do', '• Visit'])
})

test('grouped shapes, alternate contents, notes and footers are read; numbers and dates are not', async () => {
  const document = await readPptx(
    buildPptx([
      {
        shapes:
          `<p:grpSp><p:grpSpPr/>${shape(null, ['in a group'])}<p:grpSp>${shape(null, ['deeper'])}</p:grpSp></p:grpSp>` +
          `<mc:AlternateContent><mc:Choice>${shape(null, ['new'])}</mc:Choice><mc:Fallback>${shape(null, ['old'])}</mc:Fallback></mc:AlternateContent>` +
          shape('sldNum', ['7']) +
          shape('dt', ['5 May']) +
          shape('ftr', ['Wexcombe Council']),
        notes: shape('sldImg', []) + shape('body', ['Say thank you']) + shape('sldNum', ['1']),
      },
      { shapes: shape('ftr', ['Wexcombe Council']) },
    ]),
  )
  assert.deepEqual(
    document.parts.map((part) => [part.kind, outline(part.blocks)]),
    [
      ['slide', ['in a group', 'deeper', 'new']],
      ['speaker-notes', ['Say thank you']],
      ['slide', []],
      ['footer', ['Wexcombe Council']],
    ],
  )
})

test('looks and links of runs are kept', async () => {
  const run = (attributes: string, inside: string, text: string) =>
    `<a:r><a:rPr ${attributes}>${inside}</a:rPr><a:t>${text}</a:t></a:r>`
  const document = await readPptx(
    buildPptx([
      {
        shapes: shape(null, [
          `<a:p>${run('b="1"', '', 'bold')}${run('strike="sngStrike"', '', 'struck')}${run('', '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>', 'red')}<a:br/>${run('', '<a:hlinkClick r:id="L"/>', 'link')}${run('', '<a:latin typeface="Wingdings"/>', 'ü')}</a:p>`,
        ]),
        links: { L: 'https://wexcombe.example/' },
      },
    ]),
  )
  const [paragraph] = partOf(document, 'slide').blocks
  assert.deepEqual(paragraph?.kind === 'paragraph' && paragraph.runs, [
    { text: 'bold', isBold: true },
    { text: 'struck', isStruck: true },
    { text: 'red', colour: 'FF0000' },
    { text: '\n' },
    { text: 'link', link: 'https://wexcombe.example/' },
    { text: '✓' },
  ])
})

test('pictures are doubts that say where they stand, decorative ones are not', async () => {
  const picture = (more: string) => `<p:pic><p:nvPicPr><p:cNvPr id="3" name="p" ${more}</p:cNvPr></p:nvPicPr></p:pic>`
  const document = await readPptx(
    buildPptx([
      {
        shapes:
          picture('descr="Org chart">') +
          picture(
            '><a:extLst><a:ext><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>',
          ),
      },
    ]),
  )
  assert.deepEqual(
    document.doubts.map((doubt) => [doubt.code, doubt.at && sayPlace(doubt.at)]),
    [['picture', 'slide 1']],
  )
  assert.match(document.doubts[0]?.message ?? '', /Org chart/)
})
