import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HistoryRow, sayHistory } from './say-history.ts'

const row = (changes: Partial<HistoryRow>): HistoryRow => ({
  table: 'action',
  operation: 'update',
  old: {},
  new: {},
  actorName: 'Ana Cole',
  at: '2026-05-11T13:02:00Z',
  reason: null,
  ...changes,
})
const said = (changes: Partial<HistoryRow>): string[] => sayHistory(row(changes)).map(({ sentence }) => sentence)

test('a moved date is said with both dates and the reason', () => {
  assert.deepEqual(
    said({
      old: { due: '2026-03-31', timescale_text: 'Mar-26' },
      new: { due: '2026-06-30', timescale_text: 'Jun-26' },
      reason: 'The supplier is late',
    }),
    ['Ana Cole moved the date from 31 March 2026 to 30 June 2026. Reason: The supplier is late.'],
  )
  assert.deepEqual(
    said({
      table: 'date_move',
      operation: 'insert',
      old: null,
      new: {
        from_due: '2026-03-31',
        from_text: 'Mar-26',
        to_due: '2026-06-30',
        to_text: 'Jun-26',
        why: 'Funding came late.',
        agreed_by: 'the Improvement Board',
      },
    }),
    [
      'Ana Cole moved the date from 31 March 2026 to 30 June 2026, agreed by the Improvement Board. Reason: Funding came late.',
    ],
  )
})

test('a date set, taken away, or put in words', () => {
  assert.deepEqual(
    said({ old: { due: null, timescale_text: '' }, new: { due: '2026-06-30', timescale_text: 'Jun-26' } }),
    ['Ana Cole set the date to 30 June 2026.'],
  )
  assert.deepEqual(
    said({ old: { due: '2026-06-30', timescale_text: 'Jun-26' }, new: { due: null, timescale_text: 'TBC' } }),
    ['Ana Cole moved the date from 30 June 2026 to “TBC”.'],
  )
})

test('an update says the rating and the one before', () => {
  const update = (changes: object, ratingBefore: string | null): string[] =>
    said({
      table: 'progress_update',
      operation: 'insert',
      old: null,
      new: { rating: 'At risk', words: 'Two posts are empty', ...changes },
      ratingBefore,
    })
  assert.deepEqual(update({}, 'On track'), ['Ana Cole said at risk, before that on track.'])
  assert.deepEqual(update({}, 'At risk'), ['Ana Cole said at risk again.'])
  assert.deepEqual(update({}, null), ['Ana Cole said at risk.'])
  assert.deepEqual(update({ forecast: '2026-09-30' }, null), ['Ana Cole said at risk and expects 30 September 2026.'])
  assert.deepEqual(update({ rating: null }, null), ['Ana Cole said how it stands.'])
  assert.equal(
    sayHistory(row({ table: 'progress_update', operation: 'insert', new: { words: 'Two posts are empty' } }))[0]
      ?.quoted,
    'Two posts are empty',
  )
})

test('closing, opening again and deleting give the reason', () => {
  assert.deepEqual(
    said({
      old: { ref: '2.3', closed_at: null },
      new: { ref: '2.3', closed_at: '2026-05-11T13:02:00Z', closed_why: 'Merged into 2.4.' },
    }),
    ['Ana Cole closed action 2.3. Reason: Merged into 2.4.'],
  )
  assert.deepEqual(
    said({ old: { ref: '2.3', closed_at: '2026-05-11T13:02:00Z' }, new: { ref: '2.3', closed_at: null } }),
    ['Ana Cole opened action 2.3 again.'],
  )
  assert.deepEqual(
    said({
      old: { ref: '2.3', deleted_at: null },
      new: { ref: '2.3', deleted_at: '2026-05-11T13:02:00Z', deleted_why: 'Entered twice' },
    }),
    ['Ana Cole deleted action 2.3. Reason: Entered twice.'],
  )
})

test('the plan’s own words are used for its levels and fields', () => {
  const sentences = sayHistory(row({ old: { owners_text: 'HoS' }, new: { owners_text: 'HoS Fostering' } }), {
    owner: 'Who?',
    action: 'Key task',
  })
  assert.equal(sentences[0]?.sentence, 'Ana Cole changed the who? from “HoS” to “HoS Fostering”.')
  assert.equal(
    sayHistory(row({ operation: 'insert', old: null, new: { ref: '4' } }), { action: 'Key task' })[0]?.sentence,
    'Ana Cole added key task 4.',
  )
})

test('owners are added, removed and made lead by name', () => {
  const owner = (operation: 'insert' | 'delete', position: number): string[] =>
    said({
      table: 'action_owner',
      operation,
      old: operation === 'delete' ? { position, as_written: 'OMs' } : null,
      new: operation === 'insert' ? { position, as_written: 'OMs' } : null,
    })
  assert.deepEqual(owner('insert', 0), ['Ana Cole made OMs the lead.'])
  assert.deepEqual(owner('insert', 1), ['Ana Cole added OMs as an owner.'])
  assert.deepEqual(owner('delete', 1), ['Ana Cole removed OMs as an owner.'])
})

test('bookkeeping alone says nothing', () => {
  assert.deepEqual(
    said({
      old: { last_said_at: null, rating: 'On track' },
      new: { last_said_at: '2026-05-11T13:02:00Z', rating: 'At risk' },
    }),
    [],
  )
})

test('any row gives whole sentences, by a doer, without code words', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constant(null),
    fc.integer(),
    fc.constantFrom('2026-03-31', '2026-05-11T13:02:00Z', '5b7c1c6e-1111-4222-8333-444455556666'),
    fc.array(fc.string()),
  )
  const columns = fc.dictionary(
    fc.constantFrom(
      'text',
      'due',
      'timescale_text',
      'closed_at',
      'deleted_at',
      'ref',
      'evidence',
      'position',
      'rating',
      'words',
      'forecast',
      'extra',
      'outcome_id',
      'title',
    ),
    value,
  )
  const rows = fc.record({
    table: fc.constantFrom(
      'action',
      'milestone',
      'outcome',
      'plan',
      'progress_update',
      'date_move',
      'action_owner',
      'owner',
      'something_new',
    ),
    operation: fc.constantFrom('insert' as const, 'update' as const, 'delete' as const),
    old: fc.option(columns),
    new: fc.option(columns),
    actorName: fc.string(),
    at: fc.constant('2026-05-11T13:02:00Z'),
    reason: fc.option(fc.string()),
  })
  fc.assert(
    fc.property(rows, (history) => {
      for (const { sentence, actorName } of sayHistory(history)) {
        assert.ok(sentence.startsWith(`${actorName} `))
        assert.doesNotMatch(sentence.replaceAll(/“[^”]*”/g, ''), /\bundefined\b|\bnull\b|\[object/)
        assert.match(sentence, /[.!?]$/)
      }
    }),
    { numRuns: 3000 },
  )
})
