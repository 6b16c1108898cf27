import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseTimescale } from './parse-timescale.ts'
import { latestOf, parseTimescales, splitTimescales } from './split-timescales.ts'

test('TS-9: dates run together in one cell come apart, as written', () => {
  assert.deepEqual(splitTimescales('Dec 2026 Jan 2027 February 2027'), ['Dec 2026', 'Jan 2027', 'February 2027'])
  assert.deepEqual(splitTimescales('April 2026 April 2026'), ['April 2026', 'April 2026'])
  assert.deepEqual(splitTimescales('February 2027 TBC'), ['February 2027', 'TBC'])
  assert.deepEqual(splitTimescales('TBC tbc'), ['TBC', 'tbc'])
  assert.deepEqual(splitTimescales('1. June 2026 2. July 2026'), ['June 2026', 'July 2026'])
  assert.deepEqual(splitTimescales('31/03/26; 30/06/26'), ['31/03/26', '30/06/26'])
  assert.deepEqual(splitTimescales('March 2026\nTBC\nQuarterly'), ['March 2026', 'TBC', 'Quarterly'])
})

test('TS-9: one timescale stays one', () => {
  for (const text of [
    'Sept 2026 – March 2027',
    'June/July 26',
    'First report June 2026 and then quarterly',
    'Monthly from April 2026',
    'March 2026 and ongoing',
    'between April 2026 and June 2026',
  ]) {
    assert.deepEqual(splitTimescales(text), [text])
  }
  assert.deepEqual(splitTimescales('  '), [])
})

test('TS-10: the latest part speaks for the whole, and TBC is later than any date', () => {
  assert.equal(parseTimescales('Dec 2026 Jan 2027').whole.due, '2027-01-31')
  assert.equal(parseTimescales('March 2027 TBC').whole.kind, 'tbc')
  assert.equal(parseTimescales('March 2027 TBC').whole.text, 'March 2027 TBC')
  assert.equal(latestOf([parseTimescale('June 2026'), parseTimescale('')]).due, '2026-06-30')
  assert.equal(latestOf([]).kind, 'none')
})

test('splitting loses and invents no word', () => {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
  const pieces = fc.array(
    fc.constantFrom('June 2026', 'TBC', '31/03/26', 'ongoing', 'and', 'Sept', 'x y', ';', '\n', '-'),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join(' ')
      const split = splitTimescales(text)
      // Only the word "and" between two parts may go.
      assert.equal(letters(split.join(' ').replace(/\band\b/g, '')), letters(text.replace(/\band\b/g, '')))
    }),
  )
})
