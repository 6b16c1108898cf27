import type { Cover, Fact, Paper, PaperBlock, PaperTable, Part, TableCell } from '../documents/paper.ts'
import { cell, muted, plain, rated, strong } from '../documents/paper.ts'
import { silentAfterDays } from '../domain/plan/plan-rules.ts'
import type { Snapshot, SnapshotAction } from '../domain/plan/snapshot.ts'
import {
  completeActions,
  confirmedActions,
  countedActions,
  daysLateOf,
  daysSilentOf,
  differences,
  dueSoonActions,
  isComplete,
  isSilentAction,
  lateActions,
  movedActions,
  ownerlessActions,
  silentActions,
  slipOfAction,
  undatedActions,
} from '../domain/plan/snapshot-counts.ts'
import { nextDue, soonDays } from '../domain/timescale/due.ts'
import { sayDays } from '../domain/timescale/say-date.ts'
import { marksOf, ratesAnything, ratingRun } from './marks.ts'
import { linesOf } from './plan-columns.ts'
import { noteBlocks, positionWords } from './plan-paper.ts'
import { planSheets } from './plan-sheets.ts'
import { planTable } from './plan-table.ts'
import { deckSlides } from './scrutiny-deck.ts'
import { changeSentences, dueInWords, headline, keyTable, ratingBlocks, sectionWord, slipWords } from './summary.ts'
import { countOf, dayInWords, listInWords, sentenceCase } from './words.ts'

/**
 * The report a board accepts: the answer first, what changed, where to look harder, then the plan whole, each rating with
 * what the facts say beside it. Everything is counted from the snapshot and nothing reads a clock.
 */
export function boardReport(snapshot: Snapshot): Paper {
  const { meeting } = snapshot
  return {
    title: 'Improvement plan: progress report',
    subtitle: snapshot.plan.title,
    organisation: snapshot.organisation,
    language: 'en-GB',
    date: snapshot.position.date,
    description: positionWords(snapshot),
    furniture: {
      headLeft: [snapshot.organisation, meeting?.body ?? snapshot.plan.title].filter((one) => one !== null).join(' · '),
      headRight:
        meeting === null ? '' : [dayInWords(meeting.date), meeting.item].filter((one) => one !== null).join(' · '),
      footLeft: positionWords(snapshot),
    },
    marks: marksOf(snapshot),
    cover: cover(snapshot),
    parts: [
      readingPart(snapshot),
      summaryPart(snapshot),
      harderPart(snapshot),
      ...updatesPart(snapshot),
      boardPlanPart(snapshot),
      notesPart(snapshot),
    ],
    slides: deckSlides(snapshot),
    sheets: planSheets(snapshot, positionColumns(snapshot)),
  }
}

function cover(snapshot: Snapshot): Cover {
  const { meeting, previous } = snapshot
  const facts: Fact[] = []
  const add = (label: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') facts.push({ label, value })
  }
  if (meeting !== null) {
    add('Meeting', meeting.body)
    const when = [dayInWords(meeting.date), meeting.time].filter((one) => one !== null).join(', ')
    add('Date and place', [when, meeting.place].filter((one) => one !== null).join('. '))
    add('Agenda', meeting.item)
    add('Report of', meeting.reportOf)
    add('Contact', meeting.contact)
    add('Status', meeting.openness)
  }
  add(
    'Position at',
    `${dayInWords(snapshot.position.date)}${previous === null ? '' : `. Last report: ${dayInWords(previous.date)}`}`,
  )
  if (snapshot.number !== null) add('Snapshot', String(snapshot.number))
  const asks = meeting?.asks ?? []
  return {
    kicker: snapshot.organisation,
    facts,
    asks: asks.length === 0 ? null : { heading: `The ${bodyWord(snapshot)} is asked to`, items: asks },
  }
}

function bodyWord(snapshot: Snapshot): string {
  return (
    /\b(board|panel|committee|cabinet|group|partnership)\b/i.exec(snapshot.meeting?.body ?? '')?.[1]?.toLowerCase() ??
    'board'
  )
}

function readingPart(snapshot: Snapshot): Part {
  return {
    heading: 'How to read this report',
    isLandscape: false,
    hasContents: true,
    blocks: [
      {
        kind: 'paragraph',
        line: plain(
          'Each action is rated by its owner. Beside that rating this report says what the facts show: whether its date has passed, when anybody was last heard, how often the date has moved, and whether an assurer has confirmed that it is done.',
        ),
      },
      ...(ratesAnything(snapshot) ? [keyTable(snapshot)] : []),
    ],
  }
}

function summaryPart(snapshot: Snapshot): Part {
  const changes = changeSentences(snapshot)
  return {
    heading: 'Summary',
    isLandscape: false,
    blocks: [
      { kind: 'paragraph', tone: 'lead', line: plain(headline(snapshot, { withFacts: true })) },
      ...ratingBlocks(snapshot, `Ratings by ${sectionWord(snapshot)}, as owners report them`, { withFacts: true }),
      ...(snapshot.previous === null || changes.length === 0
        ? []
        : ([
            { kind: 'heading', level: 2, text: `What changed since ${dayInWords(snapshot.previous.date)}` },
            { kind: 'list', isOrdered: false, items: changes.map(plain) },
          ] satisfies PaperBlock[])),
    ],
  }
}

/** Where owners and facts differ, silence, moved dates, what has no date or owner: each with every action it concerns. */
function harderPart(snapshot: Snapshot): Part {
  const differ = new Map(differences(snapshot).map((one) => [one.action, one]))
  const differing = [...differ.keys()]
  const says: ExtraColumn[] = ratesAnything(snapshot)
    ? [{ heading: 'Owner says', least: 30, weight: 0, cell: (action) => ratingCell(snapshot, action) }]
    : []
  const blocks: PaperBlock[] = [
    ...table(
      'Where owners and the facts differ',
      differing,
      (some) =>
        `For ${countOf(some.length, 'action')} of ${countedActions(snapshot).length}, dates, milestones or silence suggest worse than the owner says.`,
      [
        { heading: 'Owner says', least: 30, weight: 0, cell: (action) => ratingCell(snapshot, action) },
        {
          heading: 'Facts indicate',
          least: 30,
          weight: 0,
          cell: (action) => cell(rated(differ.get(action)?.facts ?? '')),
        },
        {
          heading: 'Why',
          least: 40,
          weight: 1,
          cell: (action) => ({ lines: (differ.get(action)?.why ?? []).map((why) => ({ runs: plain(why) })) }),
        },
      ],
    ),
    ...table(
      differing.length === 0 ? 'Past their date' : 'Also past their date',
      lateActions(snapshot).filter((action) => !differ.has(action)),
      (some) =>
        `${sentenceCase(countOf(some.length, 'action'))} ${some.length === 1 ? 'is' : 'are'} not complete and past the date in the plan${
          differing.length === 0 || !ratesAnything(snapshot)
            ? ''
            : some.length === 1
              ? '; its owner’s rating does not deny it'
              : '; their owners’ ratings do not deny it'
        }.`,
      [
        ...says,
        { heading: 'Date in the plan', least: 32, weight: 0, cell: (action) => cell(plain(dueInWords(action))) },
        {
          heading: 'Days late',
          least: 16,
          weight: 0,
          align: 'right',
          cell: (action) => cell(strong(String(daysLateOf(snapshot, action)))),
        },
      ],
    ),
    ...table(
      'Silence',
      silentActions(snapshot),
      (some) =>
        `${sentenceCase(countOf(some.length, 'open action'))} ${some.length === 1 ? 'has' : 'have'} had no update for more than ${silentAfterDays} days.`,
      [
        {
          heading: 'Silent since',
          least: 34,
          weight: 0,
          cell: (action) => cell(plain(action.update?.saidOn ? dayInWords(action.update.saidOn) : 'Never')),
        },
        {
          heading: 'Days silent',
          least: 14,
          weight: 0,
          align: 'right',
          cell: (action) => cell(strong(String(daysSilentOf(snapshot, action) ?? '–'))),
        },
      ],
    ),
    ...table(
      'Dates that have moved',
      movedActions(snapshot),
      (some) =>
        `${sentenceCase(countOf(some.length, 'action'))} ${some.length === 1 ? 'has' : 'have'} moved from the date first agreed.`,
      [
        { heading: 'Each move, and why', least: 40, weight: 1.3, cell: movesCell },
        {
          heading: 'Date now',
          least: 32,
          weight: 0,
          cell: (action) => cell(strong(dueInWords(action)), muted(slipWords(action))),
        },
      ],
    ),
    ...table(
      'Complete, and who has confirmed it',
      completeActions(snapshot).filter((action) => snapshot.isLive && action.closed === null),
      (some) => {
        const confirmed = confirmedActions(snapshot).length
        return `Owners report ${some.length} complete: ${confirmed} confirmed by an assurer and ${some.length - confirmed} not yet.`
      },
      [
        {
          heading: 'Confirmed by',
          least: 44,
          weight: 0.4,
          cell: (action) =>
            cell(
              action.confirmed === null
                ? strong('Not confirmed')
                : plain(`${action.confirmed.by}, ${dayInWords(action.confirmed.on)}`),
            ),
        },
      ],
    ),
    ...table(
      'Due soon',
      dueSoonActions(snapshot),
      (some) =>
        `${sentenceCase(countOf(some.length, 'action'))} ${some.length === 1 ? 'is' : 'are'} due in the next ${soonDays} days.`,
      [
        {
          heading: 'Date in the plan',
          least: 34,
          weight: 0,
          cell: (action) => cell(plain(nextDayInWords(snapshot, action))),
        },
        ...says,
      ],
    ),
    ...gaps(snapshot),
  ]
  if (blocks.length === 0)
    blocks.push({
      kind: 'paragraph',
      line: plain(
        'No action is late, silent, moved, waiting to be confirmed, due soon, or without a date or an owner.',
      ),
    })
  return { heading: 'Where to look harder', isLandscape: false, blocks }
}

interface ExtraColumn {
  heading: string
  least: number
  weight: number
  align?: 'right'
  cell: (action: SnapshotAction) => TableCell
}

function table(
  heading: string,
  actions: SnapshotAction[],
  says: (actions: SnapshotAction[]) => string,
  extra: ExtraColumn[],
): PaperBlock[] {
  if (actions.length === 0) return []
  const shown: PaperTable = {
    kind: 'table',
    name: heading,
    columns: [
      // No column of these is headed like a plan's, or the report would be read back with its actions twice.
      { heading: 'It concerns', weight: 1.6, least: 50 },
      ...extra.map(({ heading, least, weight, align }) => ({
        heading,
        least,
        weight,
        ...(align === undefined ? {} : { align }),
      })),
    ],
    rows: actions.map((action) => [
      { lines: [...namedLines(action), { runs: muted(action.owners[0] ?? 'No owner'), isSmall: true }] },
      ...extra.map((column) => column.cell(action)),
    ]),
  }
  return [
    { kind: 'heading', level: 2, text: heading },
    { kind: 'paragraph', line: plain(says(actions)), keepsWithNext: true },
    shown,
  ]
}

/** The end of its interval, or the next of the times it comes round. */
function nextDayInWords(snapshot: Snapshot, action: SnapshotAction): string {
  const next = nextDue(action.timescale, snapshot.position.date)
  return next === null ? dueInWords(action) : dayInWords(next)
}

/** Its number, then its words. */
function namedLines(action: SnapshotAction) {
  const [first, ...rest] = linesOf(action.text)
  if (action.ref === null || first === undefined) return linesOf(action.text)
  return [{ runs: [{ text: `${action.ref}  `, isBold: true }, ...first.runs] }, ...rest]
}

function gaps(snapshot: Snapshot): PaperBlock[] {
  const items: string[] = []
  const undated = undatedActions(snapshot)
  if (undated.length > 0)
    items.push(
      `${sentenceCase(countOf(undated.length, 'action'))} ${undated.length === 1 ? 'has' : 'have'} no date: ${named(undated)}.`,
    )
  const ownerless = ownerlessActions(snapshot)
  if (ownerless.length > 0)
    items.push(
      `${sentenceCase(countOf(ownerless.length, 'action'))} ${ownerless.length === 1 ? 'has' : 'have'} no owner: ${named(ownerless)}.`,
    )
  if (items.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Without a date or an owner' },
    { kind: 'list', isOrdered: false, items: items.map(plain) },
  ]
}

function named(actions: SnapshotAction[]): string {
  return listInWords(
    actions.map((action) =>
      action.ref === null ? `“${action.text.slice(0, 40).replace(/\s+\S*$/, '')}…”` : action.ref + writtenDate(action),
    ),
    40,
  )
}

const writtenDate = (action: SnapshotAction) =>
  ['tbc', 'asap'].includes(action.timescale.kind) && action.timescale.text !== '' ? ` (“${action.timescale.text}”)` : ''

function ratingCell(snapshot: Snapshot, action: SnapshotAction): TableCell {
  const run = ratingRun(snapshot, action.rating)
  return cell(run === null ? muted('Not rated') : [run])
}

function movesCell(action: SnapshotAction): TableCell {
  return {
    lines: action.moves.map((move) => ({
      runs: plain(
        `${move.fromDue === null ? move.fromText || 'No date' : dayInWords(move.fromDue)} to ${move.toDue === null ? move.toText || 'no date' : dayInWords(move.toDue)}: ${move.why.replace(/\.$/, '')}.`,
      ),
    })),
  }
}

/** Every account since the last report, for actions that had more than the newest one. */
function updatesPart(snapshot: Snapshot): Part[] {
  const told = countedActions(snapshot).filter((action) => action.updatesSinceLast.length > 1)
  if (told.length === 0 || snapshot.previous === null) return []
  return [
    {
      heading: `Earlier updates since ${dayInWords(snapshot.previous.date)}`,
      isLandscape: false,
      blocks: [
        {
          kind: 'paragraph',
          line: plain('The newest update of each action stands in the plan. These came before it.'),
          keepsWithNext: true,
        },
        {
          kind: 'table',
          name: 'Earlier updates since the last report',
          columns: [
            { heading: 'No.', weight: 0, least: 14 },
            { heading: 'Said on', weight: 0, least: 34 },
            { heading: 'Update', weight: 1, least: 60 },
          ],
          rows: told.flatMap((action) =>
            action.updatesSinceLast
              .slice(0, -1)
              .map((update) => [
                cell(strong(action.ref ?? '')),
                cell(plain(update.saidOn === null ? '' : dayInWords(update.saidOn)), muted(update.saidBy ?? '')),
                { lines: linesOf(update.words) },
              ]),
          ),
        },
      ],
    },
  ]
}

/** The plan in its own words and order, and a last column of ours: what the facts show at the position date. */
function boardPlanPart(snapshot: Snapshot): Part {
  const total = countedActions(snapshot).length
  return {
    heading: 'The plan, action by action',
    isLandscape: true,
    blocks: [
      planTable(snapshot, {
        heading: `Facts at ${dayInWords(snapshot.position.date)}`,
        cell: (action) => factsCell(snapshot, action),
      }),
      { kind: 'paragraph', tone: 'small', line: plain(`${sentenceCase(countOf(total, 'action'))} shown.`) },
    ],
  }
}

function factsCell(snapshot: Snapshot, action: SnapshotAction): TableCell {
  return {
    lines: factsOf(snapshot, action).map((fact) => ({
      runs: [{ text: fact.text, isBold: fact.isLoud }],
      isSmall: !fact.isLoud,
    })),
  }
}

/** What the facts show of an action, loudest first. */
export function factsOf(snapshot: Snapshot, action: SnapshotAction): { text: string; isLoud: boolean }[] {
  if (action.isPlaceholder) return [{ text: 'Not counted: says only that more will come', isLoud: false }]
  const facts: { text: string; isLoud: boolean }[] = []
  const late = daysLateOf(snapshot, action)
  if (late > 0) facts.push({ text: `${sayDays(late)} late`, isLoud: true })
  if (isSilentAction(snapshot, action)) {
    const silent = daysSilentOf(snapshot, action)
    facts.push({ text: silent === null ? 'Never heard from' : `Silent for ${sayDays(silent)}`, isLoud: true })
  }
  if (action.closed !== null)
    facts.push({
      text: `Closed ${dayInWords(action.closed.on)}${action.closed.why === null ? '' : `: ${action.closed.why}`}`,
      isLoud: false,
    })
  else if (isComplete(snapshot, action) && snapshot.isLive)
    facts.push(
      action.confirmed === null
        ? { text: 'Not confirmed', isLoud: false }
        : { text: `Confirmed by ${action.confirmed.by}`, isLoud: false },
    )
  facts.push({ text: `Due: ${dueInWords(action)}`, isLoud: false })
  if (slipOfAction(action).moves > 0) facts.push({ text: slipWords(action), isLoud: false })
  if (action.update?.saidOn)
    facts.push({
      text: `Said ${dayInWords(action.update.saidOn)}${action.update.saidBy === null || action.ownersText.includes(action.update.saidBy) ? '' : ` by ${action.update.saidBy}`}`,
      isLoud: false,
    })
  return facts
}

function positionColumns(snapshot: Snapshot) {
  return {
    columns: [{ heading: `Facts at ${dayInWords(snapshot.position.date)}`, width: 30, kind: 'text' as const }],
    cells: (action: SnapshotAction) => [
      {
        kind: 'text' as const,
        text: factsOf(snapshot, action)
          .map((fact) => fact.text)
          .join('\n'),
      },
    ],
  }
}

/** How the figures are made, then the words of the source that have no other home. */
function notesPart(snapshot: Snapshot): Part {
  const voices = ratesAnything(snapshot)
    ? [
        ['Owner says', 'The rating that the owner gave with the newest update.'],
        [
          'Facts indicate',
          `What dates, forecasts, milestones and silence suggest, shown where it is worse than the owner says. It never changes the owner’s rating.`,
        ],
        ['Confirmed', 'An assurer has checked that it is done. Until then, complete is the owner’s word.'],
      ]
    : []
  const ours = [
    `Every figure was frozen at ${positionWords(snapshot).replace(/^Position at /, '')}. Later changes appear in the next report.`,
    'The plan’s own words stand in its own columns. The last column says how its dates are read: “Ongoing” is never late, and “TBC” is counted as without a date.',
    'An action is late once the last day of its timescale has passed: an action for March is late on 1 April.',
    ...(snapshot.isLive
      ? [`An open action is silent when nobody has said how it stands for more than ${silentAfterDays} days.`]
      : ['No updates are recorded since the plan was read, so nobody is counted as silent.']),
    'Slip is counted from the date first agreed.',
  ]
  return {
    heading: 'Notes',
    isLandscape: false,
    blocks: [
      ...(voices.length === 0
        ? []
        : ([
            { kind: 'heading', level: 2, text: 'Three voices on every rating' },
            {
              kind: 'table',
              name: 'Three voices on every rating',
              columns: [
                { heading: 'Voice', weight: 0, least: 36 },
                { heading: 'Where it comes from', weight: 1, least: 60 },
              ],
              rows: voices.map(([voice, from]) => [cell(strong(voice ?? '')), cell(plain(from ?? ''))]),
            },
          ] satisfies PaperBlock[])),
      { kind: 'heading', level: 2, text: 'Dates and figures' },
      { kind: 'list', isOrdered: false, items: ours.map(plain) },
      ...noteBlocks(snapshot),
    ],
  }
}
