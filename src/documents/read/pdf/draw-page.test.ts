import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { SaxesParser } from 'saxes'
import { rawPdf, tableContent, textAt } from '../../../../tests/support/documents/raw-pdf.ts'
import { Refused } from '../../safety/refused.ts'
import { describePage, drawPdfPage } from './draw-page.ts'

const samples = join(import.meta.dirname, '../../../../tests/samples/pdf')

suite('a PDF page drawn for the review screen', () => {
  test('words, lines and fills stand where the page has them', async () => {
    const content = `0 0.69 0.314 rg 50 700 100 40 re f 0 g ${tableContent({ xs: [50, 150, 250], ys: [740, 700], rows: [['Green', 'PSW']] })}`
    const page = await describePage(rawPdf({ pages: [{ content }] }), 1)
    assert.deepEqual([page.width, page.height], [595, 842])
    const fill = page.fills[0]
    assert.deepEqual(fill, { x0: 50, y0: 102, x1: 150, y1: 142, colour: '00B050' })
    assert.equal(page.lines.length, 5)
    const word = page.words.find((each) => each.text === 'PSW')
    assert.ok(word && Math.abs(word.x - 154) < 0.1 && Math.abs(word.y - 114) < 0.1)
  })

  test('text is escaped and the picture is well-formed XML without scripts, styles or links', async () => {
    const content = textAt(50, 700, '</text><script>alert(1)</script> & "quotes"')
    const { svg } = await drawPdfPage(rawPdf({ pages: [{ content }] }), 1)
    assert.ok(svg.includes('&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;'))
    assert.deepEqual([...elementsOf(svg)].sort(), ['rect', 'svg', 'text'])
    assert.doesNotMatch(svg, /<script|style=|href|url\(/)
  })

  test('each page of a real print can be drawn, whole', async () => {
    const bytes = readFileSync(join(samples, 'libreoffice-ruled.pdf'))
    for (const page of [1, 2, 3]) {
      const { svg, width, height } = await drawPdfPage(bytes, page)
      assert.ok(width > 500 && height > 800)
      assert.ok(svg.includes(`>${page}</text>`), 'its page number')
      assert.deepEqual([...elementsOf(svg)].sort(), ['line', 'rect', 'svg', 'text'])
    }
  })

  test('a page that the document does not have is refused', async () => {
    await assert.rejects(drawPdfPage(readFileSync(join(samples, 'typst-ruled.pdf')), 99), (fault) => {
      assert.ok(fault instanceof Refused)
      assert.equal(fault.code, 'no-such-page')
      return true
    })
  })
})

/** Names of all elements; throws where the XML is not well formed. */
function elementsOf(svg: string): Set<string> {
  const names = new Set<string>()
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => names.add(tag.name))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  return names
}
