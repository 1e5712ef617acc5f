import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { lookUp } from '../search-jobs.ts'
import { actOnJobs } from './act-on-jobs.ts'
import {
  actionOrder,
  bulkPercent,
  bulkProgressSchema,
  bulkWords,
  seenState,
  type BulkOrder,
  type BulkProgress,
} from './bulk-order.ts'
import type { Outcome } from './outcome.ts'
import { countBulk, listBulkPage, type BulkScope } from './queries.ts'
import type { BulkResult } from './schema.ts'

const PAGE = 200

/**
 * Walks through the jobs of a filter by id. A page is one fenced commit: what is done to its jobs, the audit and how
 * far it is, so that an attempt that dies takes nothing half done with it and the next one does nothing twice.
 */
export async function runBulk(ctx: AppContext, job: RunningJob<BulkOrder>): Promise<BulkResult> {
  const { action } = job.payload
  let progress = bulkProgressSchema.nullable().parse(job.cursor) ?? (await begin(job))
  for (;;) {
    job.signal.throwIfAborted()
    const next = await job.commit((tx) => actOnPage(tx, ctx, job, progress))
    if (!next) return { changed: progress.changed, unchanged: progress.unchanged }
    progress = next
    await job.progress(bulkPercent(progress), bulkWords(action, progress))
  }
}

/** null: nothing can fit. */
async function scopeOf(tx: Tx, job: RunningJob<BulkOrder>): Promise<BulkScope | null> {
  const before = new Date(job.payload.before)
  const search = await lookUp(tx, job.payload.filter, before)
  return search && { search, before, except: job.id }
}

async function begin(job: RunningJob<BulkOrder>): Promise<BulkProgress> {
  return job.commit(async (tx) => {
    const scope = await scopeOf(tx, job)
    const total = scope ? await countBulk(tx, scope) : 0
    const progress = { after: null, total, changed: 0, unchanged: {} }
    await job.saveCursor(tx, progress)
    return progress
  })
}

/** null: there are no more. */
async function actOnPage(
  tx: Tx,
  ctx: AppContext,
  job: RunningJob<BulkOrder>,
  progress: BulkProgress,
): Promise<BulkProgress | null> {
  const scope = await scopeOf(tx, job)
  const ids = scope ? await listBulkPage(tx, scope, { after: progress.after, limit: PAGE }) : []
  const last = ids.at(-1)
  if (last === undefined) return null
  const { filter, reason, actor } = job.payload
  const order = actionOrder(job.payload)
  const seen = seenState(filter.state)
  const outcomes = await actOnJobs(tx, ctx, { ids, order, reason, actor, seen, bulkJobId: job.id })
  const next = { ...progress, ...count(progress, [...outcomes.values()]), after: last }
  await job.saveCursor(tx, next)
  return next
}

function count(progress: BulkProgress, outcomes: Outcome[]): Pick<BulkProgress, 'changed' | 'unchanged'> {
  const unchanged = { ...progress.unchanged }
  for (const outcome of outcomes) {
    if (!outcome.changed) unchanged[outcome.code] = (unchanged[outcome.code] ?? 0) + 1
  }
  return { changed: progress.changed + outcomes.filter((outcome) => outcome.changed).length, unchanged }
}
