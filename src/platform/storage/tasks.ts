import { z } from 'zod'
import { defineSchedule } from '../jobs/define-schedule.ts'
import { defineTask } from '../jobs/define-task.ts'
import { sweepOrphans } from './sweep-orphans.ts'

export const sweepOrphansTask = defineTask({
  name: 'storage.sweepOrphans',
  about: 'Removes files that have belonged to nothing for a day.',
  lane: 'default',
  priority: 50,
  payload: z.object({ dryRun: z.boolean().default(false), force: z.boolean().default(false) }),
  handle: (ctx, job) => sweepOrphans(ctx, job, job.payload),
})

export const sweepOrphansSchedule = defineSchedule({
  name: 'storage.sweepOrphans',
  task: sweepOrphansTask,
  payload: { dryRun: false, force: false },
  cron: '27 4 * * *',
  missed: 'once',
})
