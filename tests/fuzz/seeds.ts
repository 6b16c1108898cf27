import XLSX from '@e965/xlsx'
import type { DocumentFormat } from '../../src/documents/neutral-document.ts'
import { buildDocx, p, r, tbl, tc, tr } from '../support/documents/docx-builder.ts'
import { atc, buildPptx, chartPart, shape, slideTable } from '../support/documents/pptx-builder.ts'

/** A good file to be mutated. Add one for every format or shape whose reader must never hang, crash or give nothing silently. */
export interface Seed {
  format: DocumentFormat
  name: string
  build(): Uint8Array
}

export const seeds: readonly Seed[] = [
  { format: 'docx', name: 'plan.docx', build: wordPlan },
  { format: 'pptx', name: 'deck.pptx', build: deck },
  { format: 'xlsx', name: 'plan.xlsx', build: () => workbook('xlsx') },
  { format: 'xls', name: 'plan.xls', build: () => workbook('biff8') },
  { format: 'ods', name: 'plan.ods', build: () => workbook('ods') },
  { format: 'pdf', name: 'plan.pdf', build: pdfPlan },
  {
    format: 'csv',
    name: 'plan.csv',
    build: () => bytes(`\ufeff${rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')}`),
  },
  { format: 'tsv', name: 'plan.tsv', build: () => bytes(rows.map((row) => row.join('\t')).join('\n')) },
  {
    format: 'txt',
    name: 'plan.txt',
    build: () =>
      bytes(`Improvement plan\n\n1. Help and protection\n\n${rows.map((row) => row.join('   ')).join('\n')}\n`),
  },
  {
    format: 'md',
    name: 'plan.md',
    build: () =>
      bytes(
        `# Improvement plan\n\n- one\n  - two\n\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n| --- | --- | --- | --- |\n')}\n`,
      ),
  },
  {
    format: 'html',
    name: 'plan.html',
    build: () =>
      bytes(
        `<!doctype html><html><body><h1>Plan</h1><table>${rows.map((row) => `<tr>${row.map((cell) => `<td rowspan="1">${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`,
      ),
  },
]

const rows = [
  ['No.', 'Action', 'Owner', 'By when'],
  ['1.1', 'Visit every child in need every week', 'Head of Service', '31/03/2027'],
  ['1.2', 'Audit case files; share what is learnt', 'QA & Improvement', 'Quarterly'],
  ['2.1', 'Train managers – supervision', 'TBC', 'END AUG 2027'],
]

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')

function wordPlan(): Uint8Array {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
  const item = (text: string, level: number) =>
    p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`)
  const box = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="100000"/><wp:docPr id="1" descr="x"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${p('in a box')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>`
  return buildDocx({
    styles:
      '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="N"/></w:style>',
    numbering,
    footnotes: `<w:footnote w:id="1">${p('A note')}</w:footnote>`,
    comments: `<w:comment w:id="1" w:author="Asha Merton">${p('Agreed?')}</w:comment>`,
    parts: [
      {
        id: 'c1',
        type: 'chart',
        name: 'charts/chart1.xml',
        content: chartPart('Visits', ['Q1', 'Q2'], { Done: [1, 2] }),
      },
    ],
    body: [
      p('Improvement plan 2027', '<w:pStyle w:val="H"/>'),
      item('one', 0),
      item('two', 1),
      p(
        `${r('Visit')}<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${r('new')}</w:ins><w:r>${box}</w:r>`,
      ),
      '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="c1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
      tbl([
        tr([tc('Outcome', '<w:gridSpan w:val="2"/>'), 'Owner', 'By when'], '<w:tblHeader/>'),
        ...rows.map((row, at) =>
          tr(
            row.map((cell, column) =>
              tc(
                cell,
                column === 0
                  ? `<w:vMerge${at === 0 ? ' w:val="restart"' : ''}/>`
                  : '<w:shd w:val="clear" w:fill="FFC000"/>',
              ),
            ),
          ),
        ),
        tr([tc(`${tbl([tr(['nested'])])}<w:p/>`), 'x']),
      ]),
    ].join(''),
  })
}

function deck(): Uint8Array {
  return buildPptx(
    [
      { shapes: shape('title', ['Plan']) + shape('body', ['one', 'two']), notes: shape('body', ['Say thank you']) },
      {
        shapes:
          slideTable(
            [
              [atc('ACTION', 'gridSpan="2"'), atc('', 'hMerge="1"')],
              ['1', 'Visit'],
            ],
            'firstRow="1"',
          ) +
          '<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id="c1"/></a:graphicData></a:graphic></p:graphicFrame>',
        parts: [
          {
            id: 'c1',
            type: 'chart',
            name: 'charts/chart1.xml',
            content: chartPart('Visits', ['Q1', 'Q2'], { Done: [1, 2] }),
          },
        ],
      },
    ],
    { textStyles: '<p:bodyStyle><a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr></p:bodyStyle>' },
  )
}

function workbook(bookType: 'xlsx' | 'biff8' | 'ods'): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['Improvement plan', null, null, null],
    ...rows,
    [3, 'Review', true, new Date(Date.UTC(2027, 4, 5))],
  ])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }]
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, 'Plan')
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['Key'], ['G', 'Green']]), 'Key')
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer)
}

/** A page with a ruled table, written by hand. */
function pdfPlan(): Uint8Array {
  const lines: string[] = ['0.5 w']
  for (let row = 0; row <= rows.length; row++) lines.push(`50 ${700 - row * 30} m 545 ${700 - row * 30} l S`)
  for (let column = 0; column <= 4; column++)
    lines.push(`${50 + column * 123} 700 m ${50 + column * 123} ${700 - rows.length * 30} l S`)
  lines.push('BT /F1 16 Tf 50 740 Td (Improvement plan 2027) Tj ET')
  for (const [at, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      const text = cell.replace(/[()\\]/g, '').replace(/[^\x20-\x7e]/g, '-')
      lines.push(`BT /F1 8 Tf ${54 + column * 123} ${682 - at * 30} Td (${text}) Tj ET`)
    }
  }
  const content = lines.join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
