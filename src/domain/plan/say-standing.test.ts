import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultKey } from '../rating/rating-key.ts'
import { keyOfStored, offeredRatings } from '../rating/stored-key.ts'
import { parseTimescale } from '../timescale/parse-timescale.ts'
import { noTimescale } from '../timescale/timescale.ts'
import { countSteps } from './indicated.ts'
import { levelNames } from './level-names.ts'
import { type SayableAction, sayStanding } from './say-standing.ts'

const today = '2026-05-11'
const action = (changes: Partial<SayableAction> = {}): SayableAction => ({
  timescale: noTimescale,
  rating: 'On track',
  lastSaidOn: '2026-05-02',
  isClosed: false,
  forecast: null,
  milestones: { all: 0, done: 0, late: 0 },
  isConfirmed: false,
  firstDue: null,
  moves: 0,
  ...changes,
})
const stands = (changes: Partial<SayableAction> = {}, options = {}) =>
  sayStanding(action(changes), defaultKey, today, options)

test('an action past its date says how late it is, and the facts contradict "on track"', () => {
  const said = stands({ timescale: parseTimescale('END MAR 2026') })
  assert.equal(said.late, '41 days late')
  assert.equal(said.read, 'was 31 Mar 2026')
  assert.deepEqual(said.factsSay, { word: 'Off track', shape: 'off-track' })
  assert.equal(said.rating.word, 'On track', 'the rule never speaks for the owner')
})

test('what is off track already is not contradicted by being late', () => {
  assert.equal(stands({ rating: 'Off track', timescale: parseTimescale('END MAR 2026') }).factsSay, null)
})

test('a forecast after the date suggests off track, and one before it nothing', () => {
  const timescale = parseTimescale('Jun-26')
  assert.equal(stands({ timescale, forecast: '2026-09-30' }).factsSay?.shape, 'off-track')
  assert.equal(stands({ timescale, forecast: '2026-06-01' }).factsSay, null)
})

test('silence contradicts a rating, but is a figure of its own where nobody ever rated', () => {
  assert.equal(stands({ lastSaidOn: '2026-03-25' }).factsSay?.shape, 'at-risk')
  const never = stands({ rating: null, lastSaidOn: null })
  assert.deepEqual([never.isSilent, never.heard, never.factsSay], [true, 'Never', null])
  assert.equal(stands({ rating: 'On track', lastSaidOn: '2026-03-25' }, { isDraft: true }).isSilent, false)
})

test('complete with steps not done is doubted; closed and placeholders never are', () => {
  const milestones = { all: 3, done: 2, late: 1 }
  assert.equal(stands({ rating: 'Complete', milestones }).factsSay?.shape, 'at-risk')
  assert.deepEqual(stands({ isClosed: true, milestones }).facts, [])
  assert.deepEqual(stands({ isPlaceholder: true, timescale: parseTimescale('Jan 2020') }).facts, [])
})

test('closed before it was done reads closed, and after it was done what it was', () => {
  assert.deepEqual(stands({ isClosed: true }).rating, { word: 'Closed', shape: 'closed' })
  assert.equal(stands({ isClosed: true, rating: 'Complete' }).rating.shape, 'complete')
})

test('a guess looks like one until somebody confirms it', () => {
  const timescale = parseTimescale('Bi-monthly')
  assert.equal(stands({ timescale }).isGuess, true)
  assert.equal(stands({ timescale, isConfirmed: true }).isGuess, false)
})

test('the slip counts times and months from the date first agreed', () => {
  const said = stands({ timescale: parseTimescale('Jun-26'), firstDue: '2026-03-31', moves: 2 })
  assert.equal(said.slip, 'Moved twice, 3 months later')
})

test('a step is done by its day or by its rating', () => {
  const steps = [
    { due: '2026-01-31', doneOn: '2026-02-03', rating: null },
    { due: '2026-01-31', doneOn: null, rating: 'Complete' },
    { due: '2026-01-31', doneOn: null, rating: null },
    { due: null, doneOn: null, rating: null },
  ]
  assert.deepEqual(countSteps(steps, defaultKey, today), { all: 4, done: 2, late: 1 })
})

test('a key stored as words and fills has its shapes, worst first, and its own word stays', () => {
  const key = keyOfStored([
    { word: 'Green', fill: '00B050' },
    { word: 'Red' },
    { word: 'Done and dusted', shape: 'complete' },
  ])
  assert.deepEqual(
    key.map(({ word, shape }) => [word, shape]),
    [
      ['Red', 'off-track'],
      ['Green', 'on-track'],
      ['Done and dusted', 'complete'],
    ],
  )
  assert.deepEqual(keyOfStored([]), defaultKey)
})

test('an owner can say what the document never had to: in colours where the plan rates in colours', () => {
  const words = (stored: { word: string }[]) => offeredRatings(keyOfStored(stored)).map(({ word }) => word)
  assert.deepEqual(words([{ word: 'Green' }]), ['Red', 'Amber', 'Green', 'Complete'])
  assert.deepEqual(words([{ word: 'On track' }]), ['Off track', 'At risk', 'On track', 'Complete'])
  assert.deepEqual(words([{ word: 'Red' }, { word: 'Amber' }, { word: 'Green' }, { word: 'Blue' }]).length, 4)
})

test('a plan’s own words for its levels have a plural and a singular; a question is no name', () => {
  const outcome = (word: string) => levelNames({ outcome: word }).outcome
  assert.deepEqual(outcome('AREA FOR IMPROVEMENT').inSentence, {
    one: 'area for improvement',
    many: 'areas for improvement',
    a: 'an area for improvement',
  })
  assert.equal(outcome('Priorities').one, 'Priority')
  assert.equal(outcome('KLOE').many, 'KLOEs')
  assert.equal(outcome('What will be different?').one, 'Outcome')
})
