import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChangeRow, tellHistory } from './tell-history.ts'

let seq = 0
const change = (changes: Partial<ChangeRow>): ChangeRow => ({
  seq: ++seq,
  at: new Date('2026-05-11T08:12:00Z'),
  operation: 'update',
  table: 'action',
  rowId: 'a',
  outcomeId: 'o',
  actionId: 'a',
  old: null,
  new: null,
  actor: 'account',
  actorName: 'Ana Cole',
  why: null,
  transaction: 1,
  ...changes,
})
/** Newest first, as the store gives them. */
const tell = (...changes: Partial<ChangeRow>[]) =>
  tellHistory(changes.map(change).reverse()).map(({ sentences }) => sentences.map(({ text }) => text))

test('a moved date is said once, with who agreed and why', () => {
  const told = tell(
    {
      table: 'date_move',
      operation: 'insert',
      rowId: 'm',
      new: {
        milestone_id: null,
        from_due: '2026-03-31',
        to_due: '2026-06-30',
        why: 'Tender re-run',
        agreed_by: 'the board',
      },
    },
    {
      old: { due: '2026-03-31', timescale_text: 'Mar-26', timescale_confirmed_at: null },
      new: { due: '2026-06-30', timescale_text: 'Jun-26', timescale_confirmed_at: 'x' },
    },
  )
  assert.deepEqual(told, [
    ['Ana Cole moved the date from 31 March 2026 to 30 June 2026, agreed by the board. Reason: Tender re-run.'],
  ])
})

test('an update says what was said before it, known from the action it changed', () => {
  const told = tell(
    {
      table: 'progress_update',
      operation: 'insert',
      rowId: 'u',
      new: { rating: 'At risk', words: 'Two have left', said_by: 'x' },
    },
    { old: { rating: 'On track', last_said_at: null }, new: { rating: 'At risk', last_said_at: 'x' } },
  )
  assert.deepEqual(told, [['Ana Cole said at risk, before that on track.']])
})

test('the same rating again is said to be again', () => {
  const told = tell(
    {
      table: 'progress_update',
      operation: 'insert',
      rowId: 'u',
      new: { rating: 'At risk', words: 'As before', said_by: 'x' },
    },
    { old: { last_said_at: null }, new: { last_said_at: 'x' } },
  )
  assert.deepEqual(told, [['Ana Cole said at risk again.']])
})

test('owners rewritten are said once, and only owners moved are said as such', () => {
  const rewritten = tell(
    { old: { owners_text: 'Head of Service' }, new: { owners_text: 'Practice Lead' } },
    { table: 'action_owner', operation: 'delete', rowId: null, old: { as_written: 'Head of Service', position: 0 } },
    { table: 'action_owner', operation: 'insert', rowId: null, new: { as_written: 'Practice Lead', position: 0 } },
  )
  assert.equal(rewritten.flat().length, 1)
  assert.match(rewritten.flat()[0] ?? '', /from “Head of Service” to “Practice Lead”/)
})

test('what came in with an action is not said piece by piece, but what a person said at once is', () => {
  const told = tell(
    { operation: 'insert', new: { ref: '1.2', text: 'Audit' } },
    { table: 'action_owner', operation: 'insert', rowId: null, new: { as_written: 'QA Lead', position: 0 } },
    { table: 'milestone', operation: 'insert', rowId: 'm', new: { text: 'Step' } },
    { table: 'progress_update', operation: 'insert', rowId: 'u', new: { rating: 'Green', said_by: null } },
  )
  assert.deepEqual(told, [['Ana Cole added action 1.2.']])
})

test('saves come newest first, each saved subject by itself, and a system is no person', () => {
  const told = tell(
    { transaction: 1, old: { ref: '1' }, new: { ref: '2' } },
    {
      transaction: 2,
      actionId: 'b',
      rowId: 'b',
      old: { ref: '3' },
      new: { ref: '4' },
      actorName: null,
      actor: 'system:first-start',
    },
  )
  assert.equal(told.length, 2)
  assert.match(told[0]?.[0] ?? '', /^Golden Thread changed the reference from “3” to “4”/)
})
