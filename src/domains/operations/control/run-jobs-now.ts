import type { Tx } from '../../../platform/db/types.ts'
import { moveJobs } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import type { Outcomes } from './outcome.ts'
import { splitWaiting } from './split-waiting.ts'

/** Waiting and scheduled jobs are due now; what is paused or over a limit goes on waiting for that. */
export async function runJobsNow(tx: Tx, jobs: readonly JobRow[]): Promise<Outcomes> {
  const { waiting, outcomes } = splitWaiting(jobs)
  await moveJobs(tx, waiting, 'now')
  return outcomes
}
