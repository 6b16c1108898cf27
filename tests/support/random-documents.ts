import fc from 'fast-check'
import type { NeutralDocument } from '../../src/documents/neutral-document.ts'
import { type CellIn, documentOf, paragraph, sheet, table, withParts } from './neutral-builder.ts'

// Documents by chance: tables with and without known headings, merged cells, lists, labels, forms, prose.

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
export const randomDocuments: fc.Arbitrary<NeutralDocument> = fc.oneof(
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
