import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { createActiveAttempt, type ActiveAttempt } from './active-attempt.ts'
import type { ClaimedJob } from './claim-queries.ts'
import type { RunningJob, TaskDefinition } from './define-task.ts'
import type { Lane } from './lanes.ts'
import { findTask } from './end-job.ts'
import {
  isCollision,
  isDatabaseTrouble,
  JobCancelledError,
  JobPausedError,
  StaleAttemptError,
} from './errors.ts'
import { findHoldOf } from './hold-queries.ts'
import { findPause } from './pause-queries.ts'
import { lockJob, noteProgress, saveCursor, type Success } from './queries.ts'
import { failOutcome, logFields, settleAttempt, type Outcome, type Settlement } from './settle-attempt.ts'

const DEFAULT_SOFT_LIMIT_MS = 240_000
export const DEFAULT_HARD_LIMIT_MS = 300_000

/** How an attempt went, for the statistics. */
interface AttemptSample {
  task: string
  lane: string
  outcome: 'succeeded' | 'failed' | 'retried' | 'cancelled'
  /** From when it was due until it began. */
  waitMs: number
  durationMs: number
}

/** What attempts share with the worker that runs them. */
export interface WorkerCore {
  ctx: AppContext
  tasks: readonly TaskDefinition[]
  workerId: string
  active: Set<ActiveAttempt>
  /** Ids of the transport's pools of this worker. */
  pools: Set<string>
  /** How long a handler may go on after its signal fired; then it is left behind, fenced off. */
  graceMs: number
  /** Fires when the worker gives up waiting for the database. */
  givenUp: AbortSignal
  stats: { record(sample: AttemptSample): void }
  /** Takes the job for this worker, together with others of its lane; null when it isn't to be had. */
  claim(lane: Lane, jobId: string): Promise<ClaimedJob | null>
  /** Ends an attempt as succeeded, together with others; false when it may not succeed. */
  succeed(success: Success): Promise<boolean>
  /** A place in the lane is free: whoever waited for it is sent. */
  placeFreed(lane: string, userId: string | null): Promise<void>
}

/** Claims the job and runs one attempt to its end. Never throws: all that happened is in the job's row. */
export async function runAttempt(core: WorkerCore, lane: Lane, jobId: string): Promise<void> {
  const active = createActiveAttempt(jobId, core.graceMs)
  core.active.add(active)
  try {
    const job = await throughTrouble(core, () => core.claim(lane, jobId))
    if (!job) return
    const outcome = await executeAttempt(core, job, active)
    const ended = { id: job.id, attempt: job.attempt, logs: active.logs.lines() }
    const settlement = await throughTrouble(core, () => settleAttempt(core, ended, outcome))
    recordAttempt(core, job, active, settlement)
    await core.placeFreed(lane, job.user_id)
  } catch (error) {
    core.ctx.log.error({ err: error, job_id: jobId }, 'attempt left to recovery')
  } finally {
    active.close()
    core.active.delete(active)
  }
}

function recordAttempt(
  core: WorkerCore,
  job: ClaimedJob,
  active: ActiveAttempt,
  settlement: Settlement,
): void {
  if (settlement === 'handed_back' || settlement === 'overtaken') return
  const waitMs = Math.max(0, (job.attempt_started_at?.getTime() ?? 0) - job.run_at.getTime())
  const durationMs = Math.max(0, core.ctx.clock.now().getTime() - active.startedAt)
  core.stats.record({ task: job.task, lane: job.lane, outcome: settlement, waitMs, durationMs })
}

async function executeAttempt(core: WorkerCore, job: ClaimedJob, active: ActiveAttempt): Promise<Outcome> {
  active.attempt = job.attempt
  active.startedAt = core.ctx.clock.now().getTime()
  const task = findTask(core.tasks, job.task)
  if (!task) return failOutcome('job_task_unknown', `This version has no task ${job.task}.`)
  active.softLimitMs = task.softLimitMs ?? DEFAULT_SOFT_LIMIT_MS
  active.hardLimitMs = task.hardLimitMs ?? DEFAULT_HARD_LIMIT_MS
  const payload = task.payload.safeParse(job.payload)
  if (!payload.success) {
    return failOutcome(
      'job_payload_invalid',
      `The payload of ${job.task} does not parse.`,
      payload.error.message,
    )
  }
  try {
    const handled = task.handle(core.ctx, runningJob(core, job, active, payload.data))
    return { kind: 'done', job, result: await active.race(handled) }
  } catch (error) {
    return { kind: 'error', error: active.reason ?? error }
  }
}

function runningJob(
  core: WorkerCore,
  job: ClaimedJob,
  active: ActiveAttempt,
  payload: unknown,
): RunningJob<unknown> {
  const commit: RunningJob<unknown>['commit'] = (work) => commitFenced(core, job, active, work)
  let log: RunningJob<unknown>['log'] | undefined
  return {
    id: job.id,
    attempt: job.attempt,
    maxAttempts: job.max_attempts,
    userId: job.user_id,
    payload,
    traceparent: job.traceparent,
    signal: active.signal,
    get log() {
      return (log ??= active.logs.through(core.ctx.log.child(logFields(job))))
    },
    commit,
    assertNotPaused: (tx) => assertNotPaused(tx, job),
    cursor: job.cursor,
    saveCursor: (tx, cursor) => saveCursor(tx, job.id, cursor),
    progress: (percent, words) => commit((tx) => noteProgress(tx, job.id, percent, words)),
  }
}

/** RunningJob.commit: refuses unless this attempt is the current one and nobody asked the job to stop. */
async function commitFenced<T>(
  core: WorkerCore,
  job: ClaimedJob,
  active: ActiveAttempt,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await asWorker(core.ctx.db, async (tx) => {
        assertInTime(active)
        const current = await lockJob(tx, job.id)
        if (!current || current.state !== 'running' || current.attempt !== job.attempt) {
          throw new StaleAttemptError(`attempt ${job.attempt} of job ${job.id} is no longer current`)
        }
        if (current.cancel_requested_at) throw new JobCancelledError(current.cancel_reason ?? 'Cancelled.')
        const result = await work(tx)
        // The row's lock kept the end of the attempt waiting: it may be over by now.
        assertInTime(active)
        return result
      })
    } catch (error) {
      if (!isCollision(error) || round >= 4) throw error
      await core.ctx.clock.sleep(20 * round * (1 + core.ctx.clock.random()))
    }
  }
}

function assertInTime({ expired, reason, jobId }: ActiveAttempt): void {
  if (expired) throw reason ?? new StaleAttemptError(`the time of job ${jobId} is over`)
}

async function assertNotPaused(tx: Tx, job: ClaimedJob): Promise<void> {
  if (job.user_id === null) return
  if ((await findPause(tx, job.user_id, job.lane)) ?? (await findHoldOf(tx, job.user_id, job.lane)))
    throw new JobPausedError(`lane ${job.lane} is paused`)
}

/**
 * Repeats while the database is out of reach. Claims and settlements stand a repetition: both look at the
 * row's state first, so one that did commit before the connection broke is recognised.
 */
export async function throughTrouble<T>(
  core: Pick<WorkerCore, 'ctx' | 'givenUp'>,
  work: () => Promise<T>,
): Promise<T> {
  for (let round = 0; ; round++) {
    try {
      return await work()
    } catch (error) {
      if (!(isDatabaseTrouble(error) || isCollision(error)) || core.givenUp.aborted) throw error
      await core.ctx.clock.sleep(Math.min(50 * 2 ** round, 2_000), core.givenUp)
    }
  }
}
