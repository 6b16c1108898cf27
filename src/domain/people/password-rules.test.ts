import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword } from './password-rules.ts'

const about = ['Jo Fennimore', 'jo.fennimore@wexcombe.example', 'Wexcombe Council']
const isTaken = (password: string) => checkPassword(password, about).ok

test('three words that do not belong together are taken, with spaces, accents or any script', () => {
  for (const password of [
    'marmalade kestrel tuesday',
    'ffordd-cwmwl-esgid',
    'naïve tractor ölçek',
    'кошка зонт поезд',
    'tYp8!kq2#Lm0v',
  ])
    assert.ok(isTaken(password), password)
})

test('a short password is refused with a way to a better one', () => {
  const refused = checkPassword('kestrel', about)
  assert.ok(!refused.ok)
  assert.match(refused.problems[0]?.message ?? '', /12 characters.*Three words/)
})

test('what everybody guesses first is refused, however it is dressed', () => {
  for (const password of [
    'passwordpassword',
    'Password1234!',
    'P@$$w0rd2026!!',
    'Welcome12345',
    'qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaa',
    'abababababab',
    'Goldenthread1',
    'Improvement2026',
    'welcome-password',
    'Summer2026!!!',
    'correcthorsebatterystaple',
  ])
    assert.ok(!isTaken(password), password)
})

test('one’s own name, address or council is no password', () => {
  for (const password of ['JoFennimore1!', 'jo.fennimore99', 'WexcombeCouncil']) assert.ok(!isTaken(password), password)
})

test('there is no rule about capitals, figures or signs', () => {
  assert.ok(isTaken('lanternbiscuitriver'))
})
