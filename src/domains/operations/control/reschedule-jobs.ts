import type { Tx } from '../../../platform/db/types.ts'
import { moveJobs } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import type { Outcomes } from './outcome.ts'
import { splitWaiting } from './split-waiting.ts'

/** Waiting jobs start at that time, or now when it has passed. */
export async function rescheduleJobs(tx: Tx, jobs: readonly JobRow[], runAt: Date): Promise<Outcomes> {
  const { waiting, outcomes } = splitWaiting(jobs)
  await moveJobs(tx, waiting, runAt)
  return outcomes
}
