import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { deleteExpired } from './queries.ts'

/** Removes originals that nobody decided to keep within a day. */
export async function sweepPreviews(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  await asWorker(ctx.db, (tx) => deleteExpired(tx, ctx.clock.now()))
}
