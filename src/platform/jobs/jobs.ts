import type { Tx } from '../db/types.ts'
import type { TaskDefinition } from './define-task.ts'

/** One job per key of a task and person. */
export interface UniqueOptions {
  key: string
  /**
   * keep: while one waits or runs, a further enqueue only returns its id. replace: a waiting one takes the new
   * payload, priority and time; a running one stays and another waits behind it. debounce: like replace, and the
   * start moves to `delayMs` from now each time, but never past `maxWaitMs` after the first enqueue.
   */
  mode: 'keep' | 'replace' | 'debounce'
  delayMs?: number
  maxWaitMs?: number
}

export interface EnqueueOptions {
  userId: string | null
  runAt?: Date
  /** One queued or running job per key; a second enqueue returns the first one's id. Short for `unique` with mode `keep`. */
  uniqueKey?: string
  unique?: UniqueOptions
  /** -100 to 100, lower first; default the task's. */
  priority?: number
  traceparent?: string | null
  /** The job that asked for this one. */
  parentId?: string
}

/** How use cases hand work to the background. */
export interface Jobs {
  /** Inserts the job row and its transport in the caller's transaction; returns the job's id. */
  enqueue<Payload>(
    tx: Tx,
    task: TaskDefinition<Payload>,
    payload: Payload,
    options: EnqueueOptions,
  ): Promise<string>
  /** The task of that name; undefined when this version has none. */
  task(name: string): TaskDefinition | undefined
  /** Cancels a queued job at once, asks a running one to stop. False when it had already ended. */
  cancel(tx: Tx, jobId: string, reason: string): Promise<boolean>
}
