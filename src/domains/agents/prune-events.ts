import { asWorker } from '../../platform/db/transaction.ts'
import type { Db } from '../../platform/db/types.ts'
import { deleteOldEvents } from '../../platform/events/queries.ts'

const KEPT_DAYS = 30
const DAY_MS = 86_400_000

export interface PruneEventsOptions {
  now: Date
  /** Events of one transaction; default 2,000. */
  batch?: number
  /** Most transactions of one call; the next call goes on. Default 100. */
  batches?: number
  signal?: AbortSignal
}

/**
 * Removes events that are older than they are kept and whose run has ended; returns how many. What belongs to a run
 * that still goes stays. A person's numbers go on where they were, so what has gone can be told.
 */
export async function pruneEvents(db: Db, options: PruneEventsOptions): Promise<number> {
  const { now, batch = 2_000, batches = 100, signal } = options
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  let removed = 0
  for (let round = 0; round < batches && !signal?.aborted; round++) {
    const count = await asWorker(db, (tx) => deleteOldEvents(tx, before, batch))
    removed += count
    if (count < batch) break
  }
  return removed
}
