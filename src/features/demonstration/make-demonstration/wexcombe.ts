/**
 * What the demonstration council says: three invented plans of different shapes and a year of what their owners wrote.
 * Wexcombe does not exist, nor does anyone in it. Times are months before (negative) or after the day the demonstration is made,
 * so that it is as alive in any year.
 */

/** A timescale as an officer would type it, from the day the demonstration is made. */
export type When =
  | { in: number; as: 'Mmm-yy' | 'Month yyyy' | 'dd/mm/yyyy' | 'END MMM YYYY' | 'by end of Month yyyy' }
  | { words: string }

export type Standing = 'off-track' | 'at-risk' | 'on-track' | 'complete' | 'embedded' | 'not-started'

/** One update: how many days ago, how it stood, what was said; `forecast` in months from today. */
export interface Said {
  ago: number
  standing: Standing
  words: string
  forecast?: number
}

export interface DemonstrationAction {
  ref: string
  text: string
  owner: string
  when: When
  /** The date first agreed, as the document said it, where it has moved to `when` since. */
  first?: When
  /** How it stood when the document was written. */
  was?: Standing
  progress?: string
  evidence?: string
  impact?: string
  milestones?: { text: string; when: When }[]
  said: Said[]
  /** Moves of the date, in months from today, with the reason. */
  moved?: { ago: number; to: When; why: string; agreedBy: string }[]
  /** The plan lead closed it. */
  closed?: { ago: number; why: string }
  extra?: Record<string, string>
}

export interface DemonstrationOutcome {
  ref: string
  section: string
  text: string
  objectives?: string[]
  intendedOutcomes?: string[]
  measures?: string[]
  actions: DemonstrationAction[]
}

const at = (months: number, as: Extract<When, { in: number }>['as'] = 'Mmm-yy'): When => ({ in: months, as })
const words = (text: string): When => ({ words: text })
const said = (ago: number, standing: Standing, text: string, forecast?: number): Said =>
  forecast === undefined ? { ago, standing, words: text } : { ago, standing, words: text, forecast }

export const council = { name: 'Wexcombe Council', kind: 'council' }

export const people = [
  {
    name: 'Dana Whitlock',
    email: 'dana.whitlock@wexcombe.example',
    post: 'Head of Business Support',
    role: 'administrator',
  },
  { name: 'Ana Cole', email: 'ana.cole@wexcombe.example', post: 'Improvement Lead', role: 'plan-lead' },
  {
    name: 'Jo Fennimore',
    email: 'jo.fennimore@wexcombe.example',
    post: 'Head of Service, Help and Protection',
    role: 'contributor',
  },
  {
    name: 'Marcus Adeyinka',
    email: 'marcus.adeyinka@wexcombe.example',
    post: 'Head of Service, Children in Care',
    role: 'contributor',
  },
  { name: 'Ruth Pellew', email: 'ruth.pellew@wexcombe.example', post: 'Principal Social Worker', role: 'contributor' },
  { name: 'Imran Sethi', email: 'imran.sethi@wexcombe.example', post: 'SEND Service Manager', role: 'contributor' },
  { name: 'Carys Byfield', email: 'carys.byfield@wexcombe.example', post: 'Lead Member for Children', role: 'reader' },
] as const

export const improvementPlan: DemonstrationOutcome[] = [
  {
    ref: '1',
    section: 'Help and Protection',
    text: 'Children who go missing are seen quickly, and what they tell us changes their plan',
    actions: [
      {
        ref: 'i.',
        text: 'One return interview form in use across all four teams',
        owner: 'Missing and Exploitation Lead',
        when: at(-8, 'dd/mm/yyyy'),
        was: 'on-track',
        progress: 'Form agreed at team managers’ meeting.',
        said: [
          said(330, 'on-track', 'Form agreed by all four teams. Training booked.'),
          said(250, 'complete', 'Form in use everywhere since the first of the month. Old forms withdrawn.'),
          said(
            60,
            'embedded',
            'Dip sample of 24 interviews: all on the new form, and 21 recorded what the child wanted to happen.',
          ),
        ],
        closed: { ago: 48, why: 'Embedded, and checked by dip sample. The Improvement Board agreed to close it.' },
      },
      {
        ref: 'ii.',
        text: 'Hold every return interview within 72 hours, with someone the child chooses',
        owner: 'Head of Service, Help and Protection',
        when: at(1),
        first: at(-4),
        was: 'at-risk',
        progress: 'Contract out to tender. Weekend cover to be agreed with HR.',
        said: [
          said(320, 'at-risk', 'Tender published. Weekend cover waits for HR.'),
          said(225, 'at-risk', 'Contract let. Weekend rota still short of two people.'),
          said(120, 'on-track', 'Rota full on five weekends in six. 74% of interviews within 72 hours.'),
          said(41, 'at-risk', 'Two of the rota have left. 78% within 72 hours, seven points short of our target.', 3),
        ],
        moved: [
          { ago: 240, to: at(-1), why: 'The tender had to be run again', agreedBy: 'Improvement Board' },
          { ago: 100, to: at(1), why: 'The provider needed a longer start', agreedBy: 'Improvement Board' },
        ],
      },
      {
        ref: 'iii.',
        text: 'Share what children say in return interviews with police and schools each week',
        owner: 'Missing and Exploitation Lead',
        when: words('Quarterly'),
        was: 'on-track',
        said: [
          said(270, 'on-track', 'First report went to police and the twelve secondary schools.'),
          said(15, 'on-track', 'Third report sent. Two schools have changed how they supervise the bus bay.'),
        ],
      },
    ],
  },
  {
    ref: '2',
    section: 'Help and Protection',
    text: 'Families get the right help the first time they ask',
    actions: [
      {
        ref: 'i.',
        text: 'Front door answers every caller on the same working day',
        owner: 'Operations Manager, Front Door / Early Help Manager',
        when: at(-3, 'Month yyyy'),
        was: 'on-track',
        progress: 'Rota drafted for consultation.',
        said: [
          said(300, 'on-track', 'New rota began. 81% of callers answered the same day.'),
          said(190, 'on-track', '92% answered the same day in the last two months.'),
          said(75, 'complete', '97% for three months running. Callers’ survey: 46 of 50 knew what would happen next.'),
        ],
      },
      {
        ref: 'ii.',
        text: 'Agree one early help assessment with schools and health',
        owner: 'Early Help Manager',
        when: at(-2, 'END MMM YYYY'),
        was: 'at-risk',
        said: [
          said(280, 'at-risk', 'Health want a shorter form. Second workshop to be arranged.'),
          said(150, 'off-track', 'Workshop cancelled twice. No agreed form.'),
        ],
      },
      {
        ref: 'iii.',
        text: 'Ask every family “did this help?” when we close',
        owner: 'Early Help Manager',
        when: words('Ongoing'),
        was: 'not-started',
        said: [
          said(200, 'on-track', 'Question added to the closing visit. 61 answers so far: 52 said yes.'),
          said(18, 'on-track', '214 answers so far: 187 said yes. What the others told us went to team managers.'),
        ],
      },
      {
        ref: 'iv.',
        text: 'Further actions to be agreed with the police',
        owner: 'TBC',
        when: words('TBC'),
        said: [],
      },
    ],
  },
  {
    ref: '3',
    section: 'Help and Protection',
    text: 'Plans are clear to children and parents, and change things for them',
    actions: [
      {
        ref: 'i.',
        text: 'Rewrite the child protection plan with parents and young people',
        owner: 'Principal Social Worker',
        when: at(2, 'by end of Month yyyy'),
        was: 'on-track',
        said: [
          said(260, 'on-track', 'Eight parents and five young people came to the first workshop.'),
          said(95, 'on-track', 'Draft tried with twelve families in two teams. Nine said it was clearer.'),
          said(20, 'on-track', 'Design agreed with the system supplier. Goes live after testing.', 2),
        ],
      },
      {
        ref: 'ii.',
        text: 'Audit twelve child in need plans each month and share what is learned within ten working days',
        owner: 'Quality Assurance Manager & Principal Social Worker',
        when: words('Monthly'),
        was: 'on-track',
        said: [
          said(340, 'on-track', 'Audit tool agreed. First twelve audited: five good or better.'),
          said(170, 'on-track', 'Six months on: eight of twelve good or better. Learning note shared in eight days.'),
          said(12, 'on-track', 'Nine of twelve good or better. Management oversight is still the weakest part.'),
        ],
      },
      {
        ref: 'iii.',
        text: 'Train all team managers to record why a decision was made',
        owner: 'Principal Social Worker',
        when: at(-4),
        was: 'on-track',
        said: [
          said(290, 'on-track', 'Nineteen of twenty-four managers trained.'),
          said(140, 'complete', 'All twenty-four trained. Recording checked in the monthly audit.'),
        ],
      },
    ],
  },
  {
    ref: '4',
    section: 'Children in Care and Care Leavers',
    text: 'Children live close to home, in homes that last',
    actions: [
      {
        ref: 'i.',
        text: 'Open two council-run homes for up to three children each',
        owner: 'Assistant Director, Commissioning',
        when: at(-1, 'Month yyyy'),
        was: 'on-track',
        progress: 'Both sites identified. Planning applications submitted.',
        said: [
          said(310, 'on-track', 'First home: purchase complete. Second home: planning application in.'),
          said(210, 'at-risk', 'Planning refused for the second home. Appeal lodged.'),
          said(
            85,
            'off-track',
            'First home: building work ends in January. Second home: the appeal will be heard in the new year.',
            5,
          ),
          said(22, 'off-track', 'First home inspected by fire safety. Second home still waits for the appeal.', 5),
        ],
        moved: [
          {
            ago: 205,
            to: at(4, 'Month yyyy'),
            why: 'Planning permission was refused for the second home',
            agreedBy: 'Director of Children’s Services',
          },
        ],
      },
      {
        ref: 'ii.',
        text: 'Recruit thirty new fostering households',
        owner: 'Head of Service, Children in Care',
        when: at(5, 'dd/mm/yyyy'),
        was: 'at-risk',
        said: [
          said(270, 'at-risk', 'Four approved. Fourteen in assessment.'),
          said(130, 'at-risk', 'Nine approved. Radio campaign begins next month.'),
          said(24, 'at-risk', 'Eleven approved, fourteen in assessment. Thirty by the date is unlikely.', 8),
        ],
      },
      {
        ref: 'iii.',
        text: 'Review every unregistered arrangement weekly at the director’s panel',
        owner: 'Director of Children’s Services',
        when: words('Weekly'),
        was: 'on-track',
        said: [
          said(200, 'on-track', 'Panel held every week.'),
          said(8, 'on-track', 'Panel held every week. Fewer than five arrangements in place.'),
        ],
      },
      {
        ref: 'iv.',
        text: 'Match children in long-term placements formally at fostering panel',
        owner: 'Fostering Panel / Agency Decision Maker',
        when: at(-6),
        was: 'on-track',
        said: [
          said(260, 'on-track', 'Backlog of nine. Extra panel dates set.'),
          said(165, 'complete', 'Backlog cleared. New matches come to panel within eight weeks.'),
        ],
      },
    ],
  },
  {
    ref: '5',
    section: 'Children in Care and Care Leavers',
    text: 'Young people leave care with a home, good health and someone to call',
    actions: [
      {
        ref: 'i.',
        text: 'Introduce each young person to a personal adviser before they are sixteen and a half',
        owner: 'Team Manager, Care Leavers',
        when: at(-5, 'Month yyyy'),
        was: 'at-risk',
        said: [
          said(240, 'on-track', 'Twenty-six of thirty-eight have met their adviser.'),
          said(110, 'complete', 'All thirty-eight have met their adviser.'),
        ],
      },
      {
        ref: 'ii.',
        text: 'Agree priority for care leavers with the housing department',
        owner: 'Head of Service, Children in Care and Housing',
        when: at(-2),
        was: 'on-track',
        said: [
          said(230, 'on-track', 'Draft protocol with housing.'),
          said(98, 'at-risk', 'Protocol waits for the new allocation policy.'),
        ],
      },
      {
        ref: 'iii.',
        text: 'Start life story work within three months of coming into care',
        owner: 'Head of Service, Children in Care',
        when: words('6 months'),
        was: 'not-started',
        said: [],
      },
    ],
  },
  {
    ref: '6',
    section: 'Leadership and Workforce',
    text: 'Social workers stay, are well supervised and know their children well',
    actions: [
      {
        ref: 'i.',
        text: 'Bring average caseloads to sixteen or fewer',
        owner: 'Director of Children’s Services',
        when: at(3, 'Month yyyy'),
        was: 'off-track',
        progress: 'Business case for eight posts with the council.',
        said: [
          said(300, 'off-track', 'Average 21. Business case agreed for eight posts.'),
          said(160, 'at-risk', 'Average 18.6. Five of eight posts filled.'),
          said(21, 'on-track', 'Average 16.8. Last three start next month.', 3),
        ],
      },
      {
        ref: 'ii.',
        text: 'Supervise every social worker monthly and record it within five days',
        owner: 'All Team Managers',
        when: words('Ongoing'),
        was: 'at-risk',
        said: [
          said(280, 'at-risk', '71% of supervisions recorded on time.'),
          said(70, 'on-track', '88% on time; two teams at 100%.'),
          said(10, 'on-track', '91% on time; one team below 80% has a plan for the next three months.'),
        ],
      },
      {
        ref: 'iii.',
        text: 'Senior managers spend a day each quarter with a front-line team',
        owner: 'HoS / ADs',
        when: words('Quarterly'),
        was: 'on-track',
        said: [said(180, 'on-track', 'Eleven of twelve visits made. Each wrote down one thing to change.')],
      },
      {
        ref: 'iv.',
        text: 'Replace the case summary screen in the recording system',
        owner: 'Systems Manager',
        when: words('ASAP'),
        was: 'not-started',
        said: [said(340, 'not-started', 'Supplier asked for a specification.')],
      },
    ],
  },
]

/** A workbook: one row an action, a rating a term, a cost column with no home of its own. */
export const sendPlan: DemonstrationOutcome[] = [
  {
    ref: 'A',
    section: 'Identifying needs early',
    text: 'Needs are identified early and assessed well',
    actions: [
      {
        ref: 'A1',
        text: 'Publish one graduated response guide for all schools',
        owner: 'SEND Service Manager',
        when: at(-7, 'dd/mm/yyyy'),
        was: 'complete',
        evidence: 'Guide on the local offer; 60 schools say they use it',
        impact: 'Children get help in class without waiting for a plan',
        progress: 'Guide published and launched with SENCOs.',
        extra: { Cost: '£4,000' },
        said: [said(215, 'complete', 'Guide published. 64 of 71 schools say they use it.')],
      },
      {
        ref: 'A2',
        text: 'Complete 60% of education, health and care assessments within 20 weeks',
        owner: 'SEND Service Manager',
        when: at(1, 'dd/mm/yyyy'),
        was: 'off-track',
        evidence: 'Monthly timeliness report',
        impact: 'Families know sooner what help there will be',
        progress: '31% within 20 weeks. Two educational psychologist posts vacant.',
        extra: { Cost: '£180,000' },
        said: [
          said(255, 'off-track', '31% within 20 weeks. Two educational psychologist posts vacant.'),
          said(140, 'at-risk', '44% within 20 weeks. One post filled.'),
          said(28, 'at-risk', '52% within 20 weeks.', 3),
        ],
      },
      {
        ref: 'A3',
        text: 'Speech and language screening in every reception class',
        owner: 'Designated Clinical Officer',
        when: at(-3, 'Month yyyy'),
        was: 'on-track',
        evidence: 'Screening returns from schools',
        impact: 'Fewer children wait until seven for support',
        progress: 'Screening tool bought.',
        extra: { Cost: '£22,500' },
        said: [
          said(240, 'on-track', 'Tool bought; 30 schools trained.'),
          said(125, 'on-track', '58 schools screened in the autumn term.'),
        ],
      },
      {
        ref: 'A4',
        text: 'Reduce waits for autism assessment to under 26 weeks',
        owner: 'Wexcombe Integrated Care Board',
        when: words('TBC'),
        was: 'not-started',
        evidence: 'Waiting list report',
        impact: 'Children are understood and supported sooner',
        progress: '',
        extra: { Cost: 'To be agreed' },
        said: [],
      },
    ],
  },
  {
    ref: 'B',
    section: 'Working with families',
    text: 'Parents and young people shape decisions about their own support',
    actions: [
      {
        ref: 'B1',
        text: 'Parent carer forum sits on every commissioning panel',
        owner: 'Commissioning Manager; Parent Carer Forum',
        when: at(-5, 'Month yyyy'),
        was: 'on-track',
        evidence: 'Panel minutes',
        impact: 'Services fit family life',
        progress: 'Forum members trained.',
        extra: { Cost: '£1,200' },
        said: [
          said(260, 'on-track', 'Six members trained.'),
          said(160, 'complete', 'Forum members at all five panels since spring.'),
        ],
      },
      {
        ref: 'B2',
        text: 'Every annual review records the child’s own view',
        owner: 'SENCOs, SEND casework team',
        when: words('Ongoing'),
        was: 'at-risk',
        evidence: 'Audit of 20 reviews a term',
        impact: 'Children say their plan is about them',
        progress: '12 of 20 in the autumn audit.',
        extra: { Cost: '' },
        said: [
          said(230, 'at-risk', '12 of 20 reviews recorded the child’s own view.'),
          said(45, 'on-track', '17 of 20 in the latest audit.'),
        ],
      },
      {
        ref: 'B3',
        text: 'Rewrite the local offer in plain language with young people',
        owner: 'Local Offer Officer',
        when: at(0, 'Month yyyy'),
        was: 'not-started',
        evidence: 'Young people’s panel sign-off',
        impact: 'Families find help themselves',
        progress: '',
        extra: { Cost: '£9,000' },
        said: [
          said(110, 'on-track', 'Panel of seven young people has read and marked every page.'),
          said(19, 'on-track', 'Forty pages rewritten. The panel signs the last twelve off this month.'),
        ],
      },
    ],
  },
  {
    ref: 'C',
    section: 'Preparing for adulthood',
    text: 'Young people move well into adult life',
    actions: [
      {
        ref: 'C1',
        text: 'Transition plan in place by Year 9 for every young person with a plan',
        owner: 'Transitions Manager',
        when: at(-1, 'Month yyyy'),
        was: 'at-risk',
        evidence: 'Termly report',
        impact: 'No surprises at eighteen',
        progress: '55% in place.',
        extra: { Cost: '' },
        said: [
          said(210, 'at-risk', '55% in place.'),
          said(26, 'at-risk', '71% in place. Two special schools to finish.', 1),
        ],
      },
      {
        ref: 'C2',
        text: 'Double the number of supported internships',
        owner: 'Head of Skills',
        when: at(6, 'Month yyyy'),
        was: 'on-track',
        evidence: 'Number of young people in a supported internship',
        impact: 'Paid work',
        progress: '14 young people placed, from a base of 9.',
        extra: { Cost: '£60,000' },
        said: [
          said(190, 'on-track', '14 placed, from 9.'),
          said(16, 'on-track', '16 placed; the hospital takes four more in spring.'),
        ],
      },
      {
        ref: 'C3',
        text: 'Travel training offered to all in Year 11',
        owner: 'Transport Manager',
        when: at(-4, 'dd/mm/yyyy'),
        was: 'on-track',
        evidence: 'Offer letters',
        impact: 'Young people get about by themselves',
        progress: 'Trainers appointed.',
        extra: { Cost: '£35,000' },
        said: [
          said(200, 'on-track', 'Two trainers appointed.'),
          said(130, 'complete', 'Offered to all 82 in Year 11; 47 took it up.'),
        ],
      },
    ],
  },
]

/** Label blocks above a table each, milestones and dates in one cell: the shape of many partnership plans. */
export const youthJusticePlan: DemonstrationOutcome[] = [
  {
    ref: '1',
    section: '',
    text: 'Fewer children enter the justice system for the first time',
    objectives: ['Divert children to support before they are charged', 'Agree one offer with the police'],
    intendedOutcomes: ['Fewer first-time entrants', 'Children in care are no longer over-represented'],
    measures: [
      'Rate of first-time entrants per 10,000',
      'Share of diverted children who do not offend again in a year',
    ],
    actions: [
      {
        ref: '1.1',
        text: 'Joint decision panel for every child under 18',
        owner: 'Youth Justice Service Manager',
        when: words(''),
        milestones: [
          { text: 'Terms of reference agreed', when: at(-6, 'Month yyyy') },
          { text: 'Panel meets weekly', when: at(-4, 'Month yyyy') },
          { text: 'First review of decisions', when: at(2, 'Month yyyy') },
        ],
        said: [
          said(180, 'on-track', 'Terms agreed by police and the council.'),
          said(90, 'on-track', 'Panel meets each Tuesday; 41 decisions so far.'),
          said(13, 'on-track', '78 decisions so far; 61 children went to support and not to court.'),
        ],
      },
      {
        ref: '1.2',
        text: 'Train custody sergeants in the diversion offer',
        owner: 'Chief Inspector, Custody',
        when: words(''),
        milestones: [
          { text: 'Training written with young people', when: at(-5, 'Month yyyy') },
          { text: 'All sergeants trained', when: words('TBC') },
        ],
        said: [said(150, 'at-risk', 'Training written. Police rota leaves no day for it until spring.')],
      },
      { ref: '1.3', text: 'Further actions to be agreed', owner: 'TBC', when: words('TBC'), said: [] },
    ],
  },
  {
    ref: '2',
    section: '',
    text: 'Victims are heard and put right where they want it',
    objectives: ['Every victim is asked what they need'],
    intendedOutcomes: ['More victims take part', 'Victims say they were heard'],
    measures: ['Victims contacted within ten working days'],
    actions: [
      {
        ref: '2.1',
        text: 'Appoint a restorative justice worker',
        owner: 'Youth Justice Service Manager',
        when: words(''),
        milestones: [
          { text: 'Post advertised', when: at(-9, 'Month yyyy') },
          { text: 'Worker in post', when: at(-6, 'Month yyyy') },
        ],
        said: [said(200, 'complete', 'Worker in post since the spring.')],
      },
      {
        ref: '2.2',
        text: 'Ask each victim how they were treated',
        owner: 'Restorative Justice Worker',
        when: words(''),
        milestones: [{ text: 'Quarterly review', when: words('TBC') }],
        said: [said(100, 'on-track', '23 of 28 victims answered; 20 felt heard.')],
      },
    ],
  },
  {
    ref: '3',
    section: '',
    text: 'Children on orders are in school, college or work',
    objectives: ['No child on an order without a place within ten days'],
    intendedOutcomes: ['Attendance of children on orders rises'],
    measures: ['Children on orders in full-time education, training or work'],
    actions: [
      {
        ref: '3.1',
        text: 'Education lead sits in the youth justice team two days a week',
        owner: 'Virtual School Head',
        when: words(''),
        milestones: [
          { text: 'Agreement signed', when: at(-7, 'Month yyyy') },
          { text: 'Lead in post', when: at(-3, 'Month yyyy') },
        ],
        said: [
          said(210, 'on-track', 'Agreement signed.'),
          said(84, 'off-track', 'Nobody appointed at second attempt.', 2),
        ],
      },
      {
        ref: '3.2',
        text: 'Every child has a careers interview before their order ends',
        owner: 'Careers Adviser',
        when: words(''),
        milestones: [{ text: 'Interviews begin', when: at(-2, 'Month yyyy') }],
        said: [said(27, 'on-track', 'Eleven interviews held.')],
      },
    ],
  },
]

const improvementBoard = {
  body: 'Improvement Board',
  time: '2 pm',
  place: 'Council Chamber, Market Square',
  item: 'Item 6',
  reportOf: 'Director of Children’s Services',
  contact: 'Improvement Lead',
  openness: 'Open to the public (Part 1)',
}

/** The reports the improvement board had of its plan: days before today, and days from writing to the meeting. */
export const reports = {
  of: improvementPlan,
  written: [
    {
      ago: 197,
      meetingIn: 8,
      meeting: {
        ...improvementBoard,
        asks: [
          'Note the position of the plan',
          'Agree that action 4.i moves, as planning permission was refused for the second home',
        ],
      },
    },
    {
      ago: 92,
      meetingIn: 8,
      meeting: {
        ...improvementBoard,
        asks: [
          'Note the position of the plan',
          'Ask for a plan to fill the weekend rota for return interviews before the end of the quarter',
        ],
      },
    },
  ],
}
