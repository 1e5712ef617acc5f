import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { agentTask } from '../agents/agent-task.ts'
import { captureAgent } from './capture-agent.ts'
import { sweepPreviews } from './preview/sweep-previews.ts'

export const captureTask = agentTask(captureAgent)

export const sweepPreviewsTask = defineTask({
  name: 'postings.sweepPreviews',
  about: 'Removes originals that nobody decided to keep within a day.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => sweepPreviews(ctx),
})

export const sweepPreviewsSchedule = defineSchedule({
  name: 'postings.sweepPreviews',
  task: sweepPreviewsTask,
  payload: {},
  cron: '23 * * * *',
  missed: 'once',
})
