import { z } from 'zod'
import { bulkTask, resumeTask } from '../domains/operations/control/tasks.ts'
import { defineTask } from '../platform/jobs/define-task.ts'

/** Does nothing; to be the subject of what operators do to many jobs. */
export const idleTask = defineTask({
  name: 'test.idle',
  lane: 'default',
  payload: z.object({}),
  handle: () => Promise.resolve(null),
})

/** Their own and an idle one, also for a worker in a process of its own. */
export const tasks = [idleTask, bulkTask, resumeTask]
