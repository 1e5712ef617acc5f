import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson } from '../json.ts'
import type { NewJobPart } from './enqueue-queries.ts'

/** The step that follows a batch, complete enough for a worker of any version to enqueue it. */
export interface BatchCompletion extends Omit<NewJobPart, 'payload'> {
  payload: Record<string, unknown>
  traceparent: string | null
}

export interface NewBatch {
  userId: string | null
  total: number
  completion: BatchCompletion | null
}

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<string> {
  const row = await tx
    .insertInto('job_batch')
    .values({
      user_id: batch.userId,
      total: batch.total,
      pending: batch.total,
      completion: batch.completion && toJson(batch.completion),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface BatchCount {
  batchId: string
  ended: number
  failed: number
  cancelled: number
}

/** False while jobs of the batch are to come; a finished batch stays as it is. */
export async function countEnds(tx: Tx, count: BatchCount): Promise<boolean> {
  const row = await tx
    .updateTable('job_batch')
    .set((of) => ({
      pending: sql<number>`greatest(0, pending - ${count.ended}::integer)`,
      failed: of('failed', '+', count.failed),
      cancelled: of('cancelled', '+', count.cancelled),
    }))
    .where('id', '=', count.batchId)
    .where('finished_at', 'is', null)
    .returning('pending')
    .executeTakeFirst()
  return row?.pending === 0
}

export interface FinishedBatch {
  user_id: string | null
  completion: BatchCompletion | null
}

/**
 * Finishes a batch whose count is through; null while one of its jobs hasn't ended after all: one that failed, was
 * queued again by an operator and ends a second time has been counted twice. The jobs themselves have the last word.
 */
export async function finishBatch(tx: Tx, batchId: string): Promise<FinishedBatch | null> {
  const { rows } = await sql<FinishedBatch>`
    with counted as (
      select count(*) filter (where state in ('queued', 'running')) as open,
        count(*) filter (where state = 'failed') as failed,
        count(*) filter (where state = 'cancelled') as cancelled
      from job where batch_id = ${batchId}
    )
    update job_batch set finished_at = clock_timestamp(), failed = counted.failed, cancelled = counted.cancelled
    from counted where id = ${batchId} and finished_at is null and counted.open = 0
    returning user_id, completion`.execute(tx)
  return rows[0] ?? null
}

export async function noteCompletion(tx: Tx, batchId: string, jobId: string): Promise<void> {
  await tx.updateTable('job_batch').set({ completion_job_id: jobId }).where('id', '=', batchId).execute()
}
