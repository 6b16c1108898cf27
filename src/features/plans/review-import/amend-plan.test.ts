import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, table } from '../../../../tests/support/neutral-builder.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { amendPlan } from './amend-plan.ts'
import type { Amendment } from './review.ts'

const read = () =>
  readPlan(
    documentOf('docx', [
      table([
        ['No.', 'Outcome', 'Action', 'Owner', 'By when', 'Progress'],
        [
          '1.1',
          'Children are seen quickly',
          'Agree the rota. Tell the teams.',
          'Head of Service',
          'June 2026',
          'The teams met in March and the form was agreed.',
        ],
        ['1.2', 'Children are seen quickly', 'Let the contract', 'Quality Lead', 'Bi-monthly', ''],
        ['2.1', 'Families get help the first time they ask', 'Answer callers the same day', 'Team Manager', 'TBC', ''],
      ]),
    ]),
  ).plan

const amended = (...amendments: Amendment[]) =>
  amendPlan(
    read(),
    amendments.map((amendment, index) => ({ ...amendment, id: `change-${index}` })),
  )
const keyOf = (index: number) => {
  const { plan, keys } = amended()
  return keys.get(plan.actions[index]?.id ?? '') ?? ''
}

test('a plan without amendments is the plan that was read', () => {
  assert.deepEqual(amended().plan, read())
})

test('a timescale that a person types is read as the cell would be, and is no guess any more', () => {
  const { plan } = amended({ do: 'edit', action: keyOf(1), field: 'timescale', text: 'Every two months' })
  assert.equal(plan.actions[1]?.timescale.every, 'P2M')
  assert.equal(plan.actions[1]?.timescale.isGuess, false)
})

test('an ambiguous timescale can be read another way while its words stay', () => {
  const { plan } = amended({ do: 'read-time', action: keyOf(1), as: 'Twice a month' })
  assert.equal(plan.actions[1]?.timescale.text, 'Bi-monthly')
  assert.equal(plan.actions[1]?.timescale.every, 'P2W')
})

test('owners that a person types are split as the cell would be', () => {
  const { plan } = amended({ do: 'edit', action: keyOf(0), field: 'owners', text: 'Quality Lead / Team Manager' })
  assert.deepEqual(plan.actions[0]?.owners, ['Quality Lead', 'Team Manager'])
})

test('joining keeps the words, owners and dates of both', () => {
  const { plan } = amended({ do: 'join', action: keyOf(1) })
  assert.equal(plan.actions.length, 2)
  const [first] = plan.actions
  assert.match(first?.text ?? '', /Agree the rota[\s\S]*Let the contract/)
  assert.deepEqual(first?.owners, ['Head of Service', 'Quality Lead'])
  assert.match(JSON.stringify(first?.milestones), /Bi-monthly/)
})

test('splitting makes two, and each can be amended on its own afterwards', () => {
  const key = keyOf(0)
  const parts: [string, string] = ['Agree the rota.', 'Tell the teams.']
  const once = amended({ do: 'split', action: key, parts })
  assert.deepEqual(
    once.plan.actions.slice(0, 2).map(({ text }) => text),
    parts,
  )
  const second = once.keys.get(once.plan.actions[1]?.id ?? '') ?? ''
  assert.notEqual(second, key)
  const twice = amended(
    { do: 'split', action: key, parts },
    { do: 'edit', action: second, field: 'text', text: 'Tell every team.' },
  )
  assert.deepEqual(
    twice.plan.actions.slice(0, 2).map(({ text }) => text),
    ['Agree the rota.', 'Tell every team.'],
  )
  assert.equal(
    twice.plan.actions[0]?.progress,
    'The teams met in March and the form was agreed.',
    'what was said stays with the first',
  )
  assert.equal(twice.plan.actions[1]?.progress, null)
})

test('what is dropped stands whole in the notes, with an outcome that nothing serves any more', () => {
  const { plan, dropped } = amended({ do: 'drop', action: keyOf(2) })
  assert.equal(plan.actions.length, 2)
  assert.equal(plan.outcomes.length, 1)
  const notes = plan.notes.map(({ text }) => text).join('\n')
  for (const words of ['Answer callers the same day', 'Team Manager', 'TBC', 'Families get help'])
    assert.ok(notes.includes(words), words)
  assert.equal(dropped[0]?.change, 'change-0')
})

test('an amendment of what the reading no longer has waits', () => {
  const { plan, waiting } = amended({ do: 'edit', action: 'table 9 row 9', field: 'text', text: 'x' })
  assert.equal(waiting, 1)
  assert.deepEqual(plan, read())
})

test('withheld words leave every field and note', () => {
  const { plan } = amended({ do: 'withhold', words: 'Let the contract' })
  assert.equal(JSON.stringify(plan).includes('Let the contract'), false)
  assert.equal(plan.actions[1]?.text, '[words withheld]')
})

test('steps can be added, and those left as they were keep their reading', () => {
  const { plan } = amended({
    do: 'steps',
    action: keyOf(0),
    steps: [
      { text: 'Rota drafted', when: 'May 2026', owners: 'Team Manager' },
      { text: 'Rota agreed', when: '', owners: '' },
    ],
  })
  const steps = plan.actions[0]?.milestones ?? []
  assert.deepEqual(
    steps.map(({ timescale }) => timescale.due),
    ['2026-05-31', null],
  )
  assert.deepEqual(steps[0]?.owners, ['Team Manager'])
})
