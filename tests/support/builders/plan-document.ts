import type { PlanAction, PlanDocument, PlanOutcome } from '../../../src/domain/plan/plan-document.ts'
import { noTimescale } from '../../../src/domain/timescale/timescale.ts'

/** A small invented plan: two sections, two outcomes, four actions, milestones, owners, ratings, notes. */
export function buildPlanDocument(changes: Partial<PlanDocument> = {}): PlanDocument {
  return {
    format: 'plan-document/1',
    plan: {
      title: 'Wexcombe children’s services improvement plan',
      organisation: 'Wexcombe Council',
      period: '2031-32',
      status: 'agreed',
      asOf: '2031-06',
    },
    vocabulary: { outcome: 'Area for improvement', action: 'Action' },
    columns: [
      { field: 'ref', heading: 'Ref' },
      { field: 'action', heading: 'Action' },
      { field: 'owners', heading: 'Lead' },
      { field: 'timescale', heading: 'By when' },
      { field: 'rating', heading: 'RAG' },
    ],
    ratingKey: [
      { word: 'Red', fill: 'FF0000', meaning: 'Off track' },
      { word: 'Green', fill: '00B050', meaning: 'On track' },
    ],
    outcomes: [
      buildOutcome({ id: 'o1', ref: '1', section: 'Front door', text: 'Children are seen soon after a referral' }),
      buildOutcome({ id: 'o2', ref: '2', section: 'Supervision', text: 'Social workers are supervised every month' }),
    ],
    actions: [
      buildAction({
        id: 'a1',
        ref: '1.1',
        section: 'Front door',
        outcomeId: 'o1',
        text: 'Rewrite the threshold guidance with partners',
        owners: ['Head of Service', 'Practice Lead'],
        ownersText: 'Head of Service / Practice Lead',
        timescale: { text: 'Sept 2031', kind: 'month', due: '2031-09-30', start: null, every: null },
        rag: { value: 'Green', source: 'fill', fill: '00B050' },
        progress: 'Draft agreed with schools.',
        milestones: [
          {
            text: 'Draft to partners',
            timescale: { text: 'June', kind: 'month', due: '2031-06-30', start: null, every: null },
          },
          { text: 'Launch', timescale: noTimescale },
        ],
        places: { text: 'table 1 row 2 column 2', owners: 'table 1 row 2 column 3' },
      }),
      buildAction({
        id: 'a2',
        ref: '1.2',
        section: 'Front door',
        outcomeId: 'o1',
        text: 'Audit ten referrals a month',
        owners: ['Practice lead'],
        ownersText: 'Practice lead',
      }),
      buildAction({
        id: 'a3',
        ref: '2.1',
        section: 'Supervision',
        outcomeId: 'o2',
        text: 'Train every manager',
        rag: { value: 'Red', source: 'text' },
      }),
      buildAction({
        id: 'a4',
        section: 'Supervision',
        outcomeId: 'o2',
        text: 'Further actions to follow',
        isPlaceholder: true,
      }),
    ],
    notes: [{ text: 'Agreed by the improvement board', at: 'paragraph 1' }],
    findings: [],
    ...changes,
  }
}

export function buildOutcome(changes: Partial<PlanOutcome> = {}): PlanOutcome {
  return {
    id: 'o1',
    ref: null,
    section: null,
    text: 'An outcome',
    objectives: [],
    intendedOutcomes: [],
    measures: [],
    at: 'table 1 row 1',
    ...changes,
  }
}

export function buildAction(changes: Partial<PlanAction> = {}): PlanAction {
  return {
    id: 'a1',
    ref: null,
    section: null,
    outcomeId: null,
    text: 'An action',
    owners: [],
    ownersText: '',
    timescale: noTimescale,
    rag: null,
    evidence: null,
    impact: null,
    progress: null,
    milestones: [],
    at: 'table 1 row 2',
    ...changes,
  }
}
