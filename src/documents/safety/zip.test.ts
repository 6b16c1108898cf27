import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildZip, type ZipEntry } from '../../../tests/support/documents/zip-builder.ts'
import { Refused } from './refused.ts'
import { openPackage, packageBudget } from './zip.ts'

const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('utf8'))
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refused && error.code === code && /\.$/.test(error.message)

test('parts are read by name, without leading slash and whatever their case', async () => {
  const opened = await openPackage(buildZip({ '/Word/Document.xml': 'one', 'empty.xml': '' }))
  assert.equal(text(opened.read('word/document.xml')), 'one')
  assert.equal(text(opened.readIfThere('empty.xml')), '')
  assert.equal(opened.readIfThere('none.xml'), null)
  assert.deepEqual(opened.names, ['Word/Document.xml', 'empty.xml'])
})

test('stored and packed parts give the same bytes', async () => {
  const opened = await openPackage(
    buildZip([
      { name: 'a', content: 'same', isStored: true },
      { name: 'b', content: 'same' },
    ]),
  )
  assert.deepEqual([text(opened.read('a')), text(opened.read('b'))], ['same', 'same'])
})

const one = (entry: Partial<ZipEntry>) => buildZip([{ name: 'a.xml', content: 'x'.repeat(1_000), ...entry }])

const readRefusals: readonly [string, Uint8Array, string][] = [
  ['a part that unpacks to more than it says', one({ forged: { size: 10 } }), 'damaged'],
  ['a part that unpacks to less than it says', one({ forged: { size: 2_000 } }), 'damaged'],
  ['a stored part with a forged size', one({ isStored: true, forged: { size: 10 } }), 'damaged'],
  ['a part that does not match its checksum', one({ forged: { crc: 1 } }), 'damaged'],
  ['a part packed in an unknown way', one({ forged: { method: 99 } }), 'damaged'],
]

for (const [what, bytes, code] of readRefusals) {
  test(`${what} is refused when it is read`, async () => {
    await assert.rejects(async () => (await openPackage(bytes)).read('a.xml'), refusedAs(code))
  })
}

const openRefusals: readonly [string, Uint8Array, string][] = [
  ['a part that says it is larger than the budget', one({ forged: { size: packageBudget.part + 1 } }), 'too-large'],
  ['an encrypted part', one({ forged: { flags: 1 } }), 'password-protected'],
  [
    'the same part twice',
    buildZip([
      { name: 'a.xml', content: '1' },
      { name: 'A.xml', content: '2' },
    ]),
    'damaged',
  ],
  ['a package cut short', buildZip({ a: 'x'.repeat(100) }).subarray(0, 60), 'damaged'],
  [
    'a package of too many parts',
    buildZip(Array.from({ length: 5_001 }, (_, at) => ({ name: `${at}`, content: '', isStored: true }))),
    'too-many-parts',
  ],
  [
    'parts that say they are larger than the budget together',
    buildZip([1, 2, 3].map((at) => ({ name: `${at}`, content: '', forged: { size: 150_000_000 } }))),
    'too-large',
  ],
]

for (const [what, bytes, code] of openRefusals) {
  test(`${what} is refused before anything is unpacked`, async () => {
    await assert.rejects(() => openPackage(bytes), refusedAs(code))
  })
}

test('a part that packs better than any document does is refused', async () => {
  const bytes = buildZip({ a: ' '.repeat(6_000_000) })
  await assert.rejects(async () => (await openPackage(bytes)).read('a'), refusedAs('too-large'))
})

test('the sum of what is read is counted', async () => {
  const opened = await openPackage(buildZip({ a: 'x'.repeat(60), b: 'y'.repeat(60) }), { ...packageBudget, total: 130 })
  assert.equal(opened.read('a').length, 60)
  assert.equal(opened.read('a').length, 60)
  assert.equal(opened.read('b').length, 60)
})

test('a name from the file is made plain before it stands in a sentence', async () => {
  const bytes = buildZip([{ name: `<script>\u0007${'x'.repeat(500)}`, content: 'a', forged: { crc: 1 } }])
  await assert.rejects(
    async () => {
      const opened = await openPackage(bytes)
      opened.read(opened.names[0] ?? '')
    },
    (error) => error instanceof Refused && !/[<>\u0007]/.test(error.message) && error.message.length < 400,
  )
})
