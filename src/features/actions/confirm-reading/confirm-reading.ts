import { type Result, refuse } from '../../../domain/problem.ts'
import { isCivilDate } from '../../../domain/timescale/civil-date.ts'
import { noTimescale, type Timescale } from '../../../domain/timescale/timescale.ts'
import { confirmTimescale } from '../../../store/action-store.ts'
import { actionForChange } from '../../../store/open-for-change.ts'
import type { Tx } from '../../../store/tables.ts'
import { changedMeanwhile, type Writer } from '../../../store/writer.ts'

/** What a person says that the words of a date mean. */
export type Meaning = { kind: 'as read' } | { kind: 'day'; due: string } | { kind: 'no end' } | { kind: 'no date' }

export interface Confirmation {
  actionId: string
  version: number
  meaning: Meaning
}

/** Settles how the words of a date are read. The words stay, and no date has moved. Resolves to the new version. */
export async function confirmReading(
  tx: Tx,
  { actionId, version, meaning }: Confirmation,
  writer: Writer,
): Promise<Result<number>> {
  const found = await actionForChange(tx, writer.org, actionId)
  if (!found.ok) return found
  const { action } = found.value
  if (action.version !== version) return changedMeanwhile('action')
  if (meaning.kind === 'day' && !isCivilDate(meaning.due))
    return refuse({ code: 'no-day', field: 'due-day', message: 'Give the last day it is still on time' })
  return await confirmTimescale(tx, writer, actionId, version, asMeant(action.timescale, meaning))
}

function asMeant(timescale: Timescale, meaning: Meaning): Timescale {
  const { text, earlier } = timescale
  const kept = { ...noTimescale, text, ...(earlier === undefined ? {} : { earlier }) }
  switch (meaning.kind) {
    case 'as read': {
      const { isGuess: _, doubt: __, ...sure } = timescale
      return sure
    }
    case 'day':
      return { ...kept, kind: 'date', due: meaning.due, precision: 'day' }
    case 'no end':
      return { ...kept, kind: 'ongoing' }
    case 'no date':
      return { ...kept, kind: 'tbc' }
  }
}
