import type { Block } from '../../neutral-document.ts'
import { readChart } from '../../ooxml/charts.ts'
import { readDiagram } from '../../ooxml/diagrams.ts'
import { drawingColour, plainHex, visibleFill } from '../../ooxml/theme.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { child, childAt } from '../../ooxml/xml.ts'
import { readBlocks } from './blocks.ts'
import { chosenContent } from './inline.ts'
import { doubt, type Story } from './story.ts'

/** What a drawing says: its text boxes, charts and diagrams as blocks, small coloured shapes as the sign they stand for. */
export interface DrawingContent {
  blocks: Block[]
  signs: { text: string; colour: string | null }[]
}

/** Reads `w:drawing`, `w:pict` and `w:object`. Pictures can't be read and become doubts that say where they stand. */
export function readDrawing(story: Story, drawing: XmlElement): DrawingContent {
  const content: DrawingContent = { blocks: [], signs: [] }
  const description = describe(drawing)
  gather(story, drawing, content, { description, hasPicture: false })
  return content
}

interface Seen {
  description: Description
  hasPicture: boolean
}

interface Description {
  text: string
  isDecorative: boolean
  /** Width in points where the drawing says so. */
  width: number | null
}

function gather(story: Story, element: XmlElement, content: DrawingContent, seen: Seen): void {
  switch (element.name) {
    case 'w:txbxContent':
      content.blocks.push(...readBlocks(story, element))
      return
    case 'mc:AlternateContent':
      gather(story, chosenContent(element), content, seen)
      return
    case 'c:chart':
      addChart(story, element.attributes['r:id'], content)
      return
    case 'dgm:relIds':
      addDiagram(story, element.attributes['r:dm'], content)
      return
    case 'cx:chart':
      doubt(story, 'check', 'chart', 'There is a chart here whose figures could not be read.')
      return
    case 'pic:pic':
    case 'v:imagedata':
      sayPicture(story, seen)
      return
    case 'v:textpath': {
      const text = element.attributes.string ?? ''
      if (text !== '')
        content.blocks.push({ kind: 'paragraph', headingLevel: null, runs: [{ text }], list: null, at: story.place })
      return
    }
    case 'o:OLEObject':
      doubt(
        story,
        'check',
        'embedded-object',
        `There is an embedded object here (${element.attributes.ProgID ?? 'of an unknown kind'}) that was not read. Open it in the document and add what the plan needs.`,
      )
      return
    case 'wps:wsp':
      addShapeSign(story, element, content, seen)
      break
    case 'v:oval':
    case 'v:rect':
    case 'v:roundrect':
    case 'v:shape':
      addOldShapeSign(element, content)
      break
  }
  for (const inner of element.children) gather(story, inner, content, seen)
}

function describe(drawing: XmlElement): Description {
  const frame = child(drawing, 'wp:inline') ?? child(drawing, 'wp:anchor')
  const properties = child(frame, 'wp:docPr')
  const width = Number(child(frame, 'wp:extent')?.attributes.cx)
  return {
    text: (properties?.attributes.descr ?? properties?.attributes.title ?? '').replace(/\s+/g, ' ').trim(),
    isDecorative: isDecorative(properties),
    width: Number.isFinite(width) && width > 0 ? width / 12_700 : null,
  }
}

function isDecorative(properties: XmlElement | null): boolean {
  for (const extension of childAt(properties, 'a:extLst')?.children ?? []) {
    if (/^(1|true)$/.test(child(extension, 'adec:decorative')?.attributes.val ?? '')) return true
  }
  return false
}

function sayPicture(story: Story, seen: Seen): void {
  if (seen.hasPicture || seen.description.isDecorative) return
  seen.hasPicture = true
  const { text } = seen.description
  const isOutside = story.place.part !== undefined
  doubt(
    story,
    isOutside ? 'info' : 'check',
    'picture',
    text === ''
      ? 'There is a picture here. Words in it could not be read.'
      : `There is a picture here, described as “${text}”. Words in it could not be read.`,
  )
}

function addChart(story: Story, id: string | undefined, content: DrawingContent): void {
  const target = story.relationships.get(id ?? '')
  const bytes = target === undefined || target.isExternal ? null : story.document.opened.readIfThere(target.target)
  const table = target === undefined || bytes === null ? null : readChart(bytes, target.target, story.place)
  if (table === null) doubt(story, 'check', 'chart', 'There is a chart here whose figures could not be read.')
  else {
    content.blocks.push(table)
    doubt(story, 'info', 'chart', 'There is a chart here; the figures it was drawn from were read as a table.')
  }
}

function addDiagram(story: Story, id: string | undefined, content: DrawingContent): void {
  const target = story.relationships.get(id ?? '')
  const bytes = target === undefined || target.isExternal ? null : story.document.opened.readIfThere(target.target)
  if (target === undefined || bytes === null) {
    doubt(story, 'check', 'diagram', 'There is a diagram here whose words could not be read.')
    return
  }
  content.blocks.push(...readDiagram(bytes, target.target, story.place))
}

/** Traffic lights are often drawn as small filled shapes: they show as ● (or ■ …) in their colour. */
function addShapeSign(story: Story, shape: XmlElement, content: DrawingContent, seen: Seen): void {
  if (child(shape, 'wps:txbx') !== null) return
  const properties = child(shape, 'wps:spPr')
  const sign = signs[child(properties, 'a:prstGeom')?.attributes.prst ?? '']
  const colour = visibleFill(drawingColour(child(properties, 'a:solidFill'), story.document.theme))
  const own = Number(childAt(properties, 'a:xfrm', 'a:ext')?.attributes.cx)
  const width = own > 0 ? own / 12_700 : seen.description.width
  if (sign === undefined || colour === null || width === null || width > largestSign) return
  content.signs.push({ text: sign, colour })
}

function addOldShapeSign(shape: XmlElement, content: DrawingContent): void {
  const hasWords =
    child(shape, 'v:textbox') !== null || child(shape, 'v:textpath') !== null || child(shape, 'v:imagedata') !== null
  const isFilled = !/^(f|false)$/i.test(shape.attributes.filled ?? 't')
  const colour = visibleFill(plainHex(shape.attributes.fillcolor?.split(' ')[0]))
  const width = Number(/(?:^|;)\s*width:\s*([\d.]+)pt/.exec(shape.attributes.style ?? '')?.[1])
  if (hasWords || !isFilled || colour === null || !(width <= largestSign)) return
  content.signs.push({ text: shape.name === 'v:oval' ? '●' : '■', colour })
}

/** Points: a little over two and a half centimetres. Larger shapes are decoration or panels. */
const largestSign = 75

const signs: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ellipse: '●',
  flowChartConnector: '●',
  rect: '■',
  roundRect: '■',
  diamond: '◆',
  triangle: '▲',
  star5: '★',
  upArrow: '↑',
  downArrow: '↓',
  rightArrow: '→',
  leftArrow: '←',
})
