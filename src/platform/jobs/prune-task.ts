import { z } from 'zod'
import { defineSchedule } from './define-schedule.ts'
import { defineTask } from './define-task.ts'
import { pruneJobs } from './prune-jobs.ts'

export const pruneTask = defineTask({
  name: 'jobs.prune',
  about: 'Removes jobs, results and figures that are older than they are kept.',
  lane: 'default',
  // Behind whatever somebody waits for.
  priority: 50,
  payload: z.object({}),
  handle: (ctx, job) => pruneJobs(ctx, job),
})

/** Often, so that a busy day's jobs are removed within a day too. */
export const pruneSchedule = defineSchedule({
  name: 'jobs.prune',
  task: pruneTask,
  payload: {},
  cron: '*/10 * * * *',
  missed: 'skip',
})
