/** An invented plan of any size, with the unevenness of real ones: long and short cells, several owners, every kind of date. */
import type { PlanAction, PlanDocument } from '../src/domain/plan/plan-document.ts'
import { parseTimescale } from '../src/domain/timescale/parse-timescale.ts'

const deeds = [
  'Hold a weekly panel that looks at every child who went missing and writes down what they said would help.',
  'Train every manager in supervision that asks what life is like for the child, and check a sample of records each month.',
  'Agree one form for contacts with the police and health.',
  'Review the sufficiency strategy with young people who have been in care, publish what changes, and report to the corporate parenting board on foster homes within 20 miles.',
  'Appoint to the two vacant team manager posts in Help and Protection.',
]
const progress = [
  'Panel has met eleven times; attendance from health is still uneven and was raised with the partnership.',
  'First sample done: 14 of 20 records show the child’s own words.',
  '',
  'Draft shared with schools. Comments are in, and a second draft goes to the board with the costs that finance asked for; the lead member wants the voice of children in it before it is agreed.',
]
const owners = [
  'Head of Service, Help and Protection',
  'Principal Social Worker',
  'Jo Fennimore; Ruth Pellew',
  'QA Manager',
]
const dates = [
  'Mar-27',
  '30/09/2026',
  'END APR 2026',
  'Quarterly',
  'Ongoing',
  'TBC',
  'by end of June 2026',
  '2026/27 Q3',
]
const ratings = ['Red', 'Amber', 'Green', 'Complete', 'Not started']
const actionsOfOutcome = 5
const outcomesOfSection = 6

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T

export function largePlan(actions: number): PlanDocument {
  const outcomes = Math.ceil(actions / actionsOfOutcome)
  const section = (outcome: number) => `Theme ${Math.floor(outcome / outcomesOfSection) + 1}: practice and partnership`
  return {
    format: 'plan-document/1',
    plan: {
      title: 'Wexcombe improvement plan 2026-28',
      organisation: 'Wexcombe Council',
      period: '2026-28',
      status: 'agreed',
      asOf: null,
    },
    vocabulary: { section: 'Theme', outcome: 'What will be different', action: 'Action', owner: 'Lead' },
    columns: [
      { field: 'outcome', heading: 'What will be different' },
      { field: 'ref', heading: 'Ref' },
      { field: 'action', heading: 'Action' },
      { field: 'owners', heading: 'Lead' },
      { field: 'timescale', heading: 'By when' },
      { field: 'rating', heading: 'RAG' },
      { field: 'progress', heading: 'Progress' },
      { field: 'evidence', heading: 'How we will know' },
    ],
    ratingKey: ratings.map((word) => ({ word, fill: null, meaning: null })),
    outcomes: Array.from({ length: outcomes }, (_, index) => ({
      id: `outcome-${index + 1}`,
      ref: String(index + 1),
      section: section(index),
      text: `Children and families say that help came sooner and that they told their story once (area ${index + 1}).`,
      objectives: [],
      intendedOutcomes: [],
      measures: [],
      at: `outcome ${index + 1}`,
    })),
    actions: Array.from({ length: actions }, (_, index): PlanAction => {
      const outcome = Math.floor(index / actionsOfOutcome)
      const ownersText = pick(owners, index)
      return {
        id: `action-${index + 1}`,
        ref: `${outcome + 1}.${(index % actionsOfOutcome) + 1}`,
        section: section(outcome),
        outcomeId: `outcome-${outcome + 1}`,
        text: pick(deeds, index + outcome),
        owners: ownersText.split('; '),
        ownersText,
        timescale: parseTimescale(pick(dates, index)),
        rag: { value: pick(ratings, index + (index >> 3)), source: 'text' },
        evidence: 'Monthly audit: 9 of 10 records show it.',
        impact: null,
        progress: pick(progress, index) || null,
        milestones: [],
        at: `action ${index + 1}`,
      }
    }),
    notes: [],
    findings: [],
  }
}
