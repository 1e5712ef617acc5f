import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { lockSchedule } from '../../../platform/jobs/schedule-queries.ts'
import { enqueueScheduleNow } from '../../../platform/jobs/schedule-runner.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { operationErrors } from '../errors.ts'
import type { Actor } from './outcome.ts'

const fail = failWith(operationErrors)

/** Runs a schedule once besides its times, also a paused one. Throws schedule_not_found, job_task_unknown. */
export async function runScheduleNow(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'jobs'>,
  wanted: { id: string; reason: string },
  actor: Actor,
): Promise<{ jobId: string }> {
  const schedule = await lockSchedule(tx, wanted.id)
  if (!schedule) throw fail('schedule_not_found')
  const jobId = await enqueueScheduleNow(tx, ctx, wanted.id)
  if (jobId === null) throw fail('job_task_unknown')
  await recordAudit(tx, {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: 'schedules.runNow',
    targetType: 'schedule',
    targetId: wanted.id,
    reason: wanted.reason,
    after: { name: schedule.name, jobId },
  })
  return { jobId }
}
