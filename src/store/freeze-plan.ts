import type { Snapshot, SnapshotMeeting } from '../domain/plan/snapshot.ts'
import { accept, type Result, refuse } from '../domain/problem.ts'
import { addDays, isCivilDate } from '../domain/timescale/civil-date.ts'
import { endOfLondonDay, londonDay } from '../domain/timescale/london-day.ts'
import { sayDate } from '../domain/timescale/say-date.ts'
import { isId } from './new-id.ts'
import { readPlanAt } from './plan-at.ts'
import { type Position, snapshotOfRows } from './snapshot-of-rows.ts'
import { countSnapshots, readSnapshotBefore, saveSnapshot } from './snapshot-store.ts'
import type { Tx } from './tables.ts'
import { notThere, type Writer } from './writer.ts'

export interface Freeze {
  planId: string
  /** The civil day at whose end the plan is shown, YYYY-MM-DD; absent for now. Today means now. */
  on?: string
  meeting: SnapshotMeeting | null
}

export interface Frozen {
  snapshotId: string
  snapshot: Snapshot
}

/** Freezes a plan as it stands, or as it stood at the end of a day, numbers the snapshot, and keeps it. */
export async function freezePlan(tx: Tx, writer: Writer, { planId, on, meeting }: Freeze): Promise<Result<Frozen>> {
  const position = positionOf(on, writer.at)
  if (!position.ok) return position
  if (!(await lockPlan(tx, writer.org, planId))) return notThere('plan')
  const { instant, isNow } = position.value
  const rows = await readPlanAt(tx, writer.org, planId, isNow ? 'now' : instant)
  if (rows === undefined) return notYetThere(position.value)
  const snapshot = snapshotOfRows(rows, position.value, {
    number: (await countSnapshots(tx, writer.org, planId)) + 1,
    meeting,
    previous: (await readSnapshotBefore(tx, writer.org, planId, endOfDayBefore(position.value.date))) ?? null,
  })
  return accept({ snapshotId: await saveSnapshot(tx, writer, planId, snapshot), snapshot })
}

function positionOf(on: string | undefined, now: Date): Result<Position & { isNow: boolean }> {
  const today = londonDay(now)
  if (on === undefined || on === today) return accept({ instant: now, date: today, isNow: true })
  if (!isCivilDate(on))
    return refuse({ code: 'not-a-date', field: 'on-day', message: 'Give the day as a real date, like 27 3 2026' })
  if (on > today)
    return refuse({
      code: 'in-the-future',
      field: 'on-day',
      message: 'Choose today or a day in the past: nobody knows yet how the plan will stand',
    })
  return accept({ instant: endOfLondonDay(on), date: on, isNow: false })
}

/** Two papers of one day have the same "last time": the one of an earlier day. */
const endOfDayBefore = (date: string): Date => endOfLondonDay(addDays(date, -1))

/** One snapshot of a plan is taken after the other, so that each has a number of its own. */
async function lockPlan(tx: Tx, org: string, planId: string): Promise<boolean> {
  if (!isId(planId)) return false
  const found = await tx
    .selectFrom('plan')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', planId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return found !== undefined
}

const notYetThere = ({ date }: Position): Result<never> =>
  refuse({
    code: 'not-here-yet',
    field: 'on-day',
    message: `This plan was not here yet on ${sayDate(date)}. Choose a later day`,
  })
