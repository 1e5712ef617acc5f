import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { agentTask } from '../agents/agent-task.ts'
import { draftAgent } from './draft-agent.ts'
import { sweepRemovedDrafts } from './sweep-removed-drafts.ts'

export const draftTask = agentTask(draftAgent)

export const sweepRemovedDraftsTask = defineTask({
  name: 'studio.sweepRemoved',
  about: 'Removes drafts for good when they can no longer be taken back.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx) => sweepRemovedDrafts(ctx),
})

export const sweepRemovedDraftsSchedule = defineSchedule({
  name: 'studio.sweepRemoved',
  task: sweepRemovedDraftsTask,
  payload: {},
  cron: '33 * * * *',
  missed: 'once',
})
