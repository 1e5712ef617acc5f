import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { deleteOtherSessions } from '../queries.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'

/** Signs a person out everywhere but in this session; the ids of those that ended. */
export function endOtherSessions(
  ctx: Pick<AppContext, 'db'>,
  { userId, sessionId, actor }: { userId: string; sessionId: string; actor: AuditActor },
): Promise<string[]> {
  return asWorker(ctx.db, async (tx) => {
    const ended = await deleteOtherSessions(tx, userId, sessionId)
    if (ended.length > 0)
      await recordAudit(tx, {
        ...actor,
        action: 'sessions.revokeOthers',
        targetType: 'user',
        targetId: userId,
        subjectId: userId,
        after: { ended: ended.length },
      })
    return ended
  })
}
