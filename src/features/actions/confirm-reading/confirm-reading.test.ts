import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { buildAction, buildPlanDocument } from '../../../../tests/support/builders/plan-document.ts'
import { runningApp, withOrganisation } from '../../../../tests/support/running-app.ts'
import { visitorOf } from '../../../../tests/support/visitor.ts'
import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { readAction } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { type SavedPlan, savePlanFromDocument } from '../../../store/plan-store.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { confirmReading, type Meaning } from './confirm-reading.ts'

const app = await runningApp()
const { db, server, clock } = app
const lead = await withOrganisation(app)
let plan: SavedPlan

beforeEach(async () => {
  const actions = ['a', 'b'].map((id) =>
    buildAction({ id, ref: id, text: `Action ${id}`, timescale: parseTimescale('Bi-monthly') }),
  )
  plan = await transact(db, { org: lead.org, actor: lead.id }, (tx) =>
    savePlanFromDocument(tx, writer(), buildPlanDocument({ actions })),
  )
})

const writer = () => ({ org: lead.org, by: lead.id, at: clock.now, newId })
const idOf = (ref: string) => plan.actionIds.get(ref) ?? ''
const now = async (ref = 'a') => await readAs(db, lead.org, (tx) => readAction(tx, lead.org, idOf(ref)))
async function mean(meaning: Meaning) {
  const input = { actionId: idOf('a'), version: (await now())?.version ?? 0, meaning }
  return await transact(db, { org: lead.org, actor: lead.id }, (tx) => confirmReading(tx, input, writer()))
}

test('a guess confirmed keeps its words and its reading, moves no date, and is a guess no more', async () => {
  assert.ok((await mean({ kind: 'as read' })).ok)
  const action = await now()
  assert.deepEqual(
    [action?.timescale.text, action?.timescale.kind, action?.timescale.isGuess, action?.isConfirmed, action?.moves],
    ['Bi-monthly', 'recurring', undefined, true, 0],
  )
})

test('another meaning can be given: a day, no end, no date', async () => {
  for (const [meaning, kind, due] of [
    [{ kind: 'day', due: '2026-11-15' }, 'date', '2026-11-15'],
    [{ kind: 'no end' }, 'ongoing', null],
    [{ kind: 'no date' }, 'tbc', null],
  ] as const) {
    assert.ok((await mean(meaning)).ok)
    const action = await now()
    assert.deepEqual([action?.timescale.text, action?.timescale.kind, action?.timescale.due], ['Bi-monthly', kind, due])
  }
  const wrong = await mean({ kind: 'day', due: '2026-02-31' })
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ field }) => field), ['due-day'])
})

test('the page asks, chooses nothing beforehand, and leads from one guess to the next until none is left', async () => {
  const visitor = visitorOf(server, lead.cookies)
  const list = await visitor.get(`/plans/${plan.planId}/actions?show=guesses`)
  assert.equal(list.html('.gt-working tbody tr[id]').length, 2)
  const opened = await visitor.get(`/actions/${idOf('a')}/reading`)
  assert.equal(opened.html('input:checked').length, 0)
  const version = String(opened.html('input[name=version]').val())
  assert.equal((await visitor.post(`/actions/${idOf('a')}/reading`, { version })).status, 422)
  const first = await visitor.post(`/actions/${idOf('a')}/reading`, { version, meaning: 'as read' })
  assert.equal(first.to, `/actions/${idOf('b')}/reading`)
  const last = await visitor.post(`/actions/${idOf('b')}/reading`, { version, meaning: 'no end' })
  assert.equal(last.to, `/actions/${idOf('b')}`)
  assert.equal(
    (await visitor.get(`/plans/${plan.planId}/actions?show=guesses`)).html('.gt-working tbody tr[id]').length,
    0,
  )
  assert.match((await visitor.get(`/actions/${idOf('a')}`)).words, /confirmed how the date was read/)
})
