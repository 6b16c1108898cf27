import type { ExtraField } from '../domain/plan/plan-document.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import type { Tx } from './tables.ts'
import { changedMeanwhile, notThere, type Writer } from './writer.ts'

export interface OutcomeEdit {
  sectionId?: string | null
  ref?: string | null
  text?: string
  objectives?: string[]
  intendedOutcomes?: string[]
  measures?: string[]
  extra?: ExtraField[]
}

/** At the end of the plan. Resolves to its id. */
export async function addOutcome(
  tx: Tx,
  { org, newId }: Writer,
  planId: string,
  outcome: OutcomeEdit & { text: string },
): Promise<string> {
  const id = newId()
  const position = await nextPosition(tx, 'outcome', org, planId)
  await tx
    .insertInto('outcome')
    .values({ org_id: org, id, plan_id: planId, position, text: outcome.text, ...columns(outcome) })
    .execute()
  return id
}

/** `version` is the one the editor saw; resolves to the new one. */
export async function editOutcome(
  tx: Tx,
  { org }: Writer,
  id: string,
  version: number,
  edit: OutcomeEdit,
): Promise<Result<number>> {
  const saved = await tx
    .updateTable('outcome')
    .set({ ...columns(edit), version })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return saved === undefined ? await whyNot(tx, 'outcome', org, id) : accept(saved.version)
}

/** With a trace. Its actions must have gone elsewhere first: none may be lost from sight. */
export async function deleteOutcome(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  const holds = await tx
    .selectFrom('action')
    .select('id')
    .where('org_id', '=', org)
    .where('outcome_id', '=', id)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (holds !== undefined)
    return refuse({
      code: 'holds-actions',
      message: 'There are still actions under this outcome. Move or delete them first.',
    })
  const { numUpdatedRows } = await tx
    .updateTable('outcome')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('outcome')
}

export async function restoreOutcome(tx: Tx, { org }: Writer, id: string): Promise<Result<void>> {
  const { numUpdatedRows } = await tx
    .updateTable('outcome')
    .set({ deleted_at: null, deleted_by: null, deleted_why: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('deleted outcome')
}

export async function addSection(tx: Tx, { org, newId }: Writer, planId: string, title: string): Promise<string> {
  const id = newId()
  const position = await nextPosition(tx, 'section', org, planId)
  await tx.insertInto('section').values({ org_id: org, id, plan_id: planId, position, title }).execute()
  return id
}

export async function editSection(
  tx: Tx,
  { org }: Writer,
  id: string,
  version: number,
  edit: { title: string },
): Promise<Result<number>> {
  const saved = await tx
    .updateTable('section')
    .set(edit)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return saved === undefined ? await whyNot(tx, 'section', org, id) : accept(saved.version)
}

/** With a trace; what stands under it must have gone elsewhere first. */
export async function deleteSection(tx: Tx, { org, by, at }: Writer, id: string, why: string): Promise<Result<void>> {
  for (const table of ['action', 'outcome'] as const) {
    const holds = await tx
      .selectFrom(table)
      .select('id')
      .where('org_id', '=', org)
      .where('section_id', '=', id)
      .where('deleted_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (holds !== undefined)
      return refuse({
        code: `holds-${table}s`,
        message: `There are still ${table}s under this heading. Move or delete them first.`,
      })
  }
  const { numUpdatedRows } = await tx
    .updateTable('section')
    .set({ deleted_at: at, deleted_by: by, deleted_why: why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? accept(undefined) : notThere('section')
}

function columns({ sectionId, ref, text, objectives, intendedOutcomes, measures, extra }: OutcomeEdit) {
  return {
    ...(sectionId === undefined ? {} : { section_id: sectionId }),
    ...(ref === undefined ? {} : { ref }),
    ...(text === undefined ? {} : { text }),
    ...(objectives === undefined ? {} : { objectives: JSON.stringify(objectives) }),
    ...(intendedOutcomes === undefined ? {} : { intended_outcomes: JSON.stringify(intendedOutcomes) }),
    ...(measures === undefined ? {} : { measures: JSON.stringify(measures) }),
    ...(extra === undefined ? {} : { extra: JSON.stringify(extra) }),
  }
}

async function nextPosition(tx: Tx, table: 'outcome' | 'section', org: string, planId: string): Promise<number> {
  const last = await tx
    .selectFrom(table)
    .select((select) => select.fn.max('position').as('position'))
    .where('org_id', '=', org)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return (last?.position ?? -1) + 1
}

async function whyNot(tx: Tx, table: 'outcome' | 'section', org: string, id: string): Promise<Result<never>> {
  const there = await tx
    .selectFrom(table)
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return there === undefined ? notThere(table) : changedMeanwhile(table)
}
