import { escapeXml } from './docx-builder.ts'
import { buildZip } from './zip-builder.ts'

/** What one slide to be built holds: raw XML of its shapes, so that any feature can be written. */
export interface SlideContent {
  shapes: string
  isHidden?: boolean
  notes?: string
  /** Further parts by name, with the relationship that reaches them from the slide. */
  parts?: readonly { id: string; type: string; name: string; content: string }[]
  links?: Readonly<Record<string, string>>
}

export interface DeckOptions {
  /** The order in which slides are shown, by their number in `slides` from 0; all in order unless said. */
  order?: readonly number[]
  /** Shapes of the layout and the master, and the master's text styles. */
  layoutShapes?: string
  masterShapes?: string
  textStyles?: string
}

/** A whole .pptx of these slides. */
export const buildPptx = (slides: readonly SlideContent[], options: DeckOptions = {}): Uint8Array =>
  buildZip(pptxParts(slides, options))

export function pptxParts(slides: readonly SlideContent[], options: DeckOptions = {}): Record<string, string> {
  const parts: Record<string, string> = {}
  const order = options.order ?? slides.map((_, index) => index)
  parts['[Content_Types].xml'] =
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`
  parts['_rels/.rels'] = relationships([{ id: 'r1', type: 'officeDocument', target: 'ppt/presentation.xml' }])
  parts['ppt/presentation.xml'] = root(
    'presentation',
    `<p:sldIdLst>${order.map((at, index) => `<p:sldId id="${256 + index}" r:id="s${at}"/>`).join('')}</p:sldIdLst>`,
  )
  parts['ppt/_rels/presentation.xml.rels'] = relationships(
    slides.map((_, index) => ({ id: `s${index}`, type: 'slide', target: `slides/slide${index + 1}.xml` })),
  )
  parts['ppt/slideLayouts/slideLayout1.xml'] = root('sldLayout', tree(options.layoutShapes ?? ''))
  parts['ppt/slideLayouts/_rels/slideLayout1.xml.rels'] = relationships([
    { id: 'm', type: 'slideMaster', target: '../slideMasters/slideMaster1.xml' },
  ])
  parts['ppt/slideMasters/slideMaster1.xml'] = root(
    'sldMaster',
    `${tree(options.masterShapes ?? '')}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent6="accent6"/><p:txStyles>${options.textStyles ?? ''}</p:txStyles>`,
  )
  slides.forEach((slide, index) => {
    const number = index + 1
    parts[`ppt/slides/slide${number}.xml`] = root('sld', tree(slide.shapes), slide.isHidden ? ' show="0"' : '')
    const related = [{ id: 'layout', type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }]
    if (slide.notes !== undefined) {
      parts[`ppt/notesSlides/notesSlide${number}.xml`] = root('notes', tree(slide.notes))
      related.push({ id: 'notes', type: 'notesSlide', target: `../notesSlides/notesSlide${number}.xml` })
    }
    for (const part of slide.parts ?? []) {
      parts[`ppt/${part.name}`] = part.content
      related.push({ id: part.id, type: part.type, target: `../${part.name}` })
    }
    parts[`ppt/slides/_rels/slide${number}.xml.rels`] = relationships(related, slide.links)
  })
  return parts
}

/** A placeholder ("title", "body", "subTitle") or, with null, a text box. Paragraphs are plain text or `a:p` as XML. */
export function shape(type: string | null, paragraphs: readonly string[], more = ''): string {
  const mark = type === null ? '' : `<p:ph type="${type}"/>`
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>${mark}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${more}${paragraphs.map((text) => (text.startsWith('<a:p') ? text : ap(text))).join('')}</p:txBody></p:sp>`
}

export const ap = (text: string, properties = ''): string =>
  `<a:p>${properties}${text.startsWith('<') ? text : `<a:r><a:rPr lang="en-GB"/><a:t>${escapeXml(text)}</a:t></a:r>`}</a:p>`

/** A table of cells: plain text, or `a:tc` as XML. */
export const slideTable = (rows: readonly (readonly string[])[], properties = ''): string =>
  `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr ${properties}/><a:tblGrid/>${rows
    .map((cells) => `<a:tr>${cells.map((cell) => (cell.startsWith('<') ? cell : atc(cell))).join('')}</a:tr>`)
    .join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`

export const atc = (text: string, attributes = '', properties = ''): string =>
  `<a:tc ${attributes}><a:txBody><a:bodyPr/>${ap(text)}</a:txBody><a:tcPr>${properties}</a:tcPr></a:tc>`

/** A chart part with these series, as charts keep their figures. */
export const chartPart = (
  title: string,
  categories: readonly string[],
  series: Readonly<Record<string, readonly number[]>>,
): string => {
  const points = (values: readonly (string | number)[]) =>
    values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join('')
  return `${xmlHead}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>${title}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>${Object.entries(
    series,
  )
    .map(
      ([name, values]) =>
        `<c:ser><c:tx><c:strRef><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`,
    )
    .join('')}</c:barChart></c:plotArea></c:chart></c:chartSpace>`
}

/** The data part of a SmartArt diagram: an outline of [level, words]. */
export const diagramPart = (lines: readonly (readonly [number, string])[]): string => {
  const parents: string[] = ['doc']
  const points: string[] = []
  const connections: string[] = []
  lines.forEach(([level, words], index) => {
    parents[level] = `n${index}`
    points.push(
      `<dgm:pt modelId="n${index}"><dgm:t><a:p><a:r><a:t>${escapeXml(words)}</a:t></a:r></a:p></dgm:t></dgm:pt>`,
    )
    connections.unshift(
      `<dgm:cxn modelId="c${index}" srcId="${parents[level - 1]}" destId="n${index}" srcOrd="${index}"/>`,
    )
  })
  return `${xmlHead}<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="doc" type="doc"/>${points.join('')}</dgm:ptLst><dgm:cxnLst>${connections.join('')}</dgm:cxnLst></dgm:dataModel>`
}

const tree = (shapes: string): string => `<p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const root = (name: string, inside: string, attributes = ''): string =>
  `${xmlHead}<p:${name} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${officeRelationships}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"${attributes}>${inside}</p:${name}>`

const relationships = (
  related: readonly { id: string; type: string; target: string }[],
  links: Readonly<Record<string, string>> = {},
): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related
    .map((one) => `<Relationship Id="${one.id}" Type="${officeRelationships}/${one.type}" Target="${one.target}"/>`)
    .join('')}${Object.entries(links)
    .map(
      ([id, target]) =>
        `<Relationship Id="${id}" Type="${officeRelationships}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
    )
    .join('')}</Relationships>`
