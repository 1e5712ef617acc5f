import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { ScheduleDefinition, Timetable } from './define-schedule.ts'
import type { TaskDefinition } from './define-task.ts'
import {
  deleteSchedule,
  deleteSchedulesBut,
  lockSchedule,
  setPaused,
  upsertSchedule,
} from './schedule-queries.ts'
import { nextRun } from './schedule-times.ts'

const UTC = 'UTC'

/** Makes the system's schedules those of the code; pauses and last runs stay. At the start of every worker. */
export async function syncSchedules(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  schedules: readonly ScheduleDefinition[],
): Promise<void> {
  const now = ctx.clock.now()
  const byName = schedules.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  await asWorker(ctx.db, async (tx) => {
    for (const schedule of byName) await storeSchedule(tx, schedule, { userId: null, now })
    await deleteSchedulesBut(
      tx,
      byName.map(({ name }) => name),
    )
  })
}

async function storeSchedule(
  tx: Tx,
  schedule: ScheduleDefinition,
  owner: { userId: string | null; now: Date },
): Promise<string> {
  const { name, task, cron, timeZone = UTC, missed } = schedule
  task.payload.parse(schedule.payload)
  return upsertSchedule(tx, {
    name,
    userId: owner.userId,
    task: task.name,
    payload: schedule.payload,
    cron,
    timeZone,
    missed,
    nextRunAt: nextRun(cron, timeZone, owner.now),
  })
}

export interface PersonSchedule<Payload> extends Timetable {
  userId: string
  /** One of a kind for this person, e.g. `briefings.daily`. */
  name: string
  task: TaskDefinition<Payload>
  payload: Payload
}

/**
 * Creates or changes a person's schedule; its id. Throws a TypeError for a cron expression, a RangeError for a time
 * zone that can't be understood: the caller's schema lets neither through.
 */
export async function setSchedule<Payload>(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  schedule: PersonSchedule<Payload>,
): Promise<string> {
  return storeSchedule(tx, schedule, { userId: schedule.userId, now: ctx.clock.now() })
}

/** False when the person has none of that name. */
export async function removeSchedule(tx: Tx, userId: string, name: string): Promise<boolean> {
  return deleteSchedule(tx, userId, name)
}

/** False when there is none, or it is paused already. */
export async function pauseSchedule(tx: Tx, ctx: Pick<AppContext, 'clock'>, id: string): Promise<boolean> {
  const schedule = await lockSchedule(tx, id)
  if (!schedule || schedule.paused_at) return false
  await setPaused(tx, id, { pausedAt: ctx.clock.now(), nextRunAt: schedule.next_run_at })
  return true
}

/** Goes on with the next run from now: what fell into the pause was not missed. False when it isn't paused. */
export async function resumeSchedule(tx: Tx, ctx: Pick<AppContext, 'clock'>, id: string): Promise<boolean> {
  const schedule = await lockSchedule(tx, id)
  if (!schedule?.paused_at) return false
  const { cron, time_zone: zone } = schedule
  await setPaused(tx, id, { pausedAt: null, nextRunAt: nextRun(cron, zone, ctx.clock.now()) })
  return true
}
