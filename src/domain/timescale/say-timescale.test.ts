import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTimescale } from './parse-timescale.ts'
import { sayDate, sayDays, sayShortDate } from './say-date.ts'
import { sayMove, sayTimescale } from './say-timescale.ts'

test('a reading is said in plain words', () => {
  const table: [string, string][] = [
    ['END AUG 2026', 'by 31 August 2026'],
    ['Sept 2026 – March 2027', 'September 2026 to 31 March 2027'],
    ['First report June 2026 and then quarterly', 'every three months from June 2026'],
    ['Bi-monthly', 'every two months'],
    ['weekly for 8 weeks', 'every week for eight weeks'],
    ['To begin January 2026', 'starts January 2026; no end date'],
    ['Ongoing', 'no end date'],
    ['Ongoing, reviewed quarterly', 'no end date; looked at every three months'],
    ['6 month', 'six months; it is not said from when'],
    ['ASAP', 'as soon as possible; no date set'],
    ['TBC', 'no date agreed'],
    ['', 'no date given'],
    ['31 March', 'no year is given'],
    ['In line with the review', 'not read as a date'],
  ]
  for (const [text, words] of table) assert.equal(sayTimescale(parseTimescale(text)), words, text)
})

test('dates are day first', () => {
  assert.equal(sayDate('2026-05-11'), '11 May 2026')
  assert.equal(sayShortDate('2026-03-09'), '9 Mar 2026')
  assert.equal(sayDays(1), '1 day')
  assert.equal(sayDays(53), '53 days')
})

test('a move is said in whole months where it is one', () => {
  assert.equal(sayMove('2026-03-31', '2026-06-30'), '3 months later')
  assert.equal(sayMove('2026-06-30', '2026-03-31'), '3 months earlier')
  assert.equal(sayMove('2026-03-14', '2026-03-31'), '17 days later')
  assert.equal(sayMove('2026-01-10', '2026-06-15'), 'more than 5 months later')
  assert.equal(sayMove('2026-01-10', '2026-01-10'), null)
})
