import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, heading, paragraph, sheet, table, withParts } from '../../tests/support/neutral-builder.ts'
import type { NeutralDocument } from '../documents/neutral-document.ts'
import type { PlanDocument } from '../domain/plan/plan-document.ts'
import { readPlan } from './read-plan.ts'

// Shapes that are seldom seen and mean something of their own. All invented.

/** The reading, and that no word was lost on the way. */
function read(document: NeutralDocument): PlanDocument {
  const { plan, words } = readPlan(document)
  assert.equal(words.placed, words.of)
  return plan
}

const texts = (plan: PlanDocument) => plan.actions.map((action) => action.text)

test('beside a recommendation, “Activity to date” is the update and no action', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Inspection Tracker'),
      table([
        ['No', 'Recommendation / AFI', 'Business lead', 'Due date', 'Activity to date', 'Grading'],
        [
          '1',
          'The force should answer non-emergency calls sooner',
          'Supt Contact',
          '30/06/2026',
          'Down to 12%.',
          'Green',
        ],
        ['2', 'The force should visit registered offenders on time', 'DSU', '31/01/2027', 'Backlog cleared.', 'Red'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), [
    'The force should answer non-emergency calls sooner',
    'The force should visit registered offenders on time',
  ])
  assert.deepEqual(
    plan.actions.map((action) => action.progress),
    ['Down to 12%.', 'Backlog cleared.'],
  )
})

test('where one column says what and the next how, the how is the action and the what its aim', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Partnership Business Plan'),
      table([
        ['What are we going to do?', 'How are we going to do it?', 'Who will lead?', 'When by?'],
        ['Understand the picture', 'Write a problem profile and renew it every year', 'Subgroup', 'May 2026'],
        ['Disrupt harm', 'Adopt the toolkit and train ninety officers to use it', 'Police', 'July 2026'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), [
    'Write a problem profile and renew it every year',
    'Adopt the toolkit and train ninety officers to use it',
  ])
  assert.deepEqual(
    plan.outcomes.map((outcome) => outcome.text),
    ['Understand the picture', 'Disrupt harm'],
  )
})

test('months that hold letters rate the action; months that are painted bars do not', () => {
  const head = ['Action', 'Lead', 'Deadline', 'Jan', 'Feb', 'Mar']
  const rated = read(
    documentOf('docx', [
      heading(1, 'Tracker'),
      table([
        head,
        ['Refresh phonics', 'EYFS Lead', 'March 2026', 'R', 'A', 'G'],
        ['Meet weekly', 'Head', 'March 2026', 'G', 'G', 'A'],
      ]),
    ]),
  )
  assert.deepEqual(
    rated.actions.map((action) => action.rag?.value),
    ['G', 'A'],
  )
  const bar = { text: '', fill: '0070C0' }
  const drawn = read(
    documentOf('docx', [
      heading(1, 'Tracker'),
      table([
        head,
        ['Refresh phonics', 'EYFS Lead', 'March 2026', bar, bar, ''],
        ['Meet weekly', 'Head', 'March 2026', '', bar, bar],
      ]),
    ]),
  )
  assert.deepEqual(
    drawn.actions.map((action) => action.rag),
    [null, null],
  )
})

test('the same header over other columns heads another table', () => {
  const plan = read(
    documentOf('pdf', [
      heading(1, 'Response Plan'),
      table([
        [
          { text: 'Action', across: 1 },
          { text: 'Lead', across: 2 },
          { text: 'Due date', across: 1 },
        ],
        [
          { text: 'Design cards', across: 1 },
          { text: 'Participation Lead', across: 2 },
          { text: '31 May 2026', across: 1 },
        ],
        [
          { text: 'Action', across: 2, isBold: true },
          { text: 'Lead', across: 1, isBold: true },
          { text: 'Due date', across: 1, isBold: true },
        ],
        [
          { text: 'Agree a rota of visits', across: 2 },
          { text: 'Business Support', across: 1 },
          { text: 'April 2026', across: 1 },
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => [action.text, action.owners[0], action.timescale.due]),
    [
      ['Design cards', 'Participation Lead', '2026-05-31'],
      ['Agree a rota of visits', 'Business Support', '2026-04-30'],
    ],
  )
})

test('a heading above the first table is a section though it speaks of actions; “Action plan” ends what “Governance” headed', () => {
  const rows = (text: string) => [
    ['Action', 'Lead', 'By when'],
    [text, 'Matron', 'May 2026'],
  ]
  const plan = read(
    documentOf('docx', [
      heading(1, 'Quality Plan'),
      heading(2, 'Section A: Must do actions'),
      table(rows('Send a weekly list to each ward')),
      heading(2, 'Governance'),
      heading(2, 'Action plan'),
      table(rows('Fit soft-close bins')),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.section),
    ['Section A: Must do actions', null],
  )
})

test('a sheet that says how to use the tracker gives it no title', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Instructions', [['How to use this tracker'], ['Enter each action on a new row.']]),
      sheet('Open', [
        ['Children’s Homes Improvement Tracker'],
        ['ID', 'Action required', 'Assigned to', 'Target date', 'RAG'],
        ['CH-1', 'Mend the fence', 'Home Manager', 'May 2026', 'Amber'],
        ['CH-2', 'Consult children about menus', 'Key worker', 'June 2026', 'Red'],
      ]),
    ]),
  )
  assert.equal(plan.plan.title, 'Children’s Homes Improvement Tracker')
})

test('labels inside a paragraph say who, when and how it stands', () => {
  const plan = read(
    documentOf('txt', [
      heading(1, 'Cause of Concern Action Plan'),
      heading(2, 'Cause of concern 1: Prevention does not reach those most at risk'),
      paragraph(
        '1.1 Build a list of homes with health partners. Lead: Head of Prevention. By: 31 October 2026. RAG: Amber',
      ),
      paragraph(
        '1.2 Clear 420 visits. Lead: Prevention Manager; Station Commanders. By: end of August 2026. RAG: Green',
      ),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => [action.ref, action.owners, action.timescale.due, action.rag?.value]),
    [
      ['1.1', ['Head of Prevention'], '2026-10-31', 'Amber'],
      ['1.2', ['Prevention Manager', 'Station Commanders'], '2026-08-31', 'Green'],
    ],
  )
  assert.equal(plan.actions[0]?.text, '1.1 Build a list of homes with health partners.')
})

test('“Action 1.1 Fit locks” as a heading or a form’s title gives its number and what is to be done', () => {
  const listed = read(
    documentOf('docx', [
      heading(1, 'Improvement Plan'),
      heading(2, 'Action 1.1 Fit locks in all cells'),
      paragraph('Owner: Estates Manager'),
      paragraph('Due: March 2026'),
      heading(2, 'Action 1.2 Record the reason for each search'),
      paragraph('Owner: Custody Inspectors'),
      paragraph('Due: Immediate'),
    ]),
  )
  const form = (title: string, owner: string) =>
    table([
      [{ text: title, across: 2, isBold: true }],
      ['Owner', owner],
      ['Target date', 'May 2026'],
      ['Update', 'Begun.'],
    ])
  const formed = read(
    documentOf('docx', [
      heading(1, 'Improvement Plan'),
      form('Action 1: Reduce waits', 'Head of Access'),
      form('Action 2: Renew the strategy', 'Commissioner'),
    ]),
  )
  const said = (plan: PlanDocument) => plan.actions.map((action) => [action.ref, action.text, action.owners[0]])
  assert.deepEqual(said(listed), [
    ['1.1', 'Fit locks in all cells', 'Estates Manager'],
    ['1.2', 'Record the reason for each search', 'Custody Inspectors'],
  ])
  assert.deepEqual(said(formed), [
    ['1', 'Reduce waits', 'Head of Access'],
    ['2', 'Renew the strategy', 'Commissioner'],
  ])
})

test('a table with a header of its own does not go on the plan, though it has as many columns', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Corporate Parenting Action Plan'),
      table([
        ['We will', 'Lead', 'By when', 'How will we know?'],
        ['Make sure that health checks are on time', 'Designated Nurse', 'March 2026', '95% are on time'],
        ['Offer free leisure passes', 'Head of Leisure', 'May 2026', 'Passes used'],
      ]),
      table([
        ['Measure', '2023/24', '2024/25', '2025/26'].map((text) => ({ text, isBold: true })),
        ['Children in care', '312', '330', '341'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), ['Make sure that health checks are on time', 'Offer free leisure passes'])
})

test('a table of labels and values names the outcome of the table below it', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Community Safety Plan'),
      table([
        ['Priority', '1. Tackling harm'],
        ['Priority lead', 'Chief Superintendent'],
      ]),
      table([
        ['Action', 'Owner', 'Timescale'],
        ['Train taxi drivers', 'Licensing Manager', 'May 2026'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map((outcome) => [outcome.ref, outcome.text]),
    [['1', 'Tackling harm']],
  )
})

test('Q4 of a plan for 2025/26 ends in March 2026', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Recovery Plan 2025/26'),
      table([
        ['Deliverable', 'Owner', 'Q1 milestone', 'Q4 milestone', 'Status'],
        ['Rewrite the constitution', 'Monitoring Officer', 'Group set up', 'Council approval', 'Amber'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions[0]?.milestones.map((milestone) => milestone.timescale.due),
    ['2025-06-30', '2026-03-31'],
  )
})
