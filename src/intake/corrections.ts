import { sayPlace } from '../documents/neutral-document.ts'
import { splitOwners } from '../domain/people/split-owners.ts'
import { parseTimescales } from '../domain/timescale/split-timescales.ts'
import type { Draft, DraftAction } from './draft.ts'

/** Puts in the values and outcome wordings that a person gave, each read as the cell would be. */
export function applyValues(draft: Draft): void {
  for (const { at, text } of draft.corrections.outcomes ?? []) {
    for (const outcome of draft.outcomes)
      if (outcome.at === at || Object.values(outcome.places).includes(at)) outcome.text = text
  }
  const { values = [] } = draft.corrections
  if (values.length === 0) return
  const byPlace = actionsByPlace(draft.actions)
  for (const { at, field, text } of values) {
    const action = byPlace.get(at)
    if (action === undefined) continue
    if (field === 'owners') {
      action.ownersText = text
      action.owners = splitOwners(text).owners
    } else if (field === 'timescale') action.timescale = parseTimescales(text, draft.dates).whole
    else if (field === 'rating') action.rag = text === '' ? null : { value: text, source: 'text' }
    else if (field === 'text') action.text = text
    else action[field] = text === '' ? null : text
  }
}

/** The first action that goes by each place: its own, that of its row, or that of any cell of the row. */
function actionsByPlace(actions: readonly DraftAction[]): Map<string, DraftAction> {
  const byPlace = new Map<string, DraftAction>()
  for (const action of actions) {
    const rows = action.rows.flatMap((row) => [row.at, ...row.cells.map((cell) => cell.at)])
    for (const place of [action.at, ...rows.map(sayPlace)]) if (!byPlace.has(place)) byPlace.set(place, action)
  }
  return byPlace
}
