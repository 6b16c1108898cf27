import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildDocx,
  type DocxContent,
  docxParts,
  p,
  r,
  tbl,
  tr,
} from '../../../../tests/support/documents/docx-builder.ts'
import { bodyOf, doubtCodes, outline, partOf, runsOf } from '../../../../tests/support/documents/outline.ts'
import { buildZip } from '../../../../tests/support/documents/zip-builder.ts'
import { sayPlace } from '../../neutral-document.ts'
import { readDocx } from './read-docx.ts'

const read = (body: string, more: Omit<DocxContent, 'body'> = {}) => readDocx(buildDocx({ ...more, body }))
const texts = async (body: string, more: Omit<DocxContent, 'body'> = {}) => outline(bodyOf(await read(body, more)))

test('runs that look the same are one run again, whatever Word did to them', async () => {
  const runs = runsOf(
    await read(
      p(
        r('Visit ') +
          r('every ') +
          r('week', '<w:b/>') +
          r(' and') +
          '<w:proofErr w:type="spellStart"/>' +
          r(' record'),
      ),
    ),
  )
  assert.deepEqual(runs, [{ text: 'Visit every ' }, { text: 'week', isBold: true }, { text: ' and record' }])
})

test('looks are read from the run, its style and the paragraph style, and switches toggle', async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:color w:val="C00000"/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
  const runs = runsOf(
    await read(
      p(
        r('loud') + r('strong', '<w:rStyle w:val="Strong"/>') + r('plain', '<w:b w:val="0"/><w:color w:val="auto"/>'),
        '<w:pStyle w:val="Loud"/>',
      ),
      { styles },
    ),
  )
  assert.deepEqual(runs, [
    { text: 'loud', isBold: true, colour: 'C00000' },
    { text: 'strong', colour: 'C00000' },
    { text: 'plain' },
  ])
})

test('strike, double strike, underline, superscript, highlighter, shading and hidden text are kept', async () => {
  const runs = runsOf(
    await read(
      p(
        r('a', '<w:strike/>') +
          r('b', '<w:dstrike/>') +
          r('c', '<w:u w:val="single"/>') +
          r('d', '<w:vertAlign w:val="superscript"/>') +
          r('e', '<w:highlight w:val="green"/>') +
          r('f', '<w:shd w:val="clear" w:fill="FFC000"/>') +
          r('g', '<w:vanish/>') +
          r('h', '<w:u w:val="none"/>'),
      ),
    ),
  )
  assert.deepEqual(runs, [
    { text: 'ab', isStruck: true },
    { text: 'c', isUnderlined: true },
    { text: 'd', superscript: true },
    { text: 'e', fill: '00FF00' },
    { text: 'f', fill: 'FFC000' },
    { text: 'g', isHidden: true },
    { text: 'h' },
  ])
})

test('tabs, breaks and hyphens are what they show', async () => {
  const run =
    '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e\u{AD}f</w:t></w:r>'
  assert.deepEqual(await texts(p(run)), ['a\tb\nc-def'])
})

test('ticks, crosses and boxes are signs, however they were put in', async () => {
  const body = [
    p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    p(r('ü', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
    p(r('\u{F0FB}')),
    p('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>'),
    p('<w:r><w:sym w:font="Webdings" w:char="F063"/></w:r>'),
  ]
  assert.deepEqual(await texts(body.join('')), ['✓', '✓', '✗', '✓', '☐'])
})

test('tick boxes show their state: content controls and old form fields', async () => {
  const control = (checked: string, sign: string) =>
    `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${r(sign)}</w:sdtContent></w:sdt>`
  const field = (inside: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${inside}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const body =
    p(control('1', 'X') + r(' done')) +
    p(control('0', '☐') + r(' open')) +
    p(field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r(' old')) +
    p(field('<w:checkBox><w:default w:val="0"/></w:checkBox>') + r(' old')) +
    p(field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Amber"/></w:ddList>'))
  assert.deepEqual(await texts(body), ['☒ done', '☐ open', '☒ old', '☐ old', 'Amber'])
})

test('fields give their result, never their instruction, and hyperlinks their address', async () => {
  const complex = (instruction: string, result: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const document = await read(
    p(`<w:fldSimple w:instr=" REF x ">${r('simple')}</w:fldSimple>`) +
      p(complex(' DATE ', r('5 May 2027'))) +
      p(complex(' HYPERLINK "https://wexcombe.example/plan" ', r('the plan'))) +
      p(`<w:hyperlink r:id="L1">${r('the board')}</w:hyperlink>`) +
      p(`<w:hyperlink r:id="L2">${r('bad')}</w:hyperlink>`) +
      p(complex(' IF 1 = 1 ', r('outer ') + complex(' PAGE ', r('3')))),
    { links: { L1: 'https://wexcombe.example/board', L2: 'javascript:alert(1)' } },
  )
  assert.deepEqual(outline(bodyOf(document)), ['simple', '5 May 2027', 'the plan', 'the board', 'bad', 'outer 3'])
  assert.deepEqual(
    runsOf(document)
      .filter((run) => run.link !== undefined)
      .map((run) => run.link),
    ['https://wexcombe.example/plan', 'https://wexcombe.example/board'],
  )
})

test('a field that is never closed loses no text', async () => {
  assert.deepEqual(await texts(p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${r('still here')}`) + p('and here')), [
    'still here',
    'and here',
  ])
})

test('tracked insertions are text, deletions are kept aside, and both are said with their place', async () => {
  const document = await read(
    p(
      `${r('Due ')}<w:del w:id="1"><w:r><w:delText>May</w:delText></w:r></w:del><w:ins w:id="2">${r('June')}</w:ins>${r(' 2027')}`,
    ),
  )
  assert.deepEqual(outline(bodyOf(document)), ['Due June 2027'])
  assert.deepEqual(runsOf(document), [
    { text: 'Due ' },
    { text: 'May', change: 'deleted' },
    { text: 'June', change: 'inserted' },
    { text: ' 2027' },
  ])
  assert.deepEqual(
    document.doubts.map((doubt) => [doubt.code, doubt.at && sayPlace(doubt.at)]),
    [
      ['tracked-deletion', 'paragraph 1'],
      ['tracked-insertion', 'paragraph 1'],
    ],
  )
})

test('text moved by a tracked change stands only where it was moved to', async () => {
  const body =
    p(`<w:moveFrom w:id="1">${r('moved')}</w:moveFrom>`) +
    p('between') +
    p(`<w:moveTo w:id="2">${r('moved')}</w:moveTo>`)
  const shown = await texts(body)
  assert.deepEqual(
    shown.filter((line) => line !== ''),
    ['between', 'moved'],
  )
})

test('a paragraph mark that is deleted joins its paragraph to the next', async () => {
  assert.deepEqual(await texts(p('First half ', '<w:rPr><w:del w:id="1"/></w:rPr>') + p('second half') + p('third')), [
    'First half second half',
    'third',
  ])
  assert.deepEqual(await texts(p('last', '<w:rPr><w:del w:id="1"/></w:rPr>')), ['last'])
})

test('prompts that nobody filled in are left out and said', async () => {
  const prompt = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('Choose an item.')}</w:sdtContent></w:sdt>`
  const document = await read(p(r('RAG: ') + prompt))
  assert.deepEqual(outline(bodyOf(document)), ['RAG: '])
  assert.deepEqual(doubtCodes(document), ['placeholder'])
})

test('headings come from the style, from what it is based on, and from the outline level', async () => {
  const style = (id: string, name: string, more = '') =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
  const styles =
    style('T', 'Title') +
    style('H2', 'heading 2') +
    style('Own', 'Section name', '<w:basedOn w:val="H2"/>') +
    style('Lvl', 'Band', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
    style('H9', 'heading 9')
  const body = ['T', 'H2', 'Own', 'Lvl', 'H9'].map((id) => p(id, `<w:pStyle w:val="${id}"/>`)).join('')
  assert.deepEqual(
    await texts(
      body + p('direct', '<w:outlineLvl w:val="0"/>') + p('body', '<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>'),
      { styles },
    ),
    ['% T', '## H2', '## Own', '### Lvl', '###### H9', '# direct', 'body'],
  )
})

test('footnotes, endnotes and comments are parts of their own, numbered as they are met', async () => {
  const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
  const document = await read(
    p(r('Visit') + reference('footnote', 7)) +
      p(r('Audit') + reference('endnote', 3) + reference('comment', 5)) +
      p(r('Train') + reference('footnote', 2)),
    {
      footnotes: `<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">${p('second')}</w:footnote><w:footnote w:id="7">${p('first')}${p('more')}</w:footnote>`,
      endnotes: `<w:endnote w:id="3">${p('end')}</w:endnote>`,
      comments: `<w:comment w:id="5" w:author="Priya Calder">${p('Is this funded?')}</w:comment>`,
    },
  )
  assert.deepEqual(outline(partOf(document, 'footnotes').blocks), ['1 first', 'more', '2 second'])
  assert.deepEqual(outline(partOf(document, 'footnotes', 1).blocks), ['i end'])
  assert.deepEqual(outline(partOf(document, 'comments').blocks), ['1 Priya Calder: Is this funded?'])
  assert.deepEqual(
    runsOf(document).flatMap((run) => (run.note ? [`${run.note.kind} ${run.note.id}`] : [])),
    ['footnote 1', 'footnote i', 'comment 1', 'footnote 2'],
  )
})

test('headers and footers are read once, and those that no page shows are hidden', async () => {
  const header = (text: string) =>
    `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(text)}</w:hdr>`
  const section =
    '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/></w:sectPr>'
  const document = await read(p('Plan', section) + section, {
    parts: [
      { id: 'h1', type: 'header', name: 'header1.xml', content: header('Wexcombe Council') },
      { id: 'h2', type: 'header', name: 'header2.xml', content: header('First page only') },
    ],
  })
  assert.deepEqual(
    document.parts.map((part) => [part.kind, part.isHidden, outline(part.blocks)]),
    [
      ['body', false, ['Plan']],
      ['header', false, ['Wexcombe Council']],
      ['header', true, ['First page only']],
    ],
  )
})

test('equations, direction marks, smart tags and ruby keep their text', async () => {
  const body = p(
    `<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:smartTag>${r(' smart')}</w:smartTag><w:dir w:val="ltr">${r(' dir')}</w:dir>` +
      `<w:r><w:ruby><w:rt>${r('over')}</w:rt><w:rubyBase>${r(' base')}</w:rubyBase></w:ruby></w:r>`,
  )
  assert.deepEqual(await texts(body), ['x=1 smart dir base'])
})

test('strict files and files with prefixes of their own read the same', async () => {
  const body = `${p('Plan', '<w:outlineLvl w:val="0"/>')}${tbl([tr(['a', 'b'])])}`
  const plain = bodyOf(await read(body))
  assert.deepEqual(bodyOf(await readDocx(buildDocx({ body, isStrict: true }))), plain)
  const parts = docxParts(body)
  const renamed = String(parts['word/document.xml'])
    .replaceAll('<w:', '<q:')
    .replaceAll('</w:', '</q:')
    .replaceAll(' w:', ' q:')
    .replaceAll('xmlns:w=', 'xmlns:q=')
  assert.deepEqual(bodyOf(await readDocx(buildZip({ ...parts, 'word/document.xml': renamed }))), plain)
})

test('title, author, day and language are read', async () => {
  const document = await read(p('x'), {
    properties:
      '<dc:title>Plan 2027</dc:title><dc:creator>Tom Ridgeway</dc:creator><dcterms:modified>2027-01-05T10:00:00Z</dcterms:modified>',
    styles: '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>',
  })
  assert.deepEqual(document.properties, {
    title: 'Plan 2027',
    author: 'Tom Ridgeway',
    modified: '2027-01-05T10:00:00Z',
  })
  assert.equal(document.language, 'en-GB')
})

test('macros are said and never read', async () => {
  const document = await read(p('Plan'), { loose: { 'word/vbaProject.bin': new Uint8Array([1, 2, 3]) } })
  assert.deepEqual(doubtCodes(document), ['macros'])
  assert.deepEqual(outline(bodyOf(document)), ['Plan'])
})
