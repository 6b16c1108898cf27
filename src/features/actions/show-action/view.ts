/** One action: who, when, how we will know; the voices side by side; its steps, its source and its story. */
import type { Told } from '../../../domain/change/tell-history.ts'
import { isStepDone } from '../../../domain/plan/indicated.ts'
import { levelNames } from '../../../domain/plan/level-names.ts'
import { ratingWord, type SaidStanding, sayWhenShort } from '../../../domain/plan/say-standing.ts'
import { textAfterRef } from '../../../domain/plan/text-after-ref.ts'
import { shapeOf, wordForShape } from '../../../domain/rating/rating-key.ts'
import { daysLate } from '../../../domain/timescale/due.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import type { LiveAction, LiveMilestone, LiveOutcome, PlanHead } from '../../../store/live-plan.ts'
import { standingOf } from '../../../store/live-standing.ts'
import type { ToldPage } from '../../../store/told-history.ts'
import { dayMonthYear, momentInWords, plural, shortDay } from '../../../web/words.ts'
import type { LastUpdate, Move, Neighbour, Owner, Source } from './queries.ts'

export interface ActionFacts {
  today: string
  plan: PlanHead
  action: LiveAction
  outcome: LiveOutcome | undefined
  owners: Owner[]
  milestones: LiveMilestone[]
  said: LastUpdate | undefined
  moves: Move[]
  sources: Source[]
  neighbours: { before: Neighbour | undefined; after: Neighbour | undefined }
  history: ToldPage
}

export function actionView(facts: ActionFacts) {
  const { action, plan, today } = facts
  const levels = levelNames(plan.vocabulary)
  const stands = standingOf(action, plan, today)
  return {
    ...headOf(facts, levels.action.one),
    levels,
    serves: facts.outcome === undefined ? undefined : outcomeLink(facts.outcome),
    band: bandOf(action),
    who: whoOf(action, facts.owners),
    when: whenOf(facts, stands),
    known: {
      head: own(plan.vocabulary.evidence) ?? 'How we will know it is done',
      text: action.evidence,
      place: placeOf(facts.sources, 'evidence'),
    },
    impact:
      action.impact === null
        ? undefined
        : { head: own(plan.vocabulary.impact) ?? 'What it should change', text: action.impact },
    voices: voicesOf(facts, stands),
    difference:
      stands.factsSay === null
        ? undefined
        : `The owner says ${inSentence(stands.rating.word)}; the facts say ${inSentence(stands.factsSay.word)}.`,
    milestones: facts.milestones.map((milestone) => milestoneRow(milestone, plan, today)),
    milestoneSum: milestoneSum(facts.milestones, plan),
    extra: action.extra.filter(({ text }) => text.trim() !== ''),
    sources: sourceLines(facts.sources),
    story: entriesOf(facts.history.told).slice(0, 8),
    hasMore: facts.history.told.length > 8 || facts.history.next !== null,
    neighbours: {
      before: facts.neighbours.before && neighbourLink(facts.neighbours.before),
      after: facts.neighbours.after && neighbourLink(facts.neighbours.after),
    },
  }
}

export function actionHistoryView(
  { action, plan, history }: { action: LiveAction; plan: PlanHead; history: ToldPage },
  isLaterPage: boolean,
) {
  return {
    ...headOf({ action, plan }, levelNames(plan.vocabulary).action.one),
    story: entriesOf(history.told),
    earlier: history.next === null ? undefined : `/actions/${action.id}/history?before=${history.next}`,
    newest: isLaterPage ? `/actions/${action.id}/history` : undefined,
  }
}

function headOf(
  { action, plan, outcome }: { action: LiveAction; plan: PlanHead; outcome?: LiveOutcome | undefined },
  level: string,
) {
  const name = action.ref === null ? level : `${level} ${action.ref}`
  return {
    id: action.id,
    href: `/actions/${action.id}`,
    name,
    text: textAfterRef(action.ref, action.text),
    isPlaceholder: action.isPlaceholder,
    title: `${action.ref === null ? '' : `${action.ref} `}${clip(textAfterRef(action.ref, action.text), 70)}`,
    crumbs: [
      { text: 'Plans', href: '/plans' },
      { text: clip(plan.title, 60), href: `/plans/${plan.id}` },
      ...(outcome === undefined ? [] : [outcomeLink(outcome, 60)]),
    ],
    plan: { href: `/plans/${plan.id}`, title: plan.title },
  }
}

function bandOf({ deleted, closed }: LiveAction): { text: string; isDeleted: boolean } | undefined {
  const [trace, did] = deleted !== null ? [deleted, 'deleted'] : [closed, 'closed']
  if (trace === null) return undefined
  const why = trace.why === null ? '' : `: ${trace.why.replace(/[.\s]+$/, '')}`
  return { text: `${trace.by} ${did} this on ${dayMonthYear(trace.at)}${why}.`, isDeleted: deleted !== null }
}

function whoOf(action: LiveAction, owners: Owner[]) {
  const [lead, ...others] = [...new Map(owners.map((owner) => [owner.name, owner])).values()]
  if (lead === undefined) return { lead: action.ownersText === '' ? undefined : action.ownersText, isNobody: true }
  const holders = owners.filter(({ name, heldBy }) => name === lead.name && heldBy !== null).map(({ heldBy }) => heldBy)
  return {
    lead: lead.name,
    heldBy: holders.length === 0 || holders.includes(lead.name) ? undefined : `held by ${joined(holders as string[])}`,
    with: others.length === 0 ? undefined : `with ${joined(others.map(({ name }) => name))}`,
    // Shown only where the cell says more than the names taken from it.
    written: isSame(action.ownersText, [lead, ...others]) ? undefined : action.ownersText,
  }
}

const isSame = (text: string, owners: Owner[]): boolean => {
  const plain = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+|\band\b/g, '')
  return (
    plain(text) === plain(owners.map(({ name }) => name).join('')) ||
    plain(text) === plain(owners.map(({ asWritten }) => asWritten).join(''))
  )
}

function whenOf({ action, moves, said, sources }: ActionFacts, stands: SaidStanding) {
  const { timescale } = action
  const chain = moves.length === 0 ? [] : [moves[0]?.fromText ?? '', ...moves.map(({ toText }) => toText)]
  return {
    written: timescale.text || 'No date given',
    read: sayTimescale(timescale),
    late: stands.late,
    isGuess: stands.isGuess,
    doubt: stands.isGuess ? (timescale.doubt ?? 'Nobody has confirmed how these words are read.') : undefined,
    slip: stands.slip,
    earlier: chain.slice(0, -1).map((text) => text || 'no date'),
    forecast: action.forecast === null ? undefined : dayMonthYear(action.forecast),
    forecastWhy: action.forecast === null ? undefined : (said?.forecastWhy ?? undefined),
    cannotSay:
      action.forecast === null && said !== undefined && said.forecast === null
        ? (said.forecastWhy ?? undefined)
        : undefined,
    place: placeOf(sources, 'timescale'),
  }
}

function voicesOf({ action, plan, said }: ActionFacts, stands: SaidStanding) {
  const suggested = stands.facts[0]
  return {
    said: {
      rating: stands.rating,
      words: said === undefined || said.words.trim() === '' ? undefined : said.words,
      by: said === undefined ? undefined : `${said.saidBy}, ${dayMonthYear(said.saidAt)}`,
      nextStep: said?.nextStep ?? undefined,
      blocker: said?.blocker ?? undefined,
      isSilent: stands.isSilent,
      heard:
        stands.heard === 'Never' ? 'Nobody has said how it stands yet.' : `Last word ${stands.heard.toLowerCase()}.`,
    },
    facts: {
      rating:
        suggested === undefined ? undefined : { word: wordForShape(plan.key, suggested.shape), shape: suggested.shape },
      sentences: stands.facts.map(({ sentence }) => sentence),
      quiet: noFacts(action, stands),
    },
  }
}

function noFacts(action: LiveAction, stands: SaidStanding): string {
  if (action.closed !== null) return 'It is closed.'
  if (!stands.isOpen) return 'Nothing in dates or milestones speaks against it.'
  if (action.timescale.due === null) return 'It has no last day, so no date can be missed.'
  return 'Its date is still to come, and nothing speaks against it.'
}

function milestoneRow(milestone: LiveMilestone, plan: PlanHead, today: string) {
  const isDone = isStepDone(milestone, plan.key)
  const late = isDone ? 0 : daysLate(milestone.timescale, today)
  const shape = milestone.doneOn !== null ? 'complete' : shapeOf(plan.key, milestone.rating)
  return {
    id: milestone.id,
    href: `/milestones/${milestone.id}/edit`,
    text: milestone.text,
    owners: milestone.ownersText,
    written: milestone.timescale.text,
    read:
      milestone.doneOn !== null
        ? doneWords(milestone.doneOn, milestone.timescale.due)
        : late > 0
          ? `was ${shortDay(milestone.timescale.due ?? today)}`
          : sayWhenShort(milestone.timescale, today),
    late: late > 0 ? `${plural(late, 'day')} late` : undefined,
    rating: {
      word:
        milestone.doneOn !== null && milestone.rating === null
          ? wordForShape(plan.key, 'complete')
          : ratingWord(plan.key, milestone.rating),
      shape,
    },
  }
}

function doneWords(doneOn: string, due: string | null): string {
  const days = due === null ? 0 : Math.round((Date.parse(doneOn) - Date.parse(due)) / 86_400_000)
  return `done ${shortDay(doneOn)}${days > 0 ? `, ${plural(days, 'day')} late` : ''}`
}

function milestoneSum(milestones: LiveMilestone[], plan: PlanHead): string | undefined {
  if (milestones.length < 2) return undefined
  const done = milestones.filter((milestone) => isStepDone(milestone, plan.key)).length
  return `${done} of ${milestones.length} done`
}

/** One line a document: what it is, and the row or cell the action stood in. */
function sourceLines(sources: Source[]) {
  return [...Map.groupBy(sources, ({ importId }) => importId).values()].flatMap((places) => {
    const [first] = places
    if (first === undefined) return []
    const row = places.find(({ field }) => field === 'row') ?? first
    return [
      {
        name: first.documentName,
        importId: first.importId,
        place: row.place,
        on: dayMonthYear(first.broughtAt),
        fields: places
          .filter(({ field }) => field !== 'row')
          .map(({ field, place }) => ({ field: fieldNames[field] ?? field, place })),
      },
    ]
  })
}

const fieldNames: Record<string, string> = {
  ref: 'Number',
  text: 'Words',
  owners: 'Owners',
  timescale: 'When',
  rag: 'Rating',
  rating: 'Rating',
  evidence: 'How we will know',
  impact: 'Impact',
  progress: 'Progress',
  milestones: 'Milestones',
}

const placeOf = (sources: Source[], field: string): string | undefined =>
  sources.find((source) => source.field === field)?.place

const entriesOf = (told: Told[]) => told.map(({ at, sentences }) => ({ at: momentInWords(at), sentences }))

const outcomeLink = ({ id, ref, text }: LiveOutcome, most = 400) => ({
  text: clip(`${ref === null ? '' : `${ref} `}${text}`, most),
  href: `/outcomes/${id}`,
})
const neighbourLink = ({ id, ref, text }: Neighbour) => ({
  href: `/actions/${id}`,
  text: `${ref === null ? '' : `${ref} `}${clip(text, 60)}`,
})

const own = (word: string | undefined): string | undefined =>
  word === undefined || word.trim() === '' ? undefined : word
const joined = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
const inSentence = (word: string): string => (/^[A-Z][^A-Z]*$/.test(word) ? word.toLowerCase() : word)
