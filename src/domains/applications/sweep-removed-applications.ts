import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { UNDO_REMOVAL_MS } from '../studio/schema.ts'
import { deleteRemoved } from './queries.ts'

/** Removes for good what was removed longer ago than it can be taken back. */
export async function sweepRemovedApplications(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UNDO_REMOVAL_MS)
  await asWorker(ctx.db, (tx) => deleteRemoved(tx, before))
}
