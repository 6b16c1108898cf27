import type { Sheet, SheetCell, SheetColumn } from '../documents/paper.ts'
import { lineText } from '../documents/paper.ts'
import type { Snapshot, SnapshotAction } from '../domain/plan/snapshot.ts'
import { planInOrder, ratingsBySection, ratingsLastTime, unrated } from '../domain/plan/snapshot-counts.ts'
import { marksOf, ratesAnything } from './marks.ts'
import { type PlanPaperColumn, planColumns } from './plan-columns.ts'
import { outcomeWord } from './plan-table.ts'
import { sectionWord } from './summary.ts'
import { dayInWords, sentenceCase } from './words.ts'

/** The plan as a workbook: one row an action with no merged cell, so that it can be filtered and read back. */
export function planSheets(snapshot: Snapshot, position?: PositionColumns): Sheet[] {
  const plan = planSheet(snapshot, position)
  const sheets = [plan, ...outcomeSheet(snapshot)]
  if (ratesAnything(snapshot)) sheets.push(countSheet(snapshot, plan), keySheet(snapshot))
  if (snapshot.notes.length > 0) sheets.push(notesSheet(snapshot))
  return sheets
}

export interface PositionColumns {
  columns: SheetColumn[]
  cells(action: SnapshotAction): SheetCell[]
}

function planSheet(snapshot: Snapshot, position?: PositionColumns): Sheet {
  const own = planColumns(snapshot)
  const outcomes = new Map(snapshot.outcomes.map((outcome) => [outcome.id, outcome]))
  const words = snapshot.vocabulary
  const hasSections = snapshot.sections.length > 0
  const hasOutcomes = snapshot.outcomes.length > 0
  const hasOutcomeRefs = snapshot.outcomes.some((outcome) => outcome.ref !== null)
  const word = outcomeWord(snapshot)
  const columns: SheetColumn[] = [
    ...(hasSections ? [{ heading: words.section ?? 'Section', width: 22, kind: 'text' as const }] : []),
    ...(hasOutcomeRefs ? [{ heading: 'Outcome no.', width: 9, kind: 'text' as const }] : []),
    ...(hasOutcomes ? [{ heading: word, width: 34, kind: 'text' as const }] : []),
    ...own.map(sheetColumn),
    ...(position?.columns ?? []),
  ]
  const rows: SheetCell[][] = []
  const breaks: number[] = []
  const marks = marksOf(snapshot)
  for (const section of planInOrder(snapshot)) {
    breaks.push(rows.length)
    for (const group of section.groups) {
      for (const action of group.actions.length > 0 ? group.actions : [null]) {
        const outcome =
          action === null ? group.outcome : action.outcomeId === null ? null : (outcomes.get(action.outcomeId) ?? null)
        rows.push([
          ...(hasSections ? [text(section.title)] : []),
          ...(hasOutcomeRefs ? [text(outcome?.ref ?? null)] : []),
          ...(hasOutcomes ? [text(outcome?.text ?? null)] : []),
          ...own.map((column): SheetCell => (action === null ? null : ownCell(column, action, marks))),
          ...(action === null || position === undefined ? [] : position.cells(action)),
        ])
      }
    }
  }
  return {
    name: 'Plan',
    title: snapshot.plan.title,
    lines: [
      [
        snapshot.organisation,
        snapshot.plan.period,
        snapshot.plan.status === null ? null : sentenceCase(snapshot.plan.status),
      ]
        .filter((one) => one !== null)
        .join(' · '),
    ].filter((line) => line !== ''),
    isLandscape: true,
    columns,
    rows,
    breaks: breaks.slice(1),
    hasFilter: true,
    frozenColumns: 0,
  }
}

function sheetColumn(column: PlanPaperColumn): SheetColumn {
  return {
    heading: column.heading,
    kind: column.field === 'rating' ? 'rating' : 'text',
    width:
      column.field === 'rating'
        ? Math.max(15, Math.round(column.least / 2))
        : column.weight === 0
          ? Math.max(8, Math.round(column.least / 1.9) + 2)
          : Math.round(Math.min(62, 14 + column.weight * 18)),
  }
}

function ownCell(column: PlanPaperColumn, action: SnapshotAction, marks: ReturnType<typeof marksOf>): SheetCell {
  const lines = column.cell(action).lines
  if (lines.length === 0) return null
  if (column.field === 'rating') {
    const run = lines[0]?.runs[0]
    if (run === undefined) return null
    const id = 'rating' in run ? run.rating : null
    return { kind: 'rating', rating: id, word: lineText([run], marks) }
  }
  const words = lines.map((line) => `${line.isBullet === true ? '• ' : ''}${lineText(line.runs, marks)}`).join('\n')
  return { kind: 'text', text: words, ...(column.field === 'ref' ? { isBold: true } : {}) }
}

/** What the plan says of its outcomes besides their actions; on its own sheet, so that the plan's rows can be filtered. */
function outcomeSheet(snapshot: Snapshot): Sheet[] {
  const words = snapshot.vocabulary
  const fields = (
    [
      ['objectives', words.objective ?? 'Objectives'],
      ['intendedOutcomes', words.intendedOutcome ?? 'Intended outcomes'],
      ['measures', words.measure ?? 'Measured by'],
    ] as const
  ).filter(([field]) => snapshot.outcomes.some((outcome) => outcome[field].length > 0))
  if (fields.length === 0) return []
  const word = outcomeWord(snapshot)
  return [
    {
      name: 'Outcomes',
      title: `What the plan says of each ${word.toLowerCase()}`,
      lines: [],
      isLandscape: true,
      columns: [
        { heading: 'No.', width: 8, kind: 'text' },
        { heading: word, width: 40, kind: 'text' },
        ...fields.map(([, heading]) => ({ heading, width: 48, kind: 'text' as const })),
      ],
      rows: snapshot.outcomes.map((outcome) => [
        text(outcome.ref),
        text(outcome.text),
        ...fields.map(([field]) => text(bulleted(outcome[field]))),
      ]),
      hasFilter: false,
    },
  ]
}

/** Counts that go on counting while officers change the plan's rows, where every row of it is counted. */
function countSheet(snapshot: Snapshot, plan: Sheet): Sheet {
  const marks = marksOf(snapshot)
  const { sections, all } = ratingsBySection(snapshot)
  const last = ratingsLastTime(snapshot)
  const sectionHeading = snapshot.vocabulary.section ?? 'Section'
  const ratingColumn = plan.columns.find((column) => column.kind === 'rating')
  const counts = plan.rows.length === all.total && ratingColumn !== undefined
  const count = (number: number, section: string | null, rating: string | null): SheetCell => {
    if (!counts || (section === null && rating === null)) return { kind: 'number', number }
    const where = [
      ...(section === null ? [] : [{ heading: sectionHeading, equals: section }]),
      ...(rating === null ? [] : [{ heading: ratingColumn.heading, equals: rating === unrated ? '' : rating }]),
    ]
    return { kind: 'count', number, sheet: plan.name, where }
  }
  const hasSections = snapshot.sections.length > 0
  const rows = sections.map((section): SheetCell[] => {
    const name = hasSections ? (section.sectionId === null ? '' : section.name) : null
    return [
      { kind: 'text', text: section.name },
      ...marks.map((mark) => count(section.counts[mark.id] ?? 0, name, mark.id)),
      count(section.total, name, null),
    ]
  })
  rows.push([
    { kind: 'text', text: 'All actions, owners report', isBold: true },
    ...marks.map((mark) => count(all.counts[mark.id] ?? 0, null, mark.id)),
    { kind: 'number', number: all.total },
  ])
  if (last !== null && snapshot.previous !== null)
    rows.push([
      { kind: 'text', text: `Owners’ report on ${dayInWords(snapshot.previous.date)}` },
      ...marks.map((mark): SheetCell => ({ kind: 'number', number: last.counts[mark.id] ?? 0 })),
      { kind: 'number', number: last.total },
    ])
  return {
    name: 'Counts',
    title: `Ratings by ${sectionWord(snapshot)}`,
    lines: [`Counted from the ${all.total} rows of the sheet “${plan.name}”.`],
    isLandscape: true,
    columns: [
      { heading: sentenceCase(sectionWord(snapshot)), width: 36, kind: 'text' },
      ...marks.map((mark) => ({ heading: mark.word, rating: mark.id, width: 15, kind: 'number' as const })),
      { heading: 'All', width: 10, kind: 'number' },
    ],
    rows,
    totalRows: last === null ? 1 : 2,
    hasFilter: false,
  }
}

function keySheet(snapshot: Snapshot): Sheet {
  return {
    name: 'Key',
    title: 'How to read the ratings',
    lines: [],
    isLandscape: true,
    columns: [
      { heading: snapshot.vocabulary.rating ?? 'Rating', width: 22, kind: 'rating' },
      { heading: 'It means', width: 90, kind: 'text' },
    ],
    rows: marksOf(snapshot).map((mark) => [
      { kind: 'rating', rating: mark.id, word: mark.word },
      { kind: 'text', text: mark.meaning },
    ]),
    hasFilter: false,
  }
}

function notesSheet(snapshot: Snapshot): Sheet {
  return {
    name: 'Notes',
    title: 'Notes of the plan',
    lines: [],
    isLandscape: false,
    columns: [{ heading: 'Note', width: 110, kind: 'text' }],
    rows: snapshot.notes.map((note) => [text(note.text)]),
    hasFilter: false,
  }
}

const text = (words: string | null): SheetCell =>
  words === null || words === '' ? null : { kind: 'text', text: words }
const bulleted = (items: string[]) => items.map((item) => `• ${item}`).join('\n')
