import type { Tx } from '../../platform/db/types.ts'
import type { JobFilter } from './schema.ts'
import { countFound } from './search-jobs.ts'

const MOST = 10_000

/** How many jobs fit a filter; beyond 10,000, or where looking on would take long, there are more. */
export function countJobs(tx: Tx, filter: JobFilter, now: Date): Promise<{ count: number; more: boolean }> {
  return countFound(tx, filter, { after: null, limit: MOST, now, window: 20_000 })
}
