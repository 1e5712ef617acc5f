import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { deleteSession } from '../queries.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'

/** Signs one session of a person out; false when there is none such. */
export function endSession(
  ctx: Pick<AppContext, 'db'>,
  wanted: {
    userId: string
    sessionId: string
    actor: AuditActor
    action?: 'sessions.revoke' | 'sessions.signOut'
  },
): Promise<boolean> {
  const { userId, sessionId, actor, action = 'sessions.revoke' } = wanted
  return asWorker(ctx.db, async (tx) => {
    if (!(await deleteSession(tx, userId, sessionId))) return false
    await recordAudit(tx, {
      ...actor,
      action,
      targetType: 'session',
      targetId: sessionId,
      subjectId: userId,
    })
    return true
  })
}
