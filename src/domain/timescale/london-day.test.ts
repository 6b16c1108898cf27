import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOfLondonDay, londonDay } from './london-day.ts'

test('a day in London ends an hour earlier by universal time in summer', () => {
  assert.equal(endOfLondonDay('2026-01-15').toISOString(), '2026-01-15T23:59:59.999Z')
  assert.equal(endOfLondonDay('2026-07-15').toISOString(), '2026-07-15T22:59:59.999Z')
})

test('the days on which the clocks change end at their own midnight', () => {
  assert.equal(endOfLondonDay('2026-03-29').toISOString(), '2026-03-29T22:59:59.999Z')
  assert.equal(endOfLondonDay('2026-10-25').toISOString(), '2026-10-25T23:59:59.999Z')
})

test('the end of a day is still that day, and a millisecond later is the next', () => {
  for (const date of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2027-12-31']) {
    const end = endOfLondonDay(date)
    assert.equal(londonDay(end), date)
    assert.ok(londonDay(new Date(end.getTime() + 1)) > date)
  }
})
