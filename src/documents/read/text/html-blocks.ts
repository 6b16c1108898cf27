/** The body of a page → neutral blocks: paragraphs with looks, headings, lists with their labels, tables with spans and fills. */
import type { Block, Cell, Paragraph, Place, ReadingDoubt, Row, Run, Table } from '../../neutral-document.ts'
import { visibleFill } from '../../ooxml/theme.ts'
import { Refused } from '../../safety/refused.ts'
import { backgroundColour, cssColour, type Declarations, readDeclarations, type StyleSheet } from './html-styles.ts'
import { attribute, elementsNamed, type HtmlElement, type HtmlNode, isElement, spanOf } from './html-tree.ts'
import { listLabel } from './list-label.ts'

export interface HtmlStory {
  styles: StyleSheet
  doubts: ReadingDoubt[]
  tables: number
  paragraphs: number
  cells: number
}

const mostCells = 1_000_000
const mostColumns = 16_384

const ignored = new Set([
  'script',
  'style',
  'template',
  'head',
  'noscript',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'canvas',
  'map',
  'link',
  'meta',
  'title',
  'datalist',
  'svg',
  'math',
])
const blockTags = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'nav',
  'blockquote',
  'address',
  'figure',
  'figcaption',
  'center',
  'dl',
  'dt',
  'dd',
  'pre',
  'hr',
  'form',
  'fieldset',
  'legend',
  'details',
  'summary',
  'body',
  'html',
  'tbody',
  'tr',
  'td',
  'th',
  'caption',
  'option',
])

interface Setting {
  look: Partial<Run>
  /** Depth of lists around. */
  lists: number
  isInCell: boolean
  keepsSpaces: boolean
}

/** Reads the nodes into blocks. `at` is the cell they stand in; without one each paragraph gets its own number. */
export function readNodes(nodes: readonly HtmlNode[], story: HtmlStory, at: Place | null): Block[] {
  const writer = new BlockWriter(story, at)
  writer.readAll(nodes, { look: {}, lists: 0, isInCell: at !== null, keepsSpaces: false })
  writer.endParagraph()
  return writer.blocks
}

class BlockWriter {
  readonly blocks: Block[] = []
  readonly #story: HtmlStory
  readonly #at: Place | null
  #runs: Run[] = []
  #headingLevel: number | null = null
  #list: Paragraph['list'] = null

  constructor(story: HtmlStory, at: Place | null) {
    this.#story = story
    this.#at = at
  }

  readAll(nodes: readonly HtmlNode[], setting: Setting): void {
    for (const node of nodes) {
      if (isElement(node)) this.#readElement(node, setting)
      else if (node.nodeName === '#text' && 'value' in node) this.#addText(node.value, setting)
    }
  }

  endParagraph(): void {
    const runs = tidied(this.#runs)
    this.#runs = []
    const list = this.#list
    if (runs.length === 0) return
    this.#list = null
    this.#sayDeletion(runs)
    this.blocks.push({ kind: 'paragraph', headingLevel: this.#headingLevel, runs, list, at: this.#place() })
  }

  #place(): Place {
    this.#story.paragraphs++
    return this.#at ?? { paragraph: this.#story.paragraphs }
  }

  #sayDeletion(runs: readonly Run[]): void {
    const deleted = runs.filter((run) => run.change === 'deleted').map((run) => run.text)
    if (deleted.length === 0) return
    this.#story.doubts.push({
      severity: 'check',
      code: 'tracked-deletion',
      message: `Tracked changes delete “${deleted.join(' ').trim().slice(0, 200)}” here. It was left out.`,
      at: this.#at ?? { paragraph: this.#story.paragraphs + 1 },
    })
  }

  #readElement(element: HtmlElement, setting: Setting): void {
    const tag = element.tagName
    if (ignored.has(tag)) return
    const declared = declarationsOf(element, this.#story.styles)
    // Word writes the label of a list item as text marked to be ignored by other programs.
    if (/^ignore$/i.test(declared.get('mso-list') ?? '')) {
      this.#takeLabel(element)
      return
    }
    const inside: Setting = {
      ...setting,
      look: lookOf(element, declared, setting.look),
      keepsSpaces: setting.keepsSpaces || tag === 'pre' || tag === 'textarea',
    }
    switch (tag) {
      case 'br':
        if (setting.isInCell && this.#list === null) this.endParagraph()
        else this.#runs.push({ text: '\n' })
        return
      case 'img':
        this.#sayPicture(element)
        return
      case 'input':
        this.#readInput(element, setting)
        return
      case 'select':
        this.#readSelect(element, inside)
        return
      case 'table':
        this.endParagraph()
        this.#readTable(element, setting)
        return
      case 'ul':
      case 'ol':
        this.endParagraph()
        this.#readList(element, inside)
        this.endParagraph()
        return
      case 'li':
        this.endParagraph()
        this.#list = { label: '•', level: setting.lists, isOrdered: false }
        this.readAll(element.childNodes, inside)
        this.endParagraph()
        return
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6': {
        this.endParagraph()
        const outer = this.#headingLevel
        this.#headingLevel = Number(tag[1])
        this.readAll(element.childNodes, inside)
        this.endParagraph()
        this.#headingLevel = outer
        return
      }
      default:
    }
    if (!blockTags.has(tag) && declared.get('display') !== 'block') {
      this.readAll(element.childNodes, inside)
      return
    }
    // A paragraph that opens a list item is the item, not a paragraph after an empty one.
    if (this.#runs.length > 0) this.endParagraph()
    const level = /\blevel(\d)\b/i.exec(declared.get('mso-list') ?? '')?.[1]
    if (level !== undefined) this.#list = { label: '', level: Number(level) - 1, isOrdered: false }
    const outer = this.#headingLevel
    const title = /^(?:mso)?title$/i.test(attribute(element, 'class') ?? '')
    if (title) this.#headingLevel = 0
    this.readAll(element.childNodes, inside)
    this.endParagraph()
    this.#headingLevel = outer
    if (level !== undefined) this.#list = null
  }

  #addText(value: string, { look, keepsSpaces }: Setting): void {
    const text = keepsSpaces ? value.replace(/\u00A0/g, ' ') : value.replace(/[\s\u00A0]+/g, ' ')
    if (text === '') return
    this.#runs.push({ text, ...look })
  }

  #takeLabel(element: HtmlElement): void {
    const label = plainText(element)
      .replace(/[\s\u00A0]+/g, ' ')
      .trim()
    const shown = bulletNames[label] ?? label
    this.#list = { label: shown, level: this.#list?.level ?? 0, isOrdered: /[\p{L}\d]/u.test(shown) }
  }

  #readList(element: HtmlElement, setting: Setting): void {
    let number = Number.parseInt(attribute(element, 'start') ?? '1', 10)
    if (!Number.isFinite(number)) number = 1
    const type = attribute(element, 'type') ?? declarationsOf(element, this.#story.styles).get('list-style-type') ?? ''
    for (const item of element.childNodes) {
      if (!isElement(item)) continue
      if (item.tagName !== 'li') {
        this.#readElement(item, { ...setting, lists: setting.lists + (/^[uo]l$/.test(item.tagName) ? 1 : 0) })
        continue
      }
      const own = Number.parseInt(attribute(item, 'value') ?? '', 10)
      if (Number.isFinite(own)) number = own
      this.endParagraph()
      const isOrdered = element.tagName === 'ol'
      this.#list = { label: isOrdered ? listLabel(number, type) : '•', level: setting.lists, isOrdered }
      number++
      const declared = declarationsOf(item, this.#story.styles)
      this.readAll(item.childNodes, {
        ...setting,
        lists: setting.lists + 1,
        look: lookOf(item, declared, setting.look),
      })
      this.endParagraph()
      this.#list = null
    }
  }

  #readInput(element: HtmlElement, { look }: Setting): void {
    const type = (attribute(element, 'type') ?? 'text').toLowerCase()
    if (type === 'checkbox' || type === 'radio')
      this.#runs.push({ text: attribute(element, 'checked') === null ? '☐' : '☑', ...look }, { text: ' ' })
    else if (type === 'text' || type === 'date' || type === 'number' || type === 'email')
      this.#addText(attribute(element, 'value') ?? '', { look, lists: 0, isInCell: false, keepsSpaces: false })
  }

  #readSelect(element: HtmlElement, setting: Setting): void {
    const options = elementsNamed(element.childNodes, 'option')
    const chosen = options.find((option) => attribute(option, 'selected') !== null) ?? options[0]
    if (chosen !== undefined) this.#addText(plainText(chosen), setting)
  }

  #sayPicture(element: HtmlElement): void {
    const words = (attribute(element, 'alt') ?? '').trim().slice(0, 200)
    if (attribute(element, 'width') === '1') return
    this.#story.doubts.push({
      severity: 'info',
      code: 'picture',
      message: `There is a picture here, which cannot be read${words === '' ? '' : ` (its description: “${words}”)`}.`,
      at: this.#at ?? { paragraph: this.#story.paragraphs + 1 },
    })
  }

  #readTable(element: HtmlElement, setting: Setting): void {
    const table = readTable(element, this.#story, setting.look)
    if (table === null) return
    const [row, second] = table.rows
    const [cell, other] = row?.cells ?? []
    // A table of one cell is a frame round its content.
    if (second === undefined && cell !== undefined && other === undefined) this.blocks.push(...cell.blocks)
    else this.blocks.push(table)
  }
}

const bulletNames: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  '·': '•',
  '§': '▪',
  '\uF0B7': '•',
  '\uF0A7': '▪',
  '\uF0D8': '➢',
  '\uF0FC': '✓',
  v: '❖',
  Ø: '➢',
  ü: '✓',
  q: '☐',
})

function readTable(element: HtmlElement, story: HtmlStory, look: Partial<Run>): Table | null {
  const number = ++story.tables
  const rows: Row[] = []
  /** For each column, how many further rows a cell above covers. */
  const covered: number[] = []
  const hidden = hiddenColumns(element, story.styles)
  let columnCount = 0
  let name: string | null = null

  const readRow = (tr: HtmlElement, isInHead: boolean, groupFill: string | null) => {
    const declared = declarationsOf(tr, story.styles)
    const rowFill = backgroundColour(declared) ?? cssColour(attribute(tr, 'bgcolor') ?? undefined) ?? groupFill
    // A hidden row says so itself; its words are as good as any.
    const { isHidden: _, ...rowLook } = lookOf(tr, declared, look)
    const at: Place = { table: number, row: rows.length + 1 }
    const cells: Cell[] = []
    let column = 0
    let isAllHeadings = true
    for (const td of tr.childNodes) {
      if (!isElement(td) || (td.tagName !== 'td' && td.tagName !== 'th')) continue
      while ((covered[column] ?? 0) > 0) column++
      const colSpan = spanOf(td, 'colspan', 1000)
      const rowSpan = spanOf(td, 'rowspan', 65_534)
      story.cells += colSpan
      if (column + colSpan > mostColumns || story.cells > mostCells)
        throw new Refused(
          'too-large',
          'This page has a table with more cells than any plan. Copy the plan into a document of its own and bring that.',
        )
      if (td.tagName === 'td') isAllHeadings = false
      cells.push(readCell(td, { column, colSpan, rowSpan }, { ...at, column: column + 1 }, rowFill, rowLook, story))
      for (let each = column; each < column + colSpan; each++) covered[each] = rowSpan
      column += colSpan
    }
    columnCount = Math.max(columnCount, column)
    for (let each = 0; each < covered.length; each++) covered[each] = Math.max(0, (covered[each] ?? 0) - 1)
    const isHidden = isHiddenBy(declared) || attribute(tr, 'hidden') !== null
    rows.push({ isHeader: cells.length > 0 && (isInHead || isAllHeadings), isHidden, cells, at })
  }
  const readRows = (nodes: readonly HtmlNode[], isInHead: boolean, fill: string | null) => {
    for (const node of nodes) {
      if (!isElement(node)) continue
      if (node.tagName === 'tr') readRow(node, isInHead, fill)
      else if (node.tagName === 'caption') name = plainText(node).replace(/\s+/g, ' ').trim() || null
      else if (/^t(head|body|foot)$/.test(node.tagName))
        readRows(
          node.childNodes,
          node.tagName === 'thead',
          backgroundColour(declarationsOf(node, story.styles)) ?? fill,
        )
    }
  }
  readRows(element.childNodes, false, null)
  const lastFilled = rows.findLastIndex((row) => row.cells.some((cell) => cell.blocks.length > 0 || cell.fill !== null))
  if (lastFilled === -1) return null
  rows.length = lastFilled + 1
  rows.forEach((row, index) => {
    for (const cell of row.cells) cell.rowSpan = Math.min(cell.rowSpan, rows.length - index)
  })
  if (
    hidden.some((column) =>
      rows.some((row) => row.cells.some((cell) => cell.column === column && cell.blocks.length > 0)),
    )
  )
    story.doubts.push({
      severity: 'check',
      code: 'hidden-column',
      message: `A column of table ${number} is hidden. Its text was read with the rest.`,
      at: { table: number },
    })
  if (rows.some((row) => row.isHidden))
    story.doubts.push({
      severity: 'check',
      code: 'hidden-row',
      message: `Some rows of table ${number} are hidden. They were read and are marked as hidden.`,
      at: { table: number },
    })
  return { kind: 'table', name, columnCount, rows, at: { table: number } }
}

function readCell(
  td: HtmlElement,
  { column, colSpan, rowSpan }: Pick<Cell, 'column' | 'colSpan' | 'rowSpan'>,
  at: Place,
  rowFill: string | null,
  look: Partial<Run>,
  story: HtmlStory,
): Cell {
  const declared = declarationsOf(td, story.styles)
  const fill = backgroundColour(declared) ?? cssColour(attribute(td, 'bgcolor') ?? undefined) ?? rowFill
  const writer = new BlockWriter(story, at)
  writer.readAll(td.childNodes, {
    look: lookOf(td, declared, look),
    lists: 0,
    isInCell: true,
    keepsSpaces: /^pre/.test(declared.get('white-space') ?? ''),
  })
  writer.endParagraph()
  return { column, rowSpan, colSpan, blocks: writer.blocks, fill: visibleFill(fill), value: null, at }
}

function hiddenColumns(table: HtmlElement, styles: StyleSheet): number[] {
  const hidden: number[] = []
  let column = 0
  for (const col of elementsNamed(
    table.childNodes.filter((node) => isElement(node) && /^col(group)?$/.test(node.tagName)),
    'col',
  )) {
    const span = spanOf(col, 'span', 1000)
    if (isHiddenBy(declarationsOf(col, styles))) for (let each = 0; each < span; each++) hidden.push(column + each)
    column += span
  }
  return hidden
}

const isHiddenBy = (declared: Declarations): boolean =>
  declared.get('display') === 'none' ||
  declared.get('mso-hide') === 'all' ||
  /^(hidden|collapse)$/.test(declared.get('visibility') ?? '')

function declarationsOf(element: HtmlElement, styles: StyleSheet): Declarations {
  const written = attribute(element, 'style')
  const classes = (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '')
  const sheet = styles.of(element.tagName, classes)
  if (written === null) return sheet
  const own = readDeclarations(written)
  return sheet.size === 0 ? own : new Map([...sheet, ...own])
}

/** The look of text inside an element: what is around it, changed by its tag and its style. */
function lookOf(element: HtmlElement, declared: Declarations, around: Partial<Run>): Partial<Run> {
  const look: Partial<Run> = { ...around }
  switch (element.tagName) {
    case 'b':
    case 'strong':
      look.isBold = true
      break
    case 'i':
    case 'em':
      look.isItalic = true
      break
    case 'u':
      look.isUnderlined = true
      break
    case 's':
    case 'strike':
      look.isStruck = true
      break
    case 'del':
      // Word marks tracked changes with author and time; other programs mean "no longer so".
      if (attribute(element, 'datetime') !== null || attribute(element, 'cite') !== null) look.change = 'deleted'
      else look.isStruck = true
      break
    case 'ins':
      if (attribute(element, 'datetime') !== null || attribute(element, 'cite') !== null) look.change = 'inserted'
      break
    case 'sup':
      look.superscript = true
      break
    case 'mark':
      look.fill = 'FFFF00'
      break
    case 'a': {
      const target = attribute(element, 'href')
      if (target !== null && target !== '' && !/^javascript:/i.test(target)) look.link = target.slice(0, 2000)
      break
    }
    default:
  }
  const weight = declared.get('font-weight')
  if (weight !== undefined) {
    if (/^bold|^[6-9]00/.test(weight)) look.isBold = true
    else if (/^normal|^[1-5]00/.test(weight)) delete look.isBold
  }
  const slant = declared.get('font-style')
  if (slant === 'italic' || slant === 'oblique') look.isItalic = true
  else if (slant === 'normal') delete look.isItalic
  const decoration = `${declared.get('text-decoration') ?? ''} ${declared.get('text-decoration-line') ?? ''}`
  if (decoration.includes('line-through')) look.isStruck = true
  if (decoration.includes('underline') && element.tagName !== 'a') look.isUnderlined = true
  if (declared.get('vertical-align') === 'super') look.superscript = true
  const colour = cssColour(
    declared.get('color') ?? (element.tagName === 'font' ? (attribute(element, 'color') ?? undefined) : undefined),
  )
  if (colour !== null) {
    if (colour === '000000') delete look.colour
    else look.colour = colour
  }
  if (/^(span|font|mark|b|i|u|em|strong)$/.test(element.tagName)) {
    const fill = visibleFill(backgroundColour(declared))
    if (fill !== null) look.fill = fill
  }
  if (isHiddenBy(declared) || attribute(element, 'hidden') !== null) look.isHidden = true
  return look
}

/** White space as a page shows it: single, none at the ends; neighbours of one look joined. */
function tidied(runs: readonly Run[]): Run[] {
  const tidy: Run[] = []
  for (const run of runs) {
    const last = tidy.at(-1)
    let { text } = run
    if (last === undefined || /[\s]$/.test(last.text)) text = text.replace(/^ +/, '')
    if (text === '') continue
    if (last !== undefined && hasSameLook(last, run)) last.text += text
    else tidy.push({ ...run, text })
  }
  for (let last = tidy.at(-1); last !== undefined; last = tidy.at(-1)) {
    last.text = last.text.trimEnd()
    if (last.text !== '') break
    tidy.pop()
  }
  const [first] = tidy
  if (first !== undefined) first.text = first.text.replace(/^\n+/, '')
  return tidy.filter((run) => run.text !== '')
}

function hasSameLook(one: Run, other: Run): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Run>
  keys.delete('text')
  for (const key of keys) if (one[key] !== other[key]) return false
  return true
}

function plainText(element: HtmlElement): string {
  return element.childNodes
    .map((node) => ('value' in node ? node.value : isElement(node) ? plainText(node) : ''))
    .join('')
}
