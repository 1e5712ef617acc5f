import type { Tx } from '../db/types.ts'
import type { TaskDefinition } from './define-task.ts'
import type { Lane } from './lanes.ts'

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

export interface BatchJob {
  task: TaskDefinition
  payload: unknown
}

export interface BatchOptions {
  userId: string | null
  traceparent?: string | null
  parentId?: string
  /** -100 to 100, lower first; default each task's. */
  priority?: number
  /** Enqueued once, in the transaction that ends the batch's last job. Its payload gains `batchId`. */
  completion?: { task: TaskDefinition; payload: Record<string, unknown> }
}

/** How use cases hand work to the background. */
export interface Jobs {
  /** Inserts the job in the caller's transaction; it is sent to the workers after the commit. Returns its id. */
  enqueue<Payload>(
    tx: Tx,
    task: TaskDefinition<Payload>,
    payload: Payload,
    options: EnqueueOptions,
  ): Promise<string>
  /** Many jobs of one task, in the order given; returns their ids in that order. Without unique keys. */
  enqueueMany<Payload>(
    tx: Tx,
    task: TaskDefinition<Payload>,
    payloads: readonly Payload[],
    options: Omit<EnqueueOptions, 'uniqueKey' | 'unique'>,
  ): Promise<string[]>
  /** Jobs that belong together, with a step that follows when all have ended, however they ended. */
  enqueueBatch(
    tx: Tx,
    jobs: readonly BatchJob[],
    options: BatchOptions,
  ): Promise<{ batchId: string; jobIds: string[] }>
  /**
   * From now on a single job that is due is offered to `take` right after its commit; what it answers false to is sent
   * to the workers as ever. Returns what ends that.
   */
  offerTo(take: (lane: Lane, jobId: string) => boolean): () => void
  /** Every task of this version. */
  tasks(): readonly TaskDefinition[]
  /** Once everything that was committed in this process has been sent to the workers. */
  idle(): Promise<void>
  /** The task of that name; undefined when this version has none. */
  task(name: string): TaskDefinition | undefined
  /** Cancels a queued job at once, asks a running one to stop. False when it had already ended. */
  cancel(tx: Tx, jobId: string, reason: string): Promise<boolean>
}
