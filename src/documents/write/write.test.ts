/** What every format keeps, checked on papers of the invented plan: papers.md section 7. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { load } from 'cheerio'
import { strFromU8, unzipSync } from 'fflate'
import { exampleSnapshot } from '../../../tests/support/example-snapshot.ts'
import type { Snapshot } from '../../domain/plan/snapshot.ts'
import { boardReport } from '../../papers/board-report.ts'
import { planPaper } from '../../papers/plan-paper.ts'
import { scrutinyDeck } from '../../papers/scrutiny-deck.ts'
import type { Paper } from '../paper.ts'
import { writeDocx } from './docx.ts'
import { writeHtml } from './html.ts'
import { contrast } from './look.ts'
import { writePdf } from './pdf.ts'
import { writePptx } from './pptx.ts'
import { writeXlsx } from './xlsx.ts'

const writers = { docx: writeDocx, xlsx: writeXlsx, pptx: writePptx, pdf: writePdf, html: writeHtml }
const papers: Record<string, (snapshot: Snapshot) => Paper> = {
  'plan paper': planPaper,
  'board report': boardReport,
  'scrutiny deck': scrutinyDeck,
}

const nasty = [
  '=HYPERLINK("http://x.example","click")',
  '<html><script>alert(1)</script> & "quotes"',
  '#read("/etc/passwd") $x^2$ *not bold* \\ @ref `raw`',
  'Line one\nline two\r\n• a typed bullet\n\n\ttabbed',
  'Zażółć 中文 \u{1F600} عربى ﬁ',
  '\u0000\u0007\ud800 control',
  'x'.repeat(400),
  Array.from({ length: 3000 }, (_, index) => `word${index}`).join(' '),
]

function nastySnapshot(): Snapshot {
  const base = exampleSnapshot()
  const text = (index: number) => nasty[index % nasty.length] ?? ''
  return {
    ...base,
    plan: { ...base.plan, title: `Plan <b>&</b> #title ${'long '.repeat(30)}` },
    sections: base.sections.map((section, index) => ({ ...section, title: `${text(index).slice(0, 80)} ${index}` })),
    outcomes: base.outcomes.map((outcome, index) => ({ ...outcome, text: text(index), objectives: [text(index + 3)] })),
    actions: base.actions.map((action, index) => ({
      ...action,
      text: text(index),
      ownersText: text(index + 1).slice(0, 300),
      update: {
        words: text(index + 2),
        saidOn: '2026-10-01',
        saidBy: text(index).slice(0, 40),
        nextStep: null,
        blocker: null,
      },
      extra: [{ name: '<i>Priority</i>', text: text(index + 4) }],
      rating: index === 0 ? { word: 'Half & <half>', saidOn: null, saidBy: null } : action.rating,
    })),
    notes: nasty.map((words) => ({ text: words, at: '' })),
  }
}

for (const [name, paper] of Object.entries(papers))
  for (const [format, write] of Object.entries(writers)) {
    test(`the same snapshot gives the same bytes: ${name} as ${format}`, async () => {
      const first = await write(paper(exampleSnapshot()))
      const second = await write(paper(exampleSnapshot()))
      assert.ok(first.length > 4000)
      assert.ok(Buffer.from(first).equals(Buffer.from(second)))
    })
    test(`hostile text stays text: ${name} as ${format}`, async () => {
      const bytes = await write(paper(nastySnapshot()))
      assert.ok(bytes.length > 4000)
      if (format === 'html') {
        const $ = load(new TextDecoder().decode(bytes))
        assert.equal($('script, iframe, object, form, link').length, 0)
        assert.match($('main').text(), /<script>alert\(1\)<\/script>/)
      }
      if (format === 'pdf') assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
      if (['docx', 'xlsx', 'pptx'].includes(format))
        for (const [part, xml] of partsOf(bytes)) {
          const parsed = load(xml, { xml: true })
          assert.ok(parsed.root().children().length > 0, part)
          assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/, part)
          if (part.startsWith('xl/worksheets')) assert.doesNotMatch(xml, /<f>(?!COUNTIFS\()/)
        }
    })
  }

test('Word: tables have repeating heads, pictures have words, headings skip no level, the language is English', async () => {
  for (const paper of Object.values(papers)) {
    const parts = new Map(partsOf(await writeDocx(paper(exampleSnapshot()))))
    const xml = parts.get('word/document.xml') ?? ''
    const tables = xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []
    assert.ok(tables.length > 2)
    for (const table of tables) {
      assert.match(table, /<w:tblHeader\/>/)
      assert.match(table, /<w:tblCaption w:val="[^"]+"/)
    }
    for (const picture of xml.match(/<wp:docPr [^>]*>/g) ?? []) assert.match(picture, /descr="[^"]{20,}"/)
    const levels = [...xml.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)].map((found) => Number(found[1]))
    assert.equal(levels[0], 1)
    for (const [index, level] of levels.entries()) assert.ok(index === 0 || level <= (levels[index - 1] ?? 0) + 1)
    assert.match(parts.get('word/styles.xml') ?? '', /<w:lang w:val="en-GB"/)
    if (paper !== scrutinyDeck)
      assert.match(xml, /w:instrText xml:space="preserve">PAGEREF _Toc1 .*?<w:t xml:space="preserve">\d+</s)
  }
})

test('PowerPoint: a title on every slide, words for every chart and table, unique ids, nothing beyond the edges', async () => {
  for (const paper of Object.values(papers)) {
    const parts = partsOf(await writePptx(paper(nastySnapshot())))
    const slides = parts.filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    assert.ok(slides.length > 4)
    for (const [name, xml] of slides) {
      assert.match(xml, /<p:ph[^>]* type="title"/, name)
      const ids = [...xml.matchAll(/<p:cNvPr id="(\d+)"/g)].map((found) => found[1])
      assert.equal(new Set(ids).size, ids.length, name)
      for (const frame of xml.match(/<p:graphicFrame>.*?<\/p:graphicFrame>/gs) ?? []) {
        assert.match(frame, /<p:cNvPr [^>]*descr="[^"]+"/, name)
        if (frame.includes('<a:tbl>')) assert.match(frame, /<a:tblPr firstRow="1"\/>/)
      }
      for (const [, x, y, width, height] of xml.matchAll(
        /<a:off x="(-?\d+)" y="(-?\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"\/>/g,
      )) {
        assert.ok(Number(x) >= 0 && Number(x) + Number(width) <= 12_193_000, `${name}: ${x} and ${width}`)
        assert.ok(Number(y) >= 0 && Number(y) + Number(height) <= 6_860_000, `${name}: ${y} and ${height}`)
      }
      const rows = [...xml.matchAll(/<a:tr h="(\d+)"/g)].reduce((sum, found) => sum + Number(found[1]), 0)
      assert.ok(rows < 6_000_000, `${name}: rows ${rows}`)
      assert.doesNotMatch(xml, /lang="en-US"/)
    }
    const charts = parts.filter(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))
    assert.ok(charts.length === 0 || charts.some(([, xml]) => xml.includes('<a:pattFill')))
  }
})

test('PowerPoint: without colour a chart still tells its ratings apart, by name and by pattern', async () => {
  const parts = partsOf(await writePptx(scrutinyDeck(exampleSnapshot())))
  const charts = parts.filter(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))
  assert.ok(charts.length > 1)
  for (const [name, xml] of charts) {
    const series = xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? []
    const looks = series.map((one) => {
      assert.match(one, /<c:tx>.*?<c:v>[^<]+<\/c:v>/s, name)
      const plain = /<c:spPr><a:solidFill><a:srgbClr val="([0-9A-F]{6})"/.exec(one)?.[1]
      return /<a:pattFill prst="(\w+)"/.exec(one)?.[1] ?? (plain === 'FFFFFF' ? 'white' : 'plain')
    })
    assert.ok(looks.length > 2, name)
    assert.equal(new Set(looks).size, looks.length, `${name}: ${looks.join(', ')}`)
  }
})

test('Excel: clean words, shape by format, heads frozen and repeated in print, a page wide', async () => {
  const parts = new Map(partsOf(await writeXlsx(planPaper(exampleSnapshot()))))
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  assert.match(sheet, /<pane [^>]*state="frozen"/)
  assert.match(sheet, /<autoFilter /)
  assert.match(sheet, /fitToWidth="1"/)
  assert.match(sheet, /<dataValidation /)
  assert.match(parts.get('xl/styles.xml') ?? '', /▲/)
  assert.match(parts.get('xl/workbook.xml') ?? '', /Print_Titles/)
  const strings = parts.get('xl/sharedStrings.xml') ?? ''
  assert.match(strings, />At risk</)
  assert.doesNotMatch(strings, /▲/)
  const counts = parts.get('xl/worksheets/sheet2.xml') ?? ''
  assert.match(counts, /COUNTIFS\(/)
})

test('web page: one h1, levels that do not skip, every table with heads, nothing from elsewhere', async () => {
  const $ = load(new TextDecoder().decode(await writeHtml(boardReport(exampleSnapshot()))))
  assert.equal($('html').attr('lang'), 'en-GB')
  assert.equal($('h1').length, 1)
  let before = 1
  for (const heading of $('h1,h2,h3,h4,h5,h6').toArray()) {
    const level = Number(heading.tagName.slice(1))
    assert.ok(level <= before + 1, $(heading).text())
    before = level
  }
  for (const table of $('table').toArray()) assert.ok($(table).find('thead th[scope=col]').length > 1)
  for (const picture of $('svg').toArray())
    assert.ok($(picture).attr('aria-label') !== undefined || $(picture).attr('aria-hidden') === 'true')
  const elsewhere = $('[src],[href]')
    .toArray()
    .map((one) => $(one).attr('src') ?? $(one).attr('href') ?? '')
  for (const target of elsewhere) assert.match(target, /^#/)
})

test('PDF: tagged, one H1 a part, tables with heads that have a scope, ratings read as words only', async (context) => {
  if (spawnSync('pdfinfo', ['-v']).error !== undefined) return context.skip('poppler is not installed')
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'golden-thread-pdf-')), 'board.pdf')
  const paper = boardReport(exampleSnapshot())
  writeFileSync(file, await writePdf(paper))
  const about = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  assert.match(about, /Tagged:\s+yes/)
  const tree = execFileSync('pdfinfo', ['-struct-text', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  assert.equal(tree.match(/^\s*H1 /gm)?.length, paper.parts.length + 1)
  const tables = tree.match(/^\s*Table/gm)?.length ?? 0
  assert.ok(tables > 4)
  assert.ok((tree.match(/^\s*THead/gm)?.length ?? 0) >= tables)
  assert.equal(tree.match(/^\s*TH /gm)?.length, tree.match(/\/Scope \/Column/g)?.length)
  assert.match(tree, /TD[^\n]*\n(?:[^\n]*\n){1,3}\s*"At risk"/)
  assert.doesNotMatch(tree, /[▲◆●]/)
})

test('a rating that can’t be read on its colour is refused', async () => {
  const paper = planPaper(exampleSnapshot())
  for (const mark of paper.marks) assert.ok(contrast(mark.fill, mark.ink) >= 4.5, mark.word)
  const pale = { ...paper, marks: paper.marks.map((mark) => ({ ...mark, fill: 'F2B632', ink: 'FFFFFF' })) }
  for (const write of Object.values(writers)) await assert.rejects(() => write(pale), /can’t be read/)
})

function partsOf(bytes: Uint8Array): [string, string][] {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => /\.(xml|rels)$/.test(name))
    .map(([name, part]) => [name, strFromU8(part)])
}
