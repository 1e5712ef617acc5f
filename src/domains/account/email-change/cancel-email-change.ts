import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { removeChange } from './queries.ts'

/** Gives the change up; the code no longer works. Nothing waiting is as good. */
export function cancelEmailChange(
  ctx: Pick<AppContext, 'db'>,
  { userId, actor }: { userId: string; actor: AuditActor },
): Promise<void> {
  return asWorker(ctx.db, async (tx) => {
    if (!(await removeChange(tx, userId))) return
    await recordAudit(tx, {
      ...actor,
      action: 'emailChange.cancel',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
    })
  })
}
