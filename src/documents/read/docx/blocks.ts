import type { Block, Paragraph, Place, Run } from '../../neutral-document.ts'
import { shadingColour, visibleFill } from '../../ooxml/theme.ts'
import type { XmlElement } from '../../ooxml/xml.ts'
import { allInside, child, childAt } from '../../ooxml/xml.ts'
import { chosenContent, isPrompt, readInline } from './inline.ts'
import type { ListLabel } from './numbering.ts'
import { type Look, laidOver, value, wholeNumber } from './properties.ts'
import { doubt, type Story } from './story.ts'
import { outlineLevel } from './styles.ts'
import { readTable } from './tables.ts'

/** The paragraphs and tables of a body, cell, text box or note, in order, without the empty paragraphs that only make room. */
export function readBlocks(story: Story, container: XmlElement): Block[] {
  const gathered: Gathered = { blocks: [], before: [] }
  gather(story, container, gathered)
  if (gathered.before.length > 0) addParagraph(story, gathered, [], null, null, story.place)
  return gathered.blocks
}

interface Gathered {
  blocks: Block[]
  /** Text of paragraphs whose mark is deleted by a tracked change: it stands at the head of the next paragraph. */
  before: Run[]
}

function gather(story: Story, container: XmlElement, gathered: Gathered): void {
  for (const element of container.children) {
    switch (element.name) {
      case 'w:p':
        readParagraph(story, element, gathered)
        break
      case 'w:tbl':
        gathered.blocks.push(...readTable(story, element))
        break
      case 'w:sdt': {
        const content = child(element, 'w:sdtContent')
        if (content === null) break
        if (isPrompt(child(element, 'w:sdtPr'))) {
          sayPrompt(story, content)
          break
        }
        gather(story, content, gathered)
        break
      }
      case 'mc:AlternateContent':
        gather(story, chosenContent(element), gathered)
        break
      case 'w:altChunk':
        doubt(
          story,
          'problem',
          'embedded-document',
          'Another document is embedded here and was not read. Open this file in Word, save it again, and use that copy.',
        )
        break
      case 'm:oMathPara':
      case 'w:r':
        readParagraph(story, { name: 'w:p', attributes: {}, children: [element], text: '' }, gathered)
        break
      case 'w:sectPr':
      case 'w:tblPr':
      case 'w:tblGrid':
      case 'w:tcPr':
      case 'w:sdtPr':
        break
      default:
        gather(story, element, gathered)
    }
  }
}

function readParagraph(story: Story, element: XmlElement, gathered: Gathered): void {
  const properties = child(element, 'w:pPr')
  const { styles } = story.document
  const styleId = value(properties, 'w:pStyle') ?? null
  const style = styles.paragraph(styleId)
  const shading = child(properties, 'w:shd')
  const fill = visibleFill(shading === null ? style.fill : shadingColour(shading, story.document.theme))
  const base: Look = { ...laidOver(story.tableLook, style.look) }
  if (fill !== null && !base.fill) base.fill = fill

  const here = story.place
  const numbered = story.paragraphs
  if (numbered !== null) story.place = { ...here, paragraph: numbered.count + 1 }
  const at = story.place
  const { runs, hanging } = readInline(story, element, base)
  sayChanges(story, runs)
  story.place = here

  const isMarkDeleted = story.change !== 'deleted' && child(childAt(properties, 'w:rPr'), 'w:del') !== null
  if (isMarkDeleted) {
    gathered.before.push(...runs)
    gathered.blocks.push(...hanging)
    return
  }
  const level = outlineLevel(properties)
  const list = story.change === 'deleted' ? null : labelOf(story, properties, style.numbering)
  addParagraph(story, gathered, runs, list, level === undefined ? style.headingLevel : level, at)
  gathered.blocks.push(...hanging)
}

function addParagraph(
  story: Story,
  gathered: Gathered,
  runs: Run[],
  list: ListLabel | null,
  headingLevel: number | null,
  at: Place,
): void {
  const all = gathered.before.length === 0 ? runs : [...gathered.before, ...runs]
  gathered.before = []
  const isEmpty = all.every((run) => run.text.trim() === '' && run.note === undefined)
  // A number with nothing after it is what a "No." column often holds; a bullet with nothing after it says nothing.
  if (isEmpty && list?.isOrdered !== true) return
  if (story.paragraphs !== null) story.paragraphs.count++
  const paragraph: Paragraph = { kind: 'paragraph', headingLevel, runs: isEmpty ? [] : all, list, at }
  gathered.blocks.push(paragraph)
}

function labelOf(
  story: Story,
  properties: XmlElement | null,
  ofStyle: { numId: string; level: number | null; styleId: string } | null,
): ListLabel | null {
  const direct = child(properties, 'w:numPr')
  const numId = value(direct, 'w:numId')
  const level = wholeNumber(value(direct, 'w:ilvl'), 0, 8)
  if (numId !== undefined) return story.document.numbering.next(numId, level ?? 0, null)
  if (ofStyle === null) return null
  return story.document.numbering.next(ofStyle.numId, level ?? ofStyle.level, ofStyle.styleId)
}

function sayChanges(story: Story, runs: readonly Run[]): void {
  if (story.change !== null) return
  const deleted = textOf(runs, 'deleted')
  if (deleted !== '') {
    doubt(
      story,
      'check',
      'tracked-deletion',
      `“${deleted}” is deleted by a tracked change that nobody has accepted yet. It was left out.`,
    )
  }
  const inserted = textOf(runs, 'inserted')
  if (inserted !== '') {
    doubt(
      story,
      'info',
      'tracked-insertion',
      `“${inserted}” is a tracked change that nobody has accepted yet. It was read as part of the document.`,
    )
  }
}

function textOf(runs: readonly Run[], change: 'inserted' | 'deleted'): string {
  const text = runs
    .filter((run) => run.change === change)
    .map((run) => run.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 300 ? `${text.slice(0, 297)}…` : text
}

function sayPrompt(story: Story, content: XmlElement): void {
  const words = allInside(content, 'w:t')
    .map((part) => part.text)
    .join('')
    .trim()
  if (words !== '')
    doubt(story, 'info', 'placeholder', `“${words}” is a prompt that nobody has filled in, so it was left out.`)
}
