import type { ReadingDoubt } from '../neutral-document.ts'
import type { OpenedPackage } from '../safety/zip.ts'

/** Macros are never read, run or kept; a person should know that there were some. */
export function macroDoubts(opened: OpenedPackage): ReadingDoubt[] {
  if (!opened.names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /(^|\/)macrosheets\//i.test(name))) return []
  const message =
    'This file holds macros. Only its text was read; the macros were not run and are not kept in what was read.'
  return [{ severity: 'info', code: 'macros', message, at: null }]
}
