import { createHash } from 'node:crypto'
import { findPossibleChildren } from '../../../domain/people/possible-child.ts'
import type { PlanAction, PlanDocument, PlanFinding } from '../../../domain/plan/plan-document.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import type { AmendedPlan } from './amend-plan.ts'
import type { Amendment, Rereading, Review } from './review.ts'

/** A question about the reading, with the answers it may have. */
export interface Doubt {
  /** Stable while the same thing is read at the same place. */
  key: string
  code: string
  weight: 'big' | 'small'
  title: string
  /** The sentence that quotes the cell. */
  message: string
  /** In words: "Plan!B9"; '' where it concerns the whole document. */
  at: string
  /** Other places the same answer serves. */
  also: string[]
  /** The action it concerns, by key. */
  action: string | null
  field: string | null
  choices: Choice[]
  /** What typing one's own answer would change; null where there is nothing to type. */
  typed: { label: string; hint: string } | null
  /** May be accepted with others, unread one by one: it has a guess and could not name a child. */
  mayBeAccepted: boolean
}

export interface Choice {
  id: string
  label: string
  hint?: string
  isGuess?: boolean
  does: (Rereading | Amendment)[]
}

/** What is still to be asked, what changes the plan most first. */
export function doubtsOf(amended: AmendedPlan, review: Review): Doubt[] {
  const { plan } = amended
  const byId = new Map(plan.actions.map((action) => [action.id, action]))
  const edited = new Set(
    review.changes.flatMap((change) => (change.do === 'edit' ? [`${change.action}\n${change.field}`] : [])),
  )
  const doubts: Doubt[] = []
  const seen = new Map<string, number>()
  for (const finding of plan.findings) {
    const action = byId.get(finding.about ?? '')
    // About an action that was dropped or joined since: nothing is left to ask.
    if (finding.about?.startsWith('action-') && action === undefined) continue
    const actionKey = action === undefined ? null : (amended.keys.get(action.id) ?? null)
    if (actionKey !== null && edited.has(`${actionKey}\n${finding.field}`)) continue
    const plain = `${finding.code} ${finding.at} ${finding.field}`
    const count = (seen.get(plain) ?? 0) + 1
    seen.set(plain, count)
    const { message, also } = withoutAlso(finding.message)
    const others = also === '' ? [] : sameDoubts(finding, amended)
    const answers = answersTo(finding, action, actionKey, others, plan)
    doubts.push({
      key: keyOf(`${plain} ${count}`),
      code: finding.code ?? 'reading',
      title: titles[finding.code ?? ''] ?? (finding.severity === 'info' ? 'Read with a doubt' : 'Look at this'),
      message,
      at: finding.at,
      also: also === '' ? [] : [also],
      action: actionKey,
      field: finding.field ?? null,
      ...answers,
      // Where there is nothing to choose between, a line is enough.
      weight:
        finding.severity === 'info' || (answers.choices.length > 0 && answers.choices.every(({ id }) => id === 'seen'))
          ? 'small'
          : 'big',
    })
  }
  doubts.push(...childDoubts(amended))
  return doubts
    .filter(({ key }) => review.answers[key] === undefined)
    .map((doubt, index) => ({ doubt, index }))
    .sort((a, b) => rank(a.doubt) - rank(b.doubt) || a.index - b.index)
    .map(({ doubt }) => doubt)
}

const rank = (doubt: Doubt): number => {
  if (doubt.code === 'no-plan-found') return 0
  if (doubt.code === 'possible-child') return 1
  if (doubt.weight === 'small') return 9
  const order = [
    'hidden-sheet',
    'milestones-dates',
    'steps-in-action',
    'timescale',
    'no-action-text',
    'as-above',
    'struck-action',
    'joined-row',
    'joined-outcome',
  ].indexOf(doubt.code)
  return order === -1 ? 8 : 2 + order / 10
}

type Answers = Pick<Doubt, 'choices' | 'typed' | 'mayBeAccepted'>

function answersTo(
  finding: PlanFinding,
  action: PlanAction | undefined,
  key: string | null,
  others: string[],
  plan: PlanDocument,
): Answers {
  const keys = key === null ? [] : [key, ...others]
  const choices = choicesFor(finding, action, keys, plan)
  const field = key === null ? undefined : typing[finding.field ?? '']
  return {
    choices,
    typed: field ?? null,
    mayBeAccepted: choices.some((choice) => choice.isGuess === true),
  }
}

function choicesFor(
  finding: PlanFinding,
  action: PlanAction | undefined,
  keys: string[],
  plan: PlanDocument,
): Choice[] {
  const each = (make: (key: string) => Amendment): Amendment[] => keys.map(make)
  const row = (as: Extract<Rereading, { do: 'row' }>['as']): Rereading[] => [{ do: 'row', place: finding.at, as }]
  const drop: Choice = {
    id: 'drop',
    label: 'It is no action: keep its words in the notes',
    does: each((key) => ({ do: 'drop', action: key })),
  }
  switch (finding.code) {
    case 'timescale': {
      if (action === undefined) break
      return timescaleChoices(action, each)
    }
    case 'milestones-dates':
    case 'steps-in-action': {
      if (action === undefined) break
      const steps = action.milestones
      const last = steps.findLast((step) => step.timescale.text !== '')?.timescale.text ?? ''
      const pairs = steps.map(
        (step) => `${short(step.text)} ${step.timescale.text === '' ? 'no date' : step.timescale.text}`,
      )
      return [
        {
          id: 'in-order',
          label: `In order: ${pairs.join(', ')}`,
          isGuess: true,
          does: each((one) => ({ do: 'read-step-times', action: one, as: steps.map((step) => step.timescale.text) })),
        },
        ...(last === ''
          ? []
          : [
              {
                id: 'last-for-all',
                label: `${last} holds for all of them`,
                does: each((one) => ({ do: 'read-step-times', action: one, as: steps.map(() => last) })),
              },
            ]),
        {
          id: 'undated',
          label: 'The dates are the action’s: give the steps none',
          does: each((one) => ({ do: 'read-step-times', action: one, as: steps.map(() => '') })),
        },
      ]
    }
    case 'as-above': {
      const index = action === undefined ? -1 : plan.actions.indexOf(action)
      const above = plan.actions[index - 1]
      const names = above?.owners.join(', ') ?? ''
      return [
        ...(names === ''
          ? []
          : [
              {
                id: 'above',
                label: `The same as above: ${names}`,
                does: each(
                  (key): Amendment => ({ do: 'edit', action: key, field: 'owners', text: above?.ownersText ?? names }),
                ),
              },
            ]),
        {
          id: 'nobody',
          label: 'Keep the words; nobody owns it yet',
          does: each((key): Amendment => ({ do: 'edit', action: key, field: 'owners', text: '' })),
        },
      ]
    }
    case 'joined-row':
      return [
        { id: 'joined', label: 'It goes on the action before', isGuess: true, does: [] },
        { id: 'own', label: 'It is an action of its own', does: row('action') },
        { id: 'note', label: 'It is neither: keep it in the notes', does: row('note') },
      ]
    case 'joined-outcome':
      return [
        { id: 'joined', label: 'It goes on the outcome above', isGuess: true, does: [] },
        { id: 'own', label: 'It is an outcome of its own', does: row('outcome') },
      ]
    case 'hidden-row':
      return [
        { id: 'keep', label: 'It belongs to the plan', isGuess: true, does: [] },
        { id: 'note', label: 'It does not: keep its words in the notes', does: row('note') },
      ]
    case 'hidden-sheet': {
      const sheet = finding.at
      return [
        { id: 'leave', label: 'Leave the sheet out; its words stay in the notes', isGuess: true, does: [] },
        { id: 'take', label: 'Take it: it belongs to the plan', does: [{ do: 'table', table: sheet, isTaken: true }] },
      ]
    }
    case 'no-action-text':
      return [{ ...drop }, { id: 'keep', label: 'Keep it without words for now', does: [] }]
    case 'struck-action':
      return [
        { id: 'keep', label: 'It still stands', isGuess: true, does: [] },
        { ...drop, label: 'It no longer stands: keep its words in the notes' },
      ]
    case 'no-owner-in-list':
      return [{ id: 'keep', label: 'It is an action', isGuess: true, does: [] }, drop]
    case 'several-in-cell':
      return [
        { id: 'one', label: 'One action', isGuess: true, does: [] },
        { id: 'split', label: 'An action for each line of the cell', does: row('splits') },
      ]
    case 'placeholder':
      return [{ id: 'keep', label: 'Keep it as a place for what is to come', isGuess: true, does: [] }, drop]
    case 'no-plan-found':
      return []
    default:
  }
  return [{ id: 'seen', label: 'It is right as it was read', isGuess: true, does: [] }]
}

function timescaleChoices(action: PlanAction, each: (make: (key: string) => Amendment) => Amendment[]): Choice[] {
  const { timescale } = action
  const choices: Choice[] = []
  const isRead = timescale.kind !== 'other' && timescale.kind !== 'none'
  const as = (words: string): Amendment[] => each((key) => ({ do: 'read-time', action: key, as: words }))
  if (isRead)
    choices.push({ id: 'guess', label: capital(sayTimescale(timescale)), isGuess: true, does: as(timescale.text) })
  for (const [index, words] of otherReadings(timescale.text).entries()) {
    const said = sayTimescale(parseTimescale(words))
    if (isRead && said === sayTimescale(timescale)) continue
    const hint = said === words.toLowerCase() ? {} : { hint: `Read as ${said}.` }
    choices.push({ id: `other-${index}`, label: words, ...hint, does: as(words) })
  }
  choices.push({
    id: 'later',
    label: 'Keep the words, decide later',
    hint: 'Nothing is due until someone says when.',
    does: as(''),
  })
  return choices
}

/** Words that say without doubt what doubtful ones may mean. */
function otherReadings(text: string): string[] {
  const words = text.toLowerCase()
  if (/bi[ -]?weekly/.test(words)) return ['Fortnightly', 'Every 3 days']
  if (/bi[ -]?month/.test(words)) return ['Every 2 months', 'Twice a month']
  if (/bi[ -]?annual/.test(words)) return ['Every 6 months', 'Every 2 years']
  if (/tri[ -]?annual/.test(words)) return ['Every 4 months', 'Every 3 years']
  return []
}

/** Doubts that say the same of several places are one finding; the answer serves all actions that read alike. */
function sameDoubts(finding: PlanFinding, amended: AmendedPlan): string[] {
  const { plan, keys } = amended
  const first = plan.actions.find(({ id }) => id === finding.about)
  if (first === undefined) return []
  const alike = plan.actions.filter((action) => {
    if (action === first) return false
    if (finding.code === 'timescale') return action.timescale.text === first.timescale.text
    if (finding.code === 'owners' || finding.code === 'as-above') return action.ownersText === first.ownersText
    if (finding.code === 'placeholder') return action.isPlaceholder === true
    return false
  })
  return alike.flatMap(({ id }) => keys.get(id) ?? [])
}

function childDoubts({ plan, keys }: AmendedPlan): Doubt[] {
  const doubts: Doubt[] = []
  const look = (text: string | null | undefined, at: string, action: string | null) => {
    for (const { words, looksLike } of findPossibleChildren(text ?? '')) {
      const key = keyOf(`possible-child ${words}`)
      const known = doubts.find((doubt) => doubt.key === key)
      if (known !== undefined) {
        if (known.at !== at && !known.also.includes(at)) known.also.push(at)
        continue
      }
      doubts.push({
        key,
        code: 'possible-child',
        weight: 'big',
        title: 'This may name a child',
        message: `“${words}” looks like ${looksLike}. A plan needs none, and only a person may decide.`,
        at,
        also: [],
        action: action === null ? null : (keys.get(action) ?? null),
        field: null,
        choices: [
          {
            id: 'withhold',
            label: 'Take the words out of the plan',
            hint: 'The original document keeps them.',
            does: [{ do: 'withhold', words }],
          },
          { id: 'harmless', label: 'They do not point at a child', does: [] },
        ],
        typed: null,
        mayBeAccepted: false,
      })
    }
  }
  for (const action of plan.actions) {
    const of = (field: string) => action.places?.[field] ?? action.at
    look(action.text, of('text'), action.id)
    look(action.progress, of('progress'), action.id)
    look(action.evidence, of('evidence'), action.id)
    look(action.impact, of('impact'), action.id)
    for (const step of action.milestones) look(step.text, step.at ?? of('milestones'), action.id)
    for (const extra of action.extra ?? []) look(extra.text, action.at, action.id)
  }
  for (const outcome of plan.outcomes)
    for (const text of [outcome.text, ...outcome.objectives, ...outcome.intendedOutcomes, ...outcome.measures])
      look(text, outcome.at, null)
  for (const note of plan.notes) look(note.text, note.at, null)
  return doubts
}

function withoutAlso(message: string): { message: string; also: string } {
  const match = /^([\s\S]*?) Also at ([^.“”]*(?:\.[^\s][^.]*)*)\.$/.exec(message)
  return match === null ? { message, also: '' } : { message: match[1] ?? message, also: match[2] ?? '' }
}

export const keyOf = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 16)

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 38).replace(/\s+\S*$/, '')} …` : line
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const typing: Partial<Record<string, { label: string; hint: string }>> = {
  timescale: { label: 'Type when it is due', hint: 'For example 31 March 2027, quarterly, or to be agreed' },
  owners: { label: 'Type who owns it', hint: 'The first name leads; part several with a comma' },
  text: { label: 'Type what is to be done', hint: 'In the plan’s own words' },
}

const titles: Partial<Record<string, string>> = {
  timescale: 'When is this due?',
  'milestones-dates': 'Which step has which date?',
  'steps-in-action': 'Which step has which date?',
  'milestones-owners': 'Steps and owners matched in order',
  'as-above': 'Who is meant?',
  owners: 'Who owns this?',
  'joined-row': 'Does this row go on the one before?',
  'joined-outcome': 'Does this go on the outcome above?',
  'joined-over-page': 'A cell runs over the page',
  'hidden-row': 'A hidden row',
  'hidden-sheet': 'A hidden sheet',
  'hidden-column': 'A hidden column',
  'hidden-text': 'Hidden text',
  'hidden-slide': 'A hidden slide',
  'no-action-text': 'A row that does not say what is to be done',
  'struck-action': 'An action that is struck out',
  'struck-date': 'A date that is struck out',
  'several-in-cell': 'Several items in one cell',
  'no-owner-in-list': 'An action without owner or date',
  placeholder: 'More actions to come',
  'rating-from-fill': 'Ratings read from colours',
  'tracked-deletion': 'A tracked change',
  'fault-in-cell': 'A formula that fails',
  footnote: 'A footnote that fits no field',
  comment: 'A comment that fits no field',
  picture: 'A picture that was not read',
  'no-plan-found': 'No plan was found',
  'other-type': 'The file’s name says something else',
}
