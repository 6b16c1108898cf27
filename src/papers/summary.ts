import type { PaperBlock, PaperTable, RatingChart, TableCell } from '../documents/paper.ts'
import { cell, plain, rated, strong } from '../documents/paper.ts'
import { saySlip, silentAfterDays } from '../domain/plan/plan-rules.ts'
import type { Snapshot, SnapshotAction } from '../domain/plan/snapshot.ts'
import {
  completeActions,
  confirmedActions,
  countedActions,
  differences,
  dueSoonActions,
  lateActions,
  movementsSinceLast,
  ownerlessActions,
  type RatingCount,
  ratingName,
  ratingsBySection,
  ratingsIndicated,
  ratingsLastTime,
  ratingsOf,
  silentActions,
  slipOfAction,
  undatedActions,
  unrated,
} from '../domain/plan/snapshot-counts.ts'
import { textAfterRef } from '../domain/plan/text-after-ref.ts'
import { soonDays } from '../domain/timescale/due.ts'
import { marksOf, ratesAnything } from './marks.ts'
import { countOf, dayInWords, listInWords, sentenceCase, shortened } from './words.ts'

/** The answer first: counts, the confirmed part, and where the facts disagree. */
export function headline(snapshot: Snapshot, options: { withFacts?: boolean } = {}): string {
  const total = countedActions(snapshot).length
  if (total === 0) return 'The plan has no actions.'
  const complete = completeActions(snapshot).length
  const late = lateActions(snapshot).length
  const silent = silentActions(snapshot).length
  const undated = undatedActions(snapshot).length
  const sentences: string[] = []
  const marks = marksOf(snapshot)
  const { all } = ratingsBySection(snapshot)
  if (ratesAnything(snapshot)) {
    const said = marks
      .map((mark) => ({ count: all.counts[mark.id] ?? 0, word: mark.word }))
      .filter((one) => one.count > 0)
      .map((one) => `${one.count} ${lowerFirst(one.word)}`)
    sentences.push(`Of ${countOf(total, 'action')}, owners report ${listInWords(said)}.`)
  } else sentences.push(`The plan has ${countOf(total, 'action')}.`)
  if (complete > 0 && countedActions(snapshot).some((action) => action.confirmed !== null))
    sentences.push(`Assurers have confirmed ${confirmedActions(snapshot).length} of the ${complete} complete.`)
  const differ = options.withFacts === true ? differences(snapshot).length : 0
  const facts: string[] = []
  if (differ > 0) sentences.push(`For ${countOf(differ, 'action')} the facts indicate worse than the owner says.`)
  if (late > 0) facts.push(`${countOf(late, 'action')} past ${late === 1 ? 'its' : 'their'} date`)
  if (silent > 0) facts.push(`${countOf(silent, 'action')} without a word for more than ${silentAfterDays} days`)
  if (undated > 0) facts.push(`${countOf(undated, 'action')} without a date`)
  if (facts.length > 0) sentences.push(`At ${dayInWords(snapshot.position.date)} the facts show ${listInWords(facts)}.`)
  return sentences.join(' ')
}

/** Tiles, chart, table that reconciles: the same counts three times. A plan that rates nothing says so, and shows dates. */
export function ratingBlocks(snapshot: Snapshot, heading: string, options: { withFacts?: boolean } = {}): PaperBlock[] {
  if (!ratesAnything(snapshot)) return unratedBlocks(snapshot)
  const { all } = ratingsBySection(snapshot)
  const last = ratingsLastTime(snapshot)
  const tiles: PaperBlock = {
    kind: 'tiles',
    name: 'Actions by rating',
    tiles: marksOf(snapshot)
      .slice(0, 7)
      .map((mark) => ({
        figure: String(all.counts[mark.id] ?? 0),
        rating: mark.id,
        note: last === null ? null : `${last.counts[mark.id] ?? 0} last time`,
      })),
  }
  return [tiles, { kind: 'heading', level: 2, text: heading }, ratingChart(snapshot), countTable(snapshot, options)]
}

export function ratingChart(snapshot: Snapshot): RatingChart {
  const { sections } = ratingsBySection(snapshot)
  const order = marksOf(snapshot).map((mark) => mark.id)
  return {
    kind: 'chart',
    title: `Ratings by ${sectionWord(snapshot)}`,
    rows: sections.map((section) => ({ name: section.name, counts: section.counts, total: section.total })),
    order,
    alternative: `Stacked bars of the number of actions by rating, as owners report them. ${barsInWords(snapshot)}`,
  }
}

export function barsInWords(snapshot: Snapshot): string {
  const marks = marksOf(snapshot)
  const { sections } = ratingsBySection(snapshot)
  return sections
    .map((section) => {
      const counts = marks
        .filter((mark) => (section.counts[mark.id] ?? 0) > 0)
        .map((mark) => `${section.counts[mark.id]} ${lowerFirst(mark.word)}`)
      return `${section.name}: ${counts.join(', ')}; ${section.total} in all.`
    })
    .join(' ')
}

/** One row a section and rows of totals, each of which sums to the same number. `withFacts` adds what the facts indicate. */
export function countTable(snapshot: Snapshot, options: { withFacts?: boolean } = {}): PaperTable {
  const marks = marksOf(snapshot)
  const { sections, all } = ratingsBySection(snapshot)
  const last = ratingsLastTime(snapshot)
  const row = (name: string, count: RatingCount, isStrong: boolean): TableCell[] => {
    const words = isStrong ? strong : plain
    return [
      cell(words(name)),
      ...marks.map((mark) => cell(words(String(count.counts[mark.id] ?? 0)))),
      cell(strong(String(count.total))),
    ]
  }
  const indicated = ratingsIndicated(snapshot)
  const totals = [row('All actions, owners report', all, true)]
  if (options.withFacts === true && marks.some((mark) => indicated.counts[mark.id] !== all.counts[mark.id]))
    totals.push(row('As the facts indicate', indicated, false))
  if (last !== null && snapshot.previous !== null)
    totals.push(row(`Owners’ report on ${dayInWords(snapshot.previous.date)}`, last, false))
  return {
    kind: 'table',
    name: `Actions by rating in each ${sectionWord(snapshot)}`,
    columns: [
      { heading: sentenceCase(sectionWord(snapshot)), weight: 1, least: 54 },
      ...marks.map((mark) => ({
        heading: mark.word,
        rating: mark.id,
        weight: 0,
        least: Math.min(30, 7 + mark.word.length * 1.9),
        align: 'right' as const,
      })),
      { heading: 'All', weight: 0, least: 12, align: 'right' },
    ],
    rows: sections.map((section) => row(section.name, section, false)),
    totals,
  }
}

export function keyTable(snapshot: Snapshot): PaperTable {
  return {
    kind: 'table',
    name: 'How to read the ratings',
    columns: [
      { heading: snapshot.vocabulary.rating ?? 'Rating', weight: 0, least: 42 },
      { heading: 'It means', weight: 1, least: 60 },
    ],
    rows: marksOf(snapshot).map((mark) => [cell(rated(mark.id)), cell(plain(mark.meaning))]),
  }
}

/** What changed since the last report, action by action: last time's counts plus these sentences are the counts now. */
export function changeSentences(snapshot: Snapshot): string[] {
  const movements = movementsSinceLast(snapshot)
  if (movements === null) return []
  const marks = marksOf(snapshot)
  const key = ratingsOf(snapshot)
  const word = (said: string | null) => lowerFirst(ratingName(key, said === unrated ? null : said))
  const sentences = movements.moved.map(
    (group) =>
      `${sentenceCase(countOf(group.actions.length, 'action'))} moved from ${word(group.from)} to ${word(group.to)}: ${names(group.actions)}.`,
  )
  if (movements.added.length > 0) {
    const byRating = marks
      .map((mark) => ({
        mark,
        actions: movements.added.filter((action) => ratingName(key, action.rating?.word) === mark.id),
      }))
      .filter((one) => one.actions.length > 0)
      .map((one) => `${one.actions.length} ${lowerFirst(one.mark.word)}`)
    sentences.push(
      `${sentenceCase(countOf(movements.added.length, 'action'))} joined the plan${byRating.length === 0 ? '' : ` (${byRating.join(', ')})`}: ${names(movements.added)}.`,
    )
  }
  if (movements.removed.length > 0)
    sentences.push(
      `${sentenceCase(countOf(movements.removed.length, 'action'))} left the plan: ${listInWords(
        movements.removed.map((action) => `${action.ref ?? 'an action without a number'} (was ${word(action.rating)})`),
        12,
      )}.`,
    )
  if (movements.dates.length > 0)
    sentences.push(
      `${sentenceCase(countOf(movements.dates.length, 'date'))} changed: ${listInWords(
        movements.dates.map((action) => `${actionName(action)} to ${dueInWords(action)}`),
        12,
      )}.`,
    )
  if (sentences.length === 0) sentences.push('No rating and no date has changed.')
  return sentences
}

export function dueSoonWords(snapshot: Snapshot): string | null {
  const due = dueSoonActions(snapshot)
  return due.length === 0
    ? null
    : `${sentenceCase(countOf(due.length, 'action'))} ${due.length === 1 ? 'is' : 'are'} due in the next ${soonDays} days.`
}

/** An action in a sentence: its number, or the first words where the plan gives none. */
export function actionName(action: SnapshotAction): string {
  return action.ref === null
    ? `“${shortened(action.text, 40)}”`
    : `${action.ref} (${lowerFirst(shortened(textAfterRef(action.ref, action.text), 34))})`
}

export function dueInWords(action: SnapshotAction): string {
  const { due, kind, text } = action.timescale
  if (due !== null) return dayInWords(due)
  if (kind === 'ongoing' || kind === 'recurring') return 'no end date'
  return text === '' || kind === 'tbc' || kind === 'none' ? 'no date agreed' : `“${text}”`
}

/** "Moved twice, 3 months later". */
export function slipWords(action: SnapshotAction): string {
  return saySlip(slipOfAction(action)) ?? 'Not moved'
}

/** What the plan calls its bands, in lower case for use in a sentence. */
export function sectionWord(snapshot: Snapshot): string {
  return lowerFirst(snapshot.vocabulary.section ?? 'section')
}

function names(actions: SnapshotAction[]): string {
  return listInWords(actions.map(actionName), 12)
}

/** What can be said of a plan without ratings: what it holds, by when and by whom. */
function unratedBlocks(snapshot: Snapshot): PaperBlock[] {
  const all = countedActions(snapshot)
  const tile = (figure: number, label: string) => ({ figure: String(figure), rating: null, label, note: null })
  return [
    { kind: 'paragraph', line: plain('No ratings are recorded in this plan.') },
    {
      kind: 'tiles',
      name: 'Actions by date and owner',
      tiles: [
        tile(all.length, all.length === 1 ? 'Action' : 'Actions'),
        tile(lateActions(snapshot).length, 'Past the date'),
        tile(dueSoonActions(snapshot).length, `Due in ${soonDays} days`),
        tile(undatedActions(snapshot).length, 'No date agreed'),
        tile(ownerlessActions(snapshot).length, 'No owner'),
      ],
    },
    ...datesAndOwners(snapshot),
  ]
}

/** By when, and by whom: both tables count every action, so both sum to the same number. */
export function datesAndOwners(snapshot: Snapshot): PaperBlock[] {
  if (countedActions(snapshot).length === 0) return []
  return [
    { kind: 'heading', level: 2, text: `By when, by ${sectionWord(snapshot)}` },
    dateTable(snapshot),
    ...ownerBlocks(snapshot),
  ]
}

const whens: { heading: string; holds: (action: SnapshotAction) => boolean }[] = [
  { heading: 'Dated', holds: ({ timescale }) => !isOngoing(timescale.kind) && timescale.due !== null },
  { heading: 'Ongoing or repeated', holds: ({ timescale }) => isOngoing(timescale.kind) },
  { heading: 'No day to count to', holds: ({ timescale }) => !isOngoing(timescale.kind) && timescale.due === null },
]
const isOngoing = (kind: string) => kind === 'ongoing' || kind === 'recurring'

function dateTable(snapshot: Snapshot): PaperTable {
  const late = new Set(lateActions(snapshot))
  const row = (name: string, actions: SnapshotAction[], isStrong: boolean): TableCell[] => {
    const words = isStrong ? strong : plain
    return [
      cell(words(name)),
      ...whens.map(({ holds }) => cell(words(String(actions.filter(holds).length)))),
      cell(strong(String(actions.length))),
      cell(words(String(actions.filter((action) => late.has(action)).length))),
    ]
  }
  const all = countedActions(snapshot)
  const known = new Set(snapshot.sections.map(({ id }) => id))
  const { sections } = ratingsBySection(snapshot)
  return {
    kind: 'table',
    name: `Actions by date in each ${sectionWord(snapshot)}`,
    columns: [
      { heading: sentenceCase(sectionWord(snapshot)), weight: 1, least: 50 },
      ...whens.map(({ heading }) => ({ heading, weight: 0, least: 23, align: 'right' as const })),
      { heading: 'All', weight: 0, least: 14, align: 'right' },
      { heading: 'Of these, past the date', weight: 0, least: 26, align: 'right' },
    ],
    rows: sections.map(({ sectionId, name }) =>
      row(
        name,
        all.filter((action) =>
          sectionId === null
            ? action.sectionId === null || !known.has(action.sectionId)
            : action.sectionId === sectionId,
        ),
        false,
      ),
    ),
    totals: sections.length > 1 ? [row('All actions', all, true)] : [],
  }
}

/** Whoever leads most actions; the rest and those without an owner in a row each, so that the column sums to all actions. */
function ownerBlocks(snapshot: Snapshot): PaperBlock[] {
  const all = countedActions(snapshot)
  const led = Map.groupBy(all, (action) => action.owners[0] ?? '')
  const none = led.get('')?.length ?? 0
  led.delete('')
  if (led.size === 0) return []
  const owners = [...led].sort(([a, some], [b, others]) => others.length - some.length || a.localeCompare(b, 'en'))
  const shown = owners.length <= mostOwners + 1 ? owners : owners.slice(0, mostOwners)
  const rest = owners.slice(shown.length)
  const late = new Set(lateActions(snapshot))
  const row = (name: string, actions: SnapshotAction[]): TableCell[] => [
    cell(plain(name)),
    cell(plain(String(actions.length))),
    cell(plain(String(actions.filter((action) => late.has(action)).length))),
  ]
  return [
    { kind: 'heading', level: 2, text: 'Who leads' },
    {
      kind: 'table',
      name: 'Actions by the owner named first',
      columns: [
        { heading: 'Named first', weight: 1, least: 60 },
        { heading: 'Leads', weight: 0, least: 18, align: 'right' },
        { heading: 'Of these, past the date', weight: 0, least: 26, align: 'right' },
      ],
      rows: [
        ...shown.map(([owner, actions]) => row(shortened(owner, 90), actions)),
        ...(rest.length === 0
          ? []
          : [
              row(
                `${rest.length} others`,
                rest.flatMap(([, actions]) => actions),
              ),
            ]),
        ...(none === 0
          ? []
          : [
              row(
                'No owner',
                all.filter((action) => action.owners.length === 0),
              ),
            ]),
      ],
      totals: [[cell(strong('All actions')), cell(strong(String(all.length))), cell(strong(String(late.size)))]],
    },
  ]
}

const mostOwners = 10

/** A rating or a plan's own word inside a sentence: “Red” is “red”, but “R” and “BRAG” stay as they are. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) || /^[A-Z] [a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
