import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { deleteOtherSessions } from '../queries.ts'
import { recordAudit } from '../record-audit.ts'
import { secondStepErrors } from './errors.ts'
import { issueBackupCodes } from './issue-backup-codes.ts'
import { confirmFactor, lockFactor, markSession, useStep } from './queries.ts'
import { judgeAppCode, type SecondStepAttempt, type SecondStepParts } from './try-second-step.ts'

const fail = failWith(secondStepErrors)

async function turnOn(tx: Tx, ctx: SecondStepParts, attempt: SecondStepAttempt) {
  const { userId, sessionId, code, actor } = attempt
  const factor = await lockFactor(tx, userId)
  if (!factor) throw fail('second_step_not_begun')
  if (factor.confirmed_at) throw fail('second_step_on')
  const verdict = judgeAppCode(ctx, userId, factor, code.replace(/[\s-]/g, ''))
  if (!verdict.right) throw verdict.error
  if ('step' in verdict) await useStep(tx, userId, verdict.step)
  const now = ctx.clock.now()
  await confirmFactor(tx, userId, now)
  const backupCodes = await issueBackupCodes(tx, ctx, userId)
  await markSession(tx, userId, sessionId, now)
  const ended = await deleteOtherSessions(tx, userId, sessionId)
  await recordAudit(tx, {
    ...actor,
    action: 'secondStep.enable',
    targetType: 'user',
    targetId: userId,
    subjectId: userId,
  })
  await notifySecurity(tx, ctx, {
    userId,
    what: 'The second step of your account was turned on: signing in now asks for a code of your app as well. All other sessions were ended. If it wasn’t you, write to whoever runs this JobPilot.',
    address: actor.address,
  })
  return { backupCodes, ended }
}

/**
 * Turns the second step on with a first code of the app. This session counts as passed, all others end. The person's
 * wrong codes aren't counted here: they know the secret. Throws second_step_not_begun, second_step_on,
 * second_step_code_wrong.
 */
export function confirmSecondStep(
  ctx: SecondStepParts,
  attempt: SecondStepAttempt,
): Promise<{ backupCodes: string[]; ended: string[] }> {
  return asWorker(ctx.db, (tx) => turnOn(tx, ctx, attempt))
}
