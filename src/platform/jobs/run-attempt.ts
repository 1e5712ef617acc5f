import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { RunningJob, TaskDefinition } from './define-task.ts'
import { findTask } from './end-job.ts'
import {
  isCollision,
  isDatabaseTrouble,
  JobCancelledError,
  JobPausedError,
  StaleAttemptError,
} from './errors.ts'
import { findPause } from './pause-queries.ts'
import { claimJob, lockJob, noteProgress, saveCursor, type JobRow } from './queries.ts'
import { failOutcome, logFields, settleAttempt, type Outcome } from './settle-attempt.ts'

/** An attempt in this process; `attempt` is 0 while it is being claimed. */
export interface ActiveAttempt {
  readonly jobId: string
  attempt: number
  controller: AbortController
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
}

/** Claims the job and runs one attempt to its end. Never throws: all that happened is in the job's row. */
export async function runAttempt(core: WorkerCore, jobId: string): Promise<void> {
  const active: ActiveAttempt = { jobId, attempt: 0, controller: new AbortController() }
  core.active.add(active)
  try {
    const { db } = core.ctx
    const job = await throughTrouble(core, () => asWorker(db, (tx) => claimJob(tx, jobId, core.workerId)))
    if (!job) return
    active.attempt = job.attempt
    const outcome = await executeAttempt(core, job, active)
    await throughTrouble(core, () => settleAttempt(core, job, outcome))
  } catch (error) {
    core.ctx.log.error({ err: error, job_id: jobId }, 'attempt left to recovery')
  } finally {
    core.active.delete(active)
  }
}

async function executeAttempt(core: WorkerCore, job: JobRow, active: ActiveAttempt): Promise<Outcome> {
  const task = findTask(core.tasks, job.task)
  if (!task) return failOutcome('job_task_unknown', `This version has no task ${job.task}.`)
  const payload = task.payload.safeParse(job.payload)
  if (!payload.success) {
    return failOutcome(
      'job_payload_invalid',
      `The payload of ${job.task} does not parse.`,
      payload.error.message,
    )
  }
  const { signal } = active.controller
  const running: RunningJob<unknown> = {
    id: job.id,
    attempt: job.attempt,
    maxAttempts: job.max_attempts,
    userId: job.user_id,
    payload: payload.data,
    traceparent: job.traceparent,
    signal,
    log: core.ctx.log.child(logFields(job)),
    commit: (work) => commitFenced(core, job, work),
    assertNotPaused: (tx) => assertNotPaused(tx, job),
    cursor: job.cursor,
    saveCursor: (tx, cursor) => saveCursor(tx, job.id, cursor),
    progress: (percent, words) => commitFenced(core, job, (tx) => noteProgress(tx, job.id, percent, words)),
  }
  try {
    return { kind: 'done', result: await raceWithAbort(task.handle(core.ctx, running), signal, core.graceMs) }
  } catch (error) {
    return { kind: 'error', error: signal.aborted ? signal.reason : error }
  }
}

/** The handler's result, or the abort's reason once the grace after the abort has passed. */
async function raceWithAbort<T>(handler: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  const { promise: overdue, reject } = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const onAbort = (): void => {
    timer = setTimeout(() => reject(signal.reason), graceMs)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([handler, overdue])
  } finally {
    signal.removeEventListener('abort', onAbort)
    clearTimeout(timer)
  }
}

/** RunningJob.commit: refuses unless this attempt is the current one and nobody asked the job to stop. */
async function commitFenced<T>(core: WorkerCore, job: JobRow, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await asWorker(core.ctx.db, async (tx) => {
        const current = await lockJob(tx, job.id)
        if (!current || current.state !== 'running' || current.attempt !== job.attempt) {
          throw new StaleAttemptError(`attempt ${job.attempt} of job ${job.id} is no longer current`)
        }
        if (current.cancel_requested_at) throw new JobCancelledError(current.cancel_reason ?? 'Cancelled.')
        return work(tx)
      })
    } catch (error) {
      if (!isCollision(error) || round >= 4) throw error
      await core.ctx.clock.sleep(20 * round * (1 + core.ctx.clock.random()))
    }
  }
}

async function assertNotPaused(tx: Tx, job: JobRow): Promise<void> {
  if (job.user_id !== null && (await findPause(tx, job.user_id, job.lane)))
    throw new JobPausedError(`lane ${job.lane} is paused`)
}

/**
 * Repeats while the database is out of reach. Claims and settlements stand a repetition: both look at the
 * row's state first, so one that did commit before the connection broke is recognised.
 */
export async function throughTrouble<T>(core: WorkerCore, work: () => Promise<T>): Promise<T> {
  for (let round = 0; ; round++) {
    try {
      return await work()
    } catch (error) {
      if (!(isDatabaseTrouble(error) || isCollision(error)) || core.givenUp.aborted) throw error
      await core.ctx.clock.sleep(Math.min(50 * 2 ** round, 2_000), core.givenUp)
    }
  }
}
