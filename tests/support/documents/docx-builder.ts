import { buildZip } from './zip-builder.ts'

/** What a Word document to be built holds. Everything is raw XML inside its root element, so that any feature can be written. */
export interface DocxContent {
  /** Inside `w:body`. */
  body: string
  styles?: string
  numbering?: string
  settings?: string
  theme?: string
  footnotes?: string
  endnotes?: string
  comments?: string
  /** Further parts by name, with the relationship that reaches them from the main part. */
  parts?: readonly { id: string; type: string; name: string; content: string }[]
  /** Links to the outside, by relationship id. */
  links?: Readonly<Record<string, string>>
  /** Beside the main part and not related to it: "word/vbaProject.bin". */
  loose?: Readonly<Record<string, string | Uint8Array>>
  properties?: string
  isStrict?: boolean
}

/** A whole .docx around the given body. */
export function buildDocx(content: DocxContent | string): Uint8Array {
  return buildZip(docxParts(content))
}

/** The parts of that .docx by name, for tests that change some before packing. */
export function docxParts(given: DocxContent | string): Record<string, string | Uint8Array> {
  const content = typeof given === 'string' ? { body: given } : given
  const isStrict = content.isStrict === true
  const root = (name: string, inside: string): string =>
    `${xmlHead}<w:${name} ${namespaces(isStrict)}>${inside}</w:${name}>`
  const parts: Record<string, string | Uint8Array> = {}
  const related: { id: string; type: string; name: string }[] = []
  const add = (type: string, name: string, xml: string | undefined): void => {
    if (xml === undefined) return
    parts[`word/${name}`] = xml
    related.push({ id: `rId-${type}`, type, name })
  }
  add('styles', 'styles.xml', root('styles', content.styles ?? ''))
  add('numbering', 'numbering.xml', content.numbering && root('numbering', content.numbering))
  add('settings', 'settings.xml', content.settings && root('settings', content.settings))
  add('theme', 'theme/theme1.xml', content.theme)
  add('footnotes', 'footnotes.xml', content.footnotes && root('footnotes', content.footnotes))
  add('endnotes', 'endnotes.xml', content.endnotes && root('endnotes', content.endnotes))
  add('comments', 'comments.xml', content.comments && root('comments', content.comments))
  for (const part of content.parts ?? []) {
    parts[`word/${part.name}`] = part.content
    related.push(part)
  }
  const relationshipTypes = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const links = Object.entries(content.links ?? {}).map(
    ([id, target]) =>
      `<Relationship Id="${id}" Type="${relationshipTypes}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
  )
  const internal = related.map(
    (part) => `<Relationship Id="${part.id}" Type="${relationshipTypes}/${part.type}" Target="${part.name}"/>`,
  )
  return {
    '[Content_Types].xml': `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${packageRelationships}"><Relationship Id="r1" Type="${relationshipTypes}/officeDocument" Target="word/document.xml"/>${
      content.properties
        ? '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        : ''
    }</Relationships>`,
    'word/document.xml': root('document', `<w:body>${content.body}</w:body>`),
    'word/_rels/document.xml.rels': `${xmlHead}<Relationships xmlns="${packageRelationships}">${internal.join('')}${links.join('')}</Relationships>`,
    ...parts,
    ...(content.properties
      ? {
          'docProps/core.xml': `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${content.properties}</cp:coreProperties>`,
        }
      : {}),
    ...content.loose,
  }
}

/** A paragraph: of plain text, or of runs given as XML. */
export const p = (text: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${text.startsWith('<') ? text : r(text)}</w:p>`

/** A run of plain text. */
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`

/** A table of rows made by `tr`. */
export const tbl = (rows: readonly string[], properties = ''): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid/>${rows.join('')}</w:tbl>`

/** A row of cells: plain text, or `w:tc` given as XML. */
export const tr = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.map((cell) => (cell.startsWith('<w:tc') || cell.startsWith('<w:sdt') ? cell : tc(cell))).join('')}</w:tr>`

/** A cell of plain text, or of blocks given as XML. */
export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : content === '' ? '<w:p/>' : p(content)}</w:tc>`

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'

const namespaces = (isStrict: boolean): string => {
  const main = isStrict
    ? 'http://purl.oclc.org/ooxml/wordprocessingml/main'
    : 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const transitional = 'http://schemas.openxmlformats.org'
  return [
    ['w', main],
    [
      'r',
      isStrict
        ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
        : `${transitional}/officeDocument/2006/relationships`,
    ],
    ['a', `${transitional}/drawingml/2006/main`],
    ['wp', `${transitional}/drawingml/2006/wordprocessingDrawing`],
    ['pic', `${transitional}/drawingml/2006/picture`],
    ['c', `${transitional}/drawingml/2006/chart`],
    ['dgm', `${transitional}/drawingml/2006/diagram`],
    ['mc', `${transitional}/markup-compatibility/2006`],
    ['m', `${transitional}/officeDocument/2006/math`],
    ['v', 'urn:schemas-microsoft-com:vml'],
    ['o', 'urn:schemas-microsoft-com:office:office'],
    ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
    ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ]
    .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
    .join(' ')
}
