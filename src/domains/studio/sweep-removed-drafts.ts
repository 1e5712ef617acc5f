import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { deleteRemoved } from './queries.ts'
import { UNDO_REMOVAL_MS } from './schema.ts'

/** Removes for good what was removed longer ago than it can be taken back. */
export async function sweepRemovedDrafts(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UNDO_REMOVAL_MS)
  await asWorker(ctx.db, (tx) => deleteRemoved(tx, before))
}
