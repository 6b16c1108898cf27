import { z } from 'zod'
import type { SnapshotMeeting } from '../../../domain/plan/snapshot.ts'
import { accept, type Problem, type Result } from '../../../domain/problem.ts'
import type { Form } from '../../../web/ask.ts'
import { readDateInput, readForm } from '../../../web/read-form.ts'

export interface AskedReport {
  /** The civil day at whose end the plan is shown; absent for now. */
  on: string | undefined
  meeting: SnapshotMeeting | null
}

/** A report may be written for no meeting at all; what is said of one needs its name and day. */
export function readReportForm(form: Form): Result<AskedReport> {
  const fields = readForm(reportFields, form)
  const on = readDateInput(form, 'on', 'the day')
  const date = readDateInput(form, 'date', 'the day of the meeting')
  const problems: Problem[] = [fields, on, date].flatMap((read) => (read.ok ? [] : read.problems))
  const said = fields.ok ? fields.value : undefined
  const isForMeeting =
    !date.ok || date.value !== undefined || [said?.body, said?.time, said?.item, said?.asks].some((words) => words)
  if (isForMeeting && said?.body === '')
    problems.push({ code: 'missing', field: 'body', message: 'Enter the board or committee the report is for' })
  if (isForMeeting && date.ok && date.value === undefined)
    problems.push({ code: 'missing', field: 'date-day', message: 'Enter the day of the meeting' })
  if (problems.length > 0 || !fields.ok || !on.ok || !date.ok) return { ok: false, problems }
  if (date.value === undefined) return accept({ on: on.value, meeting: null })
  const { body, time, place, item, reportOf, contact, openness, asks } = fields.value
  const orNull = (words: string) => (words === '' ? null : words)
  return accept({
    on: on.value,
    meeting: {
      body,
      date: date.value,
      time: orNull(time),
      place: orNull(place),
      item: orNull(item),
      reportOf: orNull(reportOf),
      contact: orNull(contact),
      openness: orNull(openness),
      asks: asks
        .split('\n')
        .map((line) => line.replace(/^\s*(?:\d+[.)]|[-•*])\s*/, '').trim())
        .filter((line) => line !== ''),
    },
  })
}

const line = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`).default('')

const reportFields = z.object({
  body: line(200),
  time: line(60),
  place: line(300),
  item: line(120),
  reportOf: line(200),
  contact: line(300),
  openness: line(120),
  asks: line(4000),
})
