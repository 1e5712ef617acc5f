import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { deleteExpired } from './queries.ts'

const DAY_MS = 86_400_000

/** Removes sign-in codes and sessions that are long over, and second steps left half set up; nobody misses them. */
export async function sweepExpired(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - DAY_MS)
  await asWorker(ctx.db, (tx) => deleteExpired(tx, before))
}
