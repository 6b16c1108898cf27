import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchOwner } from './match-owner.ts'
import { canonicalOwner, foldOwner, guessOwnerKind } from './owner-name.ts'

const known = [
  { id: 'a', name: 'Head of Service, Help and Protection', aliases: ['HoS H&P'] },
  { id: 'b', name: 'Operations Managers', aliases: [] },
  { id: 'c', name: 'Ana Cole', aliases: [] },
  { id: 'd', name: 'JH', aliases: [] },
  { id: 'e', name: 'Head of Service, Fostering', aliases: [] },
  { id: 'f', name: 'Improvement Board', aliases: [] },
]
const matched = (name: string): string => {
  const match = matchOwner(name, known)
  return match ? `${match.how} ${match.id}` : 'none'
}

test('same words are the same owner, whatever the case and signs', () => {
  assert.equal(matched('HEAD OF SERVICE  Help & Protection'), 'exact a')
  assert.equal(matched('ana cole'), 'exact c')
})

test('an alias is the owner', () => assert.equal(matched('hos h & p'), 'alias a'))

test('an abbreviation, a plural or one slip is only likely', () => {
  assert.equal(matched('HOS Help & Protection'), 'likely a')
  assert.equal(matched("OM's"), 'likely b')
  assert.equal(matched('Improvment Board'), 'likely f')
})

test('initials, other subjects and bare posts are not guessed at', () => {
  assert.equal(matched('JG'), 'none')
  assert.equal(matched('HoS'), 'none')
  assert.equal(matched('HoS Adoption'), 'none')
  assert.equal(matched(''), 'none')
})

test('ways of writing a post fold to one', () => {
  assert.equal(canonicalOwner('HOS Help and protection'), canonicalOwner('Head of Service Help & Protection'))
  assert.equal(canonicalOwner("OM's"), canonicalOwner('OMs'))
  assert.equal(canonicalOwner('Heads of Service'), canonicalOwner('HoS'))
  assert.notEqual(canonicalOwner('HoS Prevention'), canonicalOwner('HoS Protection'))
  assert.equal(foldOwner('  Children’s  Services/QA '), 'childrens services qa')
})

test('the kind of an owner is guessed from its words', () => {
  const table: [string, string][] = [
    ['Head of Fostering', 'post'],
    ['OMs', 'post'],
    ['Ana Cole', 'person'],
    ['JH', 'person'],
    ['Practice Improvement Team', 'team'],
    ['SMT', 'team'],
    ['Improvement Board', 'board'],
    ['Combe Police', 'outside body'],
    ['Housing', 'unknown'],
  ]
  for (const [name, kind] of table) assert.equal(guessOwnerKind(name), kind, name)
})
