import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import type { RunningJob } from './define-task.ts'
import {
  deleteEndedBatches,
  deleteEndedJobs,
  deleteForgottenFailures,
  dropExpiredResults,
} from './prune-queries.ts'
import { rollUpStats } from './stat-queries.ts'

const DAY_MS = 86_400_000
const JOBS_KEPT_DAYS = 7
const FAILURES_KEPT_DAYS = 90
/** Rows of one transaction: short enough to be in nobody's way. */
const BATCH = 1_000
/** Rows of one kind and run; the next run goes on. */
const MOST = 50_000

export interface Pruned {
  results: number
  succeeded: number
  cancelled: number
  batches: number
  failures: number
}

/**
 * Removes what nobody looks at any more: results that expired, jobs that ended well or were cancelled a week ago, with
 * their attempts and events, batches that ended as long ago, kinds of failure that weren't seen for 90 days. Failed
 * jobs stay until an operator decides about them.
 */
export async function pruneJobs(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  job: Pick<RunningJob<unknown>, 'commit' | 'progress' | 'signal'>,
  { batch = BATCH, most = MOST }: { batch?: number; most?: number } = {},
): Promise<Pruned> {
  const now = ctx.clock.now()
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS)
  const before = daysAgo(JOBS_KEPT_DAYS)

  async function prune(what: string, remove: (tx: Tx, limit: number) => Promise<number>): Promise<number> {
    let removed = 0
    while (removed < most) {
      job.signal.throwIfAborted()
      const count = await job.commit((tx) => remove(tx, batch))
      removed += count
      if (count < batch) break
      await job.progress(null, `Removed ${removed} ${what}`)
    }
    return removed
  }

  const pruned = {
    results: await prune('expired results', (tx, limit) => dropExpiredResults(tx, now, limit)),
    succeeded: await prune('jobs that succeeded', (tx, limit) =>
      deleteEndedJobs(tx, { state: 'succeeded', before }, limit),
    ),
    cancelled: await prune('cancelled jobs', (tx, limit) =>
      deleteEndedJobs(tx, { state: 'cancelled', before }, limit),
    ),
    batches: await prune('batches', (tx, limit) => deleteEndedBatches(tx, before, limit)),
    failures: await prune('kinds of failure', (tx, limit) =>
      deleteForgottenFailures(tx, daysAgo(FAILURES_KEPT_DAYS), limit),
    ),
  }
  await rollUpStats(ctx.db, now)
  return pruned
}
