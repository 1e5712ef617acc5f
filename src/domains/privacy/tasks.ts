import { z } from 'zod'
import { defineSchedule } from '../../platform/jobs/define-schedule.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { enforceRetention } from './enforce-retention.ts'
import { createDeleteSignIn } from './erasing/delete-clerk-user.ts'
import { purgeDue } from './erasing/purge-due.ts'
import { purgePerson } from './erasing/purge-person.ts'
import { expireExports } from './exporting/expire-exports.ts'
import { exportArchive } from './exporting/export-archive.ts'
import { importArchive } from './importing/import-archive.ts'
import { failExport } from './queries.ts'

const MINUTE_MS = 60_000
/** Looks at every row there is. */
const veryPatient = { softLimitMs: 110 * MINUTE_MS, hardLimitMs: 120 * MINUTE_MS }
const patient = { softLimitMs: 15 * MINUTE_MS, hardLimitMs: 20 * MINUTE_MS }

/** Tells the person how it went: their archive, made or failed. */
export const exportTask = defineTask({
  name: 'privacy.export',
  about: 'Puts everything of a person into an archive that they can download.',
  lane: 'default',
  ...patient,
  payload: z.object({ exportId: z.uuid() }),
  handle: exportArchive,
  async onEnd(tx, { userId, payload }, _end, ctx) {
    if (userId !== null) await failExport(tx, userId, payload.exportId, ctx.clock.now())
  },
})

export const importTask = defineTask({
  name: 'privacy.import',
  about: 'Brings a person’s archive into their account.',
  lane: 'default',
  ...patient,
  resultTtlMs: 7 * 24 * 60 * MINUTE_MS,
  payload: z.object({ key: z.string() }),
  handle: importArchive,
})

/** Named by a pseudonym: it outlives whom it erases. */
const purgeTask = defineTask({
  name: 'privacy.purge',
  about: 'Erases everything of a person who left 30 days ago, and searches for what is left.',
  lane: 'default',
  maxAttempts: 6,
  retryBaseMs: MINUTE_MS,
  ...veryPatient,
  payload: z.object({ pseudonym: z.uuid() }),
  handle: (ctx, job) => purgePerson(ctx, job, createDeleteSignIn(ctx.config.clerk)),
})

const purgeDueTask = defineTask({
  name: 'privacy.purgeDue',
  about: 'Begins the purge of people whose 30 days are over, and reminds those who have a week left.',
  lane: 'default',
  payload: z.object({}),
  handle: (ctx, job) => purgeDue(ctx, job, purgeTask),
})

const expireExportsTask = defineTask({
  name: 'privacy.expireExports',
  about: 'Removes archives whose day is over.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: expireExports,
})

const retentionTask = defineTask({
  name: 'privacy.retention',
  about: 'Removes what is older than it is kept.',
  lane: 'default',
  priority: 50,
  payload: z.object({}),
  handle: (ctx, job) => enforceRetention(ctx, job),
})

export const privacyTasks = [
  exportTask,
  importTask,
  purgeTask,
  purgeDueTask,
  expireExportsTask,
  retentionTask,
]

const system = { payload: {}, missed: 'once' as const }

export const privacySchedules = [
  defineSchedule({ ...system, name: 'privacy.purgeDue', task: purgeDueTask, cron: '17 * * * *' }),
  defineSchedule({ ...system, name: 'privacy.expireExports', task: expireExportsTask, cron: '*/30 * * * *' }),
  defineSchedule({ ...system, name: 'privacy.retention', task: retentionTask, cron: '41 3 * * *' }),
]
