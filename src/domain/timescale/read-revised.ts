import { findDates, foldForDates } from './date-expressions.ts'
import type { DateContext } from './date-reading.ts'
import type { Reading } from './timescale-shape.ts'

/** "31/03/23 revised to 30/06/23", "Was June 2023, now September 2023": the later words count, the earlier are kept. TS-11 */
export function readRevised(
  words: string,
  context: DateContext,
  read: (words: string) => Reading | null,
): Reading | null {
  if (words.length > 200) return null
  const folded = foldForDates(words)
  const forward = laterAfter.exec(folded) ?? /^~~(.+?)~~[\s,;:-]*(.+)$/d.exec(folded)
  const found = forward ?? laterBefore.exec(folded)
  const [first, second] = [found?.indices?.[1], found?.indices?.[2]]
  if (!first || !second) return null
  const [one, other] = [words.slice(...first).trim(), words.slice(...second).trim()]
  const [earlier, later] = forward ? [one, other] : [other, one]
  if (findDates(earlier, context).length === 0) return null
  const reading = read(later)
  if (!reading || reading.kind === undefined || reading.kind === 'other' || reading.kind === 'none') return null
  return { ...reading, earlier: [earlier, ...(reading.earlier ?? [])] }
}

const moved =
  '(?:revised|extended|moved|changed|slipped|deferred|delayed|amended|pushed|rescheduled|re-scheduled|put|brought forward)'

/** "X revised to Y", "X, new date: Y", "X → Y" */
const laterAfter = new RegExp(
  `^(?:(?:was|originally|original(?: date)?|previously|formerly|initially|old date)[\\s:]+)?(.+?)[\\s,;:.()[\\]/-]*(?:(?:now |date |has been |been )?${moved} (?:date |deadline )?(?:back )?(?:to|until|till|as)|(?:revised|new|amended|extended|updated)(?: target| completion| due)? ?(?:date|deadline|timescale)?[\\s:](?!\\s*from)|now |→|->|=>|►|⇒)[\\s:,]*(.+?)[)\\]\\s.]*$`,
  'd',
)

/** "Y (extended from X)", "Y, originally X" */
const laterBefore = new RegExp(
  `^(.+?)[\\s,;:.()[\\]/-]*(?:${moved}[\\s:]+from|was|originally(?: due| planned)?|original(?: date| deadline| target)?|previously|formerly|initially)[\\s:]+(.+?)[)\\]\\s.]*$`,
  'd',
)
