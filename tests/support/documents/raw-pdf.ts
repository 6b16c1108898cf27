import { deflateSync } from 'node:zlib'

/** A page written by hand: content operators, and what hangs on it. Fonts F1 (Helvetica), F2 (bold) and F3 (italic) are there. */
export interface RawPage {
  content: string | Uint8Array
  width?: number
  height?: number
  rotate?: number
  /** Further entries of the page's dictionary, as PDF text: "/Annots [5 0 R]". */
  extra?: string
}

export interface RawPdf {
  pages: RawPage[]
  /** Further objects, numbered from 100 in order: dictionaries as PDF text. */
  objects?: (string | { dictionary: string; data: Uint8Array })[]
  /** Further entries of the catalogue and of the trailer. */
  catalogue?: string
  trailer?: string
  isCompressed?: boolean
}

/** The bytes of a PDF built from nothing, for shapes that no program would write on purpose. */
export function rawPdf({
  pages,
  objects = [],
  catalogue = '',
  trailer = '',
  isCompressed = false,
}: RawPdf): Uint8Array {
  const parts: Uint8Array[] = []
  const offsets = new Map<number, number>()
  let length = 0
  const put = (piece: string | Uint8Array) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    parts.push(bytes)
    length += bytes.length
  }
  const object = (number: number, dictionary: string, data?: Uint8Array) => {
    offsets.set(number, length)
    if (data === undefined) put(`${number} 0 obj\n${dictionary}\nendobj\n`)
    else {
      put(`${number} 0 obj\n${dictionary.replace(/>>$/, `/Length ${data.length} >>`)}\nstream\n`)
      put(data)
      put('\nendstream\nendobj\n')
    }
  }
  put('%PDF-1.7\n')
  object(1, `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`)
  const first = 1000
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  const faces = ['Helvetica', 'Helvetica-Bold', 'Helvetica-Oblique']
  faces.forEach((face, i) => {
    object(3 + i, `<< /Type /Font /Subtype /Type1 /BaseFont /${face} /Encoding /WinAnsiEncoding >>`)
  })
  objects.forEach((each, i) => {
    if (typeof each === 'string') object(100 + i, each)
    else object(100 + i, each.dictionary, each.data)
  })
  pages.forEach((page, i) => {
    const content = typeof page.content === 'string' ? Buffer.from(page.content, 'latin1') : page.content
    const number = first + 2 * i
    const size = `[0 0 ${page.width ?? 595} ${page.height ?? 842}]`
    const turn = page.rotate === undefined ? '' : `/Rotate ${page.rotate}`
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox ${size} ${turn} /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> /XObject << /Im1 100 0 R >> >> ${page.extra ?? ''} >>`,
    )
    if (isCompressed) object(number + 1, '<< /Filter /FlateDecode >>', deflateSync(content))
    else object(number + 1, '<< >>', content)
  })
  const start = length
  const numbers = [...offsets.keys()].sort((a, b) => a - b)
  put('xref\n0 1\n0000000000 65535 f \n')
  for (const number of numbers) put(`${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${(numbers.at(-1) ?? 0) + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

/** A line of text at (x, y) from the page's bottom left, in points. */
export function textAt(x: number, y: number, text: string, { font = 'F1', size = 10, before = '' } = {}): string {
  const written = text.replace(/[\\()]/g, '\\$&')
  return `BT ${before} /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${written}) Tj ET\n`
}

export interface RawTable {
  /** Column edges from the left, row edges from the bottom upwards' point of view: the highest first. */
  xs: number[]
  ys: number[]
  /** Text of each cell, row by row; lines of one cell in an array. */
  rows: (string | string[])[][]
  /** Which lines are drawn: all, only those between rows, or none. */
  lines?: 'all' | 'rows' | 'none'
}

/** Content that draws a table: its lines, and its words 4 points into each cell. */
export function tableContent({ xs, ys, rows, lines = 'all' }: RawTable): string {
  let content = '0.5 w 0 0 0 RG\n'
  const [left, right, top, bottom] = [xs[0] ?? 0, xs.at(-1) ?? 0, ys[0] ?? 0, ys.at(-1) ?? 0]
  if (lines !== 'none') for (const y of ys) content += `${left} ${y} m ${right} ${y} l S\n`
  if (lines === 'all') for (const x of xs) content += `${x} ${top} m ${x} ${bottom} l S\n`
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const written = typeof cell === 'string' ? [cell] : cell
      written.forEach((text, line) => {
        if (text !== '') content += textAt((xs[column] ?? 0) + 4, (ys[row] ?? 0) - 12 - 12 * line, text)
      })
    })
  })
  return content
}
