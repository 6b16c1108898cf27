import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleSnapshot } from '../../tests/support/example-snapshot.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { boardReport } from './board-report.ts'
import { scrutinyDeck } from './scrutiny-deck.ts'
import { headline } from './summary.ts'

test('a rating inside a sentence has no capital, unless it is a letter or an abbreviation', () => {
  const snapshot = coloured(exampleSnapshot())
  assert.match(headline(snapshot), /2 red/)
  assert.doesNotMatch(headline(snapshot), /\d (Red|Amber|Green)/)
  for (const paper of [boardReport(snapshot), scrutinyDeck(snapshot)])
    for (const { notes, blocks } of paper.slides) {
      const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.alternative] : []))
      assert.doesNotMatch([notes, ...charts].join(' '), /\d (Red|Amber|Green)/)
    }
})

/** The same plan by a key of colours, as many plans have it. */
function coloured(snapshot: Snapshot): Snapshot {
  const colourOf = (word: string) => snapshot.key.find((entry) => entry.word === word)?.colour ?? word
  return {
    ...snapshot,
    key: snapshot.key.map((entry) => ({ ...entry, word: colourOf(entry.word) })),
    actions: snapshot.actions.map((action) => ({
      ...action,
      rating: action.rating === null ? null : { ...action.rating, word: colourOf(action.rating.word) },
    })),
    previous: null,
  }
}
