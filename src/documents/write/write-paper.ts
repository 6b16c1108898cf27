import type { Paper } from '../paper.ts'

export interface PaperFormat {
  /** As people call it. */
  name: string
  /** Of the file's name, without the dot. */
  ending: string
  mediaType: string
}

/** The formats a paper is written in. Each writer is loaded when it is first asked for. */
export const paperFormats = {
  docx: {
    name: 'Word',
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { name: 'PDF', ending: 'pdf', mediaType: 'application/pdf' },
  pptx: {
    name: 'PowerPoint',
    ending: 'pptx',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  xlsx: {
    name: 'Excel',
    ending: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  html: { name: 'Web page', ending: 'html', mediaType: 'text/html; charset=utf-8' },
} as const satisfies Record<string, PaperFormat>

export type PaperFormatName = keyof typeof paperFormats

export const isPaperFormat = (name: string): name is PaperFormatName => Object.hasOwn(paperFormats, name)

/** The same paper gives the same bytes. Keeps the thread busy while it writes: a server uses `writePaperAside`. */
export async function writePaper(paper: Paper, format: PaperFormatName): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return await (await import('./docx.ts')).writeDocx(paper)
    case 'pdf':
      return await (await import('./pdf.ts')).writePdf(paper)
    case 'pptx':
      return await (await import('./pptx.ts')).writePptx(paper)
    case 'xlsx':
      return await (await import('./xlsx.ts')).writeXlsx(paper)
    case 'html':
      return await (await import('./html.ts')).writeHtml(paper)
  }
}
