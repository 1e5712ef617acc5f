import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import type { RunningJob } from '../jobs/define-task.ts'
import { hitFailpoint } from '../jobs/failpoint.ts'
import { deliverMessage, type Delivery } from './deliver-message.ts'
import { mailFail } from './errors.ts'
import { lockMessage, requeueMessage } from './outbox-queries.ts'
import { settleMessage } from './settle-message.ts'

type Payload = { messageId: string; notAfter?: string | undefined }

/** One attempt of the job that sends a mail; every commit is fenced, and the provider knows the mail by its id. */
export function sendEmail(
  ctx: Pick<AppContext, 'config' | 'clock' | 'email'>,
  job: Pick<RunningJob<Payload>, 'attempt' | 'payload' | 'signal' | 'commit'>,
): Promise<Delivery> {
  const { messageId, notAfter } = job.payload
  return deliverMessage(ctx, messageId, {
    notAfter,
    signal: job.signal,
    transact: job.commit,
    beforeSent: () => hitFailpoint(ctx.config, 'before-commit:email.send', job.attempt),
  })
}

/** The job ended for good: so does its mail, which stays for an operator to send again. */
export async function cancelMessage(tx: Tx, messageId: string, words: string): Promise<void> {
  const message = await lockMessage(tx, messageId)
  if (!message) return
  await settleMessage(tx, message, { state: 'failed', error: message.error ?? words })
}

/** An operator sends the job again: refused for a mail whose content is gone. */
export async function reviveMessage(tx: Tx, messageId: string): Promise<void> {
  const message = await lockMessage(tx, messageId)
  if (message?.state === 'queued') return
  if (!(await requeueMessage(tx, messageId))) throw mailFail('message_over')
}
