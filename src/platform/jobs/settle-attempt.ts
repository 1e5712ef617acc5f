import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { DomainError } from '../errors.ts'
import { toJson } from '../json.ts'
import { countBatchEnd } from './batches.ts'
import type { ClaimedJob } from './claim-queries.ts'
import type { TaskDefinition } from './define-task.ts'
import { endingJob, endJob, findTask } from './end-job.ts'
import {
  HardLimitError,
  isCollision,
  isDatabaseTrouble,
  JobCancelledError,
  JobPausedError,
  RetryAfterError,
  SoftLimitError,
  WorkerStoppingError,
} from './errors.ts'
import { fingerprintOf } from './fingerprint.ts'
import { findHoldOf } from './hold-queries.ts'
import { findPause } from './pause-queries.ts'
import {
  closeAttempt,
  countFailure,
  limitLockWait,
  lockJob,
  requeueJob,
  succeeding,
  type JobRow,
  type Success,
} from './queries.ts'
import type { WorkerCore } from './run-attempt.ts'

export type Outcome =
  | { kind: 'done'; job: ClaimedJob; result: unknown }
  | { kind: 'error'; error: unknown }
  | { kind: 'fail'; code: string; words: string; message: string }
  /** Its worker died: it runs again at once, unless it has taken too many workers with it. */
  | { kind: 'lost' }

/** What became of the job. */
export type Settlement = 'succeeded' | 'failed' | 'cancelled' | 'retried' | 'handed_back' | 'overtaken'

type SettleDeps = Pick<WorkerCore, 'ctx' | 'tasks' | 'succeed'>

/** An attempt and what it logged. */
export interface EndedAttempt {
  id: string
  attempt: number
  logs?: unknown[] | undefined
  /** Another worker's: its process may be frozen in a transaction that holds the job's row, so the wait is short. */
  foreign?: true
}

const DEFAULT_RETRY_BASE_MS = 30_000
const DEFAULT_RESULT_TTL_MS = 3_600_000
const RESULT_LIMIT = 64 * 1024

export function failOutcome(code: string, words: string, detail?: string): Outcome {
  return { kind: 'fail', code, words, message: detail === undefined ? words : `${words} ${detail}` }
}

function traceIdOf(job: Pick<JobRow, 'traceparent'>): string | undefined {
  return job.traceparent?.split('-')[1]
}

export function logFields(
  job: Pick<JobRow, 'id' | 'task' | 'attempt' | 'traceparent'>,
): Record<string, unknown> {
  return { job_id: job.id, task: job.task, attempt: job.attempt, trace_id: traceIdOf(job) }
}

/** What a person hears about an internal error; the reference finds it in the log. */
function internalWords(job: JobRow): string {
  return `Something went wrong on our side. Reference: ${traceIdOf(job) ?? job.id}`
}

/** Writes how an attempt ended, fenced: when it is no longer the current one, nothing is written. */
export async function settleAttempt(
  deps: SettleDeps,
  attempt: EndedAttempt,
  outcome: Outcome,
): Promise<Settlement> {
  try {
    if (outcome.kind === 'done' && (await succeed(deps, attempt, outcome))) return 'succeeded'
    return await settle(deps, attempt, outcome)
  } catch (error) {
    if (isDatabaseTrouble(error) || isCollision(error)) throw error
    // A hook of the task failed. As an attempt's failure it is retried like any other …
    deps.ctx.log.error({ err: error, job_id: attempt.id }, 'the last word of a job failed')
    if (outcome.kind === 'done') return settleAttempt(deps, attempt, { kind: 'error', error })
    // … but an ending must end: without the hook rather than never.
    return settle({ ...deps, tasks: deps.tasks.map(withoutHooks) }, attempt, outcome)
  }
}

function withoutHooks(task: TaskDefinition): TaskDefinition {
  return { ...task, onEnd: undefined, onRetry: undefined, onPause: undefined, onSuccess: undefined }
}

/** False when the attempt may not succeed (any more): then the row says why. */
async function succeed(
  deps: SettleDeps,
  attempt: EndedAttempt,
  { job, result }: Extract<Outcome, { kind: 'done' }>,
): Promise<boolean> {
  const task = findTask(deps.tasks, job.task)
  const json = result === undefined || result === null ? null : toJson(result)
  const success: Success = {
    id: job.id,
    attempt: job.attempt,
    result: json !== null && json.length > RESULT_LIMIT ? toJson({ omitted: `${json.length} bytes` }) : json,
    resultTtlMs: task?.resultTtlMs ?? DEFAULT_RESULT_TTL_MS,
    logs: attempt.logs?.length ? toJson(attempt.logs) : null,
    batchId: job.batch_id,
  }
  // What nothing else belongs to ends together with others.
  if (!task?.onSuccess) return deps.succeed(success)
  return asWorker(deps.ctx.db, async (tx) => {
    const ended = (await succeeding([success]).execute(tx)).rows
    if (ended.length === 0) return false
    await countBatchEnd(tx, [{ batchId: job.batch_id, state: 'succeeded' }])
    const ending = endingJob(task, job)
    if (ending) await task.onSuccess?.(tx, ending, result, deps.ctx)
    return true
  })
}

async function settle(deps: SettleDeps, attempt: EndedAttempt, outcome: Outcome): Promise<Settlement> {
  return asWorker(deps.ctx.db, async (tx) => {
    if (attempt.foreign) await limitLockWait(tx)
    const current = await lockJob(tx, attempt.id)
    if (!current || current.state !== 'running' || current.attempt !== attempt.attempt) {
      // A lost one that meanwhile ended by itself was only seen too early: nothing is dropped.
      if (outcome.kind !== 'lost')
        deps.ctx.log.warn(
          { job_id: attempt.id, attempt: attempt.attempt },
          'attempt overtaken, its end is dropped',
        )
      return 'overtaken'
    }
    const ended = { ...current, logs: attempt.logs?.length ? attempt.logs : undefined }
    if (current.cancel_requested_at)
      return endCancelled(tx, deps, ended, current.cancel_reason ?? 'Cancelled.')
    if (outcome.kind === 'fail') return endFailed(tx, deps, ended, outcome)
    if (outcome.kind === 'lost') return settleLost(tx, deps, ended)
    if (outcome.kind === 'done') throw new Error(`job ${attempt.id} could neither succeed nor say why`)
    return settleError(tx, deps, ended, outcome.error)
  })
}

type EndedJob = JobRow & { logs: unknown[] | undefined }

async function endCancelled(tx: Tx, deps: SettleDeps, job: EndedJob, words: string): Promise<Settlement> {
  const end = { state: 'cancelled', code: 'job_cancelled', words, message: words, logs: job.logs } as const
  await endJob(tx, deps, job, end)
  return 'cancelled'
}

interface Failure {
  code: string
  words: string
  message: string
  stack?: string | undefined
}

async function endFailed(tx: Tx, deps: SettleDeps, job: EndedJob, failure: Failure): Promise<Settlement> {
  const fingerprint = fingerprintOf(job.task, failure.code, failure.message)
  await endJob(tx, deps, job, { ...failure, state: 'failed', fingerprint, logs: job.logs })
  await noteFailure(tx, job, failure, fingerprint)
  return 'failed'
}

async function noteFailure(tx: Tx, job: JobRow, failure: Failure, fingerprint: string): Promise<void> {
  const { task, lane, id: jobId } = job
  await countFailure(tx, { fingerprint, task, lane, jobId, code: failure.code, message: failure.message })
}

async function settleError(tx: Tx, deps: SettleDeps, job: EndedJob, error: unknown): Promise<Settlement> {
  if (error instanceof DomainError && !error.isTemporary) {
    const { code, userMessage: words, message, stack } = error
    return endFailed(tx, deps, job, { code, words, message, stack })
  }
  if (error instanceof JobCancelledError) return endCancelled(tx, deps, job, error.message)
  if (error instanceof WorkerStoppingError || error instanceof JobPausedError) {
    await closeAttempt(tx, job, { state: 'handed_back', message: error.message, logs: job.logs })
    await requeueJob(tx, job.id, { delayMs: 0, handedBack: true })
    await noteIfPaused(tx, deps, job)
    return 'handed_back'
  }
  return retryOrFail(tx, deps, job, error)
}

/** Put back while its person or an operator pauses the lane, a job waits longer than it takes to send it again. */
async function noteIfPaused(tx: Tx, deps: SettleDeps, job: JobRow): Promise<void> {
  if (job.user_id === null) return
  if (!((await findPause(tx, job.user_id, job.lane)) ?? (await findHoldOf(tx, job.user_id, job.lane)))) return
  const task = findTask(deps.tasks, job.task)
  const ending = task && endingJob(task, job)
  if (ending) await task.onPause?.(tx, ending, deps.ctx)
}

async function settleLost(tx: Tx, deps: SettleDeps, job: EndedJob): Promise<Settlement> {
  const message = 'the worker died'
  const failure = { code: 'worker_died', words: internalWords(job), message }
  await closeAttempt(tx, job, { state: 'lost', code: failure.code, message })
  if (job.attempt - job.handed_back >= job.max_attempts) return endFailed(tx, deps, job, failure)
  const fingerprint = fingerprintOf(job.task, failure.code, message)
  await requeueJob(tx, job.id, { delayMs: 0, error: { ...failure, fingerprint } })
  await noteIfPaused(tx, deps, job)
  await noteFailure(tx, job, failure, fingerprint)
  return 'retried'
}

/** What a failed attempt is called, for operators, and what its person hears when it was the last one. */
function describeFailure(job: JobRow, error: Error): Failure {
  const { message, stack } = error
  if (error instanceof HardLimitError || error instanceof SoftLimitError) {
    const reference = traceIdOf(job) ?? job.id
    const words = `This took too long and was stopped. Try it again; should it happen again, the reference is ${reference}`
    return { code: 'job_timeout', words, message }
  }
  if (error instanceof DomainError) return { code: error.code, words: error.userMessage, message, stack }
  return { code: 'internal', words: internalWords(job), message, stack }
}

async function retryOrFail(tx: Tx, deps: SettleDeps, job: EndedJob, thrown: unknown): Promise<Settlement> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const counted = job.attempt - job.handed_back
  const failure = describeFailure(job, error)
  const { code, words, message, stack } = failure
  deps.ctx.log.error({ err: error, ...logFields(job) }, 'attempt failed')
  if (counted >= job.max_attempts) return endFailed(tx, deps, job, failure)
  const task = findTask(deps.tasks, job.task)
  // A database that was away is back in a moment; anything else gets time to heal.
  const baseMs = isDatabaseTrouble(error) ? 500 : (task?.retryBaseMs ?? DEFAULT_RETRY_BASE_MS)
  const growing = baseMs * 2 ** (counted - 1) * (0.75 + deps.ctx.clock.random() / 2)
  const delayMs = error instanceof RetryAfterError ? Math.max(growing, error.retryAfterMs) : growing
  const fingerprint = fingerprintOf(job.task, code, message)
  await closeAttempt(tx, job, { state: 'failed', code, message, stack, logs: job.logs })
  const runAt = await requeueJob(tx, job.id, { delayMs, error: { code, message, fingerprint } })
  const ending = task && endingJob(task, job)
  if (ending) await task.onRetry?.(tx, ending, { words, runAt }, deps.ctx)
  await noteFailure(tx, job, failure, fingerprint)
  return 'retried'
}
