import type { ExtraField } from '../../../domain/plan/plan-document.ts'
import { accept, type Problem, type Result, refuse } from '../../../domain/problem.ts'
import type { Timescale } from '../../../domain/timescale/timescale.ts'
import { type ActionEdit, confirmTimescale, moveDate, editAction as saveEdit } from '../../../store/action-store.ts'
import type { LiveAction } from '../../../store/live-plan.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import { setAlias } from '../../../store/owner-store.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, type Writer } from '../../../store/writer.ts'

/** An action as somebody wants it to be. What equals what stands is left alone. */
export interface ActionChange {
  actionId: string
  /** The version the editor saw. */
  version: number
  ref: string | null
  text: string
  owners: { text: string; names: string[]; same?: { writing: string; ownerId: string }[] }
  timescale: Timescale
  evidence: string | null
  impact: string | null
  isPlaceholder: boolean
  extra: ExtraField[]
  /** Why: asked for where the date moves. */
  why: string
  /** Who agreed that the date moves, in words. */
  agreedBy?: string | null
}

/** Changes any field of an action, and moves its date with a reason that stays. Resolves to the new version. */
export async function editAction(tx: Tx, change: ActionChange, writer: Writer): Promise<Result<number>> {
  const found = await actionForChange(tx, writer.org, change.actionId)
  if (!found.ok) return found
  const { action } = found.value
  if (action.version !== change.version) return changedMeanwhile('action')
  const date = dateChange(action, change.timescale)
  const problems: Problem[] = [
    ...(change.text.trim() === '' ? [{ code: 'no-text', field: 'text', message: 'Say what is to be done' }] : []),
    ...(date === 'moved' && change.why.trim() === ''
      ? [{ code: 'reason-missing', field: 'why', message: 'Say why the date moves: the board will ask' }]
      : []),
  ]
  if (problems.length > 0) return refuse(...problems)

  let version = change.version
  const edit = editOf(action, change)
  if (Object.keys(edit).length > 0) {
    for (const { writing, ownerId } of change.owners.same ?? []) await setAlias(tx, writer, writing, ownerId)
    const saved = await saveEdit(tx, writer, change.actionId, version, edit)
    if (!saved.ok) return saved
    version = saved.value
  }
  if (date === 'moved') {
    const { timescale, why, agreedBy } = change
    return await moveDate(tx, writer, change.actionId, version, {
      timescale,
      why: why.trim(),
      agreedBy: agreedBy ?? null,
    })
  }
  // Other words for the same days: nothing has moved, and whoever wrote them knows what they mean.
  if (date === 'reworded') return await confirmTimescale(tx, writer, change.actionId, version, change.timescale)
  return accept(version)
}

function editOf(action: LiveAction, change: ActionChange): ActionEdit {
  return {
    ...(change.ref === action.ref ? {} : { ref: change.ref }),
    ...(change.text === action.text ? {} : { text: change.text }),
    ...(change.evidence === action.evidence ? {} : { evidence: change.evidence }),
    ...(change.impact === action.impact ? {} : { impact: change.impact }),
    ...(change.isPlaceholder === action.isPlaceholder ? {} : { isPlaceholder: change.isPlaceholder }),
    ...(JSON.stringify(change.extra) === JSON.stringify(action.extra) ? {} : { extra: change.extra }),
    ...(change.owners.text === action.ownersText
      ? {}
      : { owners: { text: change.owners.text, names: change.owners.names } }),
  }
}

function dateChange({ timescale: now }: LiveAction, wanted: Timescale): 'same' | 'reworded' | 'moved' {
  const isSameReading =
    now.kind === wanted.kind &&
    now.due === wanted.due &&
    now.start === wanted.start &&
    now.every === wanted.every &&
    (now.length ?? null) === (wanted.length ?? null)
  if (!isSameReading) return 'moved'
  return now.text === wanted.text ? 'same' : 'reworded'
}
