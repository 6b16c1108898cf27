import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Refused } from '../../safety/refused.ts'
import { keepWithinBudget } from './stream-budget.ts'

/** More pages than any plan has, and few enough to read within the reader process' time and memory. */
export const MOST_PAGES = 1500

export interface OpenPdf {
  document: PDFDocumentProxy
  ops: PdfJs['OPS']
  close(): Promise<void>
}

/**
 * Opens a PDF with pdf.js: no network, no scripts (pdf.js 6 holds no eval), pictures not decoded, fonts and character maps
 * from the package's own folders. Throws `Refused` for what a person can act on: a password, a damaged file, too many pages.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  if (!hasPdfHeader(bytes)) {
    throw new Refused(
      'damaged-pdf',
      'This is not a PDF: the file does not begin as PDFs do. Save it as PDF again, or send the Word or Excel original.',
    )
  }
  keepWithinBudget(bytes)
  const pdfjs = await loadPdfJs()
  const task = pdfjs.getDocument({
    // pdf.js takes ownership of what it is given, so it is given a copy.
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    fontExtraProperties: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // A picture of more pixels than this is not decoded: pictures hold no text we read.
    maxImageSize: 16,
    enableXfa: false,
    // Names only: PackageData answers from the package's folders.
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'standard_fonts/',
    BinaryDataFactory: PackageData,
  })
  try {
    const document = await task.promise
    if (document.numPages > MOST_PAGES) {
      throw new Refused(
        'too-many-pages',
        `This PDF has ${document.numPages.toLocaleString('en-GB')} pages; Golden Thread reads up to ${MOST_PAGES.toLocaleString('en-GB')}. Send the pages that hold the plan.`,
      )
    }
    return { document, ops: pdfjs.OPS, close: () => task.destroy() }
  } catch (fault) {
    await task.destroy()
    throw asRefusal(fault)
  }
}

/** What pdf.js threw, as a sentence for the person who sent the file; faults of ours stay faults. */
export function asRefusal(fault: unknown): unknown {
  if (fault instanceof Refused || !(fault instanceof Error)) return fault
  if (fault.name === 'PasswordException') {
    return new Refused(
      'password-protected',
      'This PDF is protected by a password. Open it, save a copy without the password, and send that.',
    )
  }
  return new Refused(
    'damaged-pdf',
    'This PDF is damaged and cannot be opened. Save it as PDF again from the program that made it, or send the Word or Excel original.',
  )
}

/** The mark may follow some bytes of mail or transfer debris; readers look at the first 1,024 (ISO 32000-1, annex H.3.4.1). */
function hasPdfHeader(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).includes('%PDF-')
}

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
let loaded: Promise<PdfJs> | null = null

/** Loaded once, at the first PDF: it takes a quarter of a second that no other reader should pay for. */
function loadPdfJs(): Promise<PdfJs> {
  // We never draw through a canvas, so these stand in for the optional canvas package that pdf.js looks for while loading.
  const scope = globalThis as Record<string, unknown>
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= class {}
  loaded ??= import('pdfjs-dist/legacy/build/pdf.mjs')
  return loaded
}

/** Gives pdf.js its character maps and standard fonts from its package folder, by plain name only. */
class PackageData {
  fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const place = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts', iccUrl: 'iccs', wasmUrl: 'wasm' }[kind]
    if (place === undefined || !/^[\w.-]+$/.test(filename)) return Promise.reject(new Error(`No such data: ${kind}`))
    return Promise.resolve(new Uint8Array(readFileSync(join(folder, place, filename))))
  }
}
