import type { Tx } from '../db/types.ts'
import { countEnds, finishBatch, noteCompletion, type BatchCount } from './batch-queries.ts'
import { insertJob } from './enqueue-queries.ts'
import { sendQueued } from './queries.ts'
import type { JobState } from './tables.ts'

/** A job that ends in this transaction; those without a batch are passed over. */
export interface EndedJob {
  batchId: string | null
  state: JobState
}

/**
 * Counts jobs that end in this transaction, whose rows say so already, and enqueues the step that follows a batch
 * with its last one. Jobs of any outcome count. A finished batch is never opened again: a job of it that an operator
 * revives runs, but the completion step doesn't run a second time.
 */
export async function countBatchEnd(tx: Tx, ended: readonly EndedJob[]): Promise<void> {
  for (const count of countsByBatch(ended)) {
    if (await countEnds(tx, count)) await completeBatch(tx, count.batchId)
  }
}

/** In the order of their ids, so that two transactions that end jobs of the same batches don't wait for each other. */
function countsByBatch(ended: readonly EndedJob[]): BatchCount[] {
  const counts = new Map<string, BatchCount>()
  for (const { batchId, state } of ended) {
    if (batchId === null) continue
    const count = counts.get(batchId) ?? { batchId, ended: 0, failed: 0, cancelled: 0 }
    counts.set(batchId, count)
    count.ended++
    if (state === 'failed') count.failed++
    if (state === 'cancelled') count.cancelled++
  }
  return [...counts.values()].toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1))
}

/** Enqueues the step that follows, unless a job of the batch is still to end. */
export async function completeBatch(tx: Tx, batchId: string): Promise<void> {
  const batch = await finishBatch(tx, batchId)
  if (!batch?.completion) return
  const { traceparent, payload, ...job } = batch.completion
  const jobId = await insertJob(tx, {
    ...job,
    payload: { ...payload, batchId },
    userId: batch.user_id,
    traceparent,
    parentId: null,
    batchId: null,
    scheduleId: null,
    runAt: null,
    unique: null,
  })
  if (jobId === null) return
  await noteCompletion(tx, batchId, jobId)
  // Within the transaction: batches don't end by the thousand.
  await sendQueued(tx, [jobId])
}
