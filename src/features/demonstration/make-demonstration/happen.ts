import type { Result } from '../../../domain/problem.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { closeAction, moveDate } from '../../../store/action-store.ts'
import { freezePlan } from '../../../store/freeze-plan.ts'
import { readAction, readMilestones } from '../../../store/live-plan.ts'
import type { Tx } from '../../../store/tables.ts'
import { recordUpdate } from '../../../store/update-store.ts'
import type { Writer } from '../../../store/writer.ts'
import type { StoryEvent } from './story.ts'

export interface Subject {
  planId: string
  /** The live action's id; '' for what concerns the whole plan. */
  actionId: string
  /** False where somebody else writes down what the owner said. */
  isTellerOwner: boolean
}

/** Writes one event of the story as the page for it would. */
export async function happen(tx: Tx, writer: Writer, event: StoryEvent, subject: Subject): Promise<void> {
  const { planId, actionId } = subject
  switch (event.kind) {
    case 'said': {
      const { words, rating, forecast, done } = event.update
      const steps = (await readMilestones(tx, writer.org, { actionId })).slice(0, done.count)
      const milestones = steps.flatMap(({ id, doneOn }) =>
        doneOn === null ? [{ milestoneId: id, doneOn: done.on }] : [],
      )
      const saidByWords = subject.isTellerOwner ? null : firstOf(event.owner)
      const update = { actionId, words, rating, milestones, saidByWords }
      must(await recordUpdate(tx, writer, forecast === undefined ? update : { ...update, forecast }))
      return
    }
    case 'moved': {
      const action = await readAction(tx, writer.org, actionId)
      const change = { timescale: parseTimescale(event.to), why: event.why, agreedBy: event.agreedBy }
      must(await moveDate(tx, writer, actionId, action?.version ?? 0, change))
      return
    }
    case 'closed':
      must(await closeAction(tx, writer, actionId, event.why))
      return
    case 'reported':
      must(await freezePlan(tx, writer, { planId, meeting: event.meeting }))
  }
}

/** The story asks for nothing that can be refused: a refusal is a fault. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.problems.map(({ message }) => message).join(' '))
}

const firstOf = (owner: string): string => owner.split(/\s*[/;]\s*/)[0] ?? owner
