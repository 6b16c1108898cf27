import type { Cover, Fact, Paper, PaperBlock, Part } from '../documents/paper.ts'
import { plain } from '../documents/paper.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { countedActions } from '../domain/plan/snapshot-counts.ts'
import { marksOf, ratesAnything } from './marks.ts'
import { planSheets } from './plan-sheets.ts'
import { planSlides } from './plan-slides.ts'
import { planTable } from './plan-table.ts'
import { datesAndOwners, headline, keyTable, ratingBlocks, sectionWord } from './summary.ts'
import { countOf, dayInWords, sentenceCase } from './words.ts'

/**
 * The plan as a paper in its own words: title, what it holds, its key of ratings, then every section, outcome and action
 * with the plan's own columns in the plan's own order, and the notes. Nothing is said that the plan does not say.
 */
export function planPaper(snapshot: Snapshot): Paper {
  return {
    title: snapshot.plan.title,
    subtitle: snapshot.plan.period,
    organisation: snapshot.organisation,
    language: 'en-GB',
    date: snapshot.position.date,
    description: positionWords(snapshot),
    furniture: {
      headLeft: [snapshot.organisation, snapshot.plan.title].filter((one) => one !== null).join(' · '),
      headRight: snapshot.plan.period ?? '',
      footLeft: positionWords(snapshot),
    },
    marks: marksOf(snapshot),
    cover: cover(snapshot),
    parts: [summaryPart(snapshot), planPart(snapshot), ...notesPart(snapshot)],
    slides: planSlides(snapshot),
    sheets: planSheets(snapshot),
  }
}

/** Every page says the position date, and the snapshot where there is one. */
export function positionWords(snapshot: Snapshot): string {
  const day =
    snapshot.number === null && snapshot.plan.asOf !== null
      ? `The plan as it stood in ${dayInWords(snapshot.plan.asOf)}`.replace(/ in (\d)/, ' on $1')
      : `Position at ${dayInWords(snapshot.position.date)}`
  return snapshot.number === null ? day : `${day} · Snapshot ${snapshot.number}`
}

/** The plan part every paper for reading ends with: landscape, key in the footer. */
export function planPart(snapshot: Snapshot): Part {
  const total = countedActions(snapshot).length
  return {
    heading: 'The plan, action by action',
    isLandscape: true,
    blocks: [
      planTable(snapshot),
      { kind: 'paragraph', tone: 'small', line: plain(`${sentenceCase(countOf(total, 'action'))} shown.`) },
    ],
  }
}

function notesPart(snapshot: Snapshot): Part[] {
  // Its heading is the part's own here.
  const blocks = noteBlocks(snapshot)
  const rest = blocks.slice(1)
  return blocks.length === 0 ? [] : [{ heading: notesHeading, isLandscape: false, blocks: rest }]
}

const notesHeading = 'Notes of the plan'

/** The words of the source that have no other home, each as it stood, so that nothing is lost. Nothing where there are none. */
export function noteBlocks(snapshot: Snapshot): PaperBlock[] {
  if (snapshot.notes.length === 0 && snapshot.provenance === null) return []
  return [
    { kind: 'heading', level: 2, text: notesHeading },
    ...(snapshot.provenance === null
      ? []
      : [{ kind: 'paragraph', tone: 'small', line: plain(snapshot.provenance) } satisfies PaperBlock]),
    ...snapshot.notes.map((note): PaperBlock => ({ kind: 'paragraph', line: plain(note.text) })),
  ]
}

function cover(snapshot: Snapshot): Cover {
  const facts: Fact[] = []
  if (snapshot.plan.status !== null) facts.push({ label: 'Status', value: sentenceCase(snapshot.plan.status) })
  if (snapshot.plan.asOf !== null) facts.push({ label: 'As it stood', value: dayInWords(snapshot.plan.asOf) })
  const figure = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  const holds = [
    ...(snapshot.sections.length > 0 ? [figure(snapshot.sections.length, 'section')] : []),
    ...(snapshot.outcomes.length > 0 ? [figure(snapshot.outcomes.length, 'outcome')] : []),
    figure(countedActions(snapshot).length, 'action'),
  ]
  facts.push({ label: 'It holds', value: holds.join(', ') })
  return { kicker: snapshot.organisation, facts, asks: null }
}

function summaryPart(snapshot: Snapshot): Part {
  return {
    heading: 'Summary',
    isLandscape: false,
    hasContents: true,
    blocks: [
      { kind: 'paragraph', tone: 'lead', line: plain(headline(snapshot)) },
      ...ratingBlocks(snapshot, `Ratings by ${sectionWord(snapshot)}`),
      ...(ratesAnything(snapshot) ? datesAndOwners(snapshot) : []),
      ...(ratesAnything(snapshot)
        ? ([{ kind: 'heading', level: 2, text: 'How to read the ratings' }, keyTable(snapshot)] satisfies PaperBlock[])
        : []),
    ],
  }
}
