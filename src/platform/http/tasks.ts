import { z } from 'zod'
import { defineSchedule } from '../jobs/define-schedule.ts'
import { defineTask } from '../jobs/define-task.ts'
import { dropIdleBuckets } from './rate-limit-queries.ts'

export const dropIdleBucketsTask = defineTask({
  name: 'limits.dropIdle',
  about: 'Forgets rate limits of callers who have not called for a day.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => dropIdleBuckets(ctx.db),
})

export const dropIdleBucketsSchedule = defineSchedule({
  name: 'limits.dropIdle',
  task: dropIdleBucketsTask,
  payload: {},
  cron: '11 * * * *',
  missed: 'once',
})
