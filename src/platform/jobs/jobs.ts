import type { Tx } from '../db/types.ts'
import type { TaskDefinition } from './define-task.ts'

export interface EnqueueOptions {
  userId: string | null
  runAt?: Date
  /** One queued or running job per key; a second enqueue returns the first one's id. */
  uniqueKey?: string
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
