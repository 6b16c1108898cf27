import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Deed, deeds, isRole, may, roleName, roles } from './permissions.ts'

/** administrator, plan lead, contributor, reader. Written out by hand: a change of permission must be made twice. */
const table: Record<Deed, string> = {
  'read plans': 'yes yes yes yes',
  'read history': 'yes yes yes yes',
  'read papers': 'yes yes yes yes',
  'read source documents': 'yes yes yes no',
  'record an update': 'yes yes yes no',
  'import a plan': 'yes yes no no',
  'undo an import': 'yes yes no no',
  'edit a plan': 'yes yes no no',
  'move a date': 'yes yes no no',
  'close or reopen an action': 'yes yes no no',
  'delete an action': 'yes yes no no',
  'confirm a reading': 'yes yes no no',
  'manage owners': 'yes yes no no',
  'make a paper': 'yes yes no no',
  'export a plan': 'yes yes yes no',
  'close a plan': 'yes yes no no',
  'delete a plan': 'yes no no no',
  'manage accounts': 'yes no no no',
  'manage the organisation': 'yes no no no',
  'verify history': 'yes no no no',
}

test('each role may do what the table says and nothing else', () => {
  assert.deepEqual(Object.keys(table).sort(), Object.keys(deeds).sort())
  for (const [deed, answers] of Object.entries(table)) {
    assert.equal(roles.map((role) => (may(role, deed as Deed) ? 'yes' : 'no')).join(' '), answers, deed)
  }
})

test('a role never may do less than the one under it', () => {
  for (const deed of Object.keys(deeds) as Deed[]) {
    const answers = roles.map((role) => may(role, deed))
    assert.deepEqual(
      answers,
      [...answers].sort((a, b) => Number(b) - Number(a)),
      deed,
    )
  }
})

test('roles are known by name', () => {
  assert.equal(isRole('reader'), true)
  assert.equal(isRole('owner'), false)
  assert.deepEqual(Object.keys(roleName), [...roles])
})
