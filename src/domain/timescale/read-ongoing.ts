import type { DateExpression } from './date-expressions.ts'
import { readDeadline } from './read-deadline.ts'
import { continuing } from './read-recurring.ts'
import { doubtOf, fromDate, guess, has, type Reading } from './timescale-shape.ts'

/** TS-16. */
export function readOngoing(shape: string, dates: DateExpression[]): Reading | null {
  if (!has(shape, endless) && !endlessAlone.test(shape) && !/(?<![a-z])onwards?(?![a-z])/.test(shape)) return null
  const [first] = dates
  if (dates.length === 0) {
    const isWorking = has(shape, 'in progress|underway|under way') && !has(shape, continuing)
    return {
      kind: 'ongoing',
      ...(isWorking ? { isGuess: true, doubt: 'The words say that work is under way, not when it ends.' } : {}),
    }
  }
  if (!first?.start || !first.end) return guess({ kind: 'ongoing' }, first?.doubt ?? null)
  if (/throughout\s+(?:the\s+)?@0@/.test(shape)) return { ...fromDate(first), start: first.start }
  if (has(shape, 'review(?:ed|s)?|revisit(?:ed)?|next|check'))
    return guess({ kind: 'ongoing' }, 'The date is read as when it will be looked at again, not as an end.')
  if (
    /(?:from|since|start(?:s|ed|ing)?|commenc(?:e|ed|ing)|beg[iua]n(?:ning)?|began)\s*(?:in\s+|on\s+|the\s+)?@0@/.test(
      shape,
    ) &&
    dates.length === 1
  )
    return {
      kind: /onward/.test(shape) && !has(shape, endless) ? 'starting' : 'ongoing',
      start: first.start,
      ...doubtOf(first),
    }
  if (
    /^(?:from\s+)?@0@[\s,;/-]*(?:(?:and|then|&)\s+)*(?:on[ -]?going|onwards?|continu|thereafter)/.test(shape) &&
    dates.length === 1
  )
    return {
      kind: 'starting',
      start: first.start,
      ...(/@0@\s*[/-]/.test(shape)
        ? guess({}, 'The date is read as when it begins; it could be when it should be in place.')
        : {}),
      ...doubtOf(first),
    }
  const dated = readDeadline(shape, dates)
  if (!dated) return { kind: 'ongoing' }
  if (/(?:until|till|to|by|end|complete[d]?)\s*(?:by\s+)?(?:the\s+)?(?:end of\s+)?@\d+@/.test(shape)) return dated
  return guess(dated, 'The words say both that it goes on and a date; the date is read as its end.')
}

const endless = `${continuing}|on going|throughout(?: the)?(?: year| plan| project| programme)?|standing item|business[ -]as[ -]usual|continuation|no end date|open[ -]ended|for the (?:life|duration) of the (?:plan|project|programme|strategy)|day[ -]to[ -]day`

/** Words that say it goes on only where the cell says little else: "as soon as the system is in place" is no such thing. */
const endlessAlone =
  /^(?:(?:already|now|currently|work|all|is|are|action)\s+)*(?:in[ -]?place|permanent(?:ly)?|embedded|always|current(?:ly)?|in progress|under ?way)(?![a-z])(?:[^a-z]*[a-z]+){0,3}[^a-z]*$/
