import type { Snapshot } from '../../../domain/plan/snapshot.ts'
import type { PlanHead } from '../../../store/live-plan.ts'
import type { Form } from '../../../web/ask.ts'
import { dayMonthYear, shortDay } from '../../../web/words.ts'

export function writeReportView(
  plan: Pick<PlanHead, 'id' | 'title' | 'createdAt'>,
  form: Form,
  last: Snapshot | undefined,
  today: string,
) {
  return {
    plan: { title: plan.title, href: `/plans/${plan.id}`, reportsHref: `/plans/${plan.id}/reports` },
    form,
    today: dayMonthYear(today),
    earliest: shortDay(plan.createdAt),
    last:
      last === undefined
        ? undefined
        : `The last report, number ${last.number}, showed ${dayMonthYear(last.position.date)}${last.meeting === null ? '' : ` for ${last.meeting.body}`}. The new one says what has changed since.`,
  }
}

/** What a board's next report has in common with its last: all but the day, the agenda item and what is asked. */
export function keptFromLast(last: Snapshot | undefined): Form {
  const meeting = last?.meeting ?? null
  if (meeting === null) return {}
  return {
    body: meeting.body,
    time: meeting.time ?? '',
    place: meeting.place ?? '',
    reportOf: meeting.reportOf ?? '',
    contact: meeting.contact ?? '',
    openness: meeting.openness ?? '',
  }
}
