import { reconcileRunsTask } from './domains/agents/tasks.ts'
import { matchAllTask, matchTask } from './domains/matching/tasks.ts'
import { bulkTask, resumeTask } from './domains/operations/control/tasks.ts'
import { captureTask } from './domains/postings/tasks.ts'
import { intakeTask } from './domains/resumes/tasks.ts'
import { samplesTask } from './domains/samples/tasks.ts'
import { draftTask } from './domains/studio/tasks.ts'
import type { TaskDefinition } from './platform/jobs/define-task.ts'

/** A pure merge of the domains' tasks. */
export const tasks: readonly TaskDefinition[] = [
  intakeTask,
  captureTask,
  matchTask,
  matchAllTask,
  draftTask,
  samplesTask,
  reconcileRunsTask,
  bulkTask,
  resumeTask,
]
