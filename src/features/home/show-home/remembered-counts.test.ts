import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveLivePlan } from '../../../../tests/support/live-plan.ts'
import { runningApp, withOrganisation } from '../../../../tests/support/running-app.ts'
import { newId } from '../../../store/new-id.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { recordUpdate } from '../../../store/update-store.ts'
import { type Counts, rememberedCounts } from './remembered-counts.ts'

const { db, clock, ...app } = await runningApp()
const { org, id: by } = await withOrganisation({ db, clock, ...app })
await saveLivePlan(db, { org, by, now: clock.now })
const actions = await readAs(db, org, (tx) => tx.selectFrom('action').select('id').where('org_id', '=', org).execute())
const say = (rating: string) =>
  transact(db, { org, actor: by }, (tx) =>
    recordUpdate(tx, { org, by, at: clock.now, newId }, { actionId: actions[0]?.id ?? '', words: 'Said', rating }),
  )
const rated = (groups: { rating: string | null; actions: number }[], rating: string) =>
  groups.filter((group) => group.rating === rating).reduce((sum, group) => sum + group.actions, 0)

test('counts are remembered while nothing changes, and counted again after an update or on another day', async () => {
  const countsOf = rememberedCounts()
  const ask = (today = '2026-05-11') => readAs(db, org, (tx) => countsOf(tx, { org, today }))
  const first = await ask()
  assert.equal(await ask(), first)
  assert.notEqual(await ask('2026-05-12'), first)
  await say('Off track')
  const before = await ask()
  await say('On track')
  const after = await ask()
  assert.equal(rated(after.groups, 'On track'), rated(before.groups, 'On track') + 1)
})

test('a change that was under way while others were counted is counted once it is there', async () => {
  const countsOf = rememberedCounts()
  const ask = () => readAs(db, org, (tx) => countsOf(tx, { org, today: '2026-05-11' }))
  await say('On track')
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
  const writing = transact(db, { org, actor: by }, async (tx) => {
    await recordUpdate(
      tx,
      { org, by, at: clock.now, newId },
      { actionId: actions[0]?.id ?? '', words: 'Said', rating: 'At risk' },
    )
    isWritten()
    await mayCommit
  })
  await written
  // Another write commits with a higher number than the one still open.
  await transact(db, { org, actor: by }, (tx) =>
    recordUpdate(
      tx,
      { org, by, at: clock.now, newId },
      { actionId: actions[1]?.id ?? '', words: 'Said', rating: 'At risk' },
    ),
  )
  const during = await ask()
  commit()
  await writing
  assert.equal(rated((await ask()).groups, 'At risk'), rated(during.groups, 'At risk') + 1)
})

test('plan by plan, counts are those of a process that counts everything anew', async () => {
  const other = await saveLivePlan(db, { org, by, now: clock.now, title: 'Another plan' })
  const countsOf = rememberedCounts()
  const sorted = ({ plans, groups, recurring }: Counts) => ({
    plans,
    groups: groups.map((group) => JSON.stringify(group)).sort(),
    recurring: recurring.map((group) => JSON.stringify(group)).sort(),
  })
  const both = () =>
    readAs(db, org, async (tx) => ({
      kept: sorted(await countsOf(tx, { org, today: '2026-05-11' })),
      anew: sorted(await rememberedCounts()(tx, { org, today: '2026-05-11' })),
    }))
  const isSame = async () => {
    const { kept, anew } = await both()
    assert.deepEqual(kept, anew)
  }
  await isSame()
  await say('Off track')
  await isSame()
  await transact(db, { org, actor: by }, (tx) =>
    tx.updateTable('plan').set({ title: 'Renamed' }).where('org_id', '=', org).where('id', '=', other).execute(),
  )
  await isSame()
  await transact(db, { org, actor: by }, (tx) =>
    tx
      .updateTable('plan')
      .set({ deleted_at: clock.now, deleted_by: by })
      .where('org_id', '=', org)
      .where('id', '=', other)
      .execute(),
  )
  await isSame()
})
