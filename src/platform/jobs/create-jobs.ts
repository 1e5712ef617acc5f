import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import type { TaskDefinition } from './define-task.ts'
import { endJob, findTask } from './end-job.ts'
import type { EnqueueOptions, Jobs } from './jobs.ts'
import { findActiveJob, insertJob, lockJob, requestCancel, type NewJob } from './queries.ts'

const DEFAULT_MAX_ATTEMPTS = 4

export interface CreateJobsOptions {
  /** Every task of the application, to let a cancelled job's task say its last word. */
  tasks: readonly TaskDefinition[]
  /** The finished context, which itself holds these jobs. */
  ctx: () => AppContext
}

export function createJobs(options: CreateJobsOptions): Jobs {
  return {
    enqueue,
    task: (name) => findTask(options.tasks, name),
    cancel: (tx, jobId, reason) => cancelJob(tx, options, jobId, reason),
  }
}

async function enqueue<Payload>(
  tx: Tx,
  task: TaskDefinition<Payload>,
  payload: Payload,
  options: EnqueueOptions,
): Promise<string> {
  task.payload.parse(payload)
  const job: NewJob = {
    task: task.name,
    lane: task.lane,
    payload,
    userId: options.userId,
    parentId: options.parentId ?? null,
    runAt: options.runAt ?? null,
    maxAttempts: task.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    uniqueKey: options.uniqueKey ?? null,
    traceparent: options.traceparent ?? null,
  }
  // The holder of the key may end between the two statements: then the next round inserts.
  for (let round = 0; round < 5; round++) {
    const id = (await insertJob(tx, job)) ?? (await findActiveJob(tx, job))
    if (id) return id
  }
  throw new Error(`could neither enqueue ${task.name} nor find the holder of key ${options.uniqueKey}`)
}

async function cancelJob(
  tx: Tx,
  options: CreateJobsOptions,
  jobId: string,
  reason: string,
): Promise<boolean> {
  const job = await lockJob(tx, jobId)
  if (!job) return false
  if (job.state === 'queued') {
    const end = { state: 'cancelled', code: 'job_cancelled', words: reason, message: reason } as const
    await endJob(tx, { tasks: options.tasks, ctx: options.ctx() }, job, end)
    return true
  }
  if (job.state !== 'running') return false
  await requestCancel(tx, jobId, reason)
  return true
}
