import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocx, type DocxContent, p, r, tbl, tc, tr } from '../../../../tests/support/documents/docx-builder.ts'
import {
  bodyOf,
  cellTexts,
  doubtCodes,
  firstTable,
  outline,
  partOf,
  runsOf,
} from '../../../../tests/support/documents/outline.ts'
import { chartPart, diagramPart } from '../../../../tests/support/documents/pptx-builder.ts'
import { sayPlace } from '../../neutral-document.ts'
import { readDocx } from './read-docx.ts'

const read = (body: string, more: Omit<DocxContent, 'body'> = {}) => readDocx(buildDocx({ ...more, body }))
const drawing = (inside: string, properties = '', width = 400_000) =>
  `<w:r><w:drawing><wp:anchor><wp:extent cx="${width}" cy="400000"/><wp:docPr id="1" name="x" ${properties}<a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`
const newBox = (text: string) =>
  `<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>${text}</w:txbxContent></wps:txbx></wps:wsp>`
const oldBox = (text: string) =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${text}</w:txbxContent></v:textbox></v:shape></w:pict>`

test('a text box is read once, after the paragraph it hangs on, although Word stores it twice', async () => {
  const both = `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing(newBox(p('AREA FOR IMPROVEMENT 1')), '/>').replace(/^<w:r>|<\/w:r>$/g, '')}</mc:Choice><mc:Fallback>${oldBox(p('AREA FOR IMPROVEMENT 1'))}</mc:Fallback></mc:AlternateContent></w:r>`
  assert.deepEqual(outline(bodyOf(await read(p(r('before') + both + r(' after')) + p('next')))), [
    'before after',
    'AREA FOR IMPROVEMENT 1',
    'next',
  ])
})

test('an old text box, a table in a text box and WordArt are read', async () => {
  const body =
    p(`<w:r>${oldBox(p('old'))}</w:r>`) +
    p(drawing(newBox(`${tbl([tr(['a', 'b'])])}<w:p/>`), '/>')) +
    p('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')
  assert.deepEqual(outline(bodyOf(await read(body))), ['old', [['a', 'b']], 'DRAFT'])
})

test('a text box in a cell stays in the cell', async () => {
  const table = firstTable(await read(tbl([tr([tc(p(r('Visit') + drawing(newBox(p('note')), '/>'))), 'x'])])))
  assert.deepEqual(cellTexts(table), [['Visit / note', 'x']])
})

const picture = '<pic:pic><pic:blipFill/></pic:pic>'

test('a picture is a doubt with its description and its place', async () => {
  const document = await read(tbl([tr(['a', tc(p(drawing(picture, 'descr="Structure&#10; chart"/>')))])]))
  assert.deepEqual(
    document.doubts.map((doubt) => [doubt.code, doubt.severity, doubt.at && sayPlace(doubt.at)]),
    [['picture', 'check', 'table 1 row 1 column 2']],
  )
  assert.match(document.doubts[0]?.message ?? '', /“Structure chart”/)
})

test('a decorative picture is no doubt, and a letterhead only information', async () => {
  const decorative =
    '><a:extLst><a:ext><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></wp:docPr>'
  assert.deepEqual(doubtCodes(await read(p(r('x') + drawing(picture, decorative)))), [])
  const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">${p('Wexcombe')}<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p></w:hdr>`
  const document = await read(`${p('x')}<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>`, {
    parts: [{ id: 'h1', type: 'header', name: 'header1.xml', content: header }],
  })
  assert.deepEqual(
    document.doubts.map((doubt) => doubt.severity),
    ['info'],
  )
})

const circle = (fill: string, shape = 'ellipse') =>
  `<wps:wsp><wps:spPr><a:prstGeom prst="${shape}"/><a:solidFill><a:srgbClr val="${fill}"/></a:solidFill></wps:spPr></wps:wsp>`

test('small filled shapes are the sign they stand for, in their colour; large ones are decoration', async () => {
  const document = await read(
    tbl([
      tr([
        tc(p(drawing(circle('FF0000'), '/>'))),
        tc(p(drawing(circle('00B050', 'rect'), '/>'))),
        tc(p(drawing(circle('FFC000'), '/>', 5_000_000))),
      ]),
    ]),
  )
  assert.deepEqual(runsOf(document), [
    { text: '●', colour: 'FF0000' },
    { text: '■', colour: '00B050' },
  ])
})

test('traffic lights of old Word are signs too', async () => {
  const oval =
    '<w:r><w:pict><v:oval style="position:absolute;width:18pt;height:18pt" fillcolor="#00b050 [3204]"/></w:pict></w:r>'
  assert.deepEqual(runsOf(await read(p(oval))), [{ text: '●', colour: '00B050' }])
})

test('the figures of a chart are a table, the words of a diagram paragraphs', async () => {
  const document = await read(p(drawing('<c:chart r:id="c1"/>', '/>')) + p(drawing('<dgm:relIds r:dm="d1"/>', '/>')), {
    parts: [
      { id: 'c1', type: 'chart', name: 'charts/chart1.xml', content: chartPart('Visits', ['Q1'], { Done: [80] }) },
      {
        id: 'd1',
        type: 'diagramData',
        name: 'diagrams/data1.xml',
        content: diagramPart([
          [1, 'Plan'],
          [2, 'Agree'],
        ]),
      },
    ],
  })
  assert.deepEqual(outline(bodyOf(document)), [
    [
      ['', 'Done'],
      ['Q1', '80'],
    ],
    'Plan',
    '• Agree',
  ])
  assert.deepEqual(doubtCodes(document), ['chart'])
})

test('what is embedded and cannot be read is said', async () => {
  const object = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
  const document = await read(
    `${p(r('x') + object)}<w:altChunk r:id="a"/>${p(drawing('<c:chart r:id="none"/>', '/>'))}`,
  )
  assert.deepEqual(doubtCodes(document), ['embedded-object', 'embedded-document', 'chart'])
})

test('a header may be nothing but a text box', async () => {
  const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r>${oldBox(p('Confidential'))}</w:r></w:p></w:hdr>`
  const document = await read(`${p('x')}<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>`, {
    parts: [{ id: 'h1', type: 'header', name: 'header1.xml', content: header }],
  })
  assert.deepEqual(outline(partOf(document, 'header').blocks), ['Confidential'])
})
