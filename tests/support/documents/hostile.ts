import { constants, crc32, deflateRawSync } from 'node:zlib'
import { docxParts, p, tbl, tc, tr } from './docx-builder.ts'
import { buildZip, type ZipEntry } from './zip-builder.ts'

/** Files that attack a reader. Each is a small file that costs far more to read than it weighs, or that lies about itself. */

/** A .docx whose body is `size` bytes of the repeated block once unpacked. `noise` makes it pack worse, to slip under ratio rules. */
export function bombDocx(size: number, block: string, noise = 0): Uint8Array {
  const parts = docxParts(p('Plan'))
  const [head = '', tail = ''] = String(parts['word/document.xml']).split('<w:body>')
  const packed = packRepeated(`${head}<w:body>`, block, size, noise, tail)
  return buildZip(
    Object.entries(parts).map(([name, content]) =>
      name === 'word/document.xml' ? { name, content, packed } : { name, content },
    ),
  )
}

/** A .docx whose body says it is one kilobyte and unpacks to a hundred megabytes. */
export function forgedSizeDocx(): Uint8Array {
  const parts = docxParts(p('Plan'))
  const packed = packRepeated(String(parts['word/document.xml']), ' ', 100_000_000, 0, '')
  return buildZip(
    Object.entries(parts).map(([name, content]) =>
      name === 'word/document.xml' ? { name, content, packed, forged: { size: 1_000 } } : { name, content },
    ),
  )
}

export function manyPartsDocx(count: number): Uint8Array {
  const entries: ZipEntry[] = Object.entries(docxParts(p('Plan'))).map(([name, content]) => ({ name, content }))
  for (let number = 0; number < count; number++)
    entries.push({ name: `word/media/x${number}.xml`, content: '', isStored: true })
  return buildZip(entries)
}

/** A .docx whose main part opens with this document type declaration. */
export function doctypeDocx(doctype: string, text: string): Uint8Array {
  const parts = docxParts(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)
  const xml = String(parts['word/document.xml']).replace('?><w:document', `?>${doctype}<w:document`)
  return buildZip({ ...parts, 'word/document.xml': xml })
}

export function nestedTablesDocx(depth: number): Uint8Array {
  const opening = '<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>'
  return buildZip(docxParts(`${opening.repeat(depth)}${p('deep')}${'<w:p/></w:tc></w:tr></w:tbl>'.repeat(depth)}`))
}

/** Zips in zips, each layer ten copies of the one inside: the innermost is a bomb. */
export function nestedBomb(layers: number): Uint8Array {
  let inner = bombDocx(150_000_000, ' ')
  for (let layer = 0; layer < layers; layer++) {
    const content = inner
    inner = buildZip(Array.from({ length: 10 }, (_, number) => ({ name: `${number}.zip`, content })))
  }
  return inner
}

/** A .docx with the nested bomb as an embedded workbook, and an honest body. */
export function embeddedBombDocx(): Uint8Array {
  return buildZip({ ...docxParts(tbl([tr([tc('Visit weekly')])])), 'word/embeddings/book.xlsx': nestedBomb(1) })
}

function packRepeated(
  head: string,
  block: string,
  size: number,
  noise: number,
  tail: string,
): NonNullable<ZipEntry['packed']> {
  const unit = Buffer.from(block.repeat(Math.max(1, Math.floor(1_000_000 / block.length))))
  const pieces: Buffer[] = []
  let crc = 0
  let written = 0
  const add = (content: Buffer): void => {
    crc = crc32(content, crc)
    written += content.length
  }
  const flushed = (content: Buffer): Buffer => deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH })
  const first = Buffer.from(head)
  add(first)
  pieces.push(flushed(first))
  const packedUnit = flushed(unit)
  for (let number = 0; written < size; number++) {
    add(unit)
    pieces.push(packedUnit)
    if (noise > 0) {
      const words = Buffer.from(pseudoRandomLetters(noise, number))
      const comment = Buffer.concat([Buffer.from('<!--'), words, Buffer.from('-->')])
      add(comment)
      pieces.push(flushed(comment))
    }
  }
  const last = Buffer.from(tail)
  add(last)
  pieces.push(deflateRawSync(last))
  return { bytes: Buffer.concat(pieces), size: written, crc }
}

function pseudoRandomLetters(length: number, seed: number): string {
  let state = seed * 2654435761 + 12345
  let letters = ''
  while (letters.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    letters += (state >>> 8).toString(36)
  }
  return letters
}
