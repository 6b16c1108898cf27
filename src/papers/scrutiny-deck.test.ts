import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleSnapshot } from '../../tests/support/example-snapshot.ts'
import { cellText } from '../documents/paper.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { boardReport } from './board-report.ts'
import { marksOf } from './marks.ts'
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

test('every page has its source in its notes, and a title of one line', () => {
  for (const slide of scrutinyDeck(exampleSnapshot()).slides.filter(({ kind }) => kind === 'page')) {
    assert.match(slide.notes ?? '', /Source/, slide.title)
    assert.ok(slide.title.length <= 62, slide.title)
  }
})

test('the counts three ways stand on the ratings slide and each area, and the areas sum to the plan', () => {
  const snapshot = exampleSnapshot()
  const strips = scrutinyDeck(snapshot).slides.flatMap(({ blocks }) =>
    blocks.filter((block) => block.kind === 'table').filter(({ name }) => name.startsWith('Counts three ways')),
  )
  const figures = strips.map((strip) =>
    strip.rows.map((row) => row.slice(1).map((one) => Number(cellText(one, marksOf(snapshot))))),
  )
  const [whole, ...areas] = figures
  assert.equal(areas.length, snapshot.sections.length)
  assert.equal(whole?.length, 3)
  for (const [row, counts] of (whole ?? []).entries()) {
    assert.equal(
      counts.slice(0, -1).reduce((sum, one) => sum + one, 0),
      counts.at(-1),
    )
    for (const [column, count] of counts.entries())
      assert.equal(
        areas.reduce((sum, area) => sum + (area[row]?.[column] ?? Number.NaN), 0),
        count,
      )
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
