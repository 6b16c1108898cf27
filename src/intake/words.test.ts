import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CellIn, documentOf, paragraph, sheet, table, withParts } from '../../tests/support/neutral-builder.ts'
import type { NeutralDocument } from '../documents/neutral-document.ts'
import { readPlan } from './read-plan.ts'
import { checkWords, planTexts, unitsOf, wordsOf } from './words.ts'

const headings = [
  'No.',
  'Ref',
  'Theme',
  'Outcome',
  'Recommendation',
  'Action',
  'Key tasks',
  'Lead & timescale',
  'Owner',
  'Support',
  'By when',
  'Revised date',
  'Start date',
  'RAG',
  'RAG Jan',
  'RAG Feb',
  'Progress',
  'January update',
  'Evidence',
  'Impact',
  'Milestones',
  'Measures',
  'Cost',
  'Date completed',
  '',
]
const phrases = [
  'i. Review the rota',
  'Agree terms',
  'the rest of a sentence',
  'HoS / PSW',
  'TBC',
  'June 2024',
  'Dec 2024 Jan 2025',
  'Quarterly',
  'as above',
  'Green',
  'G',
  'Complete',
  '',
  '',
  '1',
  '1.1',
  'Priority 1: Help sooner',
  'OBJECTIVES:',
  'Measured by: fewer visits',
  'Key: Red = late; Green = on track',
  'Total',
  'Further actions to be agreed',
  'Lead – Head of Service',
  'Train staff (Owner: HR, by May 2024)',
  'Action: Write a guide',
  'Owner: PSW',
  'DRAFT Improvement plan 2024-25',
  'Wexcombe Council',
  'Updated 4 May 2024',
  'Children are safe.',
  'n/a',
  '<p>Old words</p>',
  '**Bold words**',
  '12/05/2024',
]

const cell: fc.Arbitrary<CellIn> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...phrases) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        lines: fc.array(
          fc.constantFrom('• first step', '• second step', '1) one', '2) two', 'plain line', 'June 2024'),
          { minLength: 1, maxLength: 3 },
        ),
        fill: fc.constantFrom('FF0000', '00B050', 'DDDDDD'),
        isBold: fc.boolean(),
        struck: fc.constantFrom('March 2024', 'old words'),
        across: fc.constantFrom(1, 2, 5),
      },
      { requiredKeys: ['lines'] },
    ),
  },
)
const grid = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...headings), { minLength: 2, maxLength: 7 }),
    fc.boolean(),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 7 }), { maxLength: 9 }),
  )
  .map(([head, hasHeader, rows]) => table([...(hasHeader ? [head] : []), ...rows, ['']]))
const block = fc.oneof(
  grid,
  fc
    .tuple(fc.constantFrom(...phrases), fc.constantFrom(undefined, 1, 2), fc.constantFrom(undefined, '•', '1.'))
    .map(([text, level, list]) =>
      paragraph(text, { ...(level === undefined ? {} : { heading: level }), ...(list === undefined ? {} : { list }) }),
    ),
)
const documents: fc.Arbitrary<NeutralDocument> = fc.oneof(
  fc.array(block, { maxLength: 8 }).map((blocks) => documentOf('docx', blocks)),
  fc
    .array(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((sheets) =>
      withParts(
        'xlsx',
        sheets.map((rows, index) => sheet(`Sheet ${index + 1}`, rows, index === 2)),
      ),
    ),
)

test('whatever the document, every word of it stands in the plan document', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { plan, words } = readPlan(document)
      assert.equal(words.placed, words.of)
      const have = new Set(planTexts(plan).flatMap(wordsOf))
      for (const unit of unitsOf(document))
        for (const word of wordsOf(unit.text)) assert.ok(have.has(word) || have.has(`${word}s`), `“${word}” of “${unit.text}” is lost`)
    }),
    { numRuns: 400 },
  )
})

test('nothing is invented: every action’s words stand in the document', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const said = new Set([...unitsOf(document)].flatMap((unit) => wordsOf(unit.text)))
      for (const label of document.parts.flatMap((part) => part.blocks))
        if (label.kind === 'paragraph' && label.list !== null)
          for (const word of wordsOf(label.list.label)) said.add(word)
      for (let number = 1; number < 3; number++) said.add(String(number))
      for (const action of readPlan(document).plan.actions) {
        for (const text of [
          action.text,
          action.ownersText,
          action.evidence ?? '',
          action.impact ?? '',
          ...action.owners,
        ]) {
          for (const word of wordsOf(text)) assert.ok(said.has(word), `“${word}” in “${text}” is in no cell`)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('reading is the same every time, and ids are unique', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const before = JSON.stringify(document)
      const first = readPlan(document).plan
      assert.equal(JSON.stringify(readPlan(document).plan), JSON.stringify(first))
      assert.equal(JSON.stringify(document), before)
      const ids = [...first.actions, ...first.outcomes].map((item) => item.id)
      assert.equal(new Set(ids).size, ids.length)
      for (const action of first.actions)
        assert.ok(action.outcomeId === null || first.outcomes.some((outcome) => outcome.id === action.outcomeId))
    }),
    { numRuns: 100 },
  )
})

test('the check finds a word that was dropped', () => {
  const document = documentOf('docx', [paragraph('A sentence with one uncommon word: quokka.')])
  const { plan } = readPlan(document)
  const without = { ...plan, notes: [], plan: { ...plan.plan, title: '' } }
  const check = checkWords(document, without, [])
  assert.equal(check.placed < check.of, true)
  assert.ok(check.missing[0]?.text.includes('quokka'))
})
