import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { type RawPage, rawPdf, tableContent, textAt } from '../../../tests/support/documents/raw-pdf.ts'
import { blocksText, type Cell, type NeutralDocument, type Paragraph, type Table } from '../neutral-document.ts'
import { Refused } from '../safety/refused.ts'
import { readPdf } from './read-pdf.ts'

const three = { xs: [50, 100, 350, 545], ys: [800, 780, 740, 700] }
const plan = [
  ['No.', 'Action', 'Owner'],
  ['1', ['Train every manager in', 'supervision'], 'Head of Service'],
  ['2', 'Audit records', 'TBC'],
]

suite('tables that are drawn', () => {
  test('lines make cells; wrapped lines in a cell are one paragraph', async () => {
    const table = await tableOf([{ content: tableContent({ ...three, rows: plan }) }])
    assert.deepEqual(textOf(table), [
      ['No.', 'Action', 'Owner'],
      ['1', 'Train every manager in supervision', 'Head of Service'],
      ['2', 'Audit records', 'TBC'],
    ])
  })

  test('a cell without a line through it spans its rows and columns', async () => {
    const content = `0.5 w 50 800 495 -20 re S 50 780 495 -80 re S 100 780 m 100 700 l S 100 740 m 545 740 l S
${textAt(54, 788, 'Help and Protection')}${textAt(54, 768, '1')}${textAt(104, 768, 'Train')}${textAt(104, 728, 'Audit')}`
    const table = await tableOf([{ content }])
    assert.deepEqual(
      table.rows.map((row) => row.cells.map((cell) => [words(cell), cell.column, cell.rowSpan, cell.colSpan])),
      [
        [['Help and Protection', 0, 1, 2]],
        [
          ['1', 0, 2, 1],
          ['Train', 1, 1, 1],
        ],
        [['Audit', 1, 1, 1]],
      ],
    )
  })

  test('the colour painted last over most of a cell is its fill; white is none', async () => {
    const fills = '1 0 0 rg 100 740 250 40 re f 0 0.69 0.314 rg 100 740 250 40 re f 1 1 1 rg 350 740 195 40 re f 0 g\n'
    const table = await tableOf([{ content: fills + tableContent({ ...three, rows: plan }) }])
    assert.deepEqual(
      table.rows[1]?.cells.map((cell) => cell.fill),
      [null, '00B050', null],
    )
  })

  test('borders made of thin filled rectangles and of dashes are lines all the same', async () => {
    let content = ''
    for (const y of three.ys) for (let x = 50; x < 545; x += 6) content += `${x} ${y} 3 0.5 re f\n`
    for (const x of three.xs) content += `${x} 700 0.5 100 re f\n`
    const table = await tableOf([{ content: content + tableContent({ ...three, rows: plan, lines: 'none' }) }])
    assert.equal(table.rows.length, 3)
    assert.equal(table.columnCount, 3)
  })

  test('a line through words strikes them out and a line under them underlines them; neither makes a row', async () => {
    const marks = '0.6 w 104 732 m 125 732 l S 354 726 m 375 726 l S\n'
    const table = await tableOf([{ content: tableContent({ ...three, rows: plan }) + marks }])
    assert.equal(table.rows.length, 3)
    const [, audit, tbc] = table.rows[2]?.cells ?? []
    assert.equal(runs(audit).find((run) => run.text.startsWith('Audit'))?.isStruck, true)
    assert.equal(runs(tbc).find((run) => run.text === 'TBC')?.isUnderlined, true)
  })

  test('text that runs on over empty cells to its right is one cell’s; a short number beside close text stays apart', async () => {
    const rows = [
      ['No.', 'Action', 'Owner'],
      ['Help and Protection of children in Wexcombe', '', ''],
      ['1', 'Audit records', 'TBC'],
    ]
    const table = await tableOf([{ content: tableContent({ ...three, rows }) }])
    assert.deepEqual(textOf(table), rows)
    const close = `${tableContent({
      xs: [50, 64, 350],
      ys: [800, 780, 760],
      rows: [
        ['', 'Action'],
        ['', 'Audit'],
      ],
    })}${textAt(58, 768, '1')}`
    assert.deepEqual(textOf(await tableOf([{ content: close }])), [
      ['', 'Action'],
      ['1', 'Audit'],
    ])
  })

  test('a bar in the margin is no column', async () => {
    const table = await tableOf([{ content: `1 w 30 800 m 30 700 l S\n${tableContent({ ...three, rows: plan })}` }])
    assert.equal(table.columnCount, 3)
  })

  test('a page stored sideways and a table set sideways on an upright page read the same', async () => {
    const content = tableContent({ ...three, rows: plan })
    const rotated = await tableOf([{ content: `0 1 -1 0 842 0 cm ${content}`, width: 842, height: 595, rotate: 90 }])
    const sideways = await tableOf([{ content: `0 1 -1 0 842 0 cm ${content}`, width: 842, height: 595 }])
    assert.deepEqual(textOf(rotated), textOf(await tableOf([{ content }])))
    assert.deepEqual(textOf(sideways), textOf(rotated))
  })

  test('no word of any drawn table is lost or moved to another cell', async () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,6}$/)
    const shape = fc
      .integer({ min: 2, max: 5 })
      .chain((columns) =>
        fc.array(fc.array(word, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 8 }),
      )
    await fc.assert(
      fc.asyncProperty(shape, async (rows) => {
        const columns = rows[0]?.length ?? 0
        const xs = Array.from({ length: columns + 1 }, (_, i) => 50 + i * 90)
        const ys = Array.from({ length: rows.length + 1 }, (_, i) => 700 - i * 24)
        const table = await tableOf([{ content: tableContent({ xs, ys, rows }) }])
        assert.deepEqual(textOf(table), rows)
      }),
      { numRuns: 25 },
    )
  })
})

suite('tables without lines', () => {
  test('only rules between rows: the columns are told by how words line up', async () => {
    const document = await read([{ content: tableContent({ ...three, rows: plan, lines: 'rows' }) }])
    assert.deepEqual(textOf(onlyTable(document))[1], ['1', 'Train every manager in supervision', 'Head of Service'])
    assert.ok(codes(document).includes('table-by-alignment'))
  })

  test('no lines at all: the white between rows parts them', async () => {
    const document = await read([{ content: tableContent({ ...three, rows: plan, lines: 'none' }) }])
    assert.deepEqual(textOf(onlyTable(document)), [
      ['No.', 'Action', 'Owner'],
      ['1', 'Train every manager in supervision', 'Head of Service'],
      ['2', 'Audit records', 'TBC'],
    ])
  })

  test('prose in two columns is prose, one column after the other', async () => {
    const left = [
      'Children wait too long for help in this',
      'area and their families told us that they',
      'want to see one plan that is honest, and',
      'that says what has to change before the',
      'end of next year. We agree with what the',
      'inspectors said to us about it last June.',
      'This is the first part of what we will do.',
    ]
    const right = [
      'Our partners in health and in schools said',
      'the same to us in the spring of this year,',
      'so that we know what they can bring to it',
      'and what they need from us in return. The',
      'board will look at this plan every month,',
      'and it will say in public what has moved.',
      'This is the second part of what we will do.',
    ]
    const content = left
      .map((text, i) => textAt(50, 700 - 13 * i, text) + textAt(310, 700 - 13 * i, right[i] ?? ''))
      .join('')
    const document = await read([{ content }])
    assert.equal(tablesOf(document).length, 0)
    const text = bodyText(document)
    assert.ok(text.indexOf('second part') > text.indexOf('first part'))
    assert.match(text, /Children wait too long for help in this area and their families told us/)
  })
})

suite('spreadsheet prints without lines', () => {
  const xs = [50, 80, 300, 440]
  const heads = ['No.', 'Action', 'Owner', 'Due']
  const actions = [
    [
      '1',
      ['Train every manager in reflective', 'supervision and check each quarter', 'that it is used'],
      ['Service Manager (Looked', 'After Children)'],
      'Jun-27',
    ],
    ['2', ['Audit the records of all children', 'missing from home'], 'Operations Manager', '31/03/27'],
    ['3', ['Publish guidance'], 'TBC', 'Ongoing'],
    ['4', ['Agree a protocol with health and', 'police partners, and brief all the', 'team managers'], 'TBC', 'Jun-28'],
    [
      '5',
      ['Bring the data of all localities', 'together each month'],
      ['Service Manager (Looked', 'After Children)'],
      'Quarterly',
    ],
  ]
  const expected = [
    heads,
    ...actions.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.join(' ')))),
  ]
  const leading = 11.5

  /** Rows as tall as their tallest cell, one right below the other, as spreadsheets set them. */
  function sheet(standing: 'top' | 'middle' | 'bottom'): string {
    let content = heads.map((head, column) => textAt(xs[column] ?? 0, 760, head, { font: 'F2' })).join('')
    let top = 760 - leading
    for (const row of actions) {
      const most = Math.max(...row.map((cell) => (typeof cell === 'string' ? 1 : cell.length)))
      row.forEach((cell, column) => {
        const lines = typeof cell === 'string' ? [cell] : cell
        const free = (most - lines.length) * { top: 0, middle: 0.5, bottom: 1 }[standing]
        lines.forEach((text, i) => {
          content += textAt(xs[column] ?? 0, top - (free + i) * leading, text)
        })
      })
      top -= most * leading + 1
    }
    return content
  }

  for (const standing of ['top', 'middle', 'bottom'] as const) {
    test(`cells set to the ${standing} of their rows are read row by row`, async () => {
      assert.deepEqual(textOf(await tableOf([{ content: sheet(standing) }])), expected)
    })
  }
})

suite('pages', () => {
  const head = ['No.', 'Action', 'Owner']
  const low = { xs: [50, 100, 310, 545], ys: [140, 110, 60] }
  const high = { xs: [50, 100, 310, 545], ys: [800, 770, 730, 690] }

  test('a table that goes on over the page is one table, its repeated heading read once and said so', async () => {
    const document = await read([
      { content: tableContent({ ...low, rows: [head, ['1', 'Train managers.', 'PSW']] }) },
      { content: tableContent({ ...high, rows: [head, ['2', 'Audit records.', 'TBC'], ['3', 'Report.', 'HoS']] }) },
    ])
    assert.deepEqual(textOf(onlyTable(document)), [
      head,
      ['1', 'Train managers.', 'PSW'],
      ['2', 'Audit records.', 'TBC'],
      ['3', 'Report.', 'HoS'],
    ])
    assert.equal(onlyTable(document).rows[0]?.isHeader, true)
    assert.ok(codes(document).includes('repeated-header'))
    assert.ok(!codes(document).includes('joined-over-page'))
  })

  test('a row cut by the page is put together, and the person is asked to check', async () => {
    const document = await read([
      {
        content: tableContent({
          ...low,
          rows: [
            head,
            [
              '1',
              [
                'Consult in each area on the shape of the new',
                'offer to families, together with all of our',
                'partners and',
              ],
              'PSW',
            ],
          ],
        }),
      },
      { content: tableContent({ ...high, rows: [head, ['', 'with families.', ''], ['2', 'Report.', 'HoS']] }) },
    ])
    assert.deepEqual(textOf(onlyTable(document))[1], [
      '1',
      'Consult in each area on the shape of the new offer to families, together with all of our partners and with families.',
      'PSW',
    ])
    const doubt = document.doubts.find((each) => each.code === 'joined-over-page')
    assert.deepEqual([doubt?.severity, doubt?.at?.page, doubt?.at?.row], ['check', 2, 2])
  })

  test('two whole rows on either side of a page are not joined', async () => {
    const document = await read([
      { content: tableContent({ ...low, rows: [head, ['1', ['Train the', 'managers of', 'each team.'], 'PSW']] }) },
      { content: tableContent({ ...high, rows: [head, ['2', 'Audit records.', 'TBC'], ['3', 'Report.', 'HoS']] }) },
    ])
    assert.equal(onlyTable(document).rows.length, 4)
  })

  test('running headers, footers and page numbers leave the body, and none is lost', async () => {
    const page = (number: number): RawPage => ({
      content: `${textAt(50, 815, 'Wexcombe Council')}${textAt(50, 500, `What page ${number} says about children.`)}${textAt(290, 25, `Page ${number} of 2`)}`,
    })
    const document = await read([page(1), page(2)])
    assert.equal(bodyText(document), 'What page 1 says about children.\nWhat page 2 says about children.')
    const part = (kind: string) => blocksText(document.parts.find((each) => each.kind === kind)?.blocks ?? [])
    assert.equal(part('header'), 'Wexcombe Council')
    assert.equal(part('footer'), 'Page 1 of 2\nPage 2 of 2')
  })

  test('a mark set off from hanging text is a list label; a typed one, with the next line under it, stays in the text', async () => {
    const hanging = `${textAt(50, 700, 'a)')}${textAt(70, 700, 'Train every manager in supervision this year and')}${textAt(70, 688, 'audit what they write.')}`
    const typed = `${textAt(50, 700, 'a)')}${textAt(70, 700, 'Train every manager in supervision this year and')}${textAt(50, 688, 'audit what they write.')}`
    const first = bodyParagraph(await read([{ content: hanging }]))
    assert.equal(first.list?.label, 'a)')
    const second = bodyParagraph(await read([{ content: typed }]))
    assert.equal(second.list, null)
    assert.equal(blocksText([second]), 'a) Train every manager in supervision this year and audit what they write.')
  })

  test('a word broken at its own hyphen keeps it; a range keeps it; a divided word that the document knows whole loses it', async () => {
    const lines = [
      'Planned for May-',
      'June with a multi-',
      'agency group. The assess-',
      'ment of need is an assessment made with families.',
    ]
    const content = lines.map((text, i) => textAt(50, 700 - 12 * i, text)).join('')
    const text = bodyText(await read([{ content }])).replaceAll('\n', ' ')
    assert.match(text, /May-June with a multi-agency group\. The assessment of need/)
  })
})

suite('what is in the file but not on the page', () => {
  test('invisible text and copies outside a clip are not read twice', async () => {
    const clipped = `q 0 0 10 10 re W n ${textAt(50, 700, 'Owner')} Q\n`
    const hidden = textAt(50, 650, 'ghost', { before: '3 Tr' })
    const document = await read([{ content: textAt(50, 700, 'Owner') + clipped + hidden }])
    assert.equal(bodyText(document), 'Owner')
  })

  test('words that only a clip hides are named', async () => {
    const document = await read([
      { content: `${textAt(50, 700, 'Seen')}q 0 0 10 10 re W n ${textAt(50, 600, 'overflowing')} Q\n` },
    ])
    assert.match(document.doubts.find((doubt) => doubt.code === 'cut-off-text')?.message ?? '', /overflowing/)
  })

  test('notes become comments, links stay with their words, attachments are mentioned', async () => {
    const document = await readPdf(
      rawPdf({
        pages: [{ content: textAt(50, 700, 'See guidance'), extra: '/Annots [100 0 R 101 0 R]' }],
        objects: [
          '<< /Type /Annot /Subtype /Text /Rect [200 690 220 710] /Contents (Is this still true?) /T (Ann Example) >>',
          '<< /Type /Annot /Subtype /Link /Rect [45 695 120 712] /A << /S /URI /URI (https://example.org/guidance) >> >>',
          '<< /Type /Filespec /F (figures.xlsx) /UF (figures.xlsx) /EF << /F 103 0 R >> >>',
          { dictionary: '<< /Type /EmbeddedFile >>', data: Buffer.from('x') },
        ],
        catalogue: '/Names << /EmbeddedFiles << /Names [(figures.xlsx) 102 0 R] >> >>',
      }),
    )
    assert.equal(
      blocksText(document.parts.find((part) => part.kind === 'comments')?.blocks ?? []),
      'Ann Example: Is this still true?',
    )
    assert.equal(bodyParagraph(document).runs[0]?.link, 'https://example.org/guidance')
    assert.match(document.doubts.find((doubt) => doubt.code === 'attachment')?.message ?? '', /figures\.xlsx/)
  })

  test('what is filled into a form is read where its field stands', async () => {
    const document = await readPdf(
      rawPdf({
        pages: [{ content: textAt(50, 700, 'Owner:'), extra: '/Annots [100 0 R 101 0 R]' }],
        objects: [
          '<< /Type /Annot /Subtype /Widget /FT /Tx /T (owner) /V (Head of Service) /Rect [90 696 250 712] /DA (/F1 10 Tf) >>',
          '<< /Type /Annot /Subtype /Widget /FT /Btn /T (agreed) /V /Yes /AS /Yes /Rect [300 696 312 708] /AP << /N << /Yes 102 0 R /Off 102 0 R >> >> >>',
          { dictionary: '<< /Type /XObject /Subtype /Form /BBox [0 0 12 12] >>', data: Buffer.from('') },
        ],
        catalogue: '/AcroForm << /Fields [100 0 R 101 0 R] /NeedAppearances true >>',
      }),
    )
    assert.match(bodyText(document), /Owner:\s+Head of Service/)
    assert.match(bodyText(document), /☑/)
  })
})

suite('pictures', () => {
  const picture = {
    dictionary: '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>',
    data: Buffer.from([128]),
  }
  const scan = 'q 595 0 0 842 0 0 cm /Im1 Do Q\n'

  test('a scan is refused in words that say what to do', async () => {
    await refused(
      rawPdf({ pages: [{ content: scan }], objects: [picture] }),
      'scanned-pdf',
      /picture.*original.*text recognition/,
    )
  })

  test('a scan with a text layer is read from it, to be checked', async () => {
    const layer = textAt(50, 700, 'Recognised words', { before: '3 Tr' })
    const document = await readPdf(rawPdf({ pages: [{ content: scan + layer }], objects: [picture] }))
    assert.equal(bodyText(document), 'Recognised words')
    assert.ok(codes(document).includes('recognised-text'))
  })

  test('one page that is a picture is a problem with its number', async () => {
    const document = await readPdf(
      rawPdf({ pages: [{ content: textAt(50, 700, 'Words') }, { content: scan }], objects: [picture] }),
    )
    const doubt = document.doubts.find((each) => each.code === 'picture')
    assert.deepEqual([doubt?.severity, doubt?.at?.page], ['problem', 2])
  })
})

suite('files that are refused', () => {
  const hello = { content: textAt(50, 700, 'Hello') }

  test('a password', async () => {
    const encryption =
      '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <' +
      '41'.repeat(32) +
      '> /U <' +
      '42'.repeat(32) +
      '> >> /ID [<00> <00>]'
    await refused(rawPdf({ pages: [hello], trailer: encryption }), 'password-protected', /password/)
  })

  test('something else, a cut file, an empty file', async () => {
    await refused(Buffer.from('PK not a pdf'), 'damaged-pdf', /not a PDF/)
    await refused(Buffer.from(rawPdf({ pages: [hello] })).subarray(0, 300), 'damaged-pdf', /damaged/)
    await refused(new Uint8Array(), 'damaged-pdf', /not a PDF/)
    await refused(rawPdf({ pages: [{ content: '' }] }), 'empty-pdf', /no words/)
  })

  test('a page tree that leads back to itself', async () => {
    const loop = Buffer.from(rawPdf({ pages: [hello] }))
      .toString('latin1')
      .replace('/Kids [1000 0 R]', '/Kids [2 0 R   ]')
    await refused(Buffer.from(loop, 'latin1'), 'damaged-pdf', /Save it as PDF again/)
  })

  test('more pages than a plan has', async () => {
    await refused(rawPdf({ pages: Array.from({ length: 1501 }, () => hello) }), 'too-many-pages', /1,501 pages/)
  })

  test('a small file that unpacks to hundreds of megabytes, before it is unpacked', async () => {
    const bomb = rawPdf({ pages: [{ content: Buffer.alloc(80_000_000, '(A) Tj ') }], isCompressed: true })
    assert.ok(bomb.length < 500_000)
    await refused(bomb, 'too-large', /unpacks/)
  })

  test('a form that only Adobe Reader can show', async () => {
    const form = rawPdf({
      pages: [{ content: textAt(50, 700, 'Please wait...') }],
      objects: [{ dictionary: '<< >>', data: Buffer.from('<xdp/>') }],
      catalogue: '/AcroForm << /Fields [] /XFA 100 0 R >>',
    })
    await refused(form, 'xfa-form', /Adobe Reader/)
  })

  test('the bytes handed in are left as they were', async () => {
    const bytes = rawPdf({ pages: [hello] })
    const before = Buffer.from(bytes)
    await readPdf(bytes)
    assert.deepEqual(Buffer.from(bytes), before)
  })
})

async function read(pages: RawPage[]): Promise<NeutralDocument> {
  return readPdf(rawPdf({ pages }))
}

async function tableOf(pages: RawPage[]): Promise<Table> {
  return onlyTable(await read(pages))
}

function onlyTable(document: NeutralDocument): Table {
  const tables = tablesOf(document)
  assert.equal(tables.length, 1, `one table, not ${tables.length}`)
  return tables[0] as Table
}

function tablesOf(document: NeutralDocument): Table[] {
  return (document.parts[0]?.blocks ?? []).filter((block) => block.kind === 'table')
}

function textOf(table: Table): string[][] {
  return table.rows.map((row) => row.cells.map(words))
}

function words(cell: Cell): string {
  return blocksText(cell.blocks)
}

function runs(cell: Cell | undefined): Paragraph['runs'] {
  return (cell?.blocks ?? []).flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
}

function bodyText(document: NeutralDocument): string {
  return blocksText(document.parts[0]?.blocks ?? [])
}

function bodyParagraph(document: NeutralDocument): Paragraph {
  const block = document.parts[0]?.blocks[0]
  assert.ok(block?.kind === 'paragraph', 'the body begins with a paragraph')
  return block
}

function codes(document: NeutralDocument): string[] {
  return document.doubts.map((doubt) => doubt.code)
}

async function refused(bytes: Uint8Array, code: string, message: RegExp): Promise<void> {
  await assert.rejects(readPdf(bytes), (fault) => {
    assert.ok(fault instanceof Refused, String(fault))
    assert.equal(fault.code, code)
    assert.match(fault.message, message)
    return true
  })
}
