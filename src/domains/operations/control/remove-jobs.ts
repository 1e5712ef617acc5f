import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { deleteJobs } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import { cancelJobs } from './cancel-jobs.ts'
import { CHANGED, unchanged, type Outcomes } from './outcome.ts'

/** Deletes finished jobs with their attempts and events, waiting ones after cancelling them. */
export async function removeJobs(
  tx: Tx,
  ctx: AppContext,
  jobs: readonly JobRow[],
  words: string,
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map(
    jobs.map((job) => [job.id, job.state === 'running' ? unchanged('job_running') : CHANGED]),
  )
  const waiting = jobs.filter((job) => job.state === 'queued')
  for (const [id, outcome] of await cancelJobs(tx, ctx, waiting, words)) outcomes.set(id, outcome)
  const removed = jobs.filter((job) => outcomes.get(job.id)?.changed)
  await deleteJobs(
    tx,
    removed.map((job) => job.id),
  )
  return outcomes
}
