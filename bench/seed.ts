/** Organisations of any number of actions, filled in bulk by SQL under the same rules as any write: history keeps every row. */
import { sql } from 'kysely'
import { parseTimescale } from '../src/domain/timescale/parse-timescale.ts'
import { addAccount } from '../src/store/account-store.ts'
import { newId } from '../src/store/new-id.ts'
import { addOrganisation } from '../src/store/organisation-store.ts'
import { timescaleColumns } from '../src/store/plan-rows.ts'
import { beginSession } from '../src/store/session-store.ts'
import type { Database, Tx } from '../src/store/tables.ts'
import { transact } from '../src/store/transact.ts'
import { issueFormToken } from '../src/web/form-token.ts'
import { digestOf, longestSession, newSecret } from '../src/web/secrets.ts'

export interface Seeded {
  actions: number
  plans: number
  org: string
  /** The plan that is looked at: as large in every organisation. */
  planId: string
  actionIds: string[]
  cookie: string
  formToken: string
}

export const actionsOfPlan = 120
const actionsOfOtherPlans = 400

export async function seedOrganisation(db: Database, actions: number): Promise<Seeded> {
  const [org, account, secret] = [newId(), newId(), newSecret()]
  const planId = newId()
  const sizes = [actionsOfPlan]
  for (let left = actions - actionsOfPlan; left > 0; left -= actionsOfOtherPlans)
    sizes.push(Math.min(left, actionsOfOtherPlans))
  await transact(db, { org, actor: 'system:bench' }, async (tx) => {
    await addOrganisation(tx, { id: org, name: `Wexcombe Council with ${actions} actions` })
    const lead = { id: account, email: `${org}@wexcombe.example`, name: 'Jo Fennimore', post: null }
    await addAccount(tx, org, { ...lead, role: 'administrator', passwordHash: 'none' })
    const at = new Date()
    const session = { org, id: newId(), accountId: account, tokenHash: digestOf(secret), at }
    await beginSession(tx, { ...session, expiresAt: new Date(at.getTime() + longestSession) })
    await sql`
      insert into owner (org_id, id, kind, name, account_id)
      select ${org}, gen_random_uuid(), 'post', 'Service manager ' || n, case when n = 1 then ${account}::uuid end
      from generate_series(1, 60) n`.execute(tx)
  })
  for (const [index, size] of sizes.entries())
    await transact(db, { org, actor: 'system:bench' }, (tx) =>
      seedPlan(tx, { org, account, id: index === 0 ? planId : newId(), number: index + 1, size }),
    )
  const { rows } = await transact(db, { org, actor: 'system:bench' }, (tx) =>
    sql<{ id: string }>`select id from action where org_id = ${org} and plan_id = ${planId} order by position`.execute(
      tx,
    ),
  )
  return {
    actions,
    plans: sizes.length,
    org,
    planId,
    actionIds: rows.map(({ id }) => id),
    cookie: `gt-session=${secret}`,
    formToken: issueFormToken(secret),
  }
}

const months = Array.from({ length: 24 }, (_, index) => {
  const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + index - 9, 1))
  return `${month.toLocaleString('en-GB', { month: 'long' })} ${month.getUTCFullYear()}`
})
const timescales = [...months, 'Quarterly', 'Ongoing', 'TBC'].map((text, number) => {
  const { timescale, ...columns } = timescaleColumns(parseTimescale(text))
  return { number, ...columns, timescale: JSON.parse(timescale) as unknown }
})

interface SeedPlan {
  org: string
  account: string
  id: string
  number: number
  size: number
}

/**
 * Five actions an outcome, twenty a section. The plan that is looked at has two updates an action, steps for one in three, and forty actions of
 * the person who looks: what one person answers for does not grow with the organisation.
 */
async function seedPlan(tx: Tx, { org, account, id, number, size }: SeedPlan): Promise<void> {
  const isLookedAt = number === 1
  const key = ['Off track', 'At risk', 'On track', 'Complete', 'Not started'].map((word) => ({ word }))
  await sql`
    insert into plan (org_id, id, title, period, status, vocabulary, rating_key, created_by)
    values (${org}, ${id}, ${`Improvement plan ${number}`}, '2025 to 2027', 'agreed', '{"outcome": "Outcome", "action": "Action"}',
      ${JSON.stringify(key)}, ${account})`.execute(tx)
  await sql`
    insert into section (org_id, id, plan_id, position, title)
    select ${org}, gen_random_uuid(), ${id}, n * 1024, 'Theme ' || n || ': practice and partnership'
    from generate_series(1, ceil(${size}::int / 20.0)::int) n`.execute(tx)
  await sql`
    insert into outcome (org_id, id, plan_id, section_id, position, ref, text)
    select ${org}, gen_random_uuid(), ${id}, s.id, n * 1024, n::text,
      'Children and families say that help came sooner and that they told their story once, in area ' || n
    from generate_series(1, ceil(${size}::int / 5.0)::int) n
      join section s on s.org_id = ${org} and s.plan_id = ${id} and s.position = ((n - 1) / 4 + 1) * 1024`.execute(tx)
  await sql`
    insert into action (org_id, id, plan_id, section_id, outcome_id, position, ref, text, owners_text, timescale_text,
      timescale_kind, due, first_due, starts, every, timescale, evidence, rating, rating_at, last_said_at, last_update_id)
    select ${org}, gen_random_uuid(), ${id}, o.section_id, o.id, n * 1024, o.ref || '.' || ((n - 1) % 5 + 1),
      (array['Hold a weekly panel that looks at every child who went missing and writes down what they said would help',
        'Train every manager in supervision that asks what life is like for the child, and check a sample of records each month',
        'Agree one form for contacts with the police and health',
        'Review the sufficiency strategy with young people, publish what changes, and report to the corporate parenting board'])[n % 4 + 1],
      'Service manager ' || case when ${isLookedAt} then n % 3 + 1 else n % 57 + 4 end, t.timescale_text, t.timescale_kind, t.due, t.due, t.starts, t.every, t.timescale,
      'Monthly audit: 9 of 10 records show it.', said.rating, said.at, said.at, said.id
    from generate_series(1, ${size}::int) n
      left join lateral (select now() - (5 + n % 37) * interval '1 day' as at, gen_random_uuid() as id,
        (array['Off track', 'At risk', 'On track', 'On track', 'Complete', 'Not started'])[n % 6 + 1] as rating) said on n % 10 < 9
      join outcome o on o.org_id = ${org} and o.plan_id = ${id} and o.position = ((n - 1) / 5 + 1) * 1024
      join jsonb_to_recordset(${JSON.stringify(timescales)}::jsonb) as t(number int, timescale_text text, timescale_kind text,
        due date, starts date, every text, timescale jsonb) on t.number = n % ${timescales.length}::int`.execute(tx)
  await sql`
    insert into action_owner (org_id, plan_id, action_id, owner_id, position, as_written)
    select a.org_id, a.plan_id, a.id, w.id, 0, w.name
    from action a join owner w on w.org_id = a.org_id and w.name = a.owners_text
    where a.org_id = ${org} and a.plan_id = ${id}`.execute(tx)
  await sql`
    insert into milestone (org_id, id, plan_id, action_id, position, text, timescale_text, timescale_kind, due, timescale, done_on)
    select a.org_id, gen_random_uuid(), a.plan_id, a.id, n, 'Step ' || n || ': agree it with partners and tell staff', a.timescale_text,
      a.timescale_kind, a.due, a.timescale, case when n = 1 then current_date - 40 end
    from action a cross join generate_series(1, 2) n
    where ${isLookedAt} and a.org_id = ${org} and a.plan_id = ${id} and a.position % (3 * 1024) = 0`.execute(tx)
  await sql`
    insert into progress_update (org_id, id, plan_id, action_id, words, rating, said_by, said_at)
    select a.org_id, case when n = 1 then a.last_update_id else gen_random_uuid() end, a.plan_id, a.id,
      'The panel has met eleven times; attendance from health is still uneven and was raised with the partnership.',
      a.rating, ${account}, a.last_said_at - (n - 1) * interval '45 days'
    from action a cross join generate_series(1, ${isLookedAt ? 2 : 1}::int) n
    where a.org_id = ${org} and a.plan_id = ${id} and a.last_update_id is not null`.execute(tx)
}
