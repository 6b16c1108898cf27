import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from './civil-date.ts'

/** The civil day in London at an instant. */
export function londonDay(instant: Date): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(london).toPlainDate().toString()
}

/** The last millisecond of a civil day in London: what "as it stood on 29 March" means, also where the clocks change. */
export function endOfLondonDay(date: CivilDate): Date {
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(london)
  return new Date(next.epochMilliseconds - 1)
}

const london = 'Europe/London'
