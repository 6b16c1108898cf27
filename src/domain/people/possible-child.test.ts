import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findPossibleChildren } from './possible-child.ts'

const found = (text: string) => findPossibleChildren(text).map(({ words, looksLike }) => `${words}: ${looksLike}`)

test('an NHS number is known by its check figure', () => {
  assert.deepEqual(found('Seen under 943 476 5919 in May'), ['943 476 5919: an NHS number'])
  assert.deepEqual(found('Call 943 476 5918 for the rota'), [], 'the last figure does not agree')
})

test('a unique pupil number is known by its check letter', () => {
  assert.deepEqual(found('UPN T123456789012'), [])
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
  const digits = '203456789012'
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0)
  assert.deepEqual(found(`UPN ${letters[sum % 23]}${digits} moved`), [
    `${letters[sum % 23]}${digits}: a unique pupil number`,
  ])
})

test('a date of birth, initials with an age and a child named by initials are asked about', () => {
  assert.deepEqual(found('DOB 04/05/2012'), ['DOB 04/05/2012: a date of birth'])
  assert.deepEqual(found('JT (14) has no school place'), ['JT (14): initials with an age'])
  assert.deepEqual(found('Plan for child K agreed'), ['child K: a child named by initials'])
  assert.deepEqual(found('Maya aged 9 was not seen'), ['Maya aged 9: a name with an age'])
})

test('what plans say every day is left alone', () => {
  for (const text of [
    'Children aged 11 and over are asked',
    'ALL DAY TIME YP TO BE ACCOMPANIED',
    'HoS (2) and QA lead',
    'Report to board by 31/03/2026, then quarterly',
    'Phone 020 7946 0000',
    'Reduce from 1000000000 to 2',
    'Every young person is met',
  ])
    assert.deepEqual(found(text), [], text)
})

test('any text is answered, and only with its own words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const { words } of findPossibleChildren(text)) assert.ok(text.includes(words))
    }),
  )
})
