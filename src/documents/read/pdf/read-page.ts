import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Refused } from '../../safety/refused.ts'
import { type Box, boxOf, centreOf, overlap } from './box.ts'
import { type Glyph, glyphText } from './glyph-text.ts'
import { applied, type Matrix, multiplied, turnOf } from './matrix.ts'
import { type PageDrawing, type Style, type Word, wordBox } from './page-drawing.ts'
import { readPath } from './path.ts'

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

/** A rectangle thinner than this is a line. */
const THIN = 2.5
/** Drawing instructions a page may hold: far above the densest plan. */
const MOST_OPERATIONS = 3_000_000

/** Reads a page's drawing instructions once, keeping words, rulings and fills and forgetting the rest. */
export async function readPageDrawing(page: PDFPageProxy, ops: PdfJs['OPS']): Promise<PageDrawing> {
  const view = page.getViewport({ scale: 1 })
  const list = await page.getOperatorList()
  const reading = new PageReading(page, ops, view.transform as unknown as Matrix, view.width, view.height)
  if (list.fnArray.length > MOST_OPERATIONS)
    throw new Refused(
      'too-large',
      `Page ${page.pageNumber} of this PDF holds far more drawing than a plan does. Send the Word or Excel original.`,
    )
  for (let i = 0; i < list.fnArray.length; i++)
    reading.take(list.fnArray[i] ?? 0, (list.argsArray[i] ?? []) as unknown[])
  return reading.finished()
}

interface TextState {
  font: FontFacts
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  mode: number
}

interface GraphicsState extends TextState {
  matrix: Matrix
  fill: string
  stroke: string
  fillAlpha: number
  isPattern: boolean
  clip: Box
}

interface FontFacts {
  name: string
  isBold: boolean
  isItalic: boolean
  unit: number
  isVertical: boolean
}

const UNKNOWN_FONT: FontFacts = { name: '', isBold: false, isItalic: false, unit: 0.001, isVertical: false }

class PageReading {
  private readonly drawing: PageDrawing
  private state: GraphicsState
  private readonly saved: GraphicsState[] = []
  private textMatrix: Matrix = [1, 0, 0, 1, 0, 0]
  private x = 0
  private y = 0
  private lineX = 0
  private lineY = 0
  private isClipping = false
  private readonly marks: { mark: number; isArtifact: boolean }[] = []
  private readonly fonts = new Map<string, FontFacts>()
  private readonly styles = new Map<string, Style>()
  private readonly page: PDFPageProxy
  private readonly ops: PdfJs['OPS']
  private open: { word: Word; endX: number; endY: number; clip: Box; mode: number } | null = null
  private hasSpace = true

  constructor(page: PDFPageProxy, ops: PdfJs['OPS'], matrix: Matrix, width: number, height: number) {
    this.page = page
    this.ops = ops
    this.drawing = {
      number: page.pageNumber,
      width,
      height,
      words: [],
      rulings: [],
      fills: [],
      pictures: [],
      clippedWords: [],
      invisibleWords: [],
      unreadableCharacters: 0,
    }
    this.state = {
      matrix,
      fill: '000000',
      stroke: '000000',
      fillAlpha: 1,
      isPattern: false,
      clip: { x0: 0, y0: 0, x1: width, y1: height },
      font: UNKNOWN_FONT,
      size: 1,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    }
  }

  finished(): PageDrawing {
    this.closeWord()
    return this.drawing
  }

  take(operation: number, values: unknown[]): void {
    const { ops, state } = this
    switch (operation) {
      case ops.save:
        this.saved.push({ ...state })
        break
      case ops.restore:
        this.state = this.saved.pop() ?? state
        break
      case ops.transform:
        state.matrix = multiplied(state.matrix, values as unknown as Matrix)
        break
      case ops.paintFormXObjectBegin:
        this.saved.push({ ...state })
        if (values[0]) state.matrix = multiplied(state.matrix, values[0] as Matrix)
        if (values[1]) this.clipTo(boxUnder(state.matrix, values[1] as number[]))
        break
      case ops.paintFormXObjectEnd:
        this.state = this.saved.pop() ?? state
        break
      case ops.beginAnnotation:
        this.saved.push({ ...state })
        if (values[2]) state.matrix = multiplied(state.matrix, values[2] as Matrix)
        if (values[3]) state.matrix = multiplied(state.matrix, values[3] as Matrix)
        break
      case ops.endAnnotation:
        this.state = this.saved.pop() ?? state
        break
      case ops.setFillRGBColor:
        state.fill = colourOf(values)
        state.isPattern = false
        break
      case ops.setStrokeRGBColor:
        state.stroke = colourOf(values)
        break
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.isPattern = true
        break
      case ops.setGState:
        this.takeGraphicsState(values[0] as [string, unknown][])
        break
      case ops.clip:
      case ops.eoClip:
        this.isClipping = true
        break
      case ops.constructPath:
        this.takePath(values)
        break
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageMaskXObject:
        this.drawing.pictures.push(boxUnder(state.matrix, [0, 0, 1, 1]))
        break
      case ops.paintSolidColorImageMask:
        this.paint(boxUnder(state.matrix, [0, 0, 1, 1]))
        break
      case ops.beginMarkedContent:
        this.marks.push({
          mark: this.marks.at(-1)?.mark ?? -1,
          isArtifact: values[0] === 'Artifact' || this.isArtifact(),
        })
        break
      case ops.beginMarkedContentProps:
        this.marks.push({
          mark: typeof values[1] === 'number' ? values[1] : (this.marks.at(-1)?.mark ?? -1),
          isArtifact: values[0] === 'Artifact' || this.isArtifact(),
        })
        break
      case ops.endMarkedContent:
        this.marks.pop()
        break
      default:
        this.takeText(operation, values)
    }
  }

  private isArtifact(): boolean {
    return this.marks.at(-1)?.isArtifact ?? false
  }

  private takeText(operation: number, values: unknown[]): void {
    const { ops, state } = this
    const number = values[0] as number
    switch (operation) {
      case ops.beginText:
        this.textMatrix = [1, 0, 0, 1, 0, 0]
        this.x = this.y = this.lineX = this.lineY = 0
        break
      case ops.setFont:
        state.font = this.fontFacts(String(values[0]))
        state.size = values[1] as number
        break
      case ops.setCharSpacing:
        state.charSpacing = number
        break
      case ops.setWordSpacing:
        state.wordSpacing = number
        break
      case ops.setHScale:
        state.scale = number / 100
        break
      case ops.setLeading:
        state.leading = -number
        break
      case ops.setTextRise:
        state.rise = number
        break
      case ops.setTextRenderingMode:
        state.mode = number
        break
      case ops.setTextMatrix:
        this.textMatrix = (values.length === 1 ? values[0] : values) as Matrix
        this.x = this.y = this.lineX = this.lineY = 0
        break
      case ops.moveText:
        this.moveText(values[0] as number, values[1] as number)
        break
      case ops.setLeadingMoveText:
        state.leading = values[1] as number
        this.moveText(values[0] as number, values[1] as number)
        break
      case ops.nextLine:
        this.moveText(0, state.leading)
        break
      case ops.showText:
        this.showText(values[0] as (Glyph | number)[])
        break
    }
  }

  private moveText(x: number, y: number): void {
    this.lineX += x
    this.lineY += y
    this.x = this.lineX
    this.y = this.lineY
  }

  private takeGraphicsState(entries: [string, unknown][]): void {
    for (const [key, value] of entries ?? []) {
      if (key === 'ca' && typeof value === 'number') this.state.fillAlpha = value
      if (key === 'Font' && Array.isArray(value)) {
        this.state.font = this.fontFacts(String(value[0]))
        this.state.size = Number(value[1])
      }
    }
  }

  private takePath(values: unknown[]): void {
    const { ops, state } = this
    const painting = values[0] as number
    const data = (values[1] as ArrayLike<number>[] | undefined)?.[0]
    const isFilled = FILLING.some((name) => ops[name] === painting)
    const isStroked = STROKING.some((name) => ops[name] === painting)
    if (data) {
      const figures = readPath(data, state.matrix)
      if (isFilled && !state.isPattern && state.fillAlpha > 0.05)
        for (const figure of figures) if (figure.isStraight) this.fillFigure(figure.points)
      if (isStroked) for (const figure of figures) this.strokeFigure(figure.points, figure.isCurve)
      if (this.isClipping) this.clipTo(boxOf(figures.flatMap((figure) => figure.points)))
    }
    this.isClipping = false
  }

  private clipTo(box: Box): void {
    const { clip } = this.state
    this.state.clip = {
      x0: Math.max(clip.x0, box.x0),
      y0: Math.max(clip.y0, box.y0),
      x1: Math.min(clip.x1, box.x1),
      y1: Math.min(clip.y1, box.y1),
    }
  }

  private fillFigure(points: [number, number][]): void {
    const box = boxOf(points)
    const isRectangle = points.every(
      ([x, y]) =>
        (Math.abs(x - box.x0) < 0.6 || Math.abs(x - box.x1) < 0.6) &&
        (Math.abs(y - box.y0) < 0.6 || Math.abs(y - box.y1) < 0.6),
    )
    const isThin = Math.min(box.x1 - box.x0, box.y1 - box.y0) < THIN
    if (isRectangle || isThin) this.paint(box)
  }

  /** A filled rectangle: a ruling when thin, otherwise a fill. What its clip hides is not painted. */
  private paint(whole: Box): void {
    const box = overlap(whole, this.state.clip)
    if (!box) return
    const colour = this.state.fill
    const width = box.x1 - box.x0
    const height = box.y1 - box.y0
    if (width < THIN && height > width && height > 1) {
      this.drawing.rulings.push({ isVertical: true, at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, colour })
    } else if (height < THIN && width > 1) {
      this.drawing.rulings.push({ isVertical: false, at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, colour })
    } else if (width > 3 && height > 3) {
      this.drawing.fills.push({ ...box, colour: faded(colour, this.state.fillAlpha) })
    }
  }

  private strokeFigure(points: [number, number][], isCurve: boolean): void {
    const { clip, stroke: colour } = this.state
    if (isCurve && points.length < 3) return
    for (let i = 0; i + 1 < points.length; i++) {
      const [ax, ay] = points[i] ?? [0, 0]
      const [bx, by] = points[i + 1] ?? [0, 0]
      if (Math.abs(ax - bx) < 0.5 && Math.abs(ay - by) > 1) {
        const from = Math.max(Math.min(ay, by), clip.y0)
        const to = Math.min(Math.max(ay, by), clip.y1)
        if (to > from && ax > clip.x0 - 2 && ax < clip.x1 + 2)
          this.drawing.rulings.push({ isVertical: true, at: (ax + bx) / 2, from, to, colour })
      } else if (Math.abs(ay - by) < 0.5 && Math.abs(ax - bx) > 1) {
        const from = Math.max(Math.min(ax, bx), clip.x0)
        const to = Math.min(Math.max(ax, bx), clip.x1)
        if (to > from && ay > clip.y0 - 2 && ay < clip.y1 + 2)
          this.drawing.rulings.push({ isVertical: false, at: (ay + by) / 2, from, to, colour })
      }
    }
  }

  private showText(glyphs: readonly (Glyph | number)[]): void {
    const { state } = this
    const { font, size } = state
    const matrix = multiplied(state.matrix, this.textMatrix)
    const turn = turnOf(matrix, size * state.scale)
    const scaled = Math.abs(size) * Math.hypot(matrix[2], matrix[3])
    const style = this.styleNow()
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        const shift = (-glyph * size * state.scale) / 1000
        if (font.isVertical) this.y += shift
        else this.x += shift
        continue
      }
      const [startX, startY] = applied(matrix, this.x, this.y + state.rise)
      const width = glyph.width * font.unit * size
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      const [endX, endY] = applied(matrix, this.x + width * state.scale, this.y + state.rise)
      if (font.isVertical) this.y -= scaled + spacing
      else this.x += (width + spacing) * state.scale
      const text = glyphText(glyph)
      if (text.isUnreadable) this.drawing.unreadableCharacters++
      if (text.characters === '') continue
      if (/^\s+$/.test(text.characters)) {
        this.closeWord()
        this.hasSpace = true
        continue
      }
      const [penX, penY] = applied(matrix, this.x, this.y + state.rise)
      this.addGlyph(text.characters, style, turn, scaled, [startX, startY], [endX, endY], [penX, penY])
    }
  }

  private addGlyph(
    text: string,
    style: Style,
    turn: number,
    size: number,
    start: [number, number],
    end: [number, number],
    pen: [number, number],
  ): void {
    const open = this.open
    if (open) {
      const along = turn % 2 === 0 ? Math.abs(start[0] - open.endX) : Math.abs(start[1] - open.endY)
      const across = turn % 2 === 0 ? Math.abs(start[1] - open.endY) : Math.abs(start[0] - open.endX)
      const isNext = open.word.turn === turn && across < 0.3 * size && along < 0.15 * size
      if (
        isNext &&
        open.word.style === style &&
        Math.abs(open.word.size - size) < 0.3 &&
        open.mode === this.state.mode
      ) {
        open.word.text += text
        extend(open.word, turn, end)
        open.endX = pen[0]
        open.endY = pen[1]
        return
      }
      const isSameWord = isNext && !this.hasSpace
      this.closeWord()
      this.hasSpace = !isSameWord
    }
    const word: Word = {
      text,
      x0: Math.min(start[0], end[0]),
      x1: Math.max(start[0], end[0]),
      baseline: start[1],
      size,
      style,
      turn,
      hasSpaceBefore: this.hasSpace,
      isStruck: false,
      isUnderlined: false,
      mark: this.marks.at(-1)?.mark ?? -1,
      isArtifact: this.isArtifact(),
    }
    if (turn % 2 === 1) {
      word.x0 = start[0]
      word.x1 = start[0]
      word.baseline = start[1]
      extend(word, turn, end)
    }
    this.open = { word, endX: pen[0], endY: pen[1], clip: this.state.clip, mode: this.state.mode }
    this.hasSpace = false
  }

  private closeWord(): void {
    const open = this.open
    if (!open) return
    this.open = null
    const { word, clip, mode } = open
    const [x, y] = centreOf(wordBox(word))
    const isSeen = x >= clip.x0 - 1 && x <= clip.x1 + 1 && y >= clip.y0 - 1 && y <= clip.y1 + 1
    const { drawing } = this
    if (mode === 3 || mode === 7) drawing.invisibleWords.push(word)
    else if (!isSeen) drawing.clippedWords.push(word)
    else drawing.words.push(word)
  }

  private styleNow(): Style {
    const { font, fill, stroke, mode } = this.state
    const colour = mode === 1 ? stroke : fill
    // Painting and stroking the same letters is how a bold is made where the font has none.
    const isBold = font.isBold || mode === 2
    const key = `${font.name}|${isBold}|${colour}`
    let style = this.styles.get(key)
    if (!style) {
      style = { font: font.name, isBold, isItalic: font.isItalic, colour }
      this.styles.set(key, style)
    }
    return style
  }

  private fontFacts(id: string): FontFacts {
    const known = this.fonts.get(id)
    if (known) return known
    const facts = this.page.commonObjs.has(id) ? factsOf(this.page.commonObjs.get(id)) : UNKNOWN_FONT
    this.fonts.set(id, facts)
    return facts
  }
}

const FILLING = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'] as const
const STROKING = [
  'stroke',
  'closeStroke',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
] as const

function extend(word: Word, turn: number, end: [number, number]): void {
  if (turn % 2 === 1) word.x1 = Math.max(word.x1, word.x0 + Math.abs(end[1] - word.baseline))
  else {
    word.x0 = Math.min(word.x0, end[0])
    word.x1 = Math.max(word.x1, end[0])
  }
}

function factsOf(font: unknown): FontFacts {
  if (typeof font !== 'object' || font === null) return UNKNOWN_FONT
  const { name, bold, black, italic, fontMatrix, vertical } = font as Record<string, unknown>
  const plainName = String(name ?? '').replace(/^[A-Z]{6}\+/, '')
  return {
    name: plainName,
    isBold: bold === true || black === true || /bold|black|heavy|semibold|demi/i.test(plainName),
    isItalic: italic === true || /italic|oblique/i.test(plainName),
    unit: Array.isArray(fontMatrix) && typeof fontMatrix[0] === 'number' && fontMatrix[0] > 0 ? fontMatrix[0] : 0.001,
    isVertical: vertical === true,
  }
}

function boxUnder(matrix: Matrix, [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: number[]): Box {
  return boxOf([applied(matrix, x0, y0), applied(matrix, x1, y0), applied(matrix, x0, y1), applied(matrix, x1, y1)])
}

function colourOf(values: unknown[]): string {
  const [first] = values
  if (typeof first === 'string') return first.replace('#', '').slice(0, 6).toUpperCase()
  return (values as number[])
    .slice(0, 3)
    .map((value) => Math.round(value).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

/** A see-through colour as it shows on white paper. */
function faded(colour: string, alpha: number): string {
  if (alpha >= 0.995) return colour
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return parts
    .map((part) =>
      Math.round(255 - (255 - part) * alpha)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase()
}
