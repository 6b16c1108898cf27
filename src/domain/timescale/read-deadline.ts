import { findLength } from './cadence.ts'
import { addDays, addDuration } from './civil-date.ts'
import type { DateExpression } from './date-expressions.ts'
import { doubtOf, fromDate, guess, type Reading } from './timescale-shape.ts'

export function readDeadline(shape: string, dates: DateExpression[]): Reading | null {
  const [first] = dates
  if (!first) return null
  const impossible = dates.find((date) => date.isImpossible)
  if (impossible) return { kind: 'other', isGuess: true, doubt: impossible.doubt }
  const mark = '@\\d+@'
  if (dates.length === 1) {
    const length = findLength(shape)
    const run =
      length && /(?:for|over)\s+(?:a |the |at least |period of )*$/.test(shape.slice(0, length.from)) ? length : null
    if (run && first.start && /from|start|commenc|begin/.test(shape)) {
      const end = addDuration(first.start, run.length)
      return {
        kind: 'date',
        start: first.start,
        due: end && addDays(end, -1),
        length: run.length,
        precision: 'range',
        ...doubtOf(first),
      }
    }
    const after =
      length && first.end && /^(?:within|in|no later than|by)?\s*/.test(shape)
        ? /(?:of|from|after|following|since)\s+(?:the\s+)?@0@/.test(shape.slice(length.to))
        : false
    if (after && length && first.end) {
      const due = addDuration(first.end, length.length)
      if (due) return { kind: 'date', due, precision: 'day', length: length.length, ...doubtOf(first) }
    }
    if (isStart(shape))
      return first.start
        ? { kind: 'starting', start: first.start, ...doubtOf(first) }
        : guess({ kind: 'starting' }, first.doubt)
    if (/(?:^|[^a-z])(?:before|prior to|ahead of)\s+(?:the\s+)?@0@/.test(shape) && first.start && !first.isEnd) {
      const due = addDays(first.start, -1)
      return {
        kind: first.precision === 'day' || first.precision === 'range' ? 'date' : 'month',
        due,
        precision: first.precision,
        ...doubtOf(first),
      }
    }
    if (shape.includes('?')) return guess(fromDate(first), 'A question mark stands beside the date.')
    return remarkOn(fromDate(first), shape)
  }
  const second = dates[1]
  if (dates.length === 2 && second?.end && first.start) {
    const isRange =
      new RegExp(
        `(?:from|between|starting|start(?:ing)?|begin(?:ning)?|commencing)?.*${mark}\\s*(?:[-/]+|to|until|till|through(?: to)?|up to|and|&|–)\\s*(?:the\\s+|by\\s+|end(?:ing)?\\s+|complete(?:d)?(?: by)?\\s+)*${mark}`,
      ).test(shape) && first.start <= second.end
    const isStartThenEnd =
      /(?:start|begin|commenc|launch|from)[a-z]*[\s:.-]*(?:in\s+|on\s+|date\s*:?\s*)?@0@.*(?:end|finish|complet|by|until|to|due)[a-z]*[\s:.-]*(?:by\s+|date\s*:?\s*|the\s+|end\s+of\s+)*@1@/.test(
        shape,
      )
    const isSuffixed = /@0@\s*(?:start|begin|commence)\w*[\s,;-]+@1@\s*(?:end|finish|complet)/.test(shape)
    const isPair = /@0@\s*(?:and|&)\s*@1@/.test(shape) && !/between/.test(shape)
    if (
      (isRange || isStartThenEnd || isSuffixed) &&
      first.start <= second.end &&
      !(isPair && first.precision === 'day')
    ) {
      const both = doubtOf(second.doubt ? second : first)
      return { ...fromDate(second), start: first.start, precision: 'range', ...both }
    }
  }
  return severalDates(shape, dates)
}

/** Several dates and nothing that ties them: due by the last. TS-9 */
function severalDates(shape: string, dates: DateExpression[]): Reading {
  const deadlines = dates.filter((_, index) =>
    new RegExp(`(?:by|due|deadline|complete[d]?)[\\s:]+(?:the\\s+|by\\s+)*@${index}@`).test(shape),
  )
  const [only] = deadlines
  if (deadlines.length === 1 && only?.end)
    return guess(fromDate(only), 'Several dates stand here; the one after "by" is taken.')
  let last: DateExpression | null = null
  for (const date of dates) if (date.end && (!last?.end || date.end > last.end)) last = date
  const [first] = dates
  if (!last) return first ? guess(fromDate(first), null) : {}
  return { ...fromDate(last), isGuess: true, doubt: last.doubt ?? 'Several dates stand here; the last is taken.' }
}

function isStart(shape: string): boolean {
  if (/(?:complet|end|finish|by|deadline|until|due)[a-z]*\s+(?:by\s+|in\s+)?@0@/.test(shape)) return false
  return (
    /(?<![a-z])(?:from|since|after|following|start(?:s|ed|ing)?|begin(?:s|ning)?|began|commenc(?:e|es|ed|ing|ement)|launch(?:es|ed|ing)?|go(?:ing|es)? live|effective|w\.?e\.?f\.?|with effect|introduc(?:e|ed|tion)|not before|earliest)(?: date)?[\s:,-]*(?:from\s+|in\s+|on\s+|date\s*:?\s*|w\/c\s+|the\s+|as of\s+|early\s+|end of\s+)*@0@/.test(
      shape,
    ) || /^@0@[\s,;:([-]*(?:start|onwards?|commence|launch|begin|go[ -]live|kick[ -]?off)/.test(shape)
  )
}

/** Words beside a date that change nothing are silent; a sentence beside it is worth a look. */
function remarkOn(reading: Reading, shape: string): Reading {
  const left = shape
    .replace(/@\d+@/g, ' ')
    .replace(silentWords, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim()
  if (left === '' || reading.doubt) return reading
  if (left.split(' ').length <= 5) return reading
  return guess(reading, 'The cell says more than a date; the date was taken from among its words.')
}

const silentWords =
  /(?<![a-z])(?:by|the|end|of|on|in|at|before|no|later|than|due|date|target|deadline|for|completion|complete|completed|to|be|and|latest|approx|approximately|circa|around|expected|estimated|mid|late|early|week|commencing)(?![a-z])/g
