import { z } from 'zod'
import { defineSchedule } from '../jobs/define-schedule.ts'
import { defineTask } from '../jobs/define-task.ts'
import { dropStaleCodes } from './drop-stale-codes.ts'
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

export const dropStaleCodesTask = defineTask({
  name: 'email.dropStaleCodes',
  about: 'Gives up codes that were never sent and no longer work.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => dropStaleCodes(ctx),
})

export const dropStaleCodesSchedule = defineSchedule({
  name: 'email.dropStaleCodes',
  task: dropStaleCodesTask,
  payload: {},
  cron: '27 * * * *',
  missed: 'once',
})
