import { asWorker } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { secondStepErrors } from './errors.ts'
import { issueBackupCodes } from './issue-backup-codes.ts'
import { lockFactor } from './queries.ts'
import type { SecondStepParts } from './try-second-step.ts'

const fail = failWith(secondStepErrors)

/** New backup codes; the old ones no longer work. Throws second_step_off. */
export function renewBackupCodes(
  ctx: SecondStepParts,
  { userId, actor }: { userId: string; actor: AuditActor },
): Promise<string[]> {
  return asWorker(ctx.db, async (tx) => {
    const factor = await lockFactor(tx, userId)
    if (!factor?.confirmed_at) throw fail('second_step_off')
    const codes = await issueBackupCodes(tx, ctx, userId)
    await recordAudit(tx, {
      ...actor,
      action: 'secondStep.renewBackupCodes',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
    })
    await notifySecurity(tx, ctx, {
      userId,
      what: 'New backup codes were made for the second step of your account; the old ones no longer work. If it wasn’t you, sign in, end all other sessions and make new ones.',
      address: actor.address,
    })
    return codes
  })
}
