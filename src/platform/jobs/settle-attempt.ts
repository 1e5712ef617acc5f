import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { DomainError } from '../errors.ts'
import { toJson } from '../json.ts'
import type { TaskDefinition } from './define-task.ts'
import { endingJob, endJob, findTask } from './end-job.ts'
import {
  isCollision,
  isDatabaseTrouble,
  JobCancelledError,
  JobPausedError,
  WorkerStoppingError,
} from './errors.ts'
import { findPause } from './pause-queries.ts'
import { closeAttempt, lockJob, requeueJob, succeedAtOnce, type JobRow } from './queries.ts'
import type { WorkerCore } from './run-attempt.ts'

export type Outcome =
  | { kind: 'done'; result: unknown }
  | { kind: 'error'; error: unknown }
  | { kind: 'fail'; code: string; words: string; message: string }
  /** Its worker died: it runs again at once, unless it has taken too many workers with it. */
  | { kind: 'lost' }

type SettleDeps = Pick<WorkerCore, 'ctx' | 'tasks'>
type AttemptRef = Pick<JobRow, 'id' | 'attempt'>

const DEFAULT_RETRY_BASE_MS = 30_000
const RESULT_LIMIT = 64 * 1024

export function failOutcome(code: string, words: string, detail?: string): Outcome {
  return { kind: 'fail', code, words, message: detail === undefined ? words : `${words} ${detail}` }
}

function traceIdOf(job: JobRow): string | undefined {
  return job.traceparent?.split('-')[1]
}

export function logFields(job: JobRow): Record<string, unknown> {
  return { job_id: job.id, task: job.task, attempt: job.attempt, trace_id: traceIdOf(job) }
}

/** What a person hears about an internal error; the reference finds it in the log. */
function internalWords(job: JobRow): string {
  return `Something went wrong on our side. Reference: ${traceIdOf(job) ?? job.id}`
}

/** Writes how an attempt ended, fenced: when it is no longer the current one, nothing is written. */
export async function settleAttempt(deps: SettleDeps, job: AttemptRef, outcome: Outcome): Promise<void> {
  try {
    await settle(deps, job, outcome)
  } catch (error) {
    if (isDatabaseTrouble(error) || isCollision(error)) throw error
    // A hook of the task failed. As an attempt's failure it is retried like any other …
    deps.ctx.log.error({ err: error, job_id: job.id }, 'the last word of a job failed')
    if (outcome.kind === 'done') return settleAttempt(deps, job, { kind: 'error', error })
    // … but an ending must end: without the hook rather than never.
    await settle({ ctx: deps.ctx, tasks: deps.tasks.map(withoutHooks) }, job, outcome)
  }
}

function withoutHooks(task: TaskDefinition): TaskDefinition {
  return { ...task, onEnd: undefined, onRetry: undefined, onPause: undefined, onSuccess: undefined }
}

async function settle(deps: SettleDeps, job: AttemptRef, outcome: Outcome): Promise<void> {
  await asWorker(deps.ctx.db, async (tx) => {
    if (outcome.kind === 'done' && (await succeed(tx, deps, job, outcome.result))) return
    const current = await lockJob(tx, job.id)
    if (!current || current.state !== 'running' || current.attempt !== job.attempt) {
      // A lost one that meanwhile ended by itself was only seen too early: nothing is dropped.
      if (outcome.kind !== 'lost')
        deps.ctx.log.warn({ job_id: job.id, attempt: job.attempt }, 'attempt overtaken, its end is dropped')
      return
    }
    if (current.cancel_requested_at) return endCancelled(tx, deps, current)
    if (outcome.kind === 'fail') return endJob(tx, deps, current, { ...outcome, state: 'failed' })
    if (outcome.kind === 'lost') return settleLost(tx, deps, current)
    if (outcome.kind === 'done') throw new Error(`job ${job.id} could neither succeed nor say why`)
    return settleError(tx, deps, current, outcome.error)
  })
}

async function endCancelled(tx: Tx, deps: SettleDeps, job: JobRow): Promise<void> {
  const words = job.cancel_reason ?? 'Cancelled.'
  await endJob(tx, deps, job, { state: 'cancelled', code: 'job_cancelled', words, message: words })
}

/** False when the attempt may not succeed (any more): then the row says why. */
async function succeed(tx: Tx, deps: SettleDeps, attempt: AttemptRef, result: unknown): Promise<boolean> {
  const json = toJson(result)
  const kept = json.length > RESULT_LIMIT ? toJson({ omitted: `${json.length} bytes` }) : json
  const job = await succeedAtOnce(tx, attempt, kept)
  if (!job) return false
  const task = findTask(deps.tasks, job.task)
  const ending = task && endingJob(task, job)
  if (ending) await task.onSuccess?.(tx, ending, result, deps.ctx)
  return true
}

async function settleError(tx: Tx, deps: SettleDeps, job: JobRow, error: unknown): Promise<void> {
  if (error instanceof DomainError) {
    const { code, userMessage: words, message, stack } = error
    return endJob(tx, deps, job, { state: 'failed', code, words, message, stack })
  }
  if (error instanceof JobCancelledError) {
    return endJob(tx, deps, job, {
      state: 'cancelled',
      code: 'job_cancelled',
      words: error.message,
      message: error.message,
    })
  }
  if (error instanceof WorkerStoppingError || error instanceof JobPausedError) {
    await closeAttempt(tx, job, { state: 'handed_back', message: error.message })
    await requeueJob(tx, job.id, { delayMs: 0, handedBack: true })
    return noteIfPaused(tx, deps, job)
  }
  return retryOrFail(tx, deps, job, error)
}

/** Put back while its person pauses the lane, a job waits longer than it takes to send it again. */
async function noteIfPaused(tx: Tx, deps: SettleDeps, job: JobRow): Promise<void> {
  if (job.user_id === null || !(await findPause(tx, job.user_id, job.lane))) return
  const task = findTask(deps.tasks, job.task)
  const ending = task && endingJob(task, job)
  if (ending) await task.onPause?.(tx, ending, deps.ctx)
}

async function settleLost(tx: Tx, deps: SettleDeps, job: JobRow): Promise<void> {
  const message = 'the worker died'
  await closeAttempt(tx, job, { state: 'lost', code: 'worker_died', message })
  if (job.attempt - job.handed_back >= job.max_attempts) {
    return endJob(tx, deps, job, { state: 'failed', code: 'worker_died', words: internalWords(job), message })
  }
  await requeueJob(tx, job.id, { delayMs: 0, error: { code: 'worker_died', message } })
  await noteIfPaused(tx, deps, job)
}

async function retryOrFail(tx: Tx, deps: SettleDeps, job: JobRow, thrown: unknown): Promise<void> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const counted = job.attempt - job.handed_back
  const words = internalWords(job)
  const { message, stack } = error
  deps.ctx.log.error({ err: error, ...logFields(job) }, 'attempt failed')
  if (counted >= job.max_attempts) {
    return endJob(tx, deps, job, { state: 'failed', code: 'internal', words, message, stack })
  }
  const task = findTask(deps.tasks, job.task)
  // A database that was away is back in a moment; anything else gets time to heal.
  const baseMs = isDatabaseTrouble(error) ? 500 : (task?.retryBaseMs ?? DEFAULT_RETRY_BASE_MS)
  const delayMs = baseMs * 2 ** (counted - 1) * (0.75 + deps.ctx.clock.random() / 2)
  await closeAttempt(tx, job, { state: 'failed', code: 'internal', message, stack })
  const runAt = await requeueJob(tx, job.id, { delayMs, error: { code: 'internal', message } })
  const ending = task && endingJob(task, job)
  if (ending) await task.onRetry?.(tx, ending, { words, runAt }, deps.ctx)
}
