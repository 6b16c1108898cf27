import { isPaperFormat, paperFormats } from '../../../documents/write/write-paper.ts'
import type { Snapshot } from '../../../domain/plan/snapshot.ts'
import { ratingsBySection, ratingsLastTime, ratingsOf, unrated } from '../../../domain/plan/snapshot-counts.ts'
import { shapes } from '../../../domain/rating/rating-shape.ts'
import { isPaperKind, paperKinds } from '../../../papers/paper-kinds.ts'
import { changeSentences, headline } from '../../../papers/summary.ts'
import type { StoredSnapshot, WrittenFile } from '../../../store/snapshot-store.ts'
import { dayMonthYear, momentInWords, numberInWords } from '../../../web/words.ts'

export interface ReportFacts {
  snapshot: StoredSnapshot
  /** Undefined where the plan was deleted since: its reports stay. */
  plan: { id: string; title: string } | undefined
  files: WrittenFile[]
}

export function showReportView({ snapshot, plan, files }: ReportFacts) {
  const { content } = snapshot
  const base = `/reports/${snapshot.id}`
  return {
    title: `The plan on ${dayMonthYear(content.position.date)}`,
    caption: `Report ${content.number ?? ''}, frozen ${momentInWords(snapshot.takenAt)}`,
    plan: {
      title: content.plan.title,
      href: plan === undefined ? undefined : `/plans/${plan.id}`,
      reportsHref: plan === undefined ? undefined : `/plans/${plan.id}/reports`,
    },
    lead: headline(content),
    counts: countsOf(content),
    since: content.previous === null ? undefined : dayMonthYear(content.previous.date),
    changes: changeSentences(content),
    meeting: meetingOf(content),
    first: firstPaper(content, base),
    papers: Object.entries(paperKinds).map(([kind, { name, purpose, formats }]) => ({
      name,
      purpose,
      links: formats.map((format) => ({
        href: `${base}/${kind}/${format}`,
        text: paperFormats[format].name,
        says: `${name} ${format === 'html' ? 'as a web page' : `in ${paperFormats[format].name}`}`,
      })),
    })),
    files: files.map(({ paper, format, sha256, bytes, writtenAt }) => ({
      name: isPaperKind(paper) ? paperKinds[paper].name : paper,
      format: isPaperFormat(format) ? paperFormats[format].name : format,
      size: sizeInWords(bytes),
      written: momentInWords(writtenAt),
      sha256,
    })),
  }
}

/** What the meeting most likely wants: slides for scrutiny, the board report for any other. */
function firstPaper({ meeting }: Snapshot, base: string) {
  return /\b(scrutiny|overview)\b/i.test(meeting?.body ?? '')
    ? { text: 'Scrutiny deck in PowerPoint', href: `${base}/scrutiny-deck/pptx` }
    : { text: 'Board report in Word', href: `${base}/board-report/docx` }
}

/** Worst first, each with the figure of the last report, in the plan's own words. */
function countsOf(content: Snapshot) {
  const { all } = ratingsBySection(content)
  const last = ratingsLastTime(content)
  return [...ratingsOf(content), { word: unrated, shape: 'none' as const }]
    .map(({ word, shape }) => ({ word, shape, count: all.counts[word] ?? 0, before: last?.counts[word] ?? 0 }))
    .filter(({ word, count, before }) => word !== unrated || count > 0 || before > 0)
    .sort((a, b) => shapes.indexOf(a.shape) - shapes.indexOf(b.shape))
    .map(({ word, shape, count, before }) => ({
      word,
      shape,
      count,
      ...(last === null ? {} : { note: `${numberInWords(before)} last time` }),
    }))
}

function meetingOf({ meeting }: Snapshot) {
  if (meeting === null) return undefined
  const facts: { label: string; value: string | null }[] = [
    { label: 'Meeting', value: meeting.body },
    {
      label: 'Date and place',
      value: [dayMonthYear(meeting.date), meeting.time, meeting.place].filter((words) => words !== null).join(', '),
    },
    { label: 'Agenda', value: meeting.item },
    { label: 'Report of', value: meeting.reportOf },
    { label: 'Contact', value: meeting.contact },
    { label: 'Status', value: meeting.openness },
  ]
  return { facts: facts.filter(({ value }) => value !== null), asks: meeting.asks }
}

const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
