import { accept, type Result, refuse } from '../../../domain/problem.ts'
import { moveAction as move } from '../../../store/action-store.ts'
import { readActions, readOutcomes, readSections } from '../../../store/live-plan.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, type Writer } from '../../../store/writer.ts'

export interface ActionMove {
  actionId: string
  version: number
  /** Where it goes: under an outcome, under a section alone, or under neither. */
  to: { outcomeId: string } | { sectionId: string } | { nowhere: true }
  /** The action it comes after; first of its new place where null; last where left out. */
  afterId?: string | null
}

/** Puts an action under another outcome or section of its plan, or elsewhere in the order. Resolves to the new version. */
export async function moveAction(tx: Tx, input: ActionMove, writer: Writer): Promise<Result<number>> {
  const { org } = writer
  const found = await actionForChange(tx, org, input.actionId, { orClosed: true })
  if (!found.ok) return found
  const { action, plan } = found.value
  if (action.version !== input.version) return changedMeanwhile('action')
  const outcomes = await readOutcomes(tx, org, { planId: plan.id })
  const sections = await readSections(tx, org, plan.id)
  const place = placeOf(input.to, outcomes, sections)
  if (place === undefined)
    return refuse({
      code: 'no-place',
      field: 'to',
      message: 'Choose where it goes: that place is not in the plan any more',
    })
  const others = (await readActions(tx, org, { planId: plan.id })).filter(({ id }) => id !== action.id)
  const inPlace = others.filter(
    ({ outcomeId, sectionId }) =>
      outcomeId === place.outcomeId && (place.outcomeId !== null || sectionId === place.sectionId),
  )
  if (input.afterId === undefined) {
    const last = inPlace.at(-1)
    return await move(tx, writer, action.id, input.version, {
      ...place,
      ...(last === undefined ? {} : { afterId: last.id }),
    })
  }
  if (input.afterId !== null) {
    if (!inPlace.some(({ id }) => id === input.afterId))
      return refuse({ code: 'no-place', field: 'after', message: 'Choose which one it comes after, there' })
    return await move(tx, writer, action.id, input.version, { ...place, afterId: input.afterId })
  }
  const first = inPlace[0]
  const before = first === undefined ? undefined : others[others.findIndex(({ id }) => id === first.id) - 1]
  if (before !== undefined) return await move(tx, writer, action.id, input.version, { ...place, afterId: before.id })
  // First of the whole plan: behind the first row, then that row behind it.
  const moved = await move(tx, writer, action.id, input.version, {
    ...place,
    ...(first === undefined ? {} : { afterId: first.id }),
  })
  if (!moved.ok || first === undefined) return moved
  const swapped = await move(tx, writer, first.id, first.version, {
    sectionId: first.sectionId,
    outcomeId: first.outcomeId,
    afterId: action.id,
  })
  return swapped.ok ? accept(moved.value) : swapped
}

function placeOf(
  to: ActionMove['to'],
  outcomes: { id: string; sectionId: string | null }[],
  sections: { id: string }[],
): { outcomeId: string | null; sectionId: string | null } | undefined {
  if ('nowhere' in to) return { outcomeId: null, sectionId: null }
  if ('sectionId' in to)
    return sections.some(({ id }) => id === to.sectionId) ? { outcomeId: null, sectionId: to.sectionId } : undefined
  const outcome = outcomes.find(({ id }) => id === to.outcomeId)
  return outcome && { outcomeId: outcome.id, sectionId: outcome.sectionId }
}
