import type { AppContext } from '../../context.ts'
import { asWorker } from '../db/transaction.ts'
import { deliverMessage } from './deliver-message.ts'
import { EmailTrouble } from './email.ts'
import { notAfter, writeMessage, type OutboxMessage } from './outbox.ts'
import { sendEmailTask } from './tasks.ts'

/**
 * Sends a mail that somebody waits for at this moment, without the way through a worker; returns once the provider has
 * it. Where the provider can't just now, the mail's job takes over with the same key. Throws a DomainError when it
 * never will.
 */
export async function sendNow(
  ctx: Pick<AppContext, 'config' | 'clock' | 'db' | 'email' | 'jobs'>,
  message: OutboxMessage,
): Promise<void> {
  const { db, clock, jobs } = ctx
  const id = await asWorker(db, (tx) => writeMessage(tx, ctx, message))
  const limit = notAfter(ctx, message)
  try {
    await deliverMessage(ctx, id, { ...limit, transact: (work) => asWorker(db, work) })
  } catch (error) {
    if (!(error instanceof EmailTrouble)) throw error
    const runAt = new Date(clock.now().getTime() + error.retryAfterMs)
    const payload = { messageId: id, ...limit }
    await asWorker(db, (tx) => jobs.enqueue(tx, sendEmailTask, payload, { userId: message.userId, runAt }))
  }
}
