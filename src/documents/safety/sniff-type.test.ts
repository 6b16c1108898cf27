import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compoundFile } from '../../../tests/support/documents/compound-builder.ts'
import { buildDocx, docxParts, p } from '../../../tests/support/documents/docx-builder.ts'
import { buildZip } from '../../../tests/support/documents/zip-builder.ts'
import { Refused } from './refused.ts'
import { sniffType } from './sniff-type.ts'

const bytes = (text: string, encoding: BufferEncoding = 'latin1'): Uint8Array => Buffer.from(text, encoding)
const withMainType = (type: string) =>
  buildZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.${type}"/></Types>`,
  })
const openDocument = (kind: string) =>
  buildZip([{ name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, isStored: true }])

const known: readonly [string, Uint8Array, string, string][] = [
  ['a Word document', buildDocx(p('x')), 'plan.docx', 'docx'],
  ['a Word document with macros', withMainType('ms-word.document.macroEnabled.main+xml'), 'plan.docm', 'docx'],
  [
    'a Word template',
    withMainType('openxmlformats-officedocument.wordprocessingml.template.main+xml'),
    'plan.dotx',
    'docx',
  ],
  [
    'an Excel workbook',
    withMainType('openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
    'plan.xlsx',
    'xlsx',
  ],
  ['an Excel workbook with macros', withMainType('ms-excel.sheet.macroEnabled.main+xml'), 'plan.xlsm', 'xlsx'],
  [
    'a presentation',
    withMainType('openxmlformats-officedocument.presentationml.presentation.main+xml'),
    'deck.pptx',
    'pptx',
  ],
  [
    'a slide show',
    withMainType('openxmlformats-officedocument.presentationml.slideshow.main+xml'),
    'deck.ppsx',
    'pptx',
  ],
  ['an OpenDocument text', openDocument('text'), 'plan.odt', 'odt'],
  ['an OpenDocument spreadsheet', openDocument('spreadsheet'), 'plan.ods', 'ods'],
  ['an old Word document', compoundFile(['WordDocument']), 'plan.doc', 'doc'],
  ['an old Excel workbook', compoundFile(['Workbook']), 'plan.xls', 'xls'],
  ['a PDF', bytes('%PDF-1.7\n'), 'plan.pdf', 'pdf'],
  ['a PDF after some other bytes', bytes(`${'\n'.repeat(300)}%PDF-1.4\n`), 'plan.pdf', 'pdf'],
  ['rich text', bytes('{\\rtf1 x}'), 'plan.rtf', 'rtf'],
  ['a web page', bytes('\ufeff <!-- made by x -->\n<!DOCTYPE html><p>'), 'plan.html', 'html'],
  ['a table in text', bytes('Action,Owner\nVisit,HoS\n'), 'plan.csv', 'csv'],
  ['text with tabs', bytes('Action\tOwner\nVisit\tHoS\n'), 'plan.tsv', 'tsv'],
  ['plain text', bytes('A plan\n'), 'plan.txt', 'txt'],
  ['text with marks', bytes('# A plan\n'), 'plan.md', 'md'],
  ['UTF-16 text', bytes('\ufeffA plan\r\n', 'utf16le'), 'plan.txt', 'txt'],
  ['text of no known name that is a table', bytes('No;Action;Owner\n1;Visit;HoS\n2;Audit;QA\n'), 'plan', 'csv'],
]

for (const [what, file, name, format] of known) {
  test(`${what} is known by its bytes`, async () => {
    assert.deepEqual(await sniffType(file, name), { format, doubts: [] })
  })
}

test('a renamed file is read as what it is, and that is said', async () => {
  for (const [file, name, format] of [
    [buildDocx(p('x')), 'plan.pdf', 'docx'],
    [bytes('%PDF-1.7\n'), 'C:\\plans\\plan.DOCX', 'pdf'],
    [bytes('<html><table>'), 'export.xls', 'html'],
    [bytes('just words'), 'plan.docx', 'txt'],
  ] as const) {
    const sniffed = await sniffType(file, name)
    assert.equal(sniffed.format, format)
    assert.deepEqual(
      sniffed.doubts.map((doubt) => doubt.code),
      ['other-type'],
      name,
    )
  }
})

const refused: readonly [string, Uint8Array, string][] = [
  ['an empty file', new Uint8Array(), 'empty'],
  ['a password-protected document', compoundFile(['EncryptionInfo', 'EncryptedPackage']), 'password-protected'],
  ['an old presentation', compoundFile(['PowerPoint Document']), 'other-office'],
  ['a saved e-mail', compoundFile(['__properties_version1.0']), 'mail'],
  ['a compound file of another kind', compoundFile(['Contents']), 'unknown-type'],
  ['a compound file cut short', compoundFile(['WordDocument']).subarray(0, 600), 'unknown-type'],
  ['a binary workbook', withMainType('ms-excel.sheet.binary.macroEnabled.main'), 'other-office'],
  ['an OpenDocument presentation', openDocument('presentation'), 'other-office'],
  ['a Pages document', buildZip({ 'Index/Document.iwa': 'x' }), 'other-office'],
  ['a zip of files', buildZip({ 'plan.docx': 'x', 'other.docx': 'y' }), 'archive'],
  ['a picture', bytes('\x89PNG\r\n\x1a\n'), 'picture'],
  ['a photograph', bytes('\xff\xd8\xff\xe0'), 'picture'],
  ['a picture from a phone', bytes('\0\0\0\x18ftypheic'), 'picture'],
  ['a program', bytes('MZ\x90\0'), 'program'],
  ['an archive', bytes('Rar!\x1a\x07'), 'archive'],
  ['a web archive', bytes('From: <Saved by Word>\nMIME-Version: 1.0\nContent-Type: multipart/related\n'), 'mail'],
  [
    'Word XML of 2003',
    bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>'),
    'other-office',
  ],
  ['bytes that are no text', bytes('\x01\x02\x03\x04\x05\x06\x07\x08'.repeat(50)), 'unknown-type'],
  ['zeros', new Uint8Array(5_000), 'unknown-type'],
]

for (const [what, file, code] of refused) {
  test(`${what} is refused in a sentence`, async () => {
    await assert.rejects(
      () => sniffType(file, 'plan.docx'),
      (error) => error instanceof Refused && error.code === code && /^[A-Z].*\.$/.test(error.message),
    )
  })
}

test('a workbook that only names the binary type as a default is no binary workbook', async () => {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
  assert.equal((await sniffType(buildZip({ '[Content_Types].xml': types }), 'a.xlsx')).format, 'xlsx')
})

test('a document whose content types are missing is known by its folders', async () => {
  const { '[Content_Types].xml': _, ...parts } = docxParts(p('x'))
  const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
  assert.equal((await sniffType(buildZip({ ...parts, '[Content_Types].xml': types }), 'a.docx')).format, 'docx')
})
