import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../safety/refused.ts'
import { allInside, childAt, decodeXml, firstInside, parseXml, walkXml, xmlLimits } from './xml.ts'

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const refusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('names carry the usual prefix of their namespace, whatever prefix the file chose', () => {
  const root = parseXml(
    `<q:document xmlns:q="${w}" xmlns:z="http://purl.oclc.org/ooxml/officeDocument/relationships"><q:p q:val="1" z:id="r1" plain="2"/></q:document>`,
    'part',
  )
  assert.equal(root.name, 'w:document')
  assert.deepEqual({ ...childAt(root, 'w:p')?.attributes }, { 'w:val': '1', 'r:id': 'r1', plain: '2' })
})

test('a default namespace and one declared in the middle count for what is inside them only', () => {
  const root = parseXml(
    `<document xmlns="${w}"><p><x xmlns="urn:other"><p/></x><a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></p><p/></document>`,
    'part',
  )
  assert.deepEqual(
    root.children[0]?.children.map((child) => [child.name, child.children.map((inner) => inner.name)]),
    [
      ['x', ['p']],
      ['a:t', []],
    ],
  )
  assert.equal(root.children[1]?.name, 'w:p')
})

test('text, character data and the five entities are text', () => {
  assert.equal(parseXml('<a>1 &lt; 2 &amp; <![CDATA[<b>]]>&#x2713;</a>', 'part').text, '1 < 2 & <b>✓')
})

test('elements are found by path, first inside and all inside', () => {
  const root = parseXml('<a><b><c n="1"/><c n="2"/></b><c n="3"/></a>', 'part')
  assert.equal(childAt(root, 'b', 'c')?.attributes.n, '1')
  assert.equal(firstInside(root, 'c')?.attributes.n, '1')
  assert.deepEqual(
    allInside(root, 'c').map((element) => element.attributes.n),
    ['1', '2', '3'],
  )
  assert.equal(childAt(root, 'none', 'c'), null)
})

test('UTF-8 and UTF-16 are told apart by mark or pattern', () => {
  const text = '<a>é✓</a>'
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    little,
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    big,
  ]) {
    assert.equal(decodeXml(bytes).replace('\ufeff', ''), text)
  }
})

const refused: readonly [string, string, string][] = [
  ['a document type', '<!DOCTYPE a><a/>', 'doctype'],
  ['an entity nobody declared', '<a>&e;</a>', 'damaged'],
  ['tags that cross', '<a><b></a></b>', 'damaged'],
  ['an attribute twice', '<a x="1" x="2"/>', 'damaged'],
  ['XML cut short', '<a><b>', 'damaged'],
  ['nothing', '', 'damaged'],
  ['elements nested too deep', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'too-large'],
  ['too many attributes', `<a ${Array.from({ length: 300 }, (_, at) => `x${at}=""`).join(' ')}/>`, 'too-large'],
]

for (const [what, xml, code] of refused) {
  test(`${what} is refused`, () => {
    assert.throws(() => parseXml(xml, 'word/document.xml'), refusedAs(code))
  })
}

test('more elements than allowed are refused as they come', () => {
  let opened = 0
  const count = { open: () => void opened++, close: () => {}, text: () => {} }
  assert.throws(
    () => walkXml(`<a>${'<b/>'.repeat(50)}</a>`, 'part', count, { ...xmlLimits, elements: 10 }),
    refusedAs('too-large'),
  )
  assert.equal(opened, 10)
})

test('names from the file cannot reach an object prototype', () => {
  const root = parseXml('<__proto__ __proto__="x" constructor="y"/>', 'part')
  assert.equal(root.attributes.constructor, 'y')
  assert.equal(({} as Record<string, unknown>).x, undefined)
})
