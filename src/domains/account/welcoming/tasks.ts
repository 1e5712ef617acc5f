import { z } from 'zod'
import { defineSchedule } from '../../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../../platform/jobs/define-task.ts'
import { welcomeNewcomers } from './welcome-newcomers.ts'

export const welcomeTask = defineTask({
  name: 'account.welcome',
  about: 'Greets people who came since the last time by mail.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => welcomeNewcomers(ctx),
})

export const welcomeSchedule = defineSchedule({
  name: 'account.welcome',
  task: welcomeTask,
  payload: {},
  cron: '*/10 * * * *',
  missed: 'once',
})
