import type { Line, Paper, PaperBlock, PaperTable, Part, Slide } from '../documents/paper.ts'
import { cell, plain, strong } from '../documents/paper.ts'
import { silentAfterDays } from '../domain/plan/plan-rules.ts'
import type { Snapshot, SnapshotAction } from '../domain/plan/snapshot.ts'
import {
  completeActions,
  countedActions,
  countWords,
  daysLateOf,
  daysSilentOf,
  differenceOf,
  dueSoonActions,
  isComplete,
  isSilentAction,
  lateActions,
  movedActions,
  type PlanSection,
  planInOrder,
  ratingsBySection,
  ratingsOf,
  silentActions,
  slipOfAction,
  undatedActions,
} from '../domain/plan/snapshot-counts.ts'
import { nextDue } from '../domain/timescale/due.ts'
import { marksOf, ratesAnything, ratingRun } from './marks.ts'
import { positionWords } from './plan-paper.ts'
import { planSheets } from './plan-sheets.ts'
import {
  actionName,
  barsInWords,
  changeSentences,
  countTable,
  dueInWords,
  headline,
  keyTable,
  lowerFirst,
  ratingChart,
  sectionWord,
  slipWords,
} from './summary.ts'
import { countOf, dayInWords, sentenceCase, shortened } from './words.ts'

/** For councillors and the public in a hall: one message a slide, said in its title, sources in the notes. */
export function scrutinyDeck(snapshot: Snapshot): Paper {
  const slides = deckSlides(snapshot)
  const { meeting } = snapshot
  return {
    title: deckTitle(snapshot),
    subtitle: snapshot.plan.title,
    organisation: snapshot.organisation,
    language: 'en-GB',
    date: snapshot.position.date,
    description: positionWords(snapshot),
    furniture: {
      headLeft: [snapshot.organisation, meeting?.body ?? null].filter((one) => one !== null).join(' · '),
      headRight: meeting === null ? '' : dayInWords(meeting.date),
      footLeft: positionWords(snapshot),
    },
    marks: marksOf(snapshot),
    cover: {
      kicker: snapshot.organisation,
      facts: [
        ...(meeting === null ? [] : [{ label: 'Meeting', value: `${meeting.body}, ${dayInWords(meeting.date)}` }]),
        { label: 'Position at', value: dayInWords(snapshot.position.date) },
      ],
      asks: null,
    },
    parts: slides.filter((slide) => slide.kind === 'page').map(asPart),
    slides,
    sheets: planSheets(snapshot),
  }
}

/** The same slides also go with the board report. */
export function deckSlides(snapshot: Snapshot): Slide[] {
  return [
    coverSlide(snapshot),
    ...inspectionSlide(snapshot),
    ...ratingsSlides(snapshot),
    ...changesSlide(snapshot),
    ...planInOrder(snapshot).flatMap((section) => areaSlide(snapshot, section)),
    ...slippedSlide(snapshot),
    nextSlide(snapshot),
    ...keySlide(snapshot),
  ]
}

/** Read as a document: each slide's title is a heading, its notes follow it. */
function asPart(slide: Slide): Part {
  return {
    heading: slide.title,
    isLandscape: slide.blocks.some((block) => block.kind === 'table' && block.columns.length > 5),
    blocks: [
      ...slide.blocks,
      ...(slide.notes === null
        ? []
        : [{ kind: 'paragraph', tone: 'small', line: plain(slide.notes) } satisfies PaperBlock]),
    ],
  }
}

const deckTitle = (snapshot: Snapshot) =>
  snapshot.plan.title.length > 90 ? 'Our improvement plan: where we are' : `${snapshot.plan.title}: where we are`

function coverSlide(snapshot: Snapshot): Slide {
  const { meeting } = snapshot
  const lines = [
    meeting?.body ?? snapshot.organisation,
    meeting === null ? null : dayInWords(meeting.date),
    meeting?.reportOf === null || meeting === null
      ? null
      : `Report of ${/^(the|our)\b/i.test(meeting.reportOf) ? '' : 'the '}${meeting.reportOf}`,
  ].filter((line) => line !== null)
  return {
    kind: 'cover',
    title: deckTitle(snapshot),
    blocks: lines.map((words): PaperBlock => ({ kind: 'paragraph', line: plain(words) })),
    notes: `All figures come from the plan as it stood: ${positionWords(snapshot)}. ${headline(snapshot)}`,
  }
}

/** What inspectors said, where the plan holds it, beside what was promised and how its actions stand. */
function inspectionSlide(snapshot: Snapshot): Slide[] {
  if (snapshot.inspection.length === 0) return []
  const title = `Inspectors named ${countOf(snapshot.inspection.length, 'thing')} we must do better`
  return [
    {
      kind: 'page',
      title,
      blocks: [
        {
          kind: 'table',
          name: 'What inspectors said, what we promised and how it stands',
          columns: [
            { heading: 'Inspectors said', weight: 1.3, least: 60 },
            { heading: 'So we promised', weight: 1, least: 50 },
            { heading: 'How it stands', weight: 0.8, least: 40 },
          ],
          rows: snapshot.inspection.map((finding) => {
            const outcomes = snapshot.outcomes.filter((outcome) => finding.outcomeIds.includes(outcome.id))
            const actions = countedActions(snapshot).filter(
              (action) => action.outcomeId !== null && finding.outcomeIds.includes(action.outcomeId),
            )
            return [
              cell(plain(finding.text)),
              outcomes.length === 0
                ? cell(strong('No outcome answers this yet'))
                : { lines: outcomes.map((outcome) => ({ runs: strong(outcome.text) })) },
              cell(plain(actions.length === 0 ? 'No actions' : standsInWords(snapshot, actions))),
            ]
          }),
        },
      ],
      notes: `Sources: ${[...new Set(snapshot.inspection.map((finding) => finding.source ?? 'the plan'))].join('; ')}. ${sourceNotes(snapshot, [])}`,
    },
  ]
}

function ratingsSlides(snapshot: Snapshot): Slide[] {
  const total = countedActions(snapshot).length
  const complete = completeActions(snapshot).length
  const late = lateActions(snapshot).length
  const facts = late === 0 ? 'none is past its date' : `${late} past ${late === 1 ? 'its' : 'their'} date`
  const title = ratesAnything(snapshot)
    ? `${complete} of ${total} actions ${complete === 1 ? 'is' : 'are'} complete; ${facts}`
    : `${total} actions; ${facts}`
  if (!ratesAnything(snapshot))
    return [
      {
        kind: 'page',
        title,
        blocks: [{ kind: 'paragraph', tone: 'lead', line: plain(headline(snapshot)) }],
        notes: `The plan does not rate its actions. ${sourceNotes(snapshot, countedActions(snapshot))}`,
      },
    ]
  const { sections } = ratingsBySection(snapshot)
  return [
    {
      kind: 'page',
      title,
      blocks: [ratingChart(snapshot), countedThreeWays(snapshot, countedActions(snapshot))],
      notes: `As owners report. ${barsInWords(snapshot)} ${headline(snapshot)} ${sourceNotes(snapshot, countedActions(snapshot))}`,
    },
    ...(sections.length <= 4
      ? []
      : [
          {
            kind: 'page' as const,
            title: shortened(`Ratings by ${sectionWord(snapshot)}, in figures`, 62),
            blocks: [countTable(snapshot, { withFacts: true })],
            notes: sourceNotes(snapshot, []),
          },
        ]),
  ]
}

/** Counts as owners report, as the facts indicate and as they were last time; an action that joined since has no last time. */
function countedThreeWays(snapshot: Snapshot, actions: SnapshotAction[]): PaperTable {
  const marks = marksOf(snapshot)
  const key = ratingsOf(snapshot)
  const { previous } = snapshot
  const isWhole = actions.length === countedActions(snapshot).length
  const ids = new Set(actions.map((action) => action.id))
  const row = (name: string, words: (string | null | undefined)[]) => {
    const { counts, total } = countWords(key, words)
    return [
      cell(strong(name)),
      ...marks.map((mark) => cell(plain(String(counts[mark.id] ?? 0)))),
      cell(strong(String(total))),
    ]
  }
  return {
    kind: 'table',
    name: 'Counts three ways: as owners report, as the facts indicate, last time',
    columns: [
      { heading: 'Actions', weight: 1, least: 52 },
      ...marks.map((mark) => ({
        heading: mark.word,
        rating: mark.id,
        weight: 0,
        least: Math.min(30, 7 + mark.word.length * 1.9),
        align: 'right' as const,
      })),
      { heading: 'All', weight: 0, least: 12, align: 'right' },
    ],
    rows: [
      row(
        'Owners report',
        actions.map((action) => action.rating?.word),
      ),
      row(
        'Facts indicate',
        actions.map((action) => differenceOf(snapshot, action)?.facts ?? action.rating?.word),
      ),
      ...(previous === null
        ? []
        : [
            row(
              `Last time, ${dayInWords(previous.date)}`,
              previous.actions.filter((action) => isWhole || ids.has(action.id)).map((action) => action.rating),
            ),
          ]),
    ],
  }
}

/** For whoever speaks: where the figures come from, and each action of which the facts say worse than its owner. */
function sourceNotes(snapshot: Snapshot, actions: SnapshotAction[]): string {
  const differ = actions.flatMap((action) => {
    const found = differenceOf(snapshot, action)
    return found === null
      ? []
      : [
          `${actionName(action)}: its owner says ${lowerFirst(found.owner)}, the facts indicate ${lowerFirst(found.facts)}. ${found.why.join(' ')}`,
        ]
  })
  return [
    `Source: ${positionWords(snapshot)}.`,
    snapshot.provenance,
    differ.length === 0 ? null : `Where the facts differ: ${differ.join(' ')}`,
  ]
    .filter((one) => one !== null)
    .join(' ')
    .slice(0, 4000)
}

function changesSlide(snapshot: Snapshot): Slide[] {
  const { previous } = snapshot
  const sentences = changeSentences(snapshot)
  if (previous === null || sentences.length === 0) return []
  return [
    {
      kind: 'page',
      title: `What changed since ${dayInWords(previous.date)}`,
      blocks: [{ kind: 'list', isOrdered: false, items: sentences.map((sentence) => plain(shortened(sentence, 260))) }],
      notes: `${sentences.join(' ')} ${sourceNotes(snapshot, [])}`,
    },
  ]
}

/** One area: what is done, what is said, bad news among it, and its counts. Up to four bullets. */
function areaSlide(snapshot: Snapshot, section: PlanSection): Slide[] {
  const actions = section.groups.flatMap((group) => group.actions).filter((action) => !action.isPlaceholder)
  if (actions.length === 0) return []
  const done = actions.filter((action) => isComplete(snapshot, action))
  const late = actions.filter((action) => daysLateOf(snapshot, action) > 0)
  const silent = actions.filter((action) => isSilentAction(snapshot, action))
  const name = shortened(section.title ?? 'The plan', 34)
  const news =
    late.length > 0
      ? `${late.length} of ${actions.length} past due`
      : silent.length > 0
        ? `${silent.length} of ${actions.length} silent`
        : `${done.length} of ${actions.length} complete`
  const bullets: Line[] = []
  const worst = [...late].sort((a, b) => daysLateOf(snapshot, b) - daysLateOf(snapshot, a))[0]
  const heard = actions
    .filter((action) => action.update !== null && action !== worst)
    .sort((a, b) => (b.update?.saidOn ?? '').localeCompare(a.update?.saidOn ?? ''))
  for (const action of heard.slice(0, worst === undefined ? 3 : 2)) bullets.push(saidBullet(action))
  if (worst !== undefined)
    bullets.push([
      { text: `${actionName(worst)}: `, isBold: true },
      { text: `due ${dueInWords(worst)}, ${daysLateOf(snapshot, worst)} days late.` },
    ])
  if (silent.length > 0)
    bullets.push(
      plain(`${sentenceCase(countOf(silent.length, 'action'))} silent for more than ${silentAfterDays} days.`),
    )
  if (bullets.length === 0)
    bullets.push(...actions.slice(0, 4).map((action): Line => plain(`${actionName(action)}: ${dueInWords(action)}.`)))
  return [
    {
      kind: 'page',
      title: shortened(`${name}: ${news}`, 62),
      isSplit: true,
      blocks: [
        { kind: 'list', isOrdered: false, items: bullets.slice(0, 4) },
        ...areaFigures(snapshot, section, actions),
        ...(ratesAnything(snapshot) ? [countedThreeWays(snapshot, actions)] : []),
      ],
      notes: `${sourceNotes(snapshot, actions)} ${actions
        .map(
          (action) =>
            `${action.ref ?? shortened(action.text, 50)}: ${action.rating?.word ?? 'not rated'}; ${dueInWords(action)}.${action.update === null ? '' : ` ${shortened(action.update.words, 400)}`}`,
        )
        .join(' ')}`.slice(0, 8000),
    },
  ]
}

function saidBullet(action: SnapshotAction): Line {
  return [
    { text: `${action.ref === null ? '' : `${action.ref}: `}`, isBold: true },
    { text: shortened(action.update?.words ?? '', 110) },
  ]
}

/** The area's figures: a bar an outcome where it has ratings, or its counts. */
function areaFigures(snapshot: Snapshot, section: PlanSection, actions: SnapshotAction[]): PaperBlock[] {
  if (!ratesAnything(snapshot))
    return [
      {
        kind: 'facts',
        facts: [
          { label: 'Actions', value: String(actions.length) },
          {
            label: 'Past their date',
            value: String(actions.filter((action) => daysLateOf(snapshot, action) > 0).length),
          },
        ],
      },
    ]
  const key = ratingsOf(snapshot)
  const marks = marksOf(snapshot)
  const rows = section.groups
    .map((group) => ({
      name:
        group.outcome === null
          ? 'No outcome'
          : [group.outcome.ref, shortened(group.outcome.text, 64)].filter((one) => one !== null).join(' '),
      ...countWords(
        key,
        group.actions.filter((action) => !action.isPlaceholder).map((action) => action.rating?.word),
      ),
    }))
    .filter((row) => row.total > 0)
  const shown =
    rows.length > 7
      ? [
          {
            name: section.title ?? 'The plan',
            ...countWords(
              key,
              actions.map((action) => action.rating?.word),
            ),
          },
        ]
      : rows
  const words = shown
    .map(
      (row) =>
        `${row.name}: ${marks
          .filter((mark) => (row.counts[mark.id] ?? 0) > 0)
          .map((mark) => `${row.counts[mark.id]} ${lowerFirst(mark.word)}`)
          .join(', ')}`,
    )
    .join('. ')
  return [
    { kind: 'heading', level: 2, text: `How its ${actions.length} actions stand`, isListed: false },
    {
      kind: 'chart',
      title: `Ratings in ${section.title ?? 'the plan'}`,
      rows: shown.map((row) => ({ name: row.name, counts: row.counts, total: row.total })),
      order: marks.map((mark) => mark.id),
      alternative: `Stacked bars of the number of actions by rating. ${words}.`,
    },
  ]
}

function slippedSlide(snapshot: Snapshot): Slide[] {
  const moved = movedActions(snapshot)
  const late = lateActions(snapshot)
  const silent = silentActions(snapshot)
  if (moved.length === 0 && late.length === 0) return []
  const twice = moved.filter((action) => slipOfAction(action).moves > 1).length
  if (moved.length === 0)
    return [
      {
        kind: 'page',
        title: `${sentenceCase(countOf(late.length, 'action'))} ${late.length === 1 ? 'is' : 'are'} past ${late.length === 1 ? 'its' : 'their'} date`,
        blocks: [
          {
            kind: 'table',
            name: 'Past their date',
            columns: [
              { heading: 'Action', weight: 1.4, least: 90 },
              { heading: 'Due', weight: 0, least: 46 },
              { heading: 'Days late', weight: 0, least: 30, align: 'right' },
              ...(ratesAnything(snapshot) ? [{ heading: 'Owner says', weight: 0, least: 46 }] : []),
            ],
            rows: late.slice(0, 12).map((action) => {
              const run = ratingRun(snapshot, action.rating)
              return [
                cell(strong([action.ref, shortened(action.text, 90)].filter((one) => one !== null).join('  '))),
                cell(plain(dueInWords(action))),
                cell(plain(String(daysLateOf(snapshot, action)))),
                ...(ratesAnything(snapshot) ? [cell(run === null ? plain('Not rated') : [run])] : []),
              ]
            }),
          },
        ],
        notes: `${late.length > 12 ? `${late.length - 12} more are in the board report. ` : ''}${sourceNotes(snapshot, late)}`,
      },
    ]
  return [
    {
      kind: 'page',
      title: `${sentenceCase(countOf(moved.length, 'date'))} ${moved.length === 1 ? 'has' : 'have'} moved${twice === 0 ? '' : `, ${countOf(twice, 'of them').replace('of thems', 'of them')} more than once`}`,
      blocks: [
        {
          kind: 'table',
          name: 'What slipped, by how much and why',
          columns: [
            { heading: 'Action', weight: 1.2, least: 60 },
            { heading: 'First date', weight: 0, least: 44 },
            { heading: 'Date now', weight: 0, least: 44 },
            { heading: 'Slip', weight: 0.3, least: 42 },
            { heading: 'Why', weight: 1.1, least: 60 },
          ],
          rows: moved.slice(0, 12).map((action) => {
            const first = action.firstDue ?? action.moves[0]?.fromDue ?? null
            return [
              cell(strong([action.ref, shortened(action.text, 60)].filter((one) => one !== null).join('  '))),
              cell(plain(first === null ? (action.moves[0]?.fromText ?? '') : dayInWords(first))),
              cell(plain(dueInWords(action))),
              cell(plain(slipWords(action))),
              cell(plain(shortened(action.moves.map((move) => move.why.replace(/\.$/, '')).join('; then '), 160))),
            ]
          }),
        },
        ...(silent.length === 0
          ? []
          : ([
              {
                kind: 'paragraph',
                tone: 'small',
                line: plain(
                  `Not heard from: ${silent
                    .slice(0, 3)
                    .map(
                      (action) =>
                        `${action.ref ?? shortened(action.text, 30)} (${daysSilentOf(snapshot, action) === null ? 'never' : `${daysSilentOf(snapshot, action)} days`})`,
                    )
                    .join('; ')}${silent.length > 3 ? `; and ${silent.length - 3} more` : ''}.`,
                ),
              },
            ] satisfies PaperBlock[])),
      ],
      notes: `Slip is counted from the date first agreed. ${sourceNotes(snapshot, moved)}`,
    },
  ]
}

function nextSlide(snapshot: Snapshot): Slide {
  const soon = dueSoonActions(snapshot)
  const later = countedActions(snapshot)
    .filter(
      (action) =>
        !isComplete(snapshot, action) &&
        (nextDue(action.timescale, snapshot.position.date) ?? '') > snapshot.position.date,
    )
    .sort((a, b) =>
      (nextDue(a.timescale, snapshot.position.date) ?? '').localeCompare(
        nextDue(b.timescale, snapshot.position.date) ?? '',
      ),
    )
  const next = (soon.length >= 3 ? soon : later).slice(0, 4)
  const questions = questionsFor(snapshot)
  const what: PaperBlock =
    next.length === 0
      ? { kind: 'paragraph', line: plain('No open action has a date ahead of it.') }
      : {
          kind: 'table',
          name: 'What is due next',
          columns: [
            { heading: 'By', weight: 0, least: 38 },
            { heading: 'What', weight: 1, least: 50 },
            { heading: 'Who', weight: 0.5, least: 34 },
          ],
          rows: next.map((action) => [
            cell(strong(dayInWords(nextDue(action.timescale, snapshot.position.date) ?? ''))),
            cell(plain([action.ref, shortened(action.text, 80)].filter((one) => one !== null).join('  '))),
            cell(plain(shortened(action.owners[0] ?? 'No owner', 50))),
          ]),
        }
  return {
    kind: 'page',
    title: questions.length === 0 ? 'What next' : 'What next, and what members may wish to ask',
    isSplit: questions.length > 0,
    blocks: [
      what,
      ...(questions.length === 0
        ? []
        : ([
            { kind: 'heading', level: 2, text: 'Questions', isListed: false },
            { kind: 'list', isOrdered: false, items: questions.map(plain) },
          ] satisfies PaperBlock[])),
    ],
    notes: `Suggested lines of enquiry follow from what the facts show beside what owners report. ${sourceNotes(snapshot, next)}`,
  }
}

/** Questions that the figures themselves raise; nothing is asked that they do not. */
function questionsFor(snapshot: Snapshot): string[] {
  const questions: string[] = []
  const late = lateActions(snapshot)[0]
  if (late !== undefined) questions.push(`What would bring ${actionName(late)} back to a date that holds?`)
  const moved = movedActions(snapshot).find((action) => slipOfAction(action).moves > 1)
  if (moved !== undefined) questions.push(`Why has ${actionName(moved)} moved more than once?`)
  const silent = silentActions(snapshot)[0]
  if (silent !== undefined) questions.push(`Who can say how ${actionName(silent)} stands?`)
  const undated = undatedActions(snapshot)[0]
  if (undated !== undefined) questions.push(`When will ${actionName(undated)} have a date?`)
  return questions.slice(0, 4)
}

function keySlide(snapshot: Snapshot): Slide[] {
  if (!ratesAnything(snapshot)) return []
  return [
    { kind: 'page', title: 'How to read the ratings', blocks: [keyTable(snapshot)], notes: sourceNotes(snapshot, []) },
  ]
}

function standsInWords(snapshot: Snapshot, actions: SnapshotAction[]): string {
  const key = ratingsOf(snapshot)
  const { counts } = countWords(
    key,
    actions.map((action) => action.rating?.word),
  )
  const said = marksOf(snapshot)
    .filter((mark) => (counts[mark.id] ?? 0) > 0)
    .map((mark) => `${counts[mark.id]} ${lowerFirst(mark.word)}`)
  return said.length === 0 ? countOf(actions.length, 'action') : said.join(', ')
}
