import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contrast, textColourOn } from './colour.ts'
import { defaultKey, findEntry, keyFrom, readLegend, shapeOf } from './rating-key.ts'
import { isWorse, shapes } from './rating-shape.ts'

const inShort = (key: ReturnType<typeof keyFrom>): string[] => (key ?? []).map(({ word, shape }) => `${word} ${shape}`)

test('RR-8: the key is the words seen, each once, worst first', () => {
  const key = keyFrom([
    { value: 'Green', fill: '00B050' },
    { value: 'Red' },
    { value: 'green' },
    { value: 'Blue' },
    { value: 'Amber' },
  ])
  assert.deepEqual(inShort(key), ['Red off-track', 'Amber at-risk', 'Green on-track', 'Blue complete'])
  assert.equal(key?.[2]?.fill, '00B050')
  assert.equal(keyFrom([]), null)
})

test('RR-9: a legend says what a colour means, and that outweighs custom', () => {
  const key = keyFrom([{ value: 'Green' }], readLegend('Key: Red = not started, Amber = in progress, Green = complete'))
  assert.deepEqual(inShort(key), ['Amber on-track', 'Green complete', 'Red not-started'])
  assert.deepEqual(inShort(keyFrom([], readLegend('Blue: Complete & embedded'))), ['Blue embedded'])
})

test('RR-9: legends in words are read, prose is left alone', () => {
  assert.deepEqual(
    readLegend('RAG key: R – Not on track A – Some delay G – On track').map(
      ({ word, meaning }) => `${word}: ${meaning}`,
    ),
    ['R: Not on track', 'A: Some delay', 'G: On track'],
  )
  assert.deepEqual(readLegend('Purple (embedded)', '7030A0'), [{ word: 'Purple', fill: '7030A0', meaning: 'embedded' }])
  for (const prose of ['The green team met in May', 'Complete: the form was sent', 'Red Lion Street', ''])
    assert.deepEqual(readLegend(prose), [], prose)
})

test('RR-10: a word finds its entry by word, by fill, or by the only one of its shape', () => {
  const key =
    keyFrom([
      { value: 'Red', fill: 'FF0000' },
      { value: 'Green', fill: '00B050' },
    ]) ?? []
  assert.equal(findEntry(key, 'GREEN')?.word, 'Green')
  assert.equal(findEntry(key, 'R')?.word, 'Red')
  assert.equal(findEntry(key, 'Good', '00b050')?.word, 'Green')
  assert.equal(findEntry(key, 'Off track'), null)
  assert.equal(shapeOf(key, 'Off track'), 'off-track')
  assert.equal(shapeOf(key, null), 'none')
  assert.equal(shapeOf(key, 'Splendid'), 'none')
})

test('the default key has a shape a word, worst first', () => {
  const order = defaultKey.map(({ shape }) => shapes.indexOf(shape))
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  )
  assert.equal(new Set(order).size, order.length)
  assert.equal(isWorse('off-track', 'at-risk'), true)
})

test('text on any fill has a contrast of at least 4.5', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-F]{6}$/), (fill) =>
      assert.ok(contrast(fill, textColourOn(fill)) >= 4.5, fill),
    ),
    { numRuns: 3000 },
  )
  assert.equal(textColourOn('FF0000').length, 6)
  assert.equal(textColourOn('FFFFFF'), '17212B')
  assert.equal(textColourOn('002060'), 'FFFFFF')
})
