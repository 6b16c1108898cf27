import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, heading, paragraph, sheet, table, withParts } from '../../tests/support/neutral-builder.ts'
import type { NeutralDocument } from '../documents/neutral-document.ts'
import type { PlanDocument } from '../domain/plan/plan-document.ts'
import { readPlan } from './read-plan.ts'

// Plans of councils, trusts, schools, police and fire, audit and scrutiny, each in its own shape. All invented.

const red = 'FF0000'
const amber = 'FFC000'
const green = '00B050'

/** The reading, and that no word was lost on the way. */
function read(document: NeutralDocument): PlanDocument {
  const { plan, words } = readPlan(document)
  assert.equal(words.placed, words.of)
  return plan
}

/** ref | outcome | action | owners | due or kind | rating, a line an action: a plan at a glance. */
function glance(plan: PlanDocument): string[] {
  const outcomes = new Map(plan.outcomes.map((outcome) => [outcome.id, outcome]))
  return plan.actions.map((action) => {
    const outcome = action.outcomeId === null ? undefined : outcomes.get(action.outcomeId)
    const served = outcome === undefined ? '-' : `${outcome.ref === null ? '' : `${outcome.ref} `}${outcome.text}`
    return [
      action.ref ?? '-',
      served,
      action.text,
      action.owners.join(' + ') || '-',
      action.timescale.due ?? action.timescale.kind,
      action.rag?.value ?? '-',
    ].join(' | ')
  })
}

test('a trust’s CQC action plan with a must-do band and regulations kept under their own name', () => {
  const plan = read(
    documentOf('docx', [
      heading(0, 'CQC Action Plan'),
      paragraph('Wexcombe Hospitals NHS Foundation Trust'),
      table([
        [
          'Ref',
          'Must do / Should do',
          'Regulation',
          'Action to be taken',
          'Executive lead',
          'Operational lead',
          'Completion date',
          'BRAG',
          'Evidence of completion',
        ],
        [{ text: 'Urgent and emergency care', across: 9, fill: 'DDDDDD', isBold: true }],
        [
          'MD1',
          'The trust must ensure that patients are triaged within 15 minutes.',
          'Regulation 12(2)(a)',
          'Introduce a streaming nurse at the front door',
          'Chief Nurse',
          'Matron',
          '30/06/2024',
          { text: 'Green', fill: green },
          'Weekly triage audit',
        ],
        [
          'MD2',
          'The trust must ensure medicines are stored securely.',
          'Regulation 12(2)(g)',
          'Fit electronic locks to all treatment rooms',
          'Chief Pharmacist',
          'Estates Manager',
          'September 2024',
          { text: 'Amber', fill: amber },
          '',
        ],
      ]),
    ]),
  )
  assert.equal(plan.plan.organisation, 'Wexcombe Hospitals NHS Foundation Trust')
  assert.deepEqual(glance(plan), [
    'MD1 | MD1 The trust must ensure that patients are triaged within 15 minutes. | Introduce a streaming nurse at the front door | Chief Nurse + Matron | 2024-06-30 | Green',
    'MD2 | MD2 The trust must ensure medicines are stored securely. | Fit electronic locks to all treatment rooms | Chief Pharmacist + Estates Manager | 2024-09-30 | Amber',
  ])
  assert.equal(plan.actions[0]?.section, 'Urgent and emergency care')
  assert.deepEqual(plan.actions[0]?.extra, [{ name: 'Regulation', text: 'Regulation 12(2)(a)' }])
  assert.equal(plan.actions[0]?.evidence, 'Weekly triage audit')
})

test('a school improvement plan with a rating a term and milestones a term', () => {
  const plan = read(
    documentOf('docx', [
      paragraph('Harrow Lane Primary School', { isBold: true }),
      heading(1, 'School Improvement Plan 2024-25'),
      heading(2, 'Priority 1: Raise attainment in early reading'),
      table([
        [
          'Actions',
          'Lead',
          'Success criteria',
          'Autumn milestone',
          'Spring milestone',
          'RAG Autumn',
          'RAG Spring',
          'RAG Summer',
          'Cost',
        ],
        [
          'Train all staff in the phonics programme',
          'English lead',
          '90% of Year 1 pass the check',
          'All staff trained',
          'Keep-up groups running',
          { fill: green },
          { fill: amber },
          '',
          '£1,200',
        ],
        [
          'Buy matched reading books',
          'HT',
          'Every child has a matched book',
          'Books ordered',
          '',
          { fill: green },
          '',
          '',
          '£3,000',
        ],
      ]),
      heading(2, 'Priority 2: Improve attendance of disadvantaged pupils'),
      table([
        [
          'Actions',
          'Lead',
          'Success criteria',
          'Autumn milestone',
          'Spring milestone',
          'RAG Autumn',
          'RAG Spring',
          'RAG Summer',
          'Cost',
        ],
        [
          'Meet parents of pupils below 90%',
          'DHT',
          'Gap halved',
          'First meetings held',
          'Reviewed',
          { fill: red },
          { fill: amber },
          { fill: green },
          '',
        ],
      ]),
    ]),
  )
  assert.equal(plan.plan.title, 'School Improvement Plan 2024-25')
  assert.equal(plan.plan.organisation, 'Harrow Lane Primary School')
  assert.deepEqual(glance(plan), [
    '- | 1 Raise attainment in early reading | Train all staff in the phonics programme | English lead | none | Amber',
    '- | 1 Raise attainment in early reading | Buy matched reading books | HT | none | Green',
    '- | 2 Improve attendance of disadvantaged pupils | Meet parents of pupils below 90% | DHT | none | Green',
  ])
  assert.deepEqual(
    plan.actions[0]?.ratings?.map(({ period, value }) => `${period} ${value}`),
    ['Autumn Green', 'Spring Amber'],
  )
  assert.deepEqual(
    plan.actions[0]?.milestones.map(({ text }) => text),
    ['All staff trained', 'Keep-up groups running'],
  )
  assert.deepEqual(plan.actions[0]?.extra, [{ name: 'Cost', text: '£1,200' }])
})

test('an internal audit tracker: recommendation, risk rating, response, original and revised date, status', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Tracker', [
        ['Internal Audit Recommendation Tracker', '', '', '', '', '', '', '', ''],
        ['Position as at 31 March 2024', '', '', '', '', '', '', '', ''],
        [
          'Audit',
          'Rec No.',
          'Recommendation',
          'Risk rating',
          'Management response / agreed action',
          'Responsible officer',
          'Original target date',
          'Revised target date',
          'Status',
        ],
        [
          'Payroll',
          '1',
          'Starters should be checked by a second officer.',
          'High',
          'Agreed. A second check will be built into the form.',
          'Payroll Manager',
          '31/12/2023',
          '30/06/2024',
          'In progress',
        ],
        [
          'Payroll',
          '2',
          'Overtime claims should be sampled.',
          'Medium',
          'Agreed. Monthly sample of 5% of claims.',
          'Head of HR',
          '31/01/2024',
          '',
          'Implemented',
        ],
        [
          'Housing rents',
          '3',
          'Arrears letters should be issued on time.',
          'Low',
          'Agreed. Letters will be automated in the new system.',
          'Rents Manager',
          '30/09/2024',
          '',
          'Not started',
        ],
      ]),
    ]),
  )
  assert.equal(plan.plan.asOf, '2024-03-31')
  assert.deepEqual(glance(plan), [
    '1 | 1 Starters should be checked by a second officer. | Agreed. A second check will be built into the form. | Payroll Manager | 2024-06-30 | In progress',
    '2 | 2 Overtime claims should be sampled. | Agreed. Monthly sample of 5% of claims. | Head of HR | 2024-01-31 | Implemented',
    '3 | 3 Arrears letters should be issued on time. | Agreed. Letters will be automated in the new system. | Rents Manager | 2024-09-30 | Not started',
  ])
  assert.deepEqual(
    plan.actions.map((action) => action.section),
    ['Payroll', 'Payroll', 'Housing rents'],
  )
  assert.deepEqual(plan.actions[0]?.timescale.earlier, ['31/12/2023'])
})

test('a scrutiny tracker in which the recommendation is what is to be done', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Scrutiny recommendations tracker'),
      table([
        ['Date of meeting', 'Recommendation', 'Cabinet response', 'Lead officer', 'Target date', 'Progress update'],
        [
          '12 January 2024',
          'That the Cabinet Member publishes a quarterly report on school places.',
          'Accepted',
          'Head of Education',
          'April 2024',
          'First report due to Cabinet in April.',
        ],
        [
          '12 January 2024',
          'That officers review the admissions leaflet with parents.',
          'Accepted',
          'Admissions Manager',
          'May 2024',
          '',
        ],
      ]),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '- | - | That the Cabinet Member publishes a quarterly report on school places. | Head of Education | 2024-04-30 | -',
    '- | - | That officers review the admissions leaflet with parents. | Admissions Manager | 2024-05-31 | -',
  ])
  assert.ok(plan.actions[0]?.extra?.some((field) => field.name === 'Cabinet response' && field.text === 'Accepted'))
  assert.equal(plan.actions[0]?.progress, 'First report due to Cabinet in April.')
})

test('a fire service AFI tracker whose headings take two rows', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('AFI tracker', [
        [{ text: 'HMICFRS improvement tracker', across: 8 }],
        [
          { text: 'Finding', across: 2 },
          { text: 'Response', across: 3 },
          { text: 'Position', across: 3 },
        ],
        ['AFI no.', 'Area for improvement', 'Action', 'Owner', 'Due', 'RAG Jan 24', 'RAG Apr 24', 'Comments'],
        [
          'AFI 1',
          'The service should assure itself that its prevention work is targeted.',
          'Agree a risk-based targeting model',
          'Group Manager Prevention',
          'Q2 2024/25',
          { text: 'R', fill: red },
          { text: 'A', fill: amber },
          'Model out for comment',
        ],
        ['', '', 'Train crews in the model', 'Station Managers', 'Dec-24', '', { text: 'A', fill: amber }, ''],
        [
          'AFI 2',
          'The service should improve its on-call availability.',
          'Review contracts',
          'ACO People',
          '31/10/24',
          { text: 'G', fill: green },
          { text: 'G', fill: green },
          'Done',
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    glance(plan).map((line) => line.split(' | ').toSpliced(1, 1).join(' | ')),
    [
      '- | Agree a risk-based targeting model | Group Manager Prevention | 2024-09-30 | A',
      '- | Train crews in the model | Station Managers | 2024-12-31 | A',
      '- | Review contracts | ACO People | 2024-10-31 | G',
    ],
  )
  assert.deepEqual(
    plan.outcomes.map((outcome) => outcome.ref),
    ['AFI 1', 'AFI 2'],
  )
  assert.deepEqual(
    plan.actions[0]?.ratings?.map((rating) => rating.period),
    ['Jan 24', 'Apr 24'],
  )
})

test('a partnership plan with a table a priority and label blocks above each', () => {
  const columns = ['What we will do', 'Who will lead', 'By when', 'How will we know', 'Progress']
  const plan = read(
    documentOf('docx', [
      heading(0, 'Local Area SEND Partnership Improvement Plan'),
      paragraph('Draft v3, March 2024'),
      paragraph('The partnership board meets every two months.'),
      heading(1, 'Priority 1 – Timely education, health and care plans'),
      paragraph('What good looks like:', { isBold: true }),
      paragraph('Plans are finished within 20 weeks.', { list: '•' }),
      paragraph('Families say the plan reflects their child.', { list: '•' }),
      paragraph('Measured by:', { isBold: true }),
      paragraph('Share of plans in 20 weeks', { list: '•' }),
      table([
        columns,
        ['1.1 Recruit four plan writers', 'Head of SEND', 'July 2024', 'Posts filled', 'Two in post'],
        [
          '1.2 Agree a health advice protocol',
          'ICB Designated Clinical Officer',
          'By end of September 2024',
          'Protocol signed',
          '',
        ],
      ]),
      heading(1, 'Priority 2 – Preparation for adulthood'),
      paragraph('What good looks like:', { isBold: true }),
      paragraph('Every young person has a pathway by Year 9.', { list: '•' }),
      table([
        columns,
        [
          '2.1 Publish the transitions guide',
          'Transitions Manager / Parent Carer Forum',
          'Autumn term 2024',
          'Guide online',
          '',
        ],
      ]),
    ]),
  )
  assert.equal(plan.plan.status, 'draft')
  assert.deepEqual(glance(plan), [
    '1.1 | 1 Timely education, health and care plans | 1.1 Recruit four plan writers | Head of SEND | 2024-07-31 | -',
    '1.2 | 1 Timely education, health and care plans | 1.2 Agree a health advice protocol | ICB Designated Clinical Officer | 2024-09-30 | -',
    '2.1 | 2 Preparation for adulthood | 2.1 Publish the transitions guide | Transitions Manager + Parent Carer Forum | 2024-12-31 | -',
  ])
  assert.deepEqual(plan.outcomes[0]?.intendedOutcomes, [
    'Plans are finished within 20 weeks.',
    'Families say the plan reflects their child.',
  ])
  assert.deepEqual(plan.outcomes[0]?.measures, ['Share of plans in 20 weeks'])
})

test('a form an action, labels left and values right', () => {
  const form = (number: string, action: string, owner: string, when: string, status: string) =>
    table([
      ['Action number', number, 'Status', { text: status, fill: green }],
      ['Action', { text: action, across: 3 }],
      ['Lead officer', owner, 'Target date', when],
      ['Success measure', { text: 'Fewer complaints', across: 3 }],
      ['Latest update', { text: 'Under way.', across: 3 }],
    ])
  const plan = read(
    documentOf('docx', [
      heading(1, 'Complaints improvement plan'),
      form('1', 'Rewrite the acknowledgement letter', 'Customer Relations Manager', '1 May 2024', 'On track'),
      paragraph(''),
      form('2', 'Train team managers in early resolution', 'Head of Workforce', 'June 2024', 'At risk'),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '1 | - | Rewrite the acknowledgement letter | Customer Relations Manager | 2024-05-01 | On track',
    '2 | - | Train team managers in early resolution | Head of Workforce | 2024-06-30 | At risk',
  ])
  assert.equal(plan.actions[0]?.evidence, 'Fewer complaints')
  assert.equal(plan.actions[0]?.progress, 'Under way.')
})

test('actions in numbered paragraphs with owner and date in brackets', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Homelessness Improvement Plan'),
      paragraph('This plan follows the peer review of autumn 2023.'),
      heading(2, 'Objective 1: Prevent homelessness earlier'),
      paragraph('Agree a duty-to-refer protocol with the hospital (Owner: Housing Options Manager, by June 2024)', {
        list: '1.1',
      }),
      paragraph('Publish a tenants’ advice page (Owner: Communications; by 31 July 2024)', { list: '1.2' }),
      heading(2, 'Objective 2: Reduce the use of hotels'),
      paragraph('Lease 20 further units (Owner: Head of Property, by March 2025)', { list: '2.1' }),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '1.1 | 1 Prevent homelessness earlier | Agree a duty-to-refer protocol with the hospital | Housing Options Manager | 2024-06-30 | -',
    '1.2 | 1 Prevent homelessness earlier | Publish a tenants’ advice page | Communications | 2024-07-31 | -',
    '2.1 | 2 Reduce the use of hotels | Lease 20 further units | Head of Property | 2025-03-31 | -',
  ])
})

test('actions in paragraphs with lead and date on lines below', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Youth Justice Action Plan'),
      heading(2, 'Court work'),
      paragraph('Review the quality of pre-sentence reports every month.'),
      paragraph('Lead – Court Team Manager'),
      paragraph('By when – May 2024'),
      paragraph('Train new staff in desistance.'),
      paragraph('Lead – Practice Lead'),
      paragraph('By when – TBC'),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '- | - | Review the quality of pre-sentence reports every month. | Court Team Manager | 2024-05-31 | -',
    '- | - | Train new staff in desistance. | Practice Lead | tbc | -',
  ])
  assert.deepEqual(
    plan.actions.map((action) => action.section),
    ['Court work', 'Court work'],
  )
})

test('a meeting’s action log', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Improvement Board action log'),
      table([
        ['Minute', 'Action', 'Who', 'Deadline', 'Update'],
        ['3.1', 'Circulate the revised scorecard', 'JB', '14.05.24', 'Closed'],
        ['4.2', 'Invite the head teachers’ forum', 'SK/TN', 'Next meeting', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    glance(plan).map((line) => line.split(' | ').slice(2, 4).join(' | ')),
    ['Circulate the revised scorecard | JB', 'Invite the head teachers’ forum | SK + TN'],
  )
  assert.deepEqual(
    plan.actions.map((action) => action.ref),
    ['3.1', '4.2'],
  )
  assert.equal(plan.actions[0]?.timescale.due, '2024-05-14')
})

test('a workbook with a sheet a priority, a dashboard, a key and a hidden look-up sheet', () => {
  const columns = ['Ref', 'Action', 'Owner', 'Due date', 'RAG']
  const { plan, tables, words } = readPlan(
    withParts('xlsx', [
      sheet('Dashboard', [
        ['Status', 'Count'],
        ['Green', '2'],
        ['Amber', '1'],
      ]),
      sheet('Early help', [
        columns,
        [
          'EH1',
          'Open two family hubs',
          'Head of Early Help',
          { text: '01/09/2024', date: '2024-09-01' },
          { text: 'Green', fill: green },
        ],
      ]),
      sheet('Workforce', [
        columns,
        [
          'WF1',
          'Launch the academy',
          'PSW',
          { text: '01/10/2024', date: '2024-10-01' },
          { text: 'Amber', fill: amber },
        ],
        ['WF2', 'Agree the retention offer', 'HR', 'TBC', ''],
      ]),
      sheet('Key', [
        ['RAG', 'Meaning'],
        [{ text: 'Green', fill: green }, 'On track'],
        [{ text: 'Amber', fill: amber }, 'At risk'],
        [{ text: 'Red', fill: red }, 'Off track'],
      ]),
      sheet('Lists', [['Owner'], ['PSW'], ['HR']], true),
    ]),
  )
  assert.equal(words.placed, words.of)
  assert.deepEqual(
    plan.actions.map(
      (action) =>
        `${action.section}: ${action.ref} ${action.timescale.due ?? action.timescale.kind} ${action.rag?.value ?? '-'}`,
    ),
    ['Early help: EH1 2024-09-01 Green', 'Workforce: WF1 2024-10-01 Amber', 'Workforce: WF2 tbc -'],
  )
  assert.deepEqual(
    tables.filter((entry) => entry.isTaken).map((entry) => entry.table),
    ['Early help', 'Workforce'],
  )
  assert.deepEqual(
    plan.ratingKey.find((entry) => entry.word === 'Green'),
    { word: 'Green', fill: green, meaning: 'On track' },
  )
  assert.ok(plan.findings.some((finding) => finding.code === 'hidden-sheet'))
})

test('one column for who and when', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Fostering action plan'),
      table([
        ['Action', 'Lead & timescale', 'Evidence'],
        ['Refresh the fees policy', 'Fostering Manager\nJune 2024', 'Policy'],
        ['Hold a carers’ forum', 'Service Manager, by September 2024', 'Notes'],
      ]),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '- | - | Refresh the fees policy | Fostering Manager | 2024-06-30 | -',
    '- | - | Hold a carers’ forum | Service Manager | 2024-09-30 | -',
  ])
})

test('outcome bands in a table that has no outcome column, lettered actions under them', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Adult Social Care Improvement Plan 2024/25'),
      table([
        ['Ref', 'Action', 'Responsible', 'Timescale', 'RAG'],
        [{ text: 'Outcome 1: People wait less for an assessment', across: 5, fill: 'CCE5FF' }],
        ['a', 'Triage the waiting list weekly', 'Team Managers', 'Weekly', { fill: green }],
        ['b', 'Use trusted assessors in hospital', 'AD Adults', '31 Dec 2024', { fill: amber }],
        [{ text: 'Outcome 2: Carers are supported', across: 5, fill: 'CCE5FF' }],
        ['a', 'Reopen the carers’ grant', 'Commissioning Manager', 'Jan 2025', { fill: red }],
      ]),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '1.a | 1 People wait less for an assessment | Triage the waiting list weekly | Team Managers | recurring | Green',
    '1.b | 1 People wait less for an assessment | Use trusted assessors in hospital | AD Adults | 2024-12-31 | Amber',
    '2.a | 2 Carers are supported | Reopen the carers’ grant | Commissioning Manager | 2025-01-31 | Red',
  ])
})

test('steps in one cell pair with dates in the next, and a missing date is a doubt', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Placements action plan'),
      table([
        ['Action', 'Key milestones', 'Target date', 'Lead'],
        [
          'Open a children’s home',
          { lines: ['• Site found', '• Registration sent', '• Home open'] },
          { lines: ['March 2024', 'June 2024', 'TBC'] },
          'Head of Placements',
        ],
        [
          'Review the framework',
          { lines: ['• Market event', '• Tender', '• Award'] },
          { lines: ['May 2024', 'July 2024'] },
          'Procurement',
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions[0]?.milestones.map(({ text, timescale }) => `${text} ${timescale.due ?? timescale.kind}`),
    ['Site found 2024-03-31', 'Registration sent 2024-06-30', 'Home open tbc'],
  )
  assert.equal(plan.actions[0]?.timescale.kind, 'tbc')
  assert.deepEqual(
    plan.actions[1]?.milestones.map(({ timescale }) => timescale.due),
    ['2024-05-31', '2024-07-31', null],
  )
  assert.equal(plan.findings.filter((finding) => finding.code === 'milestones-dates').length, 1)
})

test('a row cut by a page end is joined to the one before, with a doubt', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Recovery plan'),
      table([
        ['No', 'Action', 'Owner', 'By when', 'Update'],
        ['1', 'Bring the ledger and the bank', 'Chief Accountant', 'May 2024', 'Started in April and'],
        ['', 'back into balance each month.', '', '', 'nearly done.'],
        ['2', 'Close the accounts', 'S151 Officer', 'June 2024', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.text),
    ['Bring the ledger and the bank back into balance each month.', 'Close the accounts'],
  )
  assert.equal(plan.actions[0]?.progress, 'Started in April and nearly done.')
  assert.ok(plan.findings.some((finding) => finding.code === 'joined-row'))
})

test('a struck-out date is kept as earlier, and revised dates stand', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Recovery plan'),
      table([
        ['Action', 'Owner', 'By when'],
        ['Move to the new system', 'IT', { text: 'June 2024', struck: 'March 2024' }],
        ['Archive the old one', 'IT', 'July 2024'],
      ]),
    ]),
  )
  assert.equal(plan.actions[0]?.timescale.due, '2024-06-30')
  assert.deepEqual(plan.actions[0]?.timescale.earlier, ['March 2024'])
})

test('minutes, reports about a plan and risk registers give no actions', () => {
  const minutes = documentOf('docx', [
    heading(1, 'Minutes of the Improvement Board'),
    paragraph('The Director reported that the review of the front door was complete (Head of Service, March 2024).'),
    paragraph('Members asked that officers review the dates (Director, May 2024).'),
    paragraph('The board noted the report.'),
  ])
  const report = documentOf('docx', [
    heading(1, 'Improvement plan: progress report to Cabinet'),
    paragraph('1. Purpose of report'),
    paragraph('1.1 This report tells Cabinet how the improvement plan stands at the end of March 2024.'),
    paragraph('1.2 Of 40 actions 22 are complete, and the Head of Service expects the rest by June 2024.'),
    table([
      ['Measure', 'Target', 'March 2024', 'RAG'],
      ['Plans in 20 weeks', '90%', '61%', { text: 'Red', fill: red }],
      ['Visits on time', '95%', '93%', { text: 'Amber', fill: amber }],
    ]),
  ])
  const risks = documentOf('docx', [
    heading(1, 'Risk register'),
    table([
      ['Risk', 'Likelihood', 'Impact', 'Mitigating actions', 'Owner'],
      ['Staff leave', '3', '4', 'Agree a retention offer', 'HR'],
      ['Budget runs out', '2', '5', 'Monitor monthly', 'Finance'],
    ]),
  ])
  for (const document of [minutes, report, risks]) {
    const plan = read(document)
    assert.deepEqual(plan.actions, [])
    assert.ok(plan.findings.some((finding) => finding.code === 'no-plan-found' && finding.severity === 'problem'))
  }
})

test('headings in the margin, hint row, empty numbered rows and a legend are told apart from actions', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Sheet1', [
        ['', 'Wexcombe Council', '', '', '', ''],
        ['', 'Corporate Parenting Action Plan 2024 to 2026', '', '', '', ''],
        ['', '', '', '', '', ''],
        ['', 'No.', 'What are we going to do?', 'Who is responsible?', 'When will it be done by?', 'RAG status'],
        ['', '', '(start with a verb)', '(name one post)', '(DD/MM/YY)', ''],
        ['', 'Health', '', '', '', ''],
        [
          '',
          '1',
          'Offer every child a dental check',
          'Designated Nurse',
          '31/10/24',
          { text: 'Complete', fill: '0070C0' },
        ],
        [
          '',
          '2',
          'Share strengths questionnaires',
          'Virtual School Head',
          '30/11/24',
          { text: 'On track', fill: green },
        ],
        ['', '3', '', '', '', ''],
        ['', '4', '', '', '', ''],
        ['', 'Key: Blue = complete; Green = on track; Red = off track', '', '', '', ''],
      ]),
    ]),
  )
  assert.equal(plan.plan.title, 'Corporate Parenting Action Plan 2024 to 2026')
  assert.equal(plan.plan.organisation, 'Wexcombe Council')
  assert.deepEqual(
    plan.actions.map((action) => `${action.section} ${action.ref} ${action.rag?.value}`),
    ['Health 1 Complete', 'Health 2 On track'],
  )
  assert.ok(plan.ratingKey.some((entry) => entry.word === 'Red' && entry.meaning === 'off track'))
})

test('an objective column left of the action and an outcome column right of it', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Prevention service delivery plan'),
      table([
        ['Objective', 'Action', 'Lead Officer/ Who', 'Timescales', 'Outcome', 'Resources'],
        [
          { text: 'Fewer fires in the home', down: 2 },
          'Visit 4,000 homes',
          'Prevention Manager',
          'March 2025',
          'Vulnerable people are safer',
          'Within budget',
        ],
        [
          'Fit 500 alarms for deaf residents',
          'Prevention Manager',
          'March 2025',
          'Deaf residents are warned',
          '£20,000',
        ],
      ]),
    ]),
  )
  assert.deepEqual(glance(plan), [
    '- | Fewer fires in the home | Visit 4,000 homes | Prevention Manager | 2025-03-31 | -',
    '- | Fewer fires in the home | Fit 500 alarms for deaf residents | Prevention Manager | 2025-03-31 | -',
  ])
  assert.equal(plan.actions[1]?.impact, 'Deaf residents are warned')
})

test('progress a month, each kept under its heading', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Plan', [
        ['Ref', 'Action', 'Owner', 'Due', 'January update', 'February update'],
        ['1', 'Agree the policy', 'Head of Policy', '31/03/24', 'Drafted.', 'Out for consultation.'],
        ['2', 'Train staff', 'HR', '30/04/24', '', 'Dates booked.'],
      ]),
    ]),
  )
  assert.equal(plan.actions[0]?.progress, 'January update: Drafted.\nFebruary update: Out for consultation.')
  assert.equal(plan.actions[1]?.progress, 'February update: Dates booked.')
})

test('a table that goes on after a page without its header', () => {
  const plan = read(
    documentOf('pdf', [
      heading(1, 'Community Safety Partnership Action Plan'),
      table([
        ['Action', 'Lead', 'Timescale', 'Progress'],
        ['Set up a night-time economy group', 'Police Inspector', 'May 2024', 'First meeting held'],
        ['Install six cameras', 'CCTV Manager', 'August 2024', 'Sites agreed'],
      ]),
      table([
        ['Review the public spaces order', 'Community Safety Manager', 'October 2024', 'Not started'],
        ['Run a knife-crime campaign', 'Communications Lead', 'November 2024', ''],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.timescale.due),
    ['2024-05-31', '2024-08-31', '2024-10-31', '2024-11-30'],
  )
})

test('no header anywhere: the cells say what they are', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Action plan'),
      table([
        ['1', 'Agree the terms of reference', 'Chair of the Board', '31/05/2024'],
        ['2', 'Appoint an independent adviser', 'Chief Executive', '30/06/2024'],
        ['3', 'Publish the plan on the website', 'Communications Manager', '31/07/2024'],
        ['4', 'Review progress each quarter', 'Director of Children’s Services', 'Quarterly'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.ref} ${action.owners[0]}`),
    ['1 Chair of the Board', '2 Chief Executive', '3 Communications Manager', '4 Director of Children’s Services'],
  )
})

test('rows that share one merged action are its further steps', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Housing repairs improvement plan'),
      table([
        ['Action', 'Milestones', 'Owner', 'Date'],
        [
          { text: 'Clear the damp and mould backlog', down: 3 },
          'Survey every open case',
          'Repairs Manager',
          'April 2024',
        ],
        ['Book all urgent works', 'Contracts Manager', 'May 2024'],
        ['Close the backlog', 'Head of Housing', 'September 2024'],
        ['Buy a new system', 'Business case agreed', 'IT', 'June 2024'],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => action.text),
    ['Clear the damp and mould backlog', 'Buy a new system'],
  )
  assert.deepEqual(
    plan.actions[0]?.milestones.map(({ text, timescale }) => `${text} ${timescale.due}`),
    ['Survey every open case 2024-04-30', 'Book all urgent works 2024-05-31', 'Close the backlog 2024-09-30'],
  )
  assert.equal(plan.actions[0]?.timescale.due, '2024-09-30')
})

test('a flat sheet that names theme and objective again on every row', () => {
  const plan = read(
    withParts('xlsx', [
      sheet('Data', [
        ['ID', 'Theme', 'Objective', 'Task', 'Assigned to', 'Start date', 'End date', '% complete', 'Status'],
        [
          'T1',
          'People',
          'Grow our own',
          'Launch apprenticeships',
          'HR BP',
          '01/04/2024',
          '30/09/2024',
          '40',
          'In progress',
        ],
        [
          'T2',
          'People',
          'Grow our own',
          'Map the career path',
          'HR BP',
          '01/05/2024',
          '31/10/2024',
          '0',
          'Not started',
        ],
        [
          'T3',
          'Place',
          'Cleaner streets',
          'Buy two sweepers',
          'Fleet Manager',
          '01/04/2024',
          '31/12/2024',
          '10',
          'Delayed',
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.outcomes.map((outcome) => `${outcome.section}: ${outcome.text}`),
    ['People: Grow our own', 'Place: Cleaner streets'],
  )
  assert.equal(plan.actions[0]?.timescale.start, '2024-04-01')
  assert.deepEqual(
    plan.actions.map((action) => action.rag?.value),
    ['In progress', 'Not started', 'Delayed'],
  )
})

test('two tables of different shape in one document', () => {
  const plan = read(
    documentOf('docx', [
      heading(1, 'Safeguarding Partnership Business Plan'),
      heading(2, 'Neglect'),
      table([
        ['Action', 'Lead agency', 'Timescale'],
        ['Relaunch the neglect toolkit', 'Children’s Social Care', 'May 2024'],
      ]),
      heading(2, 'Learning from reviews'),
      table([
        ['Recommendation', 'Actions required', 'Responsible', 'Target', 'RAG'],
        [
          'Agencies should share chronologies sooner.',
          'Agree a template',
          'Business Manager',
          'July 2024',
          { fill: amber },
        ],
      ]),
    ]),
  )
  assert.deepEqual(
    plan.actions.map((action) => `${action.section}: ${action.text} ${action.timescale.due}`),
    ['Neglect: Relaunch the neglect toolkit 2024-05-31', 'Learning from reviews: Agree a template 2024-07-31'],
  )
})

test('a column of what will be different, merged over the actions it is for, is the outcome', () => {
  for (const head of ['What will be different for children', 'Outcome for children', 'Impact on children']) {
    const plan = read(
      documentOf('docx', [
        table([
          ['No.', head, 'What we will do', 'Lead', 'By when'],
          [
            { text: '1', down: 2 },
            { text: 'Children are seen quickly', down: 2 },
            'i. Agree one form',
            'Head of Service',
            'Mar-26',
          ],
          [null, null, 'ii. Train all teams', 'Team Manager', 'June 2026'],
        ]),
      ]),
    )
    assert.deepEqual(
      glance(plan).map((line) => line.split(' | ').slice(0, 2).join(' ')),
      ['1.i 1 Children are seen quickly', '1.ii 1 Children are seen quickly'],
      head,
    )
  }
})
