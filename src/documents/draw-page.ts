import type { Refusal } from './neutral-document.ts'
import { readingBudget, runReader } from './safety/reader-process.ts'

export type PageDrawn = { ok: true; width: number; height: number; svg: string } | { ok: false; refusal: Refusal }

/**
 * Draws page `page` (from 1) of a PDF as an SVG picture, in a process with the same budgets as reading it had: a file that was read
 * without harm may still be one that cannot be drawn. Width and height are in points. Never throws for bad input.
 */
export async function drawPage(
  bytes: Uint8Array,
  page: number,
  onFault?: (detail: string) => void,
): Promise<PageDrawn> {
  const answer = await runReader(bytes, { name: 'document.pdf', isPasted: false, drawPage: page }, readingBudget)
  if (answer.kind === 'drawn') return { ok: true, width: answer.width, height: answer.height, svg: answer.svg }
  if (answer.kind === 'refused') return { ok: false, refusal: answer.refusal }
  if (answer.kind === 'fault') onFault?.(answer.detail)
  return {
    ok: false,
    refusal: { code: 'not-drawn', message: 'This page could not be drawn. Open the original to see it.' },
  }
}
