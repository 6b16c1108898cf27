import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, sheet, table, withParts } from '../../../../tests/support/neutral-builder.ts'
import type { NeutralDocument } from '../../../documents/neutral-document.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { amendPlan } from './amend-plan.ts'
import { type Doubt, doubtsOf } from './doubts.ts'
import { amendmentsOf, type Change, correctionsOf, type Review, reviewOf } from './review.ts'

const head = ['No.', 'Action', 'Owner', 'By when']

function asked(document: NeutralDocument, review: Review = reviewOf({})) {
  const amended = amendPlan(readPlan(document, correctionsOf(review)).plan, amendmentsOf(review))
  return { ...amended, doubts: doubtsOf(amended, review) }
}

/** The plan after one choice was made for one doubt, and the doubts left. */
function answered(document: NeutralDocument, code: string, choice: string) {
  const doubt = asked(document).doubts.find((each) => each.code === code)
  assert.ok(doubt, `there is no doubt ${code}: ${asked(document).doubts.map((each) => each.code)}`)
  const chosen = doubt.choices.find(({ id }) => id === choice)
  assert.ok(chosen, `there is no choice ${choice}: ${doubt.choices.map(({ id }) => id)}`)
  const changes = chosen.does.map(
    (does, index): Change => ({ ...does, id: `c${index}`, by: 'a', at: '', from: doubt.key }),
  )
  const answers = { [doubt.key]: { choice, asked: '', said: '', by: 'a', at: '' } }
  return asked(document, { ...reviewOf({}), changes, answers })
}

const guessesOf = (doubts: readonly Doubt[]) =>
  doubts.flatMap(({ choices }) => choices.filter(({ isGuess }) => isGuess))

test('a guess comes first, is called one, and there is at most one a doubt', () => {
  const { doubts } = asked(
    documentOf('docx', [
      table([head, ['1', 'Review the rota', 'PSW', 'Bi-monthly'], ['2', 'Tell teams', 'as above', 'Febraury 2027']]),
    ]),
  )
  assert.ok(doubts.length >= 3)
  for (const { choices } of doubts) {
    assert.ok(choices.filter(({ isGuess }) => isGuess).length <= 1)
    assert.ok(!choices.slice(1).some(({ isGuess }) => isGuess))
  }
  assert.ok(guessesOf(doubts).length >= 2)
})

test('the same doubt in two places is asked once, and one answer serves both', () => {
  const document = documentOf('docx', [
    table([
      head,
      ['1', 'Review the rota', 'PSW', 'Bi-monthly'],
      ['2', 'Tell the teams', 'PSW', 'June 2027'],
      ['3', 'Review the list', 'PSW', 'Bi-monthly'],
    ]),
  ])
  const { doubts } = asked(document)
  assert.equal(doubts.filter(({ code }) => code === 'timescale').length, 1)
  const { plan } = answered(document, 'timescale', 'other-1')
  assert.deepEqual(
    plan.actions.map(({ timescale }) => timescale.every),
    ['P2W', null, 'P2W'],
  )
})

test('a timescale that is left for later keeps its words and is due never', () => {
  const document = documentOf('docx', [
    table([head, ['1', 'Review the rota', 'PSW', 'Febraury 2027'], ['2', 'Tell the teams', 'PSW', 'June 2027']]),
  ])
  const { plan } = answered(document, 'timescale', 'later')
  assert.equal(plan.actions[0]?.timescale.text, 'Febraury 2027')
  assert.equal(plan.actions[0]?.timescale.due, null)
})

test('"as above" takes the owner of the row above only where a person says so', () => {
  const document = documentOf('docx', [
    table([
      head,
      ['1', 'Review the rota', 'Team Manager', 'June 2027'],
      ['2', 'Tell the teams', 'as above', 'June 2027'],
    ]),
  ])
  assert.deepEqual(asked(document).plan.actions[1]?.owners, [])
  assert.deepEqual(answered(document, 'as-above', 'above').plan.actions[1]?.owners, ['Team Manager'])
  assert.equal(
    answered(document, 'as-above', 'above').doubts.some(({ code }) => code === 'as-above'),
    false,
  )
})

test('a hidden sheet is taken when a person says so', () => {
  const rows = [head, ['1', 'Review the rota', 'PSW', 'June 2027'], ['2', 'Tell the teams', 'PSW', 'July 2027']]
  const document = withParts('xlsx', [
    sheet('Plan', rows),
    sheet(
      'Old plan',
      rows.map((row, index) => (index === 0 ? row : [`9${index}`, `Old ${row[1]}`, ...row.slice(2)])),
      true,
    ),
  ])
  assert.equal(asked(document).plan.actions.length, 2)
  assert.equal(answered(document, 'hidden-sheet', 'take').plan.actions.length, 4)
})

test('an action that is struck out goes to the notes when it no longer stands', () => {
  const document = documentOf('docx', [
    table([
      head,
      ['1', { struck: 'Review the rota' }, 'PSW', 'June 2027'],
      ['2', 'Tell the teams', 'PSW', 'July 2027'],
    ]),
  ])
  const { plan } = answered(document, 'struck-action', 'drop')
  assert.equal(plan.actions.length, 1)
  assert.ok(plan.notes.some(({ text }) => text.includes('Review the rota')))
})

test('several numbered items of one cell become actions of their own when a person says so', () => {
  const document = documentOf('docx', [
    table([
      head,
      ['1', 'i. Review the rota\nii. Tell the teams\niii. Write it down', 'PSW', 'June 2027'],
      ['2', 'Let the contract', 'PSW', 'July 2027'],
    ]),
  ])
  assert.equal(answered(document, 'several-in-cell', 'split').plan.actions.length, 4)
})

test('what may name a child is never among what can be accepted together', () => {
  const { doubts } = asked(
    documentOf('docx', [
      table([
        head,
        ['1', 'See child K, aged 9, each week', 'PSW', 'Bi-monthly'],
        ['2', 'Tell teams', 'PSW', 'June 2027'],
      ]),
    ]),
  )
  const child = doubts.find(({ code }) => code === 'possible-child')
  assert.equal(child?.mayBeAccepted, false)
  assert.equal(doubts[0], child, 'it comes first')
})
