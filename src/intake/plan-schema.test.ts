import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { documentOf, heading, table } from '../../tests/support/neutral-builder.ts'
import { randomDocuments } from '../../tests/support/random-documents.ts'
import { readPlan } from './read-plan.ts'

const schema: object = JSON.parse(
  await readFile(new URL('../../docs/plan-document.schema.json', import.meta.url), 'utf8'),
)
const isPlanDocument = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

test('every reading is a plan document as the published schema says', () => {
  fc.assert(
    fc.property(randomDocuments, (document) => {
      assert.ok(
        isPlanDocument(JSON.parse(JSON.stringify(readPlan(document).plan))),
        JSON.stringify(isPlanDocument.errors),
      )
    }),
    { numRuns: 200 },
  )
})

test('the schema refuses a date that is none and a kind it does not know', () => {
  const { plan } = readPlan(
    documentOf('docx', [
      heading(1, 'Action plan'),
      table([
        ['Action', 'Owner', 'Due'],
        ['Agree the rota', 'HoS', 'May 2024'],
      ]),
    ]),
  )
  assert.equal(isPlanDocument(plan), true)
  const [action] = plan.actions
  assert.ok(action)
  assert.equal(
    isPlanDocument({ ...plan, actions: [{ ...action, timescale: { ...action.timescale, due: 'May 2024' } }] }),
    false,
  )
  assert.equal(
    isPlanDocument({ ...plan, actions: [{ ...action, timescale: { ...action.timescale, kind: 'soon' } }] }),
    false,
  )
})
