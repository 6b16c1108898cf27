/** Random invented plans, for the papers that must read back as the plan they were made from. */
import fc from 'fast-check'
import type { PlanAction, PlanDocument, PlanMilestone, PlanOutcome } from '../../src/domain/plan/plan-document.ts'
import { parseTimescale } from '../../src/domain/timescale/parse-timescale.ts'

const verbs = ['Review', 'Agree', 'Publish', 'Train', 'Recruit', 'Recommission', 'Audit', 'Set up', 'Write', 'Test']
const things = [
  'the pathway for young carers',
  'weekly visits & return conversations',
  'a “front door” rota with partners',
  'fostering households in every district',
  'the case record (phase 2)',
  'supervision for newly qualified workers',
  'health checks – first and yearly',
]
const ends = [
  '',
  ' with schools and police',
  ' so that no child waits',
  ', and tell families',
  ' in each locality team',
]
const owners = [
  'Head of Service',
  'Assistant Director',
  'Practice Lead',
  'Virtual School Head',
  'Commissioning Manager',
]
const whens = ['Mar-26', '31/03/2027', 'TBC', 'Ongoing', 'Quarterly', 'September 2026', 'Q3 2026/27', 'End of May 2027']
const ratings = ['Green', 'Amber', 'Red', 'Complete', 'Not started']
const said = [
  'Rota filled; two posts still vacant.',
  'Pathway drafted.\nPolice sign-off expected in December.',
  '11 approved, 14 in assessment: <5 left.',
  'In place.',
  'Done',
]
const tests = [
  'Dip samples show timely decisions',
  'Monthly report to the board',
  '90% within 20 days',
  'In place.',
  'DONE',
]
const sectionNames = ['Help and protection', 'Children in care', 'Leadership, workforce & culture', 'Kinship care']
const aims = ['Children get help early', 'Homes last for children in care', 'Social workers stay', 'Families are heard']

const one = (from: readonly string[]) => fc.constantFrom(...from)
const sentence = fc.tuple(one(verbs), one(things), one(ends)).map(([verb, thing, end]) => `${verb} ${thing}${end}`)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 })
const items = fc.uniqueArray(
  fc.tuple(one(aims), one(ends)).map(([aim, end]) => `${aim}${end}`),
  { maxLength: 3 },
)

interface RandomAction {
  text: string
  owners: string[]
  when: string
  rating: string | null
  progress: string | null
  evidence: string | null
  impact: string | null
  milestones: { text: string; when: string }[]
  priority: string | null
}

const action: fc.Arbitrary<RandomAction> = fc.record({
  text: sentence,
  owners: fc.uniqueArray(one(owners), { maxLength: 2 }),
  when: one(whens),
  rating: maybe(one(ratings)),
  progress: maybe(one(said)),
  evidence: maybe(one(tests)),
  impact: maybe(one(aims)),
  milestones: fc.uniqueArray(fc.record({ text: sentence, when: one(['Jun-26', '30/09/2026', 'October 2026']) }), {
    maxLength: 3,
    selector: ({ text }) => text,
  }),
  priority: maybe(one(['High', 'Medium', 'Low'])),
})

const outcome = fc.record({
  section: fc.nat(sectionNames.length - 1),
  aim: fc.tuple(one(aims), one(ends)).map(([aim, end]) => `${aim}${end}`),
  objectives: items,
  intendedOutcomes: items,
  measures: items,
  actions: fc.array(action, { minLength: 1, maxLength: 5 }),
})

export const randomPlan: fc.Arbitrary<PlanDocument> = fc
  .record({
    outcomes: fc.array(outcome, { minLength: 2, maxLength: 6 }),
    hasSections: fc.boolean(),
    hasRefs: fc.boolean(),
    hasLists: fc.boolean(),
    hasMilestones: fc.boolean(),
    hasImpact: fc.boolean(),
    notes: fc.uniqueArray(
      one(['This plan answers the inspection of 2025.', 'Owners meet the first week of each month.']),
    ),
  })
  .map((parts) => planFrom(parts))

interface Parts {
  outcomes: {
    section: number
    aim: string
    objectives: string[]
    intendedOutcomes: string[]
    measures: string[]
    actions: RandomAction[]
  }[]
  hasSections: boolean
  hasRefs: boolean
  hasLists: boolean
  hasMilestones: boolean
  hasImpact: boolean
  notes: string[]
}

function planFrom(parts: Parts): PlanDocument {
  const outcomes: PlanOutcome[] = []
  const actions: PlanAction[] = []
  const inOrder = [...parts.outcomes].sort((a, b) => a.section - b.section)
  for (const [place, { section, aim, actions: some, ...lists }] of inOrder.entries()) {
    const title = parts.hasSections ? (sectionNames[section] ?? null) : null
    const id = `outcome-${place + 1}`
    const none = { objectives: [], intendedOutcomes: [], measures: [] }
    // Each outcome has words of its own: two of the same words in a plan are one outcome.
    const text = `${aim}: part ${['one', 'two', 'three', 'four', 'five', 'six'][place]}`
    outcomes.push({ id, ref: String(place + 1), section: title, text, at: '', ...(parts.hasLists ? lists : none) })
    for (const [row, one] of some.entries())
      actions.push({
        id: `action-${actions.length + 1}`,
        ref: parts.hasRefs ? `${place + 1}.${row + 1}` : null,
        section: title,
        outcomeId: id,
        text: one.text,
        owners: one.owners,
        ownersText: one.owners.join('; '),
        timescale: parseTimescale(one.when),
        rag: one.rating === null ? null : { value: one.rating, source: 'text' },
        evidence: one.evidence,
        impact: parts.hasImpact ? one.impact : null,
        progress: one.progress,
        milestones: parts.hasMilestones ? one.milestones.map(milestone) : [],
        ...(one.priority === null ? {} : { extra: [{ name: 'Priority', text: one.priority }] }),
        at: '',
      })
  }
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
      { field: 'impact', heading: 'Impact' },
      { field: 'extra', heading: 'Priority' },
    ],
    ratingKey: [],
    outcomes,
    actions,
    notes: parts.notes.map((text) => ({ text, at: '' })),
    findings: [],
  }
}

const milestone = ({ text, when }: { text: string; when: string }): PlanMilestone => ({
  text,
  timescale: parseTimescale(when),
})
