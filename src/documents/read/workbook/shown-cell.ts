/** A cell's content under its format → what a person sees and what was stored. */
import type { Block, CellValue, Place, Run } from '../../neutral-document.ts'
import { paragraph, paragraphsOfLines, paragraphsOfRuns } from '../paragraphs.ts'
import type { CellContent } from './cell-content.ts'
import { civilDay, serialOfIso, showNumber, showText } from './number-format.ts'
import type { Look } from './xlsx-styles.ts'

/** What a cell adds to its text: lettering, a link, a comment's number, a rule's symbol before it. */
export interface Extras {
  look: Look | null
  link: string | null
  comment: string | null
  symbol: Run | null
}

export const noExtras: Extras = { look: null, link: null, comment: null, symbol: null }

export function shownCell(
  content: CellContent,
  format: string,
  isDate1904: boolean,
  extras: Extras,
  at: Place,
): { blocks: Block[]; value: CellValue | null } {
  const { runs, text, value } = inWords(content, format, isDate1904)
  if (extras === noExtras && runs === null) return { blocks: paragraphsOfLines(text, at), value }
  const look = lookAndLink(extras)
  const whole: Run[] = (runs ?? [{ text }]).map((run) => ({ ...look, ...run }))
  if (extras.symbol !== null) whole.unshift(extras.symbol, ...(text === '' ? [] : [{ text: ' ' }]))
  const blocks: Block[] = paragraphsOfRuns(whole, at)
  if (extras.comment !== null) {
    const note: Run = { text: '', note: { kind: 'comment', id: extras.comment } }
    const last = blocks.at(-1)
    if (last?.kind === 'paragraph') last.runs.push(note)
    else blocks.push(paragraph([note], at))
  }
  return { blocks, value }
}

function lookAndLink({ look, link }: Extras): Partial<Run> {
  return { ...look, ...(link === null ? null : { link }) }
}

function inWords(
  content: CellContent,
  format: string,
  isDate1904: boolean,
): { runs: readonly Run[] | null; text: string; value: CellValue | null } {
  switch (typeof content) {
    case 'string':
      return { runs: null, text: format === 'General' ? content : showText(content, format), value: null }
    case 'boolean': {
      const shows = content ? 'TRUE' : 'FALSE'
      return { runs: null, text: shows, value: { kind: 'boolean', boolean: content, shows } }
    }
    case 'number': {
      const { shows, date } = showNumber(content, format, isDate1904)
      const value: CellValue =
        date === null ? { kind: 'number', number: content, shows } : { kind: 'date', ...date, shows }
      return { runs: null, text: shows, value }
    }
    default:
  }
  if (content === null) return { runs: null, text: '', value: null }
  switch (content.kind) {
    case 'rich':
      return { runs: content.runs, text: content.text, value: null }
    case 'fault':
      return { runs: null, text: content.shows, value: { kind: 'fault', shows: content.shows } }
    case 'iso':
      return isoDate(content.iso, format)
  }
}

/** An ISO date counts days from 1900 whatever the workbook counts from. */
function isoDate(iso: string, format: string): { runs: null; text: string; value: CellValue | null } {
  const serial = serialOfIso(iso)
  const day = serial === null ? null : civilDay(serial, false)
  if (serial === null || day === null) return { runs: null, text: iso, value: null }
  const { shows, date } = showNumber(serial, format, false)
  if (date !== null) return { runs: null, text: shows, value: { kind: 'date', ...date, shows } }
  const plain = showNumber(serial, 'dd/mm/yyyy', false).shows
  return { runs: null, text: plain, value: { kind: 'date', date: day, precision: 'day', shows: plain } }
}
