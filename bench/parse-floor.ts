/** The least that must be done to have a file's content at all, in each format: what reading is measured against. */
import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import Papa from 'papaparse'
import { SaxesParser } from 'saxes'
import { openPdf } from '../src/documents/read/pdf/open-pdf.ts'

export const floors: Record<string, { does: string; run(bytes: Uint8Array): unknown }> = {
  docx: { does: 'inflate and one saxes pass over every XML part', run: parseParts },
  pptx: { does: 'inflate and one saxes pass over every XML part', run: parseParts },
  xlsx: { does: 'hucre’s own read, with styles', run: (bytes) => readXlsx(bytes, { readStyles: true }) },
  pdf: { does: 'pdf.js: text and operators of every page', run: takePdfApart },
  csv: { does: 'papaparse', run: (bytes) => Papa.parse(new TextDecoder().decode(bytes)) },
}

function parseParts(bytes: Uint8Array): number {
  let elements = 0
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const parser = new SaxesParser()
    parser.on('opentag', () => elements++)
    parser.write(new TextDecoder().decode(part)).close()
  }
  return elements
}

async function takePdfApart(bytes: Uint8Array): Promise<void> {
  const pdf = await openPdf(bytes)
  for (let number = 1; number <= pdf.document.numPages; number++) {
    const page = await pdf.document.getPage(number)
    await page.getTextContent()
    await page.getOperatorList()
    page.cleanup()
  }
  await pdf.close()
}
