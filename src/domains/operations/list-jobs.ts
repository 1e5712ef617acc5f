import type { Tx } from '../../platform/db/types.ts'
import { jobItem } from './job-view.ts'
import { readJobCursor, writeJobCursor } from './listing/job-place.ts'
import { readItems } from './listing/queries.ts'
import type { JobFilter, JobPage } from './schema.ts'
import { searchJobs } from './search-jobs.ts'

export interface ListOptions {
  cursor?: string | null | undefined
  limit: number
  now: Date
}

/** A page of jobs; where no index serves the filter it may end early and say so. */
export async function listJobs(tx: Tx, filter: JobFilter, options: ListOptions): Promise<JobPage> {
  const { cursor, limit, now } = options
  const after = cursor ? readJobCursor(filter.state, cursor) : null
  const { found, next, stopped } = await searchJobs(tx, filter, { after, limit, now })
  const rows = new Map(
    (
      await readItems(
        tx,
        found.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return {
    items: found.flatMap(({ id }) => {
      const row = rows.get(id)
      return row ? [jobItem(row, now)] : []
    }),
    nextCursor: next ? writeJobCursor(filter.state, next) : null,
    searchedUntil: stopped && next ? new Date(Number(next.time) / 1000).toISOString() : null,
  }
}
