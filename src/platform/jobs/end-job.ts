import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import { countBatchEnd } from './batches.ts'
import type { EndingJob, JobEnd, TaskDefinition } from './define-task.ts'
import { closeAttempt, markEnded, type JobRow } from './queries.ts'

export function findTask(tasks: readonly TaskDefinition[], name: string): TaskDefinition | undefined {
  return tasks.find((task) => task.name === name)
}

/** What a task's hooks see; null when the payload no longer parses (it ended for that very reason). */
export function endingJob(
  task: TaskDefinition,
  job: Pick<JobRow, 'id' | 'user_id' | 'payload' | 'attempt'>,
): EndingJob<unknown> | null {
  const payload = task.payload.safeParse(job.payload)
  if (!payload.success) return null
  return { id: job.id, userId: job.user_id, payload: payload.data, attempt: job.attempt }
}

export interface EndDeps {
  ctx: AppContext
  tasks: readonly TaskDefinition[]
}

/** Ends a locked job for good as failed or cancelled, with its task's last word in the same transaction. */
export async function endJob(
  tx: Tx,
  deps: EndDeps,
  job: JobRow,
  end: JobEnd & {
    message: string
    stack?: string | undefined
    fingerprint?: string
    logs?: unknown[] | undefined
  },
): Promise<void> {
  const { state, code, message, stack, logs } = end
  await closeAttempt(tx, job, { state, code, message, stack, logs })
  await markEnded(tx, job.id, end)
  await countBatchEnd(tx, [{ batchId: job.batch_id, state: end.state }])
  const task = findTask(deps.tasks, job.task)
  const ending = task && endingJob(task, job)
  if (ending) await task.onEnd?.(tx, ending, { state: end.state, code: end.code, words: end.words }, deps.ctx)
}
