import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { enqueueJob } from './create-jobs.ts'
import { sendQueued } from './queries.ts'
import type { TaskDefinition } from './define-task.ts'
import { findTask } from './end-job.ts'
import { lockDueSchedules, lockSchedule, noteRun, type ScheduleRow } from './schedule-queries.ts'
import { nextRun, runsBetween } from './schedule-times.ts'

/** Schedules of one transaction, and transactions of one round. */
const PER_TRANSACTION = 100
const ROUNDS = 20
/** Missed runs that `all` makes up for. */
const MAX_MISSED = 100
/** A run that starts within this time of its own is on time. */
const ON_TIME_MS = 60_000

type RunnerDeps = Pick<AppContext, 'db' | 'clock' | 'log'>

/**
 * Enqueues what is due and sets when each schedule is due next, both in one transaction with the schedule locked: any
 * number of workers may do this at once, be killed at any point, and every run comes once. Returns how many jobs.
 */
export async function runDueSchedules(ctx: RunnerDeps, tasks: readonly TaskDefinition[]): Promise<number> {
  const now = ctx.clock.now()
  const names = tasks.map(({ name }) => name)
  let enqueued = 0
  for (let round = 0; round < ROUNDS; round++) {
    const { schedules, jobs } = await asWorker(ctx.db, async (tx) => {
      const due = await lockDueSchedules(tx, { now, tasks: names, limit: PER_TRANSACTION })
      let count = 0
      for (const schedule of due) count += await runSchedule(tx, { ...ctx, tasks }, schedule, now)
      return { schedules: due.length, jobs: count }
    })
    enqueued += jobs
    if (schedules < PER_TRANSACTION) break
  }
  return enqueued
}

interface RunDeps extends RunnerDeps {
  tasks: readonly TaskDefinition[]
}

async function runSchedule(tx: Tx, deps: RunDeps, schedule: ScheduleRow, now: Date): Promise<number> {
  const { id, cron, time_zone: zone } = schedule
  const next = nextRunOf(deps, schedule, now)
  const task = findTask(deps.tasks, schedule.task)
  if (!next || !task?.payload.safeParse(schedule.payload).success) {
    // One that can't run mustn't be due for ever, in the way of the others.
    deps.log.error(
      { schedule: schedule.name, cron, zone },
      'a schedule cannot run: its cron, zone or payload',
    )
    await noteRun(tx, id, { nextRunAt: next?.at ?? null })
    return 0
  }
  const runs = dueRuns(schedule, now)
  if (runs.length > MAX_MISSED) {
    deps.log.warn(
      { schedule: schedule.name },
      `more than ${MAX_MISSED} runs were missed, the oldest are dropped`,
    )
  }
  let last: { at: Date; jobId: string } | undefined
  const made = runs.slice(-MAX_MISSED)
  for (const run of made) {
    const uniqueKey = `schedule:${id}:${run.toISOString()}`
    const options = { userId: schedule.user_id, uniqueKey, scheduleId: id }
    last = { at: now, jobId: await enqueueJob(tx, task, schedule.payload, options) }
    await sendQueued(tx, [last.jobId])
  }
  await noteRun(tx, id, { nextRunAt: next.at, last })
  return made.length
}

/** Null when the expression or zone can't be understood (any more). */
function nextRunOf(deps: RunDeps, schedule: ScheduleRow, now: Date): { at: Date | null } | null {
  try {
    return { at: nextRun(schedule.cron, schedule.time_zone, now) }
  } catch (error) {
    deps.log.error({ err: error, schedule: schedule.name }, 'a schedule cannot be understood')
    return null
  }
}

/** The runs that a due schedule has to make up for, oldest first. */
function dueRuns(schedule: ScheduleRow, now: Date): Date[] {
  const { cron, time_zone: zone, missed } = schedule
  const since = schedule.next_run_at ?? now
  const runs = runsBetween(cron, zone, { since, until: now }, missed === 'all' ? MAX_MISSED + 1 : 1)
  const latest = runs.at(-1) ?? since
  if (missed === 'all') return runs.length > 0 ? runs : [latest]
  if (missed === 'skip' && now.getTime() - latest.getTime() > ON_TIME_MS) return []
  return [latest]
}

/** Runs a schedule once besides its times; the job's id, null when there is no such schedule or no task for it. */
export async function enqueueScheduleNow(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'jobs'>,
  scheduleId: string,
): Promise<string | null> {
  const schedule = await lockSchedule(tx, scheduleId)
  const task = schedule && ctx.jobs.task(schedule.task)
  if (!schedule || !task?.payload.safeParse(schedule.payload).success) return null
  const options = { userId: schedule.user_id, scheduleId }
  const jobId = await enqueueJob(tx, task, schedule.payload, options)
  await noteRun(tx, scheduleId, { nextRunAt: schedule.next_run_at, last: { at: ctx.clock.now(), jobId } })
  await sendQueued(tx, [jobId])
  return jobId
}
