import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultKey } from '../rating/rating-key.ts'
import { parseTimescale } from '../timescale/parse-timescale.ts'
import {
  countByRating,
  daysSilent,
  isLate,
  isOpen,
  isSilent,
  type StandingAction,
  saySlip,
  slipOf,
  stitchesOf,
} from './plan-rules.ts'

const today = '2026-06-15'
const action = (changes: Partial<StandingAction> = {}): StandingAction => ({
  timescale: parseTimescale('March 2026'),
  rating: 'On track',
  lastSaidOn: '2026-06-01',
  isClosed: false,
  ...changes,
})

test('open is neither embedded, closed, nor complete with nobody left to confirm it', () => {
  assert.equal(isOpen(action(), defaultKey), true)
  assert.equal(isOpen(action({ rating: null }), defaultKey), true)
  assert.equal(isOpen(action({ rating: 'Complete' }), defaultKey), false)
  assert.equal(isOpen(action({ rating: 'Complete', isAssured: false }), defaultKey), true)
  assert.equal(isOpen(action({ rating: 'Complete', isAssured: true }), defaultKey), false)
  assert.equal(isOpen(action({ rating: 'Embedded' }), defaultKey), false)
  assert.equal(isOpen(action({ isClosed: true }), defaultKey), false)
  assert.equal(isOpen(action({ isDeleted: true }), defaultKey), false)
})

test('silent is open and without a word for more than 30 days, or ever', () => {
  assert.equal(isSilent(action({ lastSaidOn: '2026-05-16' }), defaultKey, today), false)
  assert.equal(isSilent(action({ lastSaidOn: '2026-05-15' }), defaultKey, today), true)
  assert.equal(isSilent(action({ lastSaidOn: null }), defaultKey, today), true)
  assert.equal(isSilent(action({ lastSaidOn: null, isClosed: true }), defaultKey, today), false)
  assert.equal(daysSilent(action({ lastSaidOn: '2026-05-17' }), today), 29)
  assert.equal(daysSilent(action({ lastSaidOn: null }), today), null)
})

test('late is open, not said to be complete, and past the end of its interval', () => {
  assert.equal(isLate(action(), defaultKey, '2026-03-31'), false)
  assert.equal(isLate(action(), defaultKey, '2026-04-01'), true)
  assert.equal(isLate(action({ rating: 'Complete' }), defaultKey, today), false)
  assert.equal(isLate(action({ isPlaceholder: true }), defaultKey, today), false)
  assert.equal(isLate(action({ timescale: parseTimescale('Ongoing') }), defaultKey, today), false)
  assert.equal(isLate(action({ timescale: parseTimescale('TBC') }), defaultKey, today), false)
})

test('a stitch an open action, in plan order', () => {
  assert.deepEqual(
    stitchesOf([action(), action({ isClosed: true }), action({ lastSaidOn: null })], defaultKey, today),
    ['heard', 'silent'],
  )
})

test('counts by rating are worst first, in the plan’s words, with a line for no rating', () => {
  const counts = countByRating(
    [
      action(),
      action({ rating: null }),
      action({ rating: 'off track' }),
      action({ rating: 'Splendid' }),
      action({ isClosed: true, rating: 'At risk' }),
    ],
    defaultKey,
  )
  const seen = counts.ratings.filter(({ count }) => count > 0).map(({ word, count }) => `${word} ${count}`)
  assert.deepEqual(seen, ['Off track 1', 'On track 1', 'Splendid 1', 'Closed 1', 'No rating 1'])
  assert.equal(counts.ratings.at(0)?.word, 'Off track')
})

test('counts by rating always add up', () => {
  const ratings = fc.option(
    fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('Red', 'Amber', 'on track', 'Complete', 'G', 'Closed')),
  )
  fc.assert(
    fc.property(
      fc.array(fc.record({ rating: ratings, isClosed: fc.boolean(), isDeleted: fc.boolean() })),
      (actions) => {
        const { ratings: lines, all } = countByRating(actions, defaultKey)
        assert.equal(
          lines.reduce((sum, { count }) => sum + count, 0),
          all,
        )
        assert.equal(all, actions.filter(({ isDeleted }) => !isDeleted).length)
        assert.equal(new Set(lines.map(({ word }) => word.toLowerCase())).size, lines.length)
      },
    ),
  )
})

test('slip counts moves and months from the first date agreed', () => {
  const moves = [
    { fromDue: '2026-03-31', toDue: '2026-05-31' },
    { fromDue: '2026-05-31', toDue: '2026-06-30' },
  ]
  assert.equal(saySlip(slipOf('2026-03-31', '2026-06-30', moves)), 'Moved twice, 3 months later')
  assert.equal(saySlip(slipOf('2026-03-31', '2026-04-10', moves.slice(0, 1))), 'Moved once, 10 days later')
  assert.equal(saySlip(slipOf('2026-03-31', '2026-03-31', moves)), 'Moved twice, back to its first date')
  assert.equal(saySlip(slipOf(null, null, [{ fromDue: '2026-03-31', toDue: null }])), 'Moved once')
  assert.equal(saySlip(slipOf('2026-03-31', '2026-03-31', [])), null)
  assert.equal(slipOf(null, '2026-03-31', [{ fromDue: null, toDue: '2026-03-31' }]).moves, 0)
})
