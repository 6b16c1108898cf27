import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, isCivilDate, lastOfMonth, monthOf, yearOf } from './civil-date.ts'
import { monthNames } from './month-names.ts'
import { parseTimescale, type TimescaleContext } from './parse-timescale.ts'
import { reviseTimescale } from './revise-timescale.ts'
import { sayDate } from './say-date.ts'
import type { Timescale } from './timescale.ts'

/** "kind due", with " from start", " every P3M", " length P6M" where there are such, and "?" where it is a guess. */
const told = (timescale: Timescale): string =>
  [
    timescale.kind,
    timescale.due ?? '',
    timescale.start ? `from ${timescale.start}` : '',
    timescale.every ? `every ${timescale.every}` : '',
    timescale.length ? `length ${timescale.length}` : '',
    timescale.isGuess ? '?' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')

const reads = (rule: string, table: [text: string, reading: string][], context: TimescaleContext = {}): void => {
  for (const [text, reading] of table) {
    test(`${rule}: "${text}" is ${reading}`, () => assert.equal(told(parseTimescale(text, context)), reading))
  }
}

reads('TS-1 day first', [
  ['31/03/23', 'date 2023-03-31'],
  ['01/02/2026', 'date 2026-02-01'],
  ['31.3.26', 'date 2026-03-31'],
  ['31-03-2026', 'date 2026-03-31'],
  ['31 03 2026', 'date 2026-03-31'],
  ['2026-03-31', 'date 2026-03-31'],
  ['20260331', 'date 2026-03-31'],
  ['31/03/2026 00:00:00', 'date 2026-03-31'],
  ['03/31/2026', 'date 2026-03-31 ?'],
  ['30/02/2026', 'other ?'],
  ['31 April 2026', 'other ?'],
])

reads('TS-2 named months', [
  ['31st March 2026', 'date 2026-03-31'],
  ['31 st March 2026', 'date 2026-03-31'],
  ['Tuesday 31 March 2026', 'date 2026-03-31'],
  ['11-May-26', 'date 2026-05-11'],
  ['March 31, 2026', 'date 2026-03-31'],
  ['3rd of Sept 2026', 'date 2026-09-03'],
  ['by 31.3.26', 'date 2026-03-31'],
  ['no later than 1 May 2026', 'date 2026-05-01'],
  ['before 1 May 2026', 'date 2026-04-30'],
  ['before the end of May 2026', 'month 2026-05-31'],
])

reads('TS-3 a month is due on its last day', [
  ['Jun-26', 'month 2026-06-30'],
  ['Sept 2026', 'month 2026-09-30'],
  ['09/2026', 'month 2026-09-30'],
  ['09/26', 'month 2026-09-30'],
  ['2026-09', 'month 2026-09-30'],
  ['Sept ’26', 'month 2026-09-30'],
  ['Feb 2028', 'month 2028-02-29'],
  ['END AUG 2026', 'month 2026-08-31'],
  ['by the end of March 2026', 'month 2026-03-31'],
  ['Febuary 2026', 'month 2026-02-28 ?'],
  ['Ocotber 2026', 'month 2026-10-31 ?'],
  ['Match 2026', 'month 2026-12-31'],
])

reads('TS-4 parts of a period, and weeks', [
  ['mid June 2026', 'month 2026-06-15 ?'],
  ['Early June 2026', 'month 2026-06-10 ?'],
  ['late June 2026', 'month 2026-06-30'],
  ['early 2026', 'month 2026-03-31 ?'],
  ['late 2026', 'month 2026-12-31'],
  ['w/c 4 May 2026', 'date 2026-05-10 from 2026-05-04'],
  ['week commencing 4th May 2026', 'date 2026-05-10 from 2026-05-04'],
  ['w/e 8 May 2026', 'date 2026-05-08'],
])

reads('TS-5 quarters and halves', [
  ['Q3 2025/26', 'month 2025-12-31'],
  ['Q4 2025-26', 'month 2026-03-31'],
  ['Q3 (Oct-Dec 2026)', 'month 2026-12-31 from 2026-10-01'],
  ['2025/26 Q1', 'month 2025-06-30'],
  ['Q1 2026', 'month 2026-03-31 ?'],
  ['Q1/Q2 2025/26', 'month 2025-09-30 from 2025-04-01'],
  ['first half of 2025/26', 'month 2025-09-30'],
  ['H1 2026', 'month 2026-06-30 ?'],
])

reads('TS-6 years', [
  ['2026', 'month 2026-12-31'],
  ['2025-26', 'month 2026-03-31'],
  ['FY 25/26', 'month 2026-03-31'],
  ['AY 2025/26', 'month 2026-08-31'],
  ['2025/26 academic year', 'month 2026-08-31'],
  ['by end of 2025/26', 'month 2026-03-31'],
  ['Year end 2025/26', 'date 2026-03-31'],
  ['Throughout 2025/26', 'month 2026-03-31 from 2025-04-01'],
  ['2011-12', 'month 2012-03-31 ?'],
])

reads('TS-7 seasons, terms, holidays', [
  ['Spring 2026', 'month 2026-05-31 ?'],
  ['Winter 2026/27', 'month 2027-02-28 ?'],
  ['Autumn term 2026', 'month 2026-12-31 ?'],
  ['Summer 2 2026', 'month 2026-07-31 ?'],
  ['Aut 1 2026', 'month 2026-10-31 ?'],
  ['Summer holidays 2026', 'month 2026-08-31 ?'],
  ['Spring term 2025/26', 'month 2026-03-31 ?'],
  ['by Easter 2026', 'date 2026-04-05'],
  ['Christmas 2026', 'date 2026-12-25'],
])

reads('TS-8 no year: unknown without a plan', [
  ['31 March', 'date ?'],
  ['mid June', 'month ?'],
  ['Summer 2', 'month ?'],
  ['from April', 'starting ?'],
])

reads(
  'TS-8 no year: the first in the plan',
  [
    ['31 March', 'date 2027-03-31 ?'],
    ['May', 'month 2026-05-31 ?'],
    ['Q4', 'month 2027-03-31 ?'],
    ['from October', 'starting from 2026-10-01 ?'],
    ['Year end', 'date 2027-03-31 ?'],
  ],
  { planStart: '2026-04-01' },
)

reads('TS-9 ranges and several dates', [
  ['May–June 2026', 'month 2026-06-30 from 2026-05-01'],
  ['June/July 26', 'month 2026-07-31 from 2026-06-01'],
  ['Dec/Jan 27', 'month 2027-01-31 from 2026-12-01'],
  ['Sept 2026 – March 2027', 'month 2027-03-31 from 2026-09-01'],
  ['01/04/26 - 31/03/27', 'date 2027-03-31 from 2026-04-01'],
  ['between April and June 2026', 'month 2026-06-30 from 2026-04-01'],
  ['from 1 April 2026 to 30 June 2026', 'date 2026-06-30 from 2026-04-01'],
  ['1-3 May 2026', 'date 2026-05-03 from 2026-05-01'],
  ['Start: Jan 2026 End: Mar 2026', 'month 2026-03-31 from 2026-01-01'],
  ['April 2026 start - Sept 2026 end', 'month 2026-09-30 from 2026-04-01'],
  ['By 30 June 2026 for Board on 12 July 2026', 'date 2026-06-30 ?'],
  ['June 2026 (phase 1), Sept 2026 (phase 2)', 'month 2026-09-30 ?'],
  ['March 2027 – September 2026', 'month 2027-03-31 ?'],
])

reads('TS-10 not yet agreed', [
  ['TBC', 'tbc'],
  ['tba', 'tbc'],
  ['To be agreed', 'tbc'],
  ['Awaiting decision', 'tbc'],
  ['Date to be set', 'tbc'],
  ['July Partnership Board to agree target dates for each step', 'tbc'],
  ['???', 'tbc'],
  ['June 2026 (TBC)', 'month 2026-06-30 ?'],
  ['TBC (likely June 2026)', 'month 2026-06-30 ?'],
  ['June 2026?', 'month 2026-06-30 ?'],
  ['Review date: 30 June 2026', 'date 2026-06-30'],
])

reads('TS-12 recurring', [
  ['Daily', 'recurring every P1D'],
  ['Weekly', 'recurring every P1W'],
  ['Fortnightly', 'recurring every P2W'],
  ['Monthly', 'recurring every P1M'],
  ['Quarterly', 'recurring every P3M'],
  ['termly', 'recurring every P4M'],
  ['Each half term', 'recurring every P2M'],
  ['six-monthly', 'recurring every P6M'],
  ['6 monthly', 'recurring every P6M'],
  ['every 6 weeks', 'recurring every P6W'],
  ['annually', 'recurring every P1Y'],
  ['3 times a year', 'recurring every P4M'],
  ['Monthly from April 2026', 'recurring from 2026-04-01 every P1M'],
  ['First report June 2026 and then quarterly', 'recurring from 2026-06-01 every P3M'],
  ['Monthly until March 2027', 'recurring 2027-03-31 every P1M'],
  ['Weekly from 1st June 2026 until 31st July 2026', 'recurring 2026-07-31 from 2026-06-01 every P1W'],
  ['every Monday', 'recurring every P1W'],
  ['x3 per year', 'recurring every P4M'],
  ['each September', 'recurring every P1Y'],
  ['January, April, July and October each year', 'recurring every P3M'],
  ['Ongoing monthly', 'recurring every P1M'],
  ['weekly for 8 weeks', 'recurring every P1W length P8W'],
  ['Annual report by June 2026', 'month 2026-06-30'],
])

reads('TS-13 cadences with two senses', [
  ['Bi-monthly', 'recurring every P2M ?'],
  ['bi-annually', 'recurring every P6M ?'],
  ['Bi-weekly', 'recurring every P2W ?'],
  ['At each board meeting', 'recurring ?'],
])

reads('TS-14 lengths', [
  ['6 month', 'duration length P6M'],
  ['within 3 months', 'duration length P3M'],
  ['3-6 months', 'duration length P6M'],
  ['for 8 weeks', 'duration length P8W'],
  ['10 working days', 'duration length P14D'],
  ['two weeks', 'duration length P2W'],
  ['within 3 months of 1 April 2026', 'date 2026-07-01 length P3M'],
  ['6 weeks from 1 June 2026', 'date 2026-07-13 length P6W'],
])

reads('TS-15 years of the plan', [['Year 2', 'month 2028-03-31 ?']], { planStart: '2026-04-01' })

reads('TS-16 starting and ongoing', [
  ['To begin January 2026', 'starting from 2026-01-01'],
  ['From April 2026', 'starting from 2026-04-01'],
  ['June 2026 onwards', 'starting from 2026-06-01'],
  ['Sept 2026 and ongoing', 'starting from 2026-09-01'],
  ['Start', 'starting ?'],
  ['Ongoing', 'ongoing'],
  ['BAU', 'ongoing'],
  ['In place', 'ongoing'],
  ['Ongoing from April 2026', 'ongoing from 2026-04-01'],
  ['Ongoing, reviewed quarterly', 'ongoing every P3M'],
  ['Ongoing until March 2027', 'month 2027-03-31'],
  ['Ongoing - review March 2027', 'ongoing ?'],
])

reads('TS-17 already done', [
  ['Complete', 'other ?'],
  ['Completed Sept 2025', 'month 2025-09-30 ?'],
  ['Done 12/05/25', 'date 2025-05-12 ?'],
])

reads('TS-18 before the plan begins', [['Feb-26', 'month 2026-02-28 ?']], { planStart: '2026-04-01' })

reads('TS-19 urgent, nothing, and words', [
  ['ASAP', 'asap'],
  ['Immediate', 'asap'],
  ['as soon as possible', 'asap'],
  ['ASAP - by June 2026', 'month 2026-06-30'],
  ['', 'none'],
  ['-', 'none'],
  ['n/a', 'none'],
  ['In line with the review', 'other ?'],
  ['As soon as the new system is in place', 'other ?'],
])

test('TS-11: a revised date stands and the one before it is kept', () => {
  for (const text of [
    '31/03/26 revised to 30/06/26',
    '31/03/26 (new date: 30/06/26)',
    'Was 31/03/26, now 30/06/26',
    '30/06/26 (extended from 31/03/26)',
    '31/03/26 → 30/06/26',
    '~~31/03/26~~ 30/06/26',
  ]) {
    const { due, earlier } = parseTimescale(text)
    assert.deepEqual({ due, earlier }, { due: '2026-06-30', earlier: ['31/03/26'] }, text)
  }
})

test('TS-11: struck dates stay, oldest first, beside the one that stands', () => {
  assert.deepEqual(reviseTimescale('Sept 2026', ['March  2026', 'June 2026']).earlier, ['March 2026', 'June 2026'])
  const allStruck = reviseTimescale('', ['March 2026'])
  assert.equal(allStruck.due, null)
  assert.match(allStruck.doubt ?? '', /March 2026 is struck out/)
  assert.equal(reviseTimescale('June 2026', []).earlier, undefined)
})

test('TS-19: what a spreadsheet stored outweighs how the cell shows it', () => {
  assert.equal(told(parseTimescale('3/1/26', { date: { date: '2026-03-01', precision: 'day' } })), 'date 2026-03-01')
  assert.equal(told(parseTimescale('Mar-26', { date: { date: '2026-03-01', precision: 'month' } })), 'month 2026-03-31')
  assert.equal(told(parseTimescale('46112')), 'date 2026-03-31 ?')
})

test('a misspelt month says what it was read as', () => {
  assert.equal(parseTimescale('Febuary 2026').doubt, '"Febuary" is read as February.')
})

test('TS-13: a doubtful cadence names its other sense', () => {
  assert.match(parseTimescale('Bi-monthly').doubt ?? '', /twice a month/)
  assert.match(parseTimescale('Biannual').doubt ?? '', /every two years/)
})

// ---- properties -----------------------------------------------------------------------------------------------------

const days = fc.integer({ min: 0, max: 27_000 }).map((offset) => addDays('2001-01-01', offset))
const scraps = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    'by',
    'end of',
    'TBC',
    'Q3',
    '2025/26',
    '31/03/26',
    'ongoing',
    'then',
    'quarterly',
    'from',
    '-',
    '/',
    '–',
    'June',
    '26',
    'w/c',
    'revised to',
    '6 months',
    'spring',
    '@0@',
    '31',
    'term',
    '\n',
  ),
)
const anyText = fc.array(scraps, { maxLength: 8 }).map((parts) => parts.join(' '))

test('every text gives a timescale: words kept, dates real, start not after due, a doubt for each guess', () => {
  fc.assert(
    fc.property(anyText, fc.option(days), (text, planStart) => {
      const timescale = parseTimescale(text, { planStart })
      assert.equal(timescale.text, text.replace(/\s+/g, ' ').trim())
      if (timescale.due !== null) assert.ok(isCivilDate(timescale.due), `due ${timescale.due}`)
      if (timescale.start !== null) assert.ok(isCivilDate(timescale.start), `start ${timescale.start}`)
      if (timescale.start !== null && timescale.due !== null) assert.ok(timescale.start <= timescale.due)
      if (timescale.isGuess) assert.ok(timescale.doubt, `a guess without a reason: ${text}`)
      if (timescale.every !== null) assert.match(timescale.every, /^P\d+[YMWD]$/)
      if (['tbc', 'asap', 'none', 'duration'].includes(timescale.kind)) assert.equal(timescale.due, null)
    }),
    { numRuns: 4000 },
  )
})

test('a day written in any British form is read back as that day', () => {
  const two = (value: number): string => String(value).padStart(2, '0')
  const ordinal = (day: number): string =>
    `${day}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`
  fc.assert(
    fc.property(days, fc.boolean(), (date, isShort) => {
      const [year, month, day] = [yearOf(date), monthOf(date), Number(date.slice(8))]
      const name = monthNames[month - 1] ?? ''
      const figures = isShort ? two(year % 100) : String(year)
      for (const text of [
        date,
        ...['/', '.', '-'].map((sign) => [two(day), two(month), figures].join(sign)),
        `${day}/${month}/${figures}`,
        `${day} ${name} ${year}`,
        `${ordinal(day)} ${name} ${year}`,
        `${ordinal(day)} of ${name}, ${year}`,
        `${two(day)}-${name.slice(0, 3)}-${figures}`,
        `by ${day} ${name.slice(0, 3)} ${year}`,
        sayDate(date).toUpperCase(),
      ]) {
        const { kind, due } = parseTimescale(text)
        assert.deepEqual({ kind, due }, { kind: 'date', due: date }, text)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a month written in any form is due on its last day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2001, max: 2075 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const name = monthNames[month - 1] ?? ''
      const short = String(year % 100).padStart(2, '0')
      for (const text of [
        `${name} ${year}`,
        `${name.slice(0, 3)}-${short}`,
        `${name} '${short}`,
        `${name.toUpperCase()} ${year}`,
        `end of ${name} ${year}`,
        `${String(month).padStart(2, '0')}/${year}`,
      ]) {
        const { kind, due } = parseTimescale(text)
        assert.deepEqual({ kind, due }, { kind: 'month', due: lastOfMonth(year, month) }, text)
      }
    }),
    { numRuns: 400 },
  )
})

test('a long cell takes no longer than its length', () => {
  const started = process.hrtime.bigint()
  for (const piece of ['31/03/26 revised ', 'every every ', '((((', 'June ', 'TBC, ', 'between and '])
    parseTimescale(piece.repeat(20_000))
  assert.ok(Number(process.hrtime.bigint() - started) / 1e6 < 2000)
})
