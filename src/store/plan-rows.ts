import type { Insertable } from 'kysely'
import type { PlanAction, PlanDocument, PlanMilestone } from '../domain/plan/plan-document.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import { ownersInOrder } from './owner-store.ts'
import type { SavePlanOptions } from './plan-store.ts'
import type { Tables } from './tables.ts'
import type { Writer } from './writer.ts'

export interface PlanRows {
  plan: Insertable<Tables['plan']>
  sections: Insertable<Tables['section']>[]
  outcomes: Insertable<Tables['outcome']>[]
  actions: Insertable<Tables['action']>[]
  actionOwners: Insertable<Tables['action_owner']>[]
  milestones: Insertable<Tables['milestone']>[]
  updates: Insertable<Tables['progress_update']>[]
  notes: Insertable<Tables['plan_note']>[]
  provenance: Insertable<Tables['provenance']>[]
  outcomeIds: Map<string, string>
  actionIds: Map<string, string>
}

/** The rows that a plan document becomes. `ownerIds` are by folded name. */
export function planRows(
  { org, by, at, newId }: Writer,
  document: PlanDocument,
  ownerIds: ReadonlyMap<string, string>,
  options: SavePlanOptions,
): PlanRows {
  const planId = newId()
  const importId = options.importId ?? null
  const sectionIds = new Map(sectionTitles(document).map((title) => [title, newId()]))
  const outcomeIds = new Map(document.outcomes.map(({ id }) => [id, newId()]))
  const actionIds = new Map(document.actions.map(({ id }) => [id, newId()]))
  const said = saidAt(document.plan.asOf, at)
  const own = { org_id: org, plan_id: planId }
  const rows: PlanRows = {
    plan: {
      org_id: org,
      id: planId,
      title: document.plan.title,
      period: document.plan.period,
      status: document.plan.status,
      as_of: document.plan.asOf,
      vocabulary: JSON.stringify(document.vocabulary),
      columns: JSON.stringify(document.columns),
      rating_key: JSON.stringify(options.ratingKey ?? document.ratingKey),
      import_id: importId,
      is_demonstration: options.isDemonstration ?? false,
      created_at: at,
      created_by: by,
    },
    sections: [...sectionIds].map(([title, id], position) => ({ ...own, id, position, title })),
    outcomes: [],
    actions: [],
    actionOwners: [],
    milestones: [],
    updates: [],
    notes: document.notes.map((note, position) => ({
      ...own,
      id: newId(),
      position,
      text: note.text,
      place: note.at,
      import_id: importId,
    })),
    provenance: [],
    outcomeIds,
    actionIds,
  }
  const place = (subjectId: string, where: string, places: Record<string, string> = {}) => {
    if (importId === null) return
    const all = Object.entries({ ...(where === '' ? {} : { row: where }), ...places })
    for (const [field, at] of all)
      rows.provenance.push({ org_id: org, import_id: importId, subject_id: subjectId, field, place: at })
  }
  const say = (update: Partial<Insertable<Tables['progress_update']>>) => {
    const id = newId()
    rows.updates.push({
      ...own,
      id,
      action_id: null,
      outcome_id: null,
      words: '',
      rating: null,
      period: null,
      said_by: null,
      said_by_words: 'the plan as it was brought in',
      said_at: said,
      import_id: importId,
      ...update,
    })
    return id
  }

  for (const [position, outcome] of document.outcomes.entries()) {
    const id = outcomeIds.get(outcome.id) ?? newId()
    rows.outcomes.push({
      ...own,
      id,
      section_id: sectionIds.get(outcome.section ?? '') ?? null,
      position,
      ref: outcome.ref,
      text: outcome.text,
      objectives: JSON.stringify(outcome.objectives),
      intended_outcomes: JSON.stringify(outcome.intendedOutcomes),
      measures: JSON.stringify(outcome.measures),
      extra: JSON.stringify(outcome.extra ?? []),
    })
    place(id, outcome.at, outcome.places)
    if (outcome.rag != null) say({ outcome_id: id, rating: outcome.rag.value })
  }

  for (const [position, action] of document.actions.entries()) {
    const id = actionIds.get(action.id) ?? newId()
    const last = sayProgress(action, id, say)
    rows.actions.push({
      ...own,
      id,
      section_id: sectionIds.get(action.section ?? '') ?? null,
      outcome_id: outcomeIds.get(action.outcomeId ?? '') ?? null,
      position: position * positionStep,
      ref: action.ref,
      text: action.text,
      owners_text: action.ownersText,
      ...timescaleColumns(action.timescale),
      first_due: action.timescale.due,
      evidence: action.evidence,
      impact: action.impact,
      is_placeholder: action.isPlaceholder ?? false,
      extra: JSON.stringify(action.extra ?? []),
      rating: last.rating,
      rating_at: last.rating === null ? null : said,
      last_update_id: last.updateId,
      last_said_at: last.updateId === null ? null : said,
    })
    place(id, action.at, action.places)
    for (const [order, owner] of ownersInOrder(action.owners, ownerIds).entries())
      rows.actionOwners.push({
        ...own,
        action_id: id,
        owner_id: owner.id,
        position: order,
        as_written: owner.asWritten,
      })
    for (const [order, milestone] of action.milestones.entries()) {
      const milestoneId = newId()
      rows.milestones.push({ ...own, ...milestoneColumns(milestone), id: milestoneId, action_id: id, position: order })
      place(milestoneId, milestone.at ?? '')
    }
  }
  return rows
}

/** Actions stand this far apart at first, so that one can be put between two without touching others. */
export const positionStep = 1024

/** The columns of a timescale: as written and as read. */
export function timescaleColumns(timescale: Timescale) {
  return {
    timescale_text: timescale.text,
    timescale_kind: timescale.kind,
    due: timescale.due,
    starts: timescale.start,
    every: timescale.every,
    timescale: JSON.stringify(timescale),
  }
}

export function milestoneColumns(milestone: PlanMilestone) {
  return {
    text: milestone.text,
    owners_text: (milestone.owners ?? []).join(', '),
    ...timescaleColumns(milestone.timescale),
    is_placeholder: milestone.isPlaceholder ?? false,
    rating: milestone.rag?.value ?? null,
  }
}

/** One update for each period the document rates, oldest first, then one for what it says now. */
function sayProgress(
  action: PlanAction,
  actionId: string,
  say: (update: Partial<Insertable<Tables['progress_update']>>) => string,
): { rating: string | null; updateId: string | null } {
  let updateId: string | null = null
  let rating: string | null = null
  for (const { period, value } of action.ratings ?? []) {
    updateId = say({ action_id: actionId, rating: value, period })
    rating = value
  }
  if (action.rag !== null || (action.progress ?? '') !== '') {
    rating = action.rag?.value ?? rating
    updateId = say({ action_id: actionId, words: action.progress ?? '', rating: action.rag?.value ?? null })
  }
  return { rating, updateId }
}

/** When a document's account was true: the day it says, or the month's last; else when it was brought in. */
function saidAt(asOf: string | null, brought: Date): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(asOf ?? '') ?? []
  if (year === undefined || month === undefined) return brought
  const noon =
    day === undefined
      ? Date.UTC(Number(year), Number(month), 0, 12)
      : Date.UTC(Number(year), Number(month) - 1, Number(day), 12)
  return noon < brought.getTime() ? new Date(noon) : brought
}

/** Section headings in the document's order: the actions' own, with those only outcomes have put after their neighbours. */
function sectionTitles(document: PlanDocument): string[] {
  const titles: string[] = []
  for (const { section } of document.actions) if (section && !titles.includes(section)) titles.push(section)
  let after = -1
  for (const { section } of document.outcomes) {
    if (!section) continue
    const found = titles.indexOf(section)
    if (found === -1) titles.splice(++after, 0, section)
    else after = found
  }
  return titles
}
