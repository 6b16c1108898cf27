import type { Block, Paragraph, Place, ReadingDoubt } from '../../neutral-document.ts'
import { readChart } from '../../ooxml/charts.ts'
import { readDiagram } from '../../ooxml/diagrams.ts'
import type { Relationship } from '../../ooxml/relationships.ts'
import { child, childAt, firstInside, type XmlElement } from '../../ooxml/xml.ts'
import type { OpenedPackage } from '../../safety/zip.ts'
import type { Background } from './backgrounds.ts'
import { readSlideTable } from './slide-table.ts'
import { readSlideText } from './slide-text.ts'

/** One slide (or page of notes) as it is read. */
export interface Slide {
  readonly opened: OpenedPackage
  readonly relationships: ReadonlyMap<string, Relationship>
  readonly background: Background
  readonly place: Place
  readonly doubts: ReadingDoubt[]
  tables: number
  /** Titles stand first, wherever their shape lies in the drawing order. */
  readonly titles: Paragraph[]
  /** The footer text, which slides share. */
  readonly footers: Paragraph[]
}

/** What the shapes of a slide say, in the order in which a screen reader meets them. */
export function readShapes(slide: Slide, tree: XmlElement | null): Block[] {
  const blocks: Block[] = []
  for (const shape of tree?.children ?? []) {
    switch (shape.name) {
      case 'p:sp':
        blocks.push(...readShape(slide, shape))
        break
      case 'p:grpSp':
        blocks.push(...readShapes(slide, shape))
        break
      case 'p:graphicFrame':
        blocks.push(...readFrame(slide, shape))
        break
      case 'p:pic':
        sayPicture(slide, childAt(shape, 'p:nvPicPr', 'p:cNvPr'))
        break
      case 'mc:AlternateContent': {
        const choice = child(shape, 'mc:Choice')
        const chosen = choice !== null && choice.children.length > 0 ? choice : child(shape, 'mc:Fallback')
        blocks.push(...readShapes(slide, chosen))
        break
      }
    }
  }
  return blocks
}

function readShape(slide: Slide, shape: XmlElement): Block[] {
  const mark = childAt(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph')
  const type = mark?.attributes.type ?? null
  // The number and the date are drawn by the program; the picture of the slide on its notes is the slide again.
  if (type === 'sldNum' || type === 'dt' || type === 'sldImg') return []
  const isPlaceholder = mark !== null
  const inherited = slide.background.listStyles(
    isPlaceholder ? (type ?? 'body') : null,
    isPlaceholder ? (mark.attributes.idx ?? null) : null,
  )
  const paragraphs = readSlideText(slide, child(shape, 'p:txBody'), inherited, slide.place)
  if (type === 'title' || type === 'ctrTitle') {
    const headingLevel = type === 'ctrTitle' && slide.place.part === 'slide 1' ? 0 : 1
    slide.titles.push(...paragraphs.map((paragraph) => ({ ...paragraph, headingLevel, list: null })))
    return []
  }
  if (type === 'ftr' || type === 'hdr') {
    slide.footers.push(...paragraphs)
    return []
  }
  return paragraphs
}

function readFrame(slide: Slide, frame: XmlElement): Block[] {
  const table = firstInside(frame, 'a:tbl')
  if (table !== null) return readSlideTable(slide, table)
  const chart = firstInside(frame, 'c:chart')
  if (chart !== null) return readFrameChart(slide, chart)
  const diagram = firstInside(frame, 'dgm:relIds')
  if (diagram !== null) {
    const found = contentOf(slide, diagram.attributes['r:dm'])
    if (found !== null) return readDiagram(found.bytes, found.part, slide.place)
    say(slide, 'check', 'diagram', 'There is a diagram here whose words could not be read.')
    return []
  }
  if (firstInside(frame, 'cx:chart') !== null) say(slide, 'check', 'chart', unreadChart)
  else if (firstInside(frame, 'p:oleObj') !== null) {
    say(
      slide,
      'check',
      'embedded-object',
      'There is an embedded object here that was not read. Open it and add what the plan needs.',
    )
  }
  return []
}

function readFrameChart(slide: Slide, chart: XmlElement): Block[] {
  const found = contentOf(slide, chart.attributes['r:id'])
  const table = found === null ? null : readChart(found.bytes, found.part, slide.place)
  if (table === null) {
    say(slide, 'check', 'chart', unreadChart)
    return []
  }
  say(slide, 'info', 'chart', 'There is a chart here; the figures it was drawn from were read as a table.')
  return [table]
}

function contentOf(slide: Slide, id: string | undefined): { bytes: Uint8Array; part: string } | null {
  const target = slide.relationships.get(id ?? '')
  if (target === undefined || target.isExternal) return null
  const bytes = slide.opened.readIfThere(target.target)
  return bytes === null ? null : { bytes, part: target.target }
}

function sayPicture(slide: Slide, properties: XmlElement | null): void {
  const description = (properties?.attributes.descr ?? '').replace(/\s+/g, ' ').trim()
  const isDecorative = /^(1|true)$/.test(firstInside(properties, 'adec:decorative')?.attributes.val ?? '')
  if (isDecorative) return
  say(
    slide,
    'check',
    'picture',
    description === ''
      ? 'There is a picture here. Words in it could not be read.'
      : `There is a picture here, described as “${description}”. Words in it could not be read.`,
  )
}

function say(slide: Slide, severity: ReadingDoubt['severity'], code: string, message: string): void {
  slide.doubts.push({ severity, code, message, at: slide.place })
}

const unreadChart = 'There is a chart here whose figures could not be read.'
