import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { civilDay, serialOfIso, showNumber, showText } from './number-format.ts'

const shown: readonly (readonly [number, string, string])[] = [
  [12, 'General', '12'],
  [0.1 + 0.2, 'General', '0.3'],
  [1.005, '0.00', '1.01'],
  [-1234567.5, '#,##0', '-1,234,568'],
  [-5, '0;(0)', '(5)'],
  [0, '0;-0;"nil"', 'nil'],
  [1, ';;;', ''],
  [0.256, '0.0%', '25.6%'],
  [1234567, '#,##0,"k"', '1,235k'],
  [123456789, '000-00-0000', '123-45-6789'],
  [5, '[<=3]"low";"high"', 'high'],
  [2, '0.##', '2'],
  [46295, 'dddd d mmmm yyyy', 'Wednesday 30 September 2026'],
  [46295, '[$-F800]dddd, mmmm dd, yyyy', '30 September 2026'],
  [46295.75, 'dd/mm/yyyy hh:mm', '30/09/2026 18:00'],
  [46295.75, 'd mmm h:mm AM/PM', '30 Sep 6:00 PM'],
  [1.5, '[h]:mm', '36:00'],
  [46295, 'mm:ss', '00:00'],
]

for (const [value, code, words] of shown)
  test(`${value} under ${code} shows as ${words || 'nothing'}`, () =>
    assert.equal(showNumber(value, code, false).shows, words))

test('a format with words round its text adds them', () => {
  assert.equal(showText('4', '"Action "@'), 'Action 4')
  assert.equal(showText('plain', '0;-0;0;@'), 'plain')
})

test('every day a spreadsheet can hold after 1 March 1900 comes back from its serial', () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
      assert.equal(serialOfIso(civilDay(serial, false) ?? ''), serial)
    }),
  )
})

test('no format code, however wrong, throws or shows nothing it was not told to hide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0#?.,%;@[]"\\_*/ydmhse$-<>=Ge '), maxLength: 30 }),
      fc.double({ noNaN: true }),
      (code, value) => {
        assert.equal(typeof showNumber(value, code, false).shows, 'string')
      },
    ),
  )
})
