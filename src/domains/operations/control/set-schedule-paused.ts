import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { lockSchedule } from '../../../platform/jobs/schedule-queries.ts'
import { pauseSchedule, resumeSchedule } from '../../../platform/jobs/schedules.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { operationErrors } from '../errors.ts'
import type { Actor } from './outcome.ts'

const fail = failWith(operationErrors)

/**
 * A paused schedule doesn't run by itself; what falls into the pause is not made up for. Asked for what is so already
 * it changes nothing. Throws schedule_not_found.
 */
export async function setSchedulePaused(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  wanted: { id: string; reason: string; paused: boolean },
  actor: Actor,
): Promise<void> {
  const schedule = await lockSchedule(tx, wanted.id)
  if (!schedule) throw fail('schedule_not_found')
  const change = wanted.paused ? pauseSchedule : resumeSchedule
  if (!(await change(tx, ctx, wanted.id))) return
  await recordAudit(tx, {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: wanted.paused ? 'schedules.pause' : 'schedules.resume',
    targetType: 'schedule',
    targetId: wanted.id,
    reason: wanted.reason,
    before: { name: schedule.name, pausedAt: schedule.paused_at?.toISOString() ?? null },
  })
}
