import { z } from 'zod'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { reconcileRuns } from './reconcile-runs.ts'

/** Ends runs that no job works on any more; every few minutes. */
export const reconcileRunsTask = defineTask({
  name: 'agents.reconcile',
  lane: 'default',
  payload: z.object({}),
  handle: reconcileRuns,
})
