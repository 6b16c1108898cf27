import type { PlanAction, PlanField, PlanFinding } from '../../../domain/plan/plan-document.ts'
import type { PlanReading } from '../../../intake/plan-reading.ts'

/** A reading in words, for a terminal: what was read, how the columns were understood, the plan, and the doubts. */
export function sayReading(reading: PlanReading): string {
  const { plan, words } = reading
  const head = [
    plan.plan.title,
    plan.plan.organisation,
    plan.plan.period,
    plan.plan.status,
    plan.plan.asOf === null ? null : `as at ${plan.plan.asOf}`,
  ]
  const lines = [
    head.filter((part) => part !== null).join(' · '),
    '',
    `${sayCounts(reading)}; ${words.placed} of ${words.of} words placed`,
    '',
  ]
  if (plan.actions.length > 0) lines.push(...sayColumns(reading), ...sayActions(reading))
  if (plan.findings.length > 0)
    lines.push(`${count(plan.findings.length, 'doubt')}:`, ...[...plan.findings].sort(bySeverity).map(sayFinding), '')
  return `${lines.join('\n')}\n`
}

function sayCounts({ plan }: PlanReading): string {
  if (plan.actions.length === 0) return 'No plan was found'
  const sections = new Set(plan.actions.map((action) => action.section).filter((section) => section !== null)).size
  const milestones = plan.actions.reduce((sum, action) => sum + action.milestones.length, 0)
  return [
    count(plan.actions.length, 'action'),
    count(plan.outcomes.length, 'outcome'),
    count(sections, 'section'),
    count(milestones, 'milestone'),
    count(plan.notes.length, 'note'),
  ].join(', ')
}

function sayColumns({ columns }: PlanReading): string[] {
  if (columns.length === 0) return []
  const told = columns.map(
    ({ heading, field, because }) =>
      `  ${heading === '' ? '(no heading)' : heading} → ${fieldWords[field]}: ${because}`,
  )
  return ['Columns:', ...new Set(told), '']
}

function sayActions({ plan }: PlanReading): string[] {
  const lines: string[] = []
  const outcomes = new Map(plan.outcomes.map((outcome) => [outcome.id, outcome]))
  let section: string | null = null
  let outcomeId: string | null = null
  for (const action of plan.actions) {
    if (action.section !== section) lines.push('', `# ${action.section ?? 'No section'}`)
    if (action.outcomeId !== outcomeId && action.outcomeId !== null) {
      const outcome = outcomes.get(action.outcomeId)
      lines.push('', `## ${outcome?.ref == null ? '' : `${outcome.ref} `}${oneLine(outcome?.text ?? '')}`)
    }
    section = action.section
    outcomeId = action.outcomeId
    lines.push(...sayAction(action))
  }
  return [...lines, '']
}

function sayAction(action: PlanAction): string[] {
  const when = action.timescale.text === '' ? 'no date' : oneLine(action.timescale.text)
  const due = action.timescale.due === null ? '' : ` (due ${action.timescale.due})`
  const parts = [action.owners.join(', ') || 'no owner', `${when}${due}`, action.rag?.value ?? null].filter(
    (part) => part !== null,
  )
  const steps = action.milestones.map(
    (milestone) =>
      `      – ${oneLine(milestone.text)}${milestone.timescale.text === '' ? '' : `: ${milestone.timescale.text}`}`,
  )
  return [
    `  ${action.ref === null ? '•' : action.ref} ${oneLine(action.text) || '(no words)'}`,
    `      ${parts.join(' · ')}`,
    ...steps,
  ]
}

const order = { problem: 0, check: 1, info: 2 }
const bySeverity = (a: PlanFinding, b: PlanFinding): number => order[a.severity] - order[b.severity]
const sayFinding = (finding: PlanFinding): string =>
  `  ${finding.severity === 'info' ? ' ' : '!'} ${finding.at === '' ? '' : `${finding.at}: `}${finding.message}`
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

const fieldWords: Record<PlanField, string> = {
  ref: 'number',
  outcomeRef: 'number of the outcome',
  section: 'section',
  outcome: 'outcome',
  action: 'action',
  milestones: 'milestones',
  owners: 'owner',
  otherOwners: 'other owners',
  timescale: 'timescale',
  start: 'start',
  revisedTimescale: 'revised timescale',
  completed: 'date completed',
  rating: 'rating',
  progress: 'update',
  evidence: 'how we will know',
  impact: 'impact',
  measures: 'measures',
  objectives: 'objectives',
  extra: 'kept under its own name',
  ignored: 'left in the notes',
}
