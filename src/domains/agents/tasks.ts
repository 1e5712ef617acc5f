import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { pruneEvents } from './prune-events.ts'
import { reconcileRuns } from './reconcile-runs.ts'

/** Ends runs that no job works on any more; every few minutes. */
export const reconcileRunsTask = defineTask({
  name: 'agents.reconcile',
  lane: 'default',
  payload: z.object({}),
  handle: reconcileRuns,
})

export const reconcileRunsSchedule = defineSchedule({
  name: 'agents.reconcile',
  task: reconcileRunsTask,
  payload: {},
  cron: '*/5 * * * *',
  missed: 'skip',
})

export const pruneEventsTask = defineTask({
  name: 'agents.pruneEvents',
  about: 'Removes events of ended runs that are older than they are kept.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: async (ctx, job) => ({
    removed: await pruneEvents(ctx.db, { now: ctx.clock.now(), signal: job.signal }),
  }),
})

export const pruneEventsSchedule = defineSchedule({
  name: 'agents.pruneEvents',
  task: pruneEventsTask,
  payload: {},
  cron: '53 3 * * *',
  missed: 'once',
})
