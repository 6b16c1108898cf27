import assert from 'node:assert/strict'
import { test } from 'node:test'
import { civilDate, dayInMonth, dayMonthYear, momentInWords, plural, shortDay, weekdayAndDay } from './words.ts'

test('dates are British, day first, and September is Sep', () => {
  assert.equal(dayMonthYear('2026-05-11'), '11 May 2026')
  assert.equal(shortDay('2026-09-01'), '1 Sep 2026')
  assert.equal(dayInMonth('2026-03-19'), '19 March')
  assert.equal(weekdayAndDay('2026-05-11'), 'Monday 11 May 2026')
})

test('instants are London’s, on both sides of the clocks going forward', () => {
  assert.equal(momentInWords(new Date('2026-04-12T15:40:00Z')), '12 April 2026, 16:40')
  assert.equal(momentInWords(new Date('2026-01-12T15:40:00Z')), '12 January 2026, 15:40')
  assert.equal(civilDate(new Date('2026-05-11T23:30:00Z')), '2026-05-12')
  assert.equal(civilDate(new Date('2026-01-11T23:30:00Z')), '2026-01-11')
})

test('a civil date is the same day wherever the server stands', () => {
  assert.equal(dayMonthYear('2026-01-01'), '1 January 2026')
})

test('numbers come with their noun', () => {
  assert.deepEqual(
    [plural(0, 'action'), plural(1, 'action'), plural(4318, 'action'), plural(2, 'person', 'people')],
    ['no actions', '1 action', '4,318 actions', '2 people'],
  )
})
