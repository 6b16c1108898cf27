/** A live plan with a history, from what the demonstration council says: for pages that need more than four actions to look at. */
import { Temporal } from 'temporal-polyfill'
import type { PlanAction, PlanDocument } from '../../src/domain/plan/plan-document.ts'
import { parseTimescale } from '../../src/domain/timescale/parse-timescale.ts'
import { type as writeWhen } from '../../src/features/demonstration/make-demonstration/documents.ts'
import {
  type DemonstrationOutcome,
  improvementPlan,
} from '../../src/features/demonstration/make-demonstration/wexcombe.ts'
import { newId } from '../../src/store/new-id.ts'
import { savePlanFromDocument } from '../../src/store/plan-store.ts'
import type { Database } from '../../src/store/tables.ts'
import { transact } from '../../src/store/transact.ts'
import { recordUpdate } from '../../src/store/update-store.ts'
import { civilDate } from '../../src/web/words.ts'

/** Saves it as a person would have, with every update at its own time; resolves to its id. */
export async function saveLivePlan(
  db: Database,
  {
    org,
    by,
    now,
    title = 'Children’s services improvement plan 2025 to 2027',
    outcomes = improvementPlan,
  }: {
    org: string
    by: string
    now: Date
    title?: string
    outcomes?: DemonstrationOutcome[]
  },
): Promise<string> {
  const writer = { org, by, at: now, newId }
  const document = planDocumentOf(title, outcomes, civilDate(now))
  return await transact(db, { org, actor: by, why: 'The plan was read' }, async (tx) => {
    const { planId, actionIds } = await savePlanFromDocument(tx, writer, document)
    for (const [id, action] of actionsOf(outcomes))
      for (const said of action.said) {
        const actionId = actionIds.get(id)
        if (actionId === undefined) throw new Error(`Action ${id} was not saved`)
        const saidAt = new Date(now.getTime() - said.ago * 24 * 60 * 60 * 1000)
        const recorded = await recordUpdate(tx, writer, {
          actionId,
          words: said.words,
          rating: words[said.standing],
          saidAt,
        })
        if (!recorded.ok) throw new Error(recorded.problems[0]?.message)
      }
    return planId
  })
}

const words = {
  'off-track': 'Off track',
  'at-risk': 'At risk',
  'on-track': 'On track',
  complete: 'Complete',
  embedded: 'Embedded',
  'not-started': 'Not started',
}

function planDocumentOf(title: string, outcomes: DemonstrationOutcome[], today: string): PlanDocument {
  const day = Temporal.PlainDate.from(today)
  return {
    format: 'plan-document/1',
    plan: { title, organisation: 'Wexcombe Council', period: '2025 to 2027', status: 'agreed', asOf: null },
    vocabulary: { outcome: 'Outcome', action: 'Action' },
    columns: [],
    ratingKey: Object.values(words).map((word) => ({ word, fill: null, meaning: null })),
    outcomes: outcomes.map((outcome) => ({
      id: outcome.ref,
      ref: outcome.ref,
      section: outcome.section,
      text: outcome.text,
      objectives: outcome.objectives ?? [],
      intendedOutcomes: outcome.intendedOutcomes ?? [],
      measures: outcome.measures ?? [],
      at: `outcome ${outcome.ref}`,
    })),
    actions: outcomes.flatMap((outcome) =>
      outcome.actions.map(
        (action): PlanAction => ({
          id: `${outcome.ref}/${action.ref}`,
          ref: `${outcome.ref}${action.ref}`,
          section: outcome.section,
          outcomeId: outcome.ref,
          text: action.text,
          owners: action.owner.split(' / '),
          ownersText: action.owner,
          timescale: parseTimescale(writeWhen(action.when, day)),
          rag: null,
          evidence: action.evidence ?? null,
          impact: action.impact ?? null,
          progress: null,
          milestones: [],
          at: `row ${action.ref}`,
        }),
      ),
    ),
    notes: [],
    findings: [],
  }
}

const actionsOf = (outcomes: DemonstrationOutcome[]) =>
  outcomes.flatMap((outcome) => outcome.actions.map((action) => [`${outcome.ref}/${action.ref}`, action] as const))
