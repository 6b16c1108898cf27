import type { PlanField } from '../../../domain/plan/plan-document.ts'

/** What a column can be understood as, in the order they are offered. */
export const fieldNames: Record<PlanField, string> = {
  ref: 'Number',
  section: 'Section',
  outcomeRef: 'Number of the outcome',
  outcome: 'Outcome',
  objectives: 'Objectives',
  action: 'Action',
  milestones: 'Milestones',
  owners: 'Owner',
  otherOwners: 'Other owners',
  timescale: 'Timescale',
  start: 'Start',
  revisedTimescale: 'Revised timescale',
  completed: 'Date completed',
  rating: 'Delivery rating',
  progress: 'Update',
  evidence: 'How we will know',
  impact: 'Impact',
  measures: 'Measures',
  extra: 'Kept under its own name',
  ignored: 'Left in the notes',
}

export const isPlanField = (word: string): word is PlanField => Object.hasOwn(fieldNames, word)
