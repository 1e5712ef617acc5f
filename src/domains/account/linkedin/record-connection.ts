import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { notifySecurity } from '../notify-security.ts'
import { findStanding } from '../queries.ts'
import { recordAudit } from '../record-audit.ts'

/** A further way in was connected to an account by somebody signed in to it: kept in the log, and told by mail. */
export async function recordConnection(
  ctx: Pick<AppContext, 'db' | 'config' | 'clock' | 'jobs'>,
  { userId, requestId, address }: { userId: string; requestId: string | null; address: string | null },
): Promise<void> {
  await asWorker(ctx.db, async (tx) => {
    const standing = await findStanding(tx, userId)
    if (!standing) return
    await recordAudit(tx, {
      actorId: userId,
      actorRole: standing.role,
      requestId,
      action: 'connections.add',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
      address,
      after: { provider: 'linkedin' },
    })
    await notifySecurity(tx, ctx, {
      userId,
      what: 'LinkedIn was connected to your account: whoever signs in to that LinkedIn profile can sign in here. If it wasn’t you, disconnect it in the settings under Security and end your other sessions there.',
      address,
    })
  })
}
