import { type Cadence, findCadence, findLength, type Length } from './cadence.ts'
import { addDays, addDuration, addMonths, civilDate, isCivilDate, lastOfMonth, monthOf, yearOf } from './civil-date.ts'
import { type DateContext, type DateExpression, findDates, foldForDates } from './date-expressions.ts'
import { noTimescale, type Timescale, type TimescaleKind } from './timescale.ts'

/** What is known around a cell. `date` is what a spreadsheet cell stored, beside the text it shows. */
export interface TimescaleContext extends DateContext {
  date?: { date: string; precision: 'day' | 'month' | 'year' } | null | undefined
}

/**
 * Reads when something is to happen. Pure and total: every text gives a timescale, its words kept but for white space.
 * The rules are numbered in `docs/timescale-rules.md`.
 */
export function parseTimescale(text: string, context: TimescaleContext = {}): Timescale {
  const words = text.replace(/\s+/g, ' ').trim()
  const reading =
    words.length > longestCell ? { isGuess: true, doubt: 'This is more than a timescale.' } : read(words, context)
  const timescale = tidy({ ...noTimescale, text: words, kind: 'other', ...reading })
  return warnOutsidePlan(timescale, context)
}

/** What a rule found; the rest stays as in noTimescale. */
const longestCell = 1000

type Reading = Partial<Omit<Timescale, 'text'>>

/** The text with each date found replaced by a mark, so that the words around dates can be read by simple rules. */
interface Skeleton {
  /** "by the end of @0@", folded. */
  shape: string
  dates: DateExpression[]
}

function read(words: string, context: TimescaleContext): Reading | null {
  const stored =
    context.date && isCivilDate(context.date.date.slice(0, 10))
      ? storedDate(context.date.date, context.date.precision)
      : null
  if (isNothing(words)) return stored ?? { kind: 'none' }
  const revised = readRevised(words, context)
  if (revised) return revised
  const { shape, dates } = skeletonOf(words, context)
  if (stored && (dates.length <= 1 || /^[\d/.:\s-]+$/.test(words))) return stored
  return (
    readSerial(words) ??
    readUndecided(shape, dates) ??
    readRecurring(shape, dates) ??
    readCompleted(shape, dates) ??
    readOngoing(shape, dates) ??
    readDated(shape, dates) ??
    readUrgent(shape) ??
    readYearOfPlan(shape, context) ??
    readLength(shape) ??
    readStartOnly(shape) ?? { isGuess: true, doubt: 'When this is due could not be read from the words.' }
  )
}

// ---- nothing, stored dates ------------------------------------------------------------------------------------------

const isNothing = (words: string): boolean =>
  /^(?:[\s\-–—_.,/\\|*]*|n\/?\s?a\.?|nil|none|not applicable|null|no date)$/i.test(words)

function storedDate(date: string, precision: 'day' | 'month' | 'year'): Reading {
  const day = date.slice(0, 10)
  if (precision === 'day') return { kind: 'date', due: day, precision: 'day' }
  if (precision === 'month') return { kind: 'month', due: lastOfMonth(yearOf(day), monthOf(day)), precision: 'month' }
  return { kind: 'month', due: `${yearOf(day)}-12-31`, precision: 'year' }
}

/** A spreadsheet's day number that lost its format on the way ("45016"). */
function readSerial(words: string): Reading | null {
  if (!/^\d{5}(?:\.0+)?$/.test(words)) return null
  const serial = Math.trunc(Number(words))
  if (serial < 36526 || serial > 60000) return null
  return {
    kind: 'date',
    due: addDays('1899-12-30', serial),
    precision: 'day',
    isGuess: true,
    doubt: `"${words}" is read as a spreadsheet's day number.`,
  }
}

// ---- revised dates in words -----------------------------------------------------------------------------------------

/** "31/03/23 revised to 30/06/23", "Was June 2023, now September 2023": the later words count, the earlier are kept. TS-11 */
function readRevised(words: string, context: TimescaleContext): Reading | null {
  if (words.length > 200) return null
  const folded = foldForDates(words)
  const forward = laterAfter.exec(folded) ?? /^~~(.+?)~~[\s,;:-]*(.+)$/d.exec(folded)
  const found = forward ?? laterBefore.exec(folded)
  const [first, second] = [found?.indices?.[1], found?.indices?.[2]]
  if (!first || !second) return null
  const [one, other] = [words.slice(...first).trim(), words.slice(...second).trim()]
  const [earlier, later] = forward ? [one, other] : [other, one]
  if (findDates(earlier, context).length === 0) return null
  const reading = read(later, { ...context, date: null })
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

// ---- the shape of the words -----------------------------------------------------------------------------------------

function skeletonOf(words: string, context: TimescaleContext): Skeleton {
  const dates = withoutGloss(findDates(words, context), words)
  const folded = foldForDates(words).replace(/@/g, ' ')
  let shape = ''
  let at = 0
  for (const [index, date] of dates.entries()) {
    shape += `${folded.slice(at, date.from)}@${index}@`
    at = date.to
  }
  return { shape: (shape + folded.slice(at)).replace(/\s+/g, ' ').trim(), dates }
}

/** "Q3 (Oct-Dec 2026)": the bracket says which months are meant, so it counts and the name before it does not. */
function withoutGloss(dates: DateExpression[], words: string): DateExpression[] {
  const [first, second] = dates
  if (!first || !second?.end || !['quarter', 'season', 'term', 'half-year'].includes(first.precision)) return dates
  const isGlossed =
    /^\s*[([]\s*$/.test(words.slice(first.to, second.from)) && /^\s*[)\]]/.test(words.slice(dates.at(-1)?.to))
  return isGlossed ? dates.slice(1) : dates
}

const has = (shape: string, source: string): boolean => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`).test(shape)

// ---- undecided ------------------------------------------------------------------------------------------------------

const undecided =
  't\\.?b\\.?[acdn]\\.?|tba|to be (?:confirmed|agreed|advised|decided|determined|set|scheduled|arranged|established|announced|finalised|defined|identified|negotiated|reviewed and set)|(?:date|dates|timescale|timescales|timeline|deadline)s? (?:is |are )?(?:not (?:yet )?(?:set|agreed|known|confirmed)|awaited|pending)|awaiting(?: [a-z]+){0,6}|awaited|not yet (?:agreed|set|known|confirmed|decided)|not (?:known|set|agreed|confirmed)|unknown|undecided|pending|subject to (?:agreement|approval|confirmation|funding)|under discussion|in discussion'

/** TS-10. A date in brackets beside "TBC", or called provisional, stands with a doubt; dates and a "TBC" of their own do not. */
function readUndecided(shape: string, dates: DateExpression[]): Reading | null {
  if (/^\?+$/.test(shape)) return { kind: 'tbc' }
  if (
    /(?:agree|set|confirm|decide|determine|propose|provide)(?:s|ing)?(?: on)? (?:the |a |any |all )?(?:target |completion |due |end |start |delivery )?(?:dates?|timescales?|timelines?|deadlines?)(?![a-z])(?!\s*[:–-]?\s*@)/.test(
      shape,
    )
  )
    return { kind: 'tbc' }
  if (!has(shape, undecided)) return null
  const [date] = dates
  const isProvisional =
    dates.length === 1 &&
    date?.end &&
    new RegExp(
      `@0@\\s*[([]\\s*(?:date |provisional|${undecided})|[([]\\s*@0@|(?:provisional|likely|expected|aiming for|anticipated|estimated|indicative|target)\\b.*@0@`,
    ).test(shape)
  if (!isProvisional || !date)
    return {
      kind: 'tbc',
      ...(dates.length > 0 ? { doubt: 'A date stands beside words that say it is still to be agreed.' } : {}),
    }
  return { ...fromDate(date), isGuess: true, doubt: 'The words say that this date is still to be confirmed.' }
}

// ---- recurring ------------------------------------------------------------------------------------------------------

/** TS-12, TS-13. */
function readRecurring(shape: string, dates: DateExpression[]): Reading | null {
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

const continuing =
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

// ---- already done ---------------------------------------------------------------------------------------------------

/** TS-17. "Complete" gives no date; "Completed Sept 2023" gives the date it was done, which may not be when it was due. */
function readCompleted(shape: string, dates: DateExpression[]): Reading | null {
  const isDone =
    /^(?:[([]?\s*)?(?:action |now |all |already )?(?:completed?|done|achieved|closed|actioned|finished|delivered|implemented|signed off|met|✓|✔|✅)(?![a-z])(?!\s+(?:by|before|no later|target))/.test(
      shape,
    )
  const isDoneAfter =
    dates.length === 1 && /^@0@[\s,:;([-]*(?:completed?|done|achieved|closed|actioned|met)[)\].]*$/.test(shape)
  if (!isDone && !isDoneAfter) return null
  const [date] = dates
  if (!date?.end) return { kind: 'other', isGuess: true, doubt: 'The words say that it is done, not when it was due.' }
  return guess(fromDate(date), 'The date may be when it was done rather than when it was due.')
}

// ---- no end ---------------------------------------------------------------------------------------------------------

const endless = `${continuing}|on going|throughout(?: the)?(?: year| plan| project| programme)?|standing item|business[ -]as[ -]usual|continuation|no end date|open[ -]ended|for the (?:life|duration) of the (?:plan|project|programme|strategy)|day[ -]to[ -]day`

/** Words that say it goes on only where the cell says little else: "as soon as the system is in place" is no such thing. */
const endlessAlone =
  /^(?:(?:already|now|currently|work|all|is|are|action)\s+)*(?:in[ -]?place|permanent(?:ly)?|embedded|always|current(?:ly)?|in progress|under ?way)(?![a-z])(?:[^a-z]*[a-z]+){0,3}[^a-z]*$/

/** TS-16. */
function readOngoing(shape: string, dates: DateExpression[]): Reading | null {
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
  const dated = readDated(shape, dates)
  if (!dated) return { kind: 'ongoing' }
  if (/(?:until|till|to|by|end|complete[d]?)\s*(?:by\s+)?(?:the\s+)?(?:end of\s+)?@\d+@/.test(shape)) return dated
  return guess(dated, 'The words say both that it goes on and a date; the date is read as its end.')
}

// ---- dates ----------------------------------------------------------------------------------------------------------

function readDated(shape: string, dates: DateExpression[]): Reading | null {
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

function fromDate(date: DateExpression): Reading {
  const isDay = date.precision === 'day' || (date.precision === 'range' && !isWholeMonths(date))
  const kind: TimescaleKind = isDay ? 'date' : 'month'
  const start = date.precision === 'range' ? date.start : null
  return { kind, due: date.end, start, precision: date.precision, ...doubtOf(date) }
}

const isWholeMonths = (date: DateExpression): boolean =>
  date.start !== null &&
  date.end !== null &&
  date.start.endsWith('-01') &&
  date.end === lastOfMonth(yearOf(date.end), monthOf(date.end))

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

// ---- urgent, lengths, starts ----------------------------------------------------------------------------------------

function readUrgent(shape: string): Reading | null {
  return has(
    shape,
    'a\\.?s\\.?a\\.?p\\.?|as soon as (?:possible|practicable|practical|is practicable|we can|can be)|immediate(?:ly)?|immediatly|urgent(?:ly)?|with immediate effect|straight ?away|soonest|at the earliest(?: opportunity)?|without delay|now|high priority|today',
  )
    ? { kind: 'asap' }
    : null
}

/** "Year 2" of a plan that says when it begins. TS-15 */
function readYearOfPlan(shape: string, context: TimescaleContext): Reading | null {
  const found =
    /^(?:by |in |during |end of |by end of |by the end of )?(?:plan )?(year|yr|month|phase|stage)\s?(\d|one|two|three|four|five)(?: of (?:the )?plan)?$/.exec(
      shape,
    )
  if (!found) return null
  const count = /^\d$/.test(found[2] ?? '')
    ? Number(found[2])
    : ['zero', 'one', 'two', 'three', 'four', 'five'].indexOf(found[2] ?? '')
  const unit = found[1] ?? ''
  if (count < 1) return null
  const start = context.planStart
  if (/phase|stage/.test(unit) || !start || !/^\d{4}-\d{2}/.test(start)) {
    return {
      kind: 'other',
      isGuess: true,
      doubt: `It is not known when ${unit === 'yr' ? 'year' : unit} ${count} begins and ends.`,
    }
  }
  const first = start.length === 7 ? `${start}-01` : start.slice(0, 10)
  if (!isCivilDate(first)) return null
  const due = addDays(addMonths(first, count * (/^y/.test(unit) ? 12 : 1)), -1)
  return {
    kind: 'month',
    due,
    precision: /^y/.test(unit) ? 'year' : 'month',
    isGuess: true,
    doubt: `Counted from the plan's first day, ${first.split('-').reverse().join('/')}.`,
  }
}

/** TS-14. A length has no due date until somebody says when it begins. */
function readLength(shape: string): Reading | null {
  const length = findLength(shape)
  if (!length) return readTerms(shape)
  const left = `${shape.slice(0, length.from)} ${shape.slice(length.to)}`
  const isBare =
    left
      .replace(/[^a-z]+/g, ' ')
      .trim()
      .split(' ').length <= 12
  if (!isBare) return null
  return {
    kind: 'duration',
    length: length.length,
    ...(length.isRange ? { precision: 'range' as const } : {}),
    ...workingDays(length),
  }
}

const workingDays = (length: Length): Reading =>
  length.isWorkingDays ? { doubt: 'Working days, given as calendar days before bank holidays are counted.' } : {}

function readTerms(shape: string): Reading | null {
  if (!/(?:short|medium|long|longer|near)[ -]?(?:to[ -](?:medium|long)[ -]?)?term/.test(shape)) return null
  return { kind: 'other', isGuess: true, doubt: 'The words do not say when a short, medium or long term ends.' }
}

function readStartOnly(shape: string): Reading | null {
  return /^(?:to )?(?:start|started|begin|begun|commence|commenced|launch)[.!]?$/.test(shape)
    ? { kind: 'starting', isGuess: true, doubt: 'The words say that it starts, not when.' }
    : null
}

// ---- doubts ---------------------------------------------------------------------------------------------------------

const doubtOf = (date: DateExpression): Reading => (date.doubt ? { isGuess: true, doubt: date.doubt } : {})

const guess = (reading: Reading, doubt: string | null): Reading => ({
  ...reading,
  isGuess: true,
  doubt: reading.doubt ?? doubt,
})

/** Drops what says nothing and keeps start and due in order. */
function tidy(timescale: Timescale): Timescale {
  const { start, due } = timescale
  const isBackward = start !== null && due !== null && start > due
  return {
    ...timescale,
    ...(isBackward
      ? { start: null, isGuess: true, doubt: timescale.doubt ?? 'The first date lies after the last.' }
      : {}),
  }
}

/** TS-18: "Feb-20" in a plan for 2020-21 is kept as written and asked about. */
function warnOutsidePlan(timescale: Timescale, context: TimescaleContext): Timescale {
  const { due } = timescale
  const start = context.planStart
  if (!due || !start || timescale.doubt || !/^\d{4}-\d{2}/.test(start) || due >= start) return timescale
  const year = civilDate(yearOf(due) + 1, monthOf(due), 1)
  const later = year && year >= start.slice(0, 7) ? ` It may be meant for ${yearOf(due) + 1}.` : ''
  return { ...timescale, isGuess: true, doubt: `The date lies before the plan begins.${later}` }
}
