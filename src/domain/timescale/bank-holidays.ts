import { addDays, type CivilDate, civilDate, weekdayOf, yearOf } from './civil-date.ts'
import { easterSunday } from './easter.ts'

export interface BankHoliday {
  date: CivilDate
  name: string
}

/**
 * Bank holidays of England and Wales in a year, in order: the rules of the Banking and Financial Dealings Act 1971 with
 * substitute days, and those moved or added by proclamation. Right from 1978; announced changes must be added to `oneOffs`.
 */
export function bankHolidays(year: number): BankHoliday[] {
  const known = computed.get(year)
  if (known) return known
  const easter = easterSunday(year)
  const regular: BankHoliday[] = [
    ...newYear(year),
    { date: addDays(easter, -2), name: 'Good Friday' },
    { date: addDays(easter, 1), name: 'Easter Monday' },
    { date: firstMonday(year, 5), name: 'Early May bank holiday' },
    { date: lastMonday(year, 5), name: 'Spring bank holiday' },
    { date: lastMonday(year, 8), name: 'Summer bank holiday' },
    ...christmas(year),
  ]
  const { moved = [], added = [] } = oneOffs[year] ?? {}
  const holidays = [
    ...regular.map((holiday) => {
      const move = moved.find(({ from }) => from === holiday.date)
      return move ? { ...holiday, date: move.to } : holiday
    }),
    ...added,
  ].sort((a, b) => (a.date < b.date ? -1 : 1))
  if (computed.size > 300) computed.clear()
  computed.set(year, holidays)
  return holidays
}

export const isBankHoliday = (date: CivilDate): boolean =>
  bankHolidays(yearOf(date)).some((holiday) => holiday.date === date)

/** By royal proclamation. https://www.gov.uk/bank-holidays and the London Gazette. */
const oneOffs: Record<number, { moved?: { from: CivilDate; to: CivilDate }[]; added?: BankHoliday[] }> = {
  1981: { added: [{ date: '1981-07-29', name: 'Royal wedding' }] },
  1995: { moved: [{ from: '1995-05-01', to: '1995-05-08' }] },
  1999: { added: [{ date: '1999-12-31', name: 'Millennium' }] },
  2002: {
    moved: [{ from: '2002-05-27', to: '2002-06-04' }],
    added: [{ date: '2002-06-03', name: 'Golden Jubilee' }],
  },
  2011: { added: [{ date: '2011-04-29', name: 'Royal wedding' }] },
  2012: {
    moved: [{ from: '2012-05-28', to: '2012-06-04' }],
    added: [{ date: '2012-06-05', name: 'Diamond Jubilee' }],
  },
  2020: { moved: [{ from: '2020-05-04', to: '2020-05-08' }] },
  2022: {
    moved: [{ from: '2022-05-30', to: '2022-06-02' }],
    added: [
      { date: '2022-06-03', name: 'Platinum Jubilee' },
      { date: '2022-09-19', name: 'State funeral of Queen Elizabeth II' },
    ],
  },
  2023: { added: [{ date: '2023-05-08', name: 'Coronation of King Charles III' }] },
}

const computed = new Map<number, BankHoliday[]>()

function newYear(year: number): BankHoliday[] {
  const day = `${year}-01-01`
  const weekday = weekdayOf(day)
  return [{ date: weekday === 6 ? addDays(day, 2) : weekday === 7 ? addDays(day, 1) : day, name: 'New Year’s Day' }]
}

/** Christmas Day on a Saturday gives 27 and 28 December; on a Sunday, 26 and 27; Boxing Day on a Saturday, 25 and 28. */
function christmas(year: number): BankHoliday[] {
  const weekday = weekdayOf(`${year}-12-25`)
  const christmasDay = weekday === 6 || weekday === 7 ? 27 : 25
  const boxingDay = weekday === 6 || weekday === 5 ? 28 : 26
  return [
    { date: `${year}-12-${christmasDay}`, name: 'Christmas Day' },
    { date: `${year}-12-${boxingDay}`, name: 'Boxing Day' },
  ]
}

function firstMonday(year: number, month: number): CivilDate {
  const first = civilDate(year, month, 1) ?? `${year}-05-01`
  return addDays(first, (8 - weekdayOf(first)) % 7)
}

function lastMonday(year: number, month: number): CivilDate {
  const last = civilDate(year, month, 31) ?? `${year}-05-31`
  return addDays(last, -((weekdayOf(last) + 6) % 7))
}
