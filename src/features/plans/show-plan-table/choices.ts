/** What can be asked of the table, all of it in the address: which rows, in which order, with which extra columns. */
import { levelNames } from '../../../domain/plan/level-names.ts'
import type { SaidStanding } from '../../../domain/plan/say-standing.ts'
import { findEntry } from '../../../domain/rating/rating-key.ts'
import { nameOfShape, shapes } from '../../../domain/rating/rating-shape.ts'
import { nextDue } from '../../../domain/timescale/due.ts'
import type { TimescaleKind } from '../../../domain/timescale/timescale.ts'
import type { LiveAction, LiveSection, PlanHead } from '../../../store/live-plan.ts'
import { type Sorting, sortingOf } from '../../../web/paging.ts'

export interface Row {
  action: LiveAction
  stands: SaidStanding
}

export interface Asked {
  rating: string
  owner: string
  section: string
  due: string
  show: string
  words: string
  sorting: Sorting<SortColumn>
}

export const sortColumns = ['plan', 'text', 'lead', 'due', 'rating', 'heard'] as const
export type SortColumn = (typeof sortColumns)[number]

const none = 'none'

/** Unknown values ask for everything: an old link still opens. */
export function askedOf(query: Record<string, string>): Asked {
  const show = query.show ?? ''
  return {
    rating: query.rating ?? '',
    owner: query.owner ?? '',
    section: query.section ?? '',
    due: query.due ?? (show === 'late' || show === 'soon' ? show : ''),
    show: show === 'late' || show === 'soon' ? '' : show,
    words: (query.words ?? '').trim().slice(0, 200),
    sorting: sortingOf(query, sortColumns, { by: 'plan', descending: false }),
  }
}

export const isFiltered = ({ rating, owner, section, due, show, words }: Asked): boolean =>
  [rating, owner, section, due, show, words].some((asked) => asked !== '')

/** Whether a row is one of those asked for. Deleted rows come only where they are asked for, and then alone. */
export function matches({ action, stands }: Row, asked: Asked): boolean {
  return (
    matchesRating(stands, asked.rating) &&
    (asked.owner === '' ||
      (asked.owner === none ? action.ownerIds.length === 0 : action.ownerIds.includes(asked.owner))) &&
    (asked.section === '' || (action.sectionId ?? none) === asked.section) &&
    matchesDue({ action, stands }, asked.due) &&
    matchesShow({ action, stands }, asked.show) &&
    matchesWords(action, asked.words)
  )
}

const matchesRating = ({ rating }: SaidStanding, asked: string): boolean =>
  asked === '' || (asked === none ? rating.shape === 'none' : rating.word.toLowerCase() === asked.toLowerCase())

function matchesDue({ action, stands }: Row, asked: string): boolean {
  switch (asked) {
    case 'late':
      return stands.isLate
    case 'soon':
      return stands.isSoon
    case 'none':
      return stands.isOpen && undated.includes(action.timescale.kind) && action.timescale.due === null
    default:
      return true
  }
}

/** A date is owed and there is none. */
const undated: TimescaleKind[] = ['tbc', 'asap', 'none', 'other', 'duration']

function matchesShow({ action, stands }: Row, asked: string): boolean {
  switch (asked) {
    case 'silent':
      return stands.isSilent
    case 'worse':
      return stands.factsSay !== null
    case 'guesses':
      return stands.isGuess && action.closed === null
    case 'open':
      return stands.isOpen
    case 'closed':
      return action.closed !== null
    default:
      return true
  }
}

/** Every word somewhere in what the row says, whole or begun. */
function matchesWords(action: LiveAction, words: string): boolean {
  if (words === '') return true
  const said = [
    action.ref,
    action.text,
    action.ownersText,
    action.timescale.text,
    action.evidence,
    action.impact,
    action.lastWords,
    ...action.extra.map(({ text }) => text),
  ]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}

// ---- order ----------------------------------------------------------------------------------------------------------

/** In the plan's own order, or by a column; rows that have nothing to sort by come last either way. */
export function inOrder(rows: Row[], { by, descending }: Sorting<SortColumn>, today: string): Row[] {
  if (by === 'plan') return descending ? [...rows].reverse() : rows
  const turned = descending ? -1 : 1
  const keyed = rows.map((row, index) => ({ row, index, key: sortKey(row, by, today) }))
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1
      return by === 'due' ? compare(whyUndated(a.row), whyUndated(b.row)) || a.index - b.index : a.index - b.index
    }
    return turned * compare(a.key, b.key) || a.index - b.index
  })
  return keyed.map(({ row }) => row)
}

function sortKey({ action, stands }: Row, by: SortColumn, today: string): string | number | null {
  switch (by) {
    case 'text':
      return action.text.toLowerCase()
    case 'lead':
      return (action.owners[0] ?? action.ownersText).toLowerCase() || null
    case 'due':
      return nextDue(action.timescale, today)
    case 'rating':
      return shapes.indexOf(stands.rating.shape)
    case 'heard':
      return action.lastSaidOn ?? ''
    case 'plan':
      return action.position
  }
}

const whyUndated = ({ action }: Row): number => order.indexOf(action.timescale.kind)
const order: TimescaleKind[] = [
  'tbc',
  'asap',
  'duration',
  'other',
  'none',
  'recurring',
  'starting',
  'ongoing',
  'date',
  'month',
]

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en')

// ---- the filter bar -------------------------------------------------------------------------------------------------

export function filterFields(plan: PlanHead, sections: LiveSection[], rows: Row[], asked: Asked) {
  const levels = levelNames(plan.vocabulary)
  const words = new Map<string, string>()
  for (const { word } of plan.key) words.set(word.toLowerCase(), word)
  for (const { stands } of rows)
    if (stands.rating.shape !== 'none' && findEntry(plan.key, stands.rating.word) === null)
      words.set(stands.rating.word.toLowerCase(), stands.rating.word)
  return [
    {
      name: 'rating',
      label: 'Delivery',
      value: asked.rating,
      options: [
        { value: '', text: 'Any rating' },
        ...[...words.values()].map((word) => ({ value: word, text: word })),
        { value: none, text: nameOfShape.none },
      ],
    },
    {
      name: 'owner',
      label: 'Owner',
      value: asked.owner,
      options: [{ value: '', text: 'Anyone' }, ...owners(rows), { value: none, text: 'Nobody named' }],
    },
    ...(sections.length < 2
      ? []
      : [
          {
            name: 'section',
            label: levels.section.one,
            value: asked.section,
            options: [
              { value: '', text: `All ${levels.section.inSentence.many}` },
              ...sections.map(({ id, title }) => ({ value: id, text: title })),
              ...(rows.some(({ action }) => action.sectionId === null) ? [{ value: none, text: 'None' }] : []),
            ],
          },
        ]),
    {
      name: 'due',
      label: 'Due',
      value: asked.due,
      options: [
        { value: '', text: 'Any time' },
        { value: 'late', text: 'Late' },
        { value: 'soon', text: 'In 30 days' },
        { value: 'none', text: 'No date agreed' },
      ],
    },
    {
      name: 'show',
      label: 'Show',
      value: asked.show,
      options: [
        { value: '', text: 'Everything' },
        { value: 'open', text: 'Open' },
        { value: 'silent', text: 'Silent' },
        { value: 'worse', text: 'Facts say worse' },
        { value: 'guesses', text: 'Readings to confirm' },
        { value: 'closed', text: 'Closed' },
        { value: 'deleted', text: 'Deleted' },
      ],
    },
    { name: 'words', label: 'Words', value: asked.words },
  ]
}

/** Every owner of the plan once, by name. */
function owners(rows: Row[]): { value: string; text: string }[] {
  const names = new Map<string, string>()
  for (const { action } of rows)
    for (const [index, id] of action.ownerIds.entries()) if (!names.has(id)) names.set(id, action.owners[index] ?? id)
  return [...names].map(([value, text]) => ({ value, text })).sort((a, b) => a.text.localeCompare(b.text, 'en'))
}
