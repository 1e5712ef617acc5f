import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import { codeKinds } from './email-kinds.ts'
import { lockWaiting } from './outbox-queries.ts'
import { settleMessage, TOO_LATE } from './settle-message.ts'

const HOUR_MS = 3_600_000

/** Codes whose process died before it could send them: nobody waits for them any more, and none is to stay. */
export async function dropStaleCodes(ctx: Pick<AppContext, 'clock' | 'db'>): Promise<{ dropped: number }> {
  const before = new Date(ctx.clock.now().getTime() - HOUR_MS)
  return asWorker(ctx.db, async (tx) => {
    const stale = await lockWaiting(tx, { kinds: codeKinds(), before })
    for (const message of stale) await settleMessage(tx, message, { state: 'failed', error: TOO_LATE })
    return { dropped: stale.length }
  })
}
