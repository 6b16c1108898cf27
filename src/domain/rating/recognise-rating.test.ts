import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { recogniseRating } from './recognise-rating.ts'

const said = (text: string, fill: string | null = null, isRatingColumn = true): string => {
  const reading = recogniseRating({ text, fill }, isRatingColumn)
  return reading ? `${reading.value} ${reading.shape} ${reading.source}${reading.isGuess ? ' ?' : ''}` : 'none'
}

test('RR-2: words of a rating are kept as written', () => {
  const table: [string, string][] = [
    ['Red', 'Red off-track text'],
    ['AMBER', 'AMBER at-risk text'],
    ['Green', 'Green on-track text'],
    ['Blue', 'Blue complete text'],
    ['Purple', 'Purple embedded text'],
    ['Grey', 'Grey not-started text'],
    ['White', 'White not-started text'],
    ['Amber-Green', 'Amber-Green at-risk text'],
    ['Green plus', 'Green plus on-track text'],
    ['Amber E', 'Amber E at-risk text'],
    ['Green – on track', 'Green – on track on-track text'],
    ['On track', 'On track on-track text'],
    ['Off track', 'Off track off-track text'],
    ['Delayed', 'Delayed off-track text'],
    ['In progress', 'In progress on-track text'],
    ['Partially achieved', 'Partially achieved at-risk text'],
    ['Not achieved', 'Not achieved off-track text'],
    ['Achieved', 'Achieved complete text'],
    ['Complete', 'Complete complete text'],
    ['Completed and embedded', 'Completed and embedded embedded text'],
    ['Not started', 'Not started not-started text'],
    ['Closed', 'Closed closed text'],
  ]
  for (const [text, reading] of table) assert.equal(said(text), reading, text)
})

test('RR-3: letters count in a rating column only', () => {
  assert.equal(said('R'), 'R off-track text')
  assert.equal(said('a'), 'a at-risk text')
  assert.equal(said('A/G'), 'A/G at-risk text')
  assert.equal(said('B'), 'B complete text')
  assert.equal(said('R', null, false), 'none')
  assert.equal(said('Complete', null, false), 'none')
})

test('RR-4: signs', () => {
  assert.equal(said('✓'), '✓ complete text')
  assert.equal(said('✗'), '✗ off-track text ?')
  assert.equal(said('🔴'), 'Red off-track text')
  assert.equal(said('🟠'), 'Amber at-risk text')
  assert.equal(said('🟢'), 'Green on-track text')
  assert.equal(said('🔵'), 'Blue complete text')
  assert.equal(recogniseRating({ text: '●', textColour: 'FF0000' })?.value, 'Red')
  for (const arrow of ['▲', '▼', '↑', '↓', '→', '◄']) assert.equal(said(arrow), 'none')
})

test('RR-1: prose, percentages and dates are never ratings', () => {
  for (const text of [
    'This is going well and is now green',
    '75%',
    '75% complete',
    '31/03/26',
    'Ana Cole',
    'Complete the form and send it',
    'N/A',
    'Red Lion Street',
    '',
  ])
    assert.equal(said(text), 'none', text)
})

test('RR-6: strong fills are ratings, pale ones and greys are not outside a rating column', () => {
  const strong: [string, string][] = [
    ['00B050', 'Green'],
    ['92D050', 'Green'],
    ['FFC000', 'Amber'],
    ['FFBF00', 'Amber'],
    ['ED7D31', 'Amber'],
    ['FFFF00', 'Amber'],
    ['FF0000', 'Red'],
    ['C00000', 'Red'],
    ['00B0F0', 'Blue'],
    ['0070C0', 'Blue'],
    ['5B9BD5', 'Blue'],
    ['7030A0', 'Purple'],
    ['C6EFCE', 'Green'],
    ['FFEB9C', 'Amber'],
    ['FFC7CE', 'Red'],
  ]
  for (const [fill, name] of strong) {
    assert.equal(recogniseRating({ text: '', fill }, false)?.value, name, fill)
    assert.equal(recogniseRating({ text: '', fill }, true)?.isGuess, undefined, fill)
  }
  for (const fill of [
    'FFFFFF',
    'D9D9D9',
    'F2F2F2',
    'DDEBF7',
    'E2EFDA',
    'FCE4D6',
    'BDD7EE',
    '000000',
    '808080',
    '00B0A0',
  ]) {
    assert.equal(said('', fill, false), 'none', fill)
  }
})

test('RR-7: a doubtful fill in a rating column is a guess with its reason', () => {
  const reading = recogniseRating({ text: '', fill: 'E2EFDA' }, true)
  assert.equal(reading?.value, 'Green')
  assert.equal(reading?.doubt, 'The colour of this cell (E2EFDA) is read as green.')
  assert.equal(said('', '808080'), 'Grey not-started fill ?')
})

test('RR-5: the word outweighs the fill, and a clash is doubted', () => {
  assert.equal(said('Green', '00B050'), 'Green on-track text')
  assert.equal(said('Green', 'FF0000'), 'Green on-track text ?')
  assert.equal(said('On track', 'FFFFFF'), 'On track on-track text')
})

test('any words and fill give a reading or none, never a fault, and keep the words', () => {
  const fills = fc.option(fc.stringMatching(/^[0-9A-F]{6}$/))
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fills, fc.boolean(), (text, fill, isRatingColumn) => {
      const reading = recogniseRating({ text, fill }, isRatingColumn)
      if (reading?.source === 'text') assert.ok(text.replace(/\s+/g, ' ').includes(reading.value))
      if (reading?.isGuess) assert.ok(reading.doubt)
    }),
    { numRuns: 3000 },
  )
})
