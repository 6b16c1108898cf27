/**
 * Reading takes a time that grows with the words, whatever they are: a text twice as long takes at most three times as long, so one four
 * times as long at most nine; over two doublings a square stands out from a pause of the machine. Times are compared with each other in
 * one run, never with a clock, so a slow machine is not a failure.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, paragraph, table } from '../../tests/support/neutral-builder.ts'
import type { Block } from '../documents/neutral-document.ts'
import { splitOwners } from '../domain/people/split-owners.ts'
import { recogniseRating } from '../domain/rating/recognise-rating.ts'
import { findDates } from '../domain/timescale/date-expressions.ts'
import { parseTimescale } from '../domain/timescale/parse-timescale.ts'
import { splitTimescales } from '../domain/timescale/split-timescales.ts'
import { readPlan } from './read-plan.ts'
import { cleanText } from './source-lines.ts'

/** What makes a careless pattern look at the same letters again and again. */
const pieces = [
  ...[
    ' ',
    '\t',
    ' \n',
    '\u00a0',
    '.',
    ',',
    ':',
    '-',
    '–',
    '(',
    '[',
    '<',
    '<b ',
    '/',
    '*',
    '1',
    '1.',
    '1/1/',
    'i.',
    'i. ',
  ],
  ...['a', 'A', 'Aa ', 'word ', ' & ', ' - ', ' – ', ', ', ' and ', '• ', 'e\u0301', '½', '"', '**', 'S&', ') '],
  ...[
    'by the end of ',
    'Jan ',
    'Q1 ',
    'TBC ',
    'w/c ',
    'Owner: ',
    'Lead – ',
    'head of ',
    'improvement ',
    'Priority 1 ',
    'Council ',
  ],
]
/** Long enough that a square grows far above the fixed costs, short enough that the proof takes seconds. */
const letters = 3_000
const mostTimes = 9

const plan = (...blocks: Block[]) => readPlan(documentOf('docx', blocks))
const headings = ['Ref', 'Action', 'Lead', 'By when', 'RAG', 'Progress', 'Milestones']
const firstRow = ['1', 'Review the rota', 'Head of Service', 'June 2027', 'Red', 'Begun', 'Draft']
const mixed = [
  'Action / owner',
  'Lead and timescale',
  'Autumn milestone',
  'Spring milestone',
  'Revised date',
  'Measures',
]
const mixedRow = ['Review the rota', 'Head of Service, June 2027', 'Draft', 'Final', 'July 2027', 'Fewer gaps']

const readings: Record<string, (text: string) => unknown> = {
  parseTimescale: (text) => parseTimescale(text),
  findDates: (text) => findDates(text),
  splitTimescales,
  splitOwners,
  recogniseRating: (text) => recogniseRating({ text }),
  cleanText,
  'readPlan of a paragraph': (text) => plan(paragraph(text)),
  'readPlan of a heading': (text) => plan(paragraph(text, { heading: 1 }), paragraph('Agree the rota.')),
  'readPlan of a row': (text) => plan(table([headings, firstRow, headings.map(() => text)])),
  'readPlan of lone cells': (text) =>
    plan(table([headings, firstRow, ['', text], [text], ['', '', '', text], [text, text]])),
  'readPlan of mixed columns': (text) => plan(table([mixed, mixedRow, mixedRow, mixed.map(() => text)])),
  'readPlan of a column heading': (text) =>
    plan(
      table([
        ['Ref', text, 'Action', 'Lead', 'By when'],
        ['1', 'x', ...firstRow.slice(1, 4)],
      ]),
    ),
}

for (const [name, read] of Object.entries(readings)) {
  test(`${name} takes four times the text in at most nine times the time`, () => {
    const slow = pieces.flatMap((piece) =>
      [(size: number) => repeated(piece, size), (size: number) => `Review ${repeated(piece, size)}x`]
        .map((textOf) => ({ text: textOf(20), times: timesOfLonger(read, textOf(letters), textOf(4 * letters)) }))
        .filter(({ times }) => times > mostTimes)
        .map(({ text, times }) => `${JSON.stringify(text)} ${times.toFixed(1)} times`),
    )
    assert.deepEqual(slow, [])
  })
}

const repeated = (piece: string, size: number): string => piece.repeat(Math.floor(size / piece.length))

/** How many times as long the longer text takes; 1 where both are too quick to compare. Slow ones are measured again, and the least counts. */
function timesOfLonger(read: (text: string) => unknown, text: string, longer: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5; attempt++) {
    const once = timeOf(() => read(text))
    const more = timeOf(() => read(longer))
    if (more < tooQuick) return 1
    least = Math.min(least, more / Math.max(once, tooQuick / mostTimes))
    if (least <= mostTimes) return least
  }
  return least
}

/** Milliseconds within which a pause of the machine says more than the work. */
const tooQuick = 25

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

test('a table of more cells than a call takes arguments is read', () => {
  const rows = Array.from({ length: 1_000 }, (_, row) => Array.from({ length: 160 }, (_, column) => `${row}.${column}`))
  const { words } = plan(table(rows))
  assert.equal(words.placed, words.of)
})
