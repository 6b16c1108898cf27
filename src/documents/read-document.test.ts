import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocx, p } from '../../tests/support/documents/docx-builder.ts'
import {
  bombDocx,
  doctypeDocx,
  embeddedBombDocx,
  forgedSizeDocx,
  manyPartsDocx,
  nestedBomb,
  nestedTablesDocx,
} from '../../tests/support/documents/hostile.ts'
import { bodyOf, outline } from '../../tests/support/documents/outline.ts'
import { type DocumentReading, readDocument } from './read-document.ts'

const refusalOf = (reading: DocumentReading): string => (reading.ok ? 'read' : reading.refusal.code)

test('a good document is read in the reader process', async () => {
  const reading = await readDocument(buildDocx(p('Visit every child weekly')), 'plan.docx')
  assert.deepEqual(reading.ok && outline(bodyOf(reading.document)), ['Visit every child weekly'])
})

test('a renamed document is read as what it is, with a doubt', async () => {
  const reading = await readDocument(buildDocx(p('Visit')), 'plan.pdf')
  assert.deepEqual(reading.ok && reading.document.doubts.map((doubt) => doubt.code), ['other-type'])
})

test('a document without a word is refused, not read as an empty plan', async () => {
  assert.equal(refusalOf(await readDocument(buildDocx('<w:p/>'), 'plan.docx')), 'no-words')
  const picture =
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
  assert.equal(refusalOf(await readDocument(buildDocx(picture), 'plan.docx')), 'picture')
})

const run = '<w:p><w:r><w:t>aaa bbb ccc ddd</w:t></w:r></w:p>'
const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]>`

const hostile: readonly [string, () => Uint8Array, string][] = [
  ['a bomb of one gigabyte', () => bombDocx(1_000_000_000, run), 'too-large'],
  ['a bomb of empty rows', () => bombDocx(190_000_000, '<w:tr/>'), 'too-large'],
  ['a bomb that packs like an honest file', () => bombDocx(100_000_000, run, 6_000), 'too-large'],
  [
    'a bomb of long words',
    () => bombDocx(190_000_000, `<w:p><w:r><w:t>${'a'.repeat(5_000)}</w:t></w:r></w:p>`, 6_000),
    'too-large',
  ],
  ['a part that lies about its size', forgedSizeDocx, 'damaged'],
  ['sixty thousand parts', () => manyPartsDocx(60_000), 'too-many-parts'],
  ['bombs in zips in zips', () => nestedBomb(3), 'archive'],
  ['three thousand nested tables', () => nestedTablesDocx(3_000), 'too-large'],
  [
    'an external entity',
    () => doctypeDocx('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', '&e;'),
    'doctype',
  ],
  ['an external document type', () => doctypeDocx('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', 'x'), 'doctype'],
  ['a billion laughs', () => doctypeDocx(laughs, '&c;'), 'doctype'],
  ['an entity nobody declared', () => doctypeDocx('', '&e;'), 'damaged'],
  ['a document cut in half', () => buildDocx(p('x'.repeat(5_000))).subarray(0, 900), 'damaged'],
]

for (const [what, build, code] of hostile) {
  test(`${what} is refused within ten seconds, in a sentence`, async () => {
    const bytes = build()
    const start = performance.now()
    const reading = await readDocument(bytes, 'plan.docx')
    assert.ok(performance.now() - start < 10_500)
    assert.equal(refusalOf(reading), code)
    assert.match(reading.ok ? '' : reading.refusal.message, /^[A-Z].{20,}\.$/)
  })
}

test('a bomb embedded in an honest document is never unpacked', async () => {
  assert.equal(refusalOf(await readDocument(embeddedBombDocx(), 'plan.docx')), 'read')
})

test('a reading that takes too long is stopped', async () => {
  const reading = await readDocument(buildDocx(p('x')), 'plan.docx', { seconds: 0.001 })
  assert.equal(refusalOf(reading), 'too-slow')
})

test('a file larger than the limit is refused without being read', async () => {
  assert.equal(refusalOf(await readDocument(new Uint8Array(200_000_001), 'plan.docx')), 'too-large')
})
