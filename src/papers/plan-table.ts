import type { BandedTable, Line, TableCell, TableColumn } from '../documents/paper.ts'
import type { Snapshot, SnapshotAction, SnapshotOutcome } from '../domain/plan/snapshot.ts'
import { planInOrder } from '../domain/plan/snapshot-counts.ts'
import { ratingRun } from './marks.ts'
import { planColumns } from './plan-columns.ts'

/** The plan in its own words and order: sections, outcomes, one row an action. `position` adds a last column of ours. */
export function planTable(
  snapshot: Snapshot,
  position?: { heading: string; cell: (action: SnapshotAction) => TableCell },
): BandedTable {
  const own = planColumns(snapshot)
  const columns: TableColumn[] = own.map((column) => ({
    heading: column.heading,
    weight: column.weight,
    least: column.least,
  }))
  if (position !== undefined) columns.push({ heading: position.heading, weight: 0.4, least: 34 })
  return {
    kind: 'banded-table',
    name: snapshot.plan.title,
    columns,
    sections: planInOrder(snapshot).map((section) => ({
      heading: section.title,
      groups: section.groups.map((group) => ({
        band: group.outcome === null ? null : outcomeBand(snapshot, group.outcome),
        // Without a number, only a real heading tells a reader (or us, reading it back) that it is one.
        isHeading: group.outcome !== null && group.outcome.ref === null,
        aside: outcomeAside(snapshot, group.outcome),
        about: group.outcome === null ? [] : outcomeAbout(snapshot, group.outcome),
        rows: group.actions.map((action) => [
          ...own.map((column) => column.cell(action)),
          ...(position === undefined ? [] : [position.cell(action)]),
        ]),
      })),
    })),
  }
}

/** "Outcome 3: Children …", in the plan's own word for an outcome. */
export function outcomeBand(snapshot: Snapshot, outcome: SnapshotOutcome): Line {
  return [{ text: outcomeLabel(snapshot, outcome), isBold: true }, { text: outcome.text.replace(/\s*\n\s*/g, ' ') }]
}

export function outcomeLabel(snapshot: Snapshot, outcome: SnapshotOutcome): string {
  const word = outcomeWord(snapshot)
  return outcome.ref === null ? `${word}: ` : `${word} ${outcome.ref.replace(/[.:)\s]+$/, '')}: `
}

/** A plan's word for an outcome stands before its number; a whole column heading ("Outcome and impact to be achieved") can't. */
export function outcomeWord(snapshot: Snapshot): string {
  const own = (snapshot.vocabulary.outcome ?? '').replace(/[\s:.\d]+$/, '').trim()
  return words.test(own) ? own : 'Outcome'
}

const words =
  /^(?:key |strategic |improvement )?(?:areas? for (?:improvement|development)|outcome|priority|objective|aim|recommendation|goal|finding|ambition|commitment|requirement|promise)$/i

function outcomeAside(snapshot: Snapshot, outcome: SnapshotOutcome | null): Line | null {
  const rating = ratingRun(snapshot, outcome?.rating ?? null)
  if (rating !== null) return [rating]
  return outcome === null || outcome.impact === null
    ? null
    : [
        { text: 'Impact: ', isMuted: true },
        { text: outcome.impact, isBold: true },
      ]
}

function outcomeAbout(snapshot: Snapshot, outcome: SnapshotOutcome): { label: string; items: string[] }[] {
  const vocabulary = snapshot.vocabulary
  return [
    { label: vocabulary.objective ?? 'Objectives', items: outcome.objectives },
    { label: vocabulary.intendedOutcome ?? 'Outcomes', items: outcome.intendedOutcomes },
    { label: vocabulary.measure ?? 'Measured by', items: outcome.measures },
    ...outcome.extra.map((extra) => ({ label: extra.name, items: [extra.text] })),
  ].filter((about) => about.items.length > 0)
}
