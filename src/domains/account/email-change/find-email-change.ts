import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import { findChange } from './queries.ts'
import type { PendingEmailChange } from './schema.ts'

/** The change that waits for its code; null when none does. */
export async function findEmailChange(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  userId: string,
): Promise<PendingEmailChange | null> {
  const found = await readAsWorker(ctx.db, (tx) => findChange(tx, userId, ctx.clock.now()))
  return found ? { newEmail: found.new_email, expiresAt: found.expires_at.toISOString() } : null
}
