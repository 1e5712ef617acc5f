import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import { takeNewcomers } from './queries.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 100

/** Greets everybody once, however they sign in; that it was done and the mail commit together. */
export async function welcomeNewcomers(
  ctx: Pick<AppContext, 'clock' | 'config' | 'db' | 'jobs'>,
): Promise<{ welcomed: number }> {
  const since = new Date(ctx.clock.now().getTime() - DAY_MS)
  const newcomers = await asWorker(ctx.db, async (tx) => {
    const taken = await takeNewcomers(tx, { since, limit: AT_ONCE })
    for (const { id: userId, email: to, name } of taken)
      await queueEmail(tx, ctx, { kind: 'welcome', userId, to, name })
    return taken
  })
  return { welcomed: newcomers.length }
}
