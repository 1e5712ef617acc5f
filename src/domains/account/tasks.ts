import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { sweepExpired } from './sweep-expired.ts'

export const sweepExpiredTask = defineTask({
  name: 'account.sweepExpired',
  about: 'Removes sign-in codes, sessions and half set up second steps that are long over.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => sweepExpired(ctx),
})

export const sweepExpiredSchedule = defineSchedule({
  name: 'account.sweepExpired',
  task: sweepExpiredTask,
  payload: {},
  cron: '3 * * * *',
  missed: 'once',
})
