import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interleave, median, quantile } from './statistics.ts'

test('the median is the middle value, or between the middle two', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 2, 9]), 3)
})

test('a quantile is a value that was measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  assert.equal(quantile(values, 0.5), 50)
  assert.equal(quantile(values, 0.99), 99)
  assert.equal(quantile([7], 0.99), 7)
})

test('works are run in turn, and the first round is not counted', async () => {
  const order: string[] = []
  const times = await interleave([() => order.push('a'), () => order.push('b')], { runs: 2, milliseconds: 10_000 })
  assert.deepEqual(order, ['a', 'b', 'a', 'b', 'a', 'b'])
  assert.deepEqual(
    times.map(({ length }) => length),
    [2, 2],
  )
})
