import { asWorker } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { deleteOtherSessions } from '../queries.ts'
import { recordAudit } from '../record-audit.ts'
import { secondStepErrors } from './errors.ts'
import { lockFactor, markSession, removeFactor } from './queries.ts'
import type { SecondStepAttempt, SecondStepParts } from './try-second-step.ts'

const fail = failWith(secondStepErrors)

/** Turns the second step off; all other sessions end. Returns their ids. Throws second_step_off. */
export function disableSecondStep(
  ctx: SecondStepParts,
  { userId, sessionId, actor }: Omit<SecondStepAttempt, 'code'>,
): Promise<string[]> {
  return asWorker(ctx.db, async (tx) => {
    const factor = await lockFactor(tx, userId)
    if (!factor?.confirmed_at) throw fail('second_step_off')
    await removeFactor(tx, userId)
    await markSession(tx, userId, sessionId, null)
    const ended = await deleteOtherSessions(tx, userId, sessionId)
    await recordAudit(tx, {
      ...actor,
      action: 'secondStep.disable',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
    })
    await notifySecurity(tx, ctx, {
      userId,
      what: 'The second step of your account was turned off: a code by mail is enough to sign in now. All other sessions were ended. If it wasn’t you, sign in at once and turn it on again.',
      address: actor.address,
    })
    return ended
  })
}
