import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from './civil-date.ts'
import { daysLate, dueFrom, isDueSoon, isOverdue, nextDue, occurrences, standingOn } from './due.ts'
import { parseTimescale } from './parse-timescale.ts'

test('TS-20: a month is late on the first of the next, not before', () => {
  const june = parseTimescale('June 2026')
  assert.equal(isOverdue(june, '2026-06-30'), false)
  assert.equal(isOverdue(june, '2026-07-01'), true)
  assert.equal(daysLate(june, '2026-07-11'), 11)
  assert.equal(daysLate(june, '2026-06-01'), 0)
})

test('TS-21: due soon is today to 30 days ahead', () => {
  const day = parseTimescale('31/03/26')
  assert.equal(isDueSoon(day, '2026-03-01'), true)
  assert.equal(isDueSoon(day, '2026-02-28'), false)
  assert.equal(isDueSoon(day, '2026-03-31'), true)
  assert.equal(isDueSoon(day, '2026-04-01'), false)
})

test('TS-22: a recurring duty is next due on its first time on or after the day', () => {
  const quarterly = parseTimescale('First report June 2026 and then quarterly')
  assert.equal(nextDue(quarterly, '2026-01-01'), '2026-06-01')
  assert.equal(nextDue(quarterly, '2026-06-02'), '2026-09-01')
  assert.equal(isOverdue(quarterly, '2030-01-01'), false)
  assert.equal(nextDue(parseTimescale('Quarterly'), '2026-01-01'), null)
})

test('TS-22: month ends stay month ends, and a run ends', () => {
  const monthly = { ...parseTimescale('Monthly'), start: '2026-01-31' }
  assert.deepEqual(occurrences(monthly, '2026-01-01', 4), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  const run = parseTimescale('Monthly from April 2026 to June 2026')
  assert.deepEqual(occurrences(run, '2026-01-01', 9), ['2026-04-01', '2026-05-01', '2026-06-01'])
  assert.equal(standingOn(run, '2026-07-01').state, 'overdue')
})

test('TS-23: without an end nothing is late, and without a date one is owed', () => {
  assert.equal(standingOn(parseTimescale('Ongoing'), '2040-01-01').state, 'no-end')
  assert.equal(standingOn(parseTimescale('From April 2026'), '2040-01-01').state, 'no-end')
  assert.deepEqual(standingOn(parseTimescale('TBC'), '2026-01-01'), { state: 'no-date', why: 'tbc' })
  assert.deepEqual(standingOn(parseTimescale('31 March'), '2026-01-01'), { state: 'no-date', why: 'no-year' })
})

test('TS-24: a length ends once somebody says from when', () => {
  assert.equal(dueFrom(parseTimescale('within 6 months'), '2026-08-31'), '2027-02-28')
  assert.equal(dueFrom(parseTimescale('10 working days'), '2026-03-27'), '2026-04-14')
  assert.equal(dueFrom(parseTimescale('June 2026'), '2026-03-27'), null)
})

test('each occurrence lies after the one before, and the next due is never past', () => {
  const cadences = fc.constantFrom(
    'Daily',
    'Weekly',
    'Fortnightly',
    'Monthly',
    'Bi-monthly',
    'Quarterly',
    'Annually',
    'every 6 weeks',
  )
  fc.assert(
    fc.property(cadences, fc.nat(2000), fc.nat(4000), (words, startsIn, later) => {
      const start = addDays('2020-01-01', startsIn)
      const today = addDays(start, later)
      const days = occurrences({ ...parseTimescale(words), start }, today, 5)
      assert.equal(days.length, 5)
      for (const [index, day] of days.entries())
        assert.ok(day >= (days[index - 1] ? addDays(days[index - 1] ?? '', 1) : today))
    }),
  )
})
