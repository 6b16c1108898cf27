import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { documentOf, paragraph } from '../../tests/support/neutral-builder.ts'
import { randomDocuments } from '../../tests/support/random-documents.ts'
import { readPlan } from './read-plan.ts'
import { checkWords, planTexts, unitsOf, wordsOf } from './words.ts'

test('whatever the document, every word of it stands in the plan document', () => {
  fc.assert(
    fc.property(randomDocuments, (document) => {
      const { plan, words } = readPlan(document)
      assert.equal(words.placed, words.of)
      const have = new Set(planTexts(plan).flatMap(wordsOf))
      for (const unit of unitsOf(document))
        for (const word of wordsOf(unit.text))
          assert.ok(have.has(word) || have.has(`${word}s`), `“${word}” of “${unit.text}” is lost`)
    }),
    { numRuns: 400 },
  )
})

test('nothing is invented: every action’s words stand in the document', () => {
  fc.assert(
    fc.property(randomDocuments, (document) => {
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
    fc.property(randomDocuments, (document) => {
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

test('words are counted as they are told apart, whatever the letters', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (texts) => {
      const document = documentOf(
        'docx',
        texts.map((text) => paragraph(text)),
      )
      const words = unitsOf(document).flatMap((unit) => wordsOf(unit.text))
      assert.equal(checkWords(document, readPlan(documentOf('docx', [])).plan, []).of, words.length)
    }),
  )
  const awkward = documentOf('docx', [paragraph('İzmir, ½ day – “Héllo”, ﬁve, e\u0301té, 5\u00a0km… Ⅳ')])
  const words = unitsOf(awkward).flatMap((unit) => wordsOf(unit.text))
  assert.equal(checkWords(awkward, readPlan(awkward).plan, []).of, words.length)
})
