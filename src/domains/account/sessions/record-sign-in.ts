import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { findStanding } from '../queries.ts'
import { recordAudit } from '../record-audit.ts'
import { deviceName } from './device-name.ts'

/** A sign-in that has just begun, by whatever way. */
export interface NewSession {
  id: string
  userId: string
  ipAddress?: string | null | undefined
  userAgent?: string | null | undefined
}

export async function recordSignIn(
  ctx: Pick<AppContext, 'db'>,
  session: NewSession,
  requestId: string | null,
): Promise<void> {
  const { id, userId, ipAddress, userAgent } = session
  await asWorker(ctx.db, async (tx) => {
    const standing = await findStanding(tx, userId)
    if (!standing) return
    await recordAudit(tx, {
      actorId: userId,
      actorRole: standing.role,
      requestId,
      action: 'sessions.signIn',
      targetType: 'session',
      targetId: id,
      subjectId: userId,
      address: ipAddress ?? null,
      after: { device: deviceName(userAgent ?? null) },
    })
  })
}
