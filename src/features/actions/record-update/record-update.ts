import { accept, type Problem, type Result, refuse } from '../../../domain/problem.ts'
import { findEntry } from '../../../domain/rating/rating-key.ts'
import { offeredRatings } from '../../../domain/rating/stored-key.ts'
import { sayDate } from '../../../domain/timescale/say-date.ts'
import { readAction, readMilestones, readPlanHead } from '../../../store/live-plan.ts'
import type { MilestoneProgress, Tx } from '../../../store/tables.ts'
import { recordUpdate as append, type NewUpdate } from '../../../store/update-store.ts'
import { notThere, type Writer } from '../../../store/writer.ts'
import { civilDate } from '../../../web/words.ts'
import { sentAMomentAgo } from './queries.ts'

export interface UpdateInput {
  actionId: string
  /** What has happened, in the owner's words. */
  words: string
  /** A word the plan rates with. */
  rating: string
  /** When its owner expects it to be done; left out where they did not say. */
  finish?: Finish
  nextStep?: string | null
  blocker?: string | null
  milestones?: MilestoneProgress[]
  /** When it was said, where that is not now. */
  saidAt?: Date
}

/** "later" records a forecast and why; only whoever may move a date moves it. */
export type Finish =
  | { kind: 'as planned' }
  | { kind: 'later'; forecast: string; why: string }
  | { kind: 'by'; forecast: string }
  | { kind: 'cannot say' }

/** Appends one account of how an action stands; a form sent twice is one account. Resolves to the update's id. */
export async function recordUpdate(tx: Tx, input: UpdateInput, writer: Writer): Promise<Result<string>> {
  const action = await readAction(tx, writer.org, input.actionId)
  if (action === undefined || action.deleted !== null) return notThere('action')
  const plan = await readPlanHead(tx, writer.org, action.planId)
  if (plan === undefined) return notThere('action')
  if (plan.closed !== null || action.closed !== null)
    return refuse({
      code: 'closed',
      message: `This ${plan.closed === null ? 'action' : 'plan'} is closed. Nothing can be said of it until it is opened again.`,
    })
  const entry = findEntry(offeredRatings(plan.key), input.rating)
  const words = input.words.trim()
  const milestones = input.milestones ?? []
  const saidAt = input.saidAt ?? writer.at
  const problems: Problem[] = [
    ...(entry === null
      ? [{ code: 'no-rating', field: 'rating', message: 'Choose how it stands, from the words this plan rates with' }]
      : []),
    ...(words === '' ? [{ code: 'no-words', field: 'words', message: 'Say in a sentence what has happened' }] : []),
    ...problemsOfFinish(input.finish, action.timescale.due, civilDate(saidAt)),
    ...(await problemsOfMilestones(tx, writer.org, input.actionId, milestones, civilDate(saidAt))),
  ]
  if (problems.length > 0) return refuse(...problems)
  const update: NewUpdate & { actionId: string } = {
    actionId: input.actionId,
    words,
    rating: entry?.word ?? input.rating,
    ...forecastOf(input.finish),
    nextStep: emptyIsNull(input.nextStep),
    blocker: emptyIsNull(input.blocker),
    milestones,
    ...(input.saidAt === undefined ? {} : { saidAt: input.saidAt }),
  }
  const twin = input.saidAt === undefined ? await sentAMomentAgo(tx, writer, update) : undefined
  return twin === undefined ? await append(tx, writer, update) : accept(twin)
}

function problemsOfFinish(finish: Finish | undefined, due: string | null, said: string): Problem[] {
  if (finish === undefined || finish.kind === 'as planned' || finish.kind === 'cannot say') return []
  const problems: Problem[] = []
  const field = 'forecast-day'
  if (finish.forecast < said)
    problems.push({
      code: 'forecast-gone',
      field,
      message: 'The day you expect it to be done has gone. Give one still to come',
    })
  else if (finish.kind === 'later' && due !== null && finish.forecast <= due)
    problems.push({
      code: 'forecast-not-later',
      field,
      message: `${sayDate(finish.forecast)} is not later than planned (${sayDate(due)}). Choose “as planned”, or give a later day`,
    })
  if (finish.kind === 'later' && finish.why.trim() === '')
    problems.push({ code: 'no-why', field: 'why', message: 'Say why it will be later: the board will ask' })
  return problems
}

async function problemsOfMilestones(
  tx: Tx,
  org: string,
  actionId: string,
  milestones: MilestoneProgress[],
  today: string,
): Promise<Problem[]> {
  if (milestones.length === 0) return []
  const known = new Map((await readMilestones(tx, org, { actionId })).map((milestone, index) => [milestone.id, index]))
  return milestones.flatMap(({ milestoneId, doneOn }): Problem[] => {
    const index = known.get(milestoneId)
    if (index === undefined) return [{ code: 'not-there', message: 'One of the milestones is not there any more.' }]
    if (doneOn != null && doneOn > today)
      return [
        {
          code: 'done-later',
          field: `done-${index}-day`,
          message: 'A milestone can’t have been done on a day to come',
        },
      ]
    return []
  })
}

function forecastOf(finish: Finish | undefined): { forecast?: string | null; forecastWhy?: string | null } {
  switch (finish?.kind) {
    case undefined:
      return {}
    case 'as planned':
      return { forecast: null }
    case 'cannot say':
      return { forecast: null, forecastWhy: 'The owner cannot say yet when it will be done.' }
    case 'by':
      return { forecast: finish.forecast }
    case 'later':
      return { forecast: finish.forecast, forecastWhy: finish.why.trim() }
  }
}

const emptyIsNull = (text: string | null | undefined): string | null => {
  const written = text?.trim() ?? ''
  return written === '' ? null : written
}
