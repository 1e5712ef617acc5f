import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Logger } from '../log.ts'
import type { Tx } from '../db/types.ts'
import type { Lane } from './lanes.ts'

/** One attempt of a job, as its handler sees it. */
export interface RunningJob<Payload> {
  readonly id: string
  /** 1 for the first attempt. */
  readonly attempt: number
  readonly maxAttempts: number
  readonly userId: string | null
  readonly payload: Payload
  /** W3C traceparent of the request that enqueued the job. */
  readonly traceparent: string | null
  /** Fires on cancellation and on shutdown. */
  readonly signal: AbortSignal
  readonly log: Logger
  /**
   * A worker transaction fenced by (job id, attempt): it locks the job row and throws StaleAttemptError
   * when this attempt is no longer the current one, so a zombie can commit nothing. After a deadlock the
   * transaction is repeated: `work` must do nothing but what `tx` undoes.
   */
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Throws JobPausedError when the person has paused the lane; for the `work` of a commit at which the attempt
   * may end without losing anything. Thrown on by the handler, it puts the job back until the pause is over.
   */
  assertNotPaused(tx: Tx): Promise<void>
  /** Percentage (0-100; null: unknown) and words that operators and the person see at once. */
  progress(percent: number | null, words: string): Promise<void>
  /** What an earlier attempt saved last; null: nothing. */
  readonly cursor: unknown
  /** Remembers how far the job is (JSON); for the `work` of a commit, so that it stands or falls with its effects. */
  saveCursor(tx: Tx, cursor: unknown): Promise<void>
}

export interface TaskDefinition<Payload = unknown> {
  /** `domain.verb`, stable: it is stored in job rows. */
  name: string
  /** For operators: what it does, in a sentence. */
  about?: string
  lane: Lane
  /** Parsed at enqueue and again at run time (old jobs outlive code). */
  payload: z.ZodType<Payload>
  /** 1 + retries. Default 4. */
  maxAttempts?: number
  /** First retry delay in ms; doubles, with jitter. Default 30,000. */
  retryBaseMs?: number
  /** -100 to 100, lower first. Default 0. */
  priority?: number
  /** Then the attempt's signal fires with SoftLimitError. Default 240,000 ms. */
  softLimitMs?: number
  /** Then the attempt fails, and whatever it still does can't commit. Default 300,000 ms. */
  hardLimitMs?: number
  /** Jobs of this task at a time across all processes. Default: no limit but the lane's. */
  maxRunning?: number
  /** How long the result is kept after success. Default 3,600,000 ms. */
  resultTtlMs?: number
  /** The result is stored on the job row as JSON. Throw DomainError for "don't retry this". */
  handle(ctx: AppContext, job: RunningJob<Payload>): Promise<unknown>
  /** Runs fenced, in the transaction that ends the job for good as failed or cancelled. */
  onEnd?(tx: Tx, job: EndingJob<Payload>, end: JobEnd, ctx: AppContext): Promise<void>
  /** Runs fenced, in the transaction that ends the job as succeeded. */
  onSuccess?(tx: Tx, job: EndingJob<Payload>, result: unknown, ctx: AppContext): Promise<void>
  /** Runs fenced, in the transaction that puts a failed attempt back into the queue. */
  onRetry?(tx: Tx, job: EndingJob<Payload>, retry: JobRetry, ctx: AppContext): Promise<void>
  /** Runs in the transaction that queues a failed or cancelled job again because an operator says so; may refuse by throwing. */
  onRevive?(tx: Tx, job: EndingJob<Payload>, ctx: AppContext): Promise<void>
  /** Runs fenced, in the transaction that puts an attempt back which its person's pause keeps from going on. */
  onPause?(tx: Tx, job: EndingJob<Payload>, ctx: AppContext): Promise<void>
}

export interface EndingJob<Payload> {
  id: string
  userId: string | null
  payload: Payload
  /** The attempt that ends; 0 when the job never ran. */
  attempt: number
}

export interface JobRetry {
  /** For the person. */
  words: string
  runAt: Date
}

export type JobEnd = { state: 'failed' | 'cancelled'; code: string; words: string }

export function defineTask<Payload>(definition: TaskDefinition<Payload>): TaskDefinition<Payload> {
  return definition
}
