import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { inSavepoint, reviveJobs, type Revival } from '../../../platform/jobs/control-queries.ts'
import { DEFAULT_MAX_ATTEMPTS } from '../../../platform/jobs/create-jobs.ts'
import { endingJob } from '../../../platform/jobs/end-job.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import { CHANGED, outcomeOfError, unchanged, type Outcome, type Outcomes } from './outcome.ts'

/**
 * Queues failed and cancelled jobs again, due now and with all attempts of their task anew; what they did before
 * stays in their history. A task may refuse in words (onRevive).
 */
export async function retryJobs(tx: Tx, ctx: AppContext, jobs: readonly JobRow[]): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  const simple: Revival[] = []
  for (const job of jobs) {
    const outcome = await retryJob(tx, ctx, job, simple)
    if (outcome) outcomes.set(job.id, outcome)
  }
  if (simple.length > 0) await reviveJobs(tx, simple)
  for (const { id } of simple) outcomes.set(id, CHANGED)
  return outcomes
}

/** null: nothing can speak against it, it goes to the `simple` ones that are changed in one statement. */
async function retryJob(tx: Tx, ctx: AppContext, job: JobRow, simple: Revival[]): Promise<Outcome | null> {
  if (job.state !== 'failed' && job.state !== 'cancelled') return unchanged('job_not_retryable')
  const task = ctx.jobs.task(job.task)
  if (!task) return unchanged('job_task_unknown')
  const ending = endingJob(task, job)
  if (!ending) return unchanged('job_payload_outdated')
  const counted = job.attempt - job.handed_back
  const revival = { id: job.id, maxAttempts: counted + (task.maxAttempts ?? DEFAULT_MAX_ATTEMPTS) }
  if (!task.onRevive && job.unique_key === null) {
    simple.push(revival)
    return null
  }
  const { error } = await inSavepoint(tx, async () => {
    await reviveJobs(tx, [revival])
    await task.onRevive?.(tx, ending, ctx)
  })
  return error === undefined ? CHANGED : outcomeOfError(ctx, job.id, error)
}
