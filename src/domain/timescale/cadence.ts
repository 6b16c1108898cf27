/** How often a duty comes round, as an ISO 8601 duration, and what was guessed about it. */
export interface Cadence {
  /** Null where the words say that it recurs and not how often ("at each board meeting"). */
  every: string | null
  doubt: string | null
  /** Where in the text the words stand. */
  from: number
  to: number
}

/** A stretch of time: "6 months", "3-6 months" (its longest), "10 working days". */
export interface Length {
  length: string
  isRange: boolean
  isWorkingDays: boolean
  from: number
  to: number
}

/** Finds the first cadence in folded text (foldForDates). `docs/timescale-rules.md` TS-12, TS-13. */
export function findCadence(text: string): Cadence | null {
  let best: Cadence | null = null
  for (const { pattern, read } of cadences) {
    const match = pattern.exec(text)
    if (!match) continue
    const reading = read(match)
    if (!reading) continue
    const found = {
      every: reading.every,
      doubt: reading.doubt ?? null,
      from: match.index,
      to: match.index + match[0].length,
    }
    if (best === null || found.from < best.from || (found.from === best.from && found.to > best.to)) best = found
  }
  return best
}

/** Finds the first length of time in folded text. TS-14. */
export function findLength(text: string): Length | null {
  const match = lengthPattern.exec(text)
  if (!match) return null
  const count = numberOf(match[2] ?? '')
  if (count === null || count <= 0 || count > 999) return null
  const isWorkingDays = /working|business|school/.test(match[3] ?? '') && /^day/.test(match[4] ?? '')
  const length = lengthOf(count, match[4] ?? '', isWorkingDays)
  if (length === null) return null
  return {
    length,
    isRange: match[1] !== undefined,
    isWorkingDays,
    from: match.index,
    to: match.index + match[0].length,
  }
}

function lengthOf(count: number, unit: string, isWorkingDays: boolean): string | null {
  if (/^h/.test(unit)) return `PT${count}H`
  if (!Number.isInteger(count))
    return /^y/.test(unit) ? `P${Math.round(count * 12)}M` : /^m/.test(unit) ? `P${Math.round(count * 30)}D` : null
  // Ten working days are two weeks; docs say that bank holidays then lengthen it (working-days.ts counts them once it has a first day).
  if (/^d/.test(unit)) return isWorkingDays ? `P${count + 2 * Math.floor(count / 5)}D` : `P${count}D`
  if (/^w/.test(unit)) return `P${count}W`
  if (/^m/.test(unit)) return `P${count}M`
  if (/^t/.test(unit)) return `P${count * 4}M`
  return `P${count}Y`
}

const number = '\\d{1,3}(?:\\.5)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|a|an'
const lengthPattern = new RegExp(
  `(?<![a-z0-9/.])(?:(${number})\\s?(?:-|to|or|/)\\s?)?(${number})\\s?(?:-\\s?)?(?:\\(\\d+\\)\\s?)?(calendar\\s+|working\\s+|school\\s+|business\\s+)?(hours?|hrs?|days?|weeks?|wks?|months?|mths?|mnths?|terms?|years?|yrs?)(?![a-z])('?\\s?time)?`,
)
const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

function numberOf(word: string): number | null {
  if (/^\d/.test(word)) return Number(word)
  if (word === 'a' || word === 'an') return 1
  if (word === 'eighteen') return 18
  if (word === 'twenty') return 20
  const value = numbers.indexOf(word)
  return value > 0 ? value : null
}

type CadenceReading = { every: string | null; doubt?: string | null } | null
interface CadencePattern {
  pattern: RegExp
  read: (match: RegExpExecArray) => CadenceReading
}

const word = (source: string): RegExp => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`)
const fixed = (source: string, every: string, doubt: string | null = null): CadencePattern => ({
  pattern: word(source),
  read: () => ({ every, doubt }),
})

const cadences: CadencePattern[] = [
  fixed('daily|each (?:working )?day|every (?:working )?day|per day', 'P1D'),
  fixed('bi[ -]?weekly', 'P2W', '"Bi-weekly" is read as every two weeks; it could mean twice a week.'),
  fixed('fortnightly|every fortnight|each fortnight|per fortnight|every other week|alternate weeks', 'P2W'),
  fixed('(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri)days', 'P1W'),
  fixed('weekly|each week|every week|per week|week on week|wkly', 'P1W'),
  fixed('twice[ -]?(?:a |per |each |every )?(?:month|monthly)', 'P2W'),
  fixed('bi[ -]?month(?:ly|s)?', 'P2M', '"Bi-monthly" is read as every two months; it could mean twice a month.'),
  fixed('every other month|alternate months?|each alternate month|two[ -]?monthly', 'P2M'),
  fixed('monthly|each month|every month|per month|month on month|mthly|per calendar month|pcm', 'P1M'),
  fixed('tri[ -]?annual(?:ly)?', 'P4M', '"Tri-annual" is read as three times a year; it could mean every three years.'),
  fixed('quarterly|each quarter|every quarter|per quarter|qtrly|qrtly|quartely|quaterly|quartly', 'P3M'),
  fixed('(?:each|every|per) half[ -]?term|half[ -]?termly|(?:each|every) half[ -]?terms', 'P2M'),
  fixed('termly|each (?:school )?term|every (?:school )?term|per term', 'P4M'),
  fixed('half[ -]?yearly|semi[ -]?annual(?:ly)?|each half[ -]?year|every half[ -]?year|bi[ -]?yearly', 'P6M'),
  fixed('bi[ -]?annual(?:ly)?', 'P6M', '"Bi-annual" is read as twice a year; it could mean every two years.'),
  fixed('bi[ -]?ennial(?:ly)?|every other year|alternate years|every second year', 'P2Y'),
  fixed(
    'annual(?:ly)?|annualy|yearly|each (?:financial |academic |calendar )?year|every year|per annum|p\\.a\\.|year on year|once a year|per year',
    'P1Y',
  ),
  // Every 6 weeks, six-weekly, 6 monthly
  {
    pattern: new RegExp(
      `(?<![a-z])(?:every|each)\\s+(${number})\\s?(?:-\\s?)?(working\\s+)?(day|week|wk|month|mth|term|year|yr)s?(?![a-z])`,
    ),
    read: ([, count, , unit]) => everySo(count ?? '', unit ?? ''),
  },
  {
    pattern: new RegExp(`(?<![a-z0-9])(${number})[ -]{0,2}(week|month|year)ly(?![a-z])`),
    read: ([, count, unit]) => everySo(count ?? '', unit ?? ''),
  },
  // Every 4-6 weeks, 6-8 weekly: the longer
  {
    pattern: new RegExp(
      `(?<![a-z0-9])(?:every\\s+)?(${number})\\s?(?:-|to)\\s?(${number})[ -]{0,2}(?:(week|month)ly|(?:(?<=every.{0,14})(week|month)s))(?![a-z])`,
    ),
    read: ([, , count, unit, other]) => everySo(count ?? '', unit ?? other ?? '', true),
  },
  // Three times a year, twice per term
  {
    pattern: new RegExp(
      `(?<![a-z0-9])(once|twice|thrice|(?:(${number})\\s?(?:x|times)))\\s*(?:a|an|per|each|every|in each|/)?\\s*(week|month|term|year|annum|half[ -]?term)(?:ly)?(?![a-z])`,
    ),
    read: ([, words, count, unit]) => timesA(words ?? '', count, unit ?? ''),
  },
  {
    pattern: new RegExp(
      `(?<![a-z0-9])(twice|thrice|(?:(${number})\\s?(?:x|times)))\\s+(week|month|year|term)ly(?![a-z])`,
    ),
    read: ([, words, count, unit]) => timesA(words ?? '', count, unit ?? ''),
  },
  {
    pattern: /(?<![a-z0-9])x\s?(\d{1,2})\s*(?:a|an|per|each|every)\s+(week|month|term|year|annum)(?![a-z])/,
    read: ([, count, unit]) => timesA('', count, unit ?? ''),
  },
  // "At each board meeting", "every supervision": how often is not said.
  {
    pattern:
      /(?<![a-z])(?:at |in |to |for |following |after )?(?:each|every)\s+(?!other|of|child|action|milestone|member|staff|school|team|day|week|month|term|year|one\b)([a-z][a-z' -]{2,40}?)(?=[.,;:)]|$| and | from | until )/,
    read: ([whole]) =>
      /meeting|board|panel|review|supervision|committee|session|visit|conference|inspection|audit|forum|group|governors/.test(
        whole,
      )
        ? { every: null, doubt: 'The words do not say how often this comes round.' }
        : null,
  },
  {
    pattern: word('regularly|regular|periodic(?:ally)?|at regular intervals|routinely'),
    read: () => ({ every: null, doubt: 'The words do not say how often this comes round.' }),
  },
]

function everySo(count: string, unit: string, isRange = false): CadenceReading {
  const value = numberOf(count)
  if (value === null || value <= 0 || !Number.isInteger(value)) return null
  const every = lengthOf(value, unit, false)
  return every === null ? null : { every, doubt: isRange ? 'Read as the longer of the two.' : null }
}

function timesA(words: string, count: string | undefined, unit: string): CadenceReading {
  const times = words === 'once' ? 1 : words === 'twice' ? 2 : words === 'thrice' ? 3 : numberOf(count ?? '')
  if (times === null || times <= 0 || times > 60) return null
  const kind = unit.replace(/[ -]/g, '')
  if (times === 1) return { every: { week: 'P1W', month: 'P1M', term: 'P4M', halfterm: 'P2M' }[kind] ?? 'P1Y' }
  const monthsIn = { year: 12, annum: 12, term: 4, month: 1, week: 0, halfterm: 2 }[kind] ?? 0
  if (monthsIn >= times && monthsIn % times === 0) return { every: `P${monthsIn / times}M` }
  if (kind === 'month' && times === 2) return { every: 'P2W' }
  const days = { year: 365, annum: 365, term: 120, month: 30, week: 7, halfterm: 60 }[kind] ?? 365
  return { every: `P${Math.max(1, Math.floor(days / times))}D`, doubt: 'Read as spread evenly.' }
}
