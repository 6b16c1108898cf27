import { splitOwners } from '../domain/people/split-owners.ts'
import { parseTimescales } from '../domain/timescale/split-timescales.ts'
import type { Draft } from './draft.ts'

/** Puts in the values and outcome wordings that a person gave, each read as the cell would be. */
export function applyValues(draft: Draft): void {
  for (const { at, text } of draft.corrections.outcomes ?? []) {
    for (const outcome of draft.outcomes)
      if (outcome.at === at || Object.values(outcome.places).includes(at)) outcome.text = text
  }
  for (const { at, field, text } of draft.corrections.values ?? []) {
    const action = draft.actions.find((candidate) => candidate.at === at || candidate.rowPlaces.includes(at))
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
