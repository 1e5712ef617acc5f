import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import { deleteHold, listWaiting, type HoldTarget } from '../../../platform/jobs/hold-queries.ts'
import { sendAgain } from '../../../platform/jobs/queries.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { operationErrors } from '../errors.ts'
import type { Actor } from './outcome.ts'
import { resumeTask } from './tasks.ts'

const fail = failWith(operationErrors)
/** More than these are sent by a job of their own. */
const AT_ONCE = 1_000

export interface LiftResult {
  /** Jobs that were sent again right away. */
  sent: number
  /** Of the job that sends them, when they are many. */
  jobId: string | null
}

/**
 * Lifts a hold and sends what it kept waiting: two transactions, since only after the first no job is turned away any
 * more. Should the second never come, the workers' sweep finds the jobs some seconds later. Throws hold_not_found.
 */
export async function liftHold(
  ctx: Pick<AppContext, 'db' | 'jobs'>,
  wanted: { id: string; reason: string },
  actor: Actor,
): Promise<LiftResult> {
  const target = await asWorker(ctx.db, async (tx): Promise<HoldTarget> => {
    const held = await deleteHold(tx, wanted.id)
    if (!held) throw fail('hold_not_found')
    const lifted = { lane: held.lane, task: held.task, userId: held.user_id }
    await recordAudit(tx, {
      actorId: actor.id,
      actorRole: actor.role,
      requestId: actor.requestId,
      action: 'holds.lift',
      targetType: 'hold',
      targetId: held.id,
      reason: wanted.reason,
      before: { ...lifted, reason: held.reason, since: held.created_at.toISOString() },
    })
    return lifted
  })
  return asWorker(ctx.db, async (tx): Promise<LiftResult> => {
    const ids = await listWaiting(tx, target, { after: null, limit: AT_ONCE + 1 })
    if (ids.length > AT_ONCE) {
      return { sent: 0, jobId: await ctx.jobs.enqueue(tx, resumeTask, target, { userId: null }) }
    }
    await sendAgain(tx, ids)
    return { sent: ids.length, jobId: null }
  })
}
