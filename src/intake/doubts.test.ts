import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatherDoubts } from './doubts.ts'

const unread = (number: number) => ({
  code: 'timescale',
  severity: 'check' as const,
  message: `“Phase ${number}” could not be read as a time.`,
  at: `Plan!F${number}`,
})

test('one sentence about several places is told once, with the places', () => {
  const doubts = [2, 3, 4].map((row) => ({ ...unread(1), at: `Plan!F${row}` }))
  const [only, ...others] = gatherDoubts([...doubts, ...doubts])
  assert.equal(only?.message, '“Phase 1” could not be read as a time. Also at Plan!F3 and Plan!F4.')
  assert.deepEqual(others, [])
})

test('beyond 500 doubts of a kind the rest are counted in one sentence', () => {
  const many = Array.from({ length: 2_600 }, (_, index) => unread(index + 1))
  const findings = gatherDoubts([...many, { ...unread(1), code: 'owners', message: 'Another kind.' }])
  assert.equal(findings.length, 502)
  assert.equal(findings.filter(({ code }) => code === 'owners').length, 1)
  assert.equal(
    findings.at(-1)?.message,
    '2,100 more places raise a doubt of the same kind as the 500 told. The first: “Phase 501” could not be read as a time.',
  )
  assert.equal(findings.at(-1)?.at, 'Plan!F501')
})
