import type { Tx } from '../../../platform/db/types.ts'
import { prioritiseJobs } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import { unchanged, type Outcomes } from './outcome.ts'
import { splitWaiting } from './split-waiting.ts'

/** -100 to 100, lower first; for waiting jobs. */
export async function setJobPriority(tx: Tx, jobs: readonly JobRow[], priority: number): Promise<Outcomes> {
  const { waiting, outcomes } = splitWaiting(jobs)
  const same = new Set(jobs.filter((job) => job.priority === priority).map((job) => job.id))
  const moving = waiting.filter((id) => !same.has(id))
  await prioritiseJobs(tx, moving, priority)
  for (const id of waiting) if (same.has(id)) outcomes.set(id, unchanged('job_unchanged'))
  return outcomes
}
