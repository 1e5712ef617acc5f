import { sweepExpiredSchedule, sweepExpiredTask } from './domains/account/tasks.ts'
import { welcomeSchedule, welcomeTask } from './domains/account/welcoming/tasks.ts'
import {
  pruneEventsSchedule,
  pruneEventsTask,
  reconcileRunsSchedule,
  reconcileRunsTask,
} from './domains/agents/tasks.ts'
import {
  sweepRemovedApplicationsSchedule,
  sweepRemovedApplicationsTask,
} from './domains/applications/tasks.ts'
import { matchAllTask, matchTask } from './domains/matching/tasks.ts'
import { bulkTask, resumeTask } from './domains/operations/control/tasks.ts'
import { captureTask, sweepPreviewsSchedule, sweepPreviewsTask } from './domains/postings/tasks.ts'
import { privacySchedules, privacyTasks } from './domains/privacy/tasks.ts'
import { intakeTask } from './domains/resumes/tasks.ts'
import { samplesTask } from './domains/samples/tasks.ts'
import { draftTask, sweepRemovedDraftsSchedule, sweepRemovedDraftsTask } from './domains/studio/tasks.ts'
import { dropStaleCodesSchedule, dropStaleCodesTask, sendEmailTask } from './platform/email/tasks.ts'
import { dropIdleBucketsSchedule, dropIdleBucketsTask } from './platform/http/tasks.ts'
import { sweepOrphansSchedule, sweepOrphansTask } from './platform/storage/tasks.ts'
import type { ScheduleDefinition } from './platform/jobs/define-schedule.ts'
import type { TaskDefinition } from './platform/jobs/define-task.ts'
import { pruneSchedule, pruneTask } from './platform/jobs/prune-task.ts'

/** A pure merge of the domains' tasks. */
export const tasks: readonly TaskDefinition[] = [
  intakeTask,
  captureTask,
  matchTask,
  matchAllTask,
  draftTask,
  samplesTask,
  ...privacyTasks,
  reconcileRunsTask,
  bulkTask,
  resumeTask,
  sweepExpiredTask,
  welcomeTask,
  sweepPreviewsTask,
  sweepRemovedDraftsTask,
  sweepRemovedApplicationsTask,
  dropIdleBucketsTask,
  sendEmailTask,
  dropStaleCodesTask,
  pruneEventsTask,
  sweepOrphansTask,
  pruneTask,
]

/** What the system does by itself, and when. */
export const schedules: readonly ScheduleDefinition[] = [
  ...privacySchedules,
  reconcileRunsSchedule,
  sweepExpiredSchedule,
  welcomeSchedule,
  sweepPreviewsSchedule,
  sweepRemovedDraftsSchedule,
  sweepRemovedApplicationsSchedule,
  dropIdleBucketsSchedule,
  dropStaleCodesSchedule,
  pruneEventsSchedule,
  sweepOrphansSchedule,
  pruneSchedule,
]
