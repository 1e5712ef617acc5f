import { recordAudit } from '../record-audit.ts'
import { markSession } from './queries.ts'
import { trySecondStep, type SecondStepAttempt, type SecondStepParts } from './try-second-step.ts'

/** Lets a session in that owes its second step. Throws what trySecondStep throws. */
export async function passSecondStep(ctx: SecondStepParts, attempt: SecondStepAttempt): Promise<void> {
  const { userId, sessionId, actor } = attempt
  await trySecondStep(ctx, { ...attempt, toPass: true }, async (tx) => {
    await markSession(tx, userId, sessionId, ctx.clock.now())
    await recordAudit(tx, {
      ...actor,
      action: 'secondStep.pass',
      targetType: 'session',
      targetId: sessionId,
      subjectId: userId,
    })
  })
}
