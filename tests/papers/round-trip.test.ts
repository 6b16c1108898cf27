/** Word and Excel papers read back as the plan they were made from: the document stays welcome. Invented plans of several shapes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDocx } from '../../src/documents/read/docx/read-docx.ts'
import { readXlsx } from '../../src/documents/read/workbook/read-xlsx.ts'
import { writeDocx } from '../../src/documents/write/docx.ts'
import { writeXlsx } from '../../src/documents/write/xlsx.ts'
import type { PlanAction, PlanDocument } from '../../src/domain/plan/plan-document.ts'
import { snapshotOfPlan } from '../../src/domain/plan/snapshot.ts'
import { parseTimescale } from '../../src/domain/timescale/parse-timescale.ts'
import { readPlan } from '../../src/intake/read-plan.ts'
import { boardReport } from '../../src/papers/board-report.ts'
import { planPaper } from '../../src/papers/plan-paper.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { randomPlan } from './random-plan.ts'

const position = { instant: '2026-10-30T12:00:00Z', date: '2026-10-30' }

interface Row {
  ref?: string
  text: string
  owners?: string
  when?: string
  rating?: string
  progress?: string
  evidence?: string
  extra?: string
}

function planOf(outcomes: { ref: string | null; section: string | null; text: string; rows: Row[] }[]): PlanDocument {
  const actions: PlanAction[] = []
  outcomes.forEach((outcome, place) => {
    for (const row of outcome.rows)
      actions.push({
        id: `action-${actions.length + 1}`,
        ref: row.ref ?? null,
        section: outcome.section,
        outcomeId: `outcome-${place + 1}`,
        text: row.text,
        owners: row.owners === undefined ? [] : row.owners.split('; '),
        ownersText: row.owners ?? '',
        timescale: parseTimescale(row.when ?? ''),
        rag: row.rating === undefined ? null : { value: row.rating, source: 'text' },
        evidence: row.evidence ?? null,
        impact: null,
        progress: row.progress ?? null,
        milestones: [],
        ...(row.extra === undefined ? {} : { extra: [{ name: 'Priority', text: row.extra }] }),
        at: '',
      })
  })
  return {
    format: 'plan-document/1',
    plan: {
      title: 'Children’s services improvement plan',
      organisation: 'Wexcombe Council',
      period: '2026-27',
      status: null,
      asOf: null,
    },
    vocabulary: {},
    columns: [
      { field: 'ref', heading: 'No.' },
      { field: 'action', heading: 'Action' },
      { field: 'owners', heading: 'Lead officer' },
      { field: 'timescale', heading: 'By when' },
      { field: 'rating', heading: 'RAG' },
      { field: 'progress', heading: 'Progress' },
      { field: 'evidence', heading: 'How we will know' },
      { field: 'extra', heading: 'Priority' },
    ],
    ratingKey: [],
    outcomes: outcomes.map((outcome, place) => ({
      id: `outcome-${place + 1}`,
      ref: outcome.ref,
      section: outcome.section,
      text: outcome.text,
      objectives: [],
      intendedOutcomes: [],
      measures: [],
      at: '',
    })),
    actions,
    notes: [],
    findings: [],
  }
}

const ratings = ['Green', 'Amber', 'Red', 'Complete', 'Not started']
const whens = ['Mar-26', '31/03/2027', 'TBC', 'Ongoing', 'Quarterly', 'END AUG 2026']

const large = planOf(
  Array.from({ length: 60 }, (_, outcome) => ({
    ref: String(outcome + 1),
    section: ['Help and protection', 'Children in care', 'Care leavers'][Math.floor(outcome / 20)] ?? null,
    text: `Children in group ${outcome + 1} get help that lasts`,
    rows: Array.from({ length: 10 }, (_, row) => ({
      ref: `${outcome + 1}.${row + 1}`,
      text: `Review the work with families in group ${outcome + 1}, part ${row + 1}`,
      owners: 'Head of Service',
      when: whens[row % whens.length] ?? '',
      rating: ratings[row % ratings.length] ?? '',
      progress: `Step ${row + 1} was finished with team ${outcome + 1}.`,
    })),
  })),
)

const plans: Record<string, PlanDocument> = {
  'a plan of sections and numbered outcomes': planOf([
    {
      ref: '1',
      section: 'Help and protection',
      text: 'Children get the right response, first time',
      rows: [
        {
          ref: '1.1',
          text: 'Place an early help officer at the front door.',
          owners: 'Head of Service; Police',
          when: 'Mar-26',
          rating: 'Green',
          progress: 'Rota filled.',
          evidence: 'Dip samples',
          extra: 'High',
        },
        {
          ref: '1.2',
          text: 'Decide every contact within one working day.',
          owners: 'Head of Service',
          when: 'Quarterly',
          rating: 'Amber',
          progress: 'Two posts vacant.',
          evidence: 'Monthly report',
          extra: 'Low',
        },
      ],
    },
    {
      ref: '2',
      section: 'Children in care',
      text: 'Children live close to home',
      rows: [
        {
          ref: '2.1',
          text: 'Open two homes for children.',
          owners: 'Assistant Director',
          when: 'TBC',
          rating: 'Red',
          progress: 'Planning refused.',
          evidence: 'Homes open',
          extra: 'High',
        },
        {
          ref: '2.2',
          text: 'Recruit thirty fostering households.',
          when: '31/03/2027',
          rating: 'Complete',
          progress: 'All approved.',
          evidence: 'Register',
          extra: 'High',
        },
      ],
    },
  ]),
  'a plan without sections, numbers, ratings or owners': planOf([
    {
      ref: null,
      section: null,
      text: 'Families know what help there is.',
      rows: [
        { text: 'Publish the local offer on one page.', when: 'Jan-26' },
        { text: 'Train every receptionist to explain it.', when: 'Feb-26' },
      ],
    },
  ]),
  'text that looks like something else': planOf([
    {
      ref: '1',
      section: 'Leadership',
      text: 'Leaders know what is happening & act on <it>',
      rows: [
        {
          ref: '1.1',
          text: 'Write =SUM(A1) into no cell.\nShare the learning with partners.',
          owners: 'Director',
          when: 'TBC',
          progress: '5 < 6 & “quoted” – 中文',
          evidence: '+44 calls answered',
        },
        {
          ref: '1.2',
          text: `Review ${'the long account of what was done and why it mattered to families '.repeat(120)}`.trim(),
          owners: 'Director',
          when: 'Ongoing',
          progress: 'Step one done.\nStep two begun.',
        },
      ],
    },
  ]),
  'six hundred actions': large,
}

for (const [name, plan] of Object.entries(plans)) {
  test(`Word: ${name} reads back the same`, async () => {
    const paper = planPaper(snapshotOfPlan(plan, { position }))
    same(plan, readPlan(await readDocx(await writeDocx(paper))).plan)
  })
  test(`Excel: ${name} reads back the same`, async () => {
    const paper = planPaper(snapshotOfPlan(plan, { position }))
    same(plan, readPlan(await readXlsx(await writeXlsx(paper))).plan)
  })
}

for (const [format, write, read, numRuns] of [
  ['Word', writeDocx, readDocx, 12],
  ['Excel', writeXlsx, readXlsx, 40],
] as const)
  test(`${format}: any plan reads back the same, with its lists, milestones, extra fields and notes`, async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (plan) => {
        const bytes = await write(planPaper(snapshotOfPlan(plan, { position })))
        const back = readPlan(await read(bytes)).plan
        same(plan, back)
        assert.deepEqual(listsOf(back), listsOf(plan))
        const kept = back.notes.map((note) => words(note.text))
        for (const note of plan.notes) assert.ok(kept.includes(words(note.text)), note.text)
      }),
      { numRuns, seed: 20261030, endOnFailure: true },
    )
  })

test('Word: a section named as a plan or a tracker, among other sections, stays a section', async () => {
  const row = (ref: string) => [{ ref, text: 'Review the work with families.', when: 'Mar-26' }]
  const plan = planOf([
    { ref: '1', section: 'Help and protection', text: 'Children get help early', rows: row('1.1') },
    { ref: '2', section: 'Kinship action tracker', text: 'Homes last', rows: row('2.1') },
    { ref: '3', section: 'Leadership', text: 'Social workers stay', rows: row('3.1') },
  ])
  same(plan, readPlan(await readDocx(await writeDocx(planPaper(snapshotOfPlan(plan, { position }))))).plan)
})

test('the board report in Word reads back as the plan, with what the facts show as a field of its own', async () => {
  const snapshot = exampleSnapshot()
  const { plan } = readPlan(await readDocx(await writeDocx(boardReport(snapshot))))
  assert.deepEqual(
    plan.actions.map((action) => action.ref),
    snapshot.actions.map((action) => action.ref),
  )
  assert.deepEqual(
    plan.actions.map((action) => words(action.text)),
    snapshot.actions.map((action) => words(action.text)),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.timescale.text),
    snapshot.actions.map((action) => action.timescale.text),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.rag?.value ?? null),
    snapshot.actions.map((action) => action.rating?.word ?? null),
  )
})

function same(written: PlanDocument, read: PlanDocument) {
  assert.deepEqual(told(read), told(written))
}

/** What must survive, action by action: ids and places may differ. */
function told(plan: PlanDocument) {
  const outcomes = new Map(plan.outcomes.map((outcome) => [outcome.id, outcome]))
  return plan.actions.map((action) => {
    const outcome = outcomes.get(action.outcomeId ?? '')
    return {
      ref: action.ref,
      text: words(action.text),
      section: action.section ?? outcome?.section ?? null,
      outcome: `${outcome?.ref ?? ''} ${words(outcome?.text ?? '')}`.trim(),
      owners: action.owners,
      when: action.timescale.text,
      kind: action.timescale.kind,
      rating: action.rag?.value ?? null,
      progress: words(action.progress ?? ''),
      evidence: words(action.evidence ?? ''),
      impact: words(action.impact ?? ''),
      milestones: action.milestones.map(
        (one) => `${words(one.text).replace(` (${one.timescale.text})`, '')} by ${one.timescale.due}`,
      ),
      extra: (action.extra ?? []).map((extra) => `${extra.name}: ${extra.text}`),
    }
  })
}

function listsOf(plan: PlanDocument) {
  return plan.outcomes.map(({ text, objectives, intendedOutcomes, measures }) => ({
    text: words(text),
    objectives: objectives.map(words),
    intendedOutcomes: intendedOutcomes.map(words),
    measures: measures.map(words),
  }))
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
