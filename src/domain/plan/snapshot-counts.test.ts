import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { exampleSnapshot } from '../../../tests/support/example-snapshot.ts'
import { shapeOf } from '../rating/rating-key.ts'
import { isWorse } from '../rating/rating-shape.ts'
import type { Snapshot } from './snapshot.ts'
import {
  countedActions,
  differences,
  lateActions,
  movedActions,
  movementsSinceLast,
  planInOrder,
  ratingsBySection,
  ratingsIndicated,
  ratingsLastTime,
  ratingsOf,
  silentActions,
  slipOfAction,
  undatedActions,
  unrated,
} from './snapshot-counts.ts'

const refs = (actions: { ref: string | null }[]) => actions.map((action) => action.ref)
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)

test('sections’ counts sum to the counts of all, rating by rating', () => {
  const { sections, all } = ratingsBySection(exampleSnapshot())
  assert.equal(all.total, 12)
  assert.equal(sum(all.counts), 12)
  for (const word of Object.keys(all.counts))
    assert.equal(
      sections.reduce((total, section) => total + (section.counts[word] ?? 0), 0),
      all.counts[word],
      word,
    )
})

test('an action is late, silent, moved or undated by the rules of the house', () => {
  const snapshot = exampleSnapshot()
  assert.deepEqual(refs(lateActions(snapshot)), ['1.2'])
  assert.deepEqual(refs(silentActions(snapshot)), ['4.1', '3.4'])
  assert.deepEqual(refs(undatedActions(snapshot)), ['3.4'])
  assert.deepEqual(refs(movedActions(snapshot)), ['4.2', '2.1', '1.2', '3.1'])
  const twice = movedActions(snapshot).find((action) => action.ref === '2.1')
  assert.ok(twice)
  assert.equal(slipOfAction(twice).moves, 2)
  assert.equal(slipOfAction(twice).months, 9)
})

test('nobody is silent in a plan that was only read', () => {
  assert.deepEqual(silentActions(exampleSnapshot({ isLive: false })), [])
})

test('last time’s counts and the movements make the counts now', () => {
  const words = ['Off track', 'At risk', 'On track', 'Complete', 'Not started', null]
  const base = exampleSnapshot()
  const before = fc.array(fc.record({ rating: fc.constantFrom(...words), isGone: fc.boolean(), isNew: fc.boolean() }), {
    minLength: 12,
    maxLength: 12,
  })
  fc.assert(
    fc.property(before, (changes) => {
      const actions = base.actions.flatMap((action, index) => {
        const change = changes[index]
        if (change === undefined) return []
        const was = { id: action.id, ref: action.ref, rating: change.rating, due: action.timescale.due }
        return change.isNew ? [] : change.isGone ? [{ ...was, id: `gone-${index}` }] : [was]
      })
      const snapshot: Snapshot = { ...base, previous: { date: '2026-09-10', number: 6, actions } }
      const counts = { ...ratingsLastTime(snapshot)?.counts }
      const movements = movementsSinceLast(snapshot)
      assert.ok(movements)
      const add = (word: string | null | undefined, by: number) => {
        const name = word ?? unrated
        counts[name] = (counts[name] ?? 0) + by
      }
      for (const group of movements.moved) {
        add(group.from, -group.actions.length)
        add(group.to, group.actions.length)
      }
      for (const action of movements.added) add(action.rating?.word, 1)
      for (const action of movements.removed) add(action.rating, -1)
      assert.deepEqual(counts, ratingsBySection(snapshot).all.counts)
    }),
  )
})

test('a word that the key does not have is counted under itself, never as another', () => {
  const base = exampleSnapshot()
  const actions = base.actions.map((action, index) =>
    index === 0 ? { ...action, rating: { word: 'Awaiting Ofsted', saidOn: null, saidBy: null } } : action,
  )
  const { all } = ratingsBySection({ ...base, actions })
  assert.equal(all.counts['Awaiting Ofsted'], 1)
  assert.equal(sum(all.counts), 12)
})

test('placeholders are shown in the plan and counted nowhere', () => {
  const base = exampleSnapshot()
  const actions = base.actions.map((action, index) => (index === 0 ? { ...action, isPlaceholder: true } : action))
  const snapshot = { ...base, actions }
  assert.equal(countedActions(snapshot).length, 11)
  const shown = planInOrder(snapshot).flatMap((section) => section.groups.flatMap((group) => group.actions))
  assert.equal(shown.length, 12)
})

test('every action stands in the plan exactly once, whatever its section and outcome', () => {
  const base = exampleSnapshot()
  const place = fc.record({
    sectionId: fc.constantFrom('section-1', 'section-2', 'unknown', null),
    outcomeId: fc.constantFrom('outcome-1', 'outcome-3', 'unknown', null),
  })
  fc.assert(
    fc.property(fc.array(place, { minLength: 12, maxLength: 12 }), (places) => {
      const actions = base.actions.map((action, index) => ({ ...action, ...places[index] }))
      const shown = planInOrder({ ...base, actions }).flatMap((section) =>
        section.groups.flatMap((group) => group.actions.map((action) => action.id)),
      )
      assert.deepEqual([...shown].sort(), actions.map((action) => action.id).sort())
    }),
  )
})

test('facts that suggest worse than the owner says stand beside the rating, with every reason', () => {
  const snapshot = exampleSnapshot()
  assert.deepEqual(
    differences(snapshot).map(({ action, owner, facts, why }) => [action.ref, owner, facts, why]),
    [
      ['1.2', 'On track', 'Off track', ['Its date, 30 September 2026, was 30 days ago.']],
      ['3.4', 'Not started', 'At risk', ['Nothing was said for 36 days.']],
    ],
  )
  const later = snapshot.actions.map((action) =>
    action.ref === '1.1' ? action : { ...action, forecast: '2028-01-31' },
  )
  const found = differences({ ...snapshot, actions: later })
  assert.deepEqual(refs(found.map(({ action }) => action)), ['1.2', '2.1', '3.2', '4.1', '3.4'])
  assert.equal(found[1]?.why[0], 'The owner’s forecast, 31 January 2028, is after the date, 31 January 2027.')
})

test('what the facts indicate sums to the same total, in words of the plan’s key, never better than the owner says', () => {
  const base = exampleSnapshot()
  const words = base.key.map((entry) => entry.word)
  const row = fc.record({
    rating: fc.constantFrom(...words, 'Green', 'Awaiting Ofsted', null),
    due: fc.constantFrom('2026-01-31', '2027-01-31', null),
    forecast: fc.constantFrom('2027-06-30', null),
    saidOn: fc.constantFrom('2026-01-01', '2026-10-29'),
  })
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 12, maxLength: 12 }),
      fc.subarray(base.key, { minLength: 1 }),
      fc.boolean(),
      (rows, key, isLive) => {
        const actions = base.actions.map((action, index) => {
          const { rating, due, forecast, saidOn } = rows[index] ?? {
            rating: null,
            due: null,
            forecast: null,
            saidOn: '',
          }
          return {
            ...action,
            forecast,
            rating: rating === null ? null : { word: rating, saidOn: null, saidBy: null },
            timescale: { ...action.timescale, due },
            update: action.update && { ...action.update, saidOn },
          }
        })
        const snapshot = { ...base, key, actions, isLive }
        const indicated = ratingsIndicated(snapshot)
        assert.equal(sum(indicated.counts), 12)
        assert.equal(indicated.total, ratingsBySection(snapshot).all.total)
        for (const { owner, facts, why } of differences(snapshot)) {
          assert.ok(ratingsOf(snapshot).some((entry) => entry.word === facts))
          assert.ok(isWorse(shapeOf(ratingsOf(snapshot), facts), shapeOf(ratingsOf(snapshot), owner)))
          assert.ok(why.length > 0)
        }
      },
    ),
  )
})
