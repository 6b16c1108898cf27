import type { PaperBlock, Slide, TableColumn } from '../documents/paper.ts'
import { lineText, plain } from '../documents/paper.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { planInOrder } from '../domain/plan/snapshot-counts.ts'
import { marksOf, ratesAnything } from './marks.ts'
import { planColumns } from './plan-columns.ts'
import { outcomeBand } from './plan-table.ts'
import { barsInWords, countTable, headline, keyTable, ratingBlocks, ratingChart, sectionWord } from './summary.ts'
import { shortened } from './words.ts'

/** The plan for a screen: cover, counts, then its rows, as many on a slide as can be read; the writer breaks them. */
export function planSlides(snapshot: Snapshot): Slide[] {
  const coverLines = [snapshot.organisation, snapshot.plan.period].filter((one) => one !== null)
  return [
    {
      kind: 'cover',
      title: snapshot.plan.title,
      blocks: coverLines.map((words): PaperBlock => ({ kind: 'paragraph', line: plain(words) })),
      notes: headline(snapshot),
    },
    ...summarySlides(snapshot),
    ...tableSlides(snapshot),
  ]
}

function summarySlides(snapshot: Snapshot): Slide[] {
  if (!ratesAnything(snapshot))
    return [
      {
        kind: 'page',
        title: 'Summary',
        // The tables under the tiles stand in the Word and PDF papers.
        blocks: [
          { kind: 'paragraph', tone: 'lead', line: plain(headline(snapshot)) },
          ...ratingBlocks(snapshot, '').slice(0, 2),
        ],
        notes: null,
      },
    ]
  return [
    {
      kind: 'page',
      title: `Ratings by ${sectionWord(snapshot)}`,
      blocks: [ratingChart(snapshot)],
      notes: `${headline(snapshot)} ${barsInWords(snapshot)}`,
    },
    { kind: 'page', title: 'The same in figures', blocks: [countTable(snapshot)], notes: null },
    { kind: 'page', title: 'How to read the ratings', blocks: [keyTable(snapshot)], notes: null },
  ]
}

/** Columns that a hall can read: no more than six, the plan's own order kept; the rest stands in the Word and Excel papers. */
function tableSlides(snapshot: Snapshot): Slide[] {
  const wanted = ['ref', 'action', 'owners', 'timescale', 'rating', 'progress']
  const columns = planColumns(snapshot)
    .filter((column) => wanted.includes(column.field))
    .slice(0, 7)
  const heads: TableColumn[] = columns.map((column) => ({
    heading: column.heading,
    weight: column.weight,
    least: column.least * 1.5,
  }))
  const marks = marksOf(snapshot)
  return planInOrder(snapshot).flatMap((section): Slide[] => {
    const groups = section.groups.filter((group) => group.actions.length > 0)
    if (groups.length === 0) return []
    const blocks = groups.flatMap((group): PaperBlock[] => {
      const band = group.outcome === null ? null : lineText(outcomeBand(snapshot, group.outcome), marks)
      return [
        ...(band === null ? [] : [{ kind: 'paragraph', tone: 'label', line: plain(band) } satisfies PaperBlock]),
        {
          kind: 'table',
          name: band ?? section.title ?? snapshot.plan.title,
          columns: heads,
          rows: group.actions.map((action) => columns.map((column) => column.cell(action))),
        },
      ]
    })
    return [{ kind: 'page', title: shortened(section.title ?? snapshot.plan.title, 62), blocks, notes: section.title }]
  })
}
