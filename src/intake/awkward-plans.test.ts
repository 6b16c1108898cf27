import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, heading, paragraph, sheet, table, withParts } from '../../tests/support/neutral-builder.ts'
import type { NeutralDocument } from '../documents/neutral-document.ts'
import type { PlanDocument } from '../domain/plan/plan-document.ts'
import { readPlan } from './read-plan.ts'

// Second helping of invented plans: the awkward ones.

function read(document: NeutralDocument): PlanDocument {
  const { plan, words } = readPlan(document)
  assert.equal(words.placed, words.of)
  return plan
}

const texts = (plan: PlanDocument) => plan.actions.map((action) => action.text)

test('groups of columns a term: the upper heading says which', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Sixth Form Improvement Plan'),
      table([
        [
          { text: 'Action', down: 2 },
          { text: 'Lead', down: 2 },
          { text: 'Autumn 2024', across: 2 },
          { text: 'Spring 2025', across: 2 },
        ],
        ['RAG', 'Comment', 'RAG', 'Comment'],
        ['Set up study skills sessions', 'Head of Sixth', 'Green', 'Started week 2', 'Amber', 'Two missed'],
        ['Visit three universities', 'Careers Lead', 'Red', 'Coach cancelled', 'Green', 'Done'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), ['Set up study skills sessions', 'Visit three universities'])
  assert.deepEqual(
    plan.actions[0]?.ratings?.map(({ period, value }) => `${period}: ${value}`),
    ['Autumn 2024: Green', 'Spring 2025: Amber'],
  )
  assert.equal(plan.actions[0]?.rag?.value, 'Amber')
  assert.equal(plan.actions[0]?.progress, 'Autumn 2024 – Comment: Started week 2\nSpring 2025 – Comment: Two missed')
})

test('rows above the header in the same table: priority, objective, success criteria', () => {
  const block = (number: string, priority: string, criteria: string, action: string) =>
    table([
      [{ text: `Priority ${number}: ${priority}`, across: 4, isBold: true, fill: 'DDEEFF' }],
      [
        { text: 'Success criteria', isBold: true },
        { text: criteria, across: 3 },
      ],
      ['Action', 'Responsibility', 'Time frame', 'Monitoring'],
      [action, 'SENCO', 'Spring term 2025', 'Governor visit'],
    ])
  const plan = read(
    documentOf('docx', [
      heading(1, 'SEND action plan'),
      block('1', 'Every teacher adapts lessons', 'Pupils with SEND make expected progress', 'Coach staff in pairs'),
      block('2', 'Parents are partners', '80% of parents attend reviews', 'Move reviews to evenings'),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref, text, measures }) => ({ ref, text, measures })),
    [
      { ref: '1', text: 'Every teacher adapts lessons', measures: ['Pupils with SEND make expected progress'] },
      { ref: '2', text: 'Parents are partners', measures: ['80% of parents attend reviews'] },
    ],
  )
  assert.deepEqual(texts(plan), ['Coach staff in pairs', 'Move reviews to evenings'])
})

test('an action whose text is lost is kept, and one that only promises more is marked', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Action plan'),
      table([
        ['Outcome', 'Action', 'Owner', 'By when'],
        ['Children are heard', 'Ask every child at review', 'IROs', 'May 2024'],
        ['Families are helped early', '', 'EH Manager', 'June 2024'],
        ['Staff stay', 'Further actions to be agreed', 'TBC', 'TBC'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), ['Ask every child at review', '', 'Further actions to be agreed'])
  assert.deepEqual(
    plan.actions.map((action) => action.isPlaceholder ?? false),
    [false, false, true],
  )
  assert.ok(plan.findings.some((finding) => finding.code === 'no-action-text' && finding.about === plan.actions[1]?.id))
})

test('sections inside the first column of a table whose first column is the action', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Data quality action plan'),
      table([
        ['Actions', 'Lead', 'Deadline', 'Status'],
        [{ text: 'Recording', isBold: true, fill: 'EEEEEE' }, '', '', ''],
        ['Write a recording guide', 'Data Manager', 'May 2024', 'Complete'],
        [{ text: 'Reporting', isBold: true, fill: 'EEEEEE' }, '', '', ''],
        ['Rebuild the weekly report', 'Performance Lead', 'July 2024', 'On track'],
        ['Retire old spreadsheets', '', '', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.section}: ${action.text}`),
    [
      'Recording: Write a recording guide',
      'Reporting: Rebuild the weekly report',
      'Reporting: Retire old spreadsheets',
    ],
  )
})

test('a rating column of colours only, told apart from the shading of other cells', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Plan', [
        [
          { text: 'Action', fill: '1F4E79' },
          { text: 'Who', fill: '1F4E79' },
          { text: 'When', fill: '1F4E79' },
          { text: 'B/R/A/G', fill: '1F4E79' },
          { text: 'Comments', fill: '1F4E79' },
        ],
        [
          { text: 'Clear the backlog', fill: 'DDEBF7' },
          { text: 'Team Manager', fill: 'DDEBF7' },
          { text: 'Apr-24', fill: 'DDEBF7' },
          { fill: '0070C0' },
          '',
        ],
        ['Hire two workers', 'HR', 'May-24', { fill: 'FFC000' }, 'Advert out'],
        ['Agree the rota', 'Team Manager', 'Jun-24', { fill: 'FF0000' }, ''],
        ['Hold a workshop', 'PSW', 'ASAP', '', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.rag?.value ?? '-'),
    ['Blue', 'Amber', 'Red', '-'],
  )
  assert.equal(plan.actions[3]?.timescale.kind, 'asap')
})

test('words and colour in one status column', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Winter plan'),
      table([
        ['Action', 'Owner', 'Due', 'Status and progress'],
        [
          'Open extra beds',
          'COO',
          'December 2024',
          { text: 'Twelve beds open; eight more wait for staff to be recruited.', fill: 'FFC000' },
        ],
        [
          'Vaccinate staff',
          'CNO',
          'November 2024',
          { text: 'Seventy per cent of staff have had the vaccine.', fill: '00B050' },
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.rag?.value),
    ['Amber', 'Green'],
  )
  assert.equal(plan.actions[0]?.progress, 'Twelve beds open; eight more wait for staff to be recruited.')
})

test('a recommendation heading above each table of actions, and refs that carry its number', () => {
  const plan = read(
    documentOf('docx', [
      heading(0, 'Post-inspection action plan'),
      heading(2, 'Recommendation 3: The force should improve how it answers calls.'),
      table([
        ['Ref', 'Activity', 'SRO', 'Target completion'],
        ['3.1', 'Recruit 20 call handlers', 'Supt Control Room', '31st March 2025'],
        ['3.2', 'Introduce call-back', 'Ch Insp Digital', 'Q1 2025-26'],
      ]),
      heading(2, 'Recommendation 4: The force should review its missing-person process.'),
      table([
        ['Ref', 'Activity', 'SRO', 'Target completion'],
        ['4.1', 'Train sergeants', 'DCI Vulnerability', 'within 3 months'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref }) => ref),
    ['3', '4'],
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.ref} ${action.timescale.due ?? action.timescale.kind}`),
    ['3.1 2025-03-31', '3.2 2025-06-30', '4.1 duration'],
  )
  assert.equal(plan.vocabulary.outcome, 'Recommendation')
})

test('a total row, a signature row and a note below the table are notes', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Pupil premium action plan'),
      table([
        ['Action', 'Staff lead', 'Cost', 'Timescale'],
        ['Small-group tuition', 'DHT', '£12,000', 'All year'],
        ['Breakfast club', 'Site manager', '£3,000', 'From September 2024'],
        ['Total', '', '£15,000', ''],
        [{ text: 'Signed: Chair of Governors', across: 4 }],
      ]),
      paragraph('This plan is reviewed by governors each term.'),
    ]),
  )
  assert.deepEqual(texts(plan), ['Small-group tuition', 'Breakfast club'])
  assert.ok(plan.notes.some((entry) => entry.text.includes('Signed')))
  assert.ok(plan.notes.some((entry) => entry.text === 'This plan is reviewed by governors each term.'))
})

test('achievements, glossary and contents stay in the notes', () => {
  const plan = read(
    documentOf('docx', [
      heading(0, 'Early Help Improvement Plan 2023-25'),
      paragraph('Achievements so far'),
      paragraph('Opened two hubs (Head of Early Help, May 2023)', { list: '1.' }),
      paragraph('Trained 200 staff', { list: '2.' }),
      table([
        ['Aim', 'Key tasks', 'Lead', 'Completion date'],
        ['Families get help sooner', 'Publish the threshold guide', 'EH Lead', 'March 2024'],
      ]),
      heading(1, 'Glossary'),
      table([
        ['Term', 'Meaning'],
        ['EH', 'Early help'],
        ['TAF', 'Team around the family'],
      ]),
    ]),
  )
  assert.deepEqual(texts(plan), ['Publish the threshold guide'])
  assert.equal(plan.plan.period, '2023-25')
  assert.ok(plan.notes.some((entry) => entry.text.includes('Opened two hubs')))
})

test('several numbered items in one cell stay one action with a range for its number', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Care leavers action plan'),
      table([
        ['No.', 'Outcome', 'Actions required', 'Owner', 'Timescale'],
        [
          '7',
          { text: 'Care leavers live somewhere safe', down: 2 },
          { lines: ['i. Map supply', 'ii. Agree a protocol', 'iii. Sign it'] },
          'Housing',
          'May 2024',
        ],
        ['', 'iv. Review it yearly', 'Housing', 'Annually'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.ref),
    ['7.i-iii', '7.iv'],
  )
})

test('tracked deletions and comments are kept aside and told', () => {
  const document = withParts('docx', [
    {
      kind: 'body',
      name: null,
      isHidden: false,
      blocks: [
        heading(1, 'Action plan'),
        paragraph('Old introduction.', { isDeleted: true }),
        table([
          ['Action', 'Owner', 'Deadline'],
          ['Agree terms of reference', 'Chair', 'May 2024'],
        ]),
      ],
    },
    { kind: 'comments', name: null, isHidden: false, blocks: [paragraph('Is this still right?')] },
    { kind: 'footer', name: null, isHidden: false, blocks: [paragraph('Wexcombe Council – page 1')] },
  ])
  const plan = read(document)
  assert.equal(plan.plan.organisation, 'Wexcombe Council')
  assert.deepEqual(
    plan.findings.map((finding) => finding.code).filter((code) => code !== 'timescale'),
    ['tracked-deletion', 'comment'],
  )
  assert.ok(plan.notes.some((entry) => entry.text === 'Old introduction.'))
})

test('a project plan with phases as sections and sub-tasks numbered 1.1, 1.10', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Project plan', [
        ['WBS', 'Task name', 'Resource', 'Start', 'Finish', '% Complete', 'Status'],
        [{ text: '1', isBold: true }, { text: 'Discovery phase', isBold: true }, '', '', '', '', ''],
        ['1.1', 'Interview users', 'Analyst', '01/04/2024', '30/04/2024', '100%', 'Complete'],
        ['1.10', 'Write up findings', 'Analyst', '01/05/2024', '15/05/2024', '50%', 'In progress'],
        [{ text: '2', isBold: true }, { text: 'Delivery phase', isBold: true }, '', '', '', '', ''],
        ['2.1', 'Build the form', 'Developer', '16/05/2024', '30/06/2024', '0%', 'Not started'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.ref} ${action.text} ${action.owners.join()} ${action.timescale.due}`),
    [
      '1.1 Interview users Analyst 2024-04-30',
      '1.10 Write up findings Analyst 2024-05-15',
      '2.1 Build the form Developer 2024-06-30',
    ],
  )
})

test('misspelt and wordy headings are still known', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Improvement plan'),
      table([
        [
          'Ref.',
          'Area for Improvment',
          'What action are we going to take?',
          'Responsable officer(s)',
          'Timscale for completion',
          'How will we know that it has made a difference?',
        ],
        ['A1', 'Supervision is patchy', 'Set a supervision standard', 'PSW', 'May 2024', 'Audit shows 90%'],
        ['A2', 'Plans drift', 'Track every plan monthly', 'Service Managers', 'Monthly', 'Fewer drifting plans'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.columns.map((column) => column.field),
    ['ref', 'outcome', 'action', 'owners', 'timescale', 'evidence'],
  )
})

test('a correction of a column reads the plan again', () => {
  const document = documentOf('docx', [
    heading(1, 'Improvement plan'),
    table([
      ['Step', 'Owner', 'Due', 'Gubbins'],
      ['Agree the policy', 'Policy Board', 'May 2024', 'Half done'],
      ['Train staff', 'HR', 'June 2024', 'Not begun'],
    ]),
  ])
  const first = readPlan(document)
  const shape = first.columns[0]?.shape ?? ''
  assert.equal(first.columns.find((column) => column.heading === 'Gubbins')?.field === 'evidence', false)
  const again = readPlan(document, { columns: [{ shape, heading: 'Gubbins', field: 'evidence' }] })
  assert.deepEqual(
    again.plan.actions.map((action) => action.evidence),
    ['Half done', 'Not begun'],
  )
  const learnt = readPlan(document, { headings: { gubbins: 'impact' } })
  assert.deepEqual(
    learnt.plan.actions.map((action) => action.impact),
    ['Half done', 'Not begun'],
  )
})

test('corrections of rows and values: note, section, join, split, value, left table', () => {
  const document = documentOf('docx', [
    heading(1, 'Improvement plan'),
    table([
      ['Action', 'Owner', 'Due'],
      ['Set targets', 'PSW', 'May 2024'],
      ['Not an action really', 'x', ''],
      [{ lines: ['Write a guide', 'Print it'] }, 'HR', 'June 2024'],
    ]),
  ])
  const dropped = readPlan(document, {
    rows: [
      { at: 'table 1 row 3', as: 'note' },
      { at: 'table 1 row 4', as: 'splits' },
    ],
    values: [{ at: 'table 1 row 2', field: 'timescale', text: 'July 2024' }],
  })
  assert.deepEqual(texts(dropped.plan), ['Set targets', 'Write a guide', 'Print it'])
  assert.equal(dropped.plan.actions[0]?.timescale.due, '2024-07-31')
  assert.equal(dropped.words.placed, dropped.words.of)
  const left = readPlan(document, { tables: [{ table: 'table 1', isTaken: false }] })
  assert.deepEqual(left.plan.actions, [])
  assert.equal(left.words.placed, left.words.of)
})

test('an action log in slides and a wrapped layout table', () => {
  const inner = table([
    ['Task', 'Responsible', 'Complete by'],
    ['Update the website', 'Web Officer', '01/06/2024'],
    ['Tell partners', 'Comms', '15/06/2024'],
  ])
  const outer = table([['']])
  const cell = outer.rows[0]?.cells[0]
  assert.ok(cell)
  cell.blocks = [inner]
  const plan = read(documentOf('docx', [heading(1, 'Communications action plan'), outer]))
  assert.deepEqual(texts(plan), ['Update the website', 'Tell partners'])
})

test('forms headed by a numbered recommendation', () => {
  const form = (number: number, finding: string, action: string) =>
    table([
      [`Recommendation ${number}`, finding],
      ['Action(s)', action],
      ['Owner', 'Superintendent Control Room'],
      ['Target date', '31/03/2025'],
      ['RAG', 'Amber'],
    ])
  const plan = read(
    documentOf('docx', [
      heading(1, 'Wexcombe Police action plan'),
      form(1, 'The force should answer calls sooner.', 'Recruit call handlers'),
      paragraph(''),
      form(2, 'The force should record crime in 24 hours.', 'Audit daily'),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref, text }) => `${ref} ${text}`),
    ['1 The force should answer calls sooner.', '2 The force should record crime in 24 hours.'],
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.text} ${action.rag?.value}`),
    ['Recruit call handlers Amber', 'Audit daily Amber'],
  )
})

test('themes and objectives as bands of two kinds', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Delivery plan', [
        ['', 'Action', 'Lead Organisation', 'Start', 'End', 'Outcome / Measure', 'Status'],
        [{ text: 'Theme 1: Start Well', across: 7, fill: 'BDD7EE' }],
        [{ text: 'Objective 1.1: Reduce smoking in pregnancy', across: 7, fill: 'DDEBF7' }],
        [
          '1.1.1',
          'Offer vouchers to stop smoking',
          'Public Health',
          'Apr-25',
          'Mar-26',
          'Rate below 6%',
          { fill: '92D050' },
        ],
        [{ text: 'Theme 2: Age Well', across: 7, fill: 'BDD7EE' }],
        [{ text: 'Objective 2.1: Prevent falls', across: 7, fill: 'DDEBF7' }],
        ['2.1.1', 'Run strength classes', 'Leisure Trust', 'Apr-25', 'Ongoing', '500 people', { fill: 'FFC000' }],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ section, ref, text }) => `${section} / ${ref} ${text}`),
    ['Theme 1: Start Well / 1.1 Reduce smoking in pregnancy', 'Theme 2: Age Well / 2.1 Prevent falls'],
  )
  assert.deepEqual(
    plan.actions.map(
      (action) =>
        `${action.ref} ${action.timescale.start} ${action.timescale.due ?? action.timescale.kind} ${action.rag?.value} ${action.evidence}`,
    ),
    ['1.1.1 2025-04-01 2026-03-31 Green Rate below 6%', '2.1.1 2025-04-01 ongoing Amber 500 people'],
  )
})

test('labelled paragraphs: Action, Lead, Deadline, Status under a finding', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Complaints learning action plan'),
      paragraph('Finding 1: Repairs were late', { isBold: true }),
      paragraph('Action: Appoint two repairs inspectors'),
      paragraph('Lead: Repairs Manager'),
      paragraph('Deadline: 30 September 2024'),
      paragraph('Status: In progress'),
      paragraph('Finding 2: Letters were unclear', { isBold: true }),
      paragraph('Action: Rewrite ten letters'),
      paragraph('Lead: Communications'),
      paragraph('Deadline: TBC'),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref, text }) => `${ref} ${text}`),
    ['1 Repairs were late', '2 Letters were unclear'],
  )
  assert.deepEqual(
    plan.actions.map(
      (action) =>
        `${action.text} | ${action.owners} | ${action.timescale.due ?? action.timescale.kind} | ${action.rag?.value ?? '-'}`,
    ),
    [
      'Appoint two repairs inspectors | Repairs Manager | 2024-09-30 | In progress',
      'Rewrite ten letters | Communications | tbc | -',
    ],
  )
})

test('an area for improvement and its lead in rows above the header', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'HMICFRS Action Plan'),
      table([
        ['Area for improvement', { text: 'AFI 1 The service should evaluate its prevention work.', across: 3 }],
        ['Strategic lead', { text: 'Area Manager Prevention', across: 3 }],
        ['Action', 'Owner', 'Target date', 'Progress'],
        ['Agree an evaluation framework', 'Station Manager', '30 June 2024', 'Drafted'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref, text }) => `${ref} ${text}`),
    ['1 The service should evaluate its prevention work.'],
  )
  assert.ok(plan.notes.some((entry) => entry.text.includes('Area Manager Prevention')))
})

test('columns headed only by the dates of meetings hold progress, or ratings where the cells are ratings', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Action Tracker', [
        ['Ref', 'Recommendation', 'Lead', 'Due', 'Status', '14/05/24', '11/06/24'],
        ['R1', 'Publish the strategy', 'Head of Policy', '31/07/2024', 'Open', 'Drafting begun', 'With legal'],
        ['R2', 'Appoint a champion', 'Chief Executive', '31/05/2024', 'Closed', 'Done in April', ''],
      ]),
    ]),
  )
  assert.equal(plan.actions[0]?.progress, '14/05/24: Drafting begun\n11/06/24: With legal')
  assert.deepEqual(
    plan.actions.map((action) => `${action.ref} ${action.text} ${action.rag?.value}`),
    ['R1 Publish the strategy Open', 'R2 Appoint a champion Closed'],
  )
})

test('a sheet a priority, its outcome in the row above the header', () => {
  const columns = ['Action', 'Owner', 'Deadline', 'RAG', 'Comments']
  const plan = read(
    withParts('xlsx', [
      sheet('P1', [
        [{ text: 'Priority 1: Recruit and keep social workers', across: 5 }],
        columns,
        ['Launch a campaign', 'HR', '30/04/24', 'Green', ''],
      ]),
      sheet('P2', [
        [{ text: 'Priority 2: Better placements', across: 5 }],
        columns,
        ['Open a home', 'Placements', '30/09/24', 'Red', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map(({ ref, text, section }) => `${ref} ${text} ${section}`),
    ['1 Recruit and keep social workers null', '2 Better placements null'],
  )
  assert.deepEqual(
    plan.actions.map((action) => action.outcomeId),
    plan.outcomes.map((outcome) => outcome.id),
  )
})

test('milestones that say their own dates keep them, and who and when in one cell part at the slash', () => {
  const plan = read(
    documentOf('docx', [
      heading(0, 'Written Statement of Action'),
      heading(1, 'Area of weakness 1: Waiting times for assessment'),
      table([
        ['Ref', 'Action', 'Who / When', 'Milestones and measures of success'],
        [
          '1.1',
          'Recruit two psychologists',
          'Head of CYP / December 2024',
          { lines: ['By March 2024: advert out', 'By June 2024: both in post'] },
        ],
      ]),
    ]),
  )
  assert.equal(plan.outcomes[0]?.ref, '1')
  assert.deepEqual(plan.actions[0]?.owners, ['Head of CYP'])
  assert.equal(plan.actions[0]?.timescale.due, '2024-12-31')
  assert.deepEqual(
    plan.actions[0]?.milestones.map((milestone) => milestone.timescale.due),
    ['2024-03-31', '2024-06-30'],
  )
})

test('further milestones in rows with a blank action have their own owner, date and rating', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Plan', [
        ['Objective', 'Action', 'Milestone', 'Owner', 'Date', 'RAG'],
        ['Reduce delays', 'Improve discharge', 'Agree the pathway', 'COO', 'May-24', 'G'],
        ['', '', 'Pilot on two wards', 'Matron', 'Jul-24', 'A'],
        ['', 'Open a lounge', 'Find space', 'Estates', 'Jun-24', 'R'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.text),
    ['Improve discharge', 'Open a lounge'],
  )
  const [first, second] = plan.actions[0]?.milestones ?? []
  assert.equal(first?.timescale.due, '2024-05-31')
  assert.deepEqual(
    [second?.text, second?.owners, second?.timescale.due, second?.rag?.value],
    ['Pilot on two wards', ['Matron'], '2024-07-31', 'A'],
  )
})

test('a hidden sheet is taken when a person says so', () => {
  const document = withParts('xlsx', [
    sheet('Plan', [
      ['Action', 'Owner', 'Due'],
      ['Set targets', 'PSW', 'May 2024'],
    ]),
    sheet(
      'Old',
      [
        ['Action', 'Owner', 'Due'],
        ['Close the old plan', 'HR', 'June 2024'],
      ],
      true,
    ),
  ])
  assert.deepEqual(texts(readPlan(document).plan), ['Set targets'])
  assert.deepEqual(texts(readPlan(document, { tables: [{ table: 'Old', isTaken: true }] }).plan), [
    'Set targets',
    'Close the old plan',
  ])
})

test('a lead under the heading of a table is no action, a labelled item beside tables is one', () => {
  const columns = ['Action', 'Owner', 'By when']
  const plan = read(
    documentOf('docx', [
      heading(1, 'Leisure improvement plan'),
      heading(2, 'Improve the pools'),
      paragraph('Lead: Head of Leisure'),
      table([columns, ['Train lifeguards', 'Pool Manager', 'July 2024']]),
      heading(2, 'Priority 2: More swimmers'),
      paragraph('Offer free lessons (Owner: Sports Development, by September 2024)', { list: '•' }),
      paragraph('Opened two pools (Head of Leisure, May 2023)', { list: '•' }),
    ]),
  )
  assert.deepEqual(texts(plan), ['Train lifeguards', 'Offer free lessons'])
  assert.equal(plan.outcomes.find((outcome) => outcome.id === plan.actions[1]?.outcomeId)?.ref, '2')
  assert.ok(plan.notes.some((entry) => entry.text === 'Lead: Head of Leisure'))
})
