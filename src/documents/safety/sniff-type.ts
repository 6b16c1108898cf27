import type { DocumentFormat, ReadingDoubt } from '../neutral-document.ts'
import { parseXml, type XmlElement } from '../ooxml/xml.ts'
import { compoundStreams } from './compound-file.ts'
import { Refused } from './refused.ts'
import { openPackage } from './zip.ts'

/** What a file is by its own bytes. A name only tells text formats apart, since those have no mark of their own. */
export interface SniffedType {
  format: DocumentFormat
  /** Where the name promised something else. */
  doubts: ReadingDoubt[]
}

/** Throws Refused, saying what the file is and what to do, for everything that can't be read. `name` may be a path. */
export async function sniffType(bytes: Uint8Array, name: string): Promise<SniffedType> {
  if (bytes.length === 0) throw new Refused('empty', 'This file is empty. Check that it was saved and copied whole.')
  const format = await formatOf(bytes, extensionOf(name))
  return { format, doubts: nameDoubts(format, extensionOf(name)) }
}

async function formatOf(bytes: Uint8Array, extension: string): Promise<DocumentFormat> {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return formatOfPackage(bytes)
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return formatOfCompoundFile(bytes)
  if (startsWith(bytes, '{\\rtf')) return 'rtf'
  const head = latin(bytes.subarray(0, 4096))
  if (/%PDF-\d/.test(head.slice(0, 1024))) return 'pdf'
  refuseKnownOthers(bytes, head)
  return formatOfText(bytes, extension)
}

async function formatOfPackage(bytes: Uint8Array): Promise<DocumentFormat> {
  const opened = await openPackage(bytes)
  if (opened.has('mimetype')) {
    const kind = latin(opened.read('mimetype').subarray(0, 200)).trim()
    const format = openDocumentKinds[kind.replace('application/vnd.oasis.opendocument.', '')]
    if (format !== undefined) return format
    if (kind.includes('presentation')) throw otherOffice('an OpenDocument presentation', '.pptx')
    throw new Refused(
      'unknown-type',
      'This kind of file is not read. Save the plan as .docx, .xlsx or .pdf and use that.',
    )
  }
  if (opened.has('[Content_Types].xml')) {
    const types = parseXml(opened.read('[Content_Types].xml'), '[Content_Types].xml')
    const written = types.children.map((type: XmlElement) => type.attributes.ContentType ?? '')
    for (const [pattern, format] of officeKinds) if (written.some((type) => pattern.test(type))) return format
    // After the others: some programs name the binary type in every workbook as a default they never use.
    if (written.some((type) => type.includes('excel.sheet.binary')))
      throw otherOffice('a binary Excel workbook (.xlsb)', '.xlsx')
    // Content types are sometimes wrong in files made by other programs; the folders are not.
    if (opened.has('word/document.xml')) return 'docx'
    if (opened.has('xl/workbook.xml')) return 'xlsx'
    if (opened.has('ppt/presentation.xml')) return 'pptx'
  }
  if (opened.names.some((part) => part.endsWith('.iwa') || part === 'Index.zip')) {
    throw new Refused(
      'other-office',
      'This file was made by Pages, Numbers or Keynote. Export it as Word, Excel or PDF and use that copy.',
    )
  }
  throw new Refused('archive', 'This is a zip archive, not a document. Unpack it and choose the document inside.')
}

function formatOfCompoundFile(bytes: Uint8Array): DocumentFormat {
  const streams = compoundStreams(bytes)
  if (streams.has('EncryptedPackage') || streams.has('EncryptionInfo') || streams.has('\u0006DataSpaces')) {
    throw new Refused(
      'password-protected',
      'This file is protected with a password. Open it with its password, save a copy without one, and use that copy.',
    )
  }
  if (streams.has('WordDocument')) return 'doc'
  if (streams.has('Workbook') || streams.has('Book')) return 'xls'
  if (streams.has('PowerPoint Document')) throw otherOffice('an old PowerPoint presentation (.ppt)', '.pptx')
  if (streams.has('__properties_version1.0')) {
    throw new Refused('mail', 'This is a saved e-mail. Save the document attached to it and use that.')
  }
  throw new Refused(
    'unknown-type',
    'This kind of file is not read. Save the plan as .docx, .xlsx or .pdf and use that.',
  )
}

/** Files with a mark of their own that hold no text we could read, each with the way out. */
function refuseKnownOthers(bytes: Uint8Array, head: string): void {
  if (isPicture(bytes, head)) {
    throw new Refused(
      'picture',
      'This is a picture, so there are no words to read. Use the document the picture was made from, or type the plan into Word or Excel.',
    )
  }
  if (/^(MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe)/.test(head)) {
    throw new Refused('program', 'This is a program, not a document.')
  }
  if (/^(Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ)/.test(head)) {
    throw new Refused('archive', 'This is a packed archive, not a document. Unpack it and choose the document inside.')
  }
  if (
    /^(From |Received:|Return-Path:|MIME-Version:|Message-ID:)/im.test(head.slice(0, 400)) &&
    /^content-type:/im.test(head)
  ) {
    throw new Refused(
      'mail',
      'This is a saved e-mail or web archive. Save the plan itself as .docx, .xlsx or .pdf and use that.',
    )
  }
  const text = head.replace(/\0/g, '')
  if (
    /<\?mso-application|<(?:\w+:)?(?:wordDocument|package)\b[^>]*schemas\.microsoft\.com|urn:schemas-microsoft-com:office:spreadsheet/.test(
      text,
    )
  ) {
    const isSheet = /Excel\.Sheet|office:spreadsheet/.test(text)
    throw otherOffice(`an old XML file of ${isSheet ? 'Excel' : 'Word'}`, isSheet ? '.xlsx' : '.docx')
  }
}

function isPicture(bytes: Uint8Array, head: string): boolean {
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0\0\0\0)/s.test(head)) return true
  const kind = latin(bytes.subarray(8, 12))
  if (head.startsWith('RIFF') && kind === 'WEBP') return true
  return head.slice(4, 8) === 'ftyp' && /^(heic|heix|mif1|avif|hevc)/.test(kind)
}

function formatOfText(bytes: Uint8Array, extension: string): DocumentFormat {
  if (!looksLikeText(bytes)) {
    throw new Refused(
      'unknown-type',
      'This file is damaged, or of a kind that is not read. Open it in the program it was made with and save it as .docx, .xlsx or .pdf.',
    )
  }
  const start = latin(bytes.subarray(0, 4096))
    .replace(/\0/g, '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype\s+html|<html[\s>]|<(head|body|table)[\s>])/is.test(start))
    return 'html'
  return textExtensions[extension] ?? looksLikeTable(start) ?? 'txt'
}

/** Text has no control characters but white space; UTF-16 has a zero in every second byte and little else. */
function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.length <= 65_536 ? bytes : bytes.subarray(0, 65_536)
  let zeros = 0
  let controls = 0
  const zerosAt = [0, 0]
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0
    if (byte === 0) {
      zeros++
      zerosAt[at & 1] = (zerosAt[at & 1] ?? 0) + 1
    } else if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 11 && byte !== 0x1a) {
      controls++
    }
  }
  if (controls > sample.length / 100) return false
  if (zeros === 0) return true
  const [even = 0, odd = 0] = zerosAt
  return zeros > sample.length / 4 && Math.min(even, odd) < zeros / 10
}

/** Text of no known name is a table when its first lines agree on how many tabs, semicolons or commas they have. */
function looksLikeTable(start: string): 'csv' | 'tsv' | null {
  const lines = start
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
  if (lines.length < 2) return null
  for (const [sign, format] of [
    ['\t', 'tsv'],
    [';', 'csv'],
    [',', 'csv'],
  ] as const) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length - 1)
    if ((counts[0] ?? 0) >= 2 && counts.slice(0, 3).every((count) => count === counts[0])) return format
  }
  return null
}

function nameDoubts(format: DocumentFormat, extension: string): ReadingDoubt[] {
  const promised = extensionKinds[extension]
  if (promised === undefined || promised.includes(format)) return []
  const message = `The name ends in .${extension}, but this is ${formatNames[format]}. It was read as what it is.`
  return [{ severity: 'info', code: 'other-type', message, at: null }]
}

const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const startsWith = (bytes: Uint8Array, mark: string): boolean => latin(bytes.subarray(0, mark.length)) === mark

const otherOffice = (what: string, instead: string): Refused =>
  new Refused(
    'other-office',
    `This is ${what}, which is not read. Open it in the program it was made with, save it as ${instead}, and use that copy.`,
  )

const openDocumentKinds: Readonly<Record<string, DocumentFormat>> = Object.assign(Object.create(null), {
  text: 'odt',
  'text-template': 'odt',
  spreadsheet: 'ods',
  'spreadsheet-template': 'ods',
})

/** The main part's content type, of documents, templates and both with macros. */
const officeKinds: readonly [RegExp, DocumentFormat][] = [
  [/wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroEnabled(Template)?\.main/i, 'docx'],
  [/spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template|addin)\.macroEnabled\.main/i, 'xlsx'],
  [
    /presentationml\.(presentation|template|slideshow)\.main|ms-powerpoint\.(presentation|template|slideshow|addin)\.macroEnabled\.main/i,
    'pptx',
  ],
]

const textExtensions: Readonly<Record<string, DocumentFormat>> = Object.assign(Object.create(null), {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  txt: 'txt',
  text: 'txt',
  md: 'md',
  markdown: 'md',
  htm: 'html',
  html: 'html',
})

const extensionKinds: Readonly<Record<string, readonly DocumentFormat[]>> = Object.assign(Object.create(null), {
  docx: ['docx'],
  docm: ['docx'],
  dotx: ['docx'],
  dotm: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  xltx: ['xlsx'],
  xls: ['xls'],
  ods: ['ods'],
  pptx: ['pptx'],
  pptm: ['pptx'],
  ppsx: ['pptx'],
  potx: ['pptx'],
  pdf: ['pdf'],
  csv: ['csv', 'tsv'],
  tsv: ['tsv', 'csv'],
  txt: ['txt', 'csv', 'tsv', 'md'],
  md: ['md'],
  html: ['html'],
  htm: ['html'],
  doc: ['doc'],
  odt: ['odt'],
  rtf: ['rtf'],
})

/** With its article, for a sentence. */
export const formatNames: Readonly<Record<DocumentFormat, string>> = {
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  xls: 'an old Excel workbook',
  ods: 'an OpenDocument spreadsheet',
  pptx: 'a PowerPoint presentation',
  pdf: 'a PDF',
  csv: 'a table in plain text',
  tsv: 'a table in plain text',
  txt: 'plain text',
  md: 'plain text',
  html: 'a web page',
  pasted: 'pasted text',
  doc: 'an old Word document',
  odt: 'an OpenDocument text',
  rtf: 'a rich text document',
}
