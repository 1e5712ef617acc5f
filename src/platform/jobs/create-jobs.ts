import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import { insertBatch } from './batch-queries.ts'
import { completeBatch } from './batches.ts'
import type { TaskDefinition } from './define-task.ts'
import { laneSettings } from './lanes.ts'
import { endJob, findTask } from './end-job.ts'
import { findActiveJob, insertJob, insertJobs, type NewJobPart, type NewKey } from './enqueue-queries.ts'
import type { BatchJob, BatchOptions, EnqueueOptions, Jobs, UniqueOptions } from './jobs.ts'
import { lockJob, requestCancel } from './queries.ts'
import { createSender } from './send-transports.ts'

export const DEFAULT_MAX_ATTEMPTS = 4
const MAX_PRIORITY = 100
/** Jobs of one statement. */
const CHUNK = 5_000
/** A debounce that names no longest wait: so many times its delay. */
const DEFAULT_WAITS = 10

export interface CreateJobsOptions {
  /** Every task of the application, to let a cancelled job's task say its last word. */
  tasks: readonly TaskDefinition[]
  /** The finished context, which itself holds these jobs. */
  ctx: () => AppContext
}

export function createJobs(options: CreateJobsOptions): Jobs {
  const sender = createSender(options.ctx)
  return {
    async enqueue(tx, task, payload, enqueue) {
      const { id, isNew } = await enqueueOne(tx, task, payload, enqueue)
      if (isNew && mayBeginNow(enqueue)) sender.handOver(tx, task.lane, id)
      else sender.send(tx, [id])
      return id
    },
    async enqueueMany(tx, task, payloads, enqueue) {
      const ids = await enqueueMany(tx, task, payloads, enqueue)
      sender.send(tx, ids)
      return ids
    },
    async enqueueBatch(tx, jobs, batch) {
      const made = await enqueueBatch(tx, jobs, batch)
      sender.send(tx, made.jobIds)
      return made
    },
    offerTo: (take) => sender.offerTo(take),
    idle: () => sender.idle(),
    tasks: () => options.tasks,
    task: (name) => findTask(options.tasks, name),
    cancel: (tx, jobId, reason) => cancelJob(tx, options, jobId, reason),
  }
}

/** Throws where the task refuses the payload or the priority is out of range: both are bugs of the caller. */
function newJobPart(task: TaskDefinition, payload: unknown, priority = task.priority ?? 0): NewJobPart {
  task.payload.parse(payload)
  if (!Number.isInteger(priority) || Math.abs(priority) > MAX_PRIORITY)
    throw new RangeError(`priority ${priority} of ${task.name} is no whole number from -100 to 100`)
  return {
    task: task.name,
    lane: task.lane,
    perPerson: laneSettings[task.lane].perPerson,
    payload,
    priority,
    maxAttempts: task.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
  }
}

function newKey(task: TaskDefinition, options: EnqueueOptions): NewKey | null {
  const unique: UniqueOptions | undefined =
    options.unique ?? (options.uniqueKey === undefined ? undefined : { key: options.uniqueKey, mode: 'keep' })
  if (!unique) return null
  const { key, mode } = unique
  if (mode !== 'debounce') return { key, mode, delayMs: 0, maxWaitMs: 0 }
  const { delayMs = 0, maxWaitMs = delayMs * DEFAULT_WAITS } = unique
  if (delayMs <= 0 || maxWaitMs < delayMs || options.runAt)
    throw new RangeError(
      `a debounce of ${task.name} needs a delay, at most its longest wait, and no time of its own`,
    )
  return { key, mode, delayMs, maxWaitMs }
}

/** Neither for later nor one that others may still replace. */
function mayBeginNow({ runAt, unique }: EnqueueOptions): boolean {
  return runAt === undefined && (unique === undefined || unique.mode === 'keep')
}

/** Enqueues without sending; a schedule adds its id. */
export async function enqueueJob<Payload>(
  tx: Tx,
  task: TaskDefinition<Payload>,
  payload: Payload,
  options: EnqueueOptions & { scheduleId?: string },
): Promise<string> {
  return (await enqueueOne(tx, task, payload, options)).id
}

/** `isNew`: false for the holder of the key. */
async function enqueueOne<Payload>(
  tx: Tx,
  task: TaskDefinition<Payload>,
  payload: Payload,
  options: EnqueueOptions & { scheduleId?: string },
): Promise<{ id: string; isNew: boolean }> {
  const { userId } = options
  const unique = newKey(task, options)
  const job = {
    ...newJobPart(task, payload, options.priority),
    userId,
    parentId: options.parentId ?? null,
    batchId: null,
    scheduleId: options.scheduleId ?? null,
    runAt: options.runAt ?? null,
    traceparent: options.traceparent ?? null,
    unique,
  }
  // The holder of the key may end between the two statements: then the next round inserts.
  for (let round = 0; round < 5; round++) {
    const inserted = await insertJob(tx, job)
    const id = inserted ?? (unique && (await findActiveJob(tx, { ...job, key: unique.key })))
    if (id) return { id, isNew: inserted !== null }
  }
  throw new Error(`could neither enqueue ${task.name} nor find the holder of key ${unique?.key}`)
}

async function enqueueMany<Payload>(
  tx: Tx,
  task: TaskDefinition<Payload>,
  payloads: readonly Payload[],
  options: Omit<EnqueueOptions, 'uniqueKey' | 'unique'>,
): Promise<string[]> {
  const jobs = payloads.map((payload) => newJobPart(task, payload, options.priority))
  return insertInChunks(tx, jobs, { ...options, batchId: null })
}

async function insertInChunks(
  tx: Tx,
  jobs: readonly NewJobPart[],
  options: Omit<EnqueueOptions, 'uniqueKey' | 'unique'> & { batchId: string | null },
): Promise<string[]> {
  const { userId, batchId, runAt = null, parentId = null, traceparent = null } = options
  const ids: string[] = []
  for (let start = 0; start < jobs.length; start += CHUNK) {
    const chunk = jobs.slice(start, start + CHUNK)
    ids.push(...(await insertJobs(tx, { userId, batchId, runAt, parentId, traceparent }, chunk)))
  }
  return ids
}

async function enqueueBatch(
  tx: Tx,
  jobs: readonly BatchJob[],
  options: BatchOptions,
): Promise<{ batchId: string; jobIds: string[] }> {
  const { userId, completion, priority, traceparent = null } = options
  const parts = jobs.map(({ task, payload }) => newJobPart(task, payload, priority))
  const batchId = await insertBatch(tx, {
    userId,
    total: jobs.length,
    completion: completion ? { ...newCompletion(completion, priority), traceparent } : null,
  })
  const jobIds = await insertInChunks(tx, parts, { ...options, batchId })
  if (jobs.length === 0) await completeBatch(tx, batchId)
  return { batchId, jobIds }
}

/** Its payload is checked now, with some batch's id, so that a batch can't end in a step that nobody can read. */
function newCompletion({ task, payload }: NonNullable<BatchOptions['completion']>, priority?: number) {
  const batchId = '00000000-0000-4000-8000-000000000000'
  return { ...newJobPart(task, { ...payload, batchId }, priority), payload }
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
