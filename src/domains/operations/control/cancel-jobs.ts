import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { cancelWaiting, inSavepoint } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import { CHANGED, outcomeOfError, unchanged, type Outcome, type Outcomes } from './outcome.ts'

/** Cancels waiting jobs at once and asks running ones to stop. `words` are for the person. */
export async function cancelJobs(
  tx: Tx,
  ctx: AppContext,
  jobs: readonly JobRow[],
  words: string,
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  const silent: string[] = []
  for (const job of jobs) {
    if (isSilent(ctx, job)) silent.push(job.id)
    else outcomes.set(job.id, await cancelJob(tx, ctx, job, words))
  }
  if (silent.length > 0) await cancelWaiting(tx, silent, words)
  for (const id of silent) outcomes.set(id, CHANGED)
  return outcomes
}

/** It waits, and nobody has a last word on it: many such are ended in one statement. */
function isSilent(ctx: AppContext, job: JobRow): boolean {
  return job.state === 'queued' && job.batch_id === null && !ctx.jobs.task(job.task)?.onEnd
}

async function cancelJob(tx: Tx, ctx: AppContext, job: JobRow, words: string): Promise<Outcome> {
  if (job.finished_at !== null) return unchanged('job_over')
  if (job.cancel_requested_at !== null) return unchanged('job_cancel_asked')
  const { error } = await inSavepoint(tx, async () => {
    await ctx.jobs.cancel(tx, job.id, words)
  })
  return error === undefined ? CHANGED : outcomeOfError(ctx, job.id, error)
}
