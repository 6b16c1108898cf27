import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAfterRef } from './text-after-ref.ts'

test('a number that the reference says already is not said twice', () => {
  assert.equal(textAfterRef('1.ii', 'ii. Hold every interview'), 'Hold every interview')
  assert.equal(textAfterRef('9.i', '(i) Review the rota'), 'Review the rota')
  assert.equal(textAfterRef('2.1', '2.1 Agree a framework'), 'Agree a framework')
  assert.equal(textAfterRef('A3', 'A3: Screen every class'), 'Screen every class')
})

test('words that only look like the number stay', () => {
  assert.equal(textAfterRef('1.a', 'A review of the rota'), 'A review of the rota')
  assert.equal(textAfterRef('7.i-iii', 'i. Agree ii. Train iii. Review'), 'i. Agree ii. Train iii. Review')
  assert.equal(textAfterRef(null, '3. Publish the offer'), '3. Publish the offer')
  assert.equal(textAfterRef('4.2', '24 posts are filled'), '24 posts are filled')
  assert.equal(textAfterRef('1.ii', 'ii.'), 'ii.')
})
