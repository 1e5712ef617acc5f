import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { deleteRemoved } from './queries.ts'

/** How long a removal can be taken back. */
export const UNDO_MS = 600_000

/** Removes for good what was removed longer ago than it can be taken back. */
export async function sweepRemovedDrafts(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UNDO_MS)
  await asWorker(ctx.db, (tx) => deleteRemoved(tx, before))
}
