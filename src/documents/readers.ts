import type { DocumentFormat, NeutralDocument } from './neutral-document.ts'

export type Reader = (bytes: Uint8Array) => Promise<NeutralDocument>

/** The reader of each format, loaded when it is first needed: a reader process reads one document and needs one of them. */
export const readers: Readonly<Partial<Record<DocumentFormat, () => Promise<Reader>>>> = {
  docx: async () => (await import('./read/docx/read-docx.ts')).readDocx,
  xlsx: async () => (await import('./read/workbook/read-xlsx.ts')).readXlsx,
  xls: async () => (await import('./read/workbook/read-xls.ts')).readXls,
  ods: async () => (await import('./read/workbook/read-ods.ts')).readOds,
  pptx: async () => (await import('./read/pptx/read-pptx.ts')).readPptx,
  pdf: async () => (await import('./read/read-pdf.ts')).readPdf,
  csv: async () => (await import('./read/text/read-csv.ts')).readCsv,
  tsv: async () => (await import('./read/text/read-csv.ts')).readTsv,
  txt: async () => (await import('./read/text/read-text.ts')).readText,
  md: async () => (await import('./read/text/read-markdown.ts')).readMarkdown,
  html: async () => (await import('./read/text/read-html.ts')).readHtml,
  pasted: async () => (await import('./read/text/read-pasted.ts')).readPasted,
}

/** Formats that LibreOffice turns into Word first. */
export const convertedFormats: ReadonlySet<DocumentFormat> = new Set(['doc', 'odt', 'rtf'])
