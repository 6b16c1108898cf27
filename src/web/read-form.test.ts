import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fieldsOf, readDateInput, readForm } from './read-form.ts'

test('each field says its first fault, in the order of the form', () => {
  const schema = z.object({
    name: z.string().min(3, 'Enter a name').max(1, 'Shorter'),
    role: z.enum(['a'], { error: 'Choose one' }),
  })
  const read = readForm(schema, { name: 'xx' })
  assert.ok(!read.ok)
  assert.deepEqual(
    read.problems.map(({ field, message }) => [field, message]),
    [
      ['name', 'Enter a name'],
      ['role', 'Choose one'],
    ],
  )
})

test('dates are read as people type them, and nonsense is refused with an example', () => {
  const date = (day: string, month: string, year: string) =>
    readDateInput({ 'due-day': day, 'due-month': month, 'due-year': year }, 'due', 'the forecast')
  assert.deepEqual(date('1', '9', '2026'), { ok: true, value: '2026-09-01' })
  assert.deepEqual(date('31', 'March', '27'), { ok: true, value: '2027-03-31' })
  assert.deepEqual(date('', '', ''), { ok: true, value: undefined })
  const nonsense = [date('31', '2', '2026'), date('', '3', '2026'), date('x', 'y', 'z'), date('1', '13', '2026')]
  const absurd = ['0000', '0001', '6', '126', '9999', '99999', '1e3', '-1'].map((year) => date('1', '1', year))
  for (const wrong of [...nonsense, ...absurd]) {
    assert.ok(!wrong.ok)
    assert.equal(wrong.problems[0]?.field, 'due-day')
    assert.match(wrong.problems[0]?.message ?? '', /the forecast.*27 3 2027/)
  }
})

test('checkboxes of one name are a list, whether one or several are ticked', () => {
  assert.deepEqual(fieldsOf({ pick: 'a' }, 'pick'), ['a'])
  assert.deepEqual(fieldsOf({ pick: ['a', 'b'] }, 'pick'), ['a', 'b'])
  assert.deepEqual(fieldsOf({}, 'pick'), [])
})
