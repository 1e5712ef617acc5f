import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { linkedinErrors } from './errors.ts'
import { deleteConnection } from './queries.ts'

const fail = failWith(linkedinErrors)

/** LinkedIn no longer signs this person in; a code by mail still does. Sessions that it began go on. */
export async function removeConnection(
  ctx: Pick<AppContext, 'db' | 'config' | 'clock' | 'jobs'>,
  { userId, actor }: { userId: string; actor: AuditActor },
): Promise<void> {
  await asWorker(ctx.db, async (tx) => {
    if (!(await deleteConnection(tx, userId)))
      throw fail('linkedin_not_connected', { message: `user ${userId} has no LinkedIn connection` })
    await recordAudit(tx, {
      ...actor,
      action: 'connections.remove',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
      before: { provider: 'linkedin' },
    })
    await notifySecurity(tx, ctx, {
      userId,
      what: 'LinkedIn was disconnected from your account: it signs nobody in here any more. You still sign in with a code by mail.',
      address: actor.address,
    })
  })
}
