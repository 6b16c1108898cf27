/** An invented plan, frozen: Wexcombe does not exist. For papers and their writers. */
import type { DateMove, Snapshot, SnapshotAction, SnapshotOutcome } from '../../src/domain/plan/snapshot.ts'
import { parseTimescale } from '../../src/domain/timescale/parse-timescale.ts'
import { noTimescale } from '../../src/domain/timescale/timescale.ts'

interface Told {
  rating: string
  said?: [on: string, words: string]
  due?: string
  moves?: DateMove[]
  confirmed?: { on: string; by: string }
  milestones?: string[]
}

const post = 'Head of Service, Front Door'

function action(ref: string, text: string, owner: string, when: string, told: Told): SnapshotAction {
  const written = parseTimescale(when)
  const timescale = told.due === undefined ? written : { ...written, due: told.due }
  const update =
    told.said === undefined
      ? null
      : { words: told.said[1], saidOn: told.said[0], saidBy: owner || null, nextStep: null, blocker: null }
  return {
    id: `action-${ref}`,
    ref,
    sectionId: null,
    outcomeId: null,
    text,
    owners: owner === '' ? [] : owner.split('; '),
    ownersText: owner,
    timescale,
    firstDue: told.moves?.[0]?.fromDue ?? timescale.due,
    moves: told.moves ?? [],
    rating: told.rating === '' ? null : { word: told.rating, saidOn: told.said?.[0] ?? null, saidBy: owner || null },
    ratings: [],
    update,
    updatesSinceLast: update === null ? [] : [update],
    milestones: (told.milestones ?? []).map((words) => ({
      text: words,
      timescale: noTimescale,
      owners: [],
      rating: null,
      doneOn: null,
    })),
    evidence: null,
    impact: null,
    extra: [],
    isPlaceholder: false,
    closed: null,
    confirmed: told.confirmed ?? null,
  }
}

const moved = (fromDue: string, toDue: string, why: string): DateMove => ({
  fromText: '',
  fromDue,
  toText: '',
  toDue,
  why,
  movedOn: '2026-10-01',
})

const told: [section: string, outcomes: [ref: string, text: string, actions: SnapshotAction[]][]][] = [
  [
    'Help and protection',
    [
      [
        '1',
        'Children who need help get the right response, on time, first time.',
        [
          action(
            '1.1',
            'Place a social worker and an early help officer together at the front door every working day.',
            post,
            'Jan-26',
            {
              rating: 'Complete',
              said: [
                '2026-09-14',
                'Rota filled every day since February. Dip sample of 40 contacts: 38 decided at the right level.',
              ],
              confirmed: { on: '2026-09-20', by: 'Practice Assurance Manager' },
            },
          ),
          action(
            '1.2',
            'Decide every contact within one working day and tell the referrer what was decided.',
            post,
            'Mar-26',
            {
              rating: 'On track',
              due: '2026-09-30',
              said: ['2026-10-19', 'New triage rota in place.'],
              moves: [moved('2026-03-31', '2026-09-30', 'Two posts were vacant.')],
            },
          ),
          action(
            '1.3',
            'Hold strategy discussions within 24 hours with police and health present.',
            'Operations Manager, Assessment; Police',
            'Quarterly',
            {
              rating: 'On track',
              said: ['2026-10-08', 'July to September: 52 of 55 within 24 hours.'],
            },
          ),
        ],
      ],
      [
        '2',
        'Children at risk outside the home are seen early and kept safe.',
        [
          action(
            '2.1',
            'Agree one exploitation pathway with police, health and schools.',
            'Assistant Director, Safeguarding',
            'END APR 2026',
            {
              rating: 'At risk',
              due: '2027-01-31',
              said: ['2026-10-21', 'Pathway drafted. Police sign-off expected in December.'],
              moves: [
                moved('2026-04-30', '2026-10-31', 'Police lead changed post.'),
                moved('2026-10-31', '2027-01-31', 'Schools asked for changes after the pilot.'),
              ],
              milestones: ['Pathway drafted', 'Police sign-off', 'Launch with schools'],
            },
          ),
          action(
            '2.2',
            'Offer every child who has been missing a return home conversation within 72 hours.',
            'Operations Manager, Adolescents',
            'Jun-26',
            {
              rating: 'Complete',
              said: ['2026-09-30', 'Contract with the new provider began in June.'],
            },
          ),
        ],
      ],
    ],
  ],
  [
    'Children in care',
    [
      [
        '3',
        'Children in care live close to home, in homes that last.',
        [
          action(
            '3.1',
            'Open two council-run homes, for up to three children each.',
            'Assistant Director, Commissioning',
            'Sep-26',
            {
              rating: 'Off track',
              due: '2027-03-31',
              said: [
                '2026-10-26',
                'First home: building work ends in January. Second home: planning appeal on 2 December.',
              ],
              moves: [moved('2026-09-30', '2027-03-31', 'Planning permission was refused for the second home.')],
            },
          ),
          action('3.2', 'Recruit 30 new fostering households.', 'Head of Service, Fostering', '31/03/2027', {
            rating: 'At risk',
            said: ['2026-10-15', '11 approved. 14 more in assessment.'],
          }),
          action(
            '3.3',
            'Review every unregistered arrangement weekly at the director’s panel.',
            'Director of Children’s Services',
            'Ongoing',
            {
              rating: 'On track',
              said: ['2026-10-29', 'Panel held every week.'],
            },
          ),
          action(
            '3.4',
            'Start life story work within three months of a child coming into care.',
            'Head of Service, Children in Care',
            'TBC',
            {
              rating: 'Not started',
              said: ['2026-09-24', 'Waiting for the therapeutic service to confirm training dates.'],
            },
          ),
        ],
      ],
    ],
  ],
  [
    'Leadership and workforce',
    [
      [
        '4',
        'Social workers have the time, support and stability to do good work.',
        [
          action('4.1', 'Bring the average caseload to 16 children or fewer.', '', 'Mar-27', {
            rating: 'At risk',
            said: ['2026-07-02', 'First workshop held. Second to be arranged.'],
          }),
          action('4.2', 'Move case records to the new system.', 'Director of Digital', 'Jun-26', {
            rating: 'Off track',
            due: '2027-06-30',
            said: ['2026-10-28', 'Test migration failed twice on linked family records.'],
            moves: [moved('2026-06-30', '2027-06-30', 'The supplier could not staff the build.')],
          }),
          action(
            '4.3',
            'Hear from children and young people at every corporate parenting board.',
            'Participation Manager',
            'Quarterly',
            {
              rating: 'On track',
              said: ['2026-10-09', 'September: young people presented on moving school.'],
            },
          ),
        ],
      ],
    ],
  ],
]

export function exampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const sections: Snapshot['sections'] = []
  const outcomes: SnapshotOutcome[] = []
  const actions: SnapshotAction[] = []
  for (const [title, under] of told) {
    const section = { id: `section-${sections.length + 1}`, title }
    sections.push(section)
    for (const [ref, text, some] of under) {
      const outcome = {
        id: `outcome-${ref}`,
        ref,
        sectionId: section.id,
        text,
        objectives: [],
        intendedOutcomes: [],
        measures: [],
        extra: [],
        impact: ref === '1' ? 'Improving' : null,
        rating: null,
      }
      outcomes.push(outcome)
      for (const one of some) actions.push({ ...one, sectionId: section.id, outcomeId: outcome.id })
    }
  }
  return {
    organisation: 'Wexcombe Council',
    plan: {
      title: 'Children’s services improvement plan 2025 to 2027',
      period: '2025 to 2027',
      status: 'agreed',
      asOf: null,
    },
    vocabulary: { owner: 'Lead', timescale: 'By when', progress: 'Latest update' },
    columns: [
      { field: 'ref', heading: 'No.' },
      { field: 'action', heading: 'What we will do' },
      { field: 'owners', heading: 'Lead' },
      { field: 'timescale', heading: 'By when' },
      { field: 'rating', heading: 'Rating' },
      { field: 'progress', heading: 'Latest update' },
    ],
    key: [
      {
        word: 'Off track',
        shape: 'off-track',
        colour: 'Red',
        fill: null,
        meaning: 'The date is missed or will be, and needs a decision from the board.',
      },
      {
        word: 'At risk',
        shape: 'at-risk',
        colour: 'Amber',
        fill: null,
        meaning: 'A step is missed, and there is a way back to the date.',
      },
      { word: 'On track', shape: 'on-track', colour: 'Green', fill: null, meaning: 'Will be done by its date.' },
      {
        word: 'Complete',
        shape: 'complete',
        colour: 'Blue',
        fill: null,
        meaning: 'Done, and the success test is met.',
      },
      { word: 'Not started', shape: 'not-started', colour: 'Grey', fill: null, meaning: 'Work has not begun.' },
    ],
    position: { instant: '2026-10-30T17:00:00Z', date: '2026-10-30' },
    number: 7,
    isLive: true,
    meeting: {
      body: 'Children’s Services Improvement Board',
      date: '2026-11-12',
      time: '2pm',
      place: 'Committee Room 1, Guildhall, Wexcombe',
      item: 'Item 5',
      reportOf: 'Director of Children’s Services',
      contact: 'Improvement Lead, improvement@wexcombe.example',
      openness: 'Open to the public (Part 1)',
      asks: [
        'Decide whether to fund a third-party home from January to March 2027 while action 3.1 is late.',
        'Ask for a date for action 3.4 (life story work), which has none, by 27 November 2026.',
      ],
    },
    sections,
    outcomes,
    actions,
    notes: [{ text: 'This plan answers the inspection of February 2025.', at: 'paragraph 2' }],
    inspection: [
      {
        text: 'Too many children wait for a decision when someone is worried about them.',
        source: 'Inspection, February 2025',
        outcomeIds: ['outcome-1'],
      },
      {
        text: 'Social workers carry too much work to know children well.',
        source: 'Inspection, February 2025',
        outcomeIds: ['outcome-4'],
      },
    ],
    provenance: null,
    previous: {
      date: '2026-09-10',
      number: 6,
      actions: actions.map((one) => {
        const before = told
          .flatMap(([, under]) => under.flatMap(([, , some]) => some))
          .find((same) => same.id === one.id)
        return {
          id: one.id,
          ref: one.ref,
          rating: wasRated[one.ref ?? ''] ?? one.rating?.word ?? null,
          due: before?.moves.at(-1)?.fromDue ?? one.timescale.due,
        }
      }),
    },
    ...change,
  }
}

/** What the owners had said at the last report, where it was something else. */
const wasRated: Record<string, string> = {
  '2.1': 'On track',
  '2.2': 'On track',
  '3.1': 'At risk',
  '4.3': 'Not started',
}
