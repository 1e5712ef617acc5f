import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { sweepRemovedApplications } from './sweep-removed-applications.ts'

export const sweepRemovedApplicationsTask = defineTask({
  name: 'applications.sweepRemoved',
  about: 'Removes applications for good when they can no longer be taken back.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => sweepRemovedApplications(ctx),
})

export const sweepRemovedApplicationsSchedule = defineSchedule({
  name: 'applications.sweepRemoved',
  task: sweepRemovedApplicationsTask,
  payload: {},
  cron: '43 * * * *',
  missed: 'once',
})
