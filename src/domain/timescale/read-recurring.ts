import { type Cadence, findCadence, findLength } from './cadence.ts'
import type { DateExpression } from './date-expressions.ts'
import { doubtOf, guess, has, type Reading } from './timescale-shape.ts'

/** TS-12, TS-13. */
export function readRecurring(shape: string, dates: DateExpression[]): Reading | null {
  const yearly = readEachMonth(shape, dates)
  if (yearly) return yearly
  const cadence = findCadence(shape)
  if (!cadence) return null
  if (cadence.every === null && dates.length > 0) return null
  const rest = `${shape.slice(0, cadence.from)}~${shape.slice(cadence.to)}`
  const every = cadence.every
  const shared = { every, ...(cadence.doubt ? { isGuess: true, doubt: cadence.doubt } : {}) }
  if (has(rest, `${continuing}|until|till`) && isReviewed(rest, cadence) && !has(rest, 'then|thereafter'))
    return { kind: 'ongoing', ...shared, ...beginningOf(rest, dates) }
  if (isOneOff(rest, cadence, shape, dates)) return null
  const length = findLength(rest)
  const isBounded =
    length !== null &&
    /(?:for|over|x)\s+(?:a |the |at least |next |period of |the next |the first |an initial )*$/.test(
      rest.slice(0, length.from),
    )
  return {
    kind: 'recurring',
    ...shared,
    ...beginningOf(rest, dates),
    ...(isBounded && length ? { length: length.length } : {}),
    ...(/half[ -]?term|term/.test(shape.slice(cadence.from, cadence.to)) ? { precision: 'term' as const } : {}),
  }
}

/** "Each September"; "January, April, July and October each year". */
function readEachMonth(shape: string, dates: DateExpression[]): Reading | null {
  const isMonths = dates.length > 0 && dates.every((date) => date.precision === 'month' || date.precision === 'day')
  if (!isMonths) return null
  const bare = shape.replace(/@\d+@/g, '@')
  if (
    !/^(?:in )?(?:every|each|annually(?: in| each| by)?) @$/.test(bare) &&
    !/^(?:in |by )?@(?:(?:[\s,&/]|and)*@)*,? (?:each|every|per) (?:year|annum)$|^(?:in |by )?@(?:(?:[\s,&/]|and)*@)* (?:annually|yearly|each year)$/.test(
      bare,
    )
  )
    return null
  const months = 12 % dates.length === 0 ? `P${12 / dates.length}M` : null
  const [first] = dates
  return {
    kind: 'recurring',
    every: dates.length === 1 ? 'P1Y' : months,
    start: first?.start ?? null,
    ...(first?.start ? doubtOf(first) : {}),
    ...(dates.length > 1 && months === null
      ? guess({}, 'The words name the times, which do not lie evenly in the year.')
      : {}),
  }
}

export const continuing =
  'on[ -]?going|continuous(?:ly)?|continual(?:ly)?|continu(?:e|es|ing|ed)|bau|business as usual|rolling'

/** "Ongoing, reviewed quarterly": the work has no end, the review comes round. */
const isReviewed = (rest: string, cadence: Cadence): boolean =>
  has(rest, continuing) && /(?:review|monitor|check|report)/.test(rest) && cadence.every !== null

/** "Annual report by June 2023": the adjective belongs to the report, the date is the date. */
function isOneOff(rest: string, cadence: Cadence, shape: string, dates: DateExpression[]): boolean {
  const isAdjective =
    /^~\s+(?:[a-z]+\s+){1,4}/.test(rest.slice(cadence.from)) &&
    !/^~\s+(?:from|until|to|and|then|thereafter|start|starting|commencing|beginning|with|review|at|by|in)/.test(
      rest.slice(cadence.from),
    )
  const last = dates.at(-1)
  return (
    isAdjective &&
    last?.end != null &&
    /(?:by|before|deadline|due)\s+(?:the\s+)?@\d@/.test(shape) &&
    !has(rest, 'then|thereafter|from|starting|first')
  )
}

/** First and last day of a duty, from the words by its dates. */
function beginningOf(rest: string, dates: DateExpression[]): Reading {
  const [first, second] = dates
  if (!first?.start || !first.end) return first?.doubt ? { isGuess: true, doubt: first.doubt } : {}
  const doubtful = first.doubt ? { isGuess: true, doubt: first.doubt } : {}
  const until = /(?:until|till|to|up to|through to|ending|ends?|by|before|-)\s*(?:the\s+|end of\s+)*@(\d+)@/.exec(rest)
  const last = until ? dates[Number(until[1])] : undefined
  if (second && last === second && last.end) return { start: first.start, due: last.end, ...doubtful }
  if (last === first && dates.length === 1 && !/-\s*@0@/.test(rest)) return { due: first.end, ...doubtful }
  if (dates.length > 2) return { ...doubtful }
  return { start: first.start, ...doubtful }
}
