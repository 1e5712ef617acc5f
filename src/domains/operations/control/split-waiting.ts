import type { JobRow } from '../../../platform/jobs/queries.ts'
import { CHANGED, unchanged, type Outcomes } from './outcome.ts'

/** Ids of the jobs that wait, with the outcomes of an action that is possible for all of them and no other. */
export function splitWaiting(jobs: readonly JobRow[]): { waiting: string[]; outcomes: Outcomes } {
  const waiting = jobs.filter((job) => job.state === 'queued').map((job) => job.id)
  const outcomes: Outcomes = new Map(
    jobs.map((job) => [job.id, job.state === 'queued' ? CHANGED : unchanged('job_not_queued')]),
  )
  return { waiting, outcomes }
}
