import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import { failWith } from '../../../platform/errors.ts'
import { readLeaving } from '../../account/leaving/read-leaving.ts'
import { returnToAccount } from '../../account/leaving/return-to-account.ts'
import { recordAudit, type AuditActor } from '../../account/record-audit.ts'
import { privacyErrors } from '../errors.ts'

const fail = failWith(privacyErrors)

/** Brings a leaving account back as it was, but for its tokens. Throws not_leaving, deletion_begun. */
export async function cancelDeletion(
  ctx: Pick<AppContext, 'db' | 'config' | 'clock' | 'jobs'>,
  { userId, actor }: { userId: string; actor: AuditActor },
): Promise<void> {
  await asWorker(ctx.db, async (tx) => {
    const person = await returnToAccount(tx, userId, ctx.clock.now())
    if (!person) {
      const standing = await readLeaving(tx, userId)
      throw fail(standing?.state === 'pending_deletion' ? 'deletion_begun' : 'not_leaving')
    }
    await recordAudit(tx, {
      ...actor,
      subjectId: userId,
      action: 'privacy.deletion_cancelled',
      targetType: 'user',
      targetId: userId,
    })
    const { email: to } = person
    if (!to.endsWith('.invalid')) await queueEmail(tx, ctx, { kind: 'deletion_cancelled', userId, to })
  })
}
