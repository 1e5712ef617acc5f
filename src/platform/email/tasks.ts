import { z } from 'zod'
import { defineTask } from '../jobs/define-task.ts'
import { cancelMessage, reviveMessage, sendEmail } from './send-email.ts'

export const sendEmailTask = defineTask({
  name: 'email.send',
  about: 'Hands one mail to the provider, which sends it once however often it is asked.',
  lane: 'default',
  // Somebody may be waiting for it.
  priority: -50,
  payload: z.object({
    messageId: z.uuid(),
    /** Then it is too late: a code that no longer works. */
    notAfter: z.iso.datetime().optional(),
  }),
  // With growing delays from 5 s on these last for more than two and a half hours, well within the day for which the
  // provider remembers a key.
  maxAttempts: 12,
  retryBaseMs: 5_000,
  // Providers allow a few requests a second.
  maxRunning: 4,
  handle: (ctx, job) => sendEmail(ctx, job),
  onEnd: (tx, job, end) => cancelMessage(tx, job.payload.messageId, end.words),
  onRevive: (tx, job) => reviveMessage(tx, job.payload.messageId),
})
