import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NeutralDocument, Row, Table } from '../neutral-document.ts'
import { answerInPieces } from './answer-in-pieces.ts'
import type { ReaderAnswer } from './reader-process.ts'

const row = (number: number): Row => ({ isHeader: false, isHidden: false, cells: [], at: { row: number } })
const table = (rows: number): Table => ({
  kind: 'table',
  name: 'a "b"',
  columnCount: 1,
  rows: Array.from({ length: rows }, (_, index) => row(index + 1)),
  at: {},
})
const document = (tables: readonly Table[]): NeutralDocument => ({
  format: 'xlsx',
  language: null,
  properties: { title: null, author: null, modified: null },
  parts: [
    {
      kind: 'sheet',
      name: 'Plan',
      isHidden: false,
      blocks: [{ kind: 'paragraph', headingLevel: null, runs: [{ text: 'x' }], list: null, at: {} }, ...tables],
    },
    { kind: 'comments', name: null, isHidden: false, blocks: [] },
  ],
  doubts: [],
})

for (const sizes of [[], [0], [1], [500], [501, 1250]])
  test(`an answer with tables of ${sizes.join(' and ') || 'no'} rows is the same in pieces as whole`, () => {
    const answer: ReaderAnswer = { kind: 'read', document: document(sizes.map(table)) }
    assert.deepEqual(JSON.parse([...answerInPieces(answer)].join('')), answer)
  })

test('a refusal is one piece', () => {
  const answer: ReaderAnswer = { kind: 'refused', refusal: { code: 'damaged', message: 'Broken.' } }
  assert.deepEqual([...answerInPieces(answer)], [JSON.stringify(answer)])
})
