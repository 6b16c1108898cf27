import { isPaperKind, paperKinds } from '../../../papers/paper-kinds.ts'
import type { ListedSnapshot } from '../../../store/snapshot-store.ts'
import { dayMonthYear, momentInWords, plural } from '../../../web/words.ts'

export function listReportsView(snapshots: readonly ListedSnapshot[]) {
  const [newest] = snapshots
  return {
    lead:
      newest === undefined
        ? ''
        : `${capital(plural(snapshots.length, 'report'))}. The newest shows the plan on ${dayMonthYear(newest.date)}.`,
    rows: snapshots.map(({ id, number, date, meeting, takenAt, takenBy, files }) => ({
      href: `/reports/${id}`,
      number,
      position: dayMonthYear(date),
      body: meeting?.body ?? 'For no meeting',
      meeting: meeting === null ? undefined : dayMonthYear(meeting.date),
      written: momentInWords(takenAt),
      by: takenBy === null ? 'from the command line' : `by ${takenBy}`,
      files: sayFiles(files),
    })),
  }
}

/** "Board report, scrutiny deck": what was taken from it so far. */
function sayFiles(files: ListedSnapshot['files']): string {
  const names = new Set(files.map(({ paper }) => (isPaperKind(paper) ? paperKinds[paper].name : paper)))
  return names.size === 0 ? 'none yet' : [...names].map((name, i) => (i === 0 ? name : name.toLowerCase())).join(', ')
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
